"""Files are read only when they are ordinary UTF-8 text of bounded size."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from coprod_tools.files import decode, read_bytes, read_text
from coprod_tools.problems import Fault, InvalidInput


def fault_of(path: Path, **options: int) -> Fault:
    """Return the one fault reading is refused with."""
    with pytest.raises(InvalidInput) as refusal:
        read_text(path, **options)  # type: ignore[arg-type]
    (fault,) = refusal.value.faults
    return fault


def test_text_comes_back_as_it_is_but_for_the_byte_order_mark(tmp_path: Path) -> None:
    """Line ends and macrons stay."""
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffWhānau\r\nhapū\r".encode())
    assert read_text(path) == "Whānau\r\nhapū\r"


def test_a_link_to_an_ordinary_file_is_followed(tmp_path: Path) -> None:
    """The user named it."""
    (tmp_path / "a.txt").write_text("words", encoding="utf-8")
    (tmp_path / "link").symlink_to("a.txt")
    assert read_text(tmp_path / "link") == "words"


def test_a_link_to_nothing_a_link_to_itself_and_an_impossible_name_are_refused(tmp_path: Path) -> None:
    """Each is our own error, never the system's."""
    (tmp_path / "lost").symlink_to("nothing")
    (tmp_path / "loop").symlink_to("loop")
    assert "no such file" in fault_of(tmp_path / "lost").message
    assert "cannot be read" in fault_of(tmp_path / "loop").message
    assert "cannot be read" in fault_of(tmp_path / "a\0b").message
    assert "no such file" in fault_of(tmp_path / "lost" / "deeper").message


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no devices")
def test_a_device_is_refused() -> None:
    """It would never end."""
    assert "pipe or a device" in fault_of(Path("/dev/zero")).message


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="this system has no users of that kind")
def test_a_file_without_the_right_to_read_is_refused() -> None:
    """The message says whom to ask. Root may read everything, so root reads as nobody for a moment."""
    me, nobody = os.geteuid(), 65534
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "a").write_text("x", encoding="utf-8")
        (folder / "a").chmod(0)
        if me == 0:
            os.seteuid(nobody)
        try:
            message = fault_of(folder / "a").message
        finally:
            os.seteuid(me)
    assert "ask its owner" in message


def test_more_than_the_limit_is_refused(tmp_path: Path) -> None:
    """Exactly the limit is fine."""
    (tmp_path / "a").write_bytes(b"x" * 10)
    assert read_text(tmp_path / "a", limit=10) == "x" * 10
    assert "larger than" in fault_of(tmp_path / "a", limit=9).message


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\n \n", "empty"),
        ("a: b".encode("utf-16"), "UTF-16"),
        (b"a\0b", "not a text file"),
        (bytes(range(1, 32)) + b"\xff", "not a text file"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, words: str) -> None:
    """The message names what it is."""
    with pytest.raises(InvalidInput, match=words):
        decode(data, "F")


def test_a_wrong_byte_is_told_with_its_line_and_column() -> None:
    """The column counts characters: ā is one, though two bytes."""
    with pytest.raises(InvalidInput) as refusal:
        decode("one\nāā".encode() + b"\xe9\n", "F")
    (fault,) = refusal.value.faults
    assert (fault.file, fault.line, fault.column) == ("F", 2, 3)


def test_faults_name_the_file_as_the_user_did(tmp_path: Path) -> None:
    """A worked policy is known by its name, not by where it was installed."""
    with pytest.raises(InvalidInput) as refusal:
        read_bytes(tmp_path / "no", file="worked:takai")
    assert refusal.value.faults[0].file == "worked:takai"
