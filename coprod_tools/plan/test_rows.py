"""What to test next as rows of the plan: who already does it first, then design, size, cost, rules and who pays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coprod_tools.chain import ValueChain
from coprod_tools.consensus.whole import Consensus
from coprod_tools.plan.joint_links import ref_of, text_of
from coprod_tools.plan.names import in_words, plain
from coprod_tools.plan.speakers import Speakers
from coprod_tools.words import say

if TYPE_CHECKING:
    from coprod_tools.consensus.trials.already import Already
    from coprod_tools.consensus.trials.test_next import TestNext

Row = dict[str, Any]


def test_rows(chain: ValueChain, consensus: Consensus, heard: Speakers) -> tuple[Row, ...]:
    """Return the tests in the order in which to run them."""
    return tuple(_row(chain, test, consensus, heard) for test in consensus.test_next)


def _row(chain: ValueChain, test: TestNext, consensus: Consensus, heard: Speakers) -> Row:
    joint = consensus.joint
    link = next(link for link in joint.links if link.id == test.link)
    pilots = {pilot.key: str(pilot.label) for pilot in chain.policy.pilots or ()}
    sized, cost, rules = test.sized, test.cost, test.rules
    money = " ".join(each for each in (plain(cost.money), cost.currency) if each) if cost.money is not None else None
    return {
        "ref": ref_of(link),
        "link": test.link,
        "text": text_of(joint, link),
        "state": consensus.agreements[link.id].state,
        "pilot": test.pilot,
        "label": pilots.get(test.pilot or ""),
        "already": tuple(_already(each, heard) for each in test.already),
        "asks": test.asks,
        "design": sized.design.name,
        "why_design": sized.why,
        "what": sized.design.what,
        "size": sized.size,
        "people": sized.people,
        "planned_people": sized.planned,
        "months": sized.months,
        "cost": {"amount": plain(cost.money), "currency": cost.currency, "text": money} if money else None,
        "hours": plain(cost.hours),
        "go": rules.go,
        "stop": rules.stop,
        "proposed": rules.proposed,
        "decide_by": rules.decide_by,
        "date_proposed": rules.date_proposed,
        "decided_by": heard.of(rules.decided_by),
        "gates": rules.gates,
        "gate_labels": tuple(heard.names.get(each, each) for each in rules.gates),
        "pays": rules.pays,
        "instead": "; ".join(rules.instead),
        "sunset": rules.sunset,
        "worth": round(test.worth.share, 3),
        "why": say("plan.test-worth", share=round(100 * test.worth.share)),
    }


def _already(already: Already, heard: Speakers) -> str:
    """One thing that is done or known already, in words."""
    what = heard.veiled(already.what) or say("plan.not-known")
    who = in_words(heard.of(already.who))
    if already.kind != "done":
        told = say(f"trials.already_{already.kind}", what=what)
        return say("plan.test-known-by", told=told, who=who) if who else told
    key = "already_done" + ("_by" if who else "") + ("_since" if already.since else "")
    return say(f"trials.{key}", **{"what": what, "who": who, "since": already.since or ""})
