"""Files as people and their programs write them: every byte that no change touches stays, also through undo."""

from __future__ import annotations

import os
import random
import tempfile
from pathlib import Path

import pytest

from coprod_tools.policyfile import REMOVE, Append, load
from coprod_tools.policyfile.history import read_history
from coprod_tools.problems import InvalidInput
from coprod_tools.workbook.editing import Editing

TEXT = """\
# Ours
coprod: 1
id: a
title: A policy   # in few words
summary: >-
  Folded
  words
owner: "Te Tari\\tof Whānau"	# a tab before this
actors:
  - id: parents
    label: Parents
"""
BOM = b"\xef\xbb\xbf"
FORMS = {
    "plain": TEXT.encode(),
    "windows": TEXT.replace("\n", "\r\n").encode(),
    "byte order mark": BOM + TEXT.encode(),
    "both": BOM + TEXT.replace("\n", "\r\n").encode(),
    "no line end at the end": TEXT.rstrip("\n").encode(),
}


@pytest.fixture(params=FORMS.values(), ids=FORMS.keys())
def data(request: pytest.FixtureRequest) -> bytes:
    """A policy's bytes."""
    found: bytes = request.param
    return found


def opened(tmp_path: Path, data: bytes) -> tuple[Editing, Path]:
    """Write the bytes to a policy's file and open it."""
    path = tmp_path / "a" / "policy.yaml"
    path.parent.mkdir()
    path.write_bytes(data)
    return Editing(path, by="A", today="2026-11-27", drafts=tmp_path / "drafts"), path


def test_only_the_bytes_of_the_change_differ_and_undo_brings_back_every_one(tmp_path: Path, data: bytes) -> None:
    """Fifteen changes of all kinds, undone one by one; all of it is in the history byte for byte."""
    editing, path = opened(tmp_path, data)
    states = [data]
    for number in range(5):
        for change in (
            {"title": f"Title {number} \u202fkōrero"},
            {"actors": Append({"id": f"x{number}", "label": "One\ntwo"})},
            {"actors[parents].note": f"n{number}"},
        ):
            assert editing.change(change, "").kind == "saved"
            states.append(path.read_bytes())
    assert states[1] == data.replace(b"A policy", "Title 0 \u202fkōrero".encode()) or b'"Title 0' in states[1]
    for state in reversed(states[:-1]):
        assert editing.undo().kind == "saved"
        assert path.read_bytes() == state
    history = read_history(path.parent)
    kept = {history.content(each.number) for each in history.versions}
    assert set(states) <= kept


def test_another_persons_save_is_merged_in_the_same_form(tmp_path: Path, data: bytes) -> None:
    """Line ends and mark are as they were."""
    editing, path = opened(tmp_path, data)
    other = Editing(path, by="B", today="2026-11-27", drafts=tmp_path / "b")
    assert other.change({"actors[parents].label": "All parents"}, "").kind == "saved"
    assert editing.change({"title": "Mine"}, "").kind == "saved"
    wanted = data.replace(b"A policy", b"Mine").replace(b"label: Parents", b"label: All parents")
    assert path.read_bytes() == wanted


def test_a_link_that_the_user_named_stays_a_link_and_leads_on(tmp_path: Path) -> None:
    """In a folder of its own the file behind it is written; a single file moves, and the link says where to."""
    _, path = opened(tmp_path, TEXT.encode())
    link = tmp_path / "link.yaml"
    link.symlink_to(path)
    assert Editing(link, drafts=tmp_path / "d").change({"title": "Mine"}, "").kind == "saved"
    assert link.is_symlink() and "title: Mine" in path.read_text(encoding="utf-8")
    assert sorted(each.name for each in path.parent.iterdir()) == ["history", "policy.yaml"]
    single = tmp_path / "b.yaml"
    single.write_text(TEXT, encoding="utf-8")
    other = tmp_path / "other.yaml"
    other.symlink_to(single)
    assert Editing(other, drafts=tmp_path / "d").change({"title": "Mine"}, "").kind == "saved"
    assert load(tmp_path / "b").policy.title == "Mine"
    with pytest.raises(InvalidInput, match="folder of its own"):
        load(other)


def test_what_was_pasted_comes_back_as_it_was(tmp_path: Path) -> None:
    """Emoji, macrons, right-to-left words, ten thousand characters, quotes, markup and what looks like YAML."""
    editing, _ = opened(tmp_path, TEXT.encode())
    for pasted in ("👩🏽‍⚕️🏳️‍🌈", "Tāne ū", "שלום עולם", "x" * 10_000, "<b>rich</b> “text”", "- a: [b]\n# c\n&d *e", "no"):
        assert editing.change({"actors[parents].note": pasted}, "Note").kind == "saved", pasted[:20]
        assert editing.policy.actors is not None and str(editing.policy.actors[0].note) == pasted
    outcome = editing.change({"title": "bell \x07 and \u202e turned"}, "Title")
    assert outcome.kind == "refused" and outcome.faults


def test_many_random_changes_by_two_people_undone_leave_what_the_other_did(tmp_path: Path) -> None:
    """Two people each on their own fields, in any order; when one undoes everything, only the other's work stands."""
    made = random.Random(3)
    mine, path = opened(tmp_path, TEXT.encode())
    theirs = Editing(path, by="B", today="2026-11-27", drafts=tmp_path / "b")
    steps = 0
    for number in range(40):
        if made.random() < 0.5:
            path_mine = made.choice(["title", "summary", "actors[parents].note"])
            steps += mine.change({path_mine: f"m{number}"}, "").kind == "saved"
        else:
            path_theirs = made.choice(["owner", "jurisdiction", "actors[parents].size"])
            assert theirs.change({path_theirs: number}, "").kept
    wanted = load(path).policy
    for _ in range(steps):
        assert mine.undo().kind == "saved"
    now, start = load(path).policy, load(_written(tmp_path)).policy
    assert (now.title, now.summary) == (start.title, start.summary)
    assert now.actors is not None and wanted.actors is not None and now.actors[0].note is None
    assert (now.owner, now.jurisdiction) == (wanted.owner, wanted.jurisdiction)
    assert now.actors[0].size == wanted.actors[0].size is not None
    assert "title: A policy   # in few words" in path.read_text(encoding="utf-8")


def _written(tmp_path: Path) -> Path:
    path = tmp_path / "start.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="this system has no users of that kind")
def test_a_folder_for_reading_only_is_told() -> None:
    """What was typed is handed back. Root may write everywhere, so root writes as nobody for a moment."""
    me, nobody = os.geteuid(), 65534
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        editing, path = opened(folder, TEXT.encode())
        path.parent.chmod(0o555)
        (folder / "drafts").mkdir(exist_ok=True)
        (folder / "drafts").chmod(0o777)
        if me == 0:
            os.seteuid(nobody)
        try:
            outcome = editing.change({"title": "Mine"}, "")
        finally:
            os.seteuid(me)
            path.parent.chmod(0o755)
        assert outcome.kind == "cannot-write" and "title: Mine" in outcome.content
        assert editing.change({"summary": REMOVE}, "").kind == "saved" and editing.policy.title == "Mine"
