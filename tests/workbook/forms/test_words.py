"""The catalogue of labels holds to the models in both directions, and to the spelling of te reo Māori."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from coprod_tools.files.fields import Model
from coprod_tools.knowledge import load_knowledge
from coprod_tools.policy.vocabulary import ActorKind, Co, EvidenceScale
from coprod_tools.words import catalogue
from coprod_tools.workbook import Editing
from coprod_tools.workbook.forms import FieldForm
from coprod_tools.workbook.forms.choices import choices
from coprod_tools.workbook.forms.controls import ONE_LINE
from coprod_tools.workbook.forms.fields import fields_in, models
from coprod_tools.workbook.forms.labels import help_on, key_of, keys_wanted, label
from tests.workbook.forms.conftest import TEXT

JARGON = re.compile(r"\b(YAML|schema|kernel|field path|null|boolean|string)\b")
WORDS = catalogue("fields")
FIELDS = [(model.__name__, field) for model in models() for field in fields_in(model)]


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_every_field_has_a_label_and_one_sentence_of_help(model: Model) -> None:
    """A label names it, the help is a whole sentence, and neither speaks of the file."""
    for field in fields_in(model):
        assert 0 < len(label(field)) <= 60, field.name
        assert help_on(field).endswith((".", "?")) and len(help_on(field)) <= 160, field.name
        assert not JARGON.search(f"{label(field)} {help_on(field)}"), field.name


def test_every_word_to_choose_from_has_a_label() -> None:
    """Those that the knowledge base names are named there."""
    assert sorted(key for key in keys_wanted() if key not in WORDS) == []
    knowledge = load_knowledge()
    assert set(knowledge.cos) == set(Co.__args__)  # type: ignore[attr-defined]
    assert set(knowledge.actor_kinds) == set(ActorKind.__args__)  # type: ignore[attr-defined]
    assert set(knowledge.scales) == set(EvidenceScale.__args__)  # type: ignore[attr-defined]


def test_no_label_speaks_of_a_field_that_is_not_there() -> None:
    """A field that was renamed or dropped would leave its words behind."""
    meant = set(keys_wanted())
    known = {key_of(field) for _, field in FIELDS}
    for key in (key for key in WORDS if "." in key):
        stem = re.sub(r"\.(help|example|meaning)$", "", key)
        field, word, _ = stem.partition(".word.")
        assert stem in meant or (bool(word) and field in known), key


def test_what_is_a_single_line_is_a_field_of_the_models() -> None:
    """A name in the list that no model has would say nothing."""
    assert {field.name for _, field in FIELDS} >= ONE_LINE


def test_macrons_are_right() -> None:
    """Māori, whānau, hapū and the like are never written without their macrons."""
    for key, words in WORDS.items():
        assert not re.search(r"\b(maori|whanau|hapu|matauranga|korero|wananga)\b", words.lower()), key


def test_choices_are_named_by_the_knowledge_base_where_it_names_them(editing: Editing) -> None:
    """No second wording: the labels are the entries' own."""
    by_key = {key_of(field): field for _, field in FIELDS}
    kinds = {each.value: each.label for each in choices(by_key["actor.kind"], editing)}
    assert kinds["iwi"] == "Treaty partner (iwi)"
    assert kinds["agency"] == "Public body"
    cos = {each.value: each for each in choices(by_key["part.co"], editing)}
    assert cos["design"].label == "Co-design"
    assert cos["design"].meaning == editing.knowledge.cos["design"].definition


def test_levels_of_a_promise_are_those_of_its_scale(editing: Editing) -> None:
    """`involve` is on the IAP2 spectrum only, `partner` on Te Arawhiti's only."""
    level = next(field for name, field in FIELDS if (name, field.name) == ("Promise", "level"))
    iap2 = {each.value for each in choices(level, editing, {"scale": "iap2"})}
    crown = {each.value for each in choices(level, editing, {"scale": "te-arawhiti"})}
    assert iap2 == {"inform", "consult", "involve", "collaborate", "empower"}
    assert crown == {"inform", "consult", "collaborate", "partner", "empower"}
    assert {each.value for each in choices(level, editing)} == iap2 | crown


@pytest.mark.parametrize(
    ("kept", "name"),
    [
        ("nz", "Aotearoa New Zealand"),
        ("england", "England"),
        ("scotland", "Scotland"),
        ("wales", "Wales"),
        ("au", "Australia"),
        ("made-up", "made-up"),
        ("New Zealand", "New Zealand"),
    ],
)
def test_a_place_is_shown_by_its_name_and_read_by_it_again(
    opened: Callable[..., Editing], kept: str, name: str
) -> None:
    """Short forms are for files; a name that a form offers is the same place to the reader."""
    editing = opened(TEXT.replace("title:", f"jurisdiction: {kept}\ntitle:"))
    form = FieldForm(editing, "jurisdiction")
    assert form.form is not None
    (found,) = form.form.content["fields"]
    assert found["value"] == name
    place = editing.policy.jurisdiction
    if name in [each for each, _, _ in found["choices"]]:
        assert name in form.twin()
        form.answer(name)
    assert editing.policy.jurisdiction == place
