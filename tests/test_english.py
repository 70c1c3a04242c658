"""What customers are told stands in English beside the Chinese, once and in the same words everywhere."""

import re

from tests.sentences import HAN, constants, english_files, fields, in_tables, said
from tests.source import BANK, SRC


def test_every_sentence_has_its_english_in_its_folder():
    english = {file.parent: translated for file, translated in english_files().items()}
    missing = [
        f"{module.name}: {sentence}"
        for module, sentence in said()
        if sentence not in english.get(module.path.parent, {})
    ]

    assert missing == []


def test_no_english_is_left_over():
    written = in_tables().union(*(constants(module.tree) for module in BANK))
    unused = [
        f"{file.relative_to(SRC)}: {sentence}"
        for file, translated in english_files().items()
        for sentence in translated
        if sentence not in written
    ]

    assert unused == []


def test_english_is_english_with_the_same_fields():
    pairs = [pair for translated in english_files().values() for pair in translated.items()]

    assert [chinese for chinese, english in pairs if fields(chinese) != fields(english)] == []
    assert [english for _, english in pairs if HAN.search(english)] == []


def test_what_has_a_name_in_english_has_no_other():
    """微信服务 is WeChat banking, 小额免密 small payments, 交易密码 the PIN: customers see no second name."""
    others = re.compile("WeChat services|small-amount|trading PIN")
    everything = [english for translated in english_files().values() for english in translated.values()]

    assert [english for english in everything if others.search(english)] == []


def test_a_sentence_has_the_same_english_in_every_folder():
    ways: dict[str, set[str]] = {}
    for translated in english_files().values():
        for chinese, english in translated.items():
            ways.setdefault(chinese, set()).add(english)

    assert {chinese: english for chinese, english in ways.items() if len(english) > 1} == {}
