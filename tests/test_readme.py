"""What the README says is so: its snippet runs, its commands exist, its notebooks are the folder's."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_python_snippet_runs_and_prints_what_is_unknown() -> None:
    """A reader who pastes it sees at least one line."""
    (snippet,) = re.findall(r"```python\n(.*?)```", TEXT, re.S)
    done = subprocess.run([sys.executable, "-c", snippet], capture_output=True, text=True, check=True)
    assert done.stdout.strip()


def test_the_list_of_notebooks_is_the_folder() -> None:
    """Every notebook is listed, in the order of the folder, and no other."""
    listed = re.findall(r"\]\(notebooks/([^)]+\.ipynb)\)", TEXT)
    assert listed == sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))


def test_every_command_it_names_exists() -> None:
    """Each `coprod WORD` of the README is a command."""
    shown = subprocess.run([sys.executable, "-m", "coprod_tools", "--help"], capture_output=True, text=True, check=True)
    for command in set(re.findall(r"bin/coprod ([a-z]+)", TEXT)):
        assert re.search(rf"(?m)^  {command} ", shown.stdout), command


def test_every_make_target_it_names_exists() -> None:
    """The two commands of the front door are in the Makefile."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"(?m)^make ([a-z]+)", TEXT)):
        assert re.search(rf"(?m)^{target}:", makefile), target


def test_every_file_it_links_to_is_there() -> None:
    """No link of the README leads nowhere."""
    for link in re.findall(r"\]\(([^)#:]+)\)", TEXT):
        assert (ROOT / link).exists(), link
