"""Killed at any moment of a save: what was acknowledged is in the history, and the file is whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coprod_tools import policyfile
from coprod_tools.policyfile.history import read_history
from coprod_tools.workbook.editing import Editing

pytestmark = pytest.mark.faults
TEXT = "# Ours\ncoprod: 1\nid: a\ntitle: A policy   # kept\nactors:\n  - id: parents\n    label: Parents\n"
SAVER = """
import itertools, os, signal, sys
from pathlib import Path
from coprod_tools.workbook.editing import Editing

editing = Editing(Path(sys.argv[1]), by="A", today="2026-11-27", drafts=Path(sys.argv[2]))
deadly = int(sys.argv[3])


def counted(call):
    def wrapped(*given, **named):
        global deadly
        deadly -= 1
        if deadly == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        done = call(*given, **named)
        deadly -= 1
        if deadly == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    return wrapped


if deadly:
    for home, name in ((os, "write"), (os, "fsync"), (Path, "replace"), (Path, "mkdir"), (Path, "unlink")):
        setattr(home, name, counted(getattr(home, name)))
for number in itertools.count():
    outcome = editing.change({"summary": f"edit {number}"}, f"edit {number}")
    assert outcome.kind == "saved", outcome
    sys.stdout.write(f"{number}\\n")
    sys.stdout.flush()
    if deadly and number == 2:
        break
"""


def start(file: Path, drafts: Path, deadly: int) -> subprocess.Popen[str]:
    """Begin to save, one edit after the other, until killed."""
    command = [sys.executable, "-c", SAVER, str(file), str(drafts), str(deadly)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def check(home: Path, acknowledged: list[str]) -> None:
    """Hold what is on the disk against what was acknowledged, and save once more."""
    (place,) = [each for each in (home / "a.yaml", home / "a" / "policy.yaml") if each.exists()]
    loaded = policyfile.load(place)
    assert "title: A policy   # kept" in loaded.text
    history = read_history(home / "a")
    present = place.read_bytes()
    kept = [history.content(each.number, present).decode() for each in history.versions]
    for number in acknowledged:
        assert any(f"summary: edit {number}\n" in text for text in kept), number
    if acknowledged:
        last = int(acknowledged[-1])
        assert f"summary: edit {last}\n" in loaded.text or f"summary: edit {last + 1}\n" in loaded.text
        assert loaded.text in kept
    editing = Editing(place, by="A", today="2026-11-27", drafts=home / "drafts")
    assert editing.change({"title": "After"}, "After").kind == "saved"
    texts = [editing.version_text(each.number) for each in editing.versions()]
    assert loaded.text in texts and editing.loaded.text == texts[-1]
    assert sorted(each.name for each in (home / "a").iterdir()) == ["history", "policy.yaml"]


@pytest.mark.parametrize("single", [True, False])
def test_killed_at_each_step_of_a_save(tmp_path: Path, single: bool) -> None:
    """Before and after every write, sync, rename, removal and new folder of the first saves."""
    for deadly in range(1, 40 if single else 26):
        home = tmp_path / str(deadly)
        file = home / "a.yaml" if single else home / "a" / "policy.yaml"
        file.parent.mkdir(parents=True)
        file.write_text(TEXT, encoding="utf-8")
        saver = start(file, home / "drafts", deadly)
        out, _ = saver.communicate(timeout=60)
        assert saver.returncode in (-signal.SIGKILL, 0)
        check(home, out.split())


def test_killed_at_random_moments(tmp_path: Path) -> None:
    """Twelve times, with some hundred saves before."""
    made = random.Random(5)
    for number in range(12):
        home = tmp_path / str(number)
        (home / "a").mkdir(parents=True)
        (home / "a" / "policy.yaml").write_text(TEXT, encoding="utf-8")
        saver = start(home / "a" / "policy.yaml", home / "drafts", 0)
        assert saver.stdout is not None
        first = saver.stdout.readline()
        time.sleep(made.uniform(0.0, 0.4))
        os.kill(saver.pid, signal.SIGKILL)
        rest, _ = saver.communicate(timeout=60)
        check(home, (first + rest).split("\n")[:-1])
