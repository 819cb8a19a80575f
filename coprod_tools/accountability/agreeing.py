"""Whether something said of somebody is agreed by them: who agreed, when, and who has not been asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from coprod_tools.accountability.labels import in_words, labels_of
from coprod_tools.policy import Policy
from coprod_tools.policy.values import PartialDate
from coprod_tools.words import say

State = Literal["agreed", "proposed", "to-ask"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far something is agreed.

    Attributes
    ----------
    state : {'agreed', 'proposed', 'to-ask'}
        Agreed only when all whom it is about said so, on a date that is not still to come.
    missing : tuple of str
        Those whom it is about and who did not say so.
    why : str
        Why it is not agreed; empty when it is.
    """

    state: State
    missing: tuple[str, ...]
    why: str


class Agreeing:
    """Judges agreements of one policy; who has a mandate to speak for another may agree for it."""

    def __init__(self, policy: Policy, as_at: PartialDate | None = None) -> None:
        self._day = as_at or policy.as_at
        self._labels = labels_of(policy)
        self._speaks_for = {
            actor.key: frozenset(actor.mandate.speaks_for or ()) for actor in policy.actors or () if actor.mandate
        }

    def missing(self, about: Iterable[str], agreed_by: Iterable[str] | None) -> tuple[str, ...]:
        """Return those of `about` who did not agree, by themselves or through somebody with a mandate."""
        by = tuple(agreed_by or ())
        heard = frozenset(by).union(*(self._speaks_for.get(each, frozenset()) for each in by))
        return tuple(each for each in dict.fromkeys(about) if each not in heard)

    def of(
        self, about: Iterable[str], agreed_by: Iterable[str] | None, agreed_on: PartialDate | None, *, said: bool = True
    ) -> Agreement:
        """Return how far something is agreed.

        Parameters
        ----------
        about : iterable of str
            Whom it is about; nothing is agreed on their behalf.
        said : bool
            Whether there is anything to agree with; else it is to be asked.
        """
        by = tuple(agreed_by or ())
        missing = self.missing(about, by)
        if not said:
            return Agreement("to-ask", missing, say("shares.nothing_said"))
        why = self._why(by, agreed_on, missing)
        return Agreement("proposed" if why else "agreed", missing, why)

    def _why(self, by: tuple[str, ...], on: PartialDate | None, missing: tuple[str, ...]) -> str:
        if not by:
            return say("shares.nobody_agreed" if on is None else "shares.who_agreed")
        if on is None:
            return say("shares.when_agreed", who=in_words(by, self._labels))
        if self._day is not None and self._day.surely_before(on):
            return say("shares.agreed_later", on=on, as_at=self._day)
        return say("shares.not_agreed_by", who=in_words(missing, self._labels)) if missing else ""
