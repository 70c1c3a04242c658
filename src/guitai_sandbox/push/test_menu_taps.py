"""What a phone sends over HTTP: messages of every kind, menu taps, codes."""

import io
from random import Random

import av
import pytest
from PIL import Image

from guitai_sandbox.media.pictures import Unreadable, as_jpeg, sample

BUTTONS = [
    {"type": "click", "name": "余额", "key": "balance"},
    {
        "name": "更多",
        "sub_button": [
            {"type": "view", "name": "官网", "url": "https://bank.example/"},
            {"type": "scancode_waitmsg", "name": "扫码", "key": "scan"},
            {"type": "pic_photo_or_album", "name": "拍照", "key": "photo"},
            {"type": "location_select", "name": "附近网点", "key": "near"},
        ],
    },
]


def recorded(seconds=1):
    """A stereo recording as a browser makes it."""
    out = io.BytesIO()
    with av.open(out, "w", format="webm") as target:
        stream = target.add_stream("libopus", rate=48_000, layout="stereo")
        frame = av.AudioFrame(format="s16", layout="stereo", samples=48_000 * seconds)
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        frame.sample_rate = 48_000
        target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
    return out.getvalue()


def filmed():
    out = io.BytesIO()
    with av.open(out, "w", format="webm") as target:
        stream = target.add_stream("libvpx", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for shade in range(10):
            frame = av.VideoFrame.from_image(Image.new("RGB", (64, 48), (shade * 20, 0, 0)))
            target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
    return out.getvalue()


def last(bot, *names):
    return tuple(bot.heard[-1].get(name) for name in names)


def fetched(sandbox, media_id, call="/cgi-bin/media/get"):
    query = {"access_token": sandbox.token(), "media_id": media_id}
    return sandbox.http.get(call, params=query)


def test_a_place_arrives_with_its_label(phone, bot):
    phone.does("messages", type="location", latitude=31.23, longitude=121.5, label="陆家嘴", scale=16)

    wanted = ("location", "31.230000", "121.500000", "16", "陆家嘴")
    assert last(bot, "MsgType", "Location_X", "Location_Y", "Scale", "Label") == wanted


def test_a_link_arrives_with_its_parts(phone, bot):
    phone.does("messages", type="link", title="新闻", description="利率下调", url="https://news.example/1")

    assert last(bot, "Title", "Description", "Url") == ("新闻", "利率下调", "https://news.example/1")


def test_a_link_from_one_of_the_banks_articles_says_which(sandbox, phone, bot):
    article = {"title": "利率", "url": "https://bank.example/rates"}
    phone.says("利率")
    body = {"touser": phone.openid, "msgtype": "news", "news": {"articles": [article]}}
    sandbox.call("/cgi-bin/message/custom/send", body)
    phone.does("messages", type="link", title="利率", description="", url="https://bank.example/rates")
    from_article = last(bot, "Idx", "MsgDataId")
    phone.does("messages", type="link", title="新闻", description="", url="https://news.example/1")

    assert from_article[0] == "1"
    assert from_article[1].isdecimal()
    assert last(bot, "Idx", "MsgDataId") == (None, None)


def test_a_sticker_and_a_file_arrive_as_a_text_that_nobody_typed(phone, bot):
    phone.does("messages", type="sticker")
    sticker = last(bot, "MsgType", "Content")
    phone.sends("file", b"%PDF")

    assert sticker == ("text", "【收到不支持的消息类型，暂无法显示】")
    assert last(bot, "MsgType", "Content") == sticker


def test_a_picture_has_an_address_and_an_id(sandbox, phone, bot):
    out = io.BytesIO()
    Image.new("RGBA", (40, 30)).save(out, "PNG")
    phone.sends("image", out.getvalue())
    url, media_id = last(bot, "PicUrl", "MediaId")

    by_url, by_id = sandbox.http.get(url), fetched(sandbox, media_id)
    assert by_url.headers["content-type"] == by_id.headers["content-type"] == "image/jpeg"
    assert by_url.content == by_id.content
    assert Image.open(io.BytesIO(by_id.content)).size == (40, 30)


def test_a_voice_arrives_in_two_qualities_and_is_played_as_mp3(sandbox, phone, bot):
    phone.sends("voice", recorded())
    narrow_id, wide_id, form, said = last(bot, "MediaId", "MediaId16K", "Format", "Recognition")
    shown = sandbox.get(f"{phone.path}/messages")["messages"][-1]

    narrow, wide = fetched(sandbox, narrow_id).content, fetched(sandbox, wide_id).content
    assert (form, said) == ("amr", "")
    assert narrow.startswith(b"#!AMR\n")
    with av.open(io.BytesIO(wide)) as opened:
        assert opened.streams.audio[0].rate == 16_000
    assert fetched(sandbox, narrow_id, "/cgi-bin/media/get/jssdk").content == wide
    assert shown["seconds"] == 1
    assert sandbox.http.get(shown["url"]).headers["content-type"] == "audio/mpeg"


def test_what_wechat_understood_of_a_voice_can_be_given(phone, bot):
    phone.sends("voice", recorded(), recognition="查余额。")

    assert last(bot, "Recognition") == ("查余额。",)


def test_a_voice_comes_without_the_element_where_that_is_wanted(start, bot):
    start(limits={"recognition": False}).phone().sends("voice", recorded(), recognition="查余额。")

    assert bot.heard[-1]["MsgType"] == "voice"
    assert "Recognition" not in bot.heard[-1]


@pytest.mark.filterwarnings("ignore")  # Pillow's, of what is broken
@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_broken_picture_is_refused_or_shown_and_never_an_error(form):
    chance = Random(f"broken {form}")
    whole = io.BytesIO()
    noise = Image.frombytes("L", (24, 18), chance.randbytes(24 * 18))
    noise.convert("P" if form == "GIF" else "RGB").save(whole, form, exif=TURNED)
    broken = [damaged(whole.getvalue(), chance) for _ in range(1500)]

    assert {as_far_as_it_goes(data) for data in broken} == {"shown", "refused"}


TURNED = Image.Exif()
TURNED[0x0112], TURNED[0x010E] = 6, "turned"  # orientation, description


def damaged(data, chance):
    """The file with some of its bytes changed, lost or doubled, most of them near its beginning."""
    spoilt = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 5])):
        at = chance.randrange(min(len(spoilt), chance.choice([60, 250, 10_000])))
        part = spoilt[at : at + chance.randrange(1, 20)]
        new = chance.choice([b"", part * 2, b"\xff" * 4, bytes(4), chance.randbytes(1), chance.randbytes(3)])
        spoilt[at : at + (len(part) if new in (b"", part * 2) else len(new))] = new
        if not spoilt:
            break
    return bytes(spoilt)


def as_far_as_it_goes(data):
    try:
        as_jpeg(data)
    except Unreadable:
        return "refused"
    return "shown"


@pytest.mark.filterwarnings("ignore")  # Pillow's, of its size
def test_a_small_file_that_claims_to_be_a_huge_picture_is_refused():
    whole = io.BytesIO()
    Image.new("1", (9_500, 9_500)).save(whole, "PNG")

    with pytest.raises(Unreadable):
        as_jpeg(whole.getvalue())


def test_a_picture_with_a_part_that_has_no_name_is_refused(sandbox, phone):
    whole = io.BytesIO()
    Image.new("RGB", (8, 8)).save(whole, "PNG")
    files = {"file": ("file", whole.getvalue().replace(b"IDAT", b"\x0cG\x8e\x1c"))}
    answer = sandbox.http.post(f"{phone.path}/messages", data={"type": "image"}, files=files)

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "unreadable")


def test_a_video_has_a_thumbnail_and_its_bytes_have_an_address(sandbox, phone, bot):
    phone.sends("video", filmed())
    media_id, thumb_id = last(bot, "MediaId", "ThumbMediaId")

    where = fetched(sandbox, media_id).json()["video_url"]
    with av.open(io.BytesIO(sandbox.http.get(where).content)) as opened:
        assert opened.streams.video[0].codec_context.name == "h264"
    assert fetched(sandbox, thumb_id).headers["content-type"] == "image/jpeg"


@pytest.mark.parametrize("kind", ["image", "voice", "video"])
def test_a_file_that_is_not_what_it_says_is_refused(sandbox, phone, kind):
    files = {"file": ("file", b"nothing of the kind")}
    answer = sandbox.http.post(f"{phone.path}/messages", data={"type": kind}, files=files)

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "unreadable")


@pytest.fixture
def menu(sandbox):
    assert sandbox.call("/cgi-bin/menu/create", {"button": BUTTONS})["errcode"] == 0


def test_a_click_is_an_event_with_the_key(phone, bot, menu):
    phone.does("messages", type="menu", key="balance")

    assert last(bot, "MsgType", "Event", "EventKey") == ("event", "CLICK", "balance")


def test_a_view_is_an_event_with_the_address(phone, bot, menu):
    bot.answers = lambda message: {"MsgType": "text", "Content": "nobody sees this"}

    assert phone.does("messages", type="menu", key="https://bank.example/") == []
    assert last(bot, "Event", "EventKey") == ("VIEW", "https://bank.example/")


def test_a_scan_brings_what_was_scanned(sandbox, phone, bot, menu):
    phone.does("messages", type="menu", key="scan", scanned="https://pay.example/7")

    assert last(bot, "Event", "EventKey") == ("scancode_waitmsg", "scan")
    plain = [entry["plain"] for entry in sandbox.get("/phone/wire")["entries"] if "Scan" in entry["plain"]][
        -1
    ]
    assert "<ScanResult><![CDATA[https://pay.example/7]]></ScanResult>" in plain


@pytest.mark.parametrize(
    "scanned, kind, result",
    [
        ("6901234567892", "barcode", "EAN_13,6901234567892"),
        ("CODE_128,HT-2026-7", "barcode", "CODE_128,HT-2026-7"),
        ("690123456789X", "qrcode", "690123456789X"),
    ],
)
def test_a_bar_code_is_told_from_a_square_one(sandbox, phone, menu, scanned, kind, result):
    phone.does("messages", type="menu", key="scan", scanned=scanned)
    plain = [entry["plain"] for entry in sandbox.get("/phone/wire")["entries"] if "Scan" in entry["plain"]]

    assert f"<ScanType><![CDATA[{kind}]]></ScanType><ScanResult><![CDATA[{result}]]>" in plain[-1]


@pytest.mark.parametrize("key, follows", [("photo", "image"), ("near", "location")])
def test_a_picture_or_place_follows_the_tap_that_asked_for_it(phone, bot, menu, key, follows):
    phone.does("messages", type="menu", key=key)

    assert {message["MsgType"] for message in bot.heard[-2:]} == {"event", follows}


def test_a_material_is_sent_by_wechat_itself(sandbox, phone, bot):
    answer = sandbox.upload("/cgi-bin/material/add_material", sample(), "a.jpg", type="image")
    button = {"type": "media_id", "name": "海报", "media_id": answer["media_id"]}
    sandbox.call("/cgi-bin/menu/create", {"button": [button]})
    heard = len(bot.heard)

    (shown,) = phone.does("messages", type="menu", key=answer["media_id"])
    assert shown["type"] == "image"
    assert len(bot.heard) == heard


def test_a_button_that_is_not_there_cannot_be_tapped(sandbox, phone):
    assert sandbox.refused(f"{phone.path}/messages", type="menu", key="none") == (404, "no_such_button")


def test_who_comes_by_a_code_brings_its_scene(sandbox, bot, stranger):
    scene = {"action_name": "QR_STR_SCENE", "action_info": {"scene": {"scene_str": "branch-7"}}}
    code = sandbox.call("/cgi-bin/qrcode/create", scene)
    stranger.does("follow", scene="branch-7")
    arrived = last(bot, "Event", "EventKey", "Ticket")
    stranger.does("follow", scene="branch-7")

    scanned = last(bot, "Event", "EventKey", "Ticket")
    stranger.does("follow", scene=code["url"])

    assert arrived == ("subscribe", "qrscene_branch-7", code["ticket"])
    assert scanned == last(bot, "Event", "EventKey", "Ticket") == ("SCAN", "branch-7", code["ticket"])


def test_an_expired_code_cannot_be_scanned_and_is_not_made_anew(sandbox, bot, stranger):
    scene = {
        "action_name": "QR_STR_SCENE",
        "expire_seconds": 60,
        "action_info": {"scene": {"scene_str": "7"}},
    }
    sandbox.call("/cgi-bin/qrcode/create", scene)
    sandbox.post("/phone/clock", advance="PT1M")
    refusals = [sandbox.refused(f"{stranger.path}/follow", scene="7") for _ in range(2)]
    heard = list(bot.heard)
    code = sandbox.call("/cgi-bin/qrcode/create", scene)
    stranger.does("follow", scene="7")

    assert refusals == [(409, "code_expired")] * 2
    assert heard == []
    assert last(bot, "EventKey", "Ticket") == ("qrscene_7", code["ticket"])


def test_any_event_can_be_pushed(phone, bot):
    phone.does("events", event="LOCATION", fields={"Latitude": 31.2, "Longitude": 121.5, "Precision": 65.0})

    assert last(bot, "Event", "Latitude", "Precision") == ("LOCATION", "31.200000", "65.000000")
