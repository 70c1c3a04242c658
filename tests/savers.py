"""What somebody who saves does and sees, on a phone."""

from datetime import timedelta
from uuid import UUID

from guitai.ledger.accounts import accounts_of
from guitai.ledger.chart import Internal
from guitai.ledger.entry import transfer
from guitai.ledger.posting import post
from guitai.money import Money
from guitai.reply import Link
from guitai.shield import cards, orders
from guitai.shield.document import Document

DAY = timedelta(days=1)


def accounts(phone):
    """What each of the customer's accounts holds, by kind; closed ones left out."""
    return {one.kind: one.balance for one in accounts_of(phone.db, phone.owner) if not one.closed}


def shown(phone):
    """The rows of the card in the last reply, which may lead to an order as well."""
    (link,) = [part for part in phone.reply.parts if isinstance(part, Link) and "/orders/" not in part.url]
    stored = cards.card(phone.db, phone.owner, UUID(link.url.rpartition("/")[2]))
    return {row["label"]: row["value"] for row in stored.content["rows"]}


def ordered(phone):
    """The order behind the last reply, as it is put up for signing."""
    (link,) = [part for part in phone.reply.parts if isinstance(part, Link) and "/orders/" in part.url]
    return Document.read(orders.order(phone.db, phone.owner, UUID(link.url.rpartition("/")[2])).document)


def told(phone):
    """What the bank has written unasked."""
    rows = phone.db.execute(
        "SELECT body ->> 'text' FROM outbox.requests WHERE owner = %(owner)s AND destination = 'chat'",
        {"owner": phone.owner},
    )
    return [text for (text,) in rows]


def waits(phone, days):
    """Let days pass, of which the bank does the last two."""
    phone.now += (days - 2) * DAY
    phone.waits(2 * DAY)


def opens(phone, signs, words, renewal="不续存，本金和利息都转到活期"):
    """Open a deposit and sign it."""
    phone.says(words)
    if renewal:
        phone.taps(renewal)
    return signs(phone)


def rich(phone, yuan="100000"):
    """Somebody pays this much in."""
    key = accounts_of(phone.db, phone.owner)[0].key
    post(
        phone.db,
        transfer(Money.parse(yuan), owner=phone.owner, name="rich", source=Internal.RESERVES, target=key),
    )
