"""Template messages that the account has been granted, and what was sent with them."""

import re
from dataclasses import dataclass
from datetime import datetime

FIELD = re.compile(r"(?:^|\n)([^\n{]*?)[：:]?\s*\{\{(\w+)\.DATA\}\}")


@dataclass(frozen=True)
class Template:
    """A title and lines such as `交易金额：{{amount2.DATA}}`."""

    template_id: str
    title: str
    content: str

    @property
    def fields(self) -> dict[str, str]:
        """The label of each field, in order."""
        return {name: label for label, name in FIELD.findall(self.content)}


# What a bank is usually granted. A bank names the ids in its settings, as it would with WeChat's.
GRANTED = (
    Template(
        "sandbox-account-change-000000000000000000001",
        "账户变动提醒",
        "账户：{{character_string1.DATA}}\n变动类型：{{phrase2.DATA}}\n变动时间：{{time3.DATA}}\n"
        "备注：{{thing4.DATA}}",
    ),
    Template(
        "sandbox-business-progress-000000000000000002",
        "业务办理进度提醒",
        "业务名称：{{thing1.DATA}}\n办理状态：{{phrase2.DATA}}\n办理时间：{{time3.DATA}}",
    ),
    Template(
        "sandbox-due-reminder-00000000000000000000003",
        "还款到期提醒",
        "业务名称：{{thing1.DATA}}\n到期日：{{date2.DATA}}\n温馨提示：{{thing3.DATA}}",
    ),
)


@dataclass
class Sent:
    """A message sent with a client's id, kept against sending it again."""

    msgid: int
    at: datetime


class Templates:
    """The account's templates, and how many messages went out today."""

    def __init__(self, granted: tuple[Template, ...] = GRANTED) -> None:
        self.by_id = {template.template_id: template for template in granted}
        self.sent: dict[tuple[str, str], Sent] = {}
