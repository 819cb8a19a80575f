"""One policy open in a workbook: each change is saved at once, can be undone, and is told to whoever listens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from coprod_tools.knowledge import Knowledge, load_knowledge
from coprod_tools.policy import Policy
from coprod_tools.policy.joins import ReviewRow
from coprod_tools.policyfile import Beside, Loaded, load, read_beside
from coprod_tools.policyfile.history import History, read_history
from coprod_tools.policyfile.history_lines import Note, Version
from coprod_tools.policyfile.three_way import Choice, Difference
from coprod_tools.problems import InvalidInput, UsageError
from coprod_tools.words import say
from coprod_tools.workbook import reviewing
from coprod_tools.workbook.drafts import Drafts
from coprod_tools.workbook.keeping import Keeping
from coprod_tools.workbook.outcome import Outcome
from coprod_tools.workbook.reckoned import Reckoned
from coprod_tools.workbook.undoing import Step, Steps
from coprod_tools.workbook.unsaved import Unsaved

Changes = Mapping[str, object]


class Editing(Reckoned):
    """A policy open for editing.

    Parameters
    ----------
    path : Path or str
        A policy's file or folder, or `worked:NAME`, which can only be looked at.
    read_only : bool
        Whether changes are refused.
    by : str
        Who makes the changes, for the history and the review.
    today : str
        The day on which this is done, YYYY-MM-DD.
    now : callable, optional
        Returns date and time of a save, ISO 8601, for the history; `today` when absent.
    drafts : Path, optional
        Where drafts lie; the user's state folder when absent.

    Raises
    ------
    InvalidInput, UsageError
        When the policy can't be read.
    """

    def __init__(
        self,
        path: Path | str,
        *,
        knowledge: Path | None = None,
        read_only: bool = False,
        by: str = "",
        today: str = "",
        now: Callable[[], str] | None = None,
        drafts: Path | None = None,
    ) -> None:
        self.path, self.by, self.today = path, by, today
        self._now = now or (lambda: self.today)
        self.knowledge_folder = knowledge
        self.knowledge: Knowledge = load_knowledge(knowledge)
        self.loaded: Loaded = load(path, knowledge)
        self.read_only = read_only or self.loaded.source.shipped
        self._listeners: list[Callable[[], None]] = []
        self.steps = Steps()
        self.drafts = Drafts(path if self.loaded.source.shipped else self.loaded.path, drafts)
        self.keeping = Keeping(self)
        self.reckon()

    @property
    def policy(self) -> Policy:
        """The policy as it was last read or saved; while its file can't be read, the last one that could."""
        return self.loaded.policy

    @property
    def beside(self) -> Beside:
        """What lies beside the policy: maps, joins, review; read anew each time."""
        return read_beside(self.loaded)

    @property
    def trouble(self) -> Outcome | None:
        """What is wrong with the file now, or None: it was broken by hand, or is gone. Nothing is saved meanwhile."""
        return self.keeping.trouble

    @property
    def unsaved(self) -> Unsaved | None:
        """A change that could not be saved, also from before the kernel ended; see `settle` and `discard`."""
        return self.keeping.unsaved

    @property
    def difference(self) -> Difference | None:
        """What could not be saved, held against the policy as it is now."""
        return self.keeping.difference()

    def listen(self, told: Callable[[], None]) -> Callable[[], None]:
        """Have `told` called after each change; the returned call ends that."""
        self._listeners.append(told)
        return lambda: self._listeners.remove(told) if told in self._listeners else None

    def change(self, changes: Changes, label: str) -> Outcome:
        """Make one set of changes, field path to new value (see `policyfile.save`), and save it."""
        return self.change_all([changes], label)

    def change_all(self, steps: Iterable[Changes], label: str) -> Outcome:
        """Make several sets of changes as one that is undone as one; `label` names it for a person."""
        if self.read_only:
            return Outcome("read-only", say("history.read-only"))
        steps = tuple(steps)
        outcome = self.keeping.change(steps, label)
        if outcome.kept:
            self.drafts.drop(*(path for changes in steps for path in changes))
        return outcome

    def review(self, rows: Iterable[ReviewRow], label: str = "") -> Outcome:
        """Add rows to `review.yaml` beside the policy; one step that can be undone."""
        if self.read_only:
            return Outcome("read-only", say("history.read-only"))
        return reviewing.add(self, tuple(rows), label or say("history.reviewed"))

    @property
    def can_undo(self) -> str | None:
        """The label of the step that `undo` would take back, or None."""
        return self.steps.done[-1].label if self.steps.done and not self.read_only else None

    @property
    def can_redo(self) -> str | None:
        """The label of the step that `redo` would bring back, or None."""
        return self.steps.undone[-1].label if self.steps.undone and not self.read_only else None

    def undo(self) -> Outcome:
        """Take the last step back, and nothing that anybody else did since; a clash is told and can be settled."""
        return self._step_back(self.steps.done, "undone")

    def redo(self) -> Outcome:
        """Bring back the step that was undone last."""
        return self._step_back(self.steps.undone, "redone")

    def _step_back(self, stack: list[Step], how: str) -> Outcome:
        if self.read_only or not stack:
            return Outcome("nothing", say("history.no-step"))
        step = stack[-1]
        if step.rows:
            return reviewing.turn(self, step, back=how == "undone")
        ways = (step.after, step.before) if how == "undone" else (step.before, step.after)
        return self.keeping.save(*ways, say(f"history.{how}", what=step.label), step)

    def look_again(self) -> Outcome:
        """Look whether somebody else changed the file; cheap when nobody did, so it may be called every second.

        Returns
        -------
        Outcome
            `nothing`; `taken-in` with what changed; `broken` when it can't be read now; `cannot-write` when it is gone.
        """
        return self.keeping.look_again()

    def settle(self, choices: Mapping[str, Choice] | None = None) -> Outcome:
        """Save what could not be saved, with a choice (`mine`, `theirs`, `Instead(value)`) for each clash's path."""
        return self.keeping.settle(choices or {})

    def discard(self) -> None:
        """Let go of what could not be saved."""
        self.keeping.let_go()
        self.tell()

    def history(self) -> History:
        """Return all that is kept of this policy, with what of it is damaged."""
        return read_history(self.loaded.path.resolve().parent) if self.loaded.folder else History(Path(), ())

    def versions(self) -> tuple[Version, ...]:
        """Return the saved versions, earliest first."""
        return self.history().versions

    def version_text(self, number: int) -> str:
        """Return the text of a saved version.

        Raises
        ------
        UsageError
            When there is no such version, or its file was damaged.
        """
        present = b"" if self.loaded.folder is None else self.loaded.text.encode("utf-8")
        return self.history().content(number, present).decode("utf-8", "replace").removeprefix("\ufeff")

    def restore(self, version: int | Version) -> Outcome:
        """Save an earlier version anew; it is one step that can be undone, and nothing after it is lost."""
        if self.read_only:
            return Outcome("read-only", say("history.read-only"))
        number = version if isinstance(version, int) else version.number
        try:
            text = self.version_text(number)
        except (UsageError, InvalidInput) as lost:
            return Outcome("refused", str(lost))
        return self.keeping.put_back(text, say("history.restored", number=number))

    def note(self, label: str) -> Note:
        """Return when, by whom and what, for the history."""
        return Note(self._now(), self.by, label)

    def took(self, loaded: Loaded) -> None:
        """Take a policy that was read or saved as the present one, and tell whoever listens."""
        self.loaded = loaded
        if loaded.folder is not None and not loaded.source.shipped:
            self.path = loaded.folder
        self.reckon()
        self.tell()

    def tell(self) -> None:
        """Call whoever listens; one that fails does not keep the others from being told."""
        failed: list[Exception] = []
        for told in tuple(self._listeners):
            try:
                told()
            except Exception as fault:  # a panel's fault is told when all have been called
                failed.append(fault)
        if failed:
            raise failed[0]
