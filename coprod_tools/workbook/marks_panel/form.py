"""The form in which a person accepts, declines, disagrees, asks or remarks."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import ipywidgets

from coprod_tools.assessment.marks import Verdict
from coprod_tools.plan.decisions import Mark
from coprod_tools.plan.document import CellRow
from coprod_tools.words import say
from coprod_tools.workbook.elements import Message
from coprod_tools.workbook.marks_panel.deciding import ASKED_FOR, FIELDS, KINDS, Filled, NotYet
from coprod_tools.workbook.marks_panel.names import sign

NO_VERDICT = ""
# A field is sent whole when it is left. Sent letter by letter, its last letters could still wait for Python when the
# press of the button, which never waits, is already there.
WHOLE = {"continuous_update": False}


class DecisionForm(ipywidgets.VBox):
    """Asks for what one kind of decision needs, and says in place what is missing; what was typed stays.

    Parameters
    ----------
    keep : callable
        Called without values when the person wants to keep what stands here.
    typed : callable
        Called when the reason changes, so that it can be kept as a draft.
    """

    def __init__(self, keep: Callable[[], None], typed: Callable[[], None], by: str, today: str) -> None:
        super().__init__()
        self.kind = ipywidgets.Dropdown(description=say("marks.field-kind"))
        self.verdict = ipywidgets.Dropdown(description=say("marks.field-verdict"), options=_verdicts())
        self.rival_reading = ipywidgets.Textarea(description=say("marks.field-rival_reading"), rows=2, **WHOLE)
        self.reason = ipywidgets.Textarea(description=say("marks.field-reason"), rows=3, **WHOLE)
        self.to_ask = ipywidgets.Text(description=say("marks.field-to_ask"), **WHOLE)
        self.answer_by = ipywidgets.Text(description=say("marks.field-answer_by"), **WHOLE)
        self.by = ipywidgets.Text(description=say("marks.field-by"), value=by, **WHOLE)
        self.on = ipywidgets.Text(description=say("marks.field-on"), value=today, **WHOLE)
        self.button = ipywidgets.Button(description=say("marks.keep"), layout={"align_self": "flex-start"})
        self.notice = Message()
        self.mark: Mark | None = None
        fields = (self.kind, self.verdict, self.rival_reading, self.to_ask, self.answer_by, self.reason)
        self.children = (*fields, self.by, self.on, self.notice, self.button)
        self.kind.observe(lambda change: self._shape(), "value")
        self.reason.observe(lambda change: typed(), "value")
        self.button.on_click(lambda button: keep())

    def about(self, mark: Mark, reason: str = "") -> None:
        """Ask about a mark; where it is another than before, what was filled in for that one is put away."""
        if self.mark is not None and self.mark.id == mark.id:
            self.mark = mark
            return
        self.mark = mark
        cell = "cell" if isinstance(mark, CellRow) else "other"
        self.kind.options = [(say(f"marks.kind-{cell}-{kind}"), kind) for kind in KINDS]
        self.kind.value = KINDS[0]
        for field in (self.rival_reading, self.to_ask, self.answer_by):
            field.value = ""
        self.reason.value = reason
        self.verdict.value = NO_VERDICT
        self.notice.clear()
        self._shape()

    def filled(self) -> Filled:
        """Return what stands in the form."""
        given = {name: str(getattr(self, name).value) for name in FIELDS}
        if isinstance(self.mark, CellRow):
            given["rival_reading"] = str(self.verdict.value)
        return Filled(kind=str(self.kind.value), **given)

    def kept(self) -> None:
        """Empty what has been kept; name and day stay for the next."""
        for field in (self.reason, self.rival_reading, self.to_ask, self.answer_by):
            field.value = ""
        self.verdict.value = NO_VERDICT
        self.notice.clear()

    def refuse(self, why: NotYet) -> None:
        """Say what is missing."""
        self.notice.say(say("marks.not-yet"), "error", lines=why.lines)

    def _shape(self) -> None:
        """Show the fields that this kind of decision has; all stay where they are, so that the keyboard does too."""
        kind = str(self.kind.value or KINDS[0])
        cell = isinstance(self.mark, CellRow)
        asked = {*ASKED_FOR[kind]} - {"rival_reading"}
        if "rival_reading" in ASKED_FOR[kind]:
            asked.add("verdict" if cell else "rival_reading")
        for name in ("verdict", "rival_reading", "to_ask", "answer_by", "reason"):
            getattr(self, name).layout.display = None if name in asked else "none"
        self.reason.description = say(f"marks.field-reason-{kind}")


def _verdicts() -> list[tuple[str, str]]:
    known = [each for each in get_args(Verdict) if each != "unknown"]
    return [
        (say("marks.choose-verdict"), NO_VERDICT),
        *((f"{sign(each)} {say(f'render.verdict.{each}.word')}", each) for each in known),
    ]
