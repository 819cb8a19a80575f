"""The interview's questions: every field they fill is in the model, every rule that fields can settle has one."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from coprod_tools.files.fields import fields_of, item_type, model_in, whole_type
from coprod_tools.knowledge import load_knowledge
from coprod_tools.knowledge.interview_questions import SECTIONS, InterviewQuestion
from coprod_tools.lifecycle import lifecycle_of
from coprod_tools.policy import Policy

K = load_knowledge()
QUESTIONS = list(K.interview.values())
# A waiver runs out by itself; whoever gave it chooses again where findings are read, not in an interview.
NOT_ASKED = {"waiver-expired"}
# What an adviser should not have to know.
JARGON = re.compile(r"\b(yaml|field|schema|stakeholder|leverage|counterfactual|kernel|null|id)\b", re.I)


def at(path: str) -> object:
    """Return the type at a pattern's path, walking the policy's model; names in braces stand for items."""
    path = path.replace("{part}", "activities[a].parts[p]")
    model: object = Policy
    for name, item in re.findall(r"([a-z_]+)(\[[^\]]*\])?", re.sub(r"\{[a-z]+\}", "", path)):
        fields = fields_of(model)
        assert name in fields, f"{path}: no field {name}"
        annotation = whole_type(fields[name])
        assert not item or item_type(annotation) is not None, f"{path}: {name} is no list"
        model = model_in(item_type(annotation) if item else annotation) or annotation
    return model


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each.id)
def test_every_field_it_fills_is_in_the_model(question: InterviewQuestion) -> None:
    """By a walk of the test's own through the model, not the one the forms use."""
    for path in question.paths:
        at(path)
    for name, _ in question.preset:
        at(f"{question.adds}[].{name}")


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each.id)
def test_names_in_braces_are_those_of_the_thing_it_is_asked_of(question: InterviewQuestion) -> None:
    """Else a reader would see braces."""
    known = {
        None: set(),
        "stage": {"stage"},
        "activity": {"activity"},
        "part": {"part", "actor", "activity"},
        "contribution": {"contribution", "giver"},
    }
    may = known.get(question.each, {question.each})
    texts = [question.short, question.ask, *question.paths, *(value for _, value in question.preset)]
    used = {name for text in texts for _, name, _, _ in Formatter().parse(text) if name is not None}
    assert used <= may
    assert not re.search(r"[{}]", question.why + question.example)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each.id)
def test_it_is_short_and_in_plain_words(question: InterviewQuestion) -> None:
    """One question of at most two lines, and no word of the trade."""
    assert len(question.ask) <= 150
    assert len(question.why) <= 260
    assert "?" in question.ask
    assert not JARGON.search(f"{question.ask} {question.why} {question.example}")


def test_every_rule_that_an_answer_can_settle_has_a_question() -> None:
    """And no question names a rule that is not there."""
    named = {rule for question in QUESTIONS for rule in question.resolves}
    assert named == set(K.rules) - NOT_ASKED


def test_the_first_question_at_a_stage_is_what_people_already_do_without_us() -> None:
    """At every stage of the default lifecycle."""
    for stage in lifecycle_of().stages:
        asked = [
            each for each in QUESTIONS if each.section == "stage" and (not each.stages or stage.order in each.stages)
        ]
        assert asked[0].adds == "already_happening"
        assert dict(asked[0].preset) == {"stage": "{stage}"}


def test_questions_stand_section_by_section() -> None:
    """In the order of the way; the frame comes before the stages."""
    places = [SECTIONS.index(each.section) for each in QUESTIONS]
    assert places == sorted(places)


def test_questions_on_te_tiriti_speak_in_their_jurisdiction_only() -> None:
    """And every question of its section is one of them."""
    for each in QUESTIONS:
        assert (each.section == "treaty") == (each.jurisdiction == "nz")
        assert each.speaks_in("nz")
        assert each.speaks_in("england") == (each.section != "treaty")


def test_the_ten_minute_way_has_more_than_eight_to_choose_from() -> None:
    """So that eight are left where one does not apply; those asked of each part share a place."""
    places = {each.ten for each in QUESTIONS if each.ten is not None}
    assert places == set(range(1, len(places) + 1))
    assert len(places) > 8


def test_te_reo_has_its_macrons() -> None:
    """The commonest slips, by their bare spelling."""
    bare = re.compile(r"\b(Maori|whanau|hapu|[Rr]unanga|matauranga|kaumatua|Takai|Te Ropu)\b")
    for each in QUESTIONS:
        assert not bare.search(" ".join((each.ask, each.why, each.example, each.source)))
