"""One thing that somebody answers for, and who that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coprod_tools.policy.vocabulary import Answer

DutyKind = Literal["population", "performance", "statutory-duty", "harm"]


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One thing that somebody answers for.

    Attributes
    ----------
    kind : {'population', 'performance', 'statutory-duty', 'harm'}
        An outcome, for which many answer; one service, for which its lead does; a duty by law; a harm.
    held_by : tuple of str
        Actors as the file names them; empty where it names nobody.
    delegable : str or None
        For a duty by law, whether it can be handed on: yes, no, unknown; None where nothing is said.
    overall : bool
        For a harm, whether those named answer for harm as a whole and nobody for this one.
    gaps : tuple of str
        What is missing, in words.
    """

    id: str
    kind: DutyKind
    text: str
    held_by: tuple[str, ...]
    activity: str | None = None
    outcome: str | None = None
    delegable: Answer | None = None
    overall: bool = False
    gaps: tuple[str, ...] = ()

    @property
    def stays(self) -> bool | None:
        """Whether it is a public duty that can't be handed on; None where nobody says."""
        if self.kind != "statutory-duty":
            return False
        return {"yes": False, "no": True}.get(self.delegable or "")
