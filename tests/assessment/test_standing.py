"""Who stands as what: by kind, by mandate, or not known."""

from __future__ import annotations

from typing import Any

import pytest

from coprod_tools.assessment.standing import Standing, stands_as
from coprod_tools.knowledge import Knowledge
from coprod_tools.policy import Policy

POLICY = Policy.model_validate(
    {
        "coprod": "1",
        "id": "p",
        "title": "P",
        "problem": {"groups": [{"id": "carers", "label": "Carers"}]},
        "actors": [
            {"id": "ministry", "label": "Ministry", "kind": "agency", "mandate": {"speaks_for": ["carers"]}},
            {"id": "users", "label": "Users", "kind": "people-who-use-it"},
            {"id": "trust", "label": "Trust", "kind": "provider"},
            {"id": "voice", "label": "Voice", "kind": "provider", "mandate": {"speaks_for": ["users"]}},
            {"id": "union", "label": "Union", "kind": "provider", "mandate": {"speaks_for": ["trust"]}},
            {"id": "envoy", "label": "Envoy", "kind": "provider", "mandate": {"speaks_for": ["someone"]}},
            {"id": "iwi", "label": "Iwi", "kind": "iwi"},
            {"id": "runanga", "label": "Rūnanga", "kind": "iwi", "mandate": {"speaks_for": ["carers"]}},
            {"id": "someone", "label": "Someone"},
        ],
    }
)


@pytest.mark.parametrize(
    ("actor", "public", "people", "stands"),
    [
        ("ministry", True, False, {"public-body"}),  # whatever it says of its mandate
        ("users", False, True, {"people"}),
        ("trust", False, False, {"organisation"}),
        ("voice", False, True, {"organisation", "people"}),
        ("union", False, False, {"organisation"}),
        ("envoy", False, None, {"organisation"}),  # whom it speaks for is not known
        ("iwi", False, False, {"own-authority"}),
        ("runanga", False, True, {"own-authority", "people"}),
        ("someone", None, None, set()),
        ("carers", False, True, {"people"}),
        ("nobody-here", None, None, set()),
    ],
)
def test_who_stands_as_what(
    actor: str, public: bool | None, people: bool | None, stands: Any, knowledge: Knowledge
) -> None:
    """As DESIGN.md section 5 lists the kinds; a group is people; an absent kind leaves it open."""
    standing = Standing(POLICY, knowledge)
    assert standing.is_public_body(actor) is public
    assert standing.counts_as_people(actor) is people
    assert stands_as(actor, POLICY, knowledge) == stands


def test_fields_are_those_that_decide(knowledge: Knowledge) -> None:
    """Its kind, its mandate, and the kinds of those it speaks for; a group is people by being a group."""
    standing = Standing(POLICY, knowledge)
    assert standing.fields("voice") == ("actors[voice].kind", "actors[voice].mandate.speaks_for", "actors[users].kind")
    assert standing.fields("carers") == ()


def test_those_who_speak_for_each_other_are_the_same_people(knowledge: Knowledge) -> None:
    """Both ways round, one step."""
    standing = Standing(POLICY, knowledge)
    assert standing.same_people("users") == {"users", "voice"}
    assert standing.same_people("voice") == {"users", "voice"}
    assert standing.same_people("trust") == {"trust", "union"}
