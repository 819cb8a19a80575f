"""Saving patches the text that was read, checks the whole, and never overwrites somebody else's change."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from coprod_tools import policyfile
from coprod_tools.policy import Activity, Actor, Policy
from coprod_tools.policyfile import REMOVE, Append, save
from coprod_tools.policyfile.patching import patched
from coprod_tools.policyfile.values import block, plain_value
from coprod_tools.problems import CannotWrite, InvalidInput, UsageError

TEXT = """\
# Our policy
coprod: 1
id: a   # never changes
title: A policy

actors:
  - id: parents   # asked twice
    label: Parents
  # the ministry is not an actor yet
activities:
  - id: design
    label: 'Design'
    needs: []
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A policy's file."""
    made = tmp_path / "a.yaml"
    made.write_text(TEXT, encoding="utf-8")
    return made


@pytest.mark.parametrize(
    ("field", "change", "old", "new"),
    [
        ("title", "Another: one", "title: A policy\n", 'title: "Another: one"\n'),
        ("title", {"en": "A", "mi": "He"}, "title: A policy\n", "title:\n  en: A\n  mi: He\n"),
        ("id", {"x": "words"}, "id: a   # never changes\n", "id:   # never changes\n  x: words\n"),
        ("id", "b", "id: a   # never changes\n", "id: b   # never changes\n"),
        ("activities[design].label", "Plan", "    label: 'Design'\n", "    label: Plan\n"),
        ("activities[design].needs", REMOVE, "    needs: []\n", ""),
        ("actors[parents].size", 40, "    label: Parents\n", "    label: Parents\n    size: 40\n"),
        ("actors[parents].mandate.given_by", "All", "Parents\n", "Parents\n    mandate:\n      given_by: All\n"),
        (
            "actors",
            Append({"id": "ministry", "label": "M"}),
            "    label: Parents\n",
            "    label: Parents\n  - id: ministry\n    label: M\n",
        ),
        ("open", Append("whether"), "    needs: []\n", "    needs: []\nopen:\n  - whether\n"),
        ("activities[design].needs", Append("design"), "needs: []", "needs:\n      - design"),
        ("summary", "one\ntwo", "    needs: []\n", "    needs: []\nsummary: |-\n  one\n  two\n"),
        ("actors[parents].label", "12", "    label: Parents\n", '    label: "12"\n'),
        ("activities[design].cost", Decimal("1E+3"), "    needs: []\n", "    needs: []\n    cost: 1000\n"),
        ("actors[parents].interest.commercial", False, "Parents\n", "Parents\n    interest:\n      commercial: no\n"),
    ],
)
def test_a_change_touches_only_its_own_lines(field: str, change: object, old: str, new: str) -> None:
    """The expected text was written by hand."""
    assert TEXT.count(old) == 1
    assert patched(Policy, TEXT, "F", field, change) == TEXT.replace(old, new)


def test_a_saved_change_is_on_the_disk_and_in_what_comes_back(path: Path) -> None:
    """Several at once, one building on the other."""
    loaded = policyfile.load(path)
    changes = {
        "actors": Append(Actor(id="ministry", label="The ministry", kind="agency")),
        "activities[design].lead": "ministry",
        "title": "Another",
    }
    saved = save(loaded, changes)
    assert saved.policy.title == "Another"
    assert saved.policy.activities is not None and saved.policy.activities[0].lead == "ministry"
    assert saved == policyfile.load(path)
    assert "id: a   # never changes\n" in saved.text
    assert "  # the ministry is not an actor yet\n" in saved.text
    assert loaded.policy.title == "A policy"


def test_windows_line_ends_and_a_byte_order_mark_stay(path: Path) -> None:
    """Every byte that no change touches is as it was."""
    data = b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()
    path.write_bytes(data)
    save(policyfile.load(path), {"actors[parents].note": "here"})
    assert path.read_bytes() == data.replace(b"label: Parents\r\n", b"label: Parents\r\n    note: here\r\n")


def test_a_change_that_would_break_the_policy_is_refused_and_nothing_is_written(path: Path) -> None:
    """The fault stands at the line it would have."""
    with pytest.raises(InvalidInput) as refusal:
        save(policyfile.load(path), {"activities[design].lead": "nobody"})
    (fault,) = refusal.value.faults
    assert (fault.line, fault.path) == (14, "activities[design].lead")
    assert path.read_text(encoding="utf-8") == TEXT


def test_somebody_elses_change_is_never_overwritten(path: Path) -> None:
    """Both sides are shown, against the text both began with."""
    loaded = policyfile.load(path)
    theirs = TEXT.replace("title: A policy", "title: Theirs")
    path.write_text(theirs, encoding="utf-8")
    with pytest.raises(CannotWrite) as refusal:
        save(loaded, {"title": "Ours"})
    shown = str(refusal.value)
    since, wanted = shown.split("What you wanted to save:")
    assert "-title: A policy\n+title: Theirs" in since
    assert "-title: A policy\n+title: Ours" in wanted
    assert str(path) in shown
    assert path.read_text(encoding="utf-8") == theirs


def test_a_file_that_is_gone_is_not_made_again(path: Path) -> None:
    """Somebody took it away on purpose."""
    loaded = policyfile.load(path)
    path.unlink()
    with pytest.raises(CannotWrite, match="no longer there"):
        save(loaded, {"title": "Ours"})
    assert not path.exists()


def test_a_save_without_change_writes_nothing(path: Path) -> None:
    """Not even the same bytes."""
    before = path.stat().st_mtime_ns
    loaded = policyfile.load(path)
    assert save(loaded, {"title": "A policy", "summary": REMOVE}) is loaded
    assert path.stat().st_mtime_ns == before


def test_a_link_the_user_named_stays_a_link(path: Path, tmp_path: Path) -> None:
    """What it leads to is changed."""
    (tmp_path / "link.yaml").symlink_to("a.yaml")
    save(policyfile.load(tmp_path / "link.yaml"), {"title": "Ours"})
    assert (tmp_path / "link.yaml").is_symlink()
    assert policyfile.read(path).title == "Ours"


def test_a_worked_policy_is_never_written_to() -> None:
    """It belongs to the package."""
    with pytest.raises(UsageError, match="come with the package"):
        save(policyfile.load("worked:takai"), {"title": "Mine"})


@pytest.mark.parametrize(
    "field",
    [
        "",
        "actors[nobody].label",
        "actors.parents",
        "title.",
        "[parents]",
        "actors[0]",
        "actors[2]",
        "exit[a].b",
        "a..b",
    ],
)
def test_a_path_that_leads_nowhere_is_refused(field: str) -> None:
    """Guessing what was meant could change the wrong thing."""
    with pytest.raises(UsageError):
        patched(Policy, TEXT, "F", field, "x")


def test_nothing_is_added_below_plain_text() -> None:
    """A title is words, not fields; an item is appended to a list only."""
    with pytest.raises(UsageError, match="plain text"):
        patched(Policy, TEXT, "F", "id.deeper", "x")
    with pytest.raises(UsageError, match="no list"):
        patched(Policy, TEXT, "F", "title", Append("x"))


def test_a_number_in_short_form_takes_on_fields() -> None:
    """40 becomes the mid of a number with a source."""
    text = patched(Policy, TEXT, "F", "actors[parents].size", 40)
    assert "    size:\n      mid: 40\n      source: A count\n" in patched(
        Policy, text, "F", "actors[parents].size.source", "A count"
    )


@pytest.mark.parametrize("name", sorted(policyfile.worked()))
def test_a_policy_written_anew_reads_as_the_same_policy(name: str) -> None:
    """What one value is written with holds for a whole policy."""
    policy = policyfile.read(f"worked:{name}")
    text = "\n".join(block(plain_value(policy), 0)) + "\n"
    assert policyfile.from_text(text, "F")[0] == policy


def test_a_part_of_a_policy_is_a_value(path: Path) -> None:
    """Ids that were made are left out; reading makes them again."""
    activity = Activity.model_validate({"id": "x", "label": "X", "parts": [{"actor": "parents", "co": "design"}]})
    saved = save(policyfile.load(path), {"activities": Append(activity)})
    assert saved.policy.activities is not None and saved.policy.activities[1] == activity
    assert saved.text.endswith("  - id: x\n    label: X\n    parts:\n      - actor: parents\n        co: design\n")


def test_of_many_who_save_at_once_none_loses_a_change_unknowingly(path: Path) -> None:
    """Twelve processes each append one actor until it is saved; all twelve are there at the end."""
    program = """
import sys
from coprod_tools import policyfile as p
from coprod_tools.problems import CannotWrite
while True:
    try:
        p.save(p.load(sys.argv[1]), {"actors": p.Append({"id": sys.argv[2], "label": "X"})})
        break
    except CannotWrite:
        pass
"""
    runs = [subprocess.Popen([sys.executable, "-c", program, str(path), f"actor-{n}"]) for n in range(12)]
    assert [run.wait(60) for run in runs] == [0] * 12
    actors = policyfile.read(path).actors or ()
    assert sorted(actor.key for actor in actors) == sorted(["parents", *(f"actor-{n}" for n in range(12))])
    assert [found.name for found in path.parent.iterdir()] == ["a.yaml"]
