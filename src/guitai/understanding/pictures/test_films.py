"""Films are kept without what a camera wrote into them; what is none is not kept, and both are said."""

import io

import av
import pytest
from tests import recordings

from guitai.language import Words
from guitai.understanding.pictures.copying import bare
from guitai.understanding.pictures.films import DAMAGED, KEPT, MOST_BYTES, NOT_KEPT, TOO_LARGE, Keeping


@pytest.fixture(scope="module")
def keep():
    keeping = Keeping(30)
    yield keeping
    keeping.close()


def told_by_a_camera(film):
    out = io.BytesIO()
    with av.open(io.BytesIO(film)) as source, av.open(out, "w", format="mp4") as target:
        target.metadata.update(title="at home", location="+31.2304+121.4737/")
        copy = target.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(source.streams.video[0]):
            if packet.dts is not None:
                packet.stream = copy
                target.mux(packet)
    return out.getvalue()


def test_a_film_is_kept_and_the_customer_told_for_how_long_and_who_looks_at_it(keep):
    heard, (content_type, kept) = keep(recordings.film())

    assert heard.otherwise == Words(KEPT, {"days": 30})
    assert content_type == "video/mp4"
    with av.open(io.BytesIO(kept)) as film:
        assert sum(1 for _ in film.decode(video=0)) == 10


def test_what_a_camera_wrote_into_it_is_gone():
    film = told_by_a_camera(recordings.film())

    assert b"at home" in film
    assert not any(word in bare(film) for word in (b"at home", b"+31.2304"))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"#EXTM3U\nhttp://127.0.0.1/a.ts\n",
        b"\x00\x00\x00\x18ftypmp42" + bytes(500),
        recordings.film()[:700],
        recordings.sound(),
        recordings.picture(),
    ],
    ids=["empty", "list of addresses", "hollow", "cut off", "sound", "picture"],
)
def test_what_is_no_film_is_not_kept(keep, content):
    heard, kept = keep(content)

    assert (heard.unclear, kept) == (DAMAGED, NOT_KEPT)


def test_what_is_too_large_is_not_even_opened(keep):
    heard, kept = keep(bytes(MOST_BYTES + 1))

    assert (heard.unclear, kept) == (TOO_LARGE, NOT_KEPT)
