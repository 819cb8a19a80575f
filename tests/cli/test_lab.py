"""`coprod lab` before anything is served: which folder, which policy, which port, and plain words where that fails."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from coprod_tools.cli import run
from coprod_tools.cli.lab import folder_and_policy
from coprod_tools.problems import UsageError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One policy as a folder and one as a file."""
    (tmp_path / "lunch").mkdir()
    (tmp_path / "lunch" / "policy.yaml").write_text("coprod: 1\nid: lunch\ntitle: Lunch\n", encoding="utf-8")
    (tmp_path / "bus.yaml").write_text("coprod: 1\nid: bus\ntitle: The bus\n", encoding="utf-8")
    return tmp_path


def test_a_folder_opens_at_its_start_page(folder: Path) -> None:
    """No policy is opened first."""
    assert folder_and_policy(folder) == (folder, None)


@pytest.mark.parametrize("named", ["lunch", "lunch/policy.yaml"])
def test_a_policy_folder_opens_that_policy_among_its_neighbours(named: str, folder: Path) -> None:
    """Whether the folder is named or the file in it."""
    assert folder_and_policy(folder / named) == (folder, folder / "lunch")


def test_a_policy_file_opens_that_policy_among_its_neighbours(folder: Path) -> None:
    """The folder it lies in is served."""
    assert folder_and_policy(folder / "bus.yaml") == (folder, folder / "bus.yaml")


def test_nothing_there_is_said_and_ends_with_2(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before anything heavy is loaded."""
    with pytest.raises(UsageError):
        folder_and_policy(folder / "no-such")
    assert run(["lab", str(folder / "no-such"), "--no-browser"]) == 2
    assert "there is nothing there" in capsys.readouterr().err


def test_a_port_that_is_taken_is_said_and_ends_with_2(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With what to do."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        port = str(held.getsockname()[1])
        assert run(["lab", str(folder), "--no-browser", "--port", port]) == 2
    assert f"Port {port} is in use. Choose another" in capsys.readouterr().err


def test_without_voila_a_workshop_says_what_to_install(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is an optional extra."""
    monkeypatch.setattr("coprod_tools.workbook.lab.workshop.find_spec", lambda name: None)
    assert run(["lab", str(folder), "--workshop", "--no-browser"]) == 2
    assert "pip install 'coprod-tools[workshop]'" in capsys.readouterr().err
