"""What can be done with a deposit that notice was given of, before the agreed day. Pure."""

from enum import StrEnum

from guitai.language import Words


class Early(StrEnum):
    """To withdraw it now, without notice; to take the notice back; to let it stand."""

    WITHDRAW = "withdraw"
    TAKE_BACK = "take_back"
    KEEP = "keep"

    @property
    def public_name(self) -> Words:
        """What the list says."""
        return NAMES[self]

    @property
    def known_as(self) -> tuple[str, ...]:
        """What people say for it."""
        return tuple(SAID[self].split("/"))


NAMES = {
    Early.WITHDRAW: Words("现在支取"),
    Early.TAKE_BACK: Words("取消通知"),
    Early.KEEP: Words("保留"),
}
SAID = {
    Early.WITHDRAW: "现在支取/支取/现在取/现在就取/今天取/今天支取/提前支取/提前取/取出来/取"
    "/withdraw/withdraw now/withdraw it now/now",
    Early.TAKE_BACK: "取消通知/取消这次通知/撤销通知/撤销这次通知/不通知了"
    "/take it back/take back the notice/cancel the notice",
    Early.KEEP: "保留/保留通知/留着/不取了/先不取/先不取了/到那天再取/到时候再取/等到那天"
    "/keep/keep it/keep the notice",
}
EARLY = tuple(Early)
