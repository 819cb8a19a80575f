"""The panel of marks: a picture or a list to choose from, and below it the one that was chosen."""

from __future__ import annotations

from typing import Any

import ipywidgets

from coprod_tools.plan import Plan
from coprod_tools.policy.joins import ReviewRow
from coprod_tools.words import say
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.elements import Table, Way, Words
from coprod_tools.workbook.marks_panel.decided import decided_html, decided_rows
from coprod_tools.workbook.marks_panel.entries import SHOWS, Entry, Wanted, chosen, entries_of, states
from coprod_tools.workbook.marks_panel.lists import MARK
from coprod_tools.workbook.marks_panel.one_mark import OneMark
from coprod_tools.workbook.marks_panel.overview import VIEWS, Overview
from coprod_tools.workbook.panel import Panel
from coprod_tools.workbook.reviewing import places, rows_beside


class MarksPanel(Panel):
    """Who has which part where, what stands in the way, what could be done, and what people decided of it all.

    Everything shown stands in the plan; what is decided goes to `review.yaml` through `editing.review`.
    """

    def __init__(self, editing: Editing) -> None:
        super().__init__(editing)
        self.view = VIEWS[0]
        self.at_page = 0
        self.picked: tuple[str, ...] = ()
        self._marks: Any = None
        self._review: tuple[ReviewRow, ...] | None = None
        self._before: dict[str, str] | None = None
        self.way = Way(say("marks.views"))
        self.actor = ipywidgets.Dropdown(description=say("marks.filter-actor"))
        self.stage = ipywidgets.Dropdown(description=say("marks.filter-stage"))
        self.show = ipywidgets.Dropdown(
            description=say("marks.filter-show"), options=[(say(f"marks.show-{each}"), each) for each in SHOWS]
        )
        self.filters = ipywidgets.HBox((self.actor, self.stage, self.show))
        self.filters.add_class("coprod-side-by-side")
        self.table = Table("", (), row_heads=True)
        self.key = Words()
        self.pages = Way(say("marks.pages"))
        self.one = OneMark(self)
        self.children = (
            self.notice,
            self.way,
            self.filters,
            self.table,
            self.pages,
            self.key,
            self.one,
        )
        self.way.on_action(self.guarded(self.look))
        self.pages.on_action(self.guarded(self._turn))
        self.table.on_action(self.guarded(self.pick))
        for each in (self.actor, self.stage, self.show):
            each.observe(self.guarded(lambda change: self._filtered()), "value")

    @property
    def review(self) -> tuple[ReviewRow, ...]:
        """What people decided and said, as it was last read."""
        return self._review or ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every mark of the plan."""
        return self._entries

    def refresh(self) -> None:
        """Draw the panel from the policy and its review as they are now; what is being typed stays."""
        review, faults = rows_beside(self.editing)
        if faults:
            self.notice.say(say("marks.review-broken"), "error", lines=places(faults))
        marks = self.editing.assessment
        if self._marks is not marks or self._review != review:
            self._marks = marks
            self._read(review)
        self._draw()

    def _read(self, review: tuple[ReviewRow, ...]) -> None:
        from coprod_tools.plan import draw_up

        self._review = review
        self.plan: Plan = draw_up(self.editing.assessment, self.editing.loaded.source_sha256, review=review)
        self._entries = entries_of(self.plan)
        if self._before is None:
            self._before = states(self.plan)
        self._fill_filters()

    def look(self, view: str) -> None:
        """Open another view."""
        self.view, self.at_page = view, 0
        self._draw()

    def pick(self, action: str) -> None:
        """Open what a button of the table stands for."""
        found = self.overview().behind(action)
        if found:
            self.picked = tuple(each.mark.id for each in found)
            self._draw()
            self.one.focus()

    def open_mark(self, mark: str) -> None:
        """Open the mark of that id."""
        self.pick(f"{MARK}:{mark}")

    def back(self) -> None:
        """Move the keyboard from the open mark to its place in the table."""
        self.table.focus(self.overview().action_of(self.picked))

    def decided(self, row: ReviewRow) -> bool:
        """Keep a row of the review; tell whether that went well."""
        outcome = self.editing.review([row], say("marks.step", what=say(f"marks.step-{row.kind}")))
        self.refresh()
        self.tell(outcome, say("marks.kept"))
        return outcome.kept

    def overview(self) -> Overview:
        """What stands in the table."""
        wanted = Wanted(str(self.actor.value or ""), str(self.stage.value or ""), str(self.show.value))
        entries = chosen(self._entries, wanted, self._before or {})
        return Overview(self.view, self.editing.assessment, self.plan, self._entries, entries, wanted, self.at_page)

    def _draw(self) -> None:
        shown = self.overview()
        self.at_page = shown.page
        self.way.fill({"id": each, "label": shown.label(each), "current": each == self.view} for each in VIEWS)
        self.table.content = shown.table(self.picked)
        self.pages.fill(shown.pages())
        self.key.fill(*shown.key())
        by_id = {each.mark.id: each for each in self._entries}
        self.one.show([by_id[each] for each in self.picked if each in by_id])

    def _fill_filters(self) -> None:
        labels = {actor: str(each.label) for actor, each in self.editing.chain.actors.items()}
        actors = [(say("marks.every-actor"), ""), *((label, actor) for actor, label in labels.items())]
        stages = [(say("marks.every-stage"), "")]
        stages += [
            (say("marks.stage-numbered", order=each.order, title=each.title), each.id) for each in self.plan.stages
        ]
        for field, options in ((self.actor, actors), (self.stage, stages)):
            if list(field.options) != options:
                held = field.value
                field.options = options
                field.value = held if held in [value for _, value in options] else ""

    def _filtered(self) -> None:
        self.at_page = 0
        self._draw()

    def _turn(self, page: str) -> None:
        self.at_page = int(page)
        self._draw()

    def twin(self) -> str:
        """Return the printed cube and what was decided, as HTML that needs neither script nor kernel."""
        from coprod_tools.drawing.cube import draw_cube, pages_of_cube

        if self._before is None:
            self.refresh()
        marks = self.editing.assessment
        pages = range(1, pages_of_cube(marks.chain) + 1)
        cubes = "".join(draw_cube(marks.chain, marks, page).html() for page in pages)
        return cubes + decided_html(decided_rows(self._entries, self.plan))
