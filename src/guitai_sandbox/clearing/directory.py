"""The other banks, and those of their accounts that the house knows: whose they are, and what becomes of a payment.

An account that is not listed belongs to whoever a payment says, and takes it as the ordinary bank does.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from guitai_sandbox.clearing.conducts import (
    CUTTING,
    ORDINARY,
    REFUSING,
    RETURNING,
    SETTLING,
    SILENT,
    TALKING,
    Conduct,
)

OURS = "313990100010"  # the one bank that the house serves
GROUPED = 3  # how many digits of a clearing code say which bank it is; the next nine, which branch
CITY_BANKS = "313"  # this group has many banks in it

# Minority names and foreign ones are divided by any of these.
DIVIDERS = re.compile("[·•・‧∙⋅.]")


@dataclass(frozen=True)
class Bank:
    """A bank by its head office's clearing code, what people call it, and how its cards' numbers begin, if known."""

    code: str
    name: str
    card_prefix: str = ""
    card_digits: int = 19


@dataclass(frozen=True)
class Account:
    """An account that the house knows."""

    account_no: str
    name: str
    bank: Bank
    conduct: Conduct


ICBC = Bank("102100099996", "工商银行", "622202")
ABC = Bank("103100000026", "农业银行", "622848")
BOC = Bank("104100000004", "中国银行", "621661")
CCB = Bank("105100000017", "建设银行", "621700")
BOCOM = Bank("301290000007", "交通银行", "622260")
CMB = Bank("308584000013", "招商银行", "621483", 16)
PSBC = Bank("403100000004", "邮储银行", "621799")

BANKS = (
    ICBC,
    ABC,
    BOC,
    CCB,
    BOCOM,
    CMB,
    PSBC,
    Bank("302100011000", "中信银行"),
    Bank("303100000006", "光大银行"),
    Bank("304100040000", "华夏银行"),
    Bank("305100000013", "民生银行"),
    Bank("306581000003", "广发银行"),
    Bank("307584007998", "平安银行"),
    Bank("309391000011", "兴业银行"),
    Bank("310290000013", "浦发银行"),
    Bank("313100000013", "北京银行"),
    Bank("325290000012", "上海银行"),
)

# What each bank's known accounts do, with their holders in the same order.
KNOWN = (
    (ICBC, SETTLING, "王建国 李秀兰 张伟 刘洋"),
    (ABC, REFUSING, "陈静 杨帆 赵磊 黄丽 周强 吴敏 徐杰 孙燕 马超 朱琳 胡军"),
    (BOC, RETURNING, "郭涛 何雪 高峰 林芳"),
    (CCB, SILENT, "罗勇 梁红 宋佳 郑爽"),
    (BOCOM, CUTTING, "谢辉 韩梅 唐亮"),
    (CMB, TALKING, "冯宇 于婷 董浩"),
    (PSBC, (ORDINARY,), "阿依古丽·买买提"),
)


def bank_by_code(code: str) -> Bank | None:
    """The bank, by its head office's code or a branch's."""
    for bank in BANKS:
        same = code == bank.code or (code[:GROUPED] == bank.code[:GROUPED] != CITY_BANKS)
        if same:
            return bank
    return None


def account_by_no(number: str) -> Account | None:
    """The account, if it is one that the house knows; at whichever bank."""
    return _BY_NO.get(number)


def same_name(given: str, held: str) -> bool:
    """Whether two names are one, as banks compare them: width, brackets, blanks and dividers aside.

    >>> same_name("阿依古丽•买买提 ", "阿依古丽·买买提"), same_name("ＡＢＣ（中国）", "ABC(中国)")
    (True, True)
    """
    return _bare(given) == _bare(held)


def _bare(name: str) -> str:
    joined = "".join(unicodedata.normalize("NFKC", name).split())
    return DIVIDERS.sub("·", joined)


def _accounts() -> Iterator[Account]:
    for bank, conducts, holders in KNOWN:
        for number, (conduct, holder) in enumerate(zip(conducts, holders.split(), strict=True), 1):
            digits = bank.card_prefix + str(number).zfill(bank.card_digits - len(bank.card_prefix) - 1)
            yield Account(digits + _check_digit(digits), holder, bank, conduct)


def _check_digit(digits: str) -> str:
    """The digit that makes these and itself pass ISO/IEC 7812's check."""
    doubled = (2 * int(digit) for digit in digits[-1::-2])
    single = sum(int(digit) for digit in digits[-2::-2])
    return str(-(single + sum(sum(divmod(twice, 10)) for twice in doubled)) % 10)


ACCOUNTS = tuple(_accounts())
_BY_NO = {account.account_no: account for account in ACCOUNTS}
