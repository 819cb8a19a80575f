"""The policies of a folder as cards: what each says, what waits in it, and what is wrong with a broken one."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from coprod_tools.policy.joins import ReviewRow
from coprod_tools.policy.values import PartialDate
from coprod_tools.policyfile.review_file import add_rows
from coprod_tools.workbook.start_page.cards import card_of, waits
from coprod_tools.workbook.start_page.shelf import OnShelf, Shelf
from coprod_tools.workbook.start_page.waiting import Waiting

POLICY = """\
coprod: 1
id: lunch
title: Lunch on Thursdays
standing: desk-draft
summary: unknown
owner: "unknown"
actors:
  - {id: church, label: The church, kind: community}
offers:
  - {by: church, offer: A kitchen}
  - {by: church, offer: A van, answered_on: 2026-01-02, id: van}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a policy of its own folder, one in a subfolder, and a broken one."""
    (tmp_path / "lunch").mkdir()
    (tmp_path / "lunch" / "policy.yaml").write_text(POLICY, encoding="utf-8")
    (tmp_path / "older").mkdir()
    (tmp_path / "older" / "bus.yaml").write_text("coprod: 1\nid: bus\ntitle: The bus\n", encoding="utf-8")
    (tmp_path / "bad.yaml").write_text("coprod: 1\nid: bad\ntitel: Oops\n", encoding="utf-8")
    return tmp_path


def shelf_of(folder: Path) -> dict[str, OnShelf]:
    """Everything on the shelf, by the name of its file or folder."""
    shelf = Shelf(folder)
    return {each.path.name: each for each in map(shelf.read, shelf.look())}


def row(kind: str, by: str, on: str, id: str, subject: str = "activities[a]") -> ReviewRow:
    """A row of a review."""
    return ReviewRow.model_validate(
        {"id": id, "subject": subject, "kind": kind, "by": by, "on": PartialDate.read(on), "to_ask": "The church"}
    )


def test_a_card_says_what_waits(folder: Path) -> None:
    """One offer of two is unanswered; `unknown` in quotes is a word, not a gap."""
    found = shelf_of(folder)["lunch"]
    assert found.title == "Lunch on Thursdays"
    assert found.waiting == Waiting(offers=1, unknown=1)
    assert waits(found.waiting) == "1 offer of a partner; 1 thing not known yet"
    assert found.path == folder / "lunch"


def test_a_question_waits_until_somebody_decides(folder: Path) -> None:
    """A decision on the same thing, that day or later, answers it; one of the day before doesn't."""
    review = folder / "lunch" / "review.yaml"
    add_rows(review, [row("accept", "Ana", "2026-02-01", "r0"), row("ask", "Ben", "2026-02-02", "r1")])
    assert shelf_of(folder)["lunch"].waiting.asked == 1
    add_rows(review, [row("decline", "Cat", "2026-02-03", "r2")])
    assert shelf_of(folder)["lunch"].waiting.asked == 0


def test_a_partners_map_waits_to_be_read_back(folder: Path, root: Path) -> None:
    """Each map of the worked example that nobody confirmed as it is now."""
    source = root / "templates" / "worked" / "falls-at-home"
    shutil.copytree(source, folder / "falls")
    (folder / "falls" / "review.yaml").unlink()
    assert shelf_of(folder)["falls"].waiting.maps == len(list((source / "maps").glob("*.csv")))


def test_a_policy_in_a_subfolder_says_where_it_lies(folder: Path) -> None:
    """One in the folder itself doesn't."""
    found = shelf_of(folder)
    assert found["bus.yaml"].inside == "older"
    assert found["lunch"].inside == ""


def test_a_broken_file_says_what_is_wrong_and_what_to_do(folder: Path) -> None:
    """Without a traceback, without a button that opens nothing, and never with the value of the unknown field."""
    card = card_of(shelf_of(folder)["bad.yaml"], 0)
    words = " ".join(" ".join(line) for line in card["lines"])
    assert card["title"] == "bad.yaml: can't be read"
    assert card["actions"] == []
    assert "Line 3: titel" in words
    assert "earlier copy of bad.yaml" in words
    assert "Oops" not in words


def test_only_what_changed_is_read_again(folder: Path) -> None:
    """A file that stayed the same is known; one that changed, or got something beside it, is not."""
    shelf = Shelf(folder)
    files = {path.parent.name: path for path in shelf.look() if shelf.read(path)}
    assert shelf.known(files["lunch"]) is not None
    (folder / "lunch" / "review.yaml").write_text("coprod-review: 1\nrows: []\n", encoding="utf-8")
    assert shelf.known(files["lunch"]) is None
    assert shelf.known(files["older"]) is not None
    os.utime(files["older"], (1, 1))
    assert shelf.known(files["older"]) is None


@pytest.mark.parametrize("seconds", [1e15, -1e15])
def test_a_file_dated_beyond_any_calendar_still_has_its_card(folder: Path, seconds: float) -> None:
    """A broken clock or a crafted archive leaves such dates; the other policies must not pay for it."""
    file = folder / "lunch" / "policy.yaml"
    try:
        os.utime(file, (seconds, seconds))
    except OSError:
        pytest.skip("this file system keeps no such dates")
    found = Shelf(folder).read(file)
    assert found.title == "Lunch on Thursdays"


def test_a_policy_that_breaks_its_reader_has_a_card_like_the_others(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever we did not think of stops that one card, and the page goes on."""

    def failing(*values: object) -> Waiting:
        raise RecursionError

    monkeypatch.setattr("coprod_tools.workbook.start_page.shelf.waiting_in", failing)
    found = Shelf(folder).read(folder / "lunch" / "policy.yaml")
    assert "RecursionError" in found.faults[0].message
    assert found.title == "policy.yaml" and card_of(found, 0)["actions"] == card_of(bad(folder), 0)["actions"]


def bad(folder: Path) -> OnShelf:
    """The policy of the folder that can't be read."""
    return Shelf(folder).read(folder / "bad.yaml")
