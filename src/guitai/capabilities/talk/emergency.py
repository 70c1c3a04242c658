"""Money or a card is in somebody else's hands, or is about to be: first what to do now, since nobody reads messages at
night.
"""

from guitai.capabilities.talk.rules import like_fraud
from guitai.capabilities.talk.steps import bound
from guitai.conversation.flow import flow, given, look, say, suggest
from guitai.naming import OUR_LINE
from guitai.understanding.frauds import DOUBTED

LIKELY = "您说的很像诈骗，请先不要转账，也不要把密码、验证码告诉任何人。"
DOUBT = "拿不准是不是诈骗的时候，请先不要转账，也不要把密码、验证码告诉任何人。"
KNOWN = "没有哪个机关会让人把钱转到“安全账户”；刷单返利，或者要先交钱才能领奖、放款、退款的，都是诈骗。"
CALL = "请不要再跟对方联系，先拨打反诈专线96110核实；钱已经转出去的，请马上拨打110报警。"


@flow("service.emergency", title="紧急求助")
async def emergency() -> None:
    fraud = await given("fraud", "您想问什么？", like_fraud, "")
    if fraud:
        await say(DOUBT if fraud == DOUBTED else LIKELY)
        await say(KNOWN)
        await say(CALL)
        await suggest("给工作人员留言", "service.agent")
        return
    ours = await look(bound)
    if ours:
        await say("请马上挂失银行卡：点下面就能办，马上生效，钱转不出去，也取不出去。")
        await say("也请拨打{line}，请工作人员冻结账户。", line=OUR_LINE)
    else:
        await say("请马上拨打{line}，请工作人员冻结账户、挂失银行卡。", line=OUR_LINE)
    await say("如果被骗，请同时拨打反诈专线96110和110报警，并保存好聊天和转账记录。")
    await say("不要再转账，也不要把密码、验证码告诉任何人。打完电话，还可以在这里给工作人员留言。")
    if ours:
        await suggest("挂失银行卡", "cards.freeze")
    await suggest("冻结微信服务", "identity.freeze")
    await suggest("给工作人员留言", "service.agent")
