"""What the tests of clearing stand on: a payer's bank in one transaction, and what a clearing house says."""

import pytest
from tests import clearing_messages
from tests.clearing_desk import Desk
from tests.clearing_socket import FakeHouse


@pytest.fixture
def desk(db):
    return Desk(db)


@pytest.fixture
def new_desk():
    """For tests that begin at another moment."""
    return Desk


@pytest.fixture
def house():
    """What a clearing house can say."""
    return clearing_messages


@pytest.fixture
def fake_house():
    fake = FakeHouse()
    yield fake
    fake.close()
