"""A plan made in a process of its own, and how that can end."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from coprod_tools.run.lock import held
from coprod_tools.workbook.plan_panel.child import main
from coprod_tools.workbook.plan_panel.making import Ended, Making

POLICY = "coprod: 1\nid: breakfasts\ntitle: Breakfasts\n"


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    """A small policy."""
    path = tmp_path / "breakfasts.yaml"
    path.write_text(POLICY, encoding="utf-8")
    return path


def test_a_plan_is_made_and_its_folder_told(policy: Path, tmp_path: Path) -> None:
    """With all its files, and nothing else beside them."""
    told: list[Ended] = []
    Making(str(policy), tmp_path / "plans", "", told.append).wait()
    assert told == [Ended(folder=tmp_path / "plans" / "breakfasts")]
    assert (tmp_path / "plans" / "breakfasts" / "plan.html").is_file()


def test_one_that_is_stopped_leaves_nothing_half_made(policy: Path, tmp_path: Path) -> None:
    """And it stops soon."""
    told: list[Ended] = []
    making = Making(str(policy), tmp_path / "plans", "", told.append)
    until = time.monotonic() + 30
    while not list((tmp_path / "plans").glob(".breakfasts.*")) and time.monotonic() < until:
        time.sleep(0.05)
    making.cancel()
    making.wait()
    assert told == [Ended(problem="cancelled")]
    assert list((tmp_path / "plans").iterdir()) == []


def test_a_folder_in_use_a_full_disk_and_a_fault_in_the_policy_are_told_apart(policy: Path, tmp_path: Path) -> None:
    """Each has words of its own on the page."""
    out = tmp_path / "plans"
    out.mkdir()
    with held(out, "breakfasts"):
        assert main(str(policy), str(out))["problem"] == "in-use"
    file = tmp_path / "a-file"
    file.write_text("x", encoding="utf-8")
    assert main(str(policy), str(file / "plans"))["problem"] == "disk"
    policy.write_text(POLICY + "colour: blue\n", encoding="utf-8")
    assert main(str(policy), str(out))["problem"] == "policy"


def test_a_process_that_dies_says_nothing_and_that_is_said(
    policy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed by the system, or never begun."""
    from coprod_tools.workbook.plan_panel import making

    monkeypatch.setattr(making, "_command", lambda *given: ("false",))
    told: list[Ended] = []
    making.Making(str(policy), tmp_path / "plans", "", told.append).wait()
    assert told == [Ended(problem="died")]


def test_nothing_that_lies_in_the_working_directory_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A notebook in a policy's folder works there, and whoever sent the folder decides what lies in it."""
    for name in ("coprod_tools", "json", "yaml"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    told: list[Ended] = []
    Making(str(tmp_path / "none.yaml"), tmp_path / "out", "", told.append).wait()
    assert told[0].problem == "policy"
    assert not (tmp_path / "ran").exists()
