"""A simulated adviser fills a whole policy by the interview's widgets; the file is the one written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from coprod_tools.assessment import assess
from coprod_tools.chain import build_chain
from coprod_tools.knowledge import load_knowledge
from coprod_tools.policyfile import load
from coprod_tools.policyfile.loading import from_text
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.forms.form import Form
from coprod_tools.workbook.forms.item_list import ItemList
from coprod_tools.workbook.interview.panel import InterviewPanel

# Written by hand from the answers below, before anything ran.
EXPECTED = """\
coprod: 1
id: licence
title: Licence to work
summary: Young people in the country can't get to work without a car.
owner: The youth employment team
jurisdiction: nz
decision_wanted:
  what: Whether to fund driving mentors in four districts
  who: The minister
  by_when: 2027-03
fixed: [The money ends in three years]
open: [Who teaches, Where]
standing: {state: desk-draft}
problem:
  groups:
    - {id: young-people-of-16-to-24, label: Young people of 16 to 24, size: 9000}
  framings:
    - {id: i-can-t-get-to-work, words: I can't get to work, held_by: [young-people-of-the-district]}
  risk_of_not_acting: unknown
actors:
  - {id: transport-ministry, label: Transport ministry, kind: agency}
  - id: young-people-of-the-district
    label: Young people of the district
    kind: people-who-use-it
    asked_before: []
    capacity_hours: 200
  - {id: garages, label: Garages, kind: business, interest: {commercial: no, regulated: no}}
already_happening:
  - id: aunties-teach-driving-on-farm-tracks
    who: young-people-of-the-district
    what: Aunties teach driving on farm tracks
outcomes:
  - id: i-can-get-to-work-and-home-again
    label: I can get to work and home again
    in_whose_words: [young-people-of-the-district]
    for_whom: people
    agreed_by: [young-people-of-the-district]
    answers_for: [transport-ministry]
treaty: {affected: unknown, interests: unknown, whose_interests: unknown}
activities:
  - id: shape-the-lessons
    stage: service-design
    label: Shape the lessons
    lead: transport-ministry
    outcomes: [i-can-get-to-work-and-home-again]
    parts:
      - actor: young-people-of-the-district
        co: design
        frames: [young-people-of-the-district, transport-ministry]
        decides: [transport-ministry]
        acts: [young-people-of-the-district]
        mode: both
        promise: {level: collaborate, authorised_by: The deputy secretary}
        hours_asked: 120
        can_refuse: yes
        if_refused: Lessons all the same
        pay: {rate: 35, per: hour}
        agreed_by: unknown
        agreed_on: unknown
    stop_signal: Two crashes in a month
    fallback: Lessons from a driving school
power:
  initiates: [transport-ministry]
  resources: unknown
  owns_data: unknown
  can_stop: unknown
"""
YOUNG, MINISTRY, OUTCOME = "young-people-of-the-district", "transport-ministry", "i-can-get-to-work-and-home-again"
PART = f"activities[shape-the-lessons].parts[{YOUNG}.design]"


class Adviser:
    """Somebody who works through the interview: goes on until a question comes that there is an answer to."""

    def __init__(self, panel: InterviewPanel) -> None:
        self.panel = panel

    def fill(self, question: str, **answers: object) -> None:
        """Press Next until the question comes, then fill its fields, named by the ends of their paths."""
        self.find(question)
        for part in self.panel.question.parts:
            if isinstance(part, Form):
                for node in part.nodes:
                    for each in node.all():
                        name = each.path.removeprefix(f"{PART}.").rpartition("].")[2].replace(".", "__")
                        if name in answers:
                            done = part.answer(each.path, answers.pop(name))
                            assert done.outcome.kept, part.errors(each.path)
        assert answers == {}

    def add(self, question: str, **answers: object) -> None:
        """Press Next until the question comes, then add an item to its list."""
        self.find(question)
        (found,) = [part for part in self.panel.question.parts if isinstance(part, ItemList)]
        outcome = found.add(**answers)
        assert outcome.kept, outcome

    def press(self, question: str, button: str) -> None:
        """Press Next until the question comes, then one of its buttons."""
        self.find(question)
        assert button in [item["id"] for item in self.panel.question.answers.content["items"]]
        self.panel.act(button)

    def find(self, question: str) -> None:
        """Press Next until the question comes."""
        while self.panel.interviewing.here.id != question:
            here = self.panel.interviewing.here.id
            self.panel.act("next")
            assert self.panel.interviewing.here.id != here, f"{question} never came"


def panel_in(folder: Path) -> InterviewPanel:
    """Return the interview of a policy that has nothing but a title."""
    path = folder / "licence"
    path.mkdir()
    (path / "policy.yaml").write_text("coprod: 1\nid: licence\ntitle: Licence to work\n", encoding="utf-8")
    editing = Editing(path, by="Ana", today="2026-11-27", drafts=folder / "drafts")
    made = InterviewPanel(editing)
    editing.listen(made.refresh)
    made.refresh()
    return made


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> InterviewPanel:
    """The interview of a policy after somebody has answered it; nothing changes it."""
    made = panel_in(tmp_path_factory.mktemp("adviser"))
    interview(Adviser(made))
    return made


def interview(adviser: Adviser) -> None:
    """Answer from the first question to the last, by Next and the fields alone."""
    fill, add, press = adviser.fill, adviser.add, adviser.press
    summary = "Young people in the country can't get to work without a car."
    fill("name", summary=summary, owner="The youth employment team")
    fill("place", jurisdiction="nz")
    fill(
        "decision-wanted",
        decision_wanted__what="Whether to fund driving mentors in four districts",
        decision_wanted__who="The minister",
        decision_wanted__by_when="2027-03",
    )
    fill("fixed-and-open", fixed=["The money ends in three years"], open=["Who teaches", "Where"])
    fill("standing", standing__state="desk-draft")
    add("groups", label="Young people of 16 to 24", size="9000")
    add("in-the-room", label="Transport ministry", kind="agency")
    add("in-the-room", label="Young people of the district", kind="people-who-use-it")
    add("in-the-room", label="Garages", kind="business")
    add("already-there", who=YOUNG, what="Aunties teach driving on farm tracks")
    press(f"asked-before@actors[{YOUNG}]", "none")
    fill(f"time-they-have@actors[{YOUNG}]", capacity_hours="200")
    fill("what-it-gains@actors[garages]", interest__commercial="no", interest__regulated="no")
    add("problem-words", words="I can't get to work", held_by=[YOUNG])
    fill("doing-nothing", problem__risk_of_not_acting="unknown")
    add("outcomes", label="I can get to work and home again", in_whose_words=[YOUNG], for_whom="people")
    fill(f"outcome-agreed@outcomes[{OUTCOME}]", agreed_by=[YOUNG], answers_for=[MINISTRY])
    press("treaty-affected", "unknown")
    press("already-here@problem", "none")
    add("done-here@service-design", label="Shape the lessons", lead=MINISTRY)
    fill("what-for@activities[shape-the-lessons]", outcomes=[OUTCOME])
    add("takes-part@activities[shape-the-lessons]", actor=YOUNG, co="design")
    fill(f"say-in-shaping@{PART}", frames=[YOUNG, MINISTRY], decides=[MINISTRY], acts=[YOUNG], mode="both")
    fill(f"promise@{PART}", promise__level="collaborate", promise__authorised_by="The deputy secretary")
    fill(f"asked-of-them@{PART}", hours_asked="120", can_refuse="yes", if_refused="Lessons all the same")
    fill(f"pay@{PART}", pay__rate="35", pay__per="hour")
    press(f"agreed@{PART}", "unknown")
    fill(
        "keeps-safe@activities[shape-the-lessons]",
        stop_signal="Two crashes in a month",
        fallback="Lessons from a driving school",
    )
    press("already-here@delivery", "unknown")
    fill("who-holds-it", power__initiates=[MINISTRY])
    press("who-holds-it", "unknown")


def test_the_file_of_a_whole_interview_is_the_one_written_by_hand(panel: InterviewPanel) -> None:
    """The policy it reads as, field by field, and every `unknown` that was said."""
    expected, tree = from_text(EXPECTED, "expected")
    loaded = load(panel.editing.path)
    assert loaded.tree.plain() == tree.plain()
    assert loaded.policy == expected


def test_what_was_answered_makes_a_mark_and_what_was_not_makes_questions(panel: InterviewPanel) -> None:
    """Young people frame, act and do, for an outcome, with a public body: co-production. Nobody invents the rest."""
    marks = assess(build_chain(panel.editing.policy), load_knowledge())
    assert [cell.verdict for cell in marks.cells if cell.part is not None] == ["co-production"]
    asked = {each.field for each in marks.unknowns}
    assert f"{PART}.agreed_by" in asked
    assert "treaty.affected" in asked
    assert [(row.subject, row.kind) for row in panel.editing.beside.review] == [
        ("already_happening[stage=problem]", "comment"),
        ("already_happening[stage=delivery]", "ask"),
    ]


def test_every_answer_can_be_undone(tmp_path: Path) -> None:
    """A field, an item, "none", "not known" and a note on one stage: back to the title alone, and forward again."""
    panel = panel_in(tmp_path)
    adviser = Adviser(panel)
    adviser.fill("name", owner="Us")
    adviser.press("fixed-and-open", "unknown")
    adviser.add("groups", label="Young people")
    adviser.press("offers", "none")
    adviser.press("already-here@mandate", "none")
    whole = load(panel.editing.path).text
    while panel.editing.can_undo:
        assert panel.editing.undo().kept
    assert load(panel.editing.path).text == "coprod: 1\nid: licence\ntitle: Licence to work\n"
    assert panel.editing.beside.review == ()
    while panel.editing.can_redo:
        assert panel.editing.redo().kept
    assert load(panel.editing.path).text == whole
    assert len(panel.editing.beside.review) == 1
