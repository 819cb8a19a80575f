"""Run a batch: each plan that is not there yet, a ledger of what was made, then the index."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from coprod_tools.batch.index import index_pieces
from coprod_tools.batch.inputs import Input, inputs_of
from coprod_tools.batch.job import Done, Job, Maker, Status
from coprod_tools.batch.keys import Common, common
from coprod_tools.batch.ledger import Entry, KeptFacts, Ledger
from coprod_tools.batch.makers import maker_of
from coprod_tools.batch.portfolio import Changes, changes, portfolio_of
from coprod_tools.batch.portfolio.blocks import portfolio_page
from coprod_tools.batch.standing import stands
from coprod_tools.files import write_atomic
from coprod_tools.problems import CoprodError, UsageError
from coprod_tools.run.folders import sweep, working_folder
from coprod_tools.run.lock import held
from coprod_tools.run.plans import make_folder
from coprod_tools.words import say

BATCH, INDEX = "batch.json", "index.html"
PORTFOLIO, PORTFOLIO_PAGE = "portfolio.json", "portfolio.html"


@dataclass(frozen=True, slots=True)
class BatchRow:
    """What became of one input: a row of `batch.json`.

    Attributes
    ----------
    seconds : float
        Wall clock; 0 for what was refused before anything ran and for what did not have to be made again.
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
    """All rows of a batch, in the order of its inputs, and the facts of each plan by id, read when asked for."""

    rows: tuple[BatchRow, ...]
    folder: Path
    facts: Mapping[str, dict[str, Any]]

    def as_json(self) -> dict[str, Any]:
        """Return what `batch.json` holds."""
        return {"rows": [asdict(row) for row in self.rows]}


def batch(
    paths: Iterable[str | Path],
    out_dir: str | Path,
    as_at: str | None = None,
    knowledge: str | Path | None = None,
    progress: Callable[[BatchRow, int], None] | None = None,
    engine: str = "local",
    workers: int = 1,
    maker: Maker | None = None,
) -> BatchResult:
    """Make a plan for every policy that `paths` name, each in `out_dir/<id>/`, with `index.html` and `batch.json`.

    Nothing runs before all ids are known to differ. One policy that can't be used or fails leaves a row with its
    reason, and the others are made. What lies there already, made from the same things, is not made again; a batch
    that was stopped goes on where it was.

    Parameters
    ----------
    paths : iterable of str or Path
        Policy files and folders, folders of policies, `worked:NAME`, and files of formats that can be imported.
    progress : callable, optional
        Called with each row as it is known, and with how many there will be.
    engine : str
        `local`, children of a warm parent; `stock`, stock papermill.
    workers : int
        How many plans are made at a time.
    maker : callable, optional
        Makes the plans in place of an engine of that name.

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
    make_folder(out)
    with held(out, "batch"):
        sweep(out, "batch")
        with working_folder(out, "batch") as work:
            inputs = inputs_of(named, extra, work)
            run = _Run(out, inputs, common(as_at, extra), as_at, extra, progress)
            return run.all(maker or maker_of(engine, workers))


class _Run:
    def __init__(
        self,
        out: Path,
        inputs: tuple[Input, ...],
        shared: Common,
        as_at: str | None,
        knowledge: Path | None,
        progress: Callable[[BatchRow, int], None] | None,
    ) -> None:
        self.out, self.inputs, self.shared = out, inputs, shared
        self.as_at, self.knowledge = as_at, str(knowledge) if knowledge else None
        self.progress = progress or (lambda row, count: None)
        self.ledger = Ledger(out)
        self.rows: dict[str, BatchRow] = {}

    def all(self, maker: Maker) -> BatchResult:
        for done in maker(self._jobs()):
            if done.status == "made":
                self._enter(done)
            self._row(BatchRow(done.job.name, done.job.id, done.status, done.seconds, done.reason))
        rows = tuple(self.rows[one.name] for one in self.inputs)
        there = [str(row.id) for row in rows if row.status in ("made", "unchanged")]
        facts = KeptFacts(self.ledger, there)
        result = BatchResult(rows, self.out, facts)
        self._write(result, portfolio_of(facts.values(), self._changes(there)))
        # Last, so that after a kill the next run still knows what changed.
        self.ledger.keep(there)
        return result

    def _write(self, result: BatchResult, portfolio: Mapping[str, Any]) -> None:
        told = result.as_json()
        write_atomic(self.out / PORTFOLIO, json.dumps(portfolio, ensure_ascii=False, indent=2) + "\n")
        write_atomic(self.out / PORTFOLIO_PAGE, portfolio_page(portfolio))
        write_atomic(self.out / BATCH, json.dumps(told, ensure_ascii=False, indent=2) + "\n")
        pieces = index_pieces(told["rows"], result.facts, self.out)
        write_atomic(self.out / INDEX, (piece.encode() for piece in pieces))

    def _changes(self, there: list[str]) -> Changes:
        """Return what changed since a batch last came to its end in this folder."""
        settled = self.ledger.settled
        pairs = (
            (before.facts if before else None, now.facts)
            for before, now in (
                (self.ledger.before(each), self.ledger.get(each)) for each in there if self.ledger.is_new(each)
            )
            if now is not None
        )
        return changes(pairs, sorted(settled.difference(there)), first_run=not settled)

    def _jobs(self) -> Iterator[Job]:
        for one in self.inputs:
            job = self._job(one)
            if job is not None:
                yield job

    def _job(self, one: Input) -> Job | None:
        """Return what is to be made; None where there is nothing to do, and its row is written."""
        if one.refused is not None or one.id is None:
            self._row(BatchRow(one.name, one.id, "refused", 0.0, one.refused))
            return None
        try:
            key = self.shared.key(one.path)
        except CoprodError as error:
            self._row(BatchRow(one.name, one.id, "refused", 0.0, str(error)))
            return None
        entry = self.ledger.get(one.id)
        if entry is not None and entry.key == key and stands(entry, self.out):
            self._row(BatchRow(one.name, one.id, "unchanged", 0.0))
            return None
        return Job(one.name, one.id, one.path, key, str(self.out), self.as_at, self.knowledge)

    def _enter(self, done: Done) -> None:
        job = done.job
        self.ledger.add(Entry.of(job.id, job.key, self.out / job.id, done.files, done.facts))

    def _row(self, row: BatchRow) -> None:
        self.rows[row.input] = row
        self.progress(row, len(self.inputs))
