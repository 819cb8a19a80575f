"""The house stands: floors, style and types hold."""

from __future__ import annotations

import configparser
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a tool of this environment in the checkout."""
    return subprocess.run(
        [str(Path(sys.executable).parent / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True
    )


def test_imports_only_go_down_the_floors() -> None:
    """Every contract of the one contract file is kept."""
    done = run("lint-imports", "--no-cache")
    assert done.returncode == 0, done.stdout


def test_every_room_stands_on_a_floor() -> None:
    """A room that the contract file does not list fails, so nobody can build beside the house."""
    contract = configparser.ConfigParser()
    contract.read(ROOT / ".importlinter")
    floors = contract["importlinter:contract:floors"]
    listed = {room.strip() for line in floors["layers"].splitlines() for room in line.split("|") if room.strip()}
    rooms = {
        path.stem if path.suffix == ".py" else path.name
        for path in (ROOT / "coprod_tools").iterdir()
        if not path.name.startswith("_") and (path.suffix == ".py" or (path / "__init__.py").exists())
    }
    assert rooms == listed - {"words"} | {"words"}


def test_style_holds() -> None:
    """Ruff finds nothing in package, tests and benchmarks."""
    done = run("ruff", "check", "coprod_tools", "tests", "benchmarks")
    assert done.returncode == 0, done.stdout


def test_types_hold() -> None:
    """The strict type checker finds nothing."""
    done = run("mypy")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", sorted((ROOT / "coprod_tools").rglob("*.py")), ids=lambda path: path.name)
def test_a_module_holds_one_idea(path: Path) -> None:
    """No module is longer than 300 lines."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300, path
