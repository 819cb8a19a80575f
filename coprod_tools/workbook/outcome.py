"""How an attempt to change a policy ended; nothing that was typed is lost whichever way it ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from coprod_tools.problems import Fault

if TYPE_CHECKING:
    from coprod_tools.policyfile.three_way import Difference

OutcomeKind = Literal["saved", "nothing", "taken-in", "refused", "stale", "broken", "cannot-write", "read-only"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of one attempt.

    Attributes
    ----------
    kind : str
        `saved`; `nothing` when the policy already said so; `taken-in` when somebody else's change was read;
        `refused` when it would not be sound (see `faults`); `stale` when somebody else saved something that clashes
        (see `difference`); `broken` when the file was changed by hand and can't be read now (see `faults`);
        `cannot-write` when the disk or its permissions stopped it, or the file is gone; `read-only` when this
        workbook may only look.
    message : str
        What happened and what to do, for a person; may be empty where `saved` or `nothing` says it all.
    content : str
        The whole text that was to be saved, where it was not; kept in the user's own drafts as well.
    """

    kind: OutcomeKind
    message: str = ""
    faults: tuple[Fault, ...] = ()
    difference: Difference | None = None
    content: str = ""

    @property
    def kept(self) -> bool:
        """Whether the policy now says what was asked."""
        return self.kind in ("saved", "nothing", "taken-in")
