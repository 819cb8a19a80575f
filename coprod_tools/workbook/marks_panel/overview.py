"""What stands in the table of the panel: the cube, a list, or what was decided; a page at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from coprod_tools.assessment import Assessment
from coprod_tools.assessment.marks import Verdict
from coprod_tools.drawing.cube import grouped
from coprod_tools.plan import Plan
from coprod_tools.plan.document import CellRow, StageRow
from coprod_tools.words import say
from coprod_tools.workbook.elements import Cell
from coprod_tools.workbook.marks_panel.cube import ACTORS_ON_A_PAGE, TILE, cube_head, cube_rows, here, tile_of
from coprod_tools.workbook.marks_panel.decided import decided_head, decided_rows, gone
from coprod_tools.workbook.marks_panel.entries import ALL, Entry, Wanted
from coprod_tools.workbook.marks_panel.lists import MARK, ROWS_ON_A_PAGE, head_of, list_rows
from coprod_tools.workbook.marks_panel.names import sign

CUBE, DECIDED = "cube", "decided"
MANY_PAGES = 10
VIEWS = (CUBE, "cells", "opportunities", "barriers", "findings", "actions", DECIDED)


@dataclass(frozen=True)
class Overview:
    """One view of the marks.

    Attributes
    ----------
    every, entries : tuple of Entry
        All marks, and those that are wanted.
    at : int
        The page asked for, from 0; `page` is the nearest there is.
    """

    view: str
    assessment: Assessment
    plan: Plan
    every: tuple[Entry, ...]
    entries: tuple[Entry, ...]
    wanted: Wanted
    at: int = 0

    @property
    def kind(self) -> str:
        """The kind of mark that is shown."""
        return "cells" if self.view == CUBE else self.view

    @property
    def mine(self) -> list[Entry]:
        """The wanted marks of this view's kind."""
        return [each for each in self.entries if each.kind == self.kind]

    @property
    def page(self) -> int:
        """The page that is shown, from 0."""
        return max(0, min(self.at, self._count() - 1))

    def label(self, view: str) -> str:
        """Return what a view is called, with how much it holds."""
        kind = "cells" if view == CUBE else view
        if view == DECIDED:
            count = sum(len(each.mark.decisions) for each in self.every) + len(gone(self.plan))
        else:
            count = sum(each.kind == kind for each in self.every)
        return say(f"marks.view-{view}", n=count)

    def table(self, current: Collection[str]) -> dict[str, Any]:
        """Return the table as an element's content."""
        if self.view == CUBE:
            head, rows = cube_head(self._stages()), self._cube(current)
        elif self.view == DECIDED:
            head, rows = decided_head(), self._slice(decided_rows(self.entries, self._others()))
        else:
            head, rows = head_of(self.kind), list_rows(self._slice(self.mine), self._titles(), current)
        return {
            "caption": self._caption(),
            "head": head,
            "rows": rows,
            "nothing": say("marks.nothing-decided" if self.view == DECIDED else "marks.nothing-fits"),
            "row_heads": True,
            "caption_hidden": False,
        }

    def pages(self) -> list[dict[str, Any]]:
        """Return the pages as places to go to; none where all stands on one."""
        count = self._count()
        if count < 2:
            return []
        near = [n for n in range(count) if count < MANY_PAGES or n in (0, count - 1) or abs(n - self.page) < 3]
        return [
            {
                "id": str(each),
                "label": str(each + 1),
                "said": say("marks.page", page=each + 1, pages=count),
                "current": each == self.page,
            }
            for each in near
        ]

    def key(self) -> list[tuple[str, str]]:
        """Return what the signs and letters mean."""
        if self.view != CUBE:
            return []
        verdicts = {each.mark.verdict for each in self.mine if isinstance(each.mark, CellRow)}
        signs = [
            f"{sign(each)} {say(f'render.verdict.{each}.word').lower()}"
            for each in get_args(Verdict)
            if each in verdicts
        ]
        letters = say("marks.key-letters")
        return [
            ("quiet", letters),
            ("quiet", say("marks.key-signs", signs=", ".join(signs))),
            ("quiet", say("marks.key-more")),
            ("quiet", say("drawing.key-blank")),
        ]

    def behind(self, action: str) -> tuple[Entry, ...]:
        """Return the marks a button stands for."""
        kind, _, rest = action.partition(":")
        if kind == TILE:
            return here(self.entries, action)
        return tuple(each for each in self.every if kind == MARK and each.mark.id == rest)

    def action_of(self, picked: Sequence[str]) -> str:
        """Return the name of the button behind which the picked marks stand, in this view."""
        found = [each for each in self.every if each.mark.id in picked]
        if self.view != CUBE or not found or not isinstance(found[0].mark, CellRow):
            return f"{MARK}:{picked[0]}" if picked else ""
        return tile_of(found[0].mark, found[0].stage)

    def _cube(self, current: Collection[str]) -> list[list[Cell]]:
        labels = {actor: str(each.label) for actor, each in self.assessment.chain.actors.items()}
        return cube_rows(self.mine, self._stages(), self._slice(self._actors()), labels, current)

    def _actors(self) -> list[tuple[str, str]]:
        """The actors of the cube; where something is left out, only those with a mark left."""
        left = {actor for each in self.mine for actor in each.actors}
        pairs = grouped(self.assessment.chain, self.assessment)
        everybody = self.wanted.show == ALL and not self.wanted.actor and not self.wanted.stage
        return [pair for pair in pairs if everybody or pair[1] in left]

    def _stages(self) -> list[StageRow]:
        return [stage for stage in self.plan.stages if self.wanted.stage in ("", stage.id)]

    def _titles(self) -> dict[str, str]:
        return {
            stage.id: say("marks.stage-numbered", order=stage.order, title=stage.title) for stage in self.plan.stages
        }

    def _others(self) -> Plan:
        narrow = self.wanted.actor or self.wanted.stage
        return self.plan.model_copy(update={"other_decisions": ()}) if narrow else self.plan

    def _length(self) -> int:
        if self.view == CUBE:
            return len(self._actors())
        if self.view == DECIDED:
            return sum(len(each.mark.decisions) for each in self.entries) + len(gone(self._others()))
        return len(self.mine)

    def _count(self) -> int:
        return -(-self._length() // self._size)

    @property
    def _size(self) -> int:
        return ACTORS_ON_A_PAGE if self.view == CUBE else ROWS_ON_A_PAGE

    def _slice(self, things: list[Any]) -> list[Any]:
        return things[self.page * self._size : (self.page + 1) * self._size]

    def _caption(self) -> str:
        if self.view == DECIDED:
            return say("marks.decided-caption")
        every = Counter(each.kind for each in self.every)[self.kind]
        caption = say(f"marks.caption-{self.view}", shown=len(self.mine), all=every)
        return (
            caption
            if self._count() < 2
            else say("marks.caption-page", caption=caption, page=self.page + 1, pages=self._count())
        )
