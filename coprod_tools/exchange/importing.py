"""Bring a foreign file in: one policy file for each record, a report of what was lost, nothing overwritten unasked."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from coprod_tools import policyfile
from coprod_tools.exchange.imported import Action, Imported, ImportedPolicy, ImportReport, Row
from coprod_tools.exchange.merging import changes
from coprod_tools.exchange.registry import Format, format_named
from coprod_tools.files import one_writer, read_bytes, write_atomic
from coprod_tools.files.folder_scan import OWN_FILE
from coprod_tools.files.yaml_text import dump_yaml
from coprod_tools.policyfile.saving import with_changes
from coprod_tools.problems import CannotWrite, InvalidInput, UsageError
from coprod_tools.words import say

Existing = Literal["refuse", "merge", "replace"]
LOSS = "loss.json"


def import_file(
    format_name: str, src: Path | str, out_dir: Path | str, dry_run: bool = False, existing: str = "refuse"
) -> ImportReport:
    """Write `out_dir/<id>.yaml` for each record of `src`, and `out_dir/loss.json`.

    Parameters
    ----------
    dry_run : bool
        Report what would be written and write nothing.
    existing : {'refuse', 'merge', 'replace'}
        What to do where the policy is there already: leave it; take over what the source says and keep the rest;
        write it anew.

    Raises
    ------
    InvalidInput
        When the source can't be used.
    UsageError
        For an unknown format or choice, or an `out_dir` that is a file.
    CannotWrite
        When the disk or its permissions stop a write; files written before stay.
    """
    source, folder = Path(src), Path(out_dir)
    chosen = format_named(format_name)
    if existing not in get_args(Existing):
        raise UsageError(say("exchange.bad_existing", value=existing))
    if chosen.read is None:
        raise UsageError(say("exchange.cannot_read", name=format_name))
    if folder.exists() and not folder.is_dir():
        raise UsageError(say("exchange.out_is_file", path=folder))
    sha256 = source_sha256(chosen, source)
    imported = chosen.read(source)
    if not dry_run:
        _make(folder)
    with nullcontext() if dry_run else one_writer(folder):
        rows = _rows(imported, folder, _Above(chosen.name, source.name, sha256), dry_run, existing)
        report = ImportReport(
            chosen.name, source.name, sha256, imported.carried, imported.lost, imported.warnings, rows, folder, dry_run
        )
        if not dry_run and len(report.refused) < len(rows):
            _write_loss(folder, report)
    return report


def source_sha256(format: Format, source: Path) -> str:
    """Return the SHA-256 of a file; of a folder, that of the lines `sha256sum` prints for its files, by name."""
    if not format.members:
        return hashlib.sha256(read_bytes(source)).hexdigest()
    sums = [(hashlib.sha256(read_bytes(file)).hexdigest(), file.name) for file in format.files(source)]
    return hashlib.sha256("".join(f"{digest}  {name}\n" for digest, name in sums).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Above:
    """The comment above every policy of one import."""

    format: str
    source: str
    sha256: str

    def lines(self, foreign_id: str) -> tuple[str, ...]:
        return (
            say("exchange.written_from", source=self.source, format=self.format, foreign=foreign_id),
            say("exchange.written_sha", sha256=self.sha256),
            say("exchange.written_loss"),
            say("exchange.written_unknown"),
        )


def _rows(imported: Imported, folder: Path, above: _Above, dry_run: bool, existing: str) -> tuple[Row, ...]:
    often = Counter(one.policy.id for one in imported.policies)
    rows = []
    for one in imported.policies:
        if often[one.policy.id] > 1:
            same = ", ".join(other.foreign_id for other in imported.policies if other.policy.id == one.policy.id)
            rows.append(_refusal(one, None, say("exchange.clash", id=one.policy.id, foreign=same)))
        else:
            rows.append(_row(one, folder, above, dry_run, existing))
    rows += [
        Row("", refused.foreign_id, None, "refused", reason="\n".join(map(str, refused.faults)))
        for refused in imported.refused
    ]
    return tuple(rows)


def _row(one: ImportedPolicy, folder: Path, above: _Above, dry_run: bool, existing: str) -> Row:
    path = _home(folder, one.policy.id)
    text = policy_text(one, above.lines(one.foreign_id))
    if text is None:
        return _refusal(one, path, say("exchange.not_read_back", id=one.policy.id))
    if not path.exists() and not path.is_symlink():
        if not dry_run:
            write_atomic(path, text)
        return Row(one.policy.id, one.foreign_id, path, "added")
    if existing == "refuse":
        return _refusal(one, path, say("exchange.exists", path=path))
    return _merge(one, path, dry_run) if existing == "merge" else _replace(one, path, text, dry_run)


def policy_text(one: ImportedPolicy, comments: tuple[str, ...] = ()) -> str | None:
    """Return a policy as the text of its file, None when reading that text would not give the same policy."""
    text = dump_yaml(one.raw, comments)
    try:
        policy, _ = policyfile.from_text(text, one.policy.id)
    except InvalidInput:
        return None
    return text if policy.model_dump() == one.policy.model_dump() else None


def _home(folder: Path, name: str) -> Path:
    """Return where a policy lies: its own folder's `policy.yaml` where there is one, else a single file."""
    own = folder / name / OWN_FILE
    return own if own.exists() else folder / f"{name}.yaml"


def _merge(one: ImportedPolicy, path: Path, dry_run: bool) -> Row:
    try:
        loaded = policyfile.load(path)
        if loaded.policy.id != one.policy.id:
            other = say("exchange.existing_other_id", path=path, found=loaded.policy.id, id=one.policy.id)
            return _refusal(one, path, other)
        found = changes(loaded.tree.plain(), one.raw)  # type: ignore[arg-type]
        text = loaded.text
        for change in found:
            if change.value is not None:
                text = with_changes(text, str(path), {change.path: change.value})
        policyfile.from_text(text, str(path))
    except InvalidInput as error:
        return _refusal(one, path, say("exchange.existing_not_read", path=path) + f"\n{error}")
    if text != loaded.text and not dry_run:
        write_atomic(path, text)
    action: Action = "unchanged" if text == loaded.text else "merged"
    return Row(one.policy.id, one.foreign_id, path, action, tuple(change.said for change in found))


def _replace(one: ImportedPolicy, path: Path, text: str, dry_run: bool) -> Row:
    try:
        loaded = policyfile.load(path)
        said = tuple(change.said for change in changes(loaded.tree.plain(), one.raw))  # type: ignore[arg-type]
        same = loaded.text == text
    except InvalidInput:
        said, same = (), False
    if not same and not dry_run:
        write_atomic(path, text)
    return Row(one.policy.id, one.foreign_id, path, "unchanged" if same else "replaced", said)


def _refusal(one: ImportedPolicy, path: Path | None, reason: str) -> Row:
    return Row(one.policy.id, one.foreign_id, path, "refused", reason=reason)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(say("files.cannot_write", file=folder, why=error.strerror or str(error))) from error


def _write_loss(folder: Path, report: ImportReport) -> None:
    """Write the loss report; one that tells of another source is kept beside it under its own name."""
    path = folder / LOSS
    text = json.dumps(report.as_json(), ensure_ascii=False, indent=1) + "\n"
    if path.is_file():
        before = read_bytes(path)
        if f'"sha256": "{report.sha256}"'.encode() not in before:
            write_atomic(folder / f"loss-{hashlib.sha256(before).hexdigest()[:8]}.json", before)
    write_atomic(path, text)
