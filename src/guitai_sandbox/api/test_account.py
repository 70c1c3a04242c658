"""Tokens, media, menus, tags, followers, codes and OAuth, over HTTP."""

import io
import re
import wave
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
import segno
from PIL import Image

from guitai_sandbox.media.pictures import sample
from guitai_sandbox.media.sounds import as_amr

CLICK = {"type": "click", "name": "余额", "key": "balance"}


def silence(seconds):
    out = io.BytesIO()
    with wave.open(out, "wb") as target:
        target.setparams((1, 2, 8000, 0, "NONE", ""))
        target.writeframes(bytes(16_000 * seconds))
    return out.getvalue()


def test_a_token_needs_the_right_credentials(sandbox):
    given = sandbox.settings
    right = {"grant_type": "client_credential", "appid": given.app_id, "secret": given.app_secret}

    def asked(**change):
        return sandbox.http.get("/cgi-bin/token", params={**right, **change}).json()

    assert asked()["expires_in"] == 7200
    wrong = [asked(grant_type="x"), asked(appid="wx0"), asked(secret="0"), asked(appid=""), asked(secret="")]
    assert [answer["errcode"] for answer in wrong] == [40002, 40013, 40125, 41002, 41004]


def test_a_call_needs_the_right_method_path_and_token(sandbox):
    def errcode(method, path, **query):
        return sandbox.http.request(method, path, params=query).json()["errcode"]

    token = sandbox.token()
    assert errcode("GET", "/cgi-bin/menu/get") == 41001
    assert errcode("GET", "/cgi-bin/menu/get", access_token="x" * 100) == 40001
    assert errcode("POST", "/cgi-bin/menu/get", access_token=token) == 43001
    assert errcode("GET", "/cgi-bin/menu/create", access_token=token) == 43002
    assert errcode("POST", "/cgi-bin/menu/create", access_token=token) == 47001
    assert errcode("GET", "/cgi-bin/menu/paint", access_token=token) == 40066


def test_a_token_expires_with_the_sandboxs_clock(sandbox):
    token = sandbox.token()
    sandbox.post("/phone/clock", advance="PT2H")

    answer = sandbox.http.get("/cgi-bin/menu/get", params={"access_token": token})
    assert (answer.status_code, answer.json()["errcode"]) == (200, 42001)


def test_a_revoked_token_is_not_the_latest(sandbox):
    token = sandbox.token()
    sandbox.post("/phone/faults", rules=[{"on": "api", "do": "revoke_token", "times": 1}])

    assert sandbox.http.get("/cgi-bin/menu/get", params={"access_token": token}).json()["errcode"] == 40001
    assert sandbox.call("/cgi-bin/menu/get")["errcode"] == 46003


def test_an_uploaded_picture_lives_three_days(sandbox):
    answer = sandbox.upload("/cgi-bin/media/upload", sample(), "a.jpg", type="image")

    def got():
        query = {"access_token": sandbox.token(), "media_id": answer["media_id"]}
        return sandbox.http.get("/cgi-bin/media/get", params=query)

    alive = got()
    sandbox.post("/phone/clock", advance="P3D")
    assert answer["type"] == "image"
    assert alive.content == sample()
    assert alive.headers["content-disposition"].startswith("attachment; filename=")
    assert got().json()["errcode"] == 40007


@pytest.mark.parametrize(
    "kind, data, errcode",
    [
        ("poem", b"x", 40004),
        ("image", b"not a picture", 40005),
        ("image", b"", 44001),
        ("thumb", sample() + bytes(64 * 1024), 40006),
        ("voice", silence(1), 40005),
    ],
)
def test_what_wechat_does_not_keep_is_refused(sandbox, kind, data, errcode):
    assert sandbox.upload("/cgi-bin/media/upload", data, "a", type=kind)["errcode"] == errcode


def test_a_voice_is_at_most_a_minute_long(sandbox):
    minute = as_amr(silence(60))
    longer = minute + minute[6:]

    assert "media_id" in sandbox.upload("/cgi-bin/media/upload", minute, "a.amr", type="voice")
    assert sandbox.upload("/cgi-bin/media/upload", longer, "a.amr", type="voice")["errcode"] == 45007


def test_a_material_stays(sandbox):
    media_id = sandbox.upload("/cgi-bin/material/add_material", sample(), "a.jpg", type="image")["media_id"]
    sandbox.post("/phone/clock", advance="P30D")
    query = {"access_token": sandbox.token()}
    got = sandbox.http.post("/cgi-bin/material/get_material", params=query, json={"media_id": media_id})
    listed = sandbox.call("/cgi-bin/material/batchget_material", {"type": "image", "offset": 0, "count": 20})
    sandbox.call("/cgi-bin/material/del_material", {"media_id": media_id})

    assert got.content == sample()
    assert (listed["total_count"], listed["item"][0]["media_id"]) == (1, media_id)
    assert sandbox.call("/cgi-bin/material/get_materialcount")["image_count"] == 0


@pytest.mark.parametrize(
    "buttons, errcode",
    [
        ([], 40016),
        ([CLICK] * 4, 40016),
        ([{**CLICK, "name": "一二三四五六"}], 40018),
        ([{**CLICK, "type": "dance"}], 40017),
        ([{**CLICK, "key": "k" * 129}], 40019),
        ([{"type": "view", "name": "a", "url": "https://a/" + "a" * 1020}], 40020),
        ([{"type": "view", "name": "a", "url": "ftp://a"}], 40020),
        ([{"name": "更多", "sub_button": [CLICK] * 6}], 40023),
        ([{"name": "更多", "sub_button": [{"name": "更多", "sub_button": [CLICK]}]}], 40022),
        ([{"name": "更多", "sub_button": [{**CLICK, "name": "一" * 21}]}], 40025),
        ([{"name": "更多", "sub_button": [{**CLICK, "type": "dance"}]}], 40024),
    ],
)
def test_a_menu_that_wechat_would_not_take_is_refused(sandbox, buttons, errcode):
    assert sandbox.call("/cgi-bin/menu/create", {"button": buttons})["errcode"] == errcode
    assert sandbox.call("/cgi-bin/menu/get")["errcode"] == 46003


def test_who_has_the_tag_sees_the_conditional_menu(sandbox, bot, phone):
    tag = sandbox.call("/cgi-bin/tags/create", {"tag": {"name": "已绑定"}})["tag"]["id"]
    bound = [{"type": "view", "name": "我的", "url": "https://bank.example/"}]
    without_default = sandbox.call(
        "/cgi-bin/menu/addconditional", {"button": bound, "matchrule": {"tag_id": tag}}
    )
    sandbox.call("/cgi-bin/menu/create", {"button": [CLICK]})
    by_region = sandbox.call(
        "/cgi-bin/menu/addconditional", {"button": bound, "matchrule": {"country": "中国"}}
    )
    added = sandbox.call("/cgi-bin/menu/addconditional", {"button": bound, "matchrule": {"tag_id": str(tag)}})
    before = sandbox.call("/cgi-bin/menu/trymatch", {"user_id": phone.openid})
    sandbox.call("/cgi-bin/tags/members/batchtagging", {"openid_list": [phone.openid], "tagid": tag})
    phone.does("messages", type="menu", key="https://bank.example/")

    assert (without_default["errcode"], by_region["errcode"]) == (65303, 65320)
    assert before["button"] == [CLICK]
    assert sandbox.get(f"{phone.path}/menu") == {"button": bound, "menuid": int(added["menuid"])}
    assert bot.heard[-1]["MenuId"] == added["menuid"]
    assert sandbox.call("/cgi-bin/menu/delconditional", {"menuid": added["menuid"]})["errcode"] == 0
    assert sandbox.get(f"{phone.path}/menu")["button"] == [CLICK]


def test_tags_have_limits(sandbox, phone):
    def create(name):
        return sandbox.call("/cgi-bin/tags/create", {"tag": {"name": name}})

    create("客户")
    tagging = {"openid_list": [phone.openid], "tagid": 999}
    assert create("客户")["errcode"] == 45157
    assert create("一" * 11)["errcode"] == 45158
    assert sandbox.call("/cgi-bin/tags/delete", {"tag": {"id": 2}})["errcode"] == 45058
    assert sandbox.call("/cgi-bin/tags/members/batchtagging", tagging)["errcode"] == 45159
    tagging = {"openid_list": [phone.openid] * 51, "tagid": 100}
    assert sandbox.call("/cgi-bin/tags/members/batchtagging", tagging)["errcode"] == 40032


def test_nobody_is_told_the_names_of_followers(sandbox, phone):
    stranger = sandbox.post("/phone/users", nickname="路人")["openid"]
    info = sandbox.call("/cgi-bin/user/info", openid=phone.openid)
    listed = {"user_list": [{"openid": phone.openid}, {"openid": stranger}]}

    assert info["subscribe"] == 1
    assert "nickname" not in info
    assert "小林" not in str(info)
    several = sandbox.call("/cgi-bin/user/info/batchget", listed)["user_info_list"]
    assert several == [info, {"subscribe": 0, "openid": stranger}]
    assert sandbox.call("/cgi-bin/user/get")["data"]["openid"] == [phone.openid]
    assert sandbox.call("/cgi-bin/user/info", openid="oNobody")["errcode"] == 40003


def test_a_code_is_a_picture_until_it_expires(sandbox):
    scene = {"action_name": "QR_SCENE", "expire_seconds": 600, "action_info": {"scene": {"scene_id": 7}}}
    code = sandbox.call("/cgi-bin/qrcode/create", scene)
    shown = sandbox.http.get("/cgi-bin/showqrcode", params={"ticket": code["ticket"]})
    sandbox.post("/phone/clock", advance="PT10M")

    assert code["expire_seconds"] == 600
    assert shown.headers["content-type"] == "image/png"
    assert modules(shown.content) == [list(row) for row in segno.make(code["url"]).matrix]
    assert sandbox.http.get("/cgi-bin/showqrcode", params={"ticket": code["ticket"]}).status_code == 404


def modules(picture):
    """The black and white fields of a code, read from its picture; around it are four white ones."""
    image = Image.open(io.BytesIO(picture)).convert("1")
    black = image.point(lambda value: 255 - value).getbbox()
    finder = next(x for x in range(black[0], black[2]) if image.getpixel((x, black[1]))) - black[0]
    side = finder // 7  # the pattern in each corner is seven fields wide
    assert black[0] == black[1] == 4 * side
    return [
        [int(not image.getpixel((x, y))) for x in range(black[0] + side // 2, black[2], side)]
        for y in range(black[1] + side // 2, black[3], side)
    ]


def test_a_short_key_stands_for_its_text_until_it_expires(sandbox):
    key = sandbox.call("/cgi-bin/shorten/gen", {"long_data": "很长", "expire_seconds": 60})["short_key"]
    found = sandbox.call("/cgi-bin/shorten/fetch", {"short_key": key})
    sandbox.post("/phone/clock", advance="PT1M")

    assert len(key) == 15
    assert found["long_data"] == "很长"
    assert sandbox.call("/cgi-bin/shorten/fetch", {"short_key": key})["errcode"] == 9410012


def test_a_daily_quota_runs_out_and_can_be_cleared(sandbox):
    app = {"appid": sandbox.settings.app_id}
    sandbox.call("/cgi-bin/getcallbackip")
    used = sandbox.call("/cgi-bin/openapi/quota/get", {"cgi_path": "/cgi-bin/getcallbackip"})["quota"]["used"]
    cleared = [sandbox.call("/cgi-bin/clear_quota", app)["errcode"] for _ in range(11)]

    assert used == 1
    assert cleared == [0] * 10 + [48006]


def authorized(sandbox, phone, **more):
    """Where the authorize page leads: an address, or None where it asks first."""
    query = {
        "appid": sandbox.settings.app_id,
        "redirect_uri": "https://bank.example/bind?a=1",
        "response_type": "code",
        "scope": "snsapi_base",
        "state": "s1",
        "openid": phone.openid,
    }
    return sandbox.http.get("/connect/oauth2/authorize", params={**query, **more})


def redeemed(sandbox, code):
    query = {"appid": sandbox.settings.app_id, "secret": sandbox.settings.app_secret, "code": code}
    query["grant_type"] = "authorization_code"
    return sandbox.http.get("/sns/oauth2/access_token", params=query).json()


def code_in(response):
    return parse_qs(urlsplit(response.headers["location"]).query)["code"][0]


def test_a_page_learns_who_came_once_within_five_minutes(sandbox, phone):
    redirect = authorized(sandbox, phone)
    first, again = (redeemed(sandbox, code_in(redirect)) for _ in range(2))
    late = code_in(authorized(sandbox, phone))
    sandbox.post("/phone/clock", advance="PT5M")

    assert redirect.headers["location"].startswith("https://bank.example/bind?a=1&code=")
    assert redirect.headers["location"].endswith("&state=s1")
    assert (first["openid"], first["scope"]) == (phone.openid, "snsapi_base")
    assert again["errcode"] == 40163
    assert redeemed(sandbox, late)["errcode"] == 42003
    assert redeemed(sandbox, "0")["errcode"] == 40029


def test_name_and_picture_are_given_after_consent_only(sandbox, phone):
    asked = authorized(sandbox, phone, scope="snsapi_userinfo")
    allowed = redeemed(sandbox, code_in(authorized(sandbox, phone, scope="snsapi_userinfo", consent="allow")))
    browsed = authorized(sandbox, phone, scope="snsapi_userinfo", consent="snapshot")
    query = {"access_token": allowed["access_token"], "openid": phone.openid}

    assert (asked.status_code, "允许" in asked.text) == (200, True)
    assert sandbox.http.get("/sns/userinfo", params=query).json()["nickname"] == "小林"
    snapshot = redeemed(sandbox, code_in(browsed))
    assert snapshot["is_snapshotuser"] == 1
    assert snapshot["openid"] != phone.openid


def test_a_page_token_is_no_token_of_the_api(sandbox, phone):
    page_token = redeemed(sandbox, code_in(authorized(sandbox, phone)))["access_token"]

    answer = sandbox.http.get("/cgi-bin/menu/get", params={"access_token": page_token})
    assert answer.json()["errcode"] == 40001


@pytest.mark.parametrize(
    "change", [{"appid": "wx0"}, {"scope": "all"}, {"state": "a-b"}, {"response_type": "token"}]
)
def test_a_wrong_authorize_address_leads_nowhere(sandbox, phone, change):
    assert authorized(sandbox, phone, **change).status_code == 400


def test_a_page_that_is_in_no_phone_asks_who_looks_at_it(sandbox, phone):
    page = authorized(sandbox, phone, openid="")
    choice = unescape(re.search(r'href="(.+?)">小林<', page.text)[1])

    assert "code=" in sandbox.http.get(choice).headers["location"]


def test_a_page_in_a_phone_looks_whose_that_is_before_it_asks(sandbox, phone):
    page = authorized(sandbox, phone, openid="").text
    (script,) = re.findall(r'<script src="(.+?)" defer>', page)

    assert "<main hidden>" in page
    assert "window.name" in sandbox.http.get(script).text


def test_a_phone_of_nobody_does_not_look_again(sandbox, phone):
    page = authorized(sandbox, phone, openid="oNobody").text

    assert "小林" in page
    assert "<script" not in page
    assert "<main hidden>" not in page


def test_phones_side_by_side_do_not_mix(sandbox, phone):
    other = sandbox.phone("小王")
    answers = [redeemed(sandbox, code_in(authorized(sandbox, each))) for each in (phone, other, phone)]

    assert [answer["openid"] for answer in answers] == [phone.openid, other.openid, phone.openid]
    assert sandbox.http.cookies == {}
