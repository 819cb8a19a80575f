"""Read a file safely: regular files only, of bounded size, as strict UTF-8."""

from __future__ import annotations

import codecs
import os
import stat
from pathlib import Path

from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say

MAX_BYTES = 20_000_000
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def _refusal(file: str, message_id: str, **values: object) -> InvalidInput:
    return InvalidInput([Fault(file, say(message_id, **values))])


def _open(path: Path, file: str) -> int:
    # O_NONBLOCK: opening a named pipe must not wait for somebody to write into it.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        return os.open(path, flags)
    except (FileNotFoundError, NotADirectoryError):
        raise _refusal(file, "files.missing_file") from None
    except IsADirectoryError:
        raise _refusal(file, "files.folder") from None
    except PermissionError:
        raise _refusal(file, "files.folder" if path.is_dir() else "files.no_permission") from None
    except (OSError, ValueError):
        raise _refusal(file, "files.unreadable") from None


def _regular_size(handle: int, file: str) -> int:
    found = os.fstat(handle)
    if stat.S_ISDIR(found.st_mode):
        raise _refusal(file, "files.folder")
    if not stat.S_ISREG(found.st_mode):
        raise _refusal(file, "files.not_regular")
    return found.st_size


def read_bytes(path: Path | str, *, file: str | None = None, limit: int = MAX_BYTES) -> bytes:
    """Return the bytes of a regular file; a symbolic link to one is followed.

    Parameters
    ----------
    file : str, optional
        How faults name the file; the path as given when absent.
    limit : int
        Most bytes accepted.

    Raises
    ------
    InvalidInput
        When it is missing, a folder, a pipe or device, unreadable or larger than `limit`.
    """
    path, file = Path(path), str(path) if file is None else file
    handle = _open(path, file)
    try:
        size = _regular_size(handle, file)
        with os.fdopen(handle, "rb", closefd=False) as stream:
            data = stream.read(limit + 1) if size <= limit else b""
    except OSError:
        raise _refusal(file, "files.unreadable") from None
    finally:
        os.close(handle)
    if size > limit or len(data) > limit:
        raise _refusal(file, "files.too_large", limit=limit // 1_000_000)
    return data


def decode(data: bytes, file: str) -> str:
    """Return the text of UTF-8 bytes, without a byte order mark; line ends stay as they are.

    Raises
    ------
    InvalidInput
        When the bytes are empty, binary, or in another encoding; the fault gives the line of the first wrong byte.
    """
    if data.startswith(_UTF16):
        raise _refusal(file, "files.utf16")
    if not data.strip(b" \t\r\n").removeprefix(codecs.BOM_UTF8):
        raise _refusal(file, "files.empty")
    if b"\0" in data:
        raise _refusal(file, "files.binary")
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidInput([_not_utf8(error, file)]) from None


def _not_utf8(error: UnicodeDecodeError, file: str) -> Fault:
    before = error.object[: error.start]
    if sum(byte < 9 or 13 < byte < 32 for byte in error.object[:4096]) > 8:
        return Fault(file, say("files.binary"))
    last = before.rpartition(b"\n")[2]
    return Fault(file, say("files.not_utf8"), before.count(b"\n") + 1, len(last.decode("utf-8")) + 1)


def read_text(path: Path | str, *, file: str | None = None, limit: int = MAX_BYTES) -> str:
    """Return the text of a regular UTF-8 file (a byte order mark is allowed).

    Raises
    ------
    InvalidInput
        When it can't be used; see `read_bytes` and `decode`.
    """
    return decode(read_bytes(path, file=file, limit=limit), str(path) if file is None else file)
