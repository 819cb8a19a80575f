"""`coprod plan` and `coprod batch`."""

from __future__ import annotations

import json
import os
import shlex
from pathlib import Path

from coprod_tools.cli.options import say_left_out, severities_from
from coprod_tools.files import policies_in
from coprod_tools.run import run_plan
from coprod_tools.words import say


def plan_one(path: str, out: Path, fail_on: str, as_at: str | None, folder: Path | None) -> int:
    """Make one plan and say where to look."""
    made = run_plan(path, out, as_at, folder)
    print(say("cli.plan-made", page=made.folder / "plan.html"))
    print(say("cli.plan-also", names=", ".join(name for name in made.files if name != "plan.html")))
    return 1 if _has_finding(made.folder, fail_on) else 0


def plan_many(
    paths: list[str], out: Path, fail_on: str, as_at: str | None, folder: Path | None, engine: str, workers: int
) -> int:
    """Make many plans; name each that was not made and how to repeat it alone, and say where to look."""
    from coprod_tools.batch import batch
    from coprod_tools.cli.progress import shown

    for path in filter(os.path.isdir, paths):
        if not os.path.exists(os.path.join(path, "policy.yaml")):
            say_left_out(Path(path), map(str, policies_in(Path(path))))

    with shown() as progress:
        done = batch(paths, out, as_at=as_at, knowledge=folder, progress=progress, engine=engine, workers=workers)
    counts = dict.fromkeys(("made", "unchanged", "refused", "failed"), 0)
    for row in done.rows:
        counts[row.status] += 1
        if row.status in ("refused", "failed"):
            print(say("cli.batch-row", status=row.status, input=row.input, reason=row.reason))
            if row.status == "failed":
                print(say("cli.batch-repeat", input=shlex.quote(row.input), out=shlex.quote(str(out))))
    print(say("cli.batch-done", index=out / "index.html", **counts))
    if counts["refused"] == len(done.rows):
        return 2
    wanted = severities_from(fail_on)
    found = any(wanted & set(facts["unwaived"]) for facts in done.facts.values())
    return 1 if counts["refused"] or counts["failed"] or found else 0


def _has_finding(folder: Path, fail_on: str) -> bool:
    """Whether a finished plan holds a finding at or above a severity that nobody waived."""
    wanted = severities_from(fail_on)
    if not wanted:
        return False
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    return any(each["severity"] in wanted and each["waived_until"] is None for each in plan["findings"])
