import pytest

from guitai.capabilities.transfers.capitals import in_capitals
from guitai.money import Money

VECTORS = {
    "1409.50": "壹仟肆佰零玖元伍角",
    "6007.14": "陆仟零柒元壹角肆分",
    "107000.53": "壹拾万柒仟元零伍角叁分",
    "325.04": "叁佰贰拾伍元零肆分",
    "16409.02": "壹万陆仟肆佰零玖元零贰分",
    "200": "贰佰元整",
    "10": "壹拾元整",
    "0": "零元整",
    "0.05": "伍分",
    "0.30": "叁角",
    "1680.32": "壹仟陆佰捌拾元零叁角贰分",
    "10000": "壹万元整",
    "10010": "壹万零壹拾元整",
    "100000001": "壹亿零壹元整",
    "100010000": "壹亿零壹万元整",
    "30050": "叁万零伍拾元整",
    "1234567890": "壹拾贰亿叁仟肆佰伍拾陆万柒仟捌佰玖拾元整",
    "1000000000000": "壹万亿元整",
}


@pytest.mark.parametrize("yuan, capitals", VECTORS.items())
def test_an_amount_in_capital_figures(yuan, capitals):
    assert in_capitals(Money.parse(yuan)) == capitals


def test_no_two_amounts_are_written_alike():
    written = [in_capitals(Money(fen)) for fen in [*range(0, 30_000), *range(0, 10**12, 9_876_543_211)]]

    assert len(set(written)) == len(written) - 1  # nothing is among both
