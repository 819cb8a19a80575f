"""One policy open in a workbook: each change is saved at once, can be undone, and is told to whoever listens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path

from coprod_tools.assessment import assess
from coprod_tools.assessment.marks import Assessment
from coprod_tools.chain import ValueChain, build_chain
from coprod_tools.knowledge import Knowledge, load_knowledge
from coprod_tools.policy import Policy
from coprod_tools.policy.joins import ReviewRow
from coprod_tools.policyfile import Beside, Loaded, as_folder, load, read_beside
from coprod_tools.policyfile.review_file import NAME as REVIEW
from coprod_tools.policyfile.review_file import add_rows
from coprod_tools.policyfile.saving import save_all
from coprod_tools.problems import CannotWrite, InvalidInput
from coprod_tools.workbook.outcome import Outcome

Changes = Mapping[str, object]


class _Reckoned:
    """What is reckoned from one state of the policy, each thing when it is first asked for."""

    def __init__(self, policy: Policy, knowledge: Knowledge) -> None:
        self._policy, self._knowledge = policy, knowledge

    @cached_property
    def chain(self) -> ValueChain:
        return build_chain(self._policy)

    @cached_property
    def assessment(self) -> Assessment:
        return assess(self.chain, self._knowledge)


class Editing:
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
    ) -> None:
        self.path, self.by, self.today = path, by, today
        self.knowledge_folder = knowledge
        self.knowledge: Knowledge = load_knowledge(knowledge)
        self.loaded: Loaded = load(path, knowledge)
        self.read_only = read_only or self.loaded.source.shipped
        self._listeners: list[Callable[[], None]] = []
        self._reckoned = _Reckoned(self.loaded.policy, self.knowledge)

    @property
    def policy(self) -> Policy:
        """The policy as it was last read or saved."""
        return self.loaded.policy

    @property
    def chain(self) -> ValueChain:
        """The value chain of the policy as it is now."""
        return self._reckoned.chain

    @property
    def assessment(self) -> Assessment:
        """The marks of the policy as it is now."""
        return self._reckoned.assessment

    @property
    def beside(self) -> Beside:
        """What lies beside the policy: maps, joins, review; read anew each time."""
        return read_beside(self.loaded)

    def listen(self, told: Callable[[], None]) -> Callable[[], None]:
        """Have `told` called after each change; the returned call ends that."""
        self._listeners.append(told)
        return lambda: self._listeners.remove(told)

    def change(self, changes: Changes, label: str) -> Outcome:
        """Make one set of changes, field path to new value (see `policyfile.save`), and save it."""
        return self.change_all([changes], label)

    def change_all(self, steps: Iterable[Changes], label: str) -> Outcome:
        """Make several sets of changes as one that is undone as one; `label` names it for a person."""
        if self.read_only:
            return Outcome("read-only")
        try:
            loaded = save_all(self.loaded, steps, self.knowledge_folder)
        except InvalidInput as refused:
            return Outcome("refused", str(refused), refused.faults)
        except CannotWrite as stopped:
            return Outcome("cannot-write", str(stopped))
        self._took(loaded)
        return Outcome("saved")

    def review(self, rows: Iterable[ReviewRow]) -> Outcome:
        """Add rows to `review.yaml` beside the policy."""
        folder = as_folder(self.path)
        add_rows(folder / REVIEW, rows)
        self._tell()
        return Outcome("saved")

    def _took(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self._reckoned = _Reckoned(loaded.policy, self.knowledge)
        self._tell()

    def _tell(self) -> None:
        for told in tuple(self._listeners):
            told()
