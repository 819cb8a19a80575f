"""Findings: what the registered rules say about one policy, in the words of the knowledge base, with its waivers."""

from __future__ import annotations

from collections.abc import Iterator

from coprod_tools.assessment import rules as _rules  # noqa: F401  (importing them fills the register)
from coprod_tools.assessment.marks import Cell, Finding, Reason
from coprod_tools.assessment.register import REGISTER, Hit
from coprod_tools.assessment.view import View
from coprod_tools.chain import ValueChain
from coprod_tools.knowledge import Knowledge, Rule
from coprod_tools.policy.care import Waiver
from coprod_tools.policy.values import PartialDate

_WORST_FIRST = {"error": 0, "warning": 1, "note": 2}


def findings(
    chain: ValueChain, knowledge: Knowledge, cells: tuple[Cell, ...], as_at: PartialDate | None
) -> tuple[Finding, ...]:
    """Return every finding, the worst first, then in the order of the rule catalogue, then by id.

    Parameters
    ----------
    chain : ValueChain
        The policy on its chain.
    knowledge : Knowledge
        The rules' texts, severities and jurisdictions.
    cells : tuple of Cell
        The verdicts, for the rules that rest on them.
    as_at : PartialDate or None
        The day; where None, the rules that need it say nothing, and a waiver counts as in force.
    """
    view = View(chain, knowledge, cells, as_at)
    found = [finding for rule in knowledge.rules.values() if _speaks(rule, view) for finding in _of_rule(rule, view)]
    place = {name: order for order, name in enumerate(knowledge.rules)}
    return tuple(sorted(found, key=lambda each: (_WORST_FIRST[each.severity], place[each.rule], each.id)))


def _speaks(rule: Rule, view: View) -> bool:
    """A rule of one jurisdiction never speaks in another."""
    return rule.jurisdiction is None or rule.jurisdiction.lower() == (view.policy.jurisdiction or "").strip().lower()


def _of_rule(rule: Rule, view: View) -> Iterator[Finding]:
    registered = REGISTER.get(rule.id)
    ours = [waiver for waiver in view.policy.waivers or () if waiver.rule == rule.id]
    waivers = [waiver for waiver in ours if _in_force(waiver, view.as_at)]
    also = (*(["jurisdiction"] if rule.jurisdiction else []), *(["waivers", "as_at"] if ours else []))
    for hit in registered.find(view) if registered else ():
        yield _finding(rule, hit, also, _waived_until(waivers, hit))


def _finding(rule: Rule, hit: Hit, also: tuple[str, ...], waived_until: str | None) -> Finding:
    message = rule.message.format(subject=hit.subject, where=hit.where, detail=hit.detail).strip()
    return Finding(
        id=":".join((rule.id, *(hit.subjects or ("policy",)))),
        rule=rule.id,
        severity=rule.severity,
        message=message,
        where=hit.where,
        repair=rule.repair,
        reasons=(Reason(rule.id, message, tuple(dict.fromkeys((*hit.fields, *also)))),),
        waived_until=waived_until,
        barrier=rule.barrier,
        stage=hit.stage,
        group=rule.group,
        subjects=hit.subjects,
    )


def _in_force(waiver: Waiver, as_at: PartialDate | None) -> bool:
    """A waiver that has run out silences nothing."""
    return as_at is None or not waiver.until.surely_before(as_at)


def _waived_until(waivers: list[Waiver], hit: Hit) -> str | None:
    """Return the last day of the waivers that cover this hit."""
    until = [waiver.until for waiver in waivers if covers(waiver.where, hit.where, hit.subjects)]
    return max(until, key=lambda date: (date.last, date.first), default=None)


def covers(said: str | None, where: str, subjects: tuple[str, ...]) -> bool:
    """Tell whether a waiver's `where` covers a place: everywhere, exactly there, an item around it, or an item's id."""
    if said is None or said == where or said in subjects:
        return True
    return where.startswith((f"{said}.", f"{said}["))
