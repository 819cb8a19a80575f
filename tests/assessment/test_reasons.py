"""Reasons are true: a named field can change the mark, and no other field does (metamorphic)."""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import Any

import pytest

from coprod_tools.assessment.advice import advise
from coprod_tools.assessment.findings import findings
from coprod_tools.assessment.verdicts import judge
from coprod_tools.chain import build_chain
from coprod_tools.knowledge import load_knowledge
from coprod_tools.lifecycle import lifecycle_of
from coprod_tools.policy import Policy
from coprod_tools.policyfile import worked
from tests.assessment.changes import Change, appended, changes_of, fields_of, policy_of, raw_of, supplied

WORKED = sorted(worked().items())
each_worked = pytest.mark.parametrize(("policy_id", "path"), WORKED, ids=[policy_id for policy_id, _ in WORKED])
# How many fields of each policy to change; `make proof` changes all of them.
MARKS = int(os.environ.get("COPROD_REASON_MARKS", "6"))
FIELDS = int(os.environ.get("COPROD_REASON_FIELDS", "24"))
Mark = tuple[Any, ...]
Marks = dict[str, tuple[Mark, tuple[str, ...]]]


def marks_of(policy: Policy) -> Marks:
    """Every mark by id: what must not change unasked, and the fields its reasons name."""
    found: Marks = {}
    chain, knowledge = build_chain(policy, lifecycle_of(policy.lifecycle)), load_knowledge()
    cells = advise(judge(chain, knowledge), chain, knowledge)
    for mark in (*cells, *findings(chain, knowledge, cells, policy.as_at)):
        fields = tuple(path for reason in mark.reasons for path in reason.fields)
        texts = tuple((reason.rule, reason.text) for reason in mark.reasons)
        state = tuple(getattr(mark, name, None) for name in ("verdict", "advice", "severity", "score", "waived_until"))
        found[mark.id] = ((*state, texts), fields)
    return found


def named(path: str, fields: tuple[str, ...]) -> bool:
    """Whether a changed field is one of those named: itself, something in it, or what it lies in."""
    return any(_within(path, field) or _within(field, path) for field in fields)


def _within(inner: str, outer: str) -> bool:
    return inner == outer or inner.startswith((f"{outer}.", f"{outer}["))


def sampled(policy_id: str, path: Path) -> list[Change]:
    """Some changes of a worked policy, the same in every run."""
    raw = raw_of(path)
    policy = policy_of(raw)
    assert policy is not None
    fields = sorted(set(fields_of(raw, policy)), key=str)
    chosen = random.Random(policy_id).sample(fields, min(FIELDS, len(fields)))
    return [change for name, steps in chosen for change in changes_of(raw, steps, name)]


@each_worked
def test_only_a_named_field_changes_a_mark(policy_id: str, path: Path) -> None:
    """Whatever mark appears, goes or differs after one field changed names that field among its reasons."""
    policy = policy_of(raw_of(path))
    assert policy is not None
    before = marks_of(policy)
    wrong = []
    for change in sampled(policy_id, path):
        after = marks_of(change.policy)
        for name in before.keys() | after.keys():
            old, new = before.get(name), after.get(name)
            if old is not None and new is not None and old[0] == new[0]:
                continue
            fields = (old[1] if old else ()) + (new[1] if new else ())
            if not named(change.path, fields):
                wrong.append((change.path, change.how, name))
    assert sorted(set(wrong)) == [], sorted({(path, name) for path, _, name in wrong})[:40]


@each_worked
def test_some_named_field_changes_each_mark(policy_id: str, path: Path) -> None:
    """For a sample of marks, some change of a field named in its reasons alters or removes it."""
    raw = raw_of(path)
    policy = policy_of(raw)
    assert policy is not None
    before = marks_of(policy)
    places = dict(fields_of(raw, policy))
    chosen = random.Random(policy_id).sample(sorted(before), min(MARKS, len(before)))
    unmoved = [name for name in chosen if not _moves(raw, name, before, places)]
    assert unmoved == []


def _moves(raw: dict[str, Any], name: str, before: Marks, places: dict[str, Any]) -> bool:
    """Whether removing, emptying, flipping or adding one of the named fields moves the mark."""
    fields = before[name][1]
    for field in fields:
        for place in [place for place in places if _within(place, field)] or []:
            for change in changes_of(raw, places[place], place):
                after = marks_of(change.policy).get(name)
                if after is None or after[0] != before[name][0]:
                    return True
    for field in fields:
        for change in (*supplied(raw, field, places), *appended(raw, field, places)):
            after = marks_of(change.policy).get(name)
            if after is None or after[0] != before[name][0]:
                return True
    return False
