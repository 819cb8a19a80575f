"""What is reckoned from the policy as it stands, each thing when it is first asked for."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from coprod_tools.assessment import assess
from coprod_tools.assessment.marks import Assessment
from coprod_tools.chain import ValueChain, build_chain
from coprod_tools.knowledge import Knowledge
from coprod_tools.policy.joins import ReviewRow
from coprod_tools.policyfile import Loaded
from coprod_tools.policyfile.review_file import NAME, read_review
from coprod_tools.problems import CoprodError

if TYPE_CHECKING:
    from coprod_tools.plan import Plan

_REMEMBERED = ("chain", "assessment", "plan")


class Reckoned:
    """The chain, the marks and the plan of `loaded`."""

    loaded: Loaded
    knowledge: Knowledge

    def reckon(self) -> None:
        """Forget what was reckoned of an earlier state."""
        for name in _REMEMBERED:
            self.__dict__.pop(name, None)

    @cached_property
    def chain(self) -> ValueChain:
        """The value chain of the policy as it is now."""
        return build_chain(self.loaded.policy)

    @cached_property
    def assessment(self) -> Assessment:
        """The marks of the policy as it is now."""
        return assess(self.chain, self.knowledge)

    @cached_property
    def plan(self) -> Plan:
        """The plan with what was decided of its marks, without what partners' maps say together: that takes seconds."""
        from coprod_tools.plan import draw_up

        return draw_up(self.assessment, self.loaded.source_sha256, review=self._decided())

    def _decided(self) -> tuple[ReviewRow, ...]:
        """The rows of the review; a faulty one is told where it is shown, and the plan goes without."""
        if self.loaded.folder is None:
            return ()
        with suppress(CoprodError):
            return read_review(self.loaded.folder / NAME)
        return ()
