"""The beginning of a policy: an id made of the title, a starter's text, a copy of an example, nothing written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from coprod_tools.policyfile import load
from coprod_tools.policyfile.beginning import STARTERS, begin_in, copy_text, id_from_title, starter_text
from coprod_tools.problems import InvalidInput, UsageError


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Warm homes", "warm-homes"),
        ("Whānau Ora: the next step!", "whanau-ora-the-next-step"),
        ("  --  ", "policy"),
        ("健康", "policy"),
        ("CON", "policy"),
        ("a" * 90, "a" * 48),
    ],
)
def test_a_title_gives_an_id_that_is_a_file_name_everywhere(title: str, expected: str, tmp_path: Path) -> None:
    """Marks of letters go, other scripts and names that Windows refuses give `policy`."""
    assert id_from_title(title, tmp_path) == expected


def test_a_title_that_is_there_already_gets_a_number(tmp_path: Path) -> None:
    """Whether a folder or a file of that name is there."""
    (tmp_path / "warm-homes").mkdir()
    (tmp_path / "warm-homes-2.yaml").write_text("", encoding="utf-8")
    assert id_from_title("Warm homes", tmp_path) == "warm-homes-3"


@pytest.mark.parametrize("starter", STARTERS)
def test_a_starter_becomes_a_policy_of_that_title_and_keeps_its_questions(starter: str, tmp_path: Path) -> None:
    """The comments that ask stay; id and title are those given."""
    made = begin_in(tmp_path, "warm", starter_text(starter, "warm", "Warm: homes # for all"))
    policy = load(made).policy
    assert (policy.id, str(policy.title)) == ("warm", "Warm: homes # for all")
    assert made == tmp_path / "warm"
    assert "# WHAT IS ALREADY THERE" in (made / "policy.yaml").read_text(encoding="utf-8")


def test_a_copy_of_an_example_is_a_desk_draft_again() -> None:
    """Nobody has seen the copy, whoever agreed to the example."""
    text = copy_text("community-led-initiative", "mine", "Ours")
    assert "\nid: mine\n" in text
    assert "\ntitle: Ours\n" in text
    assert "standing: desk-draft" in text
    assert "jointly-agreed" not in text.split("decision_wanted", 1)[0]


def test_what_is_there_is_never_written_over(tmp_path: Path) -> None:
    """A second beginning of the same name is refused and the first stays as it was."""
    (tmp_path / "warm.yaml").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError):
        begin_in(tmp_path, "warm", starter_text("service", "warm", "Warm"))
    assert (tmp_path / "warm.yaml").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "warm").exists()


def test_a_title_with_control_characters_is_refused_before_anything_is_written() -> None:
    """As the reader would refuse it."""
    with pytest.raises(InvalidInput):
        starter_text("service", "warm", "Warm \u202e homes")


@pytest.mark.parametrize("title", ["Null", "Unknown!"])
def test_a_title_that_reads_as_no_answer_still_begins_a_policy(tmp_path: Path, title: str) -> None:
    """Written as an id, such a word would be taken for a gap."""
    id = id_from_title(title, tmp_path)
    made = begin_in(tmp_path, id, starter_text("service", id, title))
    assert load(made).policy.id == "policy"
