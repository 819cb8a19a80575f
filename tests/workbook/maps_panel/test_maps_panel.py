"""Partners' maps, live: each kept apart, nothing taken in unseen, nothing said on another's behalf."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coprod_tools.policyfile import load, read_beside
from coprod_tools.policyfile.review_file import reading_of
from coprod_tools.words import say
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.maps_panel import MapsPanel
from coprod_tools.workbook.whole_plan import WholePlan, whole_plan

KITCHEN = "The Kitchen Table: 34 people over 70 (made-up)"
MAP = b"from,to,sign,strength,confidence,delay,assumption,evidence\nRain,Fear of falling,+,0.5,,,,\n"
TWO = """\
coprod: 1
id: breakfasts
title: Breakfasts
actors:
  - {id: kahu, label: Kahu Trust, kind: community}
  - {id: ministry, label: The ministry, kind: agency}
"""


@pytest.fixture
def policy(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A policy whose partners told nine maps, in a served folder."""
    monkeypatch.setenv("COPROD_LAB_FOLDER", str(tmp_path))
    shutil.copytree(root / "templates" / "worked" / "falls-at-home", tmp_path / "falls-at-home")
    return tmp_path / "falls-at-home"


@pytest.fixture(scope="module")
def found() -> WholePlan:
    """What all its maps say together, reckoned once for all tests that need no more than the first state."""
    return whole_plan(Editing("worked:falls-at-home"))


@pytest.fixture
def panel(policy: Path, tmp_path: Path, found: WholePlan, monkeypatch: pytest.MonkeyPatch) -> MapsPanel:
    """Its panel, as Ana opens it."""
    monkeypatch.setattr("coprod_tools.workbook.maps_panel.panel.whole_plan", lambda editing: found)
    made = MapsPanel(Editing(policy, by="Ana", today="2026-11-27", drafts=tmp_path / "drafts"))
    made.settled()
    return made


def two_actors(tmp_path: Path) -> MapsPanel:
    """A policy that is a single file, without any map."""
    path = tmp_path / "breakfasts.yaml"
    path.write_text(TWO, encoding="utf-8")
    made = MapsPanel(Editing(path, by="Ana", today="2026-11-27", drafts=tmp_path / "drafts"))
    made.settled()
    return made


def stands(panel: MapsPanel, who: str) -> list[str]:
    """How the maps of one partner stand in the list."""
    return [row[3] for row in panel.told.table.content["rows"] if row[0]["text"] == who]


def reading(policy: Path, actor: str) -> str:
    """How a partner's last map stands by what lies beside the policy."""
    beside = read_beside(load(policy))
    return reading_of([each for each in beside.maps if each.actor == actor][-1], beside.review)


def choose(panel: MapsPanel, name: str, content: bytes) -> None:
    """Choose a file, as the browser hands it over."""
    now = datetime.now(UTC)
    file = {"name": name, "type": "", "size": len(content), "content": memoryview(content), "last_modified": now}
    panel.file.upload.value = (file,)


def test_the_list_says_how_every_map_stands(panel: MapsPanel) -> None:
    """Two tellings of the Kitchen Table: the first never read back, the second confirmed."""
    assert stands(panel, KITCHEN) == [say("views.maps-stands-not-read-back"), say("views.maps-stands-confirmed")]
    assert stands(panel, "Town pharmacists (made-up)") == [say("views.maps-stands-withdrawn")]


def test_a_map_is_read_out_in_sentences_and_shown_as_a_picture(panel: MapsPanel) -> None:
    """As the letter has it."""
    panel.told.table.act("balance-teachers 1")
    said = [words for kind, words in panel.one.words.content["blocks"] if kind == "li"]
    assert said[3].startswith("More of “Strength and balance” gives more of “We stay out of hospital”")
    assert "<img" in panel.one.drawn.html


def test_a_map_that_was_taken_back_is_not_shown(panel: MapsPanel) -> None:
    """Neither in words nor as a picture, and no letter of it can be saved."""
    panel.told.table.act("pharmacists 1")
    assert [kind for kind, _ in panel.one.words.content["blocks"]] == ["h4", "p"]
    assert panel.one.drawn.html == ""
    panel.one.save_letter()
    assert panel.one.printed.content["rows"] == []


def test_a_confirmation_is_kept_with_who_gave_it_and_when(panel: MapsPanel, policy: Path) -> None:
    """And the list says so at once."""
    panel.told.table.act("university 1")
    form = panel.one.answering
    form.kind.value, form.by.value, form.on.value = "accept", "Dr Lind", "2026-11-27"
    form.button.click()
    last = read_beside(load(policy)).review[-1]
    assert (last.subject, last.kind, str(last.by), str(last.on)) == (
        "maps[university]",
        "accept",
        "Dr Lind",
        "2026-11-27",
    )
    assert reading(policy, "university") == "confirmed"
    assert stands(panel, "Ageing research group of a university (made-up)") == [say("views.maps-stands-confirmed")]


def test_a_partner_can_take_its_map_back_and_that_can_be_undone_if_it_was_a_slip(
    panel: MapsPanel, policy: Path
) -> None:
    """One step, as every other."""
    panel.told.table.act("university 1")
    panel.one.answering.kind.value = "decline"
    panel.one.answering.button.click()
    assert reading(policy, "university") == "withdrawn"
    panel.editing.undo()
    assert reading(policy, "university") == "not-read-back"


def test_a_disagreement_without_what_they_said_is_asked_for_and_nothing_typed_is_lost(
    panel: MapsPanel, policy: Path
) -> None:
    """The same for a day that is none."""
    panel.told.table.act("university 1")
    form = panel.one.answering
    form.kind.value, form.on.value = "disagree", "last week"
    form.button.click()
    assert panel.notice.content["text"] == say("views.maps-need-reason")
    form.reason.value = "We said balance, not strength"
    form.button.click()
    assert "This day can't be read" in panel.notice.content["text"]
    assert (form.reason.value, form.on.value) == ("We said balance, not strength", "last week")
    assert reading(policy, "university") == "not-read-back"


def test_the_terms_of_a_map_are_saved_and_say_what_they_mean(panel: MapsPanel, policy: Path) -> None:
    """Also after an answer was kept beside the policy."""
    panel.told.table.act("university 1")
    panel.one.answering.kind.value = "accept"
    panel.one.answering.button.click()
    terms = panel.one.terms
    terms.visible_to.value = "team"
    assert terms.means.content["blocks"] == [["quiet", say("views.maps-means-team")]]
    terms.gathered_on.value = ""
    terms.button.click()
    record = next(each for each in load(policy).policy.maps or () if each.actor == "university")
    assert (record.visible_to, record.how, record.gathered_on) == ("team", "imported", None)


def test_the_letter_lies_outside_the_policy_and_a_link_opens_it(panel: MapsPanel, policy: Path) -> None:
    """Nothing but the policy's own files ever lies in its folder."""
    panel.told.table.act("balance-teachers 1")
    panel.one.print.click()
    link = panel.one.printed.content["rows"][0][0]["file"]
    assert link == "plans/letters/falls-at-home-balance-teachers-1.txt"
    assert (policy.parent / link).read_text(encoding="utf-8").startswith("Dear Tuesday Balance")


def test_a_file_is_looked_at_before_anything_is_written(panel: MapsPanel, policy: Path) -> None:
    """Then it is taken in whole, for the partner and telling that were chosen."""
    choose(panel, "from a call.csv", MAP)
    panel.file.actor.value, panel.file.round.value = "home-care", "2"
    panel.file.button.click()
    assert panel.file.taking_in.table.content["rows"] == [
        ["Home care provider (made-up)", "2", "1", say("views.maps-would-added")]
    ]
    assert not (policy / "maps" / "home-care.2.csv").exists()
    panel.file.taking_in.button.click()
    assert (policy / "maps" / "home-care.2.csv").read_bytes() == MAP
    assert len(stands(panel, "Home care provider (made-up)")) == 2


def test_no_map_is_ever_written_over(panel: MapsPanel, policy: Path) -> None:
    """Another map of the same telling is refused, and there is no button to take it in with."""
    before = (policy / "maps" / "home-care.csv").read_bytes()
    choose(panel, "home-care.csv", MAP)
    panel.file.button.click()
    assert panel.file.taking_in.table.content["rows"][0][3] == say("views.maps-would-refused")
    assert panel.file.taking_in.button not in panel.file.taking_in.box.children
    assert (policy / "maps" / "home-care.csv").read_bytes() == before


def test_a_file_that_is_no_map_is_set_aside_with_what_is_wrong(panel: MapsPanel) -> None:
    """In words, never a fault of the program's own; and no word of options of a command line."""
    for name, content in (("x.csv", b"\xff\xfe\x00broken"), ("../../x.xlsx", b"not a sheet"), ("partner-map.csv", MAP)):
        choose(panel, name, content)
        panel.file.button.click()
        said = [words for _, words in panel.file.taking_in.remarks.content["blocks"]]
        assert said, name
        assert not any("--" in words or "Traceback" in words for words in said)


def test_links_are_typed_one_by_one_and_survive_until_they_are_taken_in(tmp_path: Path) -> None:
    """A second workbook over the same policy, as after a restart, still has them."""
    panel = two_actors(tmp_path)
    write = panel.write
    write.fields["from"].value, write.fields["to"].value = "Breakfast", "Learning"
    write.fields["sign"].value = "+"
    write.add.click()
    assert write.fields["from"].value == ""
    again = two_actors_again(tmp_path).write
    assert [(row["from"], row["to"], row["sign"]) for row in again.rows] == [("Breakfast", "Learning", "+")]


def two_actors_again(tmp_path: Path) -> MapsPanel:
    """The same policy, opened by a Python that knows nothing of the first."""
    return MapsPanel(Editing(tmp_path / "breakfasts.yaml", by="Ana", today="2026-11-27", drafts=tmp_path / "drafts"))


def test_a_link_without_an_end_stays_in_its_fields_with_what_is_wrong(tmp_path: Path) -> None:
    """The words are the reader's own."""
    write = two_actors(tmp_path).write
    write.fields["from"].value = "Breakfast"
    write.add.click()
    assert write.rows == []
    assert write.fields["from"].value == "Breakfast"
    assert write.panel.notice.content["lines"] == [f"{say('views.maps-to')}: {say('maps.no_name')}"]


def test_typed_links_become_the_partners_map_of_a_policy_that_was_a_single_file(tmp_path: Path) -> None:
    """With the day and how it was told; the file moves into a folder of its own and the panel follows it."""
    panel = two_actors(tmp_path)
    write = panel.write
    write.fields["from"].value, write.fields["to"].value = "=Breakfast", "Learning"
    write.add.click()
    write.actor.value, write.how.value = "kahu", "hui"
    write.button.click()
    write.taking_in.button.click()
    folder = tmp_path / "breakfasts"
    record = (load(folder).policy.maps or ())[0]
    assert (record.actor, record.how, str(record.gathered_on), record.visible_to) == ("kahu", "hui", "2026-11-27", None)
    assert read_beside(load(folder)).maps[0].statements[0].cause == "=Breakfast"
    assert stands(panel, "Kahu Trust") == [say("views.maps-stands-not-read-back")]
    assert write.rows == []


def test_what_holds_on_paper_holds_in_the_page_that_is_read(panel: MapsPanel) -> None:
    """The list names everybody, the exported page nobody who did not agree; what to test next stays with the team."""
    unnamed = "Home care provider (made-up)"
    assert unnamed in panel.told.table.twin()
    assert unnamed not in panel.twin()
    assert KITCHEN in panel.twin()
    assert say("render.consensus.talk") not in panel.twin()


def test_a_worked_policy_is_for_looking_only_and_says_how_to_get_a_copy(tmp_path: Path) -> None:
    """Every button that would write is off."""
    panel = MapsPanel(Editing("worked:falls-at-home", drafts=tmp_path))
    assert panel.looking.content["text"] == say("views.read-only")
    buttons = (panel.file.button, panel.file.upload, panel.write.add, panel.write.button, panel.names.button)
    assert all(button.disabled for button in (*buttons, panel.one.answering.button))
