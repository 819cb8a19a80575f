"""One saved version as one line of JSON, and how a damaged line is told from a sound one."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import Any, Literal

from coprod_tools.policyfile.line_edits import LineEdit, line_edits

VersionKind = Literal["saved", "found"]
# No history has more; a larger number is somebody's joke and could not even be written out.
_MOST = 10**9


@dataclass(frozen=True, slots=True)
class Note:
    """What is written down of a save beside its content.

    Attributes
    ----------
    on : str
        When: a date or a date and time, ISO 8601.
    by : str
        Who.
    label : str
        What changed, in a few words.
    """

    on: str = ""
    by: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a policy that was kept.

    Attributes
    ----------
    number : int
        Counted from 1.
    kind : str
        `saved` by this package, or `found`: written by hand or another program, and kept when it was first seen.
    sha256 : str
        Digest of its bytes.
    """

    number: int
    on: str
    by: str
    label: str
    kind: VersionKind
    sha256: str


@dataclass(frozen=True, slots=True)
class Line:
    """A version with what its line says of its content: all of it, or edits that lead there from another version.

    Attributes
    ----------
    before : str
        Digest of the version that the edits begin with; empty for one that is kept whole.
    """

    version: Version
    whole: bytes | None = None
    before: str = ""
    edits: tuple[LineEdit, ...] = ()


def sha256_of(data: bytes) -> str:
    """Return the digest by which versions are known."""
    return hashlib.sha256(data).hexdigest()


def as_text(data: bytes) -> str | None:
    """Return bytes as text, a byte order mark kept; None when they are no UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def line_for(version: Version, data: bytes, before: bytes | None) -> bytes:
    """Return the line to append: edits where they are shorter than the whole, and one can follow them back."""
    old, new = None if before is None else as_text(before), as_text(data)
    fields: dict[str, Any] = {
        "version": version.number,
        "on": version.on,
        "by": version.by,
        "label": version.label,
        "kind": version.kind,
        "sha256": version.sha256,
    }
    edits = () if old is None or new is None else line_edits(old, new)
    size = sum(len(edit.out) + len(edit.put) for edit in edits)
    if before is not None and old is not None and new is not None and size < len(new):
        fields |= {"before": sha256_of(before), "edits": [edit._asdict() for edit in edits]}
    elif new is not None:
        fields["whole"] = new
    else:
        fields["base64"] = base64.b64encode(data).decode("ascii")
    return json.dumps(fields, ensure_ascii=False).encode("utf-8") + b"\n"


def read_line(line: bytes) -> Line | None:
    """Return what a line says, or None when it is damaged."""
    try:
        return _read(_fields_of(line))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return None


def _fields_of(line: bytes) -> dict[str, Any]:
    """Return a line's values; half of a character, which JSON can spell and no page can show, counts as damage."""
    text = line.decode("utf-8")
    fields: dict[str, Any] = json.loads(text)
    if "\\u" in text:
        json.dumps(fields, ensure_ascii=False).encode("utf-8")
    return fields


def _read(fields: dict[str, Any]) -> Line:
    words = {name: str(fields[name]) for name in ("on", "by", "label", "sha256")}
    kind: VersionKind = "found" if fields.get("kind") == "found" else "saved"
    version = Version(int(fields["version"]), kind=kind, **words)
    if version.number > _MOST:
        raise ValueError(version.number)
    if "edits" in fields:
        edits = tuple(LineEdit(int(e["at"]), str(e["out"]), str(e["put"])) for e in fields["edits"])
        return Line(version, before=str(fields["before"]), edits=edits)
    if "base64" in fields:
        return Line(version, whole=base64.b64decode(fields["base64"], validate=True))
    return Line(version, whole=fields["whole"].encode("utf-8"))
