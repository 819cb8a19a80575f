"""A pasted brief becomes a policy in a folder, each of its guesses a question in the review beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from coprod_tools.exchange.brief import BriefDraft, read_brief
from coprod_tools.exchange.brief_review import review_rows
from coprod_tools.policyfile import from_text
from coprod_tools.policyfile.beginning import begin_in, id_from_title
from coprod_tools.policyfile.review_file import NAME as REVIEW
from coprod_tools.policyfile.review_file import add_rows
from coprod_tools.words import say
from coprod_tools.workbook.drafts import Drafts

BRIEF = "ten-minutes:brief"


@dataclass(frozen=True)
class Drafted:
    """A policy made from a brief: where it lies, and how the brief was read."""

    path: Path
    draft: BriefDraft


def draft_from(text: str, folder: Path, by: str, today: str) -> Drafted:
    """Make a policy of a brief, in a folder of its own below `folder`.

    Raises
    ------
    CannotWrite
        When the disk or its permissions stop it.
    """
    titled, _ = from_text(read_brief(text, today=today).policy_text, "brief")
    draft = read_brief(text, id=id_from_title(str(titled.title), folder), today=today)
    policy, _ = from_text(draft.policy_text, "brief")
    path = begin_in(folder, policy.id, draft.policy_text)
    rows = review_rows(draft, by or say("interview.somebody"), today)
    if rows:
        add_rows(path / REVIEW, rows)
    return Drafted(path, draft)


def pasted(folder: Path, drafts: Path | None = None) -> Drafts:
    """Return where what is pasted for a folder is kept until a policy is made of it."""
    return Drafts(folder / ".ten-minutes", drafts)
