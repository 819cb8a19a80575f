"""The process that makes a plan for a workbook: `python -m` this with the policy and the folder; tells how it ended."""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path
from types import FrameType

from coprod_tools.problems import CannotWrite, CoprodError, InvalidInput, OutputInUse, RunFailed


def main(policy: str, out: str, knowledge: str = "") -> dict[str, str]:
    """Make the plan; return its folder, or what kind of problem stopped it and the words for it."""
    from coprod_tools.run import run_plan

    try:
        return {"folder": str(run_plan(policy, Path(out), knowledge=knowledge or None).folder)}
    except CoprodError as problem:
        return {"problem": _kind(problem), "message": str(problem)}


def _kind(problem: CoprodError) -> str:
    kinds = {OutputInUse: "in-use", CannotWrite: "disk", InvalidInput: "policy", RunFailed: "stopped"}
    return next((name for kind, name in kinds.items() if isinstance(problem, kind)), "stopped")


def _leave(number: int, frame: FrameType | None) -> None:
    """Whatever was half made is put away on the way out."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _leave)
    sys.stdout.write(json.dumps(main(*sys.argv[1:]), ensure_ascii=False) + "\n")
