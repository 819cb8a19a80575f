"""What marks are called, in a few words."""

from __future__ import annotations

from coprod_tools.plan.decisions import Mark
from coprod_tools.plan.document import ActionRow, BarrierRow, CellRow, FindingRow, OpportunityRow
from coprod_tools.words import say
from coprod_tools.workbook.marks_panel.entries import called_more

LONG = 90


def verdict_of(cell: CellRow) -> str:
    """Return a verdict as sign and word; a Crown partnership is shown as such."""
    return f"{sign(cell.verdict)} {word(cell)}"


def sign(verdict: str) -> str:
    """Return the sign of a verdict."""
    return say(f"render.verdict.{verdict}.sign")


def word(cell: CellRow) -> str:
    """Return the word of a cell's verdict."""
    return cell.shown_as[:1].upper() + cell.shown_as[1:]


def co(name: str) -> str:
    """Return the name of a Co."""
    return say(f"render.co.{name}")


def cell_aloud(cell: CellRow, stage: str) -> str:
    """Return what a tile of the cube is called: who, where, which Co, what was found, and what is beside it."""
    parts = [say("marks.tile", actor=cell.actor_label, stage=stage, co=co(cell.co).lower(), found=cell.shown_as)]
    if called_more(cell):
        parts.append(say("marks.tile-called", claimed=cell.claimed))
    if cell.decisions:
        parts.append(say("marks.tile-decided", n=len(cell.decisions)))
    return ", ".join(parts)


def called(mark: Mark) -> str:
    """Return what a mark is called as a heading."""
    if isinstance(mark, CellRow):
        return say("marks.head-cell", actor=mark.actor_label, activity=mark.activity_label, co=co(mark.co))
    if isinstance(mark, OpportunityRow):
        return say("marks.head-opportunity", advice=_advice(mark), co=co(mark.co), who=who(mark))
    return shortened(mark.title)


def _advice(row: OpportunityRow) -> str:
    return say(f"render.advice.{row.advice}")


def who(row: OpportunityRow) -> str:
    """Return with whom an opportunity is."""
    return ", ".join(row.actor_labels) or say("marks.with-nobody-named")


def severity(row: BarrierRow | FindingRow) -> str:
    """Return how bad something is, as sign and word."""
    return f"{say(f'render.severity.{row.severity}.sign')} {say(f'render.severity.{row.severity}.word')}"


def when(row: ActionRow) -> str:
    """Return when an action starts and ends, as far as that is known."""
    unknown = say("render.not-known")
    if not (row.start or row.finish):
        return say("marks.when-unknown")
    return say("marks.from-to", start=row.start or unknown, finish=row.finish or unknown)


def shortened(text: str, length: int = LONG) -> str:
    """Return the start of a text that is too long for its place."""
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0].rstrip(",;: ") + "…"
