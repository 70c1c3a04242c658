"""Ways to alter what JOSE makes: its parts, its header, its coding, its signature. Drawn from a seed."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256, SHA384
from cryptography.hazmat.primitives.hmac import HMAC
from joserfc.jwk import ECKey

Altered = Callable[[], str]
Named = dict[str, Altered]
Json = dict[str, Any]

JWE = ("header", "key", "nonce", "ciphertext", "tag")
JWS = ("header", "payload", "signature")
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256
NUMBER_BYTES = 32
CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def pack(data: bytes) -> str:
    """Base64url without padding."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def unpack(text: str) -> bytes:
    """What stands in base64url."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def header_of(text: str) -> Json:
    """The protected header."""
    header: Json = json.loads(unpack(text.partition(".")[0]))
    return header


def parts_altered(good: str, other: str, chance: Random) -> Named:
    """Every part flipped, cut, lengthened, left out, and that of `other`, which is as good for something else."""
    parts, others = good.split("."), other.split(".")
    named: Named = {}
    for at, name in enumerate(JWE if len(parts) == len(JWE) else JWS):

        def instead(text: str, at: int = at) -> str:
            return ".".join([*parts[:at], text, *parts[at + 1 :]])

        raw = unpack(parts[at])
        if raw:
            bit = chance.randrange(len(raw) * 8)
            flipped = bytearray(raw)
            flipped[bit // 8] ^= 1 << bit % 8
            cut = chance.randrange(len(raw))
            named |= {
                f"a bit of the {name}": lambda to=instead, raw=bytes(flipped): to(pack(raw)),
                f"the {name} cut": lambda to=instead, raw=raw[:cut]: to(pack(raw)),
                f"no {name}": lambda to=instead: to(""),
            }
        if others[at] != parts[at]:
            named[f"another's {name}"] = lambda to=instead, text=others[at]: to(text)
        longer = raw + chance.randbytes(chance.randrange(1, 4))
        named[f"a longer {name}"] = lambda to=instead, raw=longer: to(pack(raw))
    return named


def coded_otherwise(good: str, chance: Random) -> Named:
    """The same bytes, written as JOSE does not write them; and another number of parts."""
    parts = good.split(".")
    at = chance.choice([at for at, part in enumerate(parts) if len(part) % 4])
    loose = parts[at]
    last = CHARACTERS[CHARACTERS.index(loose[-1]) | 1]  # of the bits that are left over, one is set
    place = chance.randrange(1, len(good))

    def instead(text: str) -> str:
        return ".".join([*parts[:at], text, *parts[at + 1 :]])

    return {
        "padding": lambda: instead(loose + "=" * (-len(loose) % 4)),
        "bits left over": lambda: instead(loose[:-1] + last),
        "a sign of the other alphabet": lambda: instead(chance.choice("+/") + loose[1:]),
        "a blank before": lambda: f" {good}",
        "a line's end": lambda: f"{good}\n",
        "a blank inside": lambda: f"{good[:place]} {good[place:]}",
        "a character that is none of base64": lambda: f"{good[: place - 1]}é{good[place:]}",
        "a part more": lambda: f"{good}.{parts[-1]}",
        "a part less": lambda: good.rpartition(".")[0],
        "a point less": lambda: good.replace(".", "", 1),
        "nothing": lambda: "",
        "twice": lambda: good + good,
    }


def headed_otherwise(good: str, changes: Mapping[str, Mapping[str, object]]) -> Named:
    """Another header over the same rest; None leaves a member out."""
    rest = good.partition(".")[2]
    header = header_of(good)

    def with_header(raw: bytes) -> str:
        return f"{pack(raw)}.{rest}"

    def changed(change: Mapping[str, object]) -> str:
        members = {name: value for name, value in {**header, **change}.items() if value is not None}
        return with_header(_json(members))

    more = {name: lambda change=change: changed(change) for name, change in changes.items()}
    return more | {
        "a header with blanks": lambda: with_header(json.dumps(header, indent=1).encode()),
        "a header backwards": lambda: with_header(_json(dict(reversed(header.items())))),
        "a header that says a thing twice": lambda: with_header(twice(header)),
        "a header that is a list": lambda: with_header(_json([header])),
        "a header that is no JSON": lambda: with_header(b"alg=none"),
    }


def signed(key: ECKey, header: Mapping[str, object] | bytes, payload: bytes) -> str:
    """A JWS, with any header at all."""
    raw = header if isinstance(header, bytes) else _json(header)
    text = f"{pack(raw)}.{pack(payload)}"
    return f"{text}.{pack(_signature(key, text.encode()))}"


def signed_otherwise(key: ECKey, good: str) -> Named:
    """By the device itself, with a header that says too much; or by what is no ES256."""
    header, (_, text, signature) = header_of(good), good.split(".")
    payload = unpack(text)
    public = dict(key.as_dict(private=False))
    other, large = ECKey.generate_key("P-256"), ECKey.generate_key("P-384")
    says: dict[str, Json] = {
        "a key": {"jwk": public},
        "an address of keys": {"jku": "https://bank.example/keys"},
        "a chain of certificates": {"x5c": ["AAAA"]},
        "an address of certificates": {"x5u": "https://bank.example/chain"},
        "something critical": {"crit": ["exp"], "exp": 4_000_000_000},
        "nothing critical": {"crit": []},
        "b64": {"b64": True},
        "a compression": {"zip": "DEF"},
        "a member of its own": {"sure": True},
        "the algorithm of another curve": {"alg": "ES384"},
        "the algorithm in small letters": {"alg": "es256"},
        "no algorithm": {"alg": "none"},
    }
    named: Named = {
        f"a header with {name}": lambda more=more: signed(key, header | more, payload)
        for name, more in says.items()
    }
    return named | {
        "a header that says a thing twice, signed": lambda: signed(key, twice(header), payload),
        "a header without algorithm": lambda: signed(key, {"kid": header.get("kid", "")}, payload),
        "unencoded": lambda: _unencoded(key, header, payload),
        "by another key": lambda: signed(other, header, payload),
        "by another key, which is named": lambda: signed(
            other, header | {"jwk": dict(other.as_dict(private=False))}, payload
        ),
        "by ES384": lambda: _by_es384(large, header, payload),
        "by HS256 and the public key": lambda: _by_hs256(public, header, payload),
        "by nobody": lambda: f"{pack(_json(header | {'alg': 'none'}))}.{text}.",
        "as DER": lambda: good.replace(signature, pack(_der(unpack(signature)))),
    }


def numbers_altered(good: str) -> Named:
    """ECDSA's two numbers, out of their range, exchanged or written at another length."""
    start, _, signature = good.rpartition(".")
    r, s = numbers(signature)
    raw = unpack(signature)
    pairs = {
        "zeros": (0, 0),
        "r is zero": (0, s),
        "s is zero": (r, 0),
        "r and s exchanged": (s, r),
        "r is the order": (ORDER, s),
        "s is the order": (r, ORDER),
        "r past the order": ((r + ORDER) % 2**256, s),
        "s and one": (r, (s + 1) % ORDER),
        "r from above": (ORDER - r, s),
        "all ones": (2**256 - 1, 2**256 - 1),
    }
    named: Named = {name: lambda pair=pair: f"{start}.{pack(_raw(*pair))}" for name, pair in pairs.items()}
    return named | {
        "a zero before": lambda: f"{start}.{pack(bytes(1) + raw)}",
        "both longer": lambda: (
            f"{start}.{pack(bytes(1) + raw[:NUMBER_BYTES] + bytes(1) + raw[NUMBER_BYTES:])}"
        ),
        "twice as long": lambda: f"{start}.{pack(raw + raw)}",
    }


def mirrored(good: str) -> str:
    """The other signature that ECDSA gives to whoever has one: s from above. It is over the same, by the same key."""
    start, _, signature = good.rpartition(".")
    r, s = numbers(signature)
    return f"{start}.{pack(_raw(r, ORDER - s))}"


def numbers(signature: str) -> tuple[int, int]:
    """ECDSA's two numbers."""
    raw = unpack(signature)
    return int.from_bytes(raw[:NUMBER_BYTES], "big"), int.from_bytes(raw[NUMBER_BYTES:], "big")


def _signature(key: ECKey, text: bytes) -> bytes:
    assert key.private_key is not None, "it signs"
    return _raw(*decode_dss_signature(key.private_key.sign(text, ECDSA(SHA256()))))


def _raw(r: int, s: int) -> bytes:
    return r.to_bytes(NUMBER_BYTES, "big") + s.to_bytes(NUMBER_BYTES, "big")


def _der(raw: bytes) -> bytes:
    return encode_dss_signature(
        int.from_bytes(raw[:NUMBER_BYTES], "big"), int.from_bytes(raw[NUMBER_BYTES:], "big")
    )


def _by_es384(key: ECKey, header: Json, payload: bytes) -> str:
    assert key.private_key is not None, "it signs"
    text = f"{pack(_json(header | {'alg': 'ES384'}))}.{pack(payload)}"
    r, s = decode_dss_signature(key.private_key.sign(text.encode(), ECDSA(SHA384())))
    return f"{text}.{pack(r.to_bytes(48, 'big') + s.to_bytes(48, 'big'))}"


def _by_hs256(public: Json, header: Json, payload: bytes) -> str:
    text = f"{pack(_json(header | {'alg': 'HS256'}))}.{pack(payload)}"
    mac = HMAC(_json(public), SHA256())
    mac.update(text.encode())
    return f"{text}.{pack(mac.finalize())}"


def _unencoded(key: ECKey, header: Json, payload: bytes) -> str:
    """RFC 7797: the payload as it is."""
    text = f"{pack(_json(header | {'b64': False, 'crit': ['b64']}))}.{payload.decode(errors='replace')}"
    return f"{text}.{pack(_signature(key, text.encode()))}"


def twice(said: Mapping[str, object]) -> bytes:
    """A JSON object that says its last thing twice."""
    *_, (name, value) = said.items()
    return _json(said)[:-1] + b"," + _json({name: value})[1:]


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()
