"""Every saved version is kept, byte for byte, whatever happens to the files that keep it."""

from __future__ import annotations

import json
import multiprocessing
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_tools import policyfile
from coprod_tools.policyfile.history import append_version, note_found, read_history
from coprod_tools.policyfile.history_lines import Note
from coprod_tools.policyfile.line_edits import followed, line_edits, merged_lines, reversed_edits
from coprod_tools.policyfile.saving import save
from coprod_tools.problems import CannotWrite, UsageError

NOTE = Note("2026-11-27T10:00:00+13:00", "Aroha", "Title")
texts = st.text(st.sampled_from("ab\n\r\ufeffé\u2028\x85"), max_size=14)


def policy(number: int, lines: int = 40) -> bytes:
    """Return the text of a policy of which each version differs in two lines."""
    body = "".join(
        f"  - id: actor-{n}\n    label: Actor {n if n != number % lines else number}\n" for n in range(lines)
    )
    return f"coprod: 1\nid: a\ntitle: Version {number}\nactors:\n{body}".encode()


def filled(folder: Path, count: int) -> list[bytes]:
    """Keep that many versions and return them."""
    states = [policy(number) for number in range(count)]
    for before, state in zip([None, *states], states, strict=False):
        append_version(folder, state, NOTE, before)
    return states


@given(texts, texts)
@settings(max_examples=300, deadline=None)
def test_edits_lead_from_one_text_to_the_other_and_back(old: str, new: str) -> None:
    """Whatever the line ends, and with or without one at the end."""
    edits = line_edits(old, new)
    assert followed(old, edits) == new and followed(new, reversed_edits(edits)) == old


@given(texts, texts)
@settings(max_examples=200, deadline=None)
def test_edits_for_another_text_are_not_followed_blindly(old: str, new: str) -> None:
    """They say what they take away."""
    found = followed(old + "c\n" if old.endswith("\n") or not old else "c\n", line_edits(old, new))
    assert found is None or old in ("", "c\n") or found != new or old == new or "c\n" in found


@given(texts, texts)
@settings(max_examples=200, deadline=None)
def test_lines_that_one_side_alone_changed_are_that_sides(base: str, mine: str) -> None:
    """With no change on the other side."""
    assert merged_lines(base, mine, base) == mine and merged_lines(base, base, mine) == mine


def test_versions_come_back_byte_for_byte(tmp_path: Path) -> None:
    """Byte order mark, Windows line ends, no line end at the end, no UTF-8 at all."""
    states = [b"\xef\xbb\xbfcoprod: 1\r\nid: a", b"coprod: 1\nid: a\n", b"", b"\xff\xfe\x00", b"a\r\rb\n\n", b"a"]
    for before, state in zip([None, *states], states, strict=False):
        append_version(tmp_path, state, NOTE, before)
    history = read_history(tmp_path)
    assert [history.content(each.number) for each in history.versions] == states
    assert [each.number for each in history.versions] == [1, 2, 3, 4, 5, 6]


def test_a_version_tells_when_who_and_what(tmp_path: Path) -> None:
    """As they were passed in; nothing is taken from the clock."""
    append_version(tmp_path, b"x", NOTE)
    (version,) = read_history(tmp_path).versions
    assert (version.on, version.by, version.label, version.kind) == (NOTE.on, "Aroha", "Title", "saved")


def test_what_somebody_wrote_by_hand_is_kept_when_it_is_first_seen(tmp_path: Path) -> None:
    """Before it is saved over, and when it is looked at; once each."""
    append_version(tmp_path, b"one\n", NOTE)
    append_version(tmp_path, b"three\n", NOTE, found=b"two, by hand\n", seen="By hand")
    note_found(tmp_path, b"four, by hand\n", NOTE, "By hand")
    note_found(tmp_path, b"four, by hand\n", NOTE, "By hand")
    history = read_history(tmp_path)
    kept = [(each.kind, each.by, history.content(each.number)) for each in history.versions]
    assert kept == [
        ("saved", "Aroha", b"one\n"),
        ("found", "", b"two, by hand\n"),
        ("saved", "Aroha", b"three\n"),
        ("found", "", b"four, by hand\n"),
    ]


def test_the_file_is_lines_of_json_that_any_tool_reads(tmp_path: Path) -> None:
    """The first holds the whole text, readable as it is."""
    filled(tmp_path, 2)
    (file,) = (tmp_path / "history").iterdir()
    first, second = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    assert first["whole"].encode() == policy(0) and first["label"] == "Title"
    assert second["edits"][0] == {"at": 2, "out": "title: Version 0\n", "put": "title: Version 1\n"}


def test_a_line_cut_short_is_told_and_nothing_else_is_lost(tmp_path: Path) -> None:
    """What is saved after it begins on a line of its own."""
    states = filled(tmp_path, 5)
    file = tmp_path / "history" / "000001.jsonl"
    file.write_bytes(file.read_bytes()[:-20])
    append_version(tmp_path, policy(5), NOTE, states[4])
    history = read_history(tmp_path)
    assert history.damaged == (("000001.jsonl", 5),)
    kept = [history.content(each.number) for each in history.versions]
    assert kept == [*states[:4], states[4], policy(5)]


@pytest.mark.parametrize("line", range(12))
def test_a_damaged_line_loses_no_text_but_its_own_and_not_even_that(tmp_path: Path, line: int) -> None:
    """Edits lead back as well: versions behind the damage are found from the policy as it stands."""
    states = filled(tmp_path, 12)
    file = tmp_path / "history" / "000001.jsonl"
    lines = file.read_bytes().splitlines(keepends=True)
    lines[line] = b"#### somebody's editor ####\n"
    file.write_bytes(b"".join(lines))
    history = read_history(tmp_path)
    assert history.damaged == (("000001.jsonl", line + 1),)
    kept = [history.content(each.number, states[-1]) for each in history.versions]
    assert kept == [*states[:line], *states[line + 1 :]]


def test_a_value_changed_by_hand_is_noticed(tmp_path: Path) -> None:
    """The digest tells; the way around it is taken where there is one, else it is said."""
    states = filled(tmp_path, 3)
    file = tmp_path / "history" / "000001.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines()
    lines[1] = lines[1].replace('"put": "title: Version 1', '"put": "title: Forged')
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    history = read_history(tmp_path)
    assert history.content(2, states[2]) == states[1]
    with pytest.raises(UsageError, match="damaged"):
        history.content(2)
    with pytest.raises(UsageError, match="no version 9"):
        history.content(9)


def test_copies_that_a_sharing_program_made_are_left_out(tmp_path: Path) -> None:
    """Only files of our own naming are read."""
    filled(tmp_path, 2)
    (tmp_path / "history" / "000001 (conflicted copy).jsonl").write_bytes(b"x\n")
    (tmp_path / "history" / ".DS_Store").write_bytes(b"x\n")
    assert len(read_history(tmp_path).versions) == 2 and not read_history(tmp_path).damaged


def test_a_history_of_another_state_is_begun_anew_and_the_old_one_stays(tmp_path: Path) -> None:
    """Also when its files are unreadable as a whole."""
    filled(tmp_path, 3)
    (tmp_path / "history" / "000001.jsonl").write_bytes(b"\x00\x01\x02 not ours\n")
    append_version(tmp_path, policy(4), NOTE, policy(3))
    history = read_history(tmp_path)
    assert [history.content(each.number) for each in history.versions] == [policy(3), policy(4)]
    assert history.damaged == (("000001.jsonl", 1),)


def test_a_long_history_stays_small_and_quick(tmp_path: Path) -> None:
    """600 edits of a 30 KB policy take no more than a kilobyte each, and any of them comes back."""
    states, made = [policy(0, 700)], random.Random(1)
    assert 25_000 < len(states[0]) < 35_000
    append_version(tmp_path, states[0], NOTE)
    for number in range(1, 600):
        states.append(policy(number, 700))
        append_version(tmp_path, states[-1], NOTE, states[-2])
    files = list((tmp_path / "history").iterdir())
    assert sum(file.stat().st_size for file in files) < 600 * 1000 and len(files) > 1
    history = read_history(tmp_path)
    for number in made.sample(range(600), 20):
        assert history.content(number + 1) == states[number]


def test_a_save_with_a_note_is_kept_and_one_without_is_found_later(tmp_path: Path) -> None:
    """Scripts that know nothing of histories go on working."""
    (tmp_path / "policy.yaml").write_bytes(policy(0))
    loaded = save(policyfile.load(tmp_path), {"title": "By script"})
    assert not (tmp_path / "history").exists()
    save(loaded, {"title": "By hand"}, note=NOTE)
    assert [each.kind for each in read_history(tmp_path).versions] == ["found", "saved"]
    assert b"By script" in read_history(tmp_path).content(1)


def test_the_history_is_in_no_digest(tmp_path: Path) -> None:
    """Two policies that say the same are the same, whatever came before."""
    (tmp_path / "policy.yaml").write_bytes(policy(0))
    before = policyfile.load(tmp_path).source_sha256
    filled(tmp_path, 2)
    assert policyfile.load(tmp_path).source_sha256 == before


def test_others_may_read_the_history_only_if_they_may_read_the_folder(tmp_path: Path) -> None:
    """A private folder stays private."""
    tmp_path.chmod(0o700)
    filled(tmp_path, 1)
    home = tmp_path / "history"
    assert home.stat().st_mode & 0o077 == 0 and (home / "000001.jsonl").stat().st_mode & 0o077 == 0


def test_a_link_in_the_place_of_a_file_is_not_followed(tmp_path: Path) -> None:
    """It could lead out of the folder."""
    outside = tmp_path / "outside.jsonl"
    outside.write_bytes(b"")
    (tmp_path / "p" / "history").mkdir(parents=True)
    (tmp_path / "p" / "history" / "000001.jsonl").symlink_to(outside)
    with pytest.raises(CannotWrite):
        append_version(tmp_path / "p", policy(0), NOTE)
    assert outside.read_bytes() == b""


def test_many_savers_at_once_are_all_in_the_history_or_have_their_content_back(tmp_path: Path) -> None:
    """A small form of the proof in `benchmarks/savers.py`."""
    savers = pytest.importorskip("benchmarks.savers")
    if "fork" not in multiprocessing.get_all_start_methods():
        pytest.skip("needs fork")
    count = savers.run(8, 20, 1, tmp_path)
    assert count.acknowledged + count.refused == count.edits == 160
    assert (count.lost, count.unreturned, count.bad_reads, count.damaged) == (0, 0, 0, 0)
    assert count.last_agrees and count.refused and count.merged and count.reads


def test_a_link_in_the_place_of_the_folder_is_neither_read_nor_written_through(tmp_path: Path) -> None:
    """It would lead out of the policy's folder in both directions."""
    outside = tmp_path / "outside"
    (tmp_path / "p").mkdir()
    filled(tmp_path, 1)
    (tmp_path / "history").rename(outside)
    kept = (outside / "000001.jsonl").read_bytes()
    (tmp_path / "p" / "history").symlink_to(outside)
    assert read_history(tmp_path / "p").versions == ()
    with pytest.raises(CannotWrite, match="link"):
        append_version(tmp_path / "p", policy(1), NOTE)
    assert (outside / "000001.jsonl").read_bytes() == kept
    assert [each.name for each in outside.iterdir()] == ["000001.jsonl"]


def test_versions_behind_a_linked_file_are_not_shown(tmp_path: Path) -> None:
    """Somebody else's history is not read because a file of that name points at it."""
    filled(tmp_path, 1)
    (tmp_path / "p" / "history").mkdir(parents=True)
    (tmp_path / "p" / "history" / "000001.jsonl").symlink_to(tmp_path / "history" / "000001.jsonl")
    assert read_history(tmp_path / "p").versions == ()


@pytest.mark.parametrize(
    "line",
    [
        '{"version": 1e999, "on": "", "by": "", "label": "", "sha256": "0", "whole": "a"}',
        '{"version": ' + "9" * 4000 + ', "on": "", "by": "", "label": "", "sha256": "0", "whole": "a"}',
        '{"version": 1, "on": "", "by": "\\ud800", "label": "", "sha256": "0", "whole": "a"}',
        '{"version": 1, "on": "", "by": "", "label": "", "sha256": "0", "before": "", '
        '"edits": [{"at": 0, "out": "", "put": "\\udfff"}]}',
        '{"version": 1, "on": "", "by": "", "label": "", "sha256": "0", "before": "", '
        '"edits": [{"at": 1e999, "out": "", "put": ""}]}',
        "[" * 100_000,
    ],
    ids=["endless-number", "number-of-4000-digits", "half-a-character", "half-in-an-edit", "endless-place", "deep"],
)
def test_a_line_made_to_break_its_reader_counts_as_damaged(tmp_path: Path, line: str) -> None:
    """Whoever sends a folder decides what stands in its history; the sound versions beside it are still there."""
    filled(tmp_path, 1)
    with (tmp_path / "history" / "000001.jsonl").open("a", encoding="utf-8") as stream:
        stream.write(line + "\n")
    history = read_history(tmp_path)
    assert [each.number for each in history.versions] == [1]
    assert history.damaged == (("000001.jsonl", 2),)
    assert append_version(tmp_path, policy(1), NOTE, policy(0)) is not None
