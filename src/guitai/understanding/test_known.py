from guitai.understanding.known import sentences, sentences_before

SAYS = ("转500给张三", "关掉余额提醒", "上个月花了多少", "what came in?")


def test_what_is_kept_is_what_was_read_whether_it_was_kept_before_or_not():
    read = sentences(SAYS)

    assert (read[0].folded, read[0].standard) == ("转500给张三", "转 A 给 N")
    assert [sentences_before("read-test", SAYS) for _ in range(2)] == [read, read]
    assert sentences_before("read-test", SAYS[:2]) == read[:2]
