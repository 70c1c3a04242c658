"""Proof: what was altered, replayed, late or somebody else's opens nothing, is not accepted, and leaves no trace."""

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from random import Random
from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from joserfc.jwk import ECKey
from tests import tampered_bindings, tampered_calls, tampered_orders, tampered_proofs, tampered_transfers
from tests.altering import (
    coded_otherwise,
    headed_otherwise,
    header_of,
    mirrored,
    numbers_altered,
    parts_altered,
    signed,
    unpack,
)
from tests.devices import device as device
from tests.devices import pages as pages
from tests.reporting import report
from tests.scene import Scene
from tests.tampered_proofs import ACTS, SIGNED_SAYS
from tests.tampered_seals import delivered
from tests.tries import Batch, Page, refuse_all

from guitai.keys.port import Unsealable
from guitai.shield import certificates
from guitai.shield.seals import KIB, LENGTH_BYTES, SIZES, seals
from guitai.shield.visits import STATE_LIFE
from guitai_sandbox import jose

pytestmark = pytest.mark.proof

SEED = 2026
FULL = 10_000
SMALL = 12  # of each kind
AT_ONCE = 6

KINDS: dict[str, Callable[[Scene, Random], Batch]] = {
    "envelopes": tampered_calls.envelopes,
    "visits": tampered_calls.visits,
    **{f"proofs for {act}": partial(tampered_proofs.proofs, act) for act in ACTS},
    "introductions of devices": tampered_bindings.introductions,
    "numbers of bindings": tampered_bindings.numbers,
    "codes": tampered_bindings.codes,
    "codes tried too often": tampered_bindings.codes_used_up,
    "PINs": tampered_bindings.pins,
    "PINs tried too often": tampered_bindings.pins_used_up,
    "details of a person": tampered_bindings.details,
    "details tried too often": tampered_bindings.details_used_up,
    "signatures of orders": tampered_orders.signatures,
    "documents of transfers": tampered_transfers.transfers,
    "codes and PINs of orders": tampered_orders.factors,
    "certificates of orders": tampered_orders.certified,
    "certificates of a year ago": tampered_orders.certified_once,
    "orders and cards of others": tampered_orders.somebody_elses,
}


@pytest.fixture
def scene(pages) -> Iterator[Scene]:
    with psycopg.connect(pages.database.url, autocommit=True) as all_of_it:
        yield Scene(pages, all_of_it)


def test_nothing_that_was_tampered_with_is_accepted(scene, full_size):
    chance, tried = Random(SEED), Counter()

    while not tried or (full_size and tried.total() < FULL):
        for kind, make in KINDS.items():
            tried[kind] += refuse_all(
                scene, make(scene, chance), sample=None if full_size else (SMALL, chance)
            )

    assert set(tried) == set(KINDS)
    if full_size:
        report(
            "Tampering with calls",
            "Calls that were altered, sent again, late, or another device's or customer's, by what was wrong. Each was "
            "refused with the code and status of docs/shield.md, and no row changed but counters and records; after "
            "each batch, what it had been made of was accepted. A signature whose s is mirrored is the same "
            "signature to ECDSA: either of the two signs an order, once.",
            dict(tried),
        )


def test_a_device_opens_no_seals_that_were_tampered_with(scene, full_size):
    chance, refused = Random(SEED), 0

    while refused < (2_500 if full_size else 60):
        good, wrong = delivered(scene, chance)
        for one in wrong:
            with pytest.raises(jose.Unsound):
                print(one.what, one.opens())
        assert json.loads(good.opens())["title"] == "余额"
        refused += len(wrong)

    if full_size:
        report(
            "Tampering with seals",
            "Seals that were altered on their way, put into another order or place, left out, or meant for another "
            "device or subject: the sandbox's device, written from docs/shield.md, opens none. What the bank had "
            "sealed opens.",
            {"deliveries": refused},
        )


def test_a_page_is_reached_only_with_a_state_of_its_own(scene, full_size):
    chance, pages, tried = Random(SEED), scene.pages, 0

    def sent(path: str) -> str:
        return pages.ask("GET", path).headers["location"].rpartition("state=")[2]

    def visits() -> str:
        return scene.state()["shield.visits"]

    for _ in range(40 if full_size else 1):
        card = scene.card(scene.lin)
        mine, others = f"/cards/{card}", ("/bind", "/devices", f"/cards/{uuid4()}", f"/cards/{card}?lang=en")
        good, used, spent = sent(mine), sent(mine), sent(mine)
        assert pages.ask("GET", f"{mine}?code=oLin&state={used}").status_code == 200
        assert pages.ask("GET", f"/freeze?code=oLin&state={spent}").status_code == 302
        at = chance.randrange(len(good))
        wrong = {
            "made up": chance.randbytes(16).hex(),
            "used": used,
            "spent at another page": spent,
            "altered": good[:at] + ("0" if good[at] != "0" else "1") + good[at + 1 :],
            "cut": good[:-1],
            "in capitals": f"{good}A".upper(),
            "empty": "",
            "a visit": scene.lin.phone.page["data-visit"],
            **{f"of {path}": sent(path) for path in others},
        }
        before = visits()
        for what, state in wrong.items():
            answer = pages.ask("GET", f"{mine}?code=oLin&state={state}")
            assert (what, answer.status_code, visits()) == (what, 302, before)
        assert pages.ask("GET", f"{mine}?state={good}").status_code == 302  # without a code nobody was asked
        with scene.ahead(-STATE_LIFE):
            old = sent(mine)
        late = pages.ask("GET", f"{mine}?code=oLin&state={old}")
        assert (late.status_code, visits()) == (302, before)
        assert "data-visit" in pages.ask("GET", f"{mine}?code=oLin&state={good}").text
        assert visits() != before
        tried += len(wrong) + 2

    if full_size:
        report(
            "Tampering with states",
            "Returns from WeChat with a state that was altered, used, too old or another page's: each starts over, "
            "and no visit begins.",
            {"returns": tried},
        )


def test_no_certificate_that_was_tampered_with_is_the_banks(scene, full_size):
    chance, keys, tried = Random(SEED), scene.database.keys, 0
    mine = ECKey.generate_key("P-256")

    for _ in range(10 if full_size else 1):
        good, other = (scene.certified(scene.lin, device) for device in (scene.lin.phone, scene.lin.tablet))
        says = SIGNED_SAYS | {"another purpose": {"typ": "JWT"}, "no purpose": {"typ": None}}
        altered = (
            parts_altered(good, other, chance)
            | coded_otherwise(good, chance)
            | headed_otherwise(good, says)
            | numbers_altered(good)
            | {"by another's key": lambda good=good: signed_as(mine, good)}
        )
        for what, make in altered.items():
            with pytest.raises(Unsealable):
                print(what, keys.certificate(make(), typ=certificates.TYPE))
        assert json.loads(keys.certificate(good, typ=certificates.TYPE))["sub"] == scene.lin.phone.device_id
        tried += len(altered)

    if full_size:
        report(
            "Tampering with certificates",
            "The bank's certificates on devices' keys, altered or made by somebody else: none passes for one.",
            {"certificates": tried},
        )


def signed_as(key: ECKey, good: str) -> str:
    """The same header and payload by another key."""
    return signed(key, header_of(good), unpack(good.split(".")[1]))


def test_a_signature_and_its_mirror_image_sign_once(scene):
    lin = scene.lin
    for first in (mirrored, lambda text: text):
        order = scene.order(lin)
        document, code = scene.coded(lin, order)
        page = Page(lin.phone, f"/orders/{order}/signatures", {"code": code, "pin": lin.pin})
        good = lin.phone.signs(document, kid=lin.phone.device_id)
        both = [first(good), mirrored(first(good))]

        codes = [refusal(scene, page, signature=one) for one in both]

        assert codes == ["", "shield.order_over"]
        assert rules(scene, order) == 1


def test_what_is_sent_several_times_at_once_is_accepted_once(scene, full_size):
    lin, phone = scene.lin, scene.lin.phone
    for _ in range(20 if full_size else 2):
        order = scene.order(lin)
        document, code = scene.coded(lin, order)
        page = Page(phone, f"/orders/{order}/signatures", {"code": code, "pin": lin.pin})
        listing = Page(phone, "/shield/devices/seals", {"proof": phone.proof("devices.list")})
        signature = phone.signs(document, kid=phone.device_id)

        opened = at_once(scene, listing.path, listing.body())
        signed_ = at_once(scene, page.path, page.body(signature=signature))

        assert opened == {"": 1, "shield.not_proved": AT_ONCE - 1}
        assert signed_[""] == 1
        assert set(signed_) <= {"", "shield.order_over", "shield.wrong_code", "shield.pin_locked"}
        assert rules(scene, order) == 1
        scene.forgive()


def refusal(scene: Scene, page: Page, **said: object) -> str:
    """The code with which a call is refused; empty where it is accepted."""
    return answered(scene, page.path, page.body(**said))


def answered(scene: Scene, path: str, body: str) -> str:
    """The same, of a body that is sealed already."""
    answer = scene.pages.ask("POST", path, content=body, headers={"Content-Type": "application/jose"})
    return str(answer.json().get("error", {}).get("code", ""))


def at_once(scene: Scene, path: str, body: str) -> Counter[str]:
    """How the same body was answered, several times at once."""

    async def asked() -> list[str]:
        return await asyncio.gather(*(asyncio.to_thread(answered, scene, path, body) for _ in range(AT_ONCE)))

    return Counter(asyncio.run(asked()))


def rules(scene: Scene, order: str) -> int:
    """How many small-amount rules came of this order."""
    query = "SELECT count(*) FROM shield.small_rules WHERE order_id = %(order)s"
    (row,) = scene.all_of_it.execute(query, {"order": UUID(order)}).fetchall()
    return int(str(row[0]))


LARGEST = 10 * SIZES[-1]
NEAR = [
    size - LENGTH_BYTES + more
    for size in (*SIZES, *(SIZES[-1] * n for n in (2, 4, 8)))
    for more in (-1, 0, 1)
]
LENGTHS = st.sampled_from([0, 1, *NEAR]) | st.integers(0, LARGEST)
OPEN_KEY = dict(ECKey.generate_key("P-256").as_dict(private=False))


def steps(length: int) -> tuple[int, int]:
    """How large each seal of so much content is, and how many there are: docs/shield.md §5."""
    whole = length + 4
    for size in (1024, 4 * 1024, 16 * 1024, 64 * 1024):
        if whole <= size:
            return size, 1
    count = 2
    while count * 64 * 1024 < whole:
        count *= 2
    return 64 * 1024, count


def on_the_wire(content: bytes) -> list[int]:
    """What a listener sees of content: the length of each seal."""
    made = seals(content, open_key=OPEN_KEY, device_id=uuid4(), subject=uuid4())
    return [len(seal) for seal in made]


def test_the_size_of_seals_tells_only_their_step(full_size):
    seen: dict[tuple[int, int], list[int]] = {}

    @settings(
        max_examples=2_000 if full_size else 60,
        derandomize=not full_size,
        suppress_health_check=list(HealthCheck),
    )
    @given(LENGTHS, st.sampled_from([b"\0", b"\xff", b"a", "字".encode()]))
    def told(length, filling):
        content = (filling * length)[:length]
        size, count = steps(length)
        lengths = on_the_wire(content)

        assert len(lengths) == count
        assert lengths == seen.setdefault((size, count), lengths)

    for length in (0, *NEAR):  # so that every step has been seen, and both sides of every border
        seen.setdefault(steps(length), on_the_wire(bytes(length)))
    told()
    assert len(seen) == len({tuple(lengths) for lengths in seen.values()})
    if full_size:
        report(
            "Sizes of seals",
            "Contents of any length up to 640 KiB, sealed: as long on the wire as any other of the same step, "
            "whatever is in them, and for whatever device and subject.",
            {
                f"characters of {count} × {size // KIB} KiB": sum(seen[size, count])
                for size, count in sorted(seen)
            },
        )


def test_an_answer_is_as_long_as_any_other_of_its_step(scene):
    phone, lengths = scene.lin.phone, {}
    sizes = (0, 1, 600, 900, 3_000, 3_600, 4_200, 15_000, 17_000, 60_000, 70_000, 120_000)
    for number, characters in enumerate(sizes):
        text = "字" * (characters // 3) if number % 2 else "a" * characters
        card = scene.card(scene.lin, text=text)
        phone.loads(f"/cards/{card}")
        page = Page(phone, f"/cards/{card}/seals", {"proof": phone.proof("cards.open", card)})
        answer = scene.pages.ask(
            "POST", page.path, content=page.body(), headers={"Content-Type": "application/jose"}
        )
        content = sum(len(seal) for seal in answer.json()["seals"])
        lengths.setdefault(content, set()).add(answer.headers["content-length"])

    assert len(lengths) == 5
    assert [len(seen) for seen in lengths.values()] == [1] * 5
