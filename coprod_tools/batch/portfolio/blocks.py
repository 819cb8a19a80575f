"""The portfolio as people read it: sections for a notebook, and one page beside the index of the batch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coprod_tools.batch.portfolio.wordings import MOST_COMPARED
from coprod_tools.knowledge import load_knowledge
from coprod_tools.render.block import Block, block, template
from coprod_tools.render.look import look
from coprod_tools.words import say

SECTIONS = ("coverage", "barriers", "outcomes", "activities", "asked", "gaps", "changes")
# Of each list so many rows are shown, and of each row so many policies named; `portfolio.json` has more.
TOP_ROWS = 40
TOP_NAMES = 8
TOP_LINES = 12
Portfolio = Mapping[str, Any]


def section(portfolio: Portfolio, name: str, level: int = 0) -> Block:
    """Return one of `SECTIONS`.

    Parameters
    ----------
    level : int
        The level of its heading; 0 leaves it out.

    Raises
    ------
    ValueError
        When there is no section of that name.
    """
    if name not in SECTIONS:
        raise ValueError(f"no section {name!r}; there are {', '.join(SECTIONS)}")
    return block("portfolio", **_values(portfolio), sections=(name,), h=level or 2, headings=bool(level), links=False)


def portfolio_page(portfolio: Portfolio) -> str:
    """Return `portfolio.html`: all sections, without a script, with links to the plans beside it."""
    style, digest = look("blocks/batch_index.css")
    inside = block("portfolio", **_values(portfolio), sections=SECTIONS, h=2, headings=True, links=True)
    return template("portfolio_page").render(
        style=style, style_hash=digest, inside=inside.html, note=portfolio["note"], policies=portfolio["policies"]
    )


def _values(portfolio: Portfolio) -> dict[str, Any]:
    return {
        "made": portfolio,
        "stages": {row["stage"]: row["title"] for row in portfolio["coverage"]},
        "counts": _change_counts(portfolio),
        "barrier_titles": _barrier_titles(portfolio),
        "finding_title": _finding_title,
        "top": TOP_ROWS,
        "names": TOP_NAMES,
        "lines": TOP_LINES,
        "most": MOST_COMPARED,
    }


def _barrier_titles(portfolio: Portfolio) -> dict[str, str]:
    """Return titles by barrier: those of the batch, else those that are shipped."""
    shipped = {key: str(each.title) for key, each in load_knowledge().barriers.items()}
    return shipped | {row["barrier"]: row["title"] for row in portfolio["barriers"]}


def _change_counts(portfolio: Portfolio) -> list[tuple[str, int, int]]:
    """Return what appeared or went, in words, with in how many policies each."""
    titles = _barrier_titles(portfolio)
    rows = []
    for part, sides in portfolio["changes"]["in_policies"].items():
        for key in dict.fromkeys((*sides["appeared"], *sides["went"])):
            words = say(f"portfolio.changes.kind.{part}", what=_in_words(part, key, titles))
            rows.append((words, sides["appeared"].get(key, 0), sides["went"].get(key, 0)))
    return rows


def _in_words(part: str, key: str, titles: Mapping[str, str]) -> str:
    if part == "verdicts":
        return say(f"render.verdict.{key}.word")
    return titles.get(key, key) if part == "barriers" else _finding_title(key)


def _finding_title(finding: str) -> str:
    """Return a finding's id, or its rule, in words; what it is about stands behind."""
    rule, _, about = finding.partition(":")
    known = load_knowledge().rules.get(rule)
    title = str(known.title) if known else rule
    return f"{title} ({about})" if about else title
