import pytest

from guitai.wechat import codes


@pytest.mark.parametrize(
    ("errcode", "meaning"),
    [
        (-1, codes.RetryLater),
        (45011, codes.RetryLater),
        (40001, codes.TokenRefused),
        (42001, codes.TokenRefused),
        (45009, codes.QuotaUsedUp),
        (45015, codes.WindowClosed),
        (45047, codes.CountUsedUp),
        (43004, codes.BadRecipient),
        (43101, codes.NoticeRefused),
        (47003, codes.BadField),
        (45002, codes.TooLarge),
        (45008, codes.TooLarge),
        (40007, codes.BadMedia),
        (40018, codes.BadMenu),
        (65320, codes.BadMenu),
        (40029, codes.CodeRefused),
        (40164, codes.WrongSetup),
        (40200, codes.WrongSetup),
        (40033, codes.Bug),
        (47001, codes.Bug),
        (999999, codes.Bug),
        (45066, codes.RetryLater),
        (45080, codes.RetryLater),
        (45081, codes.RetryLater),
        (40032, codes.TooLarge),
        (45056, codes.TooLarge),
        (45057, codes.TooLarge),
        (45059, codes.TooLarge),
        (45067, codes.TooLarge),
        (61451, codes.WrongSetup),
        (61457, codes.WrongSetup),
    ],
)
def test_a_code_becomes_what_it_means(errcode, meaning):
    error = codes.error(errcode, "text rid: 1-2-3")

    assert type(error) is meaning
    assert (error.errcode, error.errmsg) == (errcode, "text rid: 1-2-3")


def test_no_code_means_two_things():
    listed = [code for kind in codes.KINDS for code in kind.codes]

    assert len(listed) == len(set(listed))


def test_a_bug_of_ours_is_told_from_a_code_that_nobody_knows():
    assert {45058, 45065, 45072, 45157, 45162} == codes.Bug.codes


def test_whoever_retries_later_also_retries_what_was_not_answered():
    assert issubclass(codes.Unanswered, codes.RetryLater)
    assert issubclass(codes.NotReached, codes.RetryLater)
