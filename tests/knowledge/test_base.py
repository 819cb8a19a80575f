"""Loading: lazily, once, and with a team's own entries over the shipped ones."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from coprod_tools.knowledge import Knowledge, base, load_knowledge
from coprod_tools.knowledge.shipped import shipped
from coprod_tools.problems import InvalidInput

WEIGHT = """\
coprod-knowledge: 1
weights:
  - id: {id}
    title: Ours
    default: {default}
    low: 0
    high: 9
    counts: for
    why: We say so.
    source: our team
    status: to-verify
"""


def write(folder: Path, name: str, text: str) -> Path:
    """Write a knowledge file and return its folder."""
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_file_is_read_when_first_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that needs rules does not pay for cases."""
    read: list[str] = []

    def reading(name: str) -> object:
        read.append(name)
        return shipped(name)

    monkeypatch.setattr(base, "shipped", reading)
    knowledge = Knowledge()
    assert read == []
    assert knowledge.rules
    assert knowledge.rules is knowledge.rules
    assert read == ["rules"]


def test_the_shipped_base_is_loaded_once() -> None:
    """Two calls give the same value."""
    assert load_knowledge() is load_knowledge()


def test_entries_cannot_be_changed() -> None:
    """Neither the mapping nor an entry."""
    knowledge = load_knowledge()
    with pytest.raises(TypeError):
        knowledge.weights["effect"] = knowledge.weights["gap"]  # type: ignore[index]
    with pytest.raises(ValueError, match="frozen"):
        knowledge.weights["effect"].default = 9.0  # type: ignore[misc]


def test_a_folder_overrides_and_adds_by_id(tmp_path: Path) -> None:
    """An entry of the same id stands in place of the shipped one; the others stay."""
    write(tmp_path, "weights.yaml", WEIGHT.format(id="effect", default=7) + "\n")
    mine = load_knowledge(tmp_path)
    assert mine.weights["effect"].default == 7
    assert mine.weights["gap"] == load_knowledge().weights["gap"]
    assert load_knowledge().weights["effect"].default != 7
    other = tmp_path / "other"
    other.mkdir()
    assert "ours" in load_knowledge(write(other, "weights.yaml", WEIGHT.format(id="ours", default=1))).weights


def test_all_faults_of_a_folder_are_told_together(tmp_path: Path) -> None:
    """With file, line and field, and the nearest name where one was misspelt."""
    write(tmp_path, "weights.yaml", WEIGHT.format(id="effect", default="much").replace("why:", "wy:"))
    write(tmp_path, "method.yaml", "coprod-knowledge: 1\n")
    with pytest.raises(InvalidInput) as caught:
        load_knowledge(tmp_path)
    shown = str(caught.value)
    assert "methods.yaml" in shown
    assert "weights.yaml:5:14" in shown
    assert len(caught.value.faults) >= 3


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    """One of the two would be lost otherwise."""
    entry = WEIGHT.format(id="effect", default=1)
    write(tmp_path, "weights.yaml", entry + entry.partition("weights:\n")[2])
    with pytest.raises(InvalidInput, match="effect"):
        load_knowledge(tmp_path)


def test_another_version_is_refused(tmp_path: Path) -> None:
    """A file of a later version is not guessed at."""
    write(tmp_path, "weights.yaml", "coprod-knowledge: 2\nweights: []\n")
    with pytest.raises(InvalidInput, match=r"weights\.yaml:1"):
        load_knowledge(tmp_path)


@pytest.mark.parametrize("name", ["absent", "empty", "file"])
def test_a_folder_that_cannot_be_used_is_refused(tmp_path: Path, name: str) -> None:
    """Absent, empty, or no folder at all."""
    place = tmp_path / name
    if name == "empty":
        place.mkdir()
    if name == "file":
        place.write_text("", encoding="utf-8")
    with pytest.raises(InvalidInput, match=name):
        load_knowledge(place)


def test_it_travels_to_another_process(tmp_path: Path) -> None:
    """A batch hands it on; what comes out says the same."""
    mine = load_knowledge(write(tmp_path, "weights.yaml", WEIGHT.format(id="effect", default=7)))
    assert mine.weights["effect"].default == 7
    assert pickle.loads(pickle.dumps(mine)).weights["effect"].default == 7
