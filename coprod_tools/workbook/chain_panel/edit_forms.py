"""The short forms by which a chain is changed: plain fields with a button, each made for one thing to be done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import ipywidgets

from coprod_tools.words import say
from coprod_tools.workbook.elements import Table, Words

Option = tuple[str, str]
Done = Callable[..., Any]
NOT_KNOWN, NOBODY = "", "-"


class EditForm(ipywidgets.VBox):
    """Fields, a button that does it and one that leaves it; what was typed stays until it is done."""

    fields: tuple[Any, ...]

    def __init__(self, heading: str, fields: Iterable[ipywidgets.Widget], do: str, done: Done, leave: Done) -> None:
        super().__init__()
        self.add_class("coprod-chain-form")
        self.heading = Words(("h4", heading))
        self.do = ipywidgets.Button(description=do, button_style="")
        self.leave = ipywidgets.Button(description=say("live_chain.leave"))
        self.do.on_click(lambda button: done())
        self.leave.on_click(lambda button: leave())
        self.fields = tuple(fields)
        self.buttons = ipywidgets.HBox((self.do, self.leave))
        self.buttons.add_class("coprod-chain-buttons")
        self._draw()

    def put(self, place: int, field: ipywidgets.Widget) -> None:
        """Put another field in the place of one; what was done to that one counts no more."""
        self.fields[place].close()
        self.fields = (*self.fields[:place], field, *self.fields[place + 1 :])
        self._draw()

    def _draw(self) -> None:
        self.children = (self.heading, *self.fields, self.buttons)


def text(name: str, value: str = "") -> ipywidgets.Text:
    """Return a field for words.

    It is sent whole when it is left: sent letter by letter, a slow kernel would get the button before the last letters.
    """
    return ipywidgets.Text(description=say(f"live_chain.field-{name}"), value=value, continuous_update=False)


def choice(name: str, options: Sequence[Option], value: str | None = None) -> ipywidgets.Dropdown:
    """Return a field to choose from a list."""
    values = [each for _, each in options]
    chosen = value if value in values else values[0] if values else None
    return ipywidgets.Dropdown(description=say(f"live_chain.field-{name}"), options=_apart(options), value=chosen)


def links_table(rows: Iterable[Sequence[Any]]) -> Table:
    """Return the table of what an activity is connected with, each with a button that takes it back."""
    head = [say("live_chain.column-link"), say("live_chain.column-other"), say("live_chain.column-cut")]
    return Table(say("live_chain.links"), head, rows, nothing=say("live_chain.no-links"), row_heads=False)


def parts_table(rows: Iterable[Sequence[Any]]) -> Table:
    """Return the table of who has a part already, each with a button that takes it out."""
    head = [say("live_chain.field-actor"), say("live_chain.field-co"), say("live_chain.column-cut")]
    return Table(say("live_chain.parts"), head, rows, nothing=say("live_chain.no-parts"), row_heads=False)


def _apart(options: Sequence[Option]) -> list[Option]:
    """Tell options apart that read alike, since a list finds what is chosen by its words."""
    seen: dict[str, int] = {}
    made = []
    for label, value in options:
        seen[label] = seen.get(label, 0) + 1
        made.append((label if seen[label] == 1 else f"{label} ({seen[label]})", value))
    return made


def refill(field: ipywidgets.Dropdown, options: Sequence[Option]) -> None:
    """Offer other answers; the one that was chosen stays where it can."""
    kept = field.value
    field.options = _apart(options)
    values = [value for _, value in options]
    field.value = kept if kept in values else values[0] if values else None
