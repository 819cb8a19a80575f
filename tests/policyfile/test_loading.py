"""A policy is read from wherever it lies, with the digest of all it is made of."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from coprod_tools import policyfile
from coprod_tools.problems import InvalidInput, UsageError

TEXT = "coprod: 1\nid: a\ntitle: Whānau\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A policy's own folder."""
    made = tmp_path / "my policy"
    made.mkdir()
    (made / "policy.yaml").write_text(TEXT, encoding="utf-8")
    return made


def test_a_file_a_folder_and_its_policy_yaml_are_all_paths(tmp_path: Path, folder: Path) -> None:
    """The folder's own name may be anything."""
    (tmp_path / "single.yaml").write_text(TEXT, encoding="utf-8")
    single, whole, own = (policyfile.load(path) for path in (tmp_path / "single.yaml", folder, folder / "policy.yaml"))
    assert single.policy == whole.policy == own.policy
    assert (single.folder, whole.folder, own.folder) == (None, folder, folder)
    assert whole.path == own.path == folder / "policy.yaml"
    assert policyfile.read(str(folder)) == whole.policy


def test_a_worked_policy_is_known_by_name() -> None:
    """The message for a name that isn't there gives the nearest one."""
    names = policyfile.worked()
    assert "takai" in names
    assert policyfile.read("worked:takai").id == "takai"
    with pytest.raises(UsageError, match="takai"):
        policyfile.read("worked:tākai")
    with pytest.raises(UsageError, match="write worked: and one of"):
        policyfile.read("worked:../../etc/passwd")


def test_a_fault_names_the_file_as_the_user_did(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not as the system resolves it."""
    (folder / "policy.yaml").write_text("coprod: 9\n", encoding="utf-8")
    monkeypatch.chdir(folder.parent)
    with pytest.raises(InvalidInput) as refusal:
        policyfile.load("my policy")
    assert str(refusal.value).startswith("my policy/policy.yaml:1:9 coprod: ")


def test_the_digest_of_a_single_file_is_the_digest_of_its_bytes(tmp_path: Path) -> None:
    """Anybody can check it with sha256sum."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    loaded = policyfile.load(path)
    assert loaded.source_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert loaded.text == TEXT.replace("\n", "\r\n")


def test_the_digest_of_a_folder_covers_joins_and_maps_and_nothing_else(folder: Path, tmp_path: Path) -> None:
    """Its lines are those of sha256sum, sorted by name."""
    alone = policyfile.load(folder).source_sha256
    for name in ("review.yaml", "history/old.yaml", "maps/notes.txt", "maps/deep/x.csv"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("x", encoding="utf-8")
    (tmp_path / "elsewhere.csv").write_text("x", encoding="utf-8")
    (folder / "maps" / "link.csv").symlink_to(tmp_path / "elsewhere.csv")
    assert policyfile.load(folder).source_sha256 == alone
    (folder / "joins.yaml").write_text("joins", encoding="utf-8")
    (folder / "maps" / "parents.1.csv").write_text("map", encoding="utf-8")
    digests = {"joins.yaml": b"joins", "maps/parents.1.csv": b"map", "policy.yaml": TEXT.encode()}
    lines = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(digests.items()))
    assert policyfile.load(folder).source_sha256 == hashlib.sha256(lines.encode()).hexdigest()


@pytest.mark.parametrize("version", ["0", "2", "17"])
def test_another_version_is_told_alone(tmp_path: Path, version: str) -> None:
    """Whatever else is wrong in a file of another version may be right there."""
    path = tmp_path / "a.yaml"
    path.write_text(f"coprod: {version}\nid: A\nid: B\nnew: &x 1\n", encoding="utf-8")
    with pytest.raises(InvalidInput) as refusal:
        policyfile.load(path)
    (fault,) = refusal.value.faults
    assert (fault.line, fault.column, fault.path) == (1, 9, "coprod")
    assert fault.message.endswith(")")
    assert (version in fault.message) == (version != "0")


@pytest.mark.parametrize("version", ["one", "-1", "1.5", "[1]", "", "٢"])
def test_a_version_that_is_no_number_is_one_fault_among_others(tmp_path: Path, version: str) -> None:
    """It says nothing about the format."""
    path = tmp_path / "a.yaml"
    path.write_text(f"coprod: {version}\nid: A\n", encoding="utf-8")
    with pytest.raises(InvalidInput) as refusal:
        policyfile.load(path)
    assert {fault.path for fault in refusal.value.faults} == {"coprod", "id", "title"}


def test_reading_a_policy_loads_nothing_heavy() -> None:
    """No Jupyter, no drawing, no graph, no numbers package."""
    program = (
        "import sys\nfrom coprod_tools import policyfile\npolicyfile.read('worked:takai')\n"
        "heavy = {'IPython', 'jupyter_client', 'matplotlib', 'networkx', 'numpy', 'nbformat', 'papermill', 'lxml'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


def test_a_policy_survives_being_sent_to_another_process() -> None:
    """Frozen values travel."""
    import copy
    import pickle

    policy = policyfile.read("worked:takai")
    assert pickle.loads(pickle.dumps(policy)) == policy == copy.deepcopy(policy)
