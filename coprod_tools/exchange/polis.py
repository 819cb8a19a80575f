"""Folders exported from Polis: one conversation, its statements and how each group answered; nobody's own answers.

Small and others, Polis: Scaling deliberation by mapping high dimensional opinion spaces, Recerca 26(2), 2021.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coprod_tools.exchange.csv_source import CsvTable, read_table
from coprod_tools.exchange.imported import Imported, ImportedPolicy, Refused
from coprod_tools.exchange.link_words import folded
from coprod_tools.exchange.map_notes import MapNotes, shown
from coprod_tools.exchange.map_wording import MapWords
from coprod_tools.exchange.naming import Names
from coprod_tools.exchange.plain_policy import policy_of, pruned
from coprod_tools.exchange.polis_comments import Comment, read_comments
from coprod_tools.exchange.polis_sums import LEAST_PEOPLE, Votes
from coprod_tools.exchange.polis_votes import NO_GROUP, read_votes
from coprod_tools.exchange.trail import Losses
from coprod_tools.policy import SCHEMA_VERSION
from coprod_tools.policy.ids import foreign_id
from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say

COMMENTS, VOTES, SUMMARY = "comments.csv", "participants-votes.csv", "summary.csv"
MAX_STATEMENTS = 20_000
_LINK = re.compile(r"https?://[^\s<>\"'\\]+", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
_READ = ("topic", "url", "conversation-description")


def recognise(path: Path, head: bytes) -> bool:
    """Tell whether a folder is a Polis export: statements with ids, and votes of participants."""
    if not path.is_dir():
        return False
    return b"comment-id" in _first_line(path / COMMENTS) and b"participant" in _first_line(path / VOTES)


def _first_line(path: Path) -> bytes:
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as stream:
            return stream.readline(2_000)
    except OSError:
        return b""


def read(path: Path | str) -> Imported:
    """Read the folder of an export, or one of its files with those beside it.

    Raises
    ------
    InvalidInput
        When comments.csv is missing, or a file of the export can't be read as a table; with file and line.
    """
    path = Path(path)
    folder = path if path.is_dir() else path.parent
    if not (folder / COMMENTS).is_file():
        raise InvalidInput([Fault(path.name, say("tables.no_comments"))])
    notes, losses = MapNotes(folder.resolve().name), Losses()
    comments = read_comments(read_table(folder / COMMENTS, rows=MAX_STATEMENTS), notes, losses)
    votes = _votes(folder, comments, notes, losses)
    summary = _summary(folder, notes, losses)
    whole = _Whole(folder.resolve().name, comments, votes, summary, notes, losses)
    raw = pruned(whole.raw())
    whole.compare()
    foreign = summary.get("url") or folder.resolve().name
    made = policy_of(raw, COMMENTS)
    if isinstance(made, tuple):
        return Imported((), whole.carried(), losses.lost(), notes.sentences(), (Refused(foreign, made),))
    one = ImportedPolicy(made, foreign, raw)
    return Imported((one,), whole.carried(), losses.lost(), notes.sentences())


def _votes(folder: Path, comments: tuple[Comment, ...], notes: MapNotes, losses: Losses) -> Votes:
    if not (folder / VOTES).is_file():
        notes.add("no_votes")
        return Votes(())
    table = read_table(folder / VOTES, columns=MAX_STATEMENTS)
    return read_votes(table, {comment.id: comment.sums for comment in comments}, notes, losses)


def _summary(folder: Path, notes: MapNotes, losses: Losses) -> dict[str, str]:
    """Return what summary.csv says, by its own names; lines are name and value."""
    if not (folder / SUMMARY).is_file():
        notes.add("no_summary")
        return {}
    table: CsvTable = read_table(folder / SUMMARY)
    found: dict[str, str] = {}
    for row in table.rows:
        name, value = folded(row.cells[0]), ",".join(row.cells[1:]).strip().rstrip(",")
        if value and name in found:
            losses.add(f"{SUMMARY}/{shown(name)}", say("tables.why_twice"), value)
        elif value:
            found[name] = value
            if name not in _READ:
                counted = name in ("voters", "voters-in-conv", "comments", "groups")
                losses.add(
                    f"{SUMMARY}/{shown(name)}", say("tables.why_counted" if counted else "tables.why_column"), value
                )
    return found


@dataclass(slots=True)
class _Whole:
    """Everything one export holds, on its way to a policy."""

    folder: str
    comments: tuple[Comment, ...]
    votes: Votes
    summary: dict[str, str]
    notes: MapNotes
    losses: Losses

    def raw(self) -> dict[str, Any]:
        words = MapWords(self.losses)
        topic = words.label(self.summary.get("topic"), f"{SUMMARY}/topic") or self.folder
        link = self._link(words)
        name = foreign_id(link.rstrip("/").rpartition("/")[2] if link else self.folder)
        groups, statements, answers = Names(), Names(), self.votes.by_statement()
        group_ids = {group: groups.take(group) for group in self.votes.groups}
        conversation = {
            "id": name,
            "topic": topic,
            "link": link,
            "participants": self.votes.participants or None,
            "groups": [self._group(name, own, words) for name, own in group_ids.items()],
            "statements": [self._statement(each, answers, statements, group_ids, words) for each in self.comments],
            "source": say("tables.polis_source"),
        }
        return {
            "coprod": SCHEMA_VERSION,
            "id": name,
            "title": topic,
            "summary": self._description(words),
            "conversations": [conversation],
            "external_ids": {"polis": link or words.identifier(self.folder, "folder")},
        }

    def _group(self, name: str, own: str, words: MapWords) -> dict[str, Any]:
        label = None if name == own else words.label(name, f"{VOTES}/group-id")
        return {"id": own, "label": label, "size": self.votes.sizes[name]}

    def _statement(
        self,
        comment: Comment,
        answers: dict[str, list[dict[str, Any]]],
        names: Names,
        groups: dict[str, str],
        words: MapWords,
    ) -> dict[str, Any]:
        sums = answers.get(comment.id)
        return {
            "id": names.take(comment.id),
            "words": words.text(comment.words, f"{COMMENTS}/comment-body"),
            "moderated_out": comment.moderated_out,
            "votes": [{**each, "group": groups[each["group"]]} for each in sums] if sums else None,
        }

    def _link(self, words: MapWords) -> str | None:
        given = self.summary.get("url")
        if given is None:
            return None
        if not _LINK.fullmatch(given):
            self.notes.add("link_unread")
            self.losses.add(f"{SUMMARY}/url", say("tables.why_link"), given)
            return None
        return words.line(given, f"{SUMMARY}/url")

    def _description(self, words: MapWords) -> str | None:
        given = self.summary.get("conversation-description")
        kept, count = _MAIL.subn(say("tables.address"), given or "")
        for _ in range(count):
            self.losses.add(f"{SUMMARY}/conversation-description", say("tables.why_address"), private=True)
        return words.text(kept, f"{SUMMARY}/conversation-description")

    def carried(self) -> dict[str, Any]:
        """Return counts of what came through."""
        votes = self.votes
        return {
            "comments": len(self.comments),
            "moderated_out": sum(1 for comment in self.comments if comment.moderated_out),
            "participants": votes.participants,
            "groups": len(votes.groups),
            "in_no_group": votes.sizes[NO_GROUP],
            "votes": sum(int(votes.sums[group].sum()) for group in votes.shown),
        }

    def compare(self) -> None:
        """Name what the files of the export do not agree on."""
        votes = self.votes
        if votes.sizes:
            answered = set(votes.statements)
            for comment in self.comments:
                if comment.id not in answered:
                    self.notes.add("no_column", say("tables.statement", id=shown(comment.id)))
        if votes.sizes[NO_GROUP]:
            self.notes.add("in_no_group", count=votes.sizes[NO_GROUP])
        small = [group for group in votes.groups if votes.sizes[group] < LEAST_PEOPLE]
        if small:
            self.notes.add("small_groups", count=len(small), least=LEAST_PEOPLE)
        found = {"comments": len(self.comments), "voters": votes.participants, "groups": len(votes.groups)}
        for name, count in found.items():
            said = self.summary.get(name)
            if said is not None and said != str(count) and (name == "comments" or votes.sizes):
                what = say(f"tables.what_{name}")
                self.notes.add("summary_differs", said=shown(said), what=what, found=count)
