"""What each kind of line is called in the customer's language. What people wrote themselves stays as they wrote it."""

from guitai.language import Words

# What the bank itself books, and what merchants and those who pay wages tell it by a fixed word.
KINDS = (
    Words("转账"),
    Words("手续费"),
    Words("退回"),
    Words("退汇"),
    Words("消费"),
    Words("退款"),
    Words("存款"),
    Words("取款"),
    Words("转存定期"),
    Words("定期支取"),
    Words("定期到期"),
    Words("定期利息"),
    Words("通知存款支取"),
    Words("通知存款利息"),
    Words("结息"),
    Words("销户"),
    Words("工资"),
    Words("代发工资"),
    Words("年终奖"),
    Words("养老金"),
    Words("还款"),
    Words("红包"),
    Words("扫码收款"),
    Words("电费"),
    Words("水费"),
    Words("燃气费"),
    Words("话费"),
    Words("物业费"),
)
BY_SUMMARY = {kind.text: kind for kind in KINDS}


def kind(summary: str) -> Words | str:
    """The kind of line that a summary says: a word of the bank's is said in every language, any other as it stands."""
    return BY_SUMMARY.get(summary, summary)
