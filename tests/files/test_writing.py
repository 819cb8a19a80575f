"""A file that is written is the old one or the new one, never half."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from coprod_tools.files import one_writer, write_atomic, writing
from coprod_tools.problems import CannotWrite


def test_text_and_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    """No line end is changed on the way."""
    write_atomic(tmp_path / "a", "ā\r\nb\n")
    write_atomic(tmp_path / "b", b"\0\xff")
    assert (tmp_path / "a").read_bytes() == "ā\r\nb\n".encode()
    assert (tmp_path / "b").read_bytes() == b"\0\xff"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_the_permissions_of_the_old_file_are_kept(tmp_path: Path) -> None:
    """A private policy stays private."""
    (tmp_path / "a").write_text("old", encoding="utf-8")
    (tmp_path / "a").chmod(0o640)
    write_atomic(tmp_path / "a", "new")
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


def test_a_link_is_replaced_and_what_it_led_to_stays(tmp_path: Path) -> None:
    """Writing never leaves the named folder."""
    (tmp_path / "outside").write_text("theirs", encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a").symlink_to("../outside")
    write_atomic(tmp_path / "out" / "a", "ours")
    assert (tmp_path / "outside").read_text(encoding="utf-8") == "theirs"
    assert (tmp_path / "out" / "a").read_text(encoding="utf-8") == "ours"


@pytest.mark.parametrize("step", ["fsync", "replace", "write"])
def test_a_failing_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Whatever step fails."""
    (tmp_path / "a").write_text("old", encoding="utf-8")

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    if step == "write":
        monkeypatch.setattr(writing, "_fill", fail)
    else:
        monkeypatch.setattr(os, step, fail)
    with pytest.raises(CannotWrite, match="No space left on device") as refusal:
        write_atomic(tmp_path / "a", "new")
    assert refusal.value.exit_code == 4
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("a", "old")]


@pytest.mark.parametrize("name", ["no/such/folder/a", "a-folder"])
def test_a_place_that_cannot_be_written_to_is_our_own_error(tmp_path: Path, name: str) -> None:
    """A folder in the way and a missing folder."""
    (tmp_path / "a-folder").mkdir()
    with pytest.raises(CannotWrite):
        write_atomic(tmp_path / name, "x")
    assert [path.name for path in tmp_path.iterdir()] == ["a-folder"]


def test_what_a_dead_process_left_is_swept_and_what_a_living_one_writes_is_not(tmp_path: Path) -> None:
    """Only files whose name says they are ours, from this computer, of a process that is gone."""
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    dead, alive, host = int(gone.stdout), os.getpid(), writing._host()
    names = [
        f".coprod-tmp.{host}.{dead}.00000000",
        f".coprod-tmp.{host}.{alive}.00000000",
        f".coprod-tmp.ffffffff.{dead}.00000000",
        f".coprod-tmp.{host}.{dead}.mine.yaml",
    ]
    for name in names:
        (tmp_path / name).write_text("half", encoding="utf-8")
    writing.sweep(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names[1:])


def test_a_process_killed_while_writing_leaves_the_old_or_the_new_file(tmp_path: Path) -> None:
    """Eight kills at different moments of a process that writes without pause."""
    path = tmp_path / "a"
    old, new = "old" * 100_000, "new" * 100_000
    write_atomic(path, old)
    program = """
import sys
from coprod_tools.files import write_atomic
print("go", flush=True)
while True:
    write_atomic(sys.argv[1], "old" * 100_000)
    write_atomic(sys.argv[1], "new" * 100_000)
"""
    for pause in range(8):
        with subprocess.Popen([sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            threading.Event().wait(0.003 * pause)
            process.kill()
        assert path.read_text(encoding="utf-8") in (old, new)
    writing.sweep(tmp_path)
    assert [found.name for found in tmp_path.iterdir()] == ["a"]


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    """Between them, ten threads of read, wait and write lose no count."""
    pytest.importorskip("fcntl")
    path = tmp_path / "count"
    write_atomic(path, "0")

    def add() -> None:
        with one_writer(tmp_path):
            count = int(path.read_text(encoding="utf-8"))
            threading.Event().wait(0.002)
            write_atomic(path, str(count + 1))

    threads = [threading.Thread(target=add) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert path.read_text(encoding="utf-8") == "10"
