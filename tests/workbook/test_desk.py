"""The desk says that it works where a policy is so large that its reader has to wait."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coprod_tools.files import places
from coprod_tools.files.nodes import Sequence
from coprod_tools.workbook.desk import Desk
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.forms.following import keys_now
from coprod_tools.workbook.shell import Workbook


@pytest.fixture(autouse=True)
def state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing is remembered outside the test."""
    monkeypatch.setenv("COPROD_STATE", str(tmp_path_factory.mktemp("state")))
    yield


def policy(folder: Path, letters: int) -> Path:
    """A policy whose summary has that many letters."""
    folder.mkdir()
    text = f"coprod: 1\nid: p\ntitle: P\nactors: [{{id: a, label: A, kind: agency}}]\nsummary: {'x' * letters}\n"
    (folder / "policy.yaml").write_text(text, encoding="utf-8")
    return folder


def said_by(element: Any) -> list[str]:
    """What a message says from now on, one thing after the other."""
    heard: list[str] = []
    element.observe(lambda change: heard.append(change["new"].get("tone", "")), "content")
    return heard


@pytest.mark.parametrize(("letters", "tones"), [(10, []), (9_000, ["busy", ""])])
def test_only_a_large_policy_says_that_it_takes_its_time(
    tmp_path: Path, letters: int, tones: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And when it is done, what stood there before stands there again."""
    monkeypatch.setattr("coprod_tools.workbook.desk.LARGE", 5_000)
    editing = Editing(policy(tmp_path / "p", letters), today="2026-11-27")
    desk = Desk(editing, lambda: None, lambda name: None)
    desk.go("versions")
    heard = said_by(desk.notice)
    desk.go("scorecard")
    assert heard == tones
    assert desk.notice.content == {"text": ""}


def test_what_is_told_while_a_panel_is_drawn_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault must not be wiped away by what stood there before."""
    monkeypatch.setattr("coprod_tools.workbook.desk.LARGE", 0)
    desk = Desk(Editing(policy(tmp_path / "p", 10), today="2026-11-27"), lambda: None, lambda name: None)
    desk.go("versions")
    monkeypatch.setattr(desk._panels["versions"], "refresh", lambda: 1 / 0)
    desk.refresh()
    assert desk.notice.content["tone"] == "error"


def test_a_large_policy_is_announced_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who presses its card sees at once that something happens."""
    monkeypatch.setattr("coprod_tools.workbook.shell.LARGE", 5_000)
    workbook = Workbook(tmp_path)
    heard = said_by(workbook.notice)
    workbook.open_policy(policy(tmp_path / "p", 9_000))
    assert heard == ["busy", ""]
    assert workbook.desk is not None


def test_the_names_of_a_long_list_are_worked_out_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a thousand activities, each asked about by its path, this took most of the time to open a policy."""
    own = policy(tmp_path / "p", 10)
    lines = "".join(f"  - {{id: x{n}, label: X, parts: [{{actor: a, co: design}}]}}\n" for n in range(30))
    with (own / "policy.yaml").open("a", encoding="utf-8") as stream:
        stream.write("activities:\n" + lines)
    editing = Editing(own, today="2026-11-27")
    asked: list[int] = []
    real = places.item_names

    def counted(annotation: Any, node: Sequence) -> tuple[str, ...]:
        asked.append(len(node.items))
        return real(annotation, node)

    monkeypatch.setattr(places, "item_names", counted)
    assert [keys_now(editing, f"activities[x{n}].parts")[0] for n in (0, 29)] == [
        f"activities[x{n}].parts[a.design]" for n in (0, 29)
    ]
    assert asked.count(30) <= 1
