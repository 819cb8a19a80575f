"""Guesses from a brief, each with the words it rests on, to confirm or take out; changing one is done in its field."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import ipywidgets

from coprod_tools.render.block import shortened
from coprod_tools.words import say
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.elements import Table, Way
from coprod_tools.workbook.forms.controls import shown
from coprod_tools.workbook.forms.fields import field_at
from coprod_tools.workbook.forms.labels import label
from coprod_tools.workbook.forms.nodes import node_of
from coprod_tools.workbook.forms.said import said
from coprod_tools.workbook.interview.guesses import (
    Guessed,
    about_called,
    confirm,
    fields_of_guess,
    take_out,
    together,
)
from coprod_tools.workbook.outcome import Outcome

CONFIRM, TAKE_OUT, CHANGE, ALL = "confirm", "take-out", "change", "all"
LONGEST = 200
Ended = Callable[[Outcome, list[str]], None]
Change = Callable[[str, list[str]], None]


class GuessBox(ipywidgets.VBox):
    """A table of guesses.

    Parameters
    ----------
    ended : callable
        Told how confirming or taking out ended, and what still points at something that was to go.
    change : callable, optional
        Called with what guesses are about and their field paths, to change them; without it their fields stand below
        and there is no such button.
    """

    def __init__(self, editing: Editing, caption: str, ended: Ended, change: Change | None = None) -> None:
        super().__init__()
        self.editing, self._ended, self._change = editing, ended, change
        self.guesses: tuple[Guessed, ...] = ()
        self._groups: dict[str, list[Guessed]] = {}
        heads = [say(f"interview.guess-{name}") for name in ("what", "read", "words", "do")]
        self.table = Table(caption, heads)
        self.all = Way(caption)
        self.table.on_action(self.act)
        self.add_class("coprod-guesses")
        self.all.on_action(self.act)

    def fill(self, guesses: Iterable[Guessed]) -> None:
        """Show these guesses; nothing where there is none."""
        self.guesses = tuple(guesses)
        self._groups = together(self.guesses)
        self.table.fill([self._row(about, group) for about, group in self._groups.items()])
        many = len(self._groups) > 1 and not self.editing.read_only
        self.all.fill([{"id": ALL, "label": say("interview.confirm-all", n=len(self._groups))}] if many else [])
        self.children = (self.table, *((self.all,) if many else ())) if self.guesses else ()

    def act(self, name: str) -> None:
        """Do what the button of that name does: `all`, or `confirm`, `take-out` or `change` and what it is about."""
        action, _, about = name.partition(" ")
        if action == TAKE_OUT:
            self._ended(*take_out(self.editing, about))
        elif action == CHANGE and self._change is not None:
            self._change(about, [each.path for each in self._groups[about]])
        else:
            found = self.guesses if action == ALL else self._groups[about]
            self._ended(confirm(self.editing, [each.path for each in found]), [])

    def _row(self, about: str, group: list[Guessed]) -> list[Any]:
        named = about_called(self.editing, about)
        fields = dict.fromkeys(fields_of_guess(each.path) for each in group)
        read = [line for path in fields if (line := self._read(path, named))]
        words = dict.fromkeys(shortened(each.words, LONGEST) for each in group)
        told = say("interview.parted").join(read) or say("interview.named-there")
        return [named, told, " ".join(words), {"parts": self._buttons(about, named)}]

    def _read(self, path: str, named: str) -> str:
        """Return a field and what was read for it; a name that heads the row already is not said again."""
        field = field_at(path)
        value = shortened(shown(self.editing, node_of(field, path), said(self.editing, path)), LONGEST)
        if value == named:
            return ""
        one = label(field) == named
        return value if one else say("interview.read-as", field=label(field).rstrip("?"), value=value)

    def _buttons(self, about: str, named: str) -> list[dict[str, str]]:
        if self.editing.read_only:
            return []
        actions = [CONFIRM, *([CHANGE] if self._change else []), *([] if about == "title" else [TAKE_OUT])]
        return [
            {
                "text": say(f"interview.{each}"),
                "label": say(f"interview.{each}-named", what=named),
                "action": f"{each} {about}",
            }
            for each in actions
        ]
