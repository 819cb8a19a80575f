"""What could not be saved, shown beside what somebody else saved, to be settled field by field."""

from __future__ import annotations

import re
from typing import Any

import ipywidgets

from coprod_tools.files.yaml_tree import parse
from coprod_tools.policyfile.three_way import Choice, Difference, Instead, Piece
from coprod_tools.words import say
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.elements import Message, Table, Words
from coprod_tools.workbook.panel import Panel
from coprod_tools.workbook.unsaved import Unsaved
from coprod_tools.workbook.versions_panel.in_words import called, is_text, shown

_MINE, _THEIRS, _OTHER = "mine", "theirs", "other"


class SettlePanel(Panel):
    """Empty while all is well; else says what is wrong with the file, or what waits to be settled.

    Parameters
    ----------
    notice : Message, optional
        Where it speaks to its reader, when that stands elsewhere on the page.
    """

    def __init__(self, editing: Editing, notice: Message | None = None) -> None:
        super().__init__(editing)
        self._speaks_here = notice is None
        self.notice = notice or self.notice
        self._of: tuple[Unsaved | None, str] = (None, "")
        self.chosen: dict[str, str] = {}
        self.boxes: dict[str, ipywidgets.Textarea] = {}
        self.trouble = Message()
        self.heading = Words()
        head = [say(f"history.settle-{name}") for name in ("field", "was", "mine", "theirs")]
        self.clashes = Table(say("history.clashes"), [*head, say("history.settle-choice")])
        self.others = Table(say("history.others"), [*head[:2], say("history.settle-becomes"), say("history.settle-by")])
        self.typed = ipywidgets.VBox()
        self.save_button = ipywidgets.Button(description=say("history.settle-save"))
        self.drop_button = ipywidgets.Button(description=say("history.settle-drop"))
        wrapped = ipywidgets.Layout(margin="0.6rem 0", flex_flow="row wrap")
        self.buttons = ipywidgets.HBox([self.save_button, self.drop_button], layout=wrapped)
        self.clashes.on_action(self.guarded(self._choose))
        self.save_button.on_click(self.guarded(lambda _: self.save()))
        self.drop_button.on_click(self.guarded(lambda _: self._drop()))
        self.add_class("coprod-settle")
        self.refresh()

    def refresh(self) -> None:
        """Show what is to be settled now; choices made and words typed stay."""
        editing, unsaved = self.editing, self.editing.unsaved
        self._tell_trouble()
        if (unsaved, editing.loaded.text) != self._of:
            self._of = (unsaved, editing.loaded.text)
            self._draw(unsaved)
        parts = [self.trouble] if editing.trouble is not None else []
        wanted = (*parts, *self._parts()) if unsaved is not None else tuple(parts)
        # What is told stays even when there is nothing left to settle.
        self.children = (self.notice, *wanted) if self._speaks_here else wanted

    def _tell_trouble(self) -> None:
        trouble = self.editing.trouble
        if trouble is None:
            self.trouble.clear()
            return
        lines = [
            say("history.fault-line", line=fault.line, what=fault.message) if fault.line else fault.message
            for fault in trouble.faults
        ]
        self.trouble.say(trouble.message, "error", lines=lines[:8])

    def _draw(self, unsaved: Unsaved | None) -> None:
        difference = self.editing.difference
        if unsaved is None or difference is None:
            self.chosen, self.boxes = {}, {}
            return
        paths = {piece.path for piece in difference.clashes}
        self.chosen = {path: how for path, how in self.chosen.items() if path in paths}
        if unsaved.step is not None:
            title, about = say("history.undo-title"), say("history.undo-about", what=unsaved.step.label)
        else:
            kind = "about" if paths else "waiting"
            title, about = say("history.settle-title"), say(f"history.settle-{kind}", what=unsaved.label)
        self.heading.fill(("h3", title), ("p", about))
        self.save_button.description = say("history.settle-save" if paths else "history.settle-save-now")
        self._fill(difference)

    def _fill(self, difference: Difference) -> None:
        states = [
            parse(text, difference.file).plain() for text in (difference.theirs, difference.mine, difference.base)
        ]
        names = {piece.path: called(piece.path, *states) for piece in difference.pieces}
        self.clashes.fill(self._row(piece, names[piece.path]) for piece in difference.clashes)
        self.others.fill(
            _other_row(piece, names[piece.path]) for piece in difference.of("mine", "theirs", "same", "order")
        )
        for piece in difference.clashes:
            if self.chosen.get(piece.path) == _OTHER and piece.path not in self.boxes:
                start = piece.mine if isinstance(piece.mine, str) else ""
                words = _no_formula(say("history.settle-typed", what=names[piece.path]))
                self.boxes[piece.path] = ipywidgets.Textarea(value=start, description=words)
        self.typed.children = tuple(box for path, box in self.boxes.items() if self.chosen.get(path) == _OTHER)

    def _row(self, piece: Piece, name: str) -> list[Any]:
        ways = (_MINE, _THEIRS, _OTHER) if is_text(piece) else (_MINE, _THEIRS)
        buttons = [
            {
                "text": say(f"history.choose-{way}"),
                "action": f"{way}:{piece.path}",
                "label": say(f"history.choose-{way}-for", what=name),
                "pressed": self.chosen.get(piece.path) == way,
            }
            for way in ways
        ]
        values = [shown(value, piece.path) for value in (piece.base, piece.mine, piece.theirs)]
        return [name, *values, {"parts": buttons}]

    def _parts(self) -> tuple[Any, ...]:
        difference = self.editing.difference
        if difference is None:
            return ()
        clashes = (self.clashes, self.typed) if difference.clashes else ()
        others = (self.others,) if len(difference.pieces) > len(difference.clashes) else ()
        return (self.heading, *clashes, *others, self.buttons)

    def _choose(self, action: str) -> None:
        way, _, path = action.partition(":")
        self.chosen[path] = way
        difference = self.editing.difference
        if difference is not None:
            self._fill(difference)

    def save(self) -> None:
        """Save with the choices made; what has none yet is named."""
        difference = self.editing.difference
        if difference is None:
            return
        missing = [piece for piece in difference.clashes if piece.path not in self.chosen]
        if missing:
            self.notice.say(say("history.settle-missing", count=len(missing)), "error")
            return
        outcome = self.editing.settle(self._choices())
        self.refresh()
        if outcome.kind == "nothing":
            self.notice.say(say("history.settled-theirs"), "saved")
        else:
            self.tell(outcome, say("history.settled"))

    def _choices(self) -> dict[str, Choice]:
        choices: dict[str, Choice] = {}
        for path, way in self.chosen.items():
            choices[path] = Instead(self.boxes[path].value) if way == _OTHER else "mine" if way == _MINE else "theirs"
        return choices

    def _drop(self) -> None:
        self.editing.discard()
        self.refresh()
        self.notice.say(say("history.dropped"))


def _no_formula(words: str) -> str:
    """Return a field's label so that it is shown as it is: JupyterLab sets what stands between dollars as a formula."""
    return re.sub(r"([\\$])", r"\\\1", words)


def _other_row(piece: Piece, name: str) -> list[Any]:
    value = piece.mine if piece.kind == "mine" else piece.theirs
    kind = "theirs" if piece.kind == "order" else piece.kind
    return [name, shown(piece.base, piece.path), shown(value, piece.path), say(f"history.by-{kind}")]
