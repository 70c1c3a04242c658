import pytest

from guitai.understanding.heard.decoding import guesses
from guitai.understanding.heard.numerals import said_of, sum_said

# What was written, and the only sum that can have been said.
CERTAIN = {
    "一派七十六块": 176_00,
    "三是8块": 38_00,
    "一前250块": 1_250_00,
    "翼汪4000块": 14_000_00,
    "1600刘尸块钱": 1_660_00,
    "800令疫块": 801_00,
    "610是靶": 618_00,
    "揖千四百五": 1_450_00,
    "散万一千": 31_000_00,
    "契千六": 7_600_00,
    "100就10块": 190_00,
    "3000思": 3_400_00,
    "290块扇": 290_30,
    "九百快流毛八": 900_68,
    "两千六百揪式元": 2_690_00,
    "30乌援趴饺六分": 35_86,
    "1000块仟": 1_000_00,
}
# Those of which nobody can tell which it was: the likeliest two, if they are likely.
EITHER = {
    "290实块": [290_00, 294_00],
    "七四九块": [749_00, 79_00],
    "六百二元": [620_00, 602_00],
}


@pytest.mark.parametrize("run, fen", CERTAIN.items())
def test_a_sum_is_known_by_its_sound_where_only_one_is_a_sum(run, fen):
    best = guesses(run)[0]

    assert best.fen == fen
    assert best.likely > 0.93


@pytest.mark.parametrize("run, fens", EITHER.items())
def test_where_two_may_have_been_said_neither_is_certain(run, fens):
    found = guesses(run)

    assert [one.fen for one in found[:2]] == fens
    assert found[0].likely < 0.93


@pytest.mark.parametrize("run", ["百四十六块", "万两千元", "千九百块", "二百十八", "五二十块", "百块"])
def test_what_was_lost_is_never_certain(run):
    assert guesses(run)[0].likely < 0.93


@pytest.mark.parametrize("run", ["某某", "块块块块", "123456789012", "是" * 40])
def test_what_is_no_sum_is_none(run):
    assert guesses(run) == []


def test_every_number_is_read_as_it_is_said():
    for number in (*range(1, 12_000), *range(12_000, 1_000_000, 997)):
        for said in said_of(number):
            read = sum_said(said)
            assert read is not None, said
            assert read[0] == number * 100, said
