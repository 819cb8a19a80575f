"""One writer at a time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coprod_tools.problems import OutputInUse
from coprod_tools.run.lock import held

HOLD = """
import sys
from pathlib import Path
from coprod_tools.run.lock import held
with held(Path(sys.argv[1]), "x"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_lock_is_gone_after_use(tmp_path: Path) -> None:
    """And can be taken again."""
    for _ in range(2):
        with held(tmp_path, "x"):
            assert os.listdir(tmp_path) == [".x.lock"]
    assert os.listdir(tmp_path) == []


def test_another_process_is_refused_with_the_holders_number(tmp_path: Path) -> None:
    """And may write once the holder is dead, however it died."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(OutputInUse, match=str(holder.pid)), held(tmp_path, "x"):
            pass
        with held(tmp_path, "y"):
            pass
        holder.kill()
        holder.wait()
    with held(tmp_path, "x"):
        pass


def test_a_file_left_behind_locks_nobody_out(tmp_path: Path) -> None:
    """Whatever stands in it."""
    (tmp_path / ".x.lock").write_text("not json", encoding="utf-8")
    with held(tmp_path, "x"):
        pass
