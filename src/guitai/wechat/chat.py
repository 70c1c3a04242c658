"""From what the bank says to a chat's texts: sentences, links to cards, numbered options to tap."""

from guitai.reply import Link, Reply
from guitai.wechat.links import option_link, page_link, plain, split

LONGEST = 60  # characters of an option: it stands in its link twice, and a link is never cut


def texts(reply: Reply) -> list[str]:
    """The reply as texts that WeChat takes, the first for the line that is open."""
    lines = [
        page_link(part.url, part.label) if isinstance(part, Link) else plain(part) for part in reply.parts
    ]
    taps = [(tap.option_id, tap.number, tap.label[:LONGEST]) for tap in reply.taps]
    lines += [option_link(option_id, label, f"{number}. {label}") for option_id, number, label in taps]
    return split("\n".join(lines))
