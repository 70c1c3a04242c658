"""The API client against the sandbox, over HTTP: what is asked, what comes back, what goes wrong."""

import io
import json
import os
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from types import SimpleNamespace

import httpx
import pytest
from PIL import Image

from guitai.errors import Misconfigured
from guitai.settings import Settings
from guitai.wechat import codes, menu
from guitai.wechat.api import WeChatApi, authorize_url
from guitai.wechat.customer_service import Image as Picture
from guitai.wechat.customer_service import Menu, MiniProgramPage, Music, News, Option, Text, Video, request
from guitai.wechat.menu import Button
from guitai.wechat.wire import File

APP, SECRET = "wx1234567890abcdef", "0123456789abcdef0123456789abcdef"
SEND = "/cgi-bin/message/custom/send"
PROGRESS = "sandbox-business-progress-000000000000000002"
FILM = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory):
    """WeChat's servers, and a client for the phones. No bank listens: what is pushed gets no answer."""
    users = tmp_path_factory.mktemp("sandbox") / "users.json"
    users.write_text(
        json.dumps([{"openid": f"oUser{n}", "nickname": f"用户{n}", "customer": None} for n in range(60)])
    )
    settings = {
        "PORT": "0",
        "APP_ID": APP,
        "APP_SECRET": SECRET,
        "USERS": str(users),
        "CALLBACK": f"http://127.0.0.1:{free_port()}/wechat",
    }
    environment = os.environ | {f"GUITAI_SANDBOX_{name}": value for name, value in settings.items()}
    command = [sys.executable, "-c", "from guitai_sandbox.cli import main; main()"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            url = process.stdout.readline().removeprefix("ready ").strip()
            with httpx.Client(base_url=url, timeout=30) as client:
                yield SimpleNamespace(url=url, client=client)
        finally:
            process.terminate()


@pytest.fixture(autouse=True)
def _nothing_is_broken(sandbox):
    yield
    sandbox.client.delete("/phone/faults").raise_for_status()


@pytest.fixture
def api(sandbox, worker_database):
    api = WeChatApi(app_id=APP, app_secret=SECRET, database=worker_database, api_url=sandbox.url)
    yield api
    api.close()


@pytest.fixture
def lin(sandbox):
    """A customer of this test's own, who has just written."""
    created = sandbox.client.post("/phone/users", json={"nickname": "林"}).raise_for_status().json()
    openid = created["openid"]
    sandbox.client.post(f"/phone/users/{openid}/follow", json={}).raise_for_status()
    sandbox.client.post(
        f"/phone/users/{openid}/messages", json={"type": "text", "content": "您好"}
    ).raise_for_status()
    return openid


def breaks(sandbox, do, path, **more):
    rule = {"on": "api", "do": do, "path": path, "times": 1} | more
    sandbox.client.post("/phone/faults", json={"rules": [rule]}).raise_for_status()


def received(sandbox, openid):
    """What the customer sees from the bank."""
    messages = sandbox.client.get(f"/phone/users/{openid}/messages").raise_for_status().json()["messages"]
    return [message for message in messages if message["from"] == "bank"]


def calls(sandbox, path):
    entries = sandbox.client.get("/phone/wire").raise_for_status().json()["entries"]
    return sum(entry["path"].partition("?")[0] == path for entry in entries)


def picture(size=(8, 8), form="PNG"):
    content = io.BytesIO()
    Image.new("RGB", size, "teal").save(content, form)
    return File(f"p.{form.lower()}", f"image/{form.lower()}", content.getvalue())


def test_a_text_arrives_as_it_was_written(api, sandbox, lin):
    api.send(request(lin, Text("余额 ]]> \\u4f59 😀 \x07\n第二行")))

    assert [message["content"] for message in received(sandbox, lin)] == ["余额 ]]> \\u4f59 😀 \n第二行"]


def test_choices_arrive_with_their_ids(api, sandbox, lin):
    api.send(request(lin, Menu("选一个", (Option("k1", "是"), Option("k2", "否")), "谢谢")))

    [shown] = received(sandbox, lin)
    assert (shown["type"], shown["head"], shown["tail"]) == ("menu", "选一个", "谢谢")
    assert [option["text"] for option in shown["options"]] == ["是", "否"]


def test_every_other_body_is_taken(api, sandbox, lin):
    image, film = api.upload("image", picture()), api.upload("video", File("f.mp4", "video/mp4", FILM))
    thumb = api.upload("thumb", picture(form="JPEG"))
    for body in [
        Picture(image),
        Video(film, thumb, "标题", "说明"),
        Music(thumb, "https://b/m", "https://b/h", "标题"),
        News("标题", "说明", "https://b/1", "https://b/1.png"),
        MiniProgramPage("标题", "wx2", "pages/a", thumb),
    ]:
        api.send(request(lin, body))

    assert [message["type"] for message in received(sandbox, lin)][:2] == ["image", "video"]
    assert len(received(sandbox, lin)) == 5


def test_the_sixth_message_is_one_too_many(api, sandbox, lin):
    for _ in range(5):
        api.send(request(lin, Text("您好")))
    with pytest.raises(codes.CountUsedUp):
        api.send(request(lin, Text("您好")))

    assert len(received(sandbox, lin)) == 5


@pytest.mark.parametrize(
    ("openid", "text", "meaning"),
    [
        ("oUser59", "您好", codes.WindowClosed),
        ("oNobody", "您好", codes.BadRecipient),
        (None, "余" * 683, codes.TooLarge),
        (None, "", codes.Bug),
    ],
)
def test_a_refusal_is_what_it_means(api, lin, openid, text, meaning):
    with pytest.raises(meaning) as refusal:
        api.send(request(openid or lin, Text(text)))

    assert refusal.value.errcode
    assert "rid" in refusal.value.errmsg


def test_one_token_serves_every_call_and_every_worker(api, sandbox, worker_database, lin):
    before = calls(sandbox, "/cgi-bin/stable_token")
    other = WeChatApi(app_id=APP, app_secret=SECRET, database=worker_database, api_url=sandbox.url)
    with ThreadPoolExecutor(8) as workers:
        found = list(workers.map(lambda n: (api, other)[n % 2].user(f"oUser{n}")["subscribe"], range(24)))
    other.close()

    assert found == [1] * 24
    assert calls(sandbox, "/cgi-bin/stable_token") == before + 1


def test_a_revoked_token_is_replaced_and_the_call_repeated_once(api, sandbox, lin):
    api.callback_addresses()
    breaks(sandbox, "revoke_token", SEND)
    api.send(request(lin, Text("您好")))

    assert len(received(sandbox, lin)) == 1


def test_a_token_that_is_always_refused_is_not_tried_for_ever(api, sandbox, lin):
    breaks(sandbox, "revoke_token", SEND, times=9)
    before = calls(sandbox, SEND)
    with pytest.raises(codes.TokenRefused):
        api.send(request(lin, Text("您好")))

    assert calls(sandbox, SEND) == before + 2


def test_a_wrong_secret_is_for_the_operator(sandbox, worker_database):
    api = WeChatApi(app_id=APP, app_secret="x" * 32, database=worker_database, api_url=sandbox.url)
    with pytest.raises(codes.WrongSetup):
        api.callback_addresses()

    api.close()


@pytest.mark.parametrize(
    ("errcode", "meaning"),
    [
        (-1, codes.RetryLater),
        (45009, codes.QuotaUsedUp),
        (48001, codes.WrongSetup),
        (43019, codes.BadRecipient),
        (88888, codes.Bug),
    ],
)
def test_a_code_on_demand_is_what_it_means(api, sandbox, lin, errcode, meaning):
    breaks(sandbox, "error", SEND, errcode=errcode)
    with pytest.raises(meaning):
        api.send(request(lin, Text("您好")))


def test_a_connection_that_breaks_leaves_open_whether_it_was_done(api, sandbox, lin):
    breaks(sandbox, "cut", SEND)
    with pytest.raises(codes.Unanswered):
        api.send(request(lin, Text("您好")))

    assert len(received(sandbox, lin)) == 1


def test_a_wechat_that_is_not_there_was_not_reached(worker_database):
    api = WeChatApi(
        app_id=APP, app_secret=SECRET, database=worker_database, api_url=f"http://127.0.0.1:{free_port()}"
    )
    with pytest.raises(codes.NotReached):
        api.callback_addresses()

    api.close()


def test_an_address_that_is_none_is_found_at_the_start(database):
    with pytest.raises(Misconfigured, match="API_URL"):
        WeChatApi(app_id=APP, app_secret=SECRET, database=database, api_url="api.weixin.qq.com")


def test_an_error_holds_neither_token_nor_secret(sandbox, worker_database, lin):
    api = WeChatApi(app_id=APP, app_secret=SECRET, database=worker_database, api_url=sandbox.url)
    breaks(sandbox, "cut", "/sns/oauth2/access_token")
    with pytest.raises(codes.Unanswered) as failure:
        api.visitor("071abc")

    assert SECRET not in repr(failure.value) + str(failure.value.__cause__) + str(failure.value.__context__)
    api.close()


def test_typing_shows_while_somebody_is_there(api, sandbox, lin):
    assert api.typing(lin)
    assert not api.typing(lin)
    assert api.typing(lin, shown=False)


def test_a_template_needs_no_window_and_is_sent_once_by_its_name(api, sandbox):
    fields = {"thing1": "理财赎回", "phrase2": "已受理", "time3": "2026年1月1日 08:00"}
    sent = [
        api.send_template("oUser58", PROGRESS, fields, name="turn-1", url="https://b/1") for _ in range(2)
    ]

    assert sent[0] == sent[1]
    assert [message["type"] for message in received(sandbox, "oUser58")] == ["template"]


def test_a_templates_wrong_field_is_named(api):
    fields = {"thing1": "理财赎回", "phrase2": "not Chinese", "time3": "08:00"}
    with pytest.raises(codes.BadField, match="phrase2"):
        api.send_template("oUser57", PROGRESS, fields)


def test_media_come_back_as_they_were_sent(api):
    sent = picture()

    file = api.media(api.upload("image", sent))
    assert (file.content, file.content_type, file.name != "") == (sent.content, "image/png", True)


def test_a_video_is_fetched_from_its_address(api):
    assert api.media(api.upload("video", File("f.mp4", "video/mp4", FILM))).content == FILM


@pytest.mark.parametrize("fetch", ["media", "page_voice"])
def test_media_that_wechat_has_forgotten_are_an_error_not_a_file(api, fetch):
    with pytest.raises(codes.BadMedia):
        getattr(api, fetch)("unknown")


def test_a_file_of_a_wrong_kind_is_refused(api):
    with pytest.raises(codes.BadMedia):
        api.upload("image", File("f.mp4", "video/mp4", FILM))


def test_a_file_too_large_is_refused(api):
    with pytest.raises(codes.TooLarge):
        api.upload("thumb", picture(size=(4_000, 4_000), form="JPEG"))


def test_menus_are_set_shown_and_taken_away(api):
    general = menu.build([Button("查余额", "查余额", key="accounts.balance")])
    bound = menu.build([Button("我的", "持仓", key="wealth.holdings")])
    tag = api.create_tag("已绑定")
    api.create_menu(general)
    menu_id = api.create_menu_for(tag, bound)
    found = api.menu()
    assert found["menu"]["button"][0]["key"] == "accounts.balance"
    assert [str(each["menuid"]) for each in found["conditionalmenu"]] == [menu_id]

    api.delete_menu_for(menu_id)
    assert "conditionalmenu" not in api.menu()
    api.delete_menu()
    assert api.menu() is None


def test_a_menu_that_breaks_a_rule_is_refused(api):
    with pytest.raises(codes.BadMenu):
        api.create_menu({"button": [{"type": "click", "name": "名" * 20, "key": "k"}]})


def test_tags_go_on_more_people_than_one_call_takes(api):
    people = [f"oUser{n}" for n in range(55)]
    tag = api.create_tag("理财客户")
    api.tag(people, tag)
    api.untag(people[:1], tag)

    assert api.tags()["理财客户"] == tag
    assert (api.tags_of("oUser0"), api.tags_of("oUser54")) == ([], [tag])


def test_a_person_has_no_name_at_wechat(api):
    found = api.user("oUser1")

    assert (found["openid"], found["subscribe"]) == ("oUser1", 1)
    assert "nickname" not in found


@pytest.mark.parametrize("life", [None, timedelta(days=1)])
def test_a_code_to_scan_has_an_address(api, life):
    code = api.create_qr_code("branch-12", life=life)

    assert code.ticket
    assert code.url.startswith("http")
    assert code.life == life


def test_where_pushes_come_from_is_told(api):
    assert all(isinstance(network, str) for network in api.callback_addresses())


def test_counts_are_cleared(api):
    api.clear_quota()


def comes_back(sandbox, **more):
    """The code with which a phone comes back from WeChat's page to ours."""
    page = authorize_url("https://bank.example/bind?a=1", app_id=APP, state="s7", open_url=sandbox.url)
    answer = sandbox.client.get(httpx.URL(page).copy_merge_params(more))
    return httpx.URL(answer.headers["location"]).params["code"]


def test_the_page_that_asks_who_it_is_has_wechats_order():
    page = authorize_url(
        "https://bank.example/bind?a=1", app_id=APP, state="s7", open_url=Settings().wechat.open_url
    )

    assert page == (
        "https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx1234567890abcdef"
        "&redirect_uri=https%3A%2F%2Fbank.example%2Fbind%3Fa%3D1&response_type=code&scope=snsapi_base&state=s7"
        "#wechat_redirect"
    )


def test_a_page_learns_once_who_opened_it(api, sandbox):
    code = comes_back(sandbox, openid="oUser3")

    assert api.visitor(code).openid == "oUser3"
    with pytest.raises(codes.CodeRefused):
        api.visitor(code)


def test_a_snapshot_visitor_is_nobody(api, sandbox):
    code = comes_back(sandbox, openid="oUser3", scope="snsapi_userinfo", consent="snapshot")
    with pytest.raises(codes.CodeRefused, match="snapshot"):
        api.visitor(code)
