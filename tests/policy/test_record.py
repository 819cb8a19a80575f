"""Records are frozen and strict; what nobody knows is None; every list item has an id."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from coprod_tools.policy import Activity, Claim, Part, Policy

BASE = {"coprod": "1", "id": "a", "title": "A"}


def policy(**fields: object) -> Policy:
    """Make a policy from plain text, as reading does."""
    return Policy.model_validate({**BASE, **fields})


@pytest.mark.parametrize("nothing", [None, "", "unknown"])
def test_absent_empty_and_unknown_are_all_none(nothing: object) -> None:
    """Nobody knows yet; an empty list says nobody."""
    assert policy(owner=nothing) == policy()
    assert policy(open=()).open == ()


@pytest.mark.parametrize("nothing", [None, "", "unknown"])
def test_a_field_nobody_knows_is_refused_even_when_empty(nothing: object) -> None:
    """A misspelt field must not vanish because its value is still to come."""
    with pytest.raises(ValidationError, match="titel"):
        policy(titel=nothing)


def test_unknown_is_an_answer_where_it_is_a_word_of_the_list() -> None:
    """An option may be known to be unknown."""
    options = policy(options=({"label": "O", "wanted": {"answer": "unknown"}},)).options
    assert options is not None and options[0].wanted is not None and options[0].wanted.answer == "unknown"


def test_nothing_can_be_changed_afterwards() -> None:
    """Values are frozen."""
    made = policy()
    with pytest.raises(ValidationError):
        made.title = "B"  # type: ignore[misc,assignment]


def test_ids_are_made_from_key_fields_and_equal_ones_are_numbered() -> None:
    """actor.co for a part, from.to for a claim."""
    parts = [
        {"actor": "p", "co": "design"},
        {"actor": "p"},
        {"actor": "p", "co": "design"},
        {"id": "own", "actor": "p"},
    ]
    activity = Activity.model_validate({"id": "x", "label": "X", "parts": parts})
    keys = [part.key for part in activity.parts or ()]
    assert keys[0] == "p.design" and keys[2] == "p.design.2" and keys[3] == "own"
    assert keys[1].startswith("x.") and len(keys[1]) == 12
    claims = policy(claims=({"from": "a", "to": "b"}, {"from": "a", "to": "b"})).claims or ()
    assert [claim.key for claim in claims] == ["a.b", "a.b.2"]


def test_a_made_id_depends_only_on_the_item_itself() -> None:
    """Others before it in the list don't matter, unless they are equal."""
    one = policy(workarounds=({"what": "W"},)).workarounds or ()
    two = policy(workarounds=({"what": "V"}, {"what": "W"})).workarounds or ()
    assert one[0].key == two[1].key != two[0].key


def test_a_record_may_be_built_in_python_by_its_own_names() -> None:
    """`cause` in Python is `from` in the file."""
    assert Claim(cause="a", to="b") == Claim.model_validate({"from": "a", "to": "b"})
    assert Part(actor="p", co="design").key == "p.design"


def test_a_lifecycle_is_a_name_or_stages_and_not_both() -> None:
    """A name alone is the short form."""
    assert policy(lifecycle="roamef").lifecycle is not None
    with pytest.raises(ValidationError, match="its name, or your stages"):
        policy(lifecycle={"template": "roamef", "stages": ({"id": "s", "title": "S"},)})


@pytest.mark.parametrize("version", ["0", "2", "-1", "one", None])
def test_only_this_version_is_accepted(version: object) -> None:
    """Whatever reading lets through."""
    with pytest.raises(ValidationError):
        Policy.model_validate({**BASE, "coprod": version})
