"""The bank's certificate on a device's key: applied for with PIN and code, and kept until it runs out."""

from datetime import UTC, datetime

from pydantic import BaseModel, Field

from guitai_sandbox import jose
from guitai_sandbox.phone.shield.codes import code_for
from guitai_sandbox.phone.shield.visits import Visit
from guitai_sandbox.state.devices import Certificate, Device
from guitai_sandbox.state.users import User

LAST_SECOND = 253_402_300_799  # of the year 9999


class Confirmed(BaseModel):
    """Whose key a certificate is on (RFC 7800)."""

    jwk: jose.Jwk


class Claims(BaseModel):
    """What a certificate says, as far as its holder looks into it; `exp` is in seconds of Unix time."""

    jti: str
    sub: str
    exp: int = Field(ge=0, le=LAST_SECOND)
    cnf: Confirmed


async def certificate_of(page: Visit, user: User, device: Device, *, pin: str | None) -> Certificate:
    """The device's certificate; a new one where it has none, or one that has run out."""
    certificate = device.certificate
    if certificate is None or certificate.until <= page.world.clock.now():
        certificate = await _issued(page, device, pin)
        certified = device.model_copy(update={"certificate": certificate})
        page.world.devices.keep(user.openid, certified)
    return certificate


async def _issued(page: Visit, device: Device, pin: str | None) -> Certificate:
    path = f"/shield/devices/{device.id}/codes"
    code = await code_for(page, device, path, act="certificates.code", subject=device.id)
    proof = await page.proof(device, "certificates.issue", device.id)
    path = f"/shield/devices/{device.id}/certificates"
    return _read(page, device, await page.told("certificate", path, proof=proof, pin=pin, code=code))


def _read(page: Visit, device: Device, signed: str) -> Certificate:
    """The bank's signature on it is for the bank to verify: the device has no key to do it with."""
    try:
        payload = jose.payload(signed)
    except jose.Unsound as error:
        raise page.unreadable(f"the certificate cannot be read: {error}") from None
    claims = page.read(Claims, payload)
    on_our_key = jose.public(device.sign).items() <= claims.cnf.jwk.items()
    if claims.sub != device.id or not on_our_key:
        raise page.unreadable("the certificate is on another key")
    return Certificate(id=claims.jti, until=datetime.fromtimestamp(claims.exp, UTC))
