"""What is typed is saved, read and shown again the same; what is refused stays, with what the reader found."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coprod_tools import policyfile
from coprod_tools.policyfile.loading import from_text
from coprod_tools.policyfile.values import REMOVE, Append
from coprod_tools.problems import CannotWrite, InvalidInput
from coprod_tools.workbook import Editing
from coprod_tools.workbook.forms import FieldForm, RecordForm, field_at
from coprod_tools.workbook.forms.said import said
from coprod_tools.workbook.in_plain_words import in_plain_words
from tests.workbook.forms.conftest import TEXT

SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
# What people write: any script, line ends and blanks among it, but nothing that cannot be shown safely.
UNSAFE = ("Cs", "Co", "Cn", "Cc")
OVERRIDES = "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029)))
LINES = st.text(st.characters(exclude_categories=UNSAFE, exclude_characters=OVERRIDES), min_size=1, max_size=60)
WORDS = st.lists(LINES, min_size=1, max_size=3).map("\n".join)


def shown(form: FieldForm) -> Any:
    """Return the value that stands in the form's one field."""
    assert form.form is not None
    return form.form.content["fields"][0]["value"]


def as_kept(words: str) -> str:
    """Return words as the policy has them: composed, and without blanks around."""
    import unicodedata

    return unicodedata.normalize("NFC", words.strip())


@SLOW
@given(words=WORDS)
def test_words_come_back_as_they_were_typed(editing: Editing, words: str) -> None:
    """Whatever they look like: numbers, dates, yes, brackets, quotes, emoji, other scripts."""
    form = FieldForm(editing, "summary")
    done = form.answer(words)
    assert done is not None and done.outcome.kept, form.errors
    if not words.strip() or words.strip() == "unknown":
        return
    assert editing.policy.summary == as_kept(words)
    assert policyfile.read(editing.path).summary == as_kept(words)
    assert as_kept(shown(FieldForm(editing, "summary"))) == as_kept(words)


NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=2)


@SLOW
@given(number=NUMBERS, form=st.sampled_from(["{}", "+{}", " {} ", "0{}"]))
def test_a_number_keeps_the_form_it_was_typed_in(editing: Editing, number: Decimal, form: str) -> None:
    """1.50 is not made into 1.5."""
    typed = form.format(abs(number))
    made = FieldForm(editing, "activities[design].cost")
    assert made.form is not None
    done = made.form.answer("activities[design].cost.amount", typed)
    assert done.outcome.kept, made.form.errors("activities[design].cost.amount")
    assert editing.policy.activities is not None and editing.policy.activities[0].cost is not None
    assert editing.policy.activities[0].cost.amount == abs(number)
    again = FieldForm(editing, "activities[design].cost").form
    assert again is not None
    assert again.content["fields"][0]["fields"][0]["value"] == typed.strip()


@SLOW
@given(date=st.dates(), form=st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]))
def test_a_date_is_a_year_a_month_or_a_day_as_typed(editing: Editing, date: Any, form: str) -> None:
    """Only years from 1800 to 2999 are meant; others are refused and stay."""
    typed = date.strftime(form).rjust(len("2026-07-01"[: {"%Y": 4, "%Y-%m": 7}.get(form, 10)]), "0")
    made = FieldForm(editing, "as_at")
    done = made.answer(typed)
    assert done is not None and done.outcome.kept == (1800 <= date.year <= 2999)
    assert shown(made) == typed == shown(FieldForm(editing, "as_at"))
    assert (editing.policy.as_at == typed) == done.outcome.kept


def test_a_day_and_a_number_in_peoples_own_way_of_writing_are_saved(editing: Editing) -> None:
    """As they stand in a letter; the form then shows what was understood."""
    made = FieldForm(editing, "as_at")
    done = made.answer("30 September 2026")
    assert done is not None and done.outcome.kept, made.errors
    assert editing.policy.as_at == "2026-09-30" and shown(made) == "2026-09-30"
    cost = FieldForm(editing, "activities[design].cost").form
    assert cost is not None and cost.answer("activities[design].cost.amount", "6,400,000").outcome.kept
    assert editing.policy.activities is not None and editing.policy.activities[0].cost is not None
    assert editing.policy.activities[0].cost.amount == 6_400_000


@SLOW
@given(items=st.lists(LINES.filter(lambda words: words.strip() not in ("", "unknown")), min_size=1, max_size=5))
def test_a_list_of_words_comes_back_item_by_item(editing: Editing, items: list[str]) -> None:
    """Also where one is taken out, changed or put behind the others."""
    form = FieldForm(editing, "fixed")
    done = form.answer(items)
    assert done is not None and done.outcome.kept, form.errors
    assert [str(each) for each in editing.policy.fixed or ()] == [as_kept(each) for each in items]
    assert [as_kept(each) for each in shown(form)] == [as_kept(each) for each in items]


@SLOW
@given(chosen=st.lists(st.sampled_from(["parents", "ministry"]), unique=True))
def test_whom_somebody_ticks_is_whom_the_policy_names(editing: Editing, chosen: list[str]) -> None:
    """An empty list says nobody."""
    form = FieldForm(editing, "power.owns_data")
    done = form.answer(chosen)
    assert done is not None and done.outcome.kept, form.errors
    assert editing.policy.power is not None and editing.policy.power.owns_data == tuple(chosen)
    assert shown(form) == chosen
    assert form.form is not None and form.form.content["fields"][0]["state"] == "given"


def test_every_word_of_a_list_can_be_chosen(editing: Editing) -> None:
    """Also those that other programs take for yes, no or nothing."""
    for path in ("activities[design].delegable", "activities[design].scale", "actors[parents].kind"):
        for word in field_at(path).words:
            form = FieldForm(editing, path)
            done = form.answer(word)
            assert done is not None and done.outcome.kept, (path, word, form.errors)
            assert said(editing, path) == word
            form.close()


def test_we_do_not_know_yet_is_written_and_read_as_nothing(editing: Editing) -> None:
    """It is an answer: the file says so, and it can be taken back."""
    form = FieldForm(editing, "activities[design].lead")
    form.answer("unknown")
    assert "    lead: unknown\n" in editing.loaded.text
    assert editing.policy.activities is not None and editing.policy.activities[0].lead is None
    assert form.form is not None and form.form.content["fields"][0]["state"] == "unknown"
    form.answer(None)
    assert editing.loaded.text == TEXT.replace("    lead: ministry\n", "")
    assert form.form.content["fields"][0]["state"] == "none"


def test_an_answer_that_is_taken_out_leaves_no_empty_record(editing: Editing) -> None:
    """`mandate:` with nothing in it would say nothing."""
    form = FieldForm(editing, "actors[parents].mandate.given_by")
    form.answer("All of them")
    assert "    mandate:\n      given_by: All of them\n" in editing.loaded.text
    form.answer("")
    assert editing.loaded.text == TEXT


def test_words_in_two_languages_are_kept_beside_each_other(editing: Editing) -> None:
    """As the form sends them once a second language was added."""
    form = FieldForm(editing, "title")
    form.answer({"en": "A policy", "mi": "He kaupapa here"})
    assert editing.policy.title.languages == {"en": "A policy", "mi": "He kaupapa here"}
    assert shown(form) == {"en": "A policy", "mi": "He kaupapa here"}
    form.answer({"en": "Another policy", "mi": ""})
    assert editing.policy.title.languages == {"en": "Another policy"}


def reader_says(old: str, new: str) -> list[str]:
    """Return what the reader says of the policy with one line written by hand."""
    assert TEXT.count(old) == 1
    with pytest.raises(InvalidInput) as refusal:
        from_text(TEXT.replace(old, new), "F")
    return [fault.message for fault in refusal.value.faults]


TITLE, LEAD, PARENTS = "title: A policy\n", "    lead: ministry\n", "    label: Parents\n"
LONG = "x" * 25_000


@pytest.mark.parametrize(
    ("path", "typed", "old", "new"),
    [
        ("as_at", "yesterday", TITLE, TITLE + "as_at: yesterday\n"),
        ("as_at", "2026-02-30", TITLE, TITLE + "as_at: 2026-02-30\n"),
        ("price_year", "two", TITLE, TITLE + "price_year: two\n"),
        ("price_year", "2026.5", TITLE, TITLE + "price_year: 2026.5\n"),
        ("currency", "nzd", TITLE, TITLE + "currency: nzd\n"),
        ("currency", "XQX", TITLE, TITLE + "currency: XQX\n"),
        ("activities[design].duration_days", "-3", LEAD, LEAD + "    duration_days: -3\n"),
        ("activities[design].lead", "nobody", LEAD, "    lead: nobody\n"),
        ("activities[design].stage", "later", LEAD, LEAD + "    stage: later\n"),
        ("activities[design].needs", ["design"], LEAD, LEAD + "    needs: [design]\n"),
        ("activities[design].cost.amount", "12,50", LEAD, LEAD + '    cost: {amount: "12,50"}\n'),
        ("activities[design].cost.amount", "-1", LEAD, LEAD + "    cost: {amount: -1}\n"),
        ("activities[design].label", "", "    label: Design\n", ""),
        ("actors[parents].kind", "friends", PARENTS, PARENTS + "    kind: friends\n"),
        ("actors[parents].interest.commercial", "perhaps", PARENTS, PARENTS + "    interest: {commercial: perhaps}\n"),
        ("title", LONG, TITLE, f"title: {LONG}\n"),
        ("title", "a\u202eb", TITLE, 'title: "a\\u202Eb"\n'),
        ("title", "a\x07b", TITLE, 'title: "a\\x07b"\n'),
        ("fixed", ["so", "a\u2066b"], TITLE, TITLE + 'fixed: [so, "a\\u2066b"]\n'),
        ("hours_per_day", "30", TITLE, TITLE + "hours_per_day: 30\n"),
    ],
)  # fmt: skip
def test_what_is_refused_stays_and_says_what_the_reader_finds(
    editing: Editing, opened: Callable[..., Editing], path: str, typed: Any, old: str, new: str
) -> None:
    """The reader finds it, as in a file that somebody wrote by hand with the same fault; the form says it plainly."""
    record, _, name = path.rpartition(".")
    form = RecordForm(editing, record) if record else FieldForm(editing, path)
    done = form.answer(name, typed) if isinstance(form, RecordForm) else form.answer(typed)
    assert done is not None and done.outcome.kind == "refused"
    errors = form.errors(name) if isinstance(form, RecordForm) else form.errors
    assert errors == [in_plain_words(each) for each in reader_says(old, new)]
    assert editing.loaded.text == TEXT
    again = FieldForm(opened(), path)
    assert shown_at(again, path) == typed
    assert again.errors == errors


def shown_at(form: FieldForm, path: str) -> Any:
    """Return the value that stands in the field at a path."""
    assert form.form is not None
    (found,) = [each for each in form.form.content["fields"] if each["key"] == path]
    if path == "hours_per_day":
        return form.form.editing.drafts.kept(path) and "30"
    return found["value"]


def test_what_was_refused_is_let_go_when_it_is_mended(editing: Editing, opened: Callable[..., Editing]) -> None:
    """Nothing of it comes back after a restart."""
    form = FieldForm(editing, "as_at")
    form.answer("soon")
    form.answer("2026-08")
    assert form.errors == []
    assert shown(FieldForm(opened(), "as_at")) == "2026-08"


def test_two_halves_are_saved_together_in_either_order(opened: Callable[..., Editing]) -> None:
    """A share needs both numbers, so the first waits for the second; each order ends the same."""
    texts = set()
    for number, order in enumerate(itertools.permutations(["numerator", "denominator"])):
        editing = opened(name=f"p{number}")
        form = RecordForm(editing, "actors[parents].size")
        assert form.answer(order[0], "3").outcome.kind == "refused"
        assert form.errors(order[0])
        assert form.answer(order[1], "3").outcome.kind == "saved"
        assert form.errors(order[0]) == []
        texts.add(frozenset(editing.loaded.text.splitlines()))
    assert len(texts) == 1


@pytest.mark.parametrize(
    "words",
    [
        "👩🏽‍🤝‍👩🏿 family 👨‍👩‍👧",
        "Ngā whānau o Te Tai Tokerau",
        "Nga\u0304 wha\u0304nau",
        "שלום עולם",
        "مرحبا بالعالم",
        "a\tb",
        "one\r\ntwo\r\nthree",
        "<b>bold</b> <script>alert(1)</script> &amp;",
        "- not: a list # nor a comment",
        "{braces} [brackets] *stars* &anchors !tags %percent @at `ticks`",
        "x" * 10_000,
        "\u00a0hard\u00a0blanks\u00a0",
        "null",
        "~",
        "yes",
        "1e5",
    ],
)
def test_what_people_paste_is_saved_as_words(editing: Editing, words: str) -> None:
    """Rich text arrives as its words; none of it becomes markup or YAML."""
    form = FieldForm(editing, "summary")
    done = form.answer(words)
    assert done is not None and done.outcome.kept, form.errors
    kept = as_kept(words.replace("\r\n", "\n"))
    assert editing.policy.summary == kept
    assert "<b>" not in form.twin()


def test_half_a_character_is_refused_in_place(editing: Editing) -> None:
    """A lone surrogate can be made by a program that cuts text in the middle of a character."""
    form = FieldForm(editing, "summary")
    done = form.answer("cut \ud83d")
    assert done is not None and not done.outcome.kept
    assert form.errors and editing.loaded.text == TEXT


def test_a_step_is_called_by_the_item_and_the_field(editing: Editing) -> None:
    """What the undo button says."""
    FieldForm(editing, "activities[design].lead").answer("parents")
    assert editing.can_undo == "Design: Who leads it?"
    FieldForm(editing, "as_at").answer("2026-08")
    assert editing.can_undo == "Which day is this plan for?"


def test_an_answer_to_something_that_is_gone_says_so_and_stays(editing: Editing) -> None:
    """Somebody else took the parents out while their form was open."""
    form = FieldForm(editing, "actors[parents].note")
    editing.change({"actors[parents]": REMOVE}, "elsewhere")
    done = form.answer("They meet on Mondays")
    assert done is not None and done.outcome.kind == "refused"
    assert form.errors == ["This is no longer part of the policy; somebody took it out. Undo brings it back."]
    assert shown(form) == "They meet on Mondays"
    editing.undo()
    form.answer("They meet on Mondays")
    assert "note: They meet on Mondays" in editing.loaded.text and form.errors == []


def test_what_was_refused_goes_when_the_policy_says_it_by_now(editing: Editing) -> None:
    """A clash that was settled the reader's own way leaves nothing to be mended."""
    form = FieldForm(editing, "activities[design].lead")
    form.answer("elders")
    assert form.errors
    editing.change_all(
        [{"actors": Append({"id": "elders", "label": "Elders"})}, {"activities[design].lead": "elders"}], "elsewhere"
    )
    assert form.errors == [] and shown(form) == "elders"


def test_a_file_broken_by_hand_loses_nothing_that_is_typed(editing: Editing, opened: Callable[..., Editing]) -> None:
    """The words stay in the field and come back after a restart; the file is left as it is."""
    form = FieldForm(editing, "summary")
    assert editing.loaded.path.name == "policy.yaml"
    editing.loaded.path.write_text(TEXT + "summary: [\n", encoding="utf-8")
    done = form.answer("Long thoughts")
    assert done is not None and not done.outcome.kept
    assert form.errors and shown(form) == "Long thoughts"
    editing.loaded.path.write_text(TEXT, encoding="utf-8")
    assert shown(FieldForm(opened(), "summary")) == "Long thoughts"


def test_a_folder_that_cannot_be_written_loses_nothing_that_is_typed(
    editing: Editing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk, told by the call that writes."""

    def full(*given: object, **named: object) -> None:
        raise CannotWrite("no room")

    form = FieldForm(editing, "summary")
    monkeypatch.setattr(editing.keeping, "change", full)
    done = form.answer("Long thoughts")
    assert done is not None and done.outcome.kind == "cannot-write"
    assert form.errors == ["no room"] and shown(form) == "Long thoughts"
