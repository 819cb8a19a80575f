"""One policy to its plan: notebook, page, machine-readable plan, graph and picture, whole or not at all."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path, PurePath

import nbformat
from pydantic_core import PydanticCustomError

from coprod_tools import policyfile
from coprod_tools.files import write_atomic
from coprod_tools.files.resources import shipped
from coprod_tools.policy.values import PartialDate
from coprod_tools.policyfile import Loaded
from coprod_tools.policyfile.sources import WORKED
from coprod_tools.problems import CannotWrite, RunFailed, UsageError
from coprod_tools.render.plan_files import PLAN_FILES, notebook_files
from coprod_tools.run.folders import put_in_place, sweep, working_folder
from coprod_tools.run.lock import held
from coprod_tools.run.notebook_run import TIMEOUT, execute
from coprod_tools.run.sharing import marked_as_failed, shareable, without_places
from coprod_tools.words import say

NOTEBOOK = "notebooks/90_plan.ipynb"
FAILED = "failed"


@dataclass(frozen=True, slots=True)
class RunResult:
    """A plan that was made.

    Attributes
    ----------
    folder : Path
        Holds `files`.
    seconds : float
        How long it took, wall clock.
    """

    id: str
    folder: Path
    seconds: float
    files: tuple[str, ...] = PLAN_FILES


def run_plan(
    policy_path: str | Path,
    out_dir: str | Path,
    as_at: str | None = None,
    knowledge: str | Path | None = None,
    timeout: int = TIMEOUT,
    notebook: Path | None = None,
    engine: str | None = None,
) -> RunResult:
    """Run the plan notebook for one policy and leave its files in `out_dir/<id>/`.

    Nothing in that folder changes until everything is made. When a cell fails, the notebook as far as it came lies
    in `out_dir/failed/<id>/`, and a plan made earlier stays as it was.

    Parameters
    ----------
    policy_path : str or Path
        A policy's file or folder, or `worked:NAME`.
    as_at : str, optional
        The day the plan is for, YYYY, YYYY-MM or YYYY-MM-DD.
    knowledge : str or Path, optional
        A folder that adds to the shipped knowledge.
    timeout : int
        Seconds that one cell may take.
    notebook : Path, optional
        Another notebook with the same parameters in place of the shipped one.
    engine : str, optional
        The papermill engine that runs the cells; without one a kernel is started, as stock papermill does.

    Raises
    ------
    InvalidInput, UsageError
        When the policy, a file beside it or a parameter can't be used; nothing was written.
    OutputInUse
        When another run makes the same plan.
    RunFailed
        When the notebook did not come to its end.
    CannotWrite
        When the disk or its permissions stop it.
    """
    started = time.monotonic()
    _refuse_bad_date(as_at)
    loaded = policyfile.load(policy_path, Path(knowledge) if knowledge else None)
    # What is wrong beside the policy is said as what is wrong in it, and not as a cell that failed.
    policyfile.read_beside(loaded)
    job = _Job(
        loaded,
        str(policy_path),
        Path(out_dir),
        as_at or "",
        str(knowledge or ""),
        timeout,
        notebook or shipped(NOTEBOOK),
        engine,
    )
    folder = job.run()
    return RunResult(loaded.policy.id, folder, time.monotonic() - started)


@dataclass(frozen=True, slots=True)
class _Job:
    loaded: Loaded
    policy_path: str
    out: Path
    as_at: str
    knowledge: str
    timeout: int
    notebook: Path
    engine: str | None = None

    @property
    def id(self) -> str:
        return self.loaded.policy.id

    def run(self) -> Path:
        make_folder(self.out)
        with held(self.out, self.id):
            sweep(self.out, self.id)
            with working_folder(self.out, self.id) as work:
                return self._made(work)

    def _made(self, work: Path) -> Path:
        saved = work / "running.ipynb"
        try:
            done = execute(self.notebook, saved, self._parameters(work), work, self.timeout, self.engine)
        except RunFailed as failure:
            raise self._kept(saved, work, failure) from failure
        finished = work / self.id
        make_folder(finished)
        for name, text in notebook_files(self._shared(done, work)).items():
            write_atomic(finished / name, text)
        missing = sorted(set(PLAN_FILES) - {path.name for path in finished.iterdir()})
        if missing:
            raise RunFailed(say("run.files-missing", id=self.id, files=", ".join(missing)))
        put_in_place(finished, self.out / self.id)
        _forget_failure(self.out, self.id)
        return self.out / self.id

    def _parameters(self, work: Path) -> dict[str, str]:
        """What the kernel is given: paths that were checked, and nothing from inside the policy."""
        return {
            "policy_file": self.policy_path if self.loaded.source.shipped else _absolute(self.policy_path),
            "out_dir": _absolute(work),
            "as_at": self.as_at,
            "knowledge": _absolute(self.knowledge) if self.knowledge else "",
        }

    def _shared(self, notebook: nbformat.NotebookNode, work: Path) -> nbformat.NotebookNode:
        shown = {
            "policy_file": as_given(self.policy_path),
            "out_dir": as_given(str(self.out)),
            "as_at": self.as_at,
            "knowledge": as_given(self.knowledge),
        }
        return shareable(notebook, shown, self.notebook.name, self._places(work))

    def _places(self, work: Path) -> list[str]:
        """Folders of this run that an error may name."""
        return [_absolute(place) for place in (work, self.out, self.loaded.path.parent)]

    def _kept(self, saved: Path, work: Path, failure: RunFailed) -> RunFailed:
        """Keep the notebook as far as it came, with a banner and the cell marked, and say where it lies."""
        line = say("run.failed", id=self.id, why=str(failure))
        if not saved.exists():
            return RunFailed(line)
        why = without_places(str(failure), self._places(work))
        notebook = marked_as_failed(self._shared(nbformat.read(saved, as_version=4), work), why)
        kept = work / self.id
        for path in kept.glob("*"):
            path.unlink()
        for name, text in notebook_files(notebook).items():
            make_folder(kept)
            write_atomic(kept / name, text)
        make_folder(self.out / FAILED)
        put_in_place(kept, self.out / FAILED / self.id)
        return RunFailed(say("run.failed-see", id=self.id, why=str(failure), place=f"{FAILED}/{self.id}/plan.html"))


def make_folder(folder: Path) -> None:
    """Make a folder and those above it.

    Raises
    ------
    CannotWrite
        When something else is in the way, or the disk or its permissions stop it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(say("run.no-folder", folder=folder, why=error.strerror or str(error))) from error


def as_given(path: str) -> str:
    """Return a path as it may stand in a shared file: as given when it is relative, else its last part."""
    if not path or path.startswith(WORKED) or not PurePath(path).is_absolute():
        return path
    return PurePath(path).name


def _absolute(path: str | Path) -> str:
    return str(Path(path).absolute())


def _refuse_bad_date(as_at: str | None) -> None:
    try:
        if as_at:
            PartialDate.read(as_at)
    except PydanticCustomError as error:
        raise UsageError(say("run.bad-date", why=error.message())) from None


def _forget_failure(out: Path, name: str) -> None:
    """A plan that is made now needs no trace of the time it was not."""
    before = out / FAILED / name
    for path in (before / "plan.ipynb", before / "plan.html"):
        path.unlink(missing_ok=True)
    for folder in (before, out / FAILED):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
