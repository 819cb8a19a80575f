"""A folder's policies are the files whose first key, comments aside, is `coprod`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coprod_tools.files import policies_in
from coprod_tools.problems import InvalidInput

POLICY = "coprod: 1\nid: a\ntitle: A\n"


def names(folder: Path) -> list[str]:
    """Return what is found, as names below the folder."""
    return [str(path.relative_to(folder)) for path in policies_in(folder)]


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        (POLICY, True),
        ("# words\n\n   # more\n---\n'coprod' : 1\n", True),
        ("\ufeff\r\n# words\r\ncoprod: 1\r\n", True),
        ("coprod: 7\n\tbroken", True),
        ("id: a\ncoprod: 1\n", False),
        ("coprod-review: 1\n", False),
        ("coproduction: 1\n", False),
        ("# coprod: 1\n", False),
        ("- coprod: 1\n", False),
        ("", False),
    ],
)
def test_the_first_key_decides(tmp_path: Path, text: str, taken: bool) -> None:
    """A broken policy is found too, so that its faults are told."""
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    assert names(tmp_path) == (["a.yaml"] if taken else [])


def test_a_policys_own_folder_is_one_policy_and_is_not_entered(tmp_path: Path) -> None:
    """Its history holds older copies that are no policies of their own."""
    for name in ("one/policy.yaml", "one/history/old.yaml", "more/b.yml", "more/deep/c.yaml", "more/notes.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(POLICY, encoding="utf-8")
    assert names(tmp_path) == ["more/b.yml", "more/deep/c.yaml", "one/policy.yaml"]
    assert names(tmp_path / "one") == ["policy.yaml"]


def test_links_pipes_and_hidden_folders_are_left_out(tmp_path: Path) -> None:
    """A loop of links would never end, a pipe would wait for ever."""
    (tmp_path / "a.yaml").write_text(POLICY, encoding="utf-8")
    (tmp_path / "link.yaml").symlink_to("a.yaml")
    (tmp_path / "round").symlink_to(".")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "b.yaml").write_text(POLICY, encoding="utf-8")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.yaml")
    assert names(tmp_path) == ["a.yaml"]


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    """With our own error."""
    with pytest.raises(InvalidInput, match="cannot be listed"):
        policies_in(tmp_path / "no")
