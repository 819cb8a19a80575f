"""Run a batch: one plan after the other, then the ledger and the index."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from coprod_tools.batch.index import index_page
from coprod_tools.batch.inputs import Input, inputs_of
from coprod_tools.files import write_atomic
from coprod_tools.problems import CannotWrite, CoprodError, InvalidInput, OutputInUse, RunFailed, UsageError
from coprod_tools.run import run_plan
from coprod_tools.run.folders import sweep, working_folder
from coprod_tools.run.lock import held
from coprod_tools.run.plans import make_folder
from coprod_tools.words import say

Status = Literal["made", "unchanged", "failed", "refused"]
LEDGER, INDEX = "batch.json", "index.html"


@dataclass(frozen=True, slots=True)
class BatchRow:
    """What became of one input: a row of `batch.json`.

    Attributes
    ----------
    seconds : float
        Wall clock; 0 for what was refused before anything ran.
    reason : str or None
        Why it was not made.
    """

    input: str
    id: str | None
    status: Status
    seconds: float
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class BatchResult:
    """All rows of a batch, in the order of its inputs."""

    rows: tuple[BatchRow, ...]
    folder: Path

    def as_json(self) -> dict[str, Any]:
        """Return what `batch.json` holds."""
        return {"rows": [asdict(row) for row in self.rows]}


def batch(
    paths: Iterable[str | Path],
    out_dir: str | Path,
    as_at: str | None = None,
    knowledge: str | Path | None = None,
    progress: Callable[[BatchRow], None] | None = None,
) -> BatchResult:
    """Make a plan for every policy that `paths` name, each in `out_dir/<id>/`, with `index.html` and `batch.json`.

    Nothing runs before all ids are known to differ. One policy that can't be used or fails leaves a row with its
    reason, and the others are made.

    Parameters
    ----------
    paths : iterable of str or Path
        Policy files and folders, folders of policies, `worked:NAME`, and files of formats that can be imported.
    progress : callable, optional
        Called with each row as it is done.

    Raises
    ------
    UsageError
        When no input is named.
    OutputInUse
        When another batch writes to `out_dir`.
    CannotWrite
        When the disk or its permissions stop it; plans made so far stay.
    """
    named = tuple(paths)
    if not named:
        raise UsageError(say("run.batch.nothing"))
    out, extra = Path(out_dir), Path(knowledge) if knowledge else None
    inputs = inputs_of(named, extra)
    make_folder(out)
    with held(out, "batch"):
        sweep(out, "batch")
        with working_folder(out, "batch") as work:
            rows = []
            for one in inputs:
                row = _made(one, out, work, as_at, extra)
                rows.append(row)
                if progress is not None:
                    progress(row)
        result = BatchResult(tuple(rows), out)
        write_atomic(out / LEDGER, json.dumps(result.as_json(), ensure_ascii=False, indent=2) + "\n")
        write_atomic(out / INDEX, index_page(result.as_json()["rows"], out))
    return result


def _made(one: Input, out: Path, work: Path, as_at: str | None, knowledge: Path | None) -> BatchRow:
    if one.refused is not None:
        return BatchRow(one.name, one.id, "refused", 0.0, one.refused)
    started = time.monotonic()
    status: Status = "made"
    reason = None
    try:
        run_plan(_lying_at(one, work), out, as_at, knowledge)
    except CannotWrite:
        raise
    except RunFailed as error:
        status, reason = "failed", str(error)
    except (InvalidInput, UsageError, OutputInUse) as error:
        status, reason = "refused", str(error)
    except CoprodError as error:
        status, reason = "failed", str(error)
    except Exception as error:  # whatever it is, it is this policy's alone
        status, reason = "failed", say("run.batch.own-fault", error=type(error).__name__)
    return BatchRow(one.name, one.id, status, round(time.monotonic() - started, 3), reason)


def _lying_at(one: Input, work: Path) -> str:
    """Where the policy lies; one from an importable file is first written beside the run."""
    if one.text is None:
        return one.name
    path = work / f"{one.id}.yaml"
    write_atomic(path, one.text)
    return str(path)
