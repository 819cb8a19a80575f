"""Bring a draft of the format up to the current version: fields that were renamed get their new names in place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coprod_tools.files import decode, one_writer, read_bytes, write_atomic
from coprod_tools.files.nodes import Mapping, Node, Scalar, Sequence
from coprod_tools.files.yaml_tree import parse
from coprod_tools.policy import SCHEMA_VERSION
from coprod_tools.policyfile.edits import Edit
from coprod_tools.policyfile.loading import from_text, version_node
from coprod_tools.policyfile.sources import find
from coprod_tools.problems import Fault, InvalidInput, UsageError
from coprod_tools.words import say

DRAFT = 0
# Where a field lay in drafts (names only, list items passed through) to its old and new name.
RENAMED: dict[str, dict[str, str]] = {
    "": {
        "goals": "outcomes",
        "stakeholders": "actors",
        "steps": "activities",
        "links": "claims",
        "risks": "safeguards",
    },
    "stakeholders": {"type": "kind", "name": "label"},
    "actors": {"type": "kind", "name": "label"},
    "goals": {"name": "label", "beneficiary": "for_whom"},
    "outcomes": {"name": "label", "beneficiary": "for_whom"},
    "steps": {"name": "label", "owner": "lead", "depends_on": "needs", "roles": "parts", "end": "finish"},
    "activities": {"name": "label", "owner": "lead", "depends_on": "needs", "roles": "parts", "end": "finish"},
    "parts": {"who": "actor", "kind": "co"},
    "roles": {"who": "actor", "kind": "co"},
    "links": {"cause": "from", "effect": "to"},
    "claims": {"cause": "from", "effect": "to"},
}


@dataclass(frozen=True, slots=True)
class Migration:
    """What migrating did to a file.

    Attributes
    ----------
    renamed : tuple of str
        `line N: old is now new`, in the order of the file.
    changed : bool
        False when the file was current already; then nothing was written.
    message : str
        One sentence for the user.
    """

    path: Path
    changed: bool
    renamed: tuple[str, ...]
    message: str


def migrate(path: Path | str) -> Migration:
    """Bring the policy at `path` up to the current version of the format, and write it in one step.

    A current file is left as it is. Comments and order stay.

    Raises
    ------
    InvalidInput
        When the file can't be read, is newer than this program, or would not be sound after the change; then nothing
        is written.
    UsageError
        For a worked policy, which is current and stays as it is.
    """
    source = find(path)
    if source.shipped:
        raise UsageError(say("policyfile.shipped"))
    file = source.path.resolve()
    with one_writer(file.parent):
        data = read_bytes(source.path, file=source.file)
        text = decode(data, source.file)
        tree = parse(text, source.file)
        version = version_node(tree)
        if version is None or int(version.value) != DRAFT:
            from_text(text, source.file)
            return Migration(source.path, False, (), say("policyfile.current", version=SCHEMA_VERSION))
        renames = tuple(_renames(tree, source.file))
        migrated = _with_names(text, version, renames)
        from_text(migrated, source.file)
        mark = data[: len(data) - len(text.encode("utf-8"))]
        write_atomic(file, mark + migrated.encode("utf-8"))
    renamed = tuple(say("policyfile.renamed", line=key.line, old=key.value, new=new) for key, new in renames)
    message = say("policyfile.migrated", old=DRAFT, new=SCHEMA_VERSION, count=len(renames))
    return Migration(source.path, True, renamed, message)


def _with_names(text: str, version: Scalar, renames: tuple[tuple[Scalar, str], ...]) -> str:
    edits = [Edit(version.start, version.end, str(SCHEMA_VERSION))]
    edits += [Edit(key.start, key.end, new) for key, new in renames]
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = edit.on(text)
    return text


def _renames(root: Node, file: str) -> Iterator[tuple[Scalar, str]]:
    """Yield each old name with its new one; a field that stands there under both names is refused."""
    both = [fault for fault, _, _ in _found(root, "", file) if fault is not None]
    if both:
        raise InvalidInput(both)
    for _, key, new in _found(root, "", file):
        yield key, new


def _found(node: Node, field: str, file: str) -> Iterator[tuple[Fault | None, Scalar, str]]:
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _found(item, field, file)
    if not isinstance(node, Mapping):
        return
    for name, inner in node.entries.items():
        new = RENAMED.get(field, {}).get(name)
        if new is not None:
            key = node.keys[name]
            clash = new in node.entries
            message = say("policyfile.both_names", old=name, new=new) if clash else ""
            yield (Fault(file, message, key.line, key.column, name) if clash else None), key, new
        yield from _found(inner, name, file)
