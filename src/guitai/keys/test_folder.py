import json
import threading
from stat import S_IMODE

import pytest

from guitai.errors import Misconfigured
from guitai.keys import folder as files
from guitai.keys.port import Unsealable, Use


@pytest.fixture
def folder(tmp_path):
    """A folder with a key for every use."""
    place = tmp_path / "bank" / "keys"
    files.create(place)
    return place


def kids(folder, use=Use.REST):
    return [key.kid for one, key in files.listed(folder) if one is use]


def test_keys_are_made_for_the_banks_account_alone(folder):
    assert S_IMODE(folder.stat().st_mode) == 0o700
    assert {file.name: S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {
        f"{use}.json": 0o600 for use in Use
    }


def test_making_keys_again_makes_what_is_missing_and_nothing_else(folder):
    before = {file.name: file.read_text() for file in folder.iterdir()}
    (folder / "pepper.json").unlink()

    assert files.create(folder) == [Use.PEPPER]
    assert files.create(folder) == []
    after = {file.name: file.read_text() for file in folder.iterdir()}
    assert {name for name in before if before[name] != after[name]} == {"pepper.json"}


def test_of_two_that_make_keys_at_once_both_have_the_same(tmp_path):
    made, both = [], threading.Barrier(2)

    def create():
        both.wait()
        files.create(tmp_path)
        made.append(files.load(tmp_path).mac(Use.INDEX, b""))

    threads = [threading.Thread(target=create) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert made[0] == made[1]


def test_what_one_process_seals_another_opens(folder):
    sealed = files.load(folder).seal(Use.REST, b"1", context=b"here")

    assert files.load(folder).unseal(Use.REST, sealed, context=b"here") == b"1"


def test_a_rotation_and_its_end_are_seen_by_who_has_loaded_the_keys_before(folder):
    keys = files.load(folder)
    old = keys.mac(Use.INDEX, b"1")
    fresh = files.rotate(folder, Use.INDEX)

    assert keys.mac(Use.INDEX, b"1")[:8].hex() == fresh.kid
    assert keys.macs(Use.INDEX, b"1")[1:] == [old]

    files.retire(folder, Use.INDEX, old[:8].hex())

    assert len(keys.macs(Use.INDEX, b"1")) == 1


def test_a_rotation_is_of_one_use(folder):
    before = {use: kids(folder, use) for use in Use}
    files.rotate(folder, Use.REST)

    assert {use for use in Use if kids(folder, use) != before[use]} == {Use.REST}
    assert kids(folder)[:1] == before[Use.REST]


def test_a_key_that_was_retired_opens_nothing_any_more(folder):
    keys = files.load(folder)
    sealed = keys.seal(Use.REST, b"1", context=b"here")
    files.rotate(folder, Use.REST)
    assert keys.unseal(Use.REST, sealed, context=b"here") == b"1"
    files.retire(folder, Use.REST, kids(folder)[0])

    with pytest.raises(Unsealable):
        keys.unseal(Use.REST, sealed, context=b"here")


def test_the_newest_key_and_an_unknown_one_can_not_be_retired(folder):
    for kid in (*kids(folder), "0" * 16):
        with pytest.raises(Misconfigured, match="guitai keys"):
            files.retire(folder, Use.REST, kid)
    assert len(kids(folder)) == 1


def test_rotations_at_once_lose_no_key(folder):
    threads = [threading.Thread(target=files.rotate, args=(folder, Use.POST)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(kids(folder, Use.POST))) == 9


def test_a_process_that_lacks_a_file_does_all_else_and_names_the_file(folder):
    (folder / "certify.json").unlink()
    keys = files.load(folder)

    keys.needs(*set(Use) - {Use.CERTIFY})
    for use in (lambda: keys.certified(b"", typ="t"), lambda: keys.needs(*Use)):
        with pytest.raises(Misconfigured, match=r"certify\.json is missing.*guitai keys create"):
            use()


def test_a_folder_that_is_not_there_holds_nothing(tmp_path):
    keys = files.load(tmp_path / "none")

    assert list(files.listed(tmp_path / "none")) == []
    for use in (lambda: keys.needs(*Use), lambda: files.rotate(tmp_path / "none", Use.REST)):
        with pytest.raises(Misconfigured, match="guitai keys create"):
            use()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o601])
def test_keys_that_others_can_read_are_refused(folder, mode):
    keys = files.load(folder)
    (folder / "rest.json").chmod(mode)

    for use in (lambda: files.load(folder), lambda: keys.seal(Use.REST, b"", context=b"")):
        with pytest.raises(Misconfigured, match=r"rest\.json.*chmod 600"):
            use()


def altered(text, **changes):
    (key,) = json.loads(text)["keys"]
    return json.dumps(
        {"keys": [{name: value for name, value in (key | changes).items() if value is not None}]}
    )


BROKEN = {
    "empty": lambda text: "",
    "no JSON": lambda text: text[:-5],
    "no set": lambda text: "[]",
    "no key": lambda text: '{"keys": []}',
    "no bytes": lambda text: altered(text, k=None),
    "another size": lambda text: altered(text, k="AAAA"),
    "bytes that can't be read": lambda text: altered(text, k="é"),
    "another algorithm": lambda text: altered(text, alg="HS256"),
    "no id": lambda text: altered(text, kid=None),
    "another kind of id": lambda text: altered(text, kid="one"),
    "no day": lambda text: altered(text, created_at="yesterday"),
}


@pytest.mark.parametrize("change", BROKEN.values(), ids=BROKEN)
def test_a_file_that_holds_something_else_is_told_in_one_line_without_what_is_in_it(folder, change):
    file = folder / "rest.json"
    secret = json.loads(file.read_text())["keys"][0]["k"]
    file.write_text(change(file.read_text()))

    with pytest.raises(Misconfigured, match=r"rest\.json.*backup") as no:
        files.load(folder)
    assert secret not in str(no.value)
    assert "\n" not in str(no.value)


@pytest.mark.parametrize("use", [Use.RECEIVE, Use.CERTIFY])
@pytest.mark.parametrize("changes", [{"d": None}, {"crv": "P-384"}, {"x": "A" * 43}, {"kty": "oct"}])
def test_a_pair_that_is_none_is_told_too(folder, use, changes):
    file = folder / f"{use}.json"
    file.write_text(altered(file.read_text(), **changes))

    with pytest.raises(Misconfigured, match=r"json.*backup"):
        files.load(folder)


def test_a_folder_that_can_not_be_made_is_told_in_one_line(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(Misconfigured, match="can't be used"):
        files.create(tmp_path / "file" / "keys")


def test_keys_are_removed_with_the_data_they_sealed(folder):
    for _ in range(2):
        files.erase(folder)

    assert not folder.exists()
