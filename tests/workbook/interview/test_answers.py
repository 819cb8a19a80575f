"""What has become of a question, and how far one has got, in words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from coprod_tools.files.nodes import Plain
from coprod_tools.knowledge import load_knowledge
from coprod_tools.lifecycle import lifecycle_of
from coprod_tools.policyfile import load
from coprod_tools.workbook.interview.answers import Counts, Told, counts, state_of
from coprod_tools.workbook.interview.asked import Asked
from coprod_tools.workbook.interview.asking import questions_for
from coprod_tools.workbook.interview.way_through import place, progress, sections_of, step, still_here

K = load_knowledge()


@pytest.fixture
def asked(tmp_path: Path) -> Mapping[str, Asked]:
    """The questions of an empty policy, by id."""
    path = tmp_path / "p.yaml"
    path.write_text("coprod: 1\nid: p\ntitle: A policy\njurisdiction: nz\n", encoding="utf-8")
    return {each.id: each for each in questions_for(load(path).policy, K)}


@pytest.mark.parametrize(
    ("question", "said", "notes", "guesses", "state"),
    [
        ("decision-wanted", {}, {}, (), "open"),
        ("decision-wanted", {"decision_wanted.what": "Fund it"}, {}, (), "partly"),
        (
            "decision-wanted",
            {"decision_wanted.what": "Fund it", "decision_wanted.who": "Us", "decision_wanted.by_when": "2027"},
            {},
            (),
            "answered",
        ),
        ("decision-wanted", {"decision_wanted.what": "unknown"}, {}, (), "unknown"),
        ("decision-wanted", {"decision_wanted.what": "Fund it"}, {}, ("decision_wanted.what",), "guess"),
        ("decision-wanted", {"decision_wanted.what": "Fund it"}, {}, ("fixed",), "partly"),
        ("fixed-and-open", {"fixed": (), "open": ("Who",)}, {}, (), "answered"),
        ("treaty-affected", {"treaty.affected": "unknown"}, {}, (), "unknown"),
        ("already-there", {"already_happening": ()}, {}, (), "answered"),
        ("already-there", {"already_happening": "unknown"}, {}, (), "unknown"),
        ("already-there", {"already_happening": ({"who": "a", "what": "b"},)}, {}, (), "answered"),
        ("already-here@problem", {"already_happening": ({"who": "a", "what": "b"},)}, {}, (), "open"),
        ("already-here@problem", {"already_happening": ({"who": "a", "what": "b", "stage": "1"},)}, {}, (), "answered"),
        ("already-here@problem", {"already_happening": ({"who": "a", "stage": "problem"},)}, {}, (), "partly"),
        ("already-here@problem", {}, {"already_happening[stage=problem]": "comment"}, (), "answered"),
        ("already-here@problem", {}, {"already_happening[stage=problem]": "ask"}, (), "unknown"),
        ("already-here@mandate", {}, {"already_happening[stage=problem]": "ask"}, (), "open"),
        ("groups", {"problem.groups": ({"id": "a", "label": "A"},)}, {}, ("problem.groups[a].label",), "guess"),
    ],
)
def test_a_question_is_answered_in_part_unknown_guessed_or_open(
    asked: Mapping[str, Asked],
    question: str,
    said: Mapping[str, Plain],
    notes: Mapping[str, str],
    guesses: tuple[str, ...],
    state: str,
) -> None:
    """Each row says what the file holds and what that makes of the question."""
    assert state_of(asked[question], Told(lambda path: said.get(path), notes, guesses)) == state


def test_a_guess_counts_at_the_stage_its_item_belongs_to(asked: Mapping[str, Asked]) -> None:
    """And at no other."""
    said: Mapping[str, Plain] = {
        "activities": ({"id": "a", "label": "A", "stage": "delivery"},),
        "activities[a]": {"id": "a", "label": "A", "stage": "delivery"},
    }
    told = Told(lambda path: said.get(path), {}, ("activities[a].label",))
    assert state_of(asked["done-here@delivery"], told) == "guess"
    assert state_of(asked["done-here@mandate"], told) == "open"


@pytest.mark.parametrize(
    ("answered", "partly", "unknown", "guess", "left", "words"),
    [
        (0, 0, 0, 0, 5, "5 to answer"),
        (2, 0, 0, 0, 3, "2 of 5 answered"),
        (5, 0, 0, 0, 0, "all answered"),
        (0, 1, 0, 4, 0, "1 in part, 4 to confirm"),
        (3, 0, 2, 0, 0, "all answered, 2 not known yet"),
        (1, 1, 1, 1, 1, "2 of 5 answered, 1 in part, 1 not known yet, 1 to confirm"),
    ],
)
def test_progress_is_told_in_words(answered: int, partly: int, unknown: int, guess: int, left: int, words: str) -> None:
    """What nobody knows yet counts as answered; there is no percentage."""
    told: Counts = {"answered": answered, "partly": partly, "unknown": unknown, "guess": guess, "open": left}
    assert progress(told) == words


def test_the_way_leads_on_and_back_and_ends(asked: Mapping[str, Asked]) -> None:
    """From any question; one that is not there any more leads to the first."""
    all_asked = tuple(asked.values())
    assert step(all_asked, "name", 1) == asked["place"]
    assert step(all_asked, "name", -1) is None
    assert step(all_asked, all_asked[-1].id, 1) is None
    assert step(all_asked, "gone", 1) == asked["name"]
    assert place(all_asked, "place") == 1


def test_a_question_that_is_gone_leaves_one_at_the_nearest_before_it(asked: Mapping[str, Asked]) -> None:
    """As when an activity is undone while its questions are open."""
    before = tuple(asked.values())
    without = tuple(each for each in before if each.id not in ("place", "decision-wanted"))
    assert still_here(without, "decision-wanted", before).id == "name"
    assert still_here(before, "place", before).id == "place"
    assert still_here(before, "gone").id == "name"


def test_sections_bear_the_names_of_stages_and_hold_every_question_once(asked: Mapping[str, Asked]) -> None:
    """In the order of the way."""
    all_asked = tuple(asked.values())
    sections = sections_of(all_asked, lifecycle_of())
    assert [each.title for each in sections][3:6] == ["Te Tiriti o Waitangi", "Mandate", "Problem and evidence"]
    assert tuple(question for each in sections for question in each.asked) == all_asked
    told = counts(sections[0].asked, lambda each: "answered" if each.id == "name" else "open")
    assert told["answered"] == 1
    assert sum(told.values()) == 5
