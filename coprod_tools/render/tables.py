"""Plain tables for notebooks: what a policy says so far, what the verdicts mean, and any rows with a caption."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, get_args

from coprod_tools.assessment import Assessment
from coprod_tools.assessment.marks import Verdict
from coprod_tools.policy import Policy
from coprod_tools.render.block import Block, block, sign
from coprod_tools.words import say

# What a reader looks for first, in the order of a policy's life.
PARTS = (
    *("decision_wanted", "fixed", "open", "problem", "outcomes", "indicators", "actors", "activities"),
    *("already_happening", "offers", "workarounds", "claims", "contributions", "budgets", "power", "options"),
    *("capabilities", "participation", "safeguards", "data_uses", "treaty", "pilots", "exit"),
)


def table(head: Sequence[str], rows: Iterable[Sequence[object]], caption: str) -> Block:
    """Return rows as a table; the first cell of each names the row."""
    return block("table", head=head, rows=list(rows), caption=caption)


def policy_parts(policy: Policy) -> Block:
    """Return what the policy says so far, part by part; what it does not say is named as well."""
    rows = [(say(f"render.part.{name}"), _said(getattr(policy, name))) for name in PARTS]
    head = (say("render.column.part"), say("render.column.said"))
    return table(head, rows, say("render.caption.parts"))


def verdicts(assessment: Assessment) -> Block:
    """Return every verdict with its sign, its meaning and how often it was given; the counts are never added up."""
    counts = Counter(cell.verdict for cell in assessment.cells)
    rows = [(sign("verdict", each), say(f"render.verdict.{each}.meaning"), counts[each]) for each in get_args(Verdict)]
    head = tuple(say(f"render.column.{name}") for name in ("verdict", "meaning", "times"))
    return table(head, rows, say("render.caption.verdicts"))


def _said(value: Any) -> str:
    if value is None:
        return say("render.not-said-yet")
    if isinstance(value, tuple):
        return say("render.entries", count=len(value)) if value else say("render.said-none")
    return say("render.said")
