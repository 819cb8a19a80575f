"""The mapper of forms says of every field what the models say, and of a new one by itself."""

from __future__ import annotations

from typing import Annotated, Any

import pytest
from pydantic import Field as PydanticField

from coprod_tools.files.fields import Model, fields_of
from coprod_tools.policy import Policy
from coprod_tools.policy.ids import ActorRef
from coprod_tools.policy.numbers import Cost
from coprod_tools.policy.purpose import Evidence
from coprod_tools.policy.record import Item
from coprod_tools.policy.values import PartialDate, Text, YesNo
from coprod_tools.problems import UsageError
from coprod_tools.workbook.forms.fields import field_at, fields_in, models

SCHEMA: dict[str, Any] = Policy.model_json_schema(by_alias=True)
PARTS: dict[str, Any] = SCHEMA["$defs"] | {"Policy": SCHEMA}


def record_in(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the part of a model's schema that lists its fields; one with a short form has two parts."""
    if "properties" in schema:
        return schema
    return next(part for part in schema["anyOf"] if "properties" in part)


def test_every_model_of_the_published_schema_is_reached_with_all_its_fields() -> None:
    """The schema is made by pydantic, so it is a second witness."""
    found = {model.__name__: {field.name for field in fields_in(model)} for model in models()}
    assert found == {name: set(record_in(part)["properties"]) for name, part in PARTS.items()}


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_what_is_required_and_which_words_there_are_is_as_the_schema_says(model: Model) -> None:
    """Only the words are compared here; what a word means stands in the catalogue."""
    schema = record_in(PARTS[model.__name__])
    for field in fields_in(model):
        assert field.required == (field.name in schema.get("required", ())), field.name
        text = str(schema["properties"][field.name])
        words = field.words or (field.item.words if field.item else ())
        assert all(repr(word) in text for word in words), field.name
        assert bool(words) == ("'enum'" in text and field.kind not in ("yes-no", "record")), field.name


@pytest.mark.parametrize(
    ("path", "kind", "required", "points_to"),
    [
        ("title", "text", True, ()),
        ("currency", "line", False, ()),
        ("as_at", "date", False, ()),
        ("price_year", "whole", False, ()),
        ("fixed", "list", False, ()),
        ("fixed[1]", "text", True, ()),
        ("external_ids", "names", False, ()),
        ("standing", "record", False, ()),
        ("standing.state", "choice", True, ()),
        ("standing.with", "list", False, ()),
        ("standing.with[1]", "reference", True, ("actors",)),
        ("problem.groups", "records", False, ()),
        ("problem.groups[young].size", "amount", False, ()),
        ("activities[design]", "record", True, ()),
        ("activities[design].parts[parents.design].promise.level", "line", False, ()),
        ("activities.parts.promise.level", "line", False, ()),
        ("activities[design].parts[parents.design].can_refuse", "yes-no", False, ()),
        ("activities[design].cost", "money", False, ()),
        ("activities[design].cost.low", "number", False, ()),
        ("claims[a.b].from", "reference", True, ("activities", "outputs", "outcomes", "concepts")),
        ("power.owns_data[1]", "reference", True, ("actors", "groups")),
        ("waivers[rule.activities[design].parts].until", "date", True, ()),
    ],
)
def test_a_field_is_found_by_its_path(path: str, kind: str, required: bool, points_to: tuple[str, ...]) -> None:
    """With the items on its way or without them."""
    found = field_at(path)
    assert (found.kind, found.required, found.points_to) == (kind, required, points_to)


@pytest.mark.parametrize("path", ["", "no_such", "activities[design].no_such", "title.more", "title[1]", "a..b"])
def test_a_path_that_leads_nowhere_is_refused(path: str) -> None:
    """A form for nothing would save nothing."""
    with pytest.raises(UsageError):
        field_at(path)


def test_limits_are_those_of_the_model() -> None:
    """500 characters in a line and 20,000 in a text, as `policy/values.py` has them."""
    assert field_at("currency").pattern == "^[A-Z]{3}$"
    assert field_at("concepts.kind").limit == 500
    assert field_at("summary").limit == 20_000
    assert field_at("activities.delegable").keeps_unknown
    assert not field_at("activities.scale").keeps_unknown
    assert field_at("activities.cost").short_form == "amount"


def test_a_field_that_is_added_to_a_model_is_mapped_by_itself() -> None:
    """Nobody has to add it to a second list."""

    class Richer(Item):
        """A model with one field of each sort."""

        words: Text
        when: PartialDate | None = None
        whether: YesNo | None = None
        holder: Annotated[ActorRef | None, PydanticField(alias="from")] = None
        cost: Cost | None = None
        evidence: tuple[Evidence, ...] | None = None

    found = {field.name: field for field in fields_in(Richer)}
    assert list(found) == list(fields_of(Richer))
    kinds = {name: field.kind for name, field in found.items()}
    assert kinds == {
        "id": "line",
        "visible_to": "choice",
        "words": "text",
        "when": "date",
        "whether": "yes-no",
        "from": "reference",
        "cost": "money",
        "evidence": "records",
    }
    assert found["evidence"].model is Evidence
    assert found["words"].required and not found["from"].required
