"""What each kind of template field may hold."""

import pytest

from guitai_sandbox.api.template_fields import as_shown, fits


@pytest.mark.parametrize(
    "field, value",
    [
        ("thing1", "一" * 20),
        ("character_string2", "ABC-123 *4567"),
        ("number3", "12.50"),
        ("letter4", "CNY"),
        ("symbol5", "***"),
        ("amount6", "¥88.00"),
        ("amount6", "1234567890元"),
        ("time7", "15:01"),
        ("time7", "2026年10月1日 15:01"),
        ("time7", "2026-10-01 15:01:00~2026-10-01 16:00:00"),
        ("date8", "2026年10月1日"),
        ("date8", "2026年10月1日~2026年10月7日"),
        ("phone_number9", "+86-0766-66888866"),
        ("car_number10", "粤A8Z888挂"),
        ("name11", "欧阳娜娜"),
        ("name11", "Anna Lin"),
        ("phrase12", "已完成"),
        ("keyword1", "什么都行" * 20),
        ("unheard_of1", "什么都行"),
    ],
)
def test_a_fitting_value_is_taken(field, value):
    assert fits(field, value)


@pytest.mark.parametrize(
    "field, value",
    [
        ("thing1", "一" * 21),
        ("thing1", ""),
        ("thing1", "一\n二"),
        ("character_string2", "尾号4567"),
        ("character_string2", "1" * 33),
        ("number3", "12,50"),
        ("letter4", "人民币"),
        ("symbol5", "abc"),
        ("amount6", "88.00人民币"),
        ("amount6", "-88.00"),
        ("amount6", "¥1,000.00"),
        ("amount6", "12345678901"),
        ("time7", "25:01"),
        ("time7", "下午三点"),
        ("date8", "十月一日"),
        ("phone_number9", "1" * 18),
        ("car_number10", "粤A8Z888挂粤A"),
        ("name11", "一" * 11),
        ("phrase12", "approved"),
        ("phrase12", "已经全部完成了"),
    ],
)
def test_any_other_value_is_refused(field, value):
    assert not fits(field, value)


def test_the_phone_folds_long_legacy_values_and_leaves_the_old_frame_out():
    assert as_shown("keyword1", "一" * 21) == "一" * 20 + "…"
    assert as_shown("first", "您好") is None
    assert as_shown("thing1", "一" * 20) == "一" * 20
