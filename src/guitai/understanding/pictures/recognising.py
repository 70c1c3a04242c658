"""What a picture shows, of all that it may show. Free text in it is never read as words: it has no authority. Pure."""

import re
import unicodedata

from guitai.understanding.fold import fold
from guitai.understanding.pictures.bills import bill
from guitai.understanding.pictures.cards import card
from guitai.understanding.pictures.codes import code, others
from guitai.understanding.pictures.found import Found, Kind
from guitai.understanding.pictures.labels import labelled
from guitai.understanding.pictures.seen import Seen
from guitai.understanding.pictures.slips import slip
from guitai.understanding.secret_words import secret

PAPERS = re.compile(
    "居民身份证|公民身份号码|身份证号|中华人民共和国(?:护照|机动车驾驶证)|护照/passport|居住证"
)
CODE = re.compile(r"(?:验证|校验|动态|短信)码[^0-9\n]{0,6}[0-9]{4,8}(?![0-9])")
# The number of a slip is as long as an identity number, and one in eleven has its check digit too: no day is in it.
NO_IDENTITY = re.compile(
    r"(?<!\d)\d{6}(?!(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))\d{11,}[\dxX]?"
)


def recognised(picture: Seen) -> Found:
    """The likeliest of what can be used, and what was read for certain in it."""
    text = picture.text
    plain = fold(unicodedata.normalize("NFKC", text))
    if PAPERS.search(plain) or CODE.search(plain) or secret(NO_IDENTITY.sub("", text)):
        return Found(Kind.SECRET)
    found = labelled(picture)
    return (
        code(picture.codes)
        or bill(picture, found)
        or slip(picture, found)
        or card(picture)
        or others(picture.codes)
        or Found(Kind.NOTHING)
    )
