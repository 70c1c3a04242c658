import os
from base64 import b64decode, b64encode

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from hypothesis import given
from hypothesis import strategies as st
from wechatpy.crypto import WeChatCrypto

from guitai.errors import Misconfigured
from guitai.wechat import codec, xml
from guitai.wechat.codec import Codec, Envelope, aes_key
from guitai.wechat.signatures import signature, signer

TOKEN = "bankToken2026"
KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
OTHER_KEY = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefg"
APP = "wx1234567890abcdef"
PREFIX = b"0123456789abcdef"
BANK = Codec(APP, tokens=[TOKEN], aes_keys=[KEY])
PEER = WeChatCrypto(TOKEN, KEY, APP)

PUSH = (
    "<xml><ToUserName><![CDATA[gh_bank00000001]]></ToUserName>"
    "<FromUserName><![CDATA[oUser000000000000000000000001]]></FromUserName><CreateTime>1767225600</CreateTime>"
    "<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[余额]]></Content><MsgId>24000000000000001</MsgId></xml>"
)
PUSH_CIPHERTEXT = (
    "Q3stYC6hdFzMh9T8HCvyDI4OFzVNXy1hzMgwxpcjW4Z3o6yfCFU64yan0zEQFjd+mdu9H7RRg7SWIW/slGaH2cI2fdX+TrmIR+ctg+Zr86lV"
    "wbVpZyeL6eBbYtSp/S3cPTDAT0DwT2ucuQGv59XOM+eCNRqQfpNkN8YSN8pjg2iy1oDfjF1K3QQv0Y+5gVJW9sJqFa+15te2t3zq4zCnOnRh"
    "vDw09NxgV8jw12aGXXY/jfIQo1FchH92I6/XCsdTPz5lDWwerHIo7WuuDUqKKBfUEbXtGdV0DpKnqGy8rhguN+3g8FNRMnrIBOHbcJDUvPGl"
    "J3g/+dkA6tzdciivddLAnsid0PCxlDf4woWP9s5HJjZ0o1dmmNVTOOwcAvVIgH/q96M3zDLtYZ05V6+jeTc94AdBAuizxerYCfXlz1A="
)
REPLY = (
    "<xml><ToUserName><![CDATA[oUser000000000000000000000001]]></ToUserName>"
    "<FromUserName><![CDATA[gh_bank00000001]]></FromUserName><CreateTime>1767225601</CreateTime>"
    "<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[¥88.00]]></Content></xml>"
)
REPLY_CIPHERTEXT = (
    "Q3stYC6hdFzMh9T8HCvyDK6LPAAq9H47mukvNCtkXrJxFQGQMZ3WcGMOBmzy1+N+tf43R5Zg9PyyhiHfWEndZ69EBdbmFdDKJqhMvQwtPFQb"
    "eT9mQB4AxkSathYVj1gEut3TYleGQ4G2UH+FEJNZoSehMWsH8a12Ds0bsXLb4i/+mEHBA5u1HeLdtzyceSWdsueb0B2eRXfVZFMNPuxhVxtm"
    "mPbhTH2tYPZwph3f+yNGRHH3bFvWroKmnejGBThttSU6x+N4/YZw0LhjvJWC7zdq/0rYi3HSX8rUuxKzuAF2PGwt9n5QOifMjf8llJTTCy5V"
    "jcIG8Md+VFLkdPJQMm8g+BufwLLU09o6hQ6X/QM+kgGeA7U2VTiFVbFCKOjd"
)
EDGE_CIPHERTEXT = (
    "Q3stYC6hdFzMh9T8HCvyDCIdc/Sx4Zi019GM3qO8Nl4Uhhh8dsVn8f6r+bxsU0TOxefbhsSRoHV0SAVm6dDqXELLhFNeUYJirPXyyIg+jdDM"
    "3H102DcD6utAQtSJUkej"
)
VECTORS = [
    (PUSH, "1767225600", "1372623149", PUSH_CIPHERTEXT, "254cf8bc1463f9ac82d52c245ef67a04cc958f65"),
    (REPLY, "1767225601", "987654321", REPLY_CIPHERTEXT, "437f7b6ae8bc4f88b04ba7525582245f1bc207dd"),
    (
        "<xml>xxxxxxxxxxxxxxx</xml>",
        "1767225602",
        "1",
        EDGE_CIPHERTEXT,
        "b09a0b9d6a153553f55e8d60c91005de195d5b71",
    ),
]


def signed(ciphertext, timestamp="1767225600", nonce="1", token=TOKEN):
    return Envelope(ciphertext, timestamp, nonce, signature(token, timestamp, nonce, ciphertext))


def encrypted(padded, key=KEY):
    """Bytes that are already padded (or wrongly so), encrypted as they are."""
    secret = aes_key(key)
    cipher = Cipher(AES(secret), CBC(secret[:16])).encryptor()
    return b64encode(cipher.update(padded) + cipher.finalize()).decode()


def test_the_key_is_read_although_its_last_character_has_spare_bits():
    assert aes_key(KEY).hex() == "69b71d79f8218a39259a7a29aabb2dbafc31cb3d35db7e39ebbf3d0010831051"


@pytest.mark.parametrize("text", ["", KEY[:-1], KEY + "=", KEY[:-1] + "é", " " + KEY[1:]])
def test_a_key_that_is_no_encoding_aes_key_is_a_line_for_the_operator(text):
    with pytest.raises(Misconfigured, match="AES_KEY"):
        aes_key(text)


@pytest.mark.parametrize(("plain", "timestamp", "nonce", "ciphertext", "msg_signature"), VECTORS)
def test_the_vectors_open(plain, timestamp, nonce, ciphertext, msg_signature):
    opened = BANK.open(Envelope(ciphertext, timestamp, nonce, msg_signature))

    assert opened.plain.decode() == plain


@pytest.mark.parametrize(("plain", "timestamp", "nonce", "ciphertext", "msg_signature"), VECTORS)
def test_the_vectors_come_out_of_sealing(plain, timestamp, nonce, ciphertext, msg_signature):
    sealed = xml.parse(BANK.seal(plain.encode(), timestamp=timestamp, nonce=nonce, prefix=PREFIX))

    assert sealed == {
        "Encrypt": [ciphertext],
        "MsgSignature": [msg_signature],
        "TimeStamp": [timestamp],
        "Nonce": [nonce],
    }


def test_the_handshake_signature_is_that_of_the_vector():
    assert signer([TOKEN], "ebf5fb873e18c6b37d8806a6ab038e69ec29ffc9", "1767225600", "1372623149") == TOKEN


@given(st.text(), st.integers(0, 10**10).map(str), st.from_regex(r"\A[0-9]{1,10}\Z"))
def test_an_independent_peer_opens_what_we_seal(text, timestamp, nonce):
    sealed = BANK.seal(text.encode("utf-8", "replace"), timestamp=timestamp, nonce=nonce)

    msg_signature = xml.text(xml.parse(sealed), "MsgSignature")
    assert (
        PEER.decrypt_message(sealed, msg_signature, timestamp, nonce)
        == text.encode("utf-8", "replace").decode()
    )


@given(st.text(st.characters(exclude_categories=["Cs"])), st.integers(1, 10**10).map(str))
def test_we_open_what_an_independent_peer_seals(text, timestamp):
    sealed = xml.parse(PEER.encrypt_message(text, "77", timestamp).encode())

    opened = BANK.open(
        Envelope(xml.text(sealed, "Encrypt"), timestamp, "77", xml.text(sealed, "MsgSignature"))
    )
    assert opened.plain.decode() == text


@given(st.binary(max_size=5_000))
def test_whatever_is_sealed_opens_to_the_same_bytes(plain):
    sealed = xml.parse(BANK.seal(plain, timestamp="1767225600", nonce="1"))

    assert BANK.open(signed(xml.text(sealed, "Encrypt"))).plain == plain


@given(st.text(), st.text(), st.text(), st.text())
def test_no_query_makes_an_exception_other_than_a_refusal(ciphertext, timestamp, nonce, given_signature):
    with pytest.raises(codec.WrongSignature):
        BANK.open(Envelope(ciphertext, timestamp, nonce, given_signature))


@given(st.one_of(st.text(), st.binary(max_size=200).map(lambda raw: b64encode(raw).decode())))
def test_bytes_that_our_key_did_not_make_are_refused_although_signed(ciphertext):
    with pytest.raises(codec.Unreadable):
        BANK.open(signed(ciphertext))


def test_one_flipped_byte_breaks_the_signature():
    raw = bytearray(b64decode(PUSH_CIPHERTEXT))
    raw[40] ^= 1
    envelope = Envelope(
        b64encode(raw).decode(), "1767225600", "1372623149", "254cf8bc1463f9ac82d52c245ef67a04cc958f65"
    )

    with pytest.raises(codec.WrongSignature):
        BANK.open(envelope)


def test_two_messages_alike_do_not_look_alike():
    first, second = (BANK.seal(b"<xml/>", timestamp="1", nonce="1") for _ in range(2))

    assert first != second


FRAME = PREFIX + (3).to_bytes(4, "big") + b"abc" + APP.encode()  # 41 bytes: a pad of 23 makes it whole


PADDED_BY_33 = (
    PREFIX + (25).to_bytes(4, "big") + b"x" * 25 + APP.encode()
)  # 63 bytes: whole blocks with 33 more


def stating(length):
    """A frame that says its message has `length` bytes; it has 3."""
    return encrypted(PREFIX + length.to_bytes(4, "big") + FRAME[20:] + bytes([23]) * 23)


@pytest.mark.parametrize(
    ("ciphertext", "refusal"),
    [
        ("余额", codec.NotBase64),
        ("AAA", codec.NotBase64),
        ("AA\nA=", codec.NotBase64),
        ("", codec.NotBlocks),
        (b64encode(bytes(15)).decode(), codec.NotBlocks),
        (encrypted(FRAME + bytes(23)), codec.WrongPadding),
        (encrypted(PADDED_BY_33 + bytes([33]) * 33), codec.WrongPadding),
        (encrypted(FRAME + bytes([33]) * 23), codec.WrongPadding),
        (encrypted(FRAME + bytes(22) + bytes([23])), codec.WrongPadding),
        (encrypted(bytes([17]) * 16), codec.WrongPadding),
        (encrypted(bytes([16]) * 16), codec.WrongLength),
        (stating(22), codec.WrongLength),
        (
            stating(2**32 - 1),
            codec.WrongLength,
        ),
        (stating(2), codec.WrongAccount),
        (encrypted(FRAME[:-1] + b"0" + bytes([23]) * 23), codec.WrongAccount),
    ],
)
def test_every_wrong_inside_has_a_reason_of_its_own(ciphertext, refusal):
    with pytest.raises(refusal):
        BANK.open(signed(ciphertext))


def test_a_right_frame_opens():
    assert BANK.open(signed(encrypted(FRAME + bytes([23]) * 23))).plain == b"abc"


def test_old_and_new_secrets_open_during_a_change_and_the_reply_uses_the_same():
    old = Codec(APP, tokens=["old"], aes_keys=[OTHER_KEY])
    both = Codec(APP, tokens=[TOKEN, "old"], aes_keys=[KEY, OTHER_KEY])
    ciphertext = codec.encrypt(aes_key(OTHER_KEY), APP, b"abc", prefix=os.urandom(16))

    opened = both.open(signed(ciphertext, token="old"))
    reply = xml.parse(both.seal(b"answer", timestamp="5", nonce="6", like=opened))

    assert opened.plain == b"abc"
    answer = Envelope(xml.text(reply, "Encrypt"), "5", "6", xml.text(reply, "MsgSignature"))
    assert old.open(answer).plain == b"answer"


def test_secrets_that_were_withdrawn_open_nothing():
    envelope = signed(codec.encrypt(aes_key(OTHER_KEY), APP, b"abc", prefix=PREFIX))

    with pytest.raises(codec.WrongPadding):
        BANK.open(envelope)


def test_a_bank_without_a_token_does_not_start():
    with pytest.raises(Misconfigured, match="TOKEN"):
        Codec(APP, tokens=[""], aes_keys=[KEY])
