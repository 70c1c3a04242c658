"""A bank card: its number, by its check digit, and the bank that gave it out. Pure."""

from collections.abc import Iterator

from guitai.understanding.pictures import values
from guitai.understanding.pictures.found import Field, Found, Kind
from guitai.understanding.pictures.seen import Line, Seen
from guitai.understanding.pictures.slips import with_bank


def card(picture: Seen) -> Found | None:
    """What stands on a card, or None where no card's number does."""
    numbers = [one for row in picture.rows for one in _numbers(row)]
    if len({one.value for one in numbers}) > 1:
        return Found(Kind.CARD, {}, ("account_no",))  # two cards: which one is meant?
    if not numbers:
        return None
    fields = {"account_no": numbers[0]}
    if named := values.bank_name(picture.text, 100):
        fields["bank"] = named
    return with_bank(Found(Kind.CARD, fields))


def _numbers(row: tuple[Line, ...]) -> Iterator[Field]:
    """The number in a row of print, which may be broken into its groups; else in one piece of it."""
    whole = values.card_no("".join(line.text for line in row), min(line.score for line in row))
    pieces = [whole] if whole else [values.card_no(line.text, line.score) for line in row]
    yield from (piece for piece in pieces if piece)
