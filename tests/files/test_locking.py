"""One writer at a time, on one computer and between computers that share a folder."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from coprod_tools.files import locking, one_writer
from coprod_tools.problems import CannotWrite

pytest.importorskip("fcntl")
HOLDER = """
import sys, time
from pathlib import Path
from coprod_tools.files import locking, one_writer
if sys.argv[2] == "share":
    locking._folder_locked = lambda handle: True
with one_writer(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(float(sys.argv[3]))
"""


def holder(folder: Path, kind: str, seconds: float) -> subprocess.Popen[str]:
    """Start another process that holds the lock, and return when it does."""
    command = [sys.executable, "-c", HOLDER, str(folder), kind, str(seconds)]
    started = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert started.stdout is not None and started.stdout.readline() == "held\n"
    return started


@pytest.mark.parametrize("kind", ["computer", "share"])
def test_a_second_writer_waits_for_the_first(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the folder itself can't be locked, as on a network share."""
    if kind == "share":
        monkeypatch.setattr(locking, "_folder_locked", lambda handle: True)
    first = holder(tmp_path, kind, 0.5)
    with one_writer(tmp_path):
        assert first.wait(0.2) == 0 if first.poll() is None else True
    assert list(tmp_path.iterdir()) == []


def test_a_killed_writer_locks_nobody_out(tmp_path: Path) -> None:
    """Its lock file is left and means nothing; the next writer clears it away."""
    first = holder(tmp_path, "computer", 60)
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert (tmp_path / locking.LOCK).exists()
    with one_writer(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_who_waits_too_long_is_told_instead_of_hanging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stopped process must not stop everybody."""
    first = holder(tmp_path, "computer", 60)
    monkeypatch.setattr(locking, "PATIENCE", 0.2)
    try:
        with pytest.raises(CannotWrite, match="try again"), one_writer(tmp_path):
            pass
    finally:
        first.kill()
        first.wait()


def test_a_file_system_without_locks_is_used_unlocked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Better than not at all."""
    import fcntl

    def none(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", none)
    monkeypatch.setattr(fcntl, "lockf", none)
    with one_writer(tmp_path):
        (tmp_path / "a").write_text("x")


def test_a_folder_that_is_gone_is_left_to_the_write_to_tell(tmp_path: Path) -> None:
    """The lock has nothing to say about it."""
    with one_writer(tmp_path / "gone"):
        pass
