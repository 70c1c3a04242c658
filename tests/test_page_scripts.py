"""Scripts of the pages on their own, in a real browser: their JOSE against `joserfc`, both ways; orders; files."""

import json
from contextlib import closing
from pathlib import Path

import pytest
from joserfc import jwe, jws
from joserfc.jwk import ECKey
from playwright.sync_api import sync_playwright
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from tests.browsing import CHROMIUM
from tests.page_bank import serving

import guitai.pages
from guitai.serving import listen

pytestmark = pytest.mark.browser

STATIC = Path(guitai.pages.__file__).parent / "static"
ANYTHING = jwe.JWERegistry(algorithms=["ECDH-ES", "A256GCM", "A128GCM", "DEF"], strict_check_header=False)
SAID = "柜台 ¥1.00"
ORDER = {
    "order": "1",
    "kind": "transfers.pay",
    "language": "zh-Hans",
    "title": "转账",
    "lines": [
        {"name": "payee", "label": "收款人", "text": "王芳"},
        {"name": "amount", "label": "金额", "fen": 123456},
        {"name": "when", "label": "时间", "at": "2026-11-23T02:05:00+00:00"},
    ],
    "notes": ["请核对"],
    "nonce": "x",
    "expires_at": "2026-11-23T10:10:00+08:00",
}


@pytest.fixture(scope="module")
def page():
    """A page that may import the scripts, with a device's keys in `device`."""
    app = Starlette(
        routes=[Route("/", lambda _: HTMLResponse("<html>")), Mount("/static", StaticFiles(directory=STATIC))]
    )
    with (
        closing(listen(0, "scripts", "")) as listening,
        serving(app, listening),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{listening.getsockname()[1]}/")
        page.evaluate(
            """async () => {
                for (const name of ["bytes", "jose", "seals", "paper", "files"])
                    window[name] = await import(`/static/${name}.js`);
                const open = await jose.agreeingPair(), sign = await jose.signingPair();
                window.device = { id: "device", open, sign };
            }"""
        )
        yield page
        browser.close()


@pytest.fixture(scope="module")
def open_key(page):
    return ECKey.import_key(page.evaluate("jose.publicJwk(device.open.publicKey)"))


@pytest.fixture
def sealed(open_key):
    """Seals a content as the bank does, but for what a test has changed."""

    def seal(content=b'"said"', *, padding=0, length=None, **header):
        length = len(content) if length is None else length
        plain = length.to_bytes(4, "big") + content + bytes(padding)
        usual = {"kid": "device", "subject": "card", "part": 0, "parts": 1}
        protected = {"alg": "ECDH-ES", "enc": "A256GCM", **usual, **header}
        return jwe.encrypt_compact(protected, plain, open_key, registry=ANYTHING)

    return seal


@pytest.fixture
def opens(page):
    """What the page makes of seals: the content, or the name of what went wrong."""

    def unseal(*seals):
        return page.evaluate(
            """seals => window.seals.unsealed(seals, device, "card").then(
                content => content,
                error => error instanceof jose.NotOpened ? "not opened" : String(error),
            )""",
            list(seals),
        )

    return unseal


@pytest.fixture
def reads(page):
    """What the page shows of an order's bytes, or that it shows nothing."""

    def read(text):
        return page.evaluate(
            """text => {
                try { return paper.read(bytes.utf8(text), "1"); } catch { return "not shown"; }
            }""",
            text,
        )

    return read


def test_the_bank_opens_what_the_page_seals(page):
    key = ECKey.generate_key("P-256")
    compact = page.evaluate(
        "([jwk, said]) => jose.seal(jwk, { kid: 'bank' }, bytes.utf8(said))",
        [key.as_dict(private=False), SAID],
    )
    opened = jwe.decrypt_compact(compact, key, algorithms=["ECDH-ES", "A256GCM"])

    assert opened.plaintext.decode() == SAID
    assert {name: opened.protected[name] for name in ("alg", "enc", "kid")} == {
        "alg": "ECDH-ES",
        "enc": "A256GCM",
        "kid": "bank",
    }


def test_the_page_opens_what_the_bank_seals(sealed, opens):
    content = {"title": SAID, "rows": []}

    assert opens(sealed(json.dumps(content).encode(), padding=900)) == content


def test_many_seals_are_one_content(sealed, opens):
    whole = json.dumps("余额" * 40_000).encode()
    first = sealed(whole[:65_532], length=len(whole), part=0, parts=2)
    # The second has no length of its own: its first four bytes belong to the content.
    rest = whole[65_532:]
    second = sealed(rest[4:], length=int.from_bytes(rest[:4], "big"), part=1, parts=2, padding=99)

    assert opens(first, second) == "余额" * 40_000
    assert opens(second, first) == "not opened"
    assert opens(first) == "not opened"


@pytest.mark.parametrize(
    "changed",
    [
        {"kid": "another device"},
        {"subject": "another card"},
        {"part": 1},
        {"parts": 2},
        {"part": "0"},
        {"apu": "QQ"},
        {"zip": "DEF"},
        {"enc": "A128GCM"},
        {"length": 7},
        {"length": 2**32 - 1},
    ],
)
def test_a_seal_for_something_else_is_refused(sealed, opens, changed):
    assert opens(sealed()) == "said"
    assert opens(sealed(**changed)) == "not opened"


@pytest.mark.parametrize("place", [0, 2, 3, 4])
def test_an_altered_part_of_a_seal_is_refused(sealed, opens, place):
    parts = sealed().split(".")
    turned = "B" if parts[place][5] == "A" else "A"
    parts[place] = parts[place][:5] + turned + parts[place][6:]

    assert opens(".".join(parts)) == "not opened"


@pytest.mark.parametrize(
    "compact", ["", "a.b.c", "....", "e30....", "{}....", "e30.AA.AAAAAAAAAAAAAAAA.AA.AAAAAAAAAAAAAAAAAAAAAA"]
)
def test_what_is_no_seal_is_refused(opens, compact):
    assert opens(compact) == "not opened"


def test_a_short_tag_is_refused(sealed, opens):
    *parts, tag = sealed().split(".")

    assert opens(".".join([*parts, tag[:16]])) == "not opened"


def test_the_bank_believes_what_the_device_signs(page):
    compact, jwk = page.evaluate(
        """async said => [
            await jose.signed(device.sign.privateKey, { kid: "device" }, bytes.utf8(said)),
            await jose.publicJwk(device.sign.publicKey),
        ]""",
        SAID,
    )
    checked = jws.deserialize_compact(compact, ECKey.import_key(jwk), algorithms=["ES256"])

    assert checked.payload.decode() == SAID
    assert checked.protected == {"alg": "ES256", "kid": "device"}
    assert set(jwk) == {"kty", "crv", "x", "y"}


def test_no_private_key_can_be_taken_out(page):
    refused = page.evaluate(
        """() => Promise.all(
            [device.sign, device.open].flatMap(({ privateKey }) => ["jwk", "pkcs8"].map(
                form => crypto.subtle.exportKey(form, privateKey).then(() => "", error => error.name),
            )),
        )"""
    )

    assert refused == ["InvalidAccessError"] * 4


def test_an_order_is_read_from_its_bytes(reads):
    order = reads(json.dumps(ORDER, ensure_ascii=False))

    assert order["title"] == "转账"
    assert order["lines"] == [
        {"name": "payee", "label": "收款人", "value": "王芳"},
        {"name": "amount", "label": "金额", "value": "¥1,234.56"},
        {"name": "when", "label": "时间", "value": "2026年11月23日 10:05"},
    ]
    assert order["notes"] == ["请核对"]


@pytest.mark.parametrize(
    "changed",
    [
        {"order": "2"},
        {"expires_at": "soon"},
        {"title": 1},
        {"notes": [None]},
        {"lines": [{"label": "金额", "fen": 1.5}]},
        {"lines": [{"label": "金额", "fen": 2**53}]},
        {"lines": [{"label": "金额", "fen": "100"}]},
        {"lines": [{"label": "金额", "fen": 100, "text": "¥9.00"}]},
        {"lines": [{"label": "金额"}]},
        {"lines": [{"label": "时间", "at": "soon"}]},
    ],
)
def test_an_order_that_can_not_be_shown_as_it_is_is_not_shown(reads, changed):
    assert reads(json.dumps(ORDER | changed)) == "not shown"


def test_a_text_that_turns_around_what_is_read_is_marked(reads):
    order = reads(json.dumps(ORDER | {"title": "转给\u202e芳王"}))

    assert order["title"] == "转给\ufffd芳王"


@pytest.mark.parametrize(
    ("fen", "shown"),
    [
        (0, "¥0.00"),
        (5, "¥0.05"),
        (100, "¥1.00"),
        (-159_50, "-¥159.50"),
        (99_999, "¥999.99"),
        (100_000, "¥1,000.00"),
        (123_456_789, "¥1,234,567.89"),
        (2**53 - 1, "¥90,071,992,547,409.91"),
    ],
)
def test_an_amount_is_written_to_the_fen(page, fen, shown):
    assert page.evaluate("fen => paper.yuan(fen)", fen) == shown


@pytest.mark.parametrize(
    ("kind", "saved_as"),
    [
        ("application/pdf", ["application/pdf", "流水 2026 .pdf"]),
        ("text/html", ["application/octet-stream", "流水 2026 "]),
        ("image/svg+xml", ["application/octet-stream", "流水 2026 "]),
    ],
)
def test_a_document_is_saved_and_never_run(page, kind, saved_as):
    file = {"title": "流水/2026:", "type": kind, "data": "PHNjcmlwdD4="}
    said = page.evaluate(
        """async file => {
            const link = document.createElement("a");
            files.download(link, file);
            const { type } = await (await fetch(link.href)).blob();
            return [type, link.download];
        }""",
        file,
    )

    assert said == saved_as


def test_a_file_that_was_let_go_leads_nowhere(page):
    gone = page.evaluate(
        """async () => {
            const image = files.picture({ title: "图", type: "text/html", data: "AAAA" });
            const { type } = await (await fetch(image.src)).blob();
            files.released();
            return [type, await fetch(image.src).then(() => "there", () => "gone")];
        }"""
    )

    assert gone == ["image/png", "gone"]
