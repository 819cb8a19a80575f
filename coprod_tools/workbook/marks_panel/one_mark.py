"""The mark that was chosen: what is known of it, the answers it rests on, what was decided, a form to decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import ipywidgets

from coprod_tools.plan.decision_words import told
from coprod_tools.plan.document import CellRow, OpportunityRow
from coprod_tools.plan.questions import question, subjects_of
from coprod_tools.words import say
from coprod_tools.workbook.elements import Way, Words
from coprod_tools.workbook.marks_panel.deciding import NotYet, row_of, taking_back
from coprod_tools.workbook.marks_panel.details import found_blocks, reason_blocks, to_do_blocks
from coprod_tools.workbook.marks_panel.entries import Entry, opportunity_for
from coprod_tools.workbook.marks_panel.form import DecisionForm
from coprod_tools.workbook.marks_panel.names import called, shortened, verdict_of

if TYPE_CHECKING:
    from coprod_tools.workbook.marks_panel.panel import MarksPanel

ANSWER, BACK, MORE, TAKE_BACK, ONE = "answer", "back", "more", "take-back", "one"
# What tells which part is meant rather than what is done in it comes last.
IDENTITY = (".actor", ".co", ".kind", ".mandate.speaks_for", "lifecycle")
FEW_ANSWERS, MANY_ANSWERS = 4, 40


class OneMark(ipywidgets.VBox):
    """The chosen mark below the table; empty while none is chosen."""

    def __init__(self, panel: MarksPanel) -> None:
        super().__init__()
        self.panel = panel
        self.entry: Entry | None = None
        self.all_answers = False
        self.several = Way(say("marks.several"))
        self.found, self.why, self.how = Words(), Words(), Words()
        self.answers = Way(say("marks.answers"), upright=True)
        self.taking = Way(say("marks.taking-back"))
        self.leave = Way(say("marks.leave"))
        self.head = Words(("h5", say("marks.decide")))
        editing = panel.editing
        self.form = DecisionForm(panel.guarded(self._keep), panel.guarded(self._typed), editing.by, editing.today)
        for way in (self.several, self.answers, self.taking, self.leave):
            way.on_action(panel.guarded(self._pressed))

    def show(self, entries: Sequence[Entry]) -> None:
        """Show the first of the chosen marks, with a way to the others."""
        if not entries:
            self.entry, self.children = None, ()
            return
        entry = next((each for each in entries if self.entry and each.mark.id == self.entry.mark.id), entries[0])
        if self.entry is None or self.entry.mark.id != entry.mark.id:
            self.all_answers = False
        self.entry, self._chosen = entry, tuple(entries)
        self._fill(entry)
        self.form.about(entry.mark, self._draft())
        self.children = self._parts()

    def focus(self) -> None:
        """Move the keyboard to the head of the mark."""
        if self.entry is not None:
            self.found.focus()

    def _parts(self) -> tuple[ipywidgets.Widget, ...]:
        several = (self.several,) if len(self._chosen) > 1 else ()
        decide = () if self.panel.editing.read_only else (self.head, self.taking, self.form)
        return (*several, self.found, self.leave, self.why, self.answers, self.how, *decide)

    def _fill(self, entry: Entry) -> None:
        knowledge, mark = self.panel.editing.knowledge, entry.mark
        stage = next((each.title for each in self.panel.plan.stages if each.id == entry.stage), "")
        chance = self._chance(entry)
        self.found.fill(*found_blocks(entry, knowledge, stage))
        self.why.fill(*reason_blocks(mark))
        self.how.fill(*to_do_blocks(mark, chance, knowledge))
        self.answers.fill(self._answers(mark))
        self.taking.fill(
            {"id": f"{TAKE_BACK}:{row.id}", "label": say("marks.take-back", what=told(row).head)}
            for row in mark.decisions
        )
        self.leave.fill([{"id": BACK, "label": say("marks.back")}])
        self.several.fill(self._one_of(each) for each in self._chosen)

    def _chance(self, entry: Entry) -> OpportunityRow | None:
        if isinstance(entry.mark, OpportunityRow):
            return entry.mark
        if isinstance(entry.mark, CellRow):
            return opportunity_for(entry.mark, entry.stage, self.panel.entries)
        return None

    def _one_of(self, each: Entry) -> dict[str, Any]:
        mark = each.mark
        words = called(mark)
        if isinstance(mark, CellRow):
            words = say(
                "marks.one-of", activity=mark.activity_label, co=say(f"render.co.{mark.co}"), found=verdict_of(mark)
            )
        current = self.entry is not None and mark.id == self.entry.mark.id
        return {"id": f"{ONE}:{mark.id}", "label": words, "current": current}

    def _answers(self, mark: Any) -> list[dict[str, Any]]:
        """The answers a mark rests on, as buttons that go there; more than a few only when asked for."""
        paths = dict.fromkeys(path for reason in getattr(mark, "reasons", ()) for path in reason.fields)
        names = subjects_of(self.panel.editing.policy)
        items: dict[str, str] = {}
        for path in sorted(paths, key=lambda path: path.endswith(IDENTITY)):
            items.setdefault(question(path, names), path)
        shown = list(items.items())[: MANY_ANSWERS if self.all_answers else FEW_ANSWERS]
        ways = [{"id": f"{ANSWER}:{path}", "label": shortened(words, 160)} for words, path in shown]
        if len(items) > len(shown) and not self.all_answers:
            ways.append({"id": MORE, "label": say("marks.more-answers", n=len(items) - len(shown))})
        return ways

    def _pressed(self, action: str) -> None:
        kind, _, rest = action.partition(":")
        if kind == ANSWER:
            self.panel.go_to(rest)
        elif kind == BACK:
            self.panel.back()
        elif kind == MORE and self.entry is not None:
            self.all_answers = True
            self._fill(self.entry)
        elif kind == ONE:
            self.entry = next(each for each in self._chosen if each.mark.id == rest)
            self.panel.refresh()
            self.focus()
        elif kind == TAKE_BACK:
            self._take_back(rest)

    def _keep(self) -> None:
        if self.entry is None:
            return
        row = row_of(self.form.filled(), self.entry.mark, self.panel.review)
        if isinstance(row, NotYet):
            self.form.refuse(row)
        elif self.panel.decided(row):
            self._drafts("drop", self.entry.mark.id)
            self.form.kept()
            self.focus()

    def _take_back(self, row_id: str) -> None:
        row = taking_back(row_id, self.form.filled(), self.panel.review)
        if isinstance(row, NotYet):
            self.form.refuse(row)
        elif self.panel.decided(row):
            self.focus()

    def _typed(self) -> None:
        if self.entry is not None and self.form.reason.value:
            self._drafts("keep", self.entry.mark.id, self.form.reason.value)

    def _draft(self) -> str:
        return str(self._drafts("kept", self.entry.mark.id) or "") if self.entry is not None else ""

    def _drafts(self, what: str, mark: str, *more: str) -> Any:
        drafts = getattr(self.panel.editing, "drafts", None)
        return getattr(drafts, what)(f"marks:{mark}", *more) if drafts is not None else None
