"""How much risk is wanted: low, medium or high, where the words tell exactly one of them."""

import re

LOW = re.compile(
    "低风险|风险[^,。高大]{0,3}(?:低|小)|稳健|稳[妥当阵赚]|稳一?[点些啲]|[求要最更较比图]稳|稳定|很稳"
    "|稳稳|保本|保守|安全|不亏|不会亏|亏不了|(?:不|(?<!不)怕)[想要会能]?亏本?|不赔|无风险|零风险|没有?风险|没什么风险"
    "|[怕不]想?(?:担|冒|承担)(?:太大|太多|什么)?(?:的)?(?:风)?险|不敢冒险|谨慎|r[12](?!\\d)|踏实|放心"
    "|风险不[要想能]?(?:太)?[高大]|不[要想](?:太)?(?:高风险|冒险|激进)"
    r"|(?<![a-z])(?:low(?:er|est)?[- ]risk|low in risk|risk[- ]free|no[- ]risk|little risk|conservative"
    "|safe(?:st|r)?|secure|principal[- ]protected|capital[- ]protected|guaranteed|cautious|stable"
    r"|prudent|nothing (?:too )?risky|not (?:too )?risky|without (?:much )?risk)(?![a-z])"
)
MEDIUM = re.compile(
    r"中(?:等|低|高)?风险|风险[^,。]{0,2}(?:中等|适中|一般)|平衡型?|r3(?!\d)|适中|中等|(?<![a-z])(?:medium"
    r"|moderate(?:ly)?|balanced|mid)(?:[- ]risk)?(?![a-z])"
)
HIGH = re.compile(
    "高风险|风险[^,。低小不]{0,3}(?:高|大)(?![吗么嘛不?]|得)|激进|进取|冒险|搏一?搏|博一?博|刺激|敢亏|亏得起"
    r"|r[45](?!\d)|积极型|风险偏好高|不怕亏|能承受(?:较?大|较?高)?(?:的)?(?:风险|亏损)|(?<![a-z])(?:high(?:er"
    r"|est)?[- ]risk|aggressive|risky|adventurous|high in risk)(?![a-z])"
)


def risk(text: str) -> str | None:
    """`low`, `medium` or `high`; 中低风险 lies between two and is none.

    >>> risk("推荐个稳健的"), risk("不要高风险的"), risk("高风险高收益"), risk("中低风险")
    ('low', 'low', 'high', None)
    """
    if re.search("中[低高]风险", text):
        return None
    if LOW.search(text):
        return None if MEDIUM.search(text) else "low"
    medium, high = bool(MEDIUM.search(text)), bool(HIGH.search(text))
    return None if medium == high else "medium" if medium else "high"
