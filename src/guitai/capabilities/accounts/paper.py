"""Setting a statement: its words in the customer's language, its figures as they are printed, and the PDF of both."""

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import as_file, files
from pathlib import Path

from guitai.capabilities.accounts.kinds import channel, kind
from guitai.capabilities.accounts.sheet import Sheet, SheetLine
from guitai.language import Language, Tongue, Words
from guitai.money import Money, format_money
from guitai.naming import FULL, masked
from guitai.zone import BANK_ZONE

HERE = Path(__file__).parent
PATIENCE_SECONDS = 20  # a thousand lines take one
# The face of the Noto Sans CJK collection, and what the text is to whoever reads it aloud.
FACES = {
    Language.SIMPLIFIED: ("Noto Sans CJK SC", "zh", "cn"),
    Language.TRADITIONAL: ("Noto Sans CJK HK", "zh", "hk"),
    Language.ENGLISH: ("Noto Sans CJK SC", "en", "gb"),
}


@dataclass(frozen=True)
class Issue:
    """That a statement is given out: when, under which code, in which language."""

    at: datetime
    code: str  # as it is printed
    tongue: Tongue


def typeset(sheet: Sheet, issue: Issue) -> bytes:
    """The statement as PDF on A4; the same statement gives the same bytes."""
    with as_file(files("manimgx_fonts_cjk")) as fonts:
        asked = {
            "template": str(HERE / "sheet.typ"),
            "fonts": str(fonts),
            "timestamp": int(issue.at.timestamp()),
            "said": _said(sheet, issue),
        }
        made = subprocess.run(
            [sys.executable, "-I", str(HERE / "typesetter.py")],
            input=json.dumps(asked).encode(),
            capture_output=True,  # what it complains of is not told either: it may hold what was to be set
            check=True,
            timeout=PATIENCE_SECONDS,
        )
    return made.stdout


def _said(sheet: Sheet, issue: Issue) -> dict[str, object]:
    tongue = issue.tongue
    font, lang, region = FACES[tongue.language]
    return {
        "font": font,
        "lang": lang,
        "region": region,
        "code": issue.code,
        "account": tongue.speak(sheet.account.public_name),
        "days": _days(sheet, tongue),
        "issued_on": f"{issue.at.astimezone(BANK_ZONE):%Y-%m-%d}",
        "pages": tongue.speak("第{page}页，共{pages}页"),
        "words": _words(sheet, tongue),
        "facts": _facts(sheet, issue),
        "sums": _sums(sheet, tongue),
        "lines": [_cells(number, line, tongue) for number, line in enumerate(sheet.lines, 1)],
    }


def _words(sheet: Sheet, tongue: Tongue) -> dict[str, object]:
    heads = [
        [tongue.speak("序号"), ""],
        [tongue.speak("记账时间"), tongue.speak("流水号")],
        [tongue.speak("摘要"), tongue.speak("渠道")],
        [tongue.speak("对方户名"), tongue.speak("对方银行、账号")],
        [tongue.speak("金额"), ""],
        [tongue.speak("余额"), ""],
        [tongue.speak("附言"), ""],
    ]
    return {
        "bank": tongue.speak("江海银行"),
        "title": tongue.speak("账户对账单"),
        "seal": tongue.speak("电子对账单专用章"),
        "code": tongue.speak("核验码"),
        "confirm": tongue.speak(
            "核验方法：请自己在微信里打开江海银行公众号，发送“核验对账单”，不要用别人给的链接或二维码。"
        ),
        "nothing": tongue.speak("这段时间没有交易。"),
        "end": tongue.speak(Words("以上共{count}笔，以下空白", {"count": len(sheet.lines)})),
        "heads": heads,
    }


def _facts(sheet: Sheet, issue: Issue) -> list[list[str]]:
    tongue, account = issue.tongue, sheet.account
    return [
        [tongue.speak("户名"), sheet.holder],
        [tongue.speak("账户类型"), tongue.speak(FULL[account.kind])],
        [tongue.speak("账号"), masked(sheet.number)],
        [tongue.speak("币种"), tongue.speak("人民币（CNY）")],
        [tongue.speak("期间"), _days(sheet, tongue)],
        [tongue.speak("出具时间"), tongue.value(issue.at)],
    ]


def _sums(sheet: Sheet, tongue: Tongue) -> list[list[str]]:
    def count(number: int) -> str:
        return tongue.speak(Words("{count}笔", {"count": number}))

    return [
        [tongue.speak("期初余额"), format_money(sheet.opening), tongue.value(sheet.period.first)],
        [tongue.speak("收入合计"), format_money(sheet.received), count(sheet.received_count)],
        [tongue.speak("支出合计"), format_money(sheet.paid), count(sheet.paid_count)],
        [tongue.speak("期末余额"), format_money(sheet.closing), tongue.value(sheet.period.last)],
    ]


def _cells(number: int, line: SheetLine, tongue: Tongue) -> list[list[str]]:
    """What stands in each column, and below it in smaller print."""
    at, what = line.booked_at.astimezone(BANK_ZONE), tongue.value(kind(line.summary))
    signed = f"{'+' if line.amount.fen > 0 else '-'}{_figure(abs(line.amount.fen))}"
    balance = _figure(line.balance.fen)
    bank = tongue.speak(line.bank) if line.bank else ""
    return [
        [str(number), ""],
        [f"{at:%Y-%m-%d %H:%M:%S}", line.number],
        [what[:1].upper() + what[1:], tongue.value(channel(line.channel))],
        [line.counterparty, f"{bank} {line.account}".strip()],
        [signed, ""],
        [balance, ""],
        [line.memo, ""],
    ]


def _figure(fen: int) -> str:
    return format_money(Money(fen)).replace("¥", "")


def _days(sheet: Sheet, tongue: Tongue) -> str:
    first, last = sheet.period.first, sheet.period.last
    return tongue.speak(Words("{first}至{last}", {"first": first, "last": last}))
