"""What is reckoned from the policy as it stands, each thing when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from coprod_tools.assessment import assess
from coprod_tools.assessment.marks import Assessment
from coprod_tools.chain import ValueChain, build_chain
from coprod_tools.knowledge import Knowledge
from coprod_tools.policyfile import Loaded

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
        """The plan as it is now, without what partners' maps say together, which takes seconds."""
        from coprod_tools.plan import draw_up

        return draw_up(self.assessment, self.loaded.source_sha256)
