"""Harsh words: somebody is unhappy with the bank, and may tell a person why."""

from guitai.conversation.flow import flow, say, suggest


@flow("talk.sorry", title="不满意")
async def sorry() -> None:
    await say("很抱歉让您不满意。您可以告诉工作人员哪里没有做好，我们来改。")
    await suggest("给工作人员留言", "service.agent")
    await suggest("投诉", "service.complain")
