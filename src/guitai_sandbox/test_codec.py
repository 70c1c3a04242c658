"""The codec against known vectors, damaged messages, and wechatpy as an independent peer."""

import base64

import pytest
from wechatpy.crypto import WeChatCrypto
from wechatpy.exceptions import InvalidAppIdException

from guitai_sandbox.codec import Codec, CodecError, signature

TOKEN = "bankToken2026"
KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
APP = "wx1234567890abcdef"
SALT = b"0123456789abcdef"

INBOUND = (
    "<xml><ToUserName><![CDATA[gh_bank00000001]]></ToUserName>"
    "<FromUserName><![CDATA[oUser000000000000000000000001]]></FromUserName>"
    "<CreateTime>1767225600</CreateTime><MsgType><![CDATA[text]]></MsgType>"
    "<Content><![CDATA[余额]]></Content><MsgId>24000000000000001</MsgId></xml>"
)
INBOUND_SEALED = (
    "Q3stYC6hdFzMh9T8HCvyDI4OFzVNXy1hzMgwxpcjW4Z3o6yfCFU64yan0zEQFjd+mdu9H7RRg7SWIW/slGaH2cI2fdX+TrmI"
    "R+ctg+Zr86lVwbVpZyeL6eBbYtSp/S3cPTDAT0DwT2ucuQGv59XOM+eCNRqQfpNkN8YSN8pjg2iy1oDfjF1K3QQv0Y+5gVJW"
    "9sJqFa+15te2t3zq4zCnOnRhvDw09NxgV8jw12aGXXY/jfIQo1FchH92I6/XCsdTPz5lDWwerHIo7WuuDUqKKBfUEbXtGdV0"
    "DpKnqGy8rhguN+3g8FNRMnrIBOHbcJDUvPGlJ3g/+dkA6tzdciivddLAnsid0PCxlDf4woWP9s5HJjZ0o1dmmNVTOOwcAvVI"
    "gH/q96M3zDLtYZ05V6+jeTc94AdBAuizxerYCfXlz1A="
)
REPLY = (
    "<xml><ToUserName><![CDATA[oUser000000000000000000000001]]></ToUserName>"
    "<FromUserName><![CDATA[gh_bank00000001]]></FromUserName>"
    "<CreateTime>1767225601</CreateTime><MsgType><![CDATA[text]]></MsgType>"
    "<Content><![CDATA[¥88.00]]></Content></xml>"
)
REPLY_SEALED = (
    "Q3stYC6hdFzMh9T8HCvyDK6LPAAq9H47mukvNCtkXrJxFQGQMZ3WcGMOBmzy1+N+tf43R5Zg9PyyhiHfWEndZ69EBdbmFdDK"
    "JqhMvQwtPFQbeT9mQB4AxkSathYVj1gEut3TYleGQ4G2UH+FEJNZoSehMWsH8a12Ds0bsXLb4i/+mEHBA5u1HeLdtzyceSWd"
    "sueb0B2eRXfVZFMNPuxhVxtmmPbhTH2tYPZwph3f+yNGRHH3bFvWroKmnejGBThttSU6x+N4/YZw0LhjvJWC7zdq/0rYi3HS"
    "X8rUuxKzuAF2PGwt9n5QOifMjf8llJTTCy5VjcIG8Md+VFLkdPJQMm8g+BufwLLU09o6hQ6X/QM+kgGeA7U2VTiFVbFCKOjd"
)
EDGE = "<xml>xxxxxxxxxxxxxxx</xml>"
EDGE_SEALED = (
    "Q3stYC6hdFzMh9T8HCvyDCIdc/Sx4Zi019GM3qO8Nl4Uhhh8dsVn8f6r+bxsU0TOxefbhsSRoHV0SAVm6dDqXELLhFNeUYJi"
    "rPXyyIg+jdDM3H102DcD6utAQtSJUkej"
)
VECTORS = [
    (INBOUND, INBOUND_SEALED, "1767225600", "1372623149", "254cf8bc1463f9ac82d52c245ef67a04cc958f65"),
    (REPLY, REPLY_SEALED, "1767225601", "987654321", "437f7b6ae8bc4f88b04ba7525582245f1bc207dd"),
    (EDGE, EDGE_SEALED, "1767225602", "1", "b09a0b9d6a153553f55e8d60c91005de195d5b71"),
]


@pytest.fixture
def codec():
    return Codec(token=TOKEN, aes_key=KEY, app_id=APP)


def test_the_url_signature_covers_token_timestamp_and_nonce():
    assert signature(TOKEN, "1767225600", "1372623149") == "ebf5fb873e18c6b37d8806a6ab038e69ec29ffc9"


@pytest.mark.parametrize("plain, sealed, timestamp, nonce, signed", VECTORS)
def test_the_vectors_come_out_to_the_byte(codec, plain, sealed, timestamp, nonce, signed):
    assert codec.encrypt(plain, salt=SALT) == sealed
    assert codec.decrypt(sealed) == plain
    assert codec.sign(timestamp=timestamp, nonce=nonce, encrypted=sealed) == signed
    codec.verify(signed, timestamp=timestamp, nonce=nonce, encrypted=sealed)


def test_one_flipped_byte_fails_the_signature(codec):
    damaged = "R" + EDGE_SEALED[1:]

    with pytest.raises(CodecError, match="signature"):
        codec.verify(VECTORS[2][4], timestamp="1767225602", nonce="1", encrypted=damaged)


def sealed_bytes(codec, plain):
    """The bytes as they are, encrypted, without a codec's help in making them right."""
    cipher = codec._cipher().encryptor()
    return base64.b64encode(cipher.update(plain) + cipher.finalize()).decode()


@pytest.mark.parametrize(
    "sealed, reason",
    [
        (lambda codec: Codec(token=TOKEN, aes_key=KEY, app_id="wx_other").encrypt(EDGE), "another app id"),
        (lambda codec: sealed_bytes(codec, bytes(31) + b"\0"), "padding"),
        (lambda codec: sealed_bytes(codec, bytes(63) + b"\x21"), "padding"),
        (lambda codec: sealed_bytes(codec, bytes(62) + b"\x01\x02"), "padding"),
        (lambda codec: sealed_bytes(codec, SALT + b"\0\0\1\0" + b"x" * 11 + b"\1"), "length"),
        (lambda codec: base64.b64encode(bytes(16)).decode(), "32-byte blocks"),
        (lambda codec: "", "32-byte blocks"),
        (lambda codec: "not base64!", "base64"),
    ],
)
def test_what_the_other_side_would_not_have_sent_is_refused(codec, sealed, reason):
    with pytest.raises(CodecError, match=reason):
        codec.decrypt(sealed(codec))


@pytest.mark.parametrize("text", ["余额", "😀 ]]> &amp;", "x" * 5000, ""])
def test_wechatpy_reads_what_we_encrypt_and_we_read_what_it_encrypts(codec, text):
    peer = WeChatCrypto(TOKEN, KEY, APP)
    sealed = codec.encrypt(text)
    signed = codec.sign(timestamp="1", nonce="2", encrypted=sealed)
    wrapped = {"Encrypt": sealed}

    assert peer.decrypt_message(wrapped, signed, "1", "2") == text
    assert codec.decrypt(peer.encrypt_message(text, "2", "1").split("CDATA[")[1].split("]]")[0]) == text


def test_wechatpy_refuses_what_was_meant_for_another_account(codec):
    sealed = Codec(token=TOKEN, aes_key=KEY, app_id="wx_other").encrypt("余额")
    signed = codec.sign(timestamp="1", nonce="2", encrypted=sealed)

    with pytest.raises(InvalidAppIdException):
        WeChatCrypto(TOKEN, KEY, APP).decrypt_message({"Encrypt": sealed}, signed, "1", "2")
