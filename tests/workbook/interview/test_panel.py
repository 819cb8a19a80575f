"""The interview as its reader drives it, button by button, without a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.forms.form import Form
from coprod_tools.workbook.forms.item_list import ItemList
from coprod_tools.workbook.forms.said import said
from coprod_tools.workbook.interview.interviewing import Interviewing
from coprod_tools.workbook.interview.panel import InterviewPanel

START = "coprod: 1\nid: licence\ntitle: Licence to work\n"
Opened = Callable[..., InterviewPanel]


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """Open the interview of a policy with these lines below its head; the same policy again where it is there."""
    path = tmp_path / "licence" / "policy.yaml"

    def made(more: str = "", read_only: bool = False) -> InterviewPanel:
        if not path.exists():
            path.parent.mkdir()
            path.write_text(START + more, encoding="utf-8")
        editing = Editing(path.parent, by="Ana", today="2026-11-27", drafts=tmp_path / "drafts", read_only=read_only)
        panel = InterviewPanel(editing)
        editing.listen(panel.refresh)
        panel.refresh()
        return panel

    return made


def form(panel: InterviewPanel) -> Form:
    """Return the form of the question at hand."""
    (found,) = [part for part in panel.question.parts if isinstance(part, Form)]
    return found


def items(panel: InterviewPanel) -> ItemList:
    """Return the list of the question at hand."""
    (found,) = [part for part in panel.question.parts if isinstance(part, ItemList)]
    return found


def asked(panel: InterviewPanel) -> str:
    """Return the question as it stands in the heading."""
    return str(dict(panel.question.heading.content["blocks"])["h3"])


def fields_of(panel: InterviewPanel) -> list[str]:
    """Return the fields behind "more detail" that are shown."""
    return [node.path for part in panel.question.more_parts if isinstance(part, Form) for node in part.nodes]


def text(panel: InterviewPanel) -> str:
    """Return the policy's file."""
    return (panel.editing.loaded.path).read_text(encoding="utf-8")


def focused(panel: InterviewPanel, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Write down each time the keyboard is moved to the heading."""
    moved: list[str] = []
    monkeypatch.setattr(panel.question.heading, "focus", lambda action="": moved.append(asked(panel)))
    return moved


def test_it_begins_at_the_first_question_with_why_and_an_example(opened: Opened) -> None:
    """And says where one is."""
    panel = opened()
    assert asked(panel).startswith("What is this policy called")
    assert dict(panel.question.heading.content["blocks"])["quiet"] == "The decision, question 1 of 5"
    words = [line for _, line in panel.question.why.content["blocks"]]
    assert words[0].startswith("Why this is asked: ")
    assert words[1].startswith("An answer might be: ")


def test_next_back_and_skip_move_the_keyboard_to_the_new_question(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing has to be answered to go on; skip leads past what is answered."""
    panel = opened("decision_wanted: {what: Fund it, who: The minister, by_when: 2027-03}\njurisdiction: england\n")
    moved = focused(panel, monkeypatch)
    for button in ("next", "next", "back", "skip"):
        panel.act(button)
    assert [each.partition("?")[0] for each in moved] == [
        "Where does this apply: in which country",
        "What is to be decided, by whom, and by when",
        "Where does this apply: in which country",
        "What is already decided, and what can still change",
    ]


def test_the_ends_of_the_way_have_no_way_further(opened: Opened) -> None:
    """Back is off at the first question, next at the last; neither does anything there."""
    panel = opened()
    panel.act("back")
    assert panel.interviewing.here.id == "name"
    panel.go("when-to-stop")
    panel.act("next")
    assert panel.interviewing.here.id == "when-to-stop"
    off = {item["id"]: item.get("off") for item in panel.question.onward.content["items"]}
    assert off == {"back": False, "next": True, "skip": False, "parts": None}


def test_one_jumps_to_any_section_and_comes_back_to_where_one_was(opened: Opened) -> None:
    """Also after the workbook was closed: the place is kept with the drafts."""
    panel = opened()
    panel.go("stage:delivery")
    assert asked(panel) == "Delivery: what do people already do here, without us?"
    assert asked(opened()) == "Delivery: what do people already do here, without us?"


def test_the_way_says_in_words_how_far_each_section_has_got(opened: Opened) -> None:
    """The part at hand shows its questions; there is no number out of a hundred."""
    panel = opened("owner: Us\nsummary: S\njurisdiction: england\n")
    parts = {item["label"]: item["note"] for item in panel.way.content["items"]}
    assert parts["The decision"] == "2 of 5 answered"
    assert parts["The people"] == "4 to answer"
    here = {item["label"]: item["note"] for item in panel.here.content["items"]}
    assert here["Name and summary"] == "answered"
    assert "Offers" not in here
    assert not any("%" in note for note in (*parts.values(), *here.values()))


def test_an_answer_is_saved_and_what_it_changed_is_said_in_words(opened: Opened) -> None:
    """On the right, line by line."""
    panel = opened()
    panel.go("decision-wanted")
    form(panel).answer("decision_wanted.what", "Fund mentors")
    assert "  what: Fund mentors\n" in text(panel)
    assert panel.says.changed.content["lines"][0] == (
        'New under "Decision wanted": Fund mentors · Who: not said yet · By: not said yet'
    )


def test_not_known_is_a_proper_answer(opened: Opened) -> None:
    """It stands in the file as `unknown`, leaves what is said, and can be taken back."""
    panel = opened()
    panel.go("decision-wanted")
    form(panel).answer("decision_wanted.what", "Fund mentors")
    panel.act("unknown")
    assert text(panel).endswith("decision_wanted:\n  what: Fund mentors\n  who: unknown\n  by_when: unknown\n")
    assert panel.interviewing.state() == "answered"
    panel.act("take-back")
    assert text(panel).endswith("decision_wanted:\n  what: Fund mentors\n")


def test_a_record_that_needs_one_of_its_fields_is_unknown_as_a_whole(opened: Opened) -> None:
    """The standing can't be half known."""
    panel = opened()
    panel.go("standing")
    panel.act("unknown")
    assert text(panel) == START + "standing: unknown\n"


def test_none_and_not_known_of_one_stage_are_kept_in_the_review(opened: Opened) -> None:
    """The policy's list is for all stages, so it is left alone; undoing takes the note out again."""
    panel = opened()
    panel.go("already-here@problem")
    panel.act("none")
    assert panel.interviewing.state() == "answered"
    panel.go("already-here@outcomes")
    panel.act("unknown")
    assert panel.interviewing.state() == "unknown"
    panel.go("already-here@mandate")
    assert panel.interviewing.state() == "open"
    assert text(panel) == START
    review = panel.editing.beside.review
    assert [(row.subject, row.kind, row.by) for row in review] == [
        ("already_happening[stage=problem]", "comment", "Ana"),
        ("already_happening[stage=outcomes]", "ask", "Ana"),
    ]
    panel.editing.undo()
    panel.go("already-here@outcomes")
    assert panel.interviewing.state() == "open"


def test_none_of_a_list_that_is_asked_once_is_an_empty_list(opened: Opened) -> None:
    """An answer like any other; it can be taken back."""
    panel = opened()
    panel.go("offers")
    panel.act("none")
    assert text(panel) == START + "offers: []\n"
    panel.act("take-back")
    assert text(panel) == START


def test_what_is_added_at_a_stage_is_of_that_stage_and_leads_on_to_its_people(opened: Opened) -> None:
    """First the work, then who takes part, then each of them: like a conversation."""
    panel = opened("actors:\n  - {id: kids, label: Young drivers, kind: people-who-use-it}\n")
    panel.go("done-here@service-design")
    items(panel).add(label="Shape the lessons")
    assert "  - id: shape-the-lessons\n    stage: service-design\n    label: Shape the lessons\n" in text(panel)
    panel.go("takes-part@activities[shape-the-lessons]")
    items(panel).add(actor="kids", co="design")
    panel.act("next")
    assert asked(panel).startswith("Young drivers, in Shape the lessons: who sets the question")
    form(panel).answer("activities[shape-the-lessons].parts[kids.design].frames", ["kids"])
    assert "frames: [kids]" in text(panel) or "frames:\n          - kids\n" in text(panel)


def test_a_mark_that_an_answer_changes_is_named(opened: Opened) -> None:
    """From not known to consultation, with the marks of the stage at hand beside the question."""
    panel = opened(
        "actors:\n  - {id: kids, label: Young drivers, kind: people-who-use-it}\n"
        "  - {id: us, label: The ministry, kind: agency}\n"
        "outcomes:\n  - {id: o, label: I get to work}\n"
        "activities:\n  - id: shape\n    label: Shape it\n    stage: service-design\n    lead: us\n    outcomes: [o]\n"
        "    parts:\n      - {id: p, actor: kids, co: design, frames: [us], mode: voice, acts: [us]}\n"
    )
    panel.go("say-in-shaping@activities[shape].parts[p]")
    form(panel).answer("activities[shape].parts[p].decides", ["us"])
    assert panel.says.changed.content["lines"][0] == (
        "Young drivers, in Shape it. Co-design was: Not known. It is now: Consultation."
    )
    assert panel.says.marks.content["rows"][0][0] == "Young drivers, in Shape it (Co-design)"


def test_a_line_that_only_makes_room_is_not_told_as_gone(opened: Opened) -> None:
    """The first page holds three of each; a fourth that is weightier pushes one out, which is still true."""
    panel = opened("fixed: [One, Two, Three]\n")
    panel.go("fixed-and-open")
    form(panel).answer("fixed", ["Zero", "One", "Two", "Three"])
    lines = panel.says.changed.content["lines"]
    assert lines == ['New under "Already fixed": Zero']
    shown = [words for kind, words in panel.says.screen.content["blocks"] if kind == "li"]
    assert "Three" not in shown


def test_what_is_refused_stays_where_it_was_typed(opened: Opened) -> None:
    """With the reader's own words under it; the file keeps what it said, and so does a new session."""
    panel = opened()
    panel.go("decision-wanted")
    form(panel).answer("decision_wanted.by_when", "next spring")
    assert text(panel) == START
    assert form(panel).errors("decision_wanted.by_when")
    again = opened()
    assert again.interviewing.here.id == "decision-wanted"
    assert "next spring" in str(form(again).content)


def test_more_detail_is_shown_when_asked_for(opened: Opened) -> None:
    """And hidden again."""
    panel = opened()
    panel.go("place")
    shown = [fields_of(panel)]
    for opened_now in (True, False):
        panel.question.open_more(opened_now)
        shown.append(fields_of(panel))
    assert shown == [[], ["currency", "price_year", "hours_per_day"], []]


def test_a_field_of_a_mark_leads_to_its_question(opened: Opened) -> None:
    """As a click on a reason elsewhere in the workbook does."""
    panel = opened()
    assert panel.show_field("power.can_stop")
    assert panel.interviewing.here.id == "who-holds-it"
    assert not panel.show_field("external_ids")


def test_undoing_what_the_question_is_about_leads_to_the_one_before(opened: Opened) -> None:
    """Its own question is not asked any more."""
    panel = opened()
    panel.go("done-here@problem")
    items(panel).add(label="Ask around")
    panel.go("what-for@activities[ask-around]")
    panel.editing.undo()
    assert panel.interviewing.here.id == "done-here@problem"


def test_a_policy_that_may_only_be_looked_at_has_no_buttons_to_answer(opened: Opened) -> None:
    """Its answers can be read."""
    panel = opened("", read_only=True)
    panel.go("offers")
    assert panel.question.answers.content["items"] == []
    panel.act("none")
    assert text(panel) == START


def test_a_broken_review_is_told_and_the_questions_stay(opened: Opened) -> None:
    """Guarded, as the workbook calls it."""
    panel = opened()
    panel.go("offers")
    assert panel.editing.loaded.folder is not None
    (panel.editing.loaded.folder / "review.yaml").write_text("nonsense: [", encoding="utf-8")
    panel.guarded(panel.refresh)()
    assert panel.notice.content["tone"] == "error"
    assert panel.interviewing.here.id == "offers"


def test_the_twin_lists_each_answered_question_with_its_answer(opened: Opened) -> None:
    """As text that is escaped; what is open is counted and not listed."""
    panel = opened("owner: <script>\nfixed: []\nopen: [Who]\njurisdiction: unknown\noffers: []\n")
    made = panel.twin()
    assert "&lt;script&gt;" in made
    assert "<script>" not in made
    assert "Nobody has offered anything" in made
    assert "who leads it?" not in made
    assert "all answered" not in made
    assert "3 to answer" in made


def test_a_worked_policy_can_be_walked_through_from_end_to_end(tmp_path: Path) -> None:
    """Every question is drawn with its form, and none of them breaks."""
    editing = Editing("worked:takai", today="2026-11-27", drafts=tmp_path)
    panel = InterviewPanel(editing)
    panel.refresh()
    seen = [panel.interviewing.here.id]
    while panel.interviewing.step(1):
        panel.question.refresh()
        assert panel.question.parts
        seen.append(panel.interviewing.here.id)
    assert seen == [each.id for each in panel.interviewing.asked]


@pytest.mark.parametrize("name", ["takai", "falls-at-home", "consultation-as-codesign"])
def test_what_is_written_is_found_as_the_forms_find_it(tmp_path: Path, name: str) -> None:
    """Every field that the interview asks for, short forms among them."""
    editing = Editing(f"worked:{name}", drafts=tmp_path)
    talk = Interviewing(editing)
    paths = [path for each in talk.asked for path in ([each.adds] if each.adds else [*each.fills, *each.more])]
    assert {path for path in paths if talk.said(path) != said(editing, path)} == set()


def test_a_review_broken_by_hand_is_told_with_its_line_and_the_interview_goes_on(
    opened: Opened, tmp_path: Path
) -> None:
    """Who opens the policy lands here first, and one bad line beside it must not keep the questions away."""
    opened()
    review = tmp_path / "licence" / "review.yaml"
    review.write_text("coprod-review: 1\nrows:\n  - nonsense\n", encoding="utf-8")
    panel = opened()
    assert panel.notice.content["tone"] == "error"
    assert "3" in panel.notice.content["lines"][0]
    second = panel.interviewing.asked[1].id
    panel.go(second)
    assert panel.interviewing.here.id == second
    review.unlink()
    panel.refresh()
    assert panel.notice.content["text"] == ""
