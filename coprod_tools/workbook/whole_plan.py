"""The whole plan with what partners' maps say together: reckoned aside, kept until the policy or a map changes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from coprod_tools.policy import Policy
from coprod_tools.policyfile import Beside, read_beside
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.snapshot import Snapshot

if TYPE_CHECKING:
    from coprod_tools.consensus.whole import Consensus
    from coprod_tools.plan import Plan


@dataclass(frozen=True, eq=False)
class WholePlan:
    """A policy's consensus and the plan drawn up with it; `policy` and `beside` are what they were made from."""

    policy: Policy
    beside: Beside
    consensus: Consensus
    plan: Plan


_KEPT: WeakKeyDictionary[Editing, WholePlan] = WeakKeyDictionary()
_ONE_AT_A_TIME = threading.Lock()


def kept_plan(editing: Editing, beside: Beside | None = None) -> WholePlan | None:
    """Return the whole plan if it was reckoned from the policy and maps as they are now."""
    found = _KEPT.get(editing)
    if found is None or found.policy is not editing.policy:
        return None
    return found if found.beside == (editing.beside if beside is None else beside) else None


def whole_plan(editing: Editing) -> WholePlan:
    """Return the whole plan, reckoning it where nothing fitting is kept.

    Raises
    ------
    InvalidInput
        When something beside the policy can't be used.
    """
    from coprod_tools.consensus import find_consensus
    from coprod_tools.plan import draw_up

    with _ONE_AT_A_TIME:
        then = Snapshot(editing)
        beside, policy = read_beside(then.loaded), then.loaded.policy
        found = kept_plan(editing, beside)
        if found is None:
            marks = then.assessment
            consensus = find_consensus(policy, beside, as_at=marks.as_at, knowledge=editing.knowledge)
            plan = draw_up(marks, then.loaded.source_sha256, consensus=consensus, review=beside.review)
            found = _KEPT[editing] = WholePlan(policy, beside, consensus, plan)
        return found


def aside(work: Callable[[], None]) -> threading.Thread:
    """Do something long while the page stays usable; the returned thread can be waited for."""
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread
