"""Things of a list: added by what they can't be without, opened, moved, taken out, brought back."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from coprod_tools.workbook import Editing
from coprod_tools.workbook.forms import FieldForm, ItemList, RecordForm
from coprod_tools.workbook.forms.adding import id_for
from tests.workbook.forms.conftest import TEXT


@pytest.mark.parametrize(
    ("name", "taken", "made"),
    [
        ("Design the home visits", (), "design-the-home-visits"),
        ("Ngā whānau o Te Tai Tokerau", (), "nga-whanau-o-te-tai-tokerau"),
        ("  Two   blanks -- and a dash! ", (), "two-blanks-and-a-dash"),
        ("Parents", ("parents",), "parents-2"),
        ("Parents", ("parents", "parents-2"), "parents-3"),
        # 40 characters, cut where a word ends.
        ("One two three four five six seven eight nine ten", (), "one-two-three-four-five-six-seven-eight"),
    ],
)
def test_an_id_is_made_of_the_words_of_a_label(name: str, taken: tuple[str, ...], made: str) -> None:
    """Written by hand."""
    assert id_for(name, taken) == made


@pytest.mark.parametrize("name", ["שלום", "con", "🙂", "x" * 500, "-", "failed"])
def test_any_label_gets_an_id_that_may_be_used(name: str, editing: Editing) -> None:
    """Also one without a single Latin letter, and one that Windows keeps for itself."""
    outcome = ItemList(editing, "actors").add(label=name)
    assert outcome.kind == "saved", outcome.faults
    assert editing.policy.actors is not None and editing.policy.actors[-1].label == name


def test_a_new_item_is_asked_for_its_name_and_never_for_an_id(editing: Editing) -> None:
    """What was typed before the button is pressed stays; what is missing is said in a form's words."""
    found = ItemList(editing, "actors")
    assert [each["key"] for each in found.adding.content["fields"]] == ["actors[+].label"]
    found.adding.tell("press", "add")
    assert found.adding.content["fields"][0]["errors"] == ["Please fill this in."]
    found.adding.tell("answer", "actors[+].label", "Te Puna Whānau")
    found.adding.tell("press", "add")
    assert editing.loaded.text == TEXT.replace(
        "    label: The ministry\n", "    label: The ministry\n  - id: te-puna-whanau\n    label: Te Puna Whānau\n"
    )
    assert found.adding.content["fields"][0]["value"] == ""
    assert found.adding.content["fields"][0]["errors"] == []


def test_nothing_is_added_where_nothing_was_written(editing: Editing) -> None:
    """A time somebody was asked needs no answer, but one of them; an empty item would be no item."""
    found = ItemList(editing, "actors[parents].asked_before")
    found.adding.tell("press", "add")
    assert found.adding.content["fields"][0]["errors"] == ["Write something here first."]
    assert editing.loaded.text == TEXT


def test_an_item_without_a_label_is_asked_for_what_it_is_known_by(editing: Editing) -> None:
    """A part is known by who takes part and in which way, and is called so."""
    found = ItemList(editing, "activities[design].parts")
    assert [each["key"].rpartition(".")[2] for each in found.adding.content["fields"]] == ["actor", "co"]
    found.add(actor="parents", co="design")
    assert [row[0] for row in found.table.content["rows"]] == ["Parents · Co-design"]
    assert found.notice.content["text"] == "Added: Parents · Co-design."
    assert editing.can_undo == "Added: Parents · Co-design."


def test_a_name_that_was_typed_and_not_added_comes_back_after_a_restart(
    editing: Editing, opened: Callable[..., Editing]
) -> None:
    """Closing the page between typing and pressing loses nothing."""
    ItemList(editing, "actors").adding.tell("answer", "actors[+].label", "Te Puna Whānau")
    assert ItemList(opened(), "actors").adding.content["fields"][0]["value"] == "Te Puna Whānau"


def test_two_things_that_anything_may_point_at_never_share_an_id(editing: Editing) -> None:
    """A claim may lead to an activity or an outcome by id alone."""
    ItemList(editing, "outcomes").add(label="Design")
    assert editing.policy.outcomes is not None and editing.policy.outcomes[0].id == "design-2"


def test_what_others_point_at_is_not_taken_out_and_they_are_named(editing: Editing) -> None:
    """The ministry leads the design; the parents lead nothing."""
    found = ItemList(editing, "actors")
    assert found.remove("actors[ministry]").kind == "refused"
    assert found.notice.content["lines"] == ["Design: Who leads it?"]
    assert editing.loaded.text == TEXT
    assert found.remove("actors[parents]").kind == "saved"
    assert [row[0] for row in found.table.content["rows"]] == ["The ministry"]


def test_what_was_taken_out_can_be_brought_back(editing: Editing) -> None:
    """The message that says so has the button."""
    found = ItemList(editing, "actors")
    found.remove("actors[parents]")
    (back,) = found.notice.content["actions"]
    found.notice.act(back["action"])
    assert editing.loaded.text == TEXT


def test_the_last_item_leaves_no_empty_list(editing: Editing) -> None:
    """`actors: []` would say that there is nobody."""
    FieldForm(editing, "activities[design].lead").answer(None)
    found = ItemList(editing, "actors")
    found.remove("actors[parents]")
    found.remove("actors[ministry]")
    assert "actors" not in editing.loaded.text


def test_an_item_moves_past_its_neighbour(editing: Editing) -> None:
    """Up and down again is where it was; at either end it stays."""
    found = ItemList(editing, "actors")
    found.add(label="Third")
    found.down("actors[parents]")
    assert [row[0] for row in found.table.content["rows"]] == ["The ministry", "Parents", "Third"]
    found.down("actors[parents]")
    assert [row[0] for row in found.table.content["rows"]] == ["The ministry", "Third", "Parents"]
    assert found.down("actors[parents]").kind == "nothing"
    found.up("actors[parents]")
    found.up("actors[parents]")
    assert [row[0] for row in found.table.content["rows"]] == ["Parents", "The ministry", "Third"]


def test_an_open_item_is_followed_when_its_own_answers_rename_it(editing: Editing) -> None:
    """A part is known by who takes part and in which way, until it has an id."""
    found = ItemList(editing, "activities[design].parts")
    found.add(actor="parents")
    form = found.open_item(found._paths[0])
    form.answer("co", "design")
    assert form.path == "activities[design].parts[parents.design]"
    assert form.answer("frames", ["parents"]).outcome.kind == "saved"
    form.answer("co", "deliver")
    form.answer("promise.level", "involve")
    assert editing.policy.activities is not None and editing.policy.activities[0].parts is not None
    (part,) = editing.policy.activities[0].parts
    assert (part.co, part.frames, part.promise and part.promise.level) == ("deliver", ("parents",), "involve")


def test_an_open_item_closes_when_it_is_gone(editing: Editing) -> None:
    """Undo may take it away while it is open."""
    found = ItemList(editing, "actors")
    found.add(label="Third")
    found.open_item("actors[third]")
    editing.undo()
    assert found.opened is None
    assert len(found.table.content["rows"]) == 2


def test_a_form_follows_what_changes_elsewhere(editing: Editing) -> None:
    """Another form's answer, and undo, show at once; labels of things in the choices too."""
    lead, title = FieldForm(editing, "activities[design].lead"), FieldForm(editing, "actors[ministry].label")
    title.answer("The big ministry")
    assert lead.form is not None and title.form is not None
    assert ["ministry", "The big ministry", ""] in lead.form.content["fields"][0]["choices"]
    editing.undo()
    assert title.form.content["fields"][0]["value"] == "The ministry"


def test_somebody_new_is_added_where_they_are_chosen_and_both_are_one_step(editing: Editing) -> None:
    """Undo takes back the choice and the new actor together."""
    form = FieldForm(editing, "activities[design].lead").form
    assert form is not None
    form.tell("new", "activities[design].lead", "Te Puna Whānau")
    assert editing.policy.activities is not None and editing.policy.activities[0].lead == "te-puna-whanau"
    editing.undo()
    assert editing.loaded.text == TEXT


def test_nothing_can_be_changed_where_one_may_only_look(opened: Callable[..., Editing]) -> None:
    """The form says so, and no button is there to add."""
    editing = opened(read_only=True)
    found = ItemList(editing, "actors")
    assert found.adding not in found.children
    form = FieldForm(editing, "title")
    assert form.form is not None and form.form.content["read_only"]
    done = form.answer("Another")
    assert done is not None and done.outcome.kind == "read-only"
    assert form.errors and editing.loaded.text == TEXT


def test_a_form_as_a_page_tells_what_is_known_and_what_is_not(editing: Editing) -> None:
    """Labels stand for ids; an answer that is absent and one that is unknown read differently."""
    form = RecordForm(editing, "activities[design]")
    form.answer("stage", "unknown")
    page = form.twin()
    assert '<th scope="row" dir="auto">Who leads it?</th><td dir="auto">The ministry</td>' in page
    assert '<th scope="row" dir="auto">At which stage?</th><td dir="auto">unknown: we don&#39;t know yet</td>' in page
    assert '<th scope="row" dir="auto">For which outcomes?</th><td dir="auto">not known yet</td>' in page


def test_a_form_of_forty_fields_is_made_in_half_a_second(editing: Editing) -> None:
    """A contribution, a pilot and an activity with all their fields."""
    began = time.perf_counter()
    form = RecordForm(editing, "activities[design]")
    form.open_more()
    count = sum(len(list(node.all())) for each in form._forms for node in each.nodes)
    assert count >= 35
    assert time.perf_counter() - began < 0.5


def test_a_fault_of_ours_is_told_at_the_field_and_what_was_typed_stays(
    editing: Editing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No traceback reaches anybody."""
    form = FieldForm(editing, "title").form
    assert form is not None

    def fails(*given: object) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr(editing, "change_all", fails)
    form.tell("answer", "title", "Another")
    shown = form.content["fields"][0]
    assert shown["value"] == "Another"
    assert "RuntimeError" in shown["errors"][0] and "secret" not in shown["errors"][0]
