"""Which questions are asked, in which order, and at which a field is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from coprod_tools.assessment import assess
from coprod_tools.chain import build_chain
from coprod_tools.files.nodes import Plain
from coprod_tools.knowledge import load_knowledge
from coprod_tools.lifecycle import lifecycles
from coprod_tools.policy import Policy
from coprod_tools.policyfile import load
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.forms.said import said as said_at
from coprod_tools.workbook.interview.answering import answering
from coprod_tools.workbook.interview.asked import Asked
from coprod_tools.workbook.interview.asking import questions_for

K = load_knowledge()
WORKED = sorted(path.stem.removesuffix(".expected") for path in Path("templates/worked").glob("*.expected.json"))
PEOPLE = """
actors:
  - {id: kids, label: Young drivers, kind: people-who-use-it}
  - {id: ministry, label: The ministry, kind: agency}
  - {id: school, label: Driving school, kind: business}
activities:
  - id: shape
    label: Shape the lessons
    stage: service-design
    parts:
      - {actor: kids, co: design}
      - {actor: ministry, co: design}
"""


@pytest.fixture
def policy(tmp_path: Path) -> Callable[..., Policy]:
    """Make a policy from the lines that stand below its head."""

    def made(more: str = "") -> Policy:
        path = tmp_path / "p.yaml"
        path.write_text(f"coprod: 1\nid: p\ntitle: A policy\n{more}", encoding="utf-8")
        return load(path).policy

    return made


def ids(asked: tuple[Asked, ...]) -> list[str]:
    """Return the ids in their order."""
    return [each.id for each in asked]


def test_an_empty_policy_is_asked_the_frame_each_stage_and_what_comes_after(policy: Callable[..., Policy]) -> None:
    """At each of the ten stages first what people already do without us, then what is done there."""
    asked = questions_for(policy(), K)
    assert asked[0].id == "name"
    sections = list(dict.fromkeys(each.section for each in asked))
    stages = [f"stage:{each.id}" for each in lifecycles()["default"].stages]
    assert sections == ["decision", "people", "purpose", *stages, "measures", "care", "power", "money"]
    for stage in stages:
        here = [each for each in asked if each.section == stage]
        assert [each.question.id for each in here[:2]] == ["already-here", "done-here"]
        assert here[0].preset == {"stage": stage.removeprefix("stage:")}


def test_treaty_questions_are_asked_in_new_zealand_only(policy: Callable[..., Policy]) -> None:
    """Whatever name for the place is written."""
    assert "treaty-affected" in ids(questions_for(policy("jurisdiction: Aotearoa New Zealand\n"), K))
    assert "treaty-affected" not in ids(questions_for(policy("jurisdiction: england\n"), K))
    assert "treaty-affected" not in ids(questions_for(policy(), K))


def test_parts_are_asked_after_their_activity_and_only_of_those_outside_government(
    policy: Callable[..., Policy],
) -> None:
    """The activity, who takes part, then each of them in turn, then what keeps it safe."""
    asked = questions_for(policy(PEOPLE), K)
    here = [each for each in asked if each.section == "stage:service-design"]
    part = "activities[shape].parts[kids.design]"
    assert [each.id for each in here if each.question.each in ("activity", "part")] == [
        "what-for@activities[shape]",
        "takes-part@activities[shape]",
        f"say-in-shaping@{part}",
        f"promise@{part}",
        f"asked-of-them@{part}",
        f"pay@{part}",
        f"agreed@{part}",
        "keeps-safe@activities[shape]",
        "governments-role@activities[shape]",
        "duty@activities[shape]",
    ]
    asks = next(each for each in here if each.question.id == "promise").ask
    assert asks.startswith("Young drivers, in Shape the lessons: what are they promised")


def test_a_part_whose_co_is_not_said_is_asked_about_each_of_the_four(policy: Callable[..., Policy]) -> None:
    """Nobody knows yet which of them it will be."""
    asked = questions_for(policy(PEOPLE.replace("{actor: kids, co: design}", "{actor: kids}")), K)
    assert {each.question.id for each in asked if each.question.cos} == {
        "say-in-aims",
        "say-in-shaping",
        "say-in-doing",
        "say-in-judging",
    }


def test_actors_are_asked_what_fits_their_kind(policy: Callable[..., Policy]) -> None:
    """A business about what it earns; an organisation for whom it speaks; government neither."""
    asked = ids(questions_for(policy(PEOPLE), K))
    assert "what-it-gains@actors[school]" in asked
    assert "speaks-for@actors[school]" in asked
    assert "asked-before@actors[kids]" in asked
    assert "what-it-gains@actors[kids]" not in asked
    assert not [each for each in asked if each.endswith("@actors[ministry]")]


def test_an_activity_without_a_stage_is_asked_where_it_belongs(policy: Callable[..., Policy]) -> None:
    """Before the stages; once it is placed, no longer."""
    asked = questions_for(policy("activities:\n  - {id: a, label: A thing}\n"), K)
    assert [each.id for each in asked if each.section == "unplaced"] == ["which-stage@activities[a]"]
    assert not [each for each in questions_for(policy(PEOPLE), K) if each.section == "unplaced"]


@pytest.mark.parametrize("lifecycle", sorted(lifecycles()))
def test_every_question_is_reached_in_every_lifecycle(policy: Callable[..., Policy], lifecycle: str) -> None:
    """Also where a lifecycle has no stage of its own for it; with one of each thing all are asked, and none twice."""
    stages = lifecycles()[lifecycle].stages
    text = f"lifecycle: {lifecycle}\njurisdiction: nz\nactivities:\n" + "".join(
        f"  - id: a{stage.order}\n    label: Act {stage.order}\n    stage: {stage.id}\n"
        f"    parts:\n      - {{actor: kids, co: {co}}}\n"
        for stage, co in zip(stages, ["commission", "design", "deliver", "assess"] * 3, strict=False)
    )
    text += (
        "  - {id: loose, label: Loose}\nactors:\n  - {id: kids, label: Kids, kind: people-who-use-it}\n"
        "  - {id: school, label: School, kind: business}\n"
        "problem:\n  groups:\n    - {id: g, label: G}\n"
        "outcomes:\n  - {id: o, label: O}\noptions:\n  - {id: x, label: X}\npilots:\n  - {id: y, label: Y}\n"
        "claims:\n  - {id: c, from: loose, to: o}\ncontributions:\n  - {id: z, actor: kids, kind: time}\n"
    )
    found = ids(questions_for(policy(text), K))
    assert len(found) == len(set(found))
    missing = set(K.interview) - {each.partition("@")[0] for each in found}
    assert not missing


@pytest.mark.parametrize("name", WORKED)
def test_what_a_worked_policy_does_not_know_is_asked_somewhere(name: str) -> None:
    """Every unknown and every finding leads to a question; a waiver that ran out is the one exception."""
    loaded = load(f"worked:{name}")
    marks = assess(build_chain(loaded.policy), K)
    asked = questions_for(loaded.policy, K)
    editing = cast("Editing", SimpleNamespace(loaded=loaded))
    said = partial(said_at, editing)
    fields = {each.field for each in marks.unknowns}
    fields |= {each.where for each in marks.findings if each.rule != "waiver-expired"}
    assert {field for field in fields if answering(asked, field, said) is None} == set()


def test_a_field_is_answered_where_its_own_thing_is_asked_about(policy: Callable[..., Policy]) -> None:
    """An item of a list at the stage it belongs to."""
    asked = questions_for(policy(PEOPLE), K)
    items: Mapping[str, Plain] = {"activities[shape]": {"id": "shape", "stage": "service-design"}}

    def found(path: str) -> str:
        question = answering(asked, path, lambda path: items.get(path))
        assert question is not None
        return question.id

    assert found("decision_wanted") == "decision-wanted"
    assert found("activities[shape].label") == "done-here@service-design"
    assert found("activities[shape].parts[kids.design].promise.level").startswith("promise@")
    assert found("activities[shape].parts[kids.design].promise").startswith("promise@")
    assert found("actors[kids].kind") == "in-the-room"
    assert found("actors[kids].asked_before") == "asked-before@actors[kids]"
    assert found("indicators.feel") == "feeling-better"
    assert answering(asked, "external_ids", lambda path: items.get(path)) is None
