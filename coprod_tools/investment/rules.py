"""The rules of a choice: each one a sum over the chosen proposals that may not go above a limit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from coprod_tools.investment.assumptions import EXACT
from coprod_tools.policy.investing import EquityFloor, Proposal
from coprod_tools.words import say

RuleKind = Literal[
    "must", "needs", "excludes", "partner", "unknown", "money", "hours", "floor", "floor-share", "beyond", "cut"
]
# One more, where a rule is relaxed by one: a tenth of what an account has; one proposal; a tenth of the whole.
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Rule:
    """A sum over the chosen proposals that may not go above a limit.

    Attributes
    ----------
    id : str
        Such as `must[ID]`, `needs[ID,OTHER]`, `money[ACTOR,NZD]`, `hours[ACTOR]`, `floor[GROUP]`.
    terms : tuple of (str, Decimal)
        What each proposal adds to the sum. A rule of the form "at least" stands with both signs turned.
    words : str
        The rule as a sentence for people.
    unit : str
        Of the sum: a currency, `hours`, `proposals`; empty where the rule is a plain yes or no.
    """

    id: str
    kind: RuleKind
    terms: tuple[tuple[str, Decimal], ...]
    limit: Decimal
    words: str
    unit: str = ""

    def total(self, chosen: frozenset[str]) -> Decimal:
        """Return the sum over what is chosen, exact."""
        found = Decimal()
        for name, number in self.terms:
            if name in chosen:
                found = EXACT.add(found, number)
        return found

    def kept_by(self, chosen: frozenset[str]) -> bool:
        """Tell whether a set keeps the rule, in exact numbers."""
        return self.total(chosen) <= self.limit


def plain(number: Decimal) -> str:
    """Return a number in digits, with thousands marked and without empty decimals."""
    return f"{number.normalize():,f}" if number else "0"


def bindings(proposals: Iterable[Proposal]) -> Iterator[Rule]:
    """Yield musts, needs and exclusions; a need of something that is no proposal can't be met.

    Needs that go in a circle are all taken or none; a policy file with such a circle is refused.
    """
    by_id = {proposal.key: proposal for proposal in proposals}
    labels = {name: str(proposal.label) for name, proposal in by_id.items()}
    one = Decimal(1)
    apart: set[tuple[str, str]] = set()
    for name, proposal in sorted(by_id.items()):
        if proposal.must:
            yield Rule(f"must[{name}]", "must", ((name, -one),), -one, say("choice.rule_must", what=labels[name]))
        for other in sorted(set(proposal.needs or ()) - {name}):
            rule = f"needs[{name},{other}]"
            if other not in by_id:
                yield Rule(rule, "needs", ((name, one),), Decimal(), say("choice.rule_needs_nothing",
                           what=labels[name], other=other))  # fmt: skip
                continue
            words = say("choice.rule_needs", what=labels[name], other=labels[other])
            yield Rule(rule, "needs", ((name, one), (other, -one)), Decimal(), words)
        apart.update((min(name, other), max(name, other)) for other in proposal.excludes or () if other in by_id)
    for name, other in sorted(apart):
        words = say("choice.rule_excludes", what=labels[name], other=labels[other])
        if name == other:
            yield Rule(f"excludes[{name},{name}]", "excludes", ((name, one),), Decimal(), words)
        else:
            yield Rule(f"excludes[{name},{other}]", "excludes", ((name, one), (other, one)), one, words)


def floors(
    asked: Iterable[EquityFloor],
    proposals: Iterable[Proposal],
    worth: Mapping[str, Decimal],
    groups: Mapping[str, str],
) -> Iterator[Rule]:
    """Yield what at least serves each group.

    Parameters
    ----------
    worth : mapping of str to Decimal
        Of those proposals that have a worth in the one money of the choice; a share is a share of that.
    """
    serving = {proposal.key: frozenset(proposal.serves or ()) for proposal in proposals}
    for floor in sorted(asked, key=lambda floor: floor.key):
        group = groups.get(floor.group, floor.group)
        if floor.at_least is not None:
            terms = tuple((name, Decimal(-1)) for name, serves in sorted(serving.items()) if floor.group in serves)
            words = say("choice.rule_floor", group=group, count=floor.at_least)
            yield Rule(f"floor[{floor.key}]", "floor", terms, Decimal(-floor.at_least), words, "proposals")
        if floor.share is not None:
            yield _share(floor, floor.share, serving, worth, group)


def _share(
    floor: EquityFloor,
    share: Decimal,
    serving: Mapping[str, frozenset[str]],
    worth: Mapping[str, Decimal],
    group: str,
) -> Rule:
    """Return share x all worth - worth that serves the group <= 0."""
    terms = []
    for name, value in sorted(worth.items()):
        part = EXACT.multiply(share, value)
        terms.append((name, EXACT.subtract(part, value) if floor.group in serving[name] else part))
    words = say("choice.rule_share", group=group, share=plain(EXACT.multiply(share, Decimal(100))))
    return Rule(f"share[{floor.key}]", "floor-share", tuple(terms), Decimal(), words)


def one_more(rule: Rule) -> Decimal | None:
    """Return by how much a rule is relaxed when it is relaxed by one; None for a rule of yes or no."""
    if rule.kind in ("money", "hours"):
        return EXACT.multiply(rule.limit, TENTH) or None
    return Decimal(1) if rule.kind == "floor" else None
