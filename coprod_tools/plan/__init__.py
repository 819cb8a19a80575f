"""The plan: who does what when, what comes first on one screen, and what nobody knows yet."""

from __future__ import annotations

import json
from collections.abc import Iterable

from coprod_tools.accountability import Accounts, find_accounts
from coprod_tools.assessment import Assessment, Finding, Unknown
from coprod_tools.chain import ValueChain
from coprod_tools.consensus.whole import Consensus
from coprod_tools.investment import Investment, find_worth
from coprod_tools.knowledge import Knowledge
from coprod_tools.plan import investment as worths
from coprod_tools.plan.accountability import accountability_of
from coprod_tools.plan.actions import actions_of
from coprod_tools.plan.capability import capability_of
from coprod_tools.plan.cause_effect import cause_effect_of
from coprod_tools.plan.decisions import with_decisions
from coprod_tools.plan.document import SCHEMA, FindingRow, PlanDocument, PolicyHead, Record, UnknownRow
from coprod_tools.plan.first_screen import first_screen
from coprod_tools.plan.names import Names, listed, names_of, text
from coprod_tools.plan.pilots import pilots_of
from coprod_tools.plan.questions import question as ask
from coprod_tools.plan.questions import subjects_of
from coprod_tools.plan.stages import reasons, stages_of
from coprod_tools.plan.told_by import questions
from coprod_tools.policy import Policy
from coprod_tools.policy.joins import ReviewRow
from coprod_tools.policy.values import PartialDate
from coprod_tools.words import say

__all__ = ["SCHEMA", "Plan", "draw_up", "dumps"]
Plan = PlanDocument


def draw_up(
    assessment: Assessment,
    source_sha256: str | None = None,
    record: Record | None = None,
    consensus: Consensus | None = None,
    accounts: Accounts | None = None,
    investment: Investment | None = None,
    review: Iterable[ReviewRow] = (),
) -> Plan:
    """Draw up the plan from a marked value chain.

    Parameters
    ----------
    assessment : Assessment
        The marks, with the chain and knowledge they were made from.
    source_sha256 : str, optional
        Hash of the policy file, joins and maps.
    record : Record, optional
        Inputs, versions and parameters; the only part in which two equal plans may differ.
    consensus : Consensus, optional
        What partners' maps say together; without one the plan knows the policy's own claims alone.
    accounts : Accounts, optional
        Who puts in what and who answers; found here where absent.
    investment : Investment, optional
        What it is worth and to whom, and what to take on; found here where absent.
    review : iterable of ReviewRow
        What people decided and said of the marks (`review.yaml`); it stands beside them and changes none.

    Returns
    -------
    Plan
        A frozen document; `dumps` writes it with the same bytes for the same input.
    """
    chain, knowledge, as_at = assessment.chain, assessment.knowledge, assessment.as_at
    actions = actions_of(chain, assessment, knowledge)
    accounts = find_accounts(assessment) if accounts is None else accounts
    investment = find_worth(assessment) if investment is None else investment
    undated = any(action.kind == "activity" and (action.start is None or action.finish is None) for action in actions)
    plan = PlanDocument(
        policy=_head(chain, as_at, source_sha256),
        first_screen=first_screen(chain, assessment, knowledge, consensus),
        stages=stages_of(chain, assessment, knowledge),
        findings=tuple(_finding(each, knowledge) for each in assessment.findings),
        actions=actions,
        cause_effect=cause_effect_of(chain, consensus),
        pilots=pilots_of(chain, consensus),
        accountability=accountability_of(assessment, accounts),
        investment=worths.investment_of(chain, investment),
        capability=capability_of(chain, knowledge),
        unknowns=tuple(_unknowns(chain, assessment.unknowns, undated, as_at, consensus, accounts, investment)),
        record=record or Record(),
    )
    return with_decisions(plan, review)


def dumps(plan: Plan) -> str:
    """Return `plan.json`: UTF-8, two blanks of indent, keys in the order of the schema, a newline at the end."""
    return json.dumps(plan.as_json(), ensure_ascii=False, indent=2) + "\n"


def _head(chain: ValueChain, as_at: PartialDate | None, sha256: str | None) -> PolicyHead:
    policy = chain.policy
    return PolicyHead(
        id=policy.id,
        title=str(policy.title),
        summary=text(policy.summary),
        owner=text(policy.owner),
        jurisdiction=policy.jurisdiction,
        lifecycle=chain.lifecycle.id,
        standing=policy.standing.state if policy.standing else None,
        standing_text=_standing(policy),
        as_at=text(as_at),
        source_sha256=sha256,
    )


def _standing(policy: Policy) -> str:
    standing = policy.standing
    if standing is None:
        return say("plan.standing-unknown")
    who = "; ".join(listed(standing.shared_with, names_of(policy))) or say("plan.standing-nobody")
    when = say("plan.standing-when", when=standing.when) if standing.when else ""
    return say(f"plan.standing-{standing.state}", who=who, when=when)


def _finding(finding: Finding, knowledge: Knowledge) -> FindingRow:
    rule = knowledge.rules.get(finding.rule)
    return FindingRow(
        id=finding.id,
        rule=finding.rule,
        title=rule.title if rule else finding.rule,
        severity=finding.severity,
        message=finding.message,
        where=finding.where,
        repair=finding.repair,
        waived_until=finding.waived_until,
        stage=finding.stage,
        group=finding.group,
        reasons=reasons(finding.reasons),
    )


def _unknown(field: str, why: str, names: Names) -> UnknownRow:
    return UnknownRow(field=field, question=ask(field, names), why_it_matters=why)


def _unknowns(
    chain: ValueChain,
    found: tuple[Unknown, ...],
    undated: bool,
    as_at: PartialDate | None,
    consensus: Consensus | None,
    accounts: Accounts,
    investment: Investment,
) -> list[UnknownRow]:
    names = subjects_of(chain.policy)
    rows = [_unknown(each.field, each.why_it_matters, names) for each in found]
    if as_at is None:
        rows.append(_unknown("as_at", say("plan.unknown-as-at"), names))
    if undated:
        rows.append(_unknown("activities.start", say("plan.unknown-dates"), names))
    for gap in accounts.scorecard.gaps:
        why = say("plan.unknown-indicator", question=say(f"plan.question-{gap.question}"))
        rows.append(_unknown(f"indicators.{gap.question}", why, names))
    if consensus is not None:
        rows += questions(chain, consensus)
    why = say("plan.unknown-ledger")
    rows += (UnknownRow(field=each.path, question=each.said, why_it_matters=why) for each in accounts.questions)
    rows += worths.questions(investment)
    known: dict[str, UnknownRow] = {}
    for row in rows:
        known.setdefault(row.field, row)
    return list(known.values())
