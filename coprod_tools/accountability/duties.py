"""Who answers for what: many for an outcome, one lead for each service, and the public duty that stays where it is.

Population accountability (an outcome for a whole population, which no one service can bring about) is kept apart from
performance accountability (one service and its lead), as in Results-Based Accountability (Friedman 2005, Trying Hard Is
Not Good Enough).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from coprod_tools.accountability.accountability_map import AccountabilityMap, map_of
from coprod_tools.accountability.coalition_values import ways_to
from coprod_tools.accountability.duty_rows import DutyRow
from coprod_tools.accountability.labels import in_words, labels_of
from coprod_tools.assessment.standing import Standing
from coprod_tools.chain import ValueChain, build_chain
from coprod_tools.knowledge import Knowledge, load_knowledge
from coprod_tools.policy import Activity, Policy
from coprod_tools.policy.care import Safeguard
from coprod_tools.policy.purpose import Outcome
from coprod_tools.words import say

__all__ = ["AccountabilityMap", "Duties", "DutyRow", "OutcomeTable", "duties_of"]


@dataclass(frozen=True, slots=True)
class OutcomeTable:
    """One outcome: who answers for it, who leads each service towards it, which duty stays, who answers for harm.

    Attributes
    ----------
    rows : tuple of DutyRow
        Population first, then performance, statutory duties and harm.
    activities : tuple of str
        The activities that lead to it or are needed by one that does.
    gaps : tuple of str
        Every gap of its rows and of the table as a whole.
    """

    outcome: str
    label: str
    rows: tuple[DutyRow, ...]
    activities: tuple[str, ...]
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Duties:
    """Who answers for what in a whole policy.

    Attributes
    ----------
    rows : tuple of DutyRow
        Each once: statutory duties, outcomes, services, harms, and harm as a whole at the end.
    tables : tuple of OutcomeTable
        One for each outcome, in the order of the file.
    gaps : tuple of str
        Every gap, each once.
    """

    rows: tuple[DutyRow, ...]
    tables: tuple[OutcomeTable, ...]
    gaps: tuple[str, ...]
    map: AccountabilityMap

    def of_kind(self, kind: Literal["population", "performance", "statutory-duty", "harm"]) -> tuple[DutyRow, ...]:
        """Return the rows of one kind."""
        return tuple(row for row in self.rows if row.kind == kind)


def duties_of(policy: Policy, *, chain: ValueChain | None = None, knowledge: Knowledge | None = None) -> Duties:
    """Return who answers for what, with every gap named; nobody is made to answer who is not named in the file."""
    known = knowledge or load_knowledge()
    built, finding = chain or build_chain(policy), _Finding(policy, known)
    activities = sorted(policy.activities or (), key=lambda each: each.key)
    outcomes = sorted(policy.outcomes or (), key=lambda each: each.key)
    reach = {each.key: tuple(ways_to(built, each.key).involved) for each in outcomes}
    statutory = tuple(finding.statutory(each) for each in activities if each.statutory_duty is not None)
    population = tuple(finding.population(each, bool(reach[each.key])) for each in outcomes)
    performance = tuple(finding.performance(each) for each in activities)
    harms = tuple(finding.harm(each) for each in policy.safeguards or ())
    whole = finding.harm_as_a_whole()
    rows = (*statutory, *population, *performance, *harms, whole)
    tables = tuple(_table(outcome, reach[outcome.key], rows, finding, policy) for outcome in policy.outcomes or ())
    gaps = dict.fromkeys((*(gap for table in tables for gap in table.gaps), *(gap for row in rows for gap in row.gaps)))
    return Duties(rows, tables, tuple(gaps), map_of(rows, reach, finding.labels))


def _table(
    outcome: Outcome, reach: tuple[str, ...], rows: tuple[DutyRow, ...], finding: _Finding, policy: Policy
) -> OutcomeTable:
    of = {kind: [row for row in rows if row.kind == kind] for kind in ("performance", "statutory-duty", "harm")}
    mine = [row for row in rows if row.kind == "population" and row.outcome == outcome.key]
    mine += [row for kind in ("performance", "statutory-duty") for row in of[kind] if row.activity in reach]
    mine += [row for row in of["harm"] if row.activity is None or row.activity in reach]
    gaps = dict.fromkeys((*(gap for row in mine for gap in row.gaps), *finding.of_table(outcome, reach, policy)))
    return OutcomeTable(outcome.key, str(outcome.label), tuple(mine), reach, tuple(gaps))


class _Finding:
    """Reads rows and names their gaps."""

    def __init__(self, policy: Policy, known: Knowledge) -> None:
        self.labels = labels_of(policy)
        self._standing = Standing(policy, known)
        self._power = (policy.power.answers_for_harm or ()) if policy.power else ()
        guards = (actor for guard in policy.safeguards or () for actor in guard.answers_for_harm or ())
        self._all_harm = tuple(dict.fromkeys((*self._power, *guards)))
        self._activities = {activity.key: str(activity.label) for activity in policy.activities or ()}
        self._risks = Counter(str(guard.risk) for guard in policy.safeguards or ())

    def statutory(self, activity: Activity) -> DutyRow:
        held = (activity.lead,) if activity.lead else ()
        return DutyRow(
            id=f"duty:{activity.key}",
            kind="statutory-duty",
            text=str(activity.statutory_duty),
            held_by=held,
            activity=activity.key,
            delegable=activity.delegable,
            gaps=tuple(self._of_statute(activity)),
        )

    def _of_statute(self, activity: Activity) -> Iterator[str]:
        label = str(activity.label)
        if activity.delegable not in ("yes", "no"):
            yield say("shares.gap_delegable", activity=label)
        if activity.lead is None:
            yield say("shares.gap_duty_nobody", activity=label)
            return
        public, who = self._standing.is_public_body(activity.lead), in_words([activity.lead], self.labels)
        if public is None:
            yield say("shares.gap_kind", who=who, activity=label)
        elif not public and activity.delegable == "yes" and activity.fallback is None:
            yield say("shares.gap_fallback", who=who, activity=label)
        elif not public and activity.delegable != "yes":
            yield say("shares.gap_residual", who=who, activity=label)

    def population(self, outcome: Outcome, reached: bool) -> DutyRow:
        held, label = tuple(dict.fromkeys(outcome.answers_for or ())), str(outcome.label)
        gaps = []
        if not held:
            gaps.append(say("shares.gap_outcome_nobody", outcome=label))
        elif len(held) == 1:
            gaps.append(say("shares.gap_outcome_one", who=in_words(held, self.labels), outcome=label))
        if not reached:
            gaps.append(say("shares.gap_outcome_not_reached", outcome=label))
        return DutyRow(
            id=f"duty:outcome:{outcome.key}",
            kind="population",
            text=label,
            held_by=held,
            outcome=outcome.key,
            gaps=tuple(gaps),
        )

    def performance(self, activity: Activity) -> DutyRow:
        label = str(activity.label)
        return DutyRow(
            id=f"duty:service:{activity.key}",
            kind="performance",
            text=label,
            held_by=(activity.lead,) if activity.lead else (),
            activity=activity.key,
            gaps=() if activity.lead else (say("shares.gap_lead", activity=label),),
        )

    def harm(self, guard: Safeguard) -> DutyRow:
        own = tuple(dict.fromkeys(guard.answers_for_harm or ()))
        risk = str(guard.risk)
        if self._risks[risk] > 1 and guard.activity:
            risk = say("shares.harm_at", risk=risk, activity=self._activities.get(guard.activity, guard.activity))
        gaps = [] if own or self._power else [say("shares.gap_risk_nobody", risk=risk)]
        return DutyRow(
            id=f"duty:harm:{guard.key}",
            kind="harm",
            text=risk,
            held_by=own or self._power,
            activity=guard.activity,
            overall=not own and bool(self._power),
            gaps=(*gaps, *self._cannot(own)),
        )

    def harm_as_a_whole(self) -> DutyRow:
        gaps = [] if self._all_harm else [say("shares.gap_harm_nobody")]
        return DutyRow(
            id="duty:harm",
            kind="harm",
            text=say("shares.harm"),
            held_by=self._all_harm,
            gaps=(*gaps, *self._cannot(self._all_harm)),
        )

    def _cannot(self, held: tuple[str, ...]) -> Iterator[str]:
        if not held:
            return
        able = {who: self._standing.can_answer_for_harm(who) for who in held}
        unknown = [who for who in held if able[who] is None]
        if any(able.values()):
            return
        if unknown:
            yield say("shares.gap_harm_kind", who=in_words(unknown, self.labels))
        else:
            yield say("shares.gap_harm_cannot", who=in_words(held, self.labels))

    def of_table(self, outcome: Outcome, reach: Iterable[str], policy: Policy) -> Iterator[str]:
        """Yield the gaps of a whole table: what measures the outcome, and what measures the services."""
        label = str(outcome.label)
        indicators = policy.indicators or ()
        if not any(each.outcome == outcome.key for each in indicators):
            yield say("shares.gap_outcome_unmeasured", outcome=label)
        inside = frozenset(reach)
        outputs = {
            name
            for each in policy.activities or ()
            if each.key in inside
            for output in each.outputs or ()
            for name in (output.key, f"{each.key}/{output.key}")
        }
        if inside and not any(each.output in outputs for each in indicators):
            yield say("shares.gap_services_unmeasured", outcome=label)
