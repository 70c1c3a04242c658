"""What the tests of cards need beside a phone: a device that signs, and what the books say of an account."""

import re
from uuid import UUID

import pytest

from guitai.ledger.accounts import accounts_of
from guitai.shield import devices, orders


@pytest.fixture
def device(lin):
    """Lin's device, bound a while ago."""
    return devices.add(lin.db, lin.owner, openid="oLin", name="手机", sign_key={}, open_key={}, low=False)


@pytest.fixture
def signs():
    """Reads and signs the order behind the link of the last reply, on that device; what the bank says to it."""

    def sign(phone, device):
        order = UUID(re.search(r"/orders/(\S+)", phone.reply.parts[-1].url)[1])
        orders.sign(phone.db, device, order, "a signature")
        phone.happens("signed", order)
        return "\n".join(part for part in phone.reply.parts if isinstance(part, str))

    return sign


@pytest.fixture
def behind():
    """The account behind the card with this tail, as the books have it now."""

    def account(phone, tail):
        (found,) = [one for one in accounts_of(phone.db, phone.owner) if one.tail == tail]
        return found

    return account
