"""What every panel of the workbook has in common: it looks at one policy, draws itself anew, never breaks loudly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets

from coprod_tools.words import say
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.elements import Message
from coprod_tools.workbook.elements.twins import as_output
from coprod_tools.workbook.guarding import guarded
from coprod_tools.workbook.in_plain_words import in_plain_words
from coprod_tools.workbook.outcome import Outcome
from coprod_tools.workbook.static_twins import twin_of


class Panel(ipywidgets.VBox):
    """A part of the workbook over one policy.

    A panel computes nothing: it shows what the package reckons and hands changes to `editing`. `refresh` is called
    when the policy changed and the panel is to be seen. `notice` is where it speaks to its reader.
    """

    def __init__(self, editing: Editing) -> None:
        super().__init__()
        # Where a mark or a question can lead elsewhere; the shell puts its own way there.
        self.go_to: Callable[[str], None] = lambda path: None
        self.editing = editing
        self.notice = Message()
        self.add_class("coprod-panel")

    def refresh(self) -> None:
        """Draw the panel from the policy as it is now; what is being typed stays."""

    def show_field(self, path: str) -> bool:
        """Show the place where the field at `path` is answered; False when this panel has none."""
        return False

    def twin(self) -> str:
        """Return the panel as HTML that needs neither script nor kernel."""
        return "".join(map(twin_of, self.children))

    def guarded(self, call: Callable[..., Any]) -> Callable[..., None]:
        """Return `call` as a handler whose faults are told in the panel's own place; what was typed stays."""
        return guarded(self.notice, call)

    def tell(self, outcome: Outcome, done: str = "") -> None:
        """Tell how a change ended."""
        if outcome.kept and outcome.kind != "nothing":
            first = done or ("" if outcome.kind == "taken-in" else say("workbook.saved"))
            also = "" if outcome.message == first else outcome.message
            self.notice.say(" ".join(filter(None, (first, also))), "saved")
        elif outcome.kind == "nothing":
            self.notice.clear()
        else:
            # What is wrong in a file that was changed by hand stays in the reader's words; that file is to be mended.
            plainly: Callable[[str], str] = in_plain_words if outcome.kind == "refused" else str
            lines = [plainly(fault.message) for fault in outcome.faults]
            told = outcome.message or say(f"workbook.{outcome.kind}")
            self.notice.say(told, "error", lines=lines)

    def _repr_mimebundle_(self, **named: Any) -> Any:
        # Shown by itself, in a notebook, a panel is a workbook of its own and wears its look.
        self.add_class("coprod-workbook")
        found = super()._repr_mimebundle_(**named)
        bundle, metadata = found if isinstance(found, tuple) else (found or {}, {})
        return {**bundle, "text/html": as_output(self.twin())}, metadata
