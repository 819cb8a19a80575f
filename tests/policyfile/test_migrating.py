"""Drafts of the format are brought up to date in place; a current file is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from coprod_tools import policyfile
from coprod_tools.files.fields import fields_of, item_type, model_in, whole_type
from coprod_tools.policy import Policy
from coprod_tools.policyfile import migrate
from coprod_tools.policyfile.migrating import RENAMED
from coprod_tools.problems import InvalidInput, UsageError

DRAFT = """\
coprod: 0   # a draft
id: a
title: A
stakeholders:   # who
  - {id: parents, name: Parents, type: people-who-use-it}
steps:
  - id: design
    name: Design   # together
    owner: parents
    roles:
      - who: parents
        kind: design
  - id: deliver
    name: Deliver
    depends_on: [design]
links:
  - cause: design
    effect: deliver
"""
CURRENT = """\
coprod: 1   # a draft
id: a
title: A
actors:   # who
  - {id: parents, label: Parents, kind: people-who-use-it}
activities:
  - id: design
    label: Design   # together
    lead: parents
    parts:
      - actor: parents
        co: design
  - id: deliver
    label: Deliver
    needs: [design]
claims:
  - from: design
    to: deliver
"""


def test_a_draft_gets_its_new_names_and_keeps_all_else(tmp_path: Path) -> None:
    """Comments and order stay; each renamed field is told with its line."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + DRAFT.replace("\n", "\r\n").encode())
    done = migrate(path)
    assert path.read_bytes() == b"\xef\xbb\xbf" + CURRENT.replace("\n", "\r\n").encode()
    assert done.changed
    assert done.renamed[:3] == (
        "line 4: stakeholders is now actors",
        "line 5: name is now label",
        "line 5: type is now kind",
    )
    assert len(done.renamed) == 14
    assert "14" in done.message
    assert policyfile.read(path).id == "a"


def test_a_current_file_is_left_alone_and_the_message_says_so(tmp_path: Path) -> None:
    """Migrating twice is migrating once."""
    path = tmp_path / "a.yaml"
    path.write_text(CURRENT, encoding="utf-8")
    before = path.stat().st_mtime_ns
    done = migrate(path)
    assert (done.changed, done.renamed) == (False, ())
    assert "nothing was changed" in done.message
    assert path.stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (DRAFT + "actors: []\n", 4, "both stand here (keep one of them)"),
        (DRAFT + "unheard: x\n", 19, "no such field"),
        ("coprod: 2\nid: a\ntitle: A\n", 1, "update coprod-tools"),
        ("coprod: 1\nid: a\n", 1, "title is missing"),
    ],
)
def test_what_would_not_be_sound_is_refused_and_nothing_is_written(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    """The old file is still there."""
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput) as refusal:
        migrate(path)
    assert refusal.value.faults[0].line == line
    assert words in refusal.value.faults[0].message
    assert path.read_text(encoding="utf-8") == text


def test_a_draft_is_refused_by_everything_but_migrate(tmp_path: Path) -> None:
    """The message names the command."""
    path = tmp_path / "a.yaml"
    path.write_text(DRAFT, encoding="utf-8")
    with pytest.raises(InvalidInput, match="run coprod migrate"):
        policyfile.read(path)


def test_a_worked_policy_is_not_migrated() -> None:
    """It belongs to the package."""
    with pytest.raises(UsageError):
        migrate("worked:takai")


def test_every_new_name_in_the_table_is_a_field_of_today() -> None:
    """And no old name is one, so that a current file is never changed."""
    today = fields_of(Policy)
    for old, new in RENAMED[""].items():
        assert new in today and old not in today
        if old in RENAMED:
            assert RENAMED[old] == RENAMED[new], "the same renames hold under the old and the new name"
    for name, renames in RENAMED.items():
        owner = today.get(RENAMED[""].get(name, name))
        model = model_in(item_type(whole_type(owner))) if owner else None
        if model is not None:
            assert set(renames.values()) <= set(fields_of(model)), name
            assert not set(renames) & set(fields_of(model)), name
