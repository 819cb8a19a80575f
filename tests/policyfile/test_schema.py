"""The published JSON Schema is the model's, and every worked policy fits it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from coprod_tools import policyfile
from coprod_tools.policyfile.schema import SCHEMA_FILE, schema_text


class _Loader(yaml.SafeLoader):
    """What an editor makes of YAML 1.2: JSON's types, so that a date and a yes stay text."""


_BOOL, _DATE = "tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp"
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in (_BOOL, _DATE)]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_BOOL, re.compile("true|false"), list("tf"))


@pytest.fixture(scope="module")
def validator(root: Path) -> Draft202012Validator:
    """A validator of the published schema."""
    published: dict[str, Any] = json.loads((root / SCHEMA_FILE).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(published)
    return Draft202012Validator(published)


def test_the_published_schema_is_current(root: Path) -> None:
    """`python -m coprod_tools.policyfile.schema` writes it."""
    assert (root / SCHEMA_FILE).read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize("name", sorted(policyfile.worked()))
def test_every_worked_policy_fits(validator: Draft202012Validator, name: str) -> None:
    """What reading accepts, the schema accepts."""
    text = policyfile.worked()[name].read_text(encoding="utf-8")
    assert [error.message for error in validator.iter_errors(yaml.load(text, Loader=_Loader))] == []


@pytest.mark.parametrize(
    "change",
    [
        {"titel": "x"},
        {"coprod": 2},
        {"id": "Not An Id"},
        {"actors": "parents"},
        {"actors": [{"label": "P", "kind": "provid"}]},
        {"claims": [{"cause": "a", "to": "b"}]},
    ],
)
def test_what_reading_refuses_for_its_shape_the_schema_refuses(
    validator: Draft202012Validator, change: dict[str, Any]
) -> None:
    """An editor underlines it."""
    assert not validator.is_valid({"coprod": 1, "id": "a", "title": "A", **change})


@pytest.mark.parametrize(
    "change",
    [
        {"standing": "shared"},
        {"standing": {"state": "shared", "with": ["a"]}},
        {"as_at": 2026},
        {"as_at": "unknown"},
        {"title": {"en": "A", "mi": "He"}},
        {"actors": [{"label": "P", "size": 4}, {"label": "Q", "size": {"low": 1, "high": "2"}, "kind": "unknown"}]},
        {"lifecycle": "roamef"},
        {"exit": None},
    ],
)
def test_short_forms_and_unknown_fit(validator: Draft202012Validator, change: dict[str, Any]) -> None:
    """They are what the file is for."""
    assert [e.message for e in validator.iter_errors({"coprod": 1, "id": "a", "title": "A", **change})] == []
