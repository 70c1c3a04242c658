"""Sessions of the demo's customers at the phone API: what moves money, what goes wrong, and days that go by."""

from collections.abc import Mapping

import httpx
from tests.recordings import picture
from tests.walking import Phone, faulty, later

from guitai.demo.people import Person
from guitai.demo.players import CHEN, LIN, SUN, ZHOU

# Tails of their accounts.
LINS, LINS_OTHER, CHENS, CHENS_OTHER, ZHOUS, SUNS = "2816 5207 6688 1969 3365 4710".split()
# At other banks, by what becomes of a payment to them.
SETTLES = ("王建国", "6222020000000000018")
SETTLES_LATER = ("刘洋", "6222020000000000042")
IS_REFUSED = ("杨帆", "6228480000000000026")
COMES_BACK = ("郭涛", "6216610000000000016")
COMES_BACK_NEXT_DAY = ("何雪", "6216610000000000024")
IN_DOUBT_TILL_ASKED = ("罗勇", "6217000000000000012")
IN_DOUBT_TILL_THE_STATEMENT = ("宋佳", "6217000000000000038")
NEVER_TAKEN = ("唐亮", "6222600000000000032")
SAYS_WHAT_IS_NOT_TRUE = ("董浩", "6214830000000033")

START = "2026-12-17"  # a Thursday, four days before interest is paid
PACE = "PT40S"
LONGEST_MOVE_SECONDS = 900


class Customer(Phone):
    """One of them, with what they know by heart. They take their time, and wait until all is quiet.

    What the bank tries again after some seconds has come by then, whether the machine is quick or slow.
    """

    def __init__(self, http: httpx.Client, person: Person, openid: str = "") -> None:
        super().__init__(http, person.openid or openid)
        self.person = person

    def types(self, *texts: str) -> None:
        """Say all this, whatever is answered."""
        for text in texts:
            later(self.http, PACE)
            self.acts("messages", type="text", content=text)

    def presses(self, *labels: str) -> None:
        """Tap one option after the other, each where it was offered last."""
        for label in labels:
            later(self.http, PACE)
            offered = [(one["seq"], each) for one in self.since(0) for each in one.get("options", [])]
            seq, option = [(seq, each["option"]) for seq, each in offered if each["text"] == label][-1]
            self.acts("tap", seq=seq, option=option)

    def binds(self) -> None:
        """Bind this phone."""
        names = ("name", "id_number", "card_number", "mobile", "pin")
        self._in_hand("bind", **{name: getattr(self.person, name) for name in names})

    def signs(self, pin: str | None = None, **more: object) -> None:
        """Sign what was put up last."""
        self._in_hand("sign", url=self._newest("/orders/"), pin=pin or self.person.pin, **more)

    def declines(self) -> None:
        """Read what was put up last, and leave it."""
        self._in_hand("sign", url=self._newest("/orders/"), decline=True)

    def reads(self) -> Mapping[str, str]:
        """Open the newest card: its rows."""
        card = self._in_hand("open", url=self._newest("/cards/"))
        return {row["label"]: row["value"] for row in card["rows"]}

    def pays(self, payee: tuple[str, str], amount: str, tail: str) -> None:
        """Order it in one sentence, and sign."""
        name, number = payee
        self.types(f"给{name}转{amount}元，账号{number}，从尾号{tail}付")
        self.signs()

    def _newest(self, kind: str) -> str:
        links = [link["url"] for message in self.since(0) for link in message.get("links", [])]
        return [url for url in links if kind in url][-1]

    def _in_hand(self, what: str, **body: object) -> dict:
        later(self.http, PACE)
        answer = self.http.post(f"{self.path}/device/{what}", json=body).raise_for_status().json()
        self.since(0)
        return answer


def customers(http: httpx.Client) -> tuple[Customer, Customer, Customer]:
    """Lin, Chen and Zhou."""
    return Customer(http, LIN), Customer(http, CHEN), Customer(http, ZHOU)


def a_few_days(http: httpx.Client) -> None:
    """Whichever day it is, that and three more; then Chen is frightened."""
    lin, chen, zhou = customers(http)
    later(http, "PT1H")  # whoever feeds it to another bank begins later on that day, and can't go back
    four_days(lin, chen, zhou)
    looks(lin, chen, zhou)
    frightened(chen)


def a_quarter(http: httpx.Client) -> None:
    """From Thursday 17 December on until a deposit of three months has matured and interest was paid twice."""
    lin, chen, zhou = customers(http)
    four_days(lin, chen, zhou)
    goes_to(http, "2026-12-22T09:30")
    looks(lin, chen, zhou)
    new_year(lin, chen, zhou)
    sun = somebody_new(http)
    lin.pays((SUN.name, SUN.card_number), "188.88", LINS)
    goes_to(http, "2027-01-05T10:00")
    afterwards(lin, chen, zhou, sun)
    goes_to(http, "2027-03-22T09:30")
    for each in (lin, chen, zhou, sun):
        each.types("我的定期", "我的余额")
        each.reads()
    frightened(chen)


def goes_to(http: httpx.Client, moment: str) -> None:
    """Let it be that time."""
    move = {"at": f"{moment}:00+08:00"}
    http.post("/phone/clock", json=move, timeout=LONGEST_MOVE_SECONDS).raise_for_status()


def four_days(lin: Customer, chen: Customer, zhou: Customer) -> None:
    """What goes on from the first of them to the last."""
    first_day(lin, chen, zhou)
    later(lin.http, "P1DT2H")
    second_day(lin, chen, zhou)
    later(lin.http, "P2D")
    fourth_day(chen, zhou)


def looks(lin: Customer, chen: Customer, zhou: Customer) -> None:
    """Each at what they have."""
    for each in (lin, chen, zhou):
        each.types("我的余额")
        each.reads()


def first_day(lin: Customer, chen: Customer, zhou: Customer) -> None:
    """Payments inside and out, some of which come back, or nobody knows of; a deposit; a rule for small ones."""
    for each in (lin, chen, zhou):
        each.binds()
    lin.types("我的余额")
    lin.reads()
    chen.types("安全设置")
    chen.presses("小额免密")
    chen.types("100元", "500元")
    chen.signs("000000")
    chen.signs()
    chen.pays((LIN.name, LIN.card_number), "800", CHENS)
    lin.pays(IN_DOUBT_TILL_THE_STATEMENT, "200.20", LINS)
    lin.pays(NEVER_TAKEN, "120", LINS_OTHER)
    zhou.pays(COMES_BACK, "300", ZHOUS)
    faulty(zhou, on="push", do="drop")
    zhou.pays(IS_REFUSED, "66", ZHOUS)
    lin.types("存定期")
    lin.presses("三个月，0.65%")
    lin.types("2万")
    lin.presses(f"活期 尾号{LINS}", "不续存，本金和利息都转到活期")
    lin.signs()
    faulty(lin, on="push", do="timeout")
    lin.types("上个月花了多少")
    later(lin.http, "PT5M")


def second_day(lin: Customer, chen: Customer, zhou: Customer) -> None:
    """What waited a day has left. Money from elsewhere; a card is lost; something taken back, something corrected."""
    credit = {"account_no": ZHOU.card_number, "name": ZHOU.name, "amount": "1234.56", "from_name": "周小川"}
    zhou.http.post("/phone/clearing/credit", json=credit).raise_for_status()
    zhou.since(0)
    faulty(lin, on="api", do="cut", path="/clearing/messages", method="POST", openid=None)
    lin.pays(IN_DOUBT_TILL_ASKED, "88.88", LINS)
    chen.types(f"挂失尾号{CHENS_OTHER}")
    chen.types(f"给{LIN.name}转50元，从尾号{CHENS_OTHER}付")
    chen.presses(f"活期 尾号{CHENS}", "现在转")
    lin.types(f"给{CHEN.name}转300元，账号{CHEN.card_number}，从尾号{LINS}付", "不是300是350")
    lin.signs()
    zhou.types(f"明天给{LIN.name}转500元，账号{LIN.card_number}")
    zhou.signs()
    zhou.types("撤销转账")
    zhou.presses("撤销")
    faulty(lin, on="api", do="error", errcode=-1, path="/cgi-bin/message/custom/send")
    chen.types(f"给{LIN.name}转60元，从尾号{CHENS}付")
    chen.presses("现在转")
    later(lin.http, "PT10M")


def fourth_day(chen: Customer, zhou: Customer) -> None:
    """The card is found; a phone is given up and bound anew."""
    chen.types(f"解除挂失尾号{CHENS_OTHER}")
    chen.signs()
    zhou.types("解绑")
    zhou.presses("解绑")
    zhou.binds()


def frightened(chen: Customer) -> None:
    """He freezes everything, and then can't pay."""
    chen.types("冻结")
    chen.presses("冻结微信服务", "冻结")
    chen.types(f"给{LIN.name}转10元，从尾号{CHENS}付")


def new_year(lin: Customer, chen: Customer, zhou: Customer) -> None:
    """More of what other banks do; every month something; notice is given; somebody needs a part early."""
    lin.pays(SETTLES, "1000", LINS)
    lin.pays(SETTLES_LATER, "77.70", LINS_OTHER)
    zhou.pays(COMES_BACK_NEXT_DAY, "150", ZHOUS)
    chen.pays(SAYS_WHAT_IS_NOT_TRUE, "61.80", CHENS)
    lin.types(f"每月1号给{CHEN.name}转300元，账号{CHEN.card_number}，从尾号{LINS}付")
    lin.signs()
    chen.types("存定期", "更多")
    chen.presses("七天通知存款，0.30%")
    chen.types("6万")
    chen.presses(f"活期 尾号{CHENS}")
    chen.signs()
    chen.types("通知支取", "全部")
    chen.signs()
    zhou.types("支取存款")
    zhou.presses("定期 尾号0001")
    zhou.types("1万")
    zhou.signs()
    zhou.types("更改到期安排")
    zhou.presses("定期 尾号0002", "本金和利息一起续存")
    zhou.signs()


def afterwards(lin: Customer, chen: Customer, zhou: Customer, sun: Customer) -> None:
    """What was arranged for is stopped; a statement; the newcomer pays something back, and comes and goes."""
    lin.types(f"开尾号{LINS}近三个月的流水")
    lin.reads()
    lin.types("停掉每月转账")
    lin.presses("撤销")
    chen.types("查转账")
    chen.reads()
    sun.types("我的余额")
    sun.reads()
    sun.pays((LIN.name, LIN.card_number), "8.88", SUNS)
    sun.types("解绑")
    sun.presses("解绑")
    sun.binds()
    zhou.hands_in("image", picture())  # on a busy machine it is acknowledged first
    zhou.sends(type="location", latitude=31.235929, longitude=121.505426, label="陆家嘴环路1000号")


def somebody_new(http: httpx.Client) -> Customer:
    """Sun follows and binds."""
    openid = http.post("/phone/users", json={"nickname": "小孙"}).raise_for_status().json()["openid"]
    sun = Customer(http, SUN, openid)
    sun.acts("follow")
    sun.types("余额")
    sun.binds()
    return sun


def holdings(http: httpx.Client) -> dict[str, Mapping[str, str]]:
    """What they see of what they have, but for Chen, who sees nothing any more."""
    seen = {}
    lin, _, zhou = customers(http)
    for each in (lin, zhou):
        each.types("我的余额")
        seen[each.person.name] = each.reads()
    return seen
