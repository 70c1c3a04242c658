"""The calls about the customer's devices: which there are, removing one, a certificate on one; and freezing it all."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.routing import Route

from guitai.customers import customers
from guitai.database import Database, Transaction
from guitai.language import Words
from guitai.pages.binding import Tell
from guitai.pages.calls import Asked, Calls
from guitai.shield import audit, certificates, codes, devices, ending, freezes, pins, proofs, tries
from guitai.shield.card import Page
from guitai.shield.details import entered, whose
from guitai.shield.devices import Device
from guitai.shield.refusals import NoDevice, NotMatched
from guitai.shield.seals import seals
from guitai.zone import BANK_ZONE

REMOVED = Words("设备“{name}”已经移除，它不能再查看和签名。")
FROZEN = Words(
    "您的微信服务已经冻结，现在谁也不能在微信里查看和办理。银行卡和网点业务不受影响；银行卡丢了请另行挂失。"
    "要解除冻结，请重新绑定并设置新密码，或带身份证到本行网点办理。"
)


FREEZES_A_DAY = 50


@dataclass(frozen=True)
class Devices:
    """Answers the calls. `tell` writes into a chat."""

    database: Database
    tell: Tell

    def routes(self, calls: Calls) -> list[Route]:
        """The calls of docs/shield.md §§7 and 8."""
        one = "/shield/devices/{subject:uuid}"
        return [
            calls.route("/shield/devices/seals", "devices.list", self.list),
            calls.route(f"{one}/removals", "devices.remove", self.remove),
            calls.route(f"{one}/codes", "certificates.code", self.send_code),
            calls.route(f"{one}/certificates", "certificates.issue", self.certify),
            calls.route("/shield/freezes", "freezes.freeze", self.freeze),
        ]

    def list(self, asked: Asked) -> Mapping[str, object]:
        """The customer's devices, sealed to the one that asks."""
        proof = asked.body.get("proof")
        device = proofs.proved(self.database, asked.visit, proof, act="devices.list", subject=None)
        with self.database.transaction() as db:
            listed = [_listed(db, one) for one in reversed(devices.devices(db, device.owner))]
        content = json.dumps({"devices": listed}, ensure_ascii=False).encode()
        sealed = seals(
            content, open_key=device.open_key, device_id=device.device_id, subject=device.device_id
        )
        return {"seals": sealed}

    def remove(self, asked: Asked) -> Mapping[str, object]:
        """Remove a device; of one in its first day, that is a veto."""
        by = self._proved(asked, "devices.remove")
        with self.database.transaction() as db:
            customers.lock(db, by.owner)
            devices.check_bound(db, by)
            device = devices.device(db, by.owner, asked.about)
            if device is None:
                raise NoDevice
            ending.remove(db, by, device)
            self.tell(db, by.owner, Words(REMOVED.text, {"name": device.name}), Page("devices"))
        return {}

    def send_code(self, asked: Asked) -> Mapping[str, object]:
        """A one-time code for a certificate on this device."""
        device = self._itself(asked, "certificates.code")
        with self.database.transaction() as db:
            freezes.check(db, device.owner)
            codes.send(db, device.owner, device.device_id, "certificate")
        return {}

    def certify(self, asked: Asked) -> Mapping[str, object]:
        """The bank's certificate on this device, for its PIN and a code."""
        device = self._itself(asked, "certificates.issue")
        with self.database.transaction() as db:
            freezes.check(db, device.owner)
        codes.check(self.database, device.owner, device.device_id, asked.body.get("code"))
        known = pins.check(self.database, device.owner, pins.pin_of(asked.body.get("pin")))
        with self.database.transaction() as db:
            customers.lock(db, device.owner)
            freezes.check(db, device.owner)
            devices.check_bound(db, device)
            pins.check_standing(db, device.owner, known)
            certificate = certificates.issue(db, device)
            codes.use_up(db, device.owner, device.device_id)
            by = f"device {device.device_id}"
            audit.note(db, device.owner, "certificates.issue", by=by, subject=str(device.device_id))
        return {"certificate": certificate}

    def freeze(self, asked: Asked) -> Mapping[str, object]:
        """Freeze whoever is named, from anybody's phone; tries are counted as for a binding."""
        details = entered(asked.body, card=False)
        with self.database.transaction() as db:
            by_openid = tries.subject(db, "freeze openid", asked.visit.openid)
            by_number = tries.subject(db, "freeze id", details.id_number)
            tries.count(db, by_openid)
        with self.database.transaction() as db:
            tries.check(db, by_openid)
        with self.database.transaction() as db:
            tries.count(db, by_number)
        with self.database.transaction() as db:
            # By the number more: nobody may use up another's tries to freeze their own account.
            tries.check(db, by_number, most=FREEZES_A_DAY)
            person = whose(db, details)
            if person is None:
                raise NotMatched
            customers.lock(db, person.owner)
            freezes.freeze(db, person.owner, by=freezes.CUSTOMER, why="asked for on a page")
            audit.note(db, person.owner, "freezes.freeze", by=f"openid {asked.visit.openid}")
            self.tell(db, person.owner, FROZEN, None)
        return {}

    def _proved(self, asked: Asked, act: str) -> Device:
        return proofs.proved(
            self.database, asked.visit, asked.body.get("proof"), act=act, subject=asked.about
        )

    def _itself(self, asked: Asked, act: str) -> Device:
        """A device that asks for itself."""
        device = self._proved(asked, act)
        if device.device_id != asked.about:
            raise NoDevice
        return device


def _listed(db: Transaction, device: Device) -> dict[str, object]:
    certificate = certificates.in_force(db, device)
    moments = {
        "added_at": device.added_at,
        "used_at": device.used_at,
        "low_until": device.low_until if device.low(db.now) else None,
        "certificate_until": certificate.expires_at if certificate else None,
    }
    return {
        "device": str(device.device_id),
        "name": device.name,
        **{
            name: at.astimezone(BANK_ZONE).isoformat(timespec="seconds") if at else None
            for name, at in moments.items()
        },
    }
