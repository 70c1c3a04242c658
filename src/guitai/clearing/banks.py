"""The banks that money can be sent to: their clearing codes and what they are called. Pure."""

from dataclasses import dataclass

from guitai.errors import Refusal

# Made up like all of Jianghai: 313 is what city commercial banks begin with, and no place has the area code 9901.
OWN_CODE = "313990100010"
OWN_BIN = "623999"


class NoSuchBank(
    Refusal,
    code="clearing.no_such_bank",
    says="暂时不能转到这家银行，您的钱没有变动。请您核对收款银行，或换一个收款账户。",
):
    """A bank of this name or clearing code is not among those that the bank can reach."""


@dataclass(frozen=True)
class Bank:
    """A bank by its head office's clearing code (CNAPS, 12 digits), and the name that people say."""

    code: str
    name: str
    short: str
    english: str


OWN = Bank(OWN_CODE, "江海银行股份有限公司", "江海银行", "Jianghai Bank")

BANKS = (
    OWN,
    Bank("102100099996", "中国工商银行股份有限公司", "工商银行", "ICBC"),
    Bank("103100000026", "中国农业银行股份有限公司", "农业银行", "Agricultural Bank of China"),
    Bank("104100000004", "中国银行股份有限公司", "中国银行", "Bank of China"),
    Bank("105100000017", "中国建设银行股份有限公司", "建设银行", "China Construction Bank"),
    Bank("301290000007", "交通银行股份有限公司", "交通银行", "Bank of Communications"),
    Bank("302100011000", "中信银行股份有限公司", "中信银行", "China CITIC Bank"),
    Bank("303100000006", "中国光大银行股份有限公司", "光大银行", "China Everbright Bank"),
    Bank("304100040000", "华夏银行股份有限公司", "华夏银行", "Hua Xia Bank"),
    Bank("305100000013", "中国民生银行股份有限公司", "民生银行", "China Minsheng Bank"),
    Bank("306581000003", "广发银行股份有限公司", "广发银行", "China Guangfa Bank"),
    Bank("307584007998", "平安银行股份有限公司", "平安银行", "Ping An Bank"),
    Bank("308584000013", "招商银行股份有限公司", "招商银行", "China Merchants Bank"),
    Bank("309391000011", "兴业银行股份有限公司", "兴业银行", "Industrial Bank"),
    Bank("310290000013", "上海浦东发展银行股份有限公司", "浦发银行", "Shanghai Pudong Development Bank"),
    Bank("403100000004", "中国邮政储蓄银行股份有限公司", "邮储银行", "Postal Savings Bank of China"),
)

# How people shorten them; the rest is a short name without its 银行.
ALSO = {
    "工商银行": "工行 icbc",
    "农业银行": "农行 abc",
    "中国银行": "中行 boc",
    "建设银行": "建行 ccb",
    "交通银行": "交行 bocom",
    "招商银行": "招行 cmb",
    "浦发银行": "浦东发展银行",
    "邮储银行": "邮政储蓄银行 邮政储蓄 psbc",
}

# Samples, one a bank: enough to play with. A real bank takes UnionPay's table, which names thousands of ranges.
SAMPLE_BINS = {
    OWN_BIN: OWN_CODE,
    "622202": "102100099996",
    "622848": "103100000026",
    "621661": "104100000004",
    "621700": "105100000017",
    "622260": "301290000007",
    "621483": "308584000013",
    "621799": "403100000004",
}
LONGEST_BIN = 10

_BY_CODE = {bank.code: bank for bank in BANKS}
_BY_NAME = {
    name.casefold(): bank
    for bank in BANKS
    for name in (
        bank.name,
        bank.name.removesuffix("股份有限公司"),
        bank.short,
        bank.short.removesuffix("银行"),
        bank.english,
        *ALSO.get(bank.short, "").split(),
    )
    if name != "中国"  # is no bank's name
}


def bank(code: str) -> Bank:
    """The bank with this clearing code."""
    if code not in _BY_CODE:
        raise NoSuchBank(detail=code)
    return _BY_CODE[code]


def short_name(code: str) -> str:
    """What the bank with this clearing code is called; the code itself, where it is none of those that we know.

    >>> short_name("313990100010"), short_name("104290003582")
    ('江海银行', '104290003582')
    """
    return _BY_CODE[code].short if code in _BY_CODE else code


def bank_named(name: str) -> Bank | None:
    """The bank that is meant by a name, full or short.

    >>> bank_named("招行") == bank_named("招商银行") == bank("308584000013")
    True
    """
    return _BY_NAME.get(name.strip().casefold())


def bank_of_card(number: str) -> Bank | None:
    """Which bank gave out a card, by the longest prefix that is known; None where none is.

    >>> bank_of_card("6239990000000000018").short
    '江海银行'
    """
    for length in range(LONGEST_BIN, 5, -1):
        code = SAMPLE_BINS.get(number[:length]) if len(number) > length else None
        if code:
            return _BY_CODE[code]
    return None


def check_digit(first_eleven: str) -> str:
    """The last digit of a clearing code (ISO 7064, MOD 11,10).

    >>> check_digit("30858400001")
    '3'
    """
    product = 10
    for digit in first_eleven:
        product = 2 * ((product + int(digit)) % 10 or 10) % 11
    return str((11 - product) % 10)
