"""`coprod import` and `coprod export`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coprod_tools.chain import build_chain
from coprod_tools.cli.options import date_of, knowledge_of
from coprod_tools.files import write_atomic
from coprod_tools.lifecycle import lifecycle_of
from coprod_tools.policyfile import load
from coprod_tools.problems import UsageError
from coprod_tools.words import say

if TYPE_CHECKING:
    from coprod_tools.exchange.importing import Existing

WRITTEN = ("graphml",)


def import_one(format: str, source: Path, out: Path, dry_run: bool, existing: Existing) -> int:
    """Import a file and print what was, or would be, written."""
    from coprod_tools.exchange import import_file

    report = import_file(format, source, out, dry_run=dry_run, existing=existing)
    done = "would" if dry_run else "did"
    for row in report.rows:
        place = row.path or row.foreign_id
        print(say(f"cli.import-{done}-{row.action}", path=place, reason=row.reason))
        for change in row.changes:
            print(say("cli.import-change", change=change))
    for warning in report.warnings:
        print(say("cli.import-warning", warning=warning))
    lost = sum(each.count for each in report.lost)
    print(
        say(
            f"cli.import-{done}",
            count=len(report.rows) - len(report.refused),
            refused=len(report.refused),
            lost=lost,
            loss=out / "loss.json",
        )
    )
    if report.rows and len(report.refused) == len(report.rows):
        return 2
    return 1 if report.refused else 0


def export_one(format: str, path: str, out: Path, as_at: str | None, folder: Path | None) -> int:
    """Write the value chain of a policy, with its marks."""
    from coprod_tools.assessment import assess
    from coprod_tools.exchange.graphml import graphml_text

    if format not in WRITTEN:
        raise UsageError(say("cli.export-unknown", format=format, names=", ".join(WRITTEN)))
    policy = load(path, folder).policy
    chain = build_chain(policy, lifecycle_of(policy.lifecycle, folder))
    write_atomic(out, graphml_text(chain, assess(chain, knowledge_of(folder), date_of(as_at))))
    print(say("cli.export-done", path=out))
    return 0
