"""What nobody has said yet, and why it matters: a named question instead of a guess."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from coprod_tools.assessment.marks import Cell, Finding, Unknown
from coprod_tools.assessment.paths import Lookup, segments
from coprod_tools.assessment.register import REGISTER
from coprod_tools.chain import ValueChain
from coprod_tools.knowledge import Knowledge
from coprod_tools.words import say

# Fields that a verdict needs; each has its sentence.
JUDGED_BY = ("kind", "co", "mode", "frames", "decides", "acts", "judges", "result_used", "outcomes", "lead", "parts")
_DECISION = ("decision_wanted", "decision_rights", "fixed", "open", "options", "power")
_PROMISES = ("promise", "treaty", "authorised_by")
_PEOPLE = ("actors", "parts", "participation", "problem.groups", "already_happening", "offers", "lead")
_OUTCOMES = ("outcomes", "indicators")
_EVIDENCE = ("claims", "pilots", "problem")


def unknowns(
    chain: ValueChain, cells: Iterable[Cell], findings: Iterable[Finding], knowledge: Knowledge
) -> tuple[Unknown, ...]:
    """Return the fields that nobody has filled, each once, the weightiest first.

    They are the absent fields that would settle an unknown verdict, and those whose absence is the cause of a finding
    (waived or not: a waiver tells nobody what is so).
    """
    lookup = Lookup(chain.policy)
    why: dict[str, str] = {}
    for finding in findings:
        for path in _asked_by(finding):
            if path not in why and lookup.is_absent(path):
                why[path] = str(knowledge.rules[finding.rule].why)
    for path in _asked_by_verdicts(cells):
        if path not in why and lookup.is_absent(path):
            why[path] = say(f"findings.why-{_leaf(path)}")
    named = [path for path in why if not _within(path, why)]
    return tuple(Unknown(path, why[path]) for path in sorted(named, key=lambda path: (_weight(path), path)))


def _within(path: str, named: Container[str]) -> bool:
    """Tell whether a field around this one is named already."""
    place = path.find(".")
    while place > 0:
        if path[:place] in named:
            return True
        place = path.find(".", place + 1)
    return False


def _asked_by(finding: Finding) -> Iterator[str]:
    yield finding.where
    asks = REGISTER[finding.rule].asks
    yield from (path for reason in finding.reasons for path in reason.fields if asks and _leaf(path) in asks)


def _asked_by_verdicts(cells: Iterable[Cell]) -> Iterator[str]:
    for cell in cells:
        yield from (path for path in cell.missing if _leaf(path) in JUDGED_BY)


def _leaf(path: str) -> str:
    return path.rpartition("].")[2].rpartition(".")[2] if not path.endswith("]") else ""


def _weight(path: str) -> int:
    """Return 0 for what weighs most: decision, promises, people, outcomes, evidence, then the rest."""
    names = [name for name, _ in segments(path)]
    said = {*names, ".".join(names[:2])}
    order = (_DECISION, _PROMISES, _PEOPLE, _OUTCOMES, _EVIDENCE)
    return next((weight for weight, group in enumerate(order) if said & set(group)), len(order))
