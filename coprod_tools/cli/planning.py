"""`coprod plan` and `coprod batch`."""

from __future__ import annotations

from pathlib import Path

from coprod_tools.cli.options import date_of
from coprod_tools.run import run_plan
from coprod_tools.words import say


def plan_one(path: str, out: Path, fail_on: str, as_at: str | None, folder: Path | None) -> int:
    """Make one plan and say where to look."""
    made = run_plan(path, out, as_at=date_of(as_at), knowledge=folder)
    print(say("cli.plan-made", page=made.folder / "plan.html"))
    print(say("cli.plan-also", names=", ".join(sorted(made.files - {"plan.html"}))))
    return 1 if made.worst_at_least(fail_on) else 0


def plan_many(paths: list[str], out: Path, fail_on: str, as_at: str | None, folder: Path | None) -> int:
    """Make many plans, print each that was not made, and where to look."""
    from coprod_tools.batch import batch

    done = batch(paths, out, as_at=date_of(as_at), knowledge=folder)
    for row in done.rows:
        if row.status in ("refused", "failed"):
            print(say("cli.batch-row", status=row.status, input=row.input, reason=row.reason))
    counts = {status: sum(row.status == status for row in done.rows) for status in ("made", "unchanged", "refused", "failed")}
    print(say("cli.batch-done", index=out / "index.html", **counts))
    if done.rows and all(row.status == "refused" for row in done.rows):
        return 2
    return 1 if counts["refused"] or counts["failed"] or done.worst_at_least(fail_on) else 0
