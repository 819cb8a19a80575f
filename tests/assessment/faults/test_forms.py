"""The faults themselves: enough of them for every rule, and each leaves a policy that can still be read."""

from __future__ import annotations

import re
from functools import cache

import networkx as nx
import pytest
import yaml

from coprod_tools.policy import Policy

from .measure import BASE, CleanPolicy, read_plain, same_place
from .places import where
from .readings import ROOT
from .references import dangling
from .register import FORMS

POLICIES = [CleanPolicy(path.stem, read_plain(path), frozenset()) for path in sorted(BASE.glob("*.yaml"))]


@cache
def applied() -> frozenset[tuple[str, str]]:
    """Rule and name of every form that applies to a base policy."""
    return frozenset((form.rule, form.name) for form in FORMS if any(form(policy.plain) for policy in POLICIES))


def rule_ids() -> list[str]:
    """Ids of the rule catalogue."""
    text = (ROOT / "coprod_tools/knowledge/rules.yaml").read_text(encoding="utf-8")
    return [rule["id"] for rule in yaml.safe_load(text)["rules"]]


@pytest.mark.parametrize("rule", rule_ids())
def test_every_rule_has_three_forms_that_apply_to_a_base_policy(rule: str) -> None:
    """Forms that apply nowhere measure nothing."""
    assert len({name for one, name in applied() if one == rule}) >= 3


def test_every_form_is_for_a_rule_of_the_catalogue_and_applies_somewhere() -> None:
    """A misspelt rule id would never be found, and a form that never applies is dead."""
    assert {form.rule for form in FORMS} <= set(rule_ids())
    assert [form.name for form in FORMS if (form.rule, form.name) not in applied()] == []


def test_every_form_has_a_name_of_its_own_within_its_rule() -> None:
    """Two forms of one name could not be told apart in the report."""
    names = [(form.rule, form.name) for form in FORMS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.name)
def test_every_faulted_policy_is_still_valid(policy: CleanPolicy) -> None:
    """A weakness is no error: the model accepts it, no reference dangles, no need goes in a circle, places exist."""
    for form in FORMS:
        faulted = form(policy.plain)
        if faulted is None:
            continue
        plain, _, wanted = faulted
        assert plain != policy.plain, form
        model = Policy.model_validate(plain)
        assert dangling(model, plain) == [], form
        needs = nx.DiGraph((need, one.id) for one in model.activities or () for need in one.needs or ())
        assert nx.is_directed_acyclic_graph(needs), form
        for place in wanted:
            assert re.fullmatch(r"[a-z_.\[\]A-Z0-9-]*", place), (form, place)


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.name)
def test_base_policies_hold_no_dangling_reference(policy: CleanPolicy) -> None:
    """The clean policies must be clean."""
    assert dangling(Policy.model_validate(policy.plain), policy.plain) == []


def test_the_given_policy_is_never_changed() -> None:
    """Each form works on a copy."""
    before = yaml.dump(POLICIES[0].plain)
    for form in FORMS:
        form(POLICIES[0].plain)
    assert yaml.dump(POLICIES[0].plain) == before


def test_a_place_is_named_by_ids() -> None:
    """Fields in dots, items by id in brackets, as DESIGN section 3 writes them."""
    dry_homes = next(policy.plain for policy in POLICIES if policy.name == "dry-homes")
    path = ("activities", 1, "parts", 0, "promise", "level")
    assert where(dry_homes, path) == "activities[listening].parts[whanau.commission].promise.level"


def test_places_match_within_one_item_only() -> None:
    """A finding at an item meets a fault in its field, not in another item below it."""
    assert same_place("activities[a].lead", "activities[a]")
    assert same_place("power", "power.initiates")
    assert not same_place("activities[a]", "activities[a].parts[b]")
    assert not same_place("activities[ab]", "activities[a]")
