"""Phones before the bank that plays the shield: of one the sandbox knows whose it is, of the other nothing."""

import json

import pytest


class Hand:
    """One person with a phone before the bank."""

    def __init__(self, sandbox, openid, customer):
        self.sandbox, self.openid, self.customer = sandbox, openid, customer
        self.path = f"/phone/users/{openid}"

    def binds(self, **other):
        """Type in who one is; the same customer in both hands."""
        return self.sandbox.post(f"{self.path}/device/bind", **{**self.customer, **other})

    def opens(self, url):
        """Open a card."""
        return self.sandbox.post(f"{self.path}/device/open", url=url)

    def signs(self, url, **wish):
        """Sign an order, or decline it."""
        return self.sandbox.post(
            f"{self.path}/device/sign", url=url, **(wish or {"pin": self.customer["pin"]})
        )

    def refused(self, what, url, **wish):
        """The status and code with which the phone API refuses."""
        return self.sandbox.refused(f"{self.path}/device/{what}", url=url, **wish)


@pytest.fixture
def street(start, bank, tmp_path):
    """A sandbox before that bank: it has been told who Lin is, and nothing of Wang."""
    users = tmp_path / "users.json"
    lin = {"openid": "oLin0000000001", "nickname": "小林", "customer": "lin", "details": bank.customer}
    users.write_text(json.dumps([lin, {"openid": "oWang000000001", "nickname": "小王"}]))

    def started(**settings):
        sandbox = start(users=users, bank_url=bank.url, devices=tmp_path / "devices.json", **settings)
        given = sandbox.settings
        bank.wechat, bank.account = sandbox.url, {"appid": given.app_id, "secret": given.app_secret}
        return sandbox

    return started


@pytest.fixture
def sandbox(street):
    """The sandbox, started."""
    return street()


@pytest.fixture
def lin(sandbox, bank):
    """Lin, whose details the sandbox knows."""
    return Hand(sandbox, "oLin0000000001", bank.customer)


@pytest.fixture
def wang(sandbox, bank):
    """A phone of which it knows nothing; who holds it types in the same."""
    return Hand(sandbox, "oWang000000001", bank.customer)
