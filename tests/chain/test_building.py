"""A value chain is built whole from a valid policy, and never with a ghost in it."""

from __future__ import annotations

import networkx as nx
import pytest

from coprod_tools.chain import EDGE_TYPES, NODE_KINDS, ValueChain, build_chain
from coprod_tools.lifecycle import lifecycle_of
from coprod_tools.policy import Policy
from coprod_tools.problems import InvalidInput

RAW = {
    "coprod": "1",
    "id": "small",
    "title": "Small",
    "problem": {"evidence": [{"id": "survey", "source": "A survey"}]},
    "actors": [{"id": "ministry", "label": "Ministry", "kind": "agency"}, {"id": "parents", "label": "Parents"}],
    "activities": [
        {
            "id": "design",
            "label": "Design",
            "stage": "3",
            "lead": "ministry",
            "outputs": [{"id": "booklet", "label": "Booklet"}],
            "parts": [{"actor": "parents", "co": "design", "mode": "both"}, {"actor": "parents", "co": "commission"}],
        },
        {"id": "deliver", "label": "Deliver", "stage": "delivery", "needs": ["design"], "feeds_back_to": ["options"]},
    ],
    "outcomes": [{"id": "calm", "label": "Calm", "answers_for": ["ministry"]}, {"id": "whole", "label": "Whole"}],
    "indicators": [{"id": "felt", "label": "How it feels", "outcome": "calm"}],
    "concepts": [{"id": "trust", "label": "Trust"}],
    "claims": [
        {"from": "booklet", "to": "trust", "evidence": [{"id": "trial", "scale": "nesta", "level": "3"}]},
        {"from": "trust", "to": "calm", "sign": "+", "assumed": "yes"},
    ],
    "contributions": [{"id": "hours", "actor": "parents", "activity": "deliver", "kind": "time"}],
    "pilots": [{"id": "town", "label": "One town", "claim": "trust.calm", "activity": "design", "gates": ["deliver"]}],
}


def built(**changes: object) -> ValueChain:
    """Build the small policy with some fields changed."""
    return build_chain(Policy.model_validate({**RAW, **changes}))


def kinds(chain: ValueChain) -> dict[str, int]:
    """Count nodes by kind."""
    found: dict[str, int] = {}
    for _, kind in chain.graph.nodes(data="kind"):
        found[kind] = found.get(kind, 0) + 1
    return found


def test_every_thing_of_the_policy_is_one_node() -> None:
    """Counted by hand in RAW: ten stages of the default lifecycle, and each thing once."""
    assert kinds(built()) == {
        "stage": 10,
        "actor": 2,
        "activity": 2,
        "output": 1,
        "outcome": 2,
        "indicator": 1,
        "concept": 1,
        "contribution": 1,
        "pilot": 1,
        "evidence": 2,
    }


def test_every_statement_of_the_policy_is_one_edge() -> None:
    """Each edge that RAW asks for stands between the nodes meant, with its type and the field that says so."""
    graph = built().graph
    wanted = {
        ("stage:options", "activity:design", "flows_to", "activities[design].stage"),
        ("stage:delivery", "activity:deliver", "flows_to", "activities[deliver].stage"),
        ("actor:ministry", "activity:design", "takes_part", "activities[design].lead"),
        ("actor:parents", "activity:design", "takes_part", "activities[design].parts[parents.design]"),
        ("actor:parents", "activity:design", "takes_part", "activities[design].parts[parents.commission]"),
        ("activity:design", "output:design/booklet", "produces", "activities[design].outputs[booklet]"),
        ("activity:deliver", "activity:design", "needs", "activities[deliver].needs"),
        ("activity:deliver", "stage:options", "feeds_back", "activities[deliver].feeds_back_to"),
        ("output:design/booklet", "concept:trust", "leads_to", "claims[booklet.trust]"),
        ("concept:trust", "outcome:calm", "leads_to", "claims[trust.calm]"),
        ("actor:ministry", "outcome:calm", "accountable_for", "outcomes[calm].answers_for"),
        ("outcome:calm", "indicator:felt", "measured_by", "indicators[felt].outcome"),
        ("actor:parents", "contribution:hours", "contributes", "contributions[hours].actor"),
        ("contribution:hours", "activity:deliver", "contributes", "contributions[hours].activity"),
        ("pilot:town", "outcome:calm", "tests", "pilots[town].claim"),
        ("pilot:town", "activity:design", "needs", "pilots[town].activity"),
        ("activity:deliver", "pilot:town", "needs", "pilots[town].gates"),
        ("evidence:claims/booklet.trust/trial", "concept:trust", "tests", "claims[booklet.trust].evidence[trial]"),
        ("evidence:problem/survey", "stage:problem", "flows_to", "problem.evidence[survey]"),
    }
    found = {
        (a, b, data["type"], data["field"]) for a, b, data in graph.edges(data=True) if data["field"] != "lifecycle"
    }
    assert found == wanted


def test_claims_keep_their_sign_and_say_when_they_are_assumed() -> None:
    """An assumption must never look like a finding."""
    data = built().graph.edges["concept:trust", "outcome:calm", "leads_to:trust.calm"]
    assert (data["sign"], data["assumed"], data["claim"]) == ("+", True, "trust.calm")


def test_only_known_kinds_and_types_occur() -> None:
    """The closed lists are closed."""
    graph = built().graph
    assert {kind for _, kind in graph.nodes(data="kind")} <= set(NODE_KINDS)
    assert {found for _, _, found in graph.edges(data="type")} <= set(EDGE_TYPES)


def test_the_graph_cannot_be_changed() -> None:
    """A chain is a value."""
    with pytest.raises(nx.NetworkXError):
        built().graph.add_node("actor:ghost")


def test_another_lifecycle_may_be_given() -> None:
    """The same policy on a team's own course; a stage that is not there is a fault."""
    chain = build_chain(
        Policy.model_validate({**RAW, "activities": []} | {"claims": [], "pilots": [], "contributions": []})
    )
    roamef = build_chain(chain.policy, lifecycle_of("roamef"))
    assert [stage.id for stage in roamef.stages] == [stage.id for stage in lifecycle_of("roamef").stages]


def test_all_loose_ends_are_named_at_once_and_make_no_ghost() -> None:
    """A dangling reference would make a node out of nothing."""
    broken = Policy.model_validate(
        {
            "coprod": "1",
            "id": "broken",
            "title": "Broken",
            "activities": [
                {"id": "a", "label": "A", "lead": "nobody", "stage": "never", "outcomes": ["nothing"], "needs": ["b"]},
                {"id": "b", "label": "B", "needs": ["a"]},
            ],
        }
    )
    with pytest.raises(InvalidInput) as caught:
        build_chain(broken)
    paths = {fault.path for fault in caught.value.faults}
    assert paths == {"activities[a].lead", "activities[a].stage", "activities[a].outcomes", "activities[a].needs"}


def test_a_test_may_be_part_of_what_it_gates() -> None:
    """The pilot of an activity that the same pilot gates is no circle of activities."""
    chain = built(pilots=[{"id": "town", "label": "Town", "activity": "deliver", "gates": ["deliver"]}])
    assert chain.graph.has_edge("pilot:town", "activity:deliver")


def test_an_output_named_with_its_activity_is_found() -> None:
    """Two activities may hand over things of the same name."""
    claims = [{"from": "design/booklet", "to": "whole"}]
    assert built(claims=claims, pilots=[]).graph.has_edge("output:design/booklet", "outcome:whole")
