"""The one question that a new policy begins with: what it is called."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from coprod_tools.words import say
from coprod_tools.workbook.elements import Words

_LONGEST = 300


class TitleForm(ipywidgets.VBox):
    """A field for the title, and buttons to make the policy or to leave it.

    Parameters
    ----------
    make : callable
        Called with the title, blanks around it taken away; never with an empty one.
    """

    def __init__(self, make: Callable[[str], None], leave: Callable[[], None]) -> None:
        super().__init__()
        self._make = make
        self.heading = Words()
        self.title = ipywidgets.Text(description=say("lab.title"), placeholder="", continuous_update=False)
        self.help = Words(("quiet", say("lab.title-help")))
        self.missing = Words()
        self.ok = ipywidgets.Button(description=say("lab.make"))
        self.cancel = ipywidgets.Button(description=say("lab.leave"))
        self.ok.on_click(lambda button: self.made())
        self.cancel.on_click(lambda button: leave())
        buttons = ipywidgets.HBox([self.ok, self.cancel])
        self.children = (self.heading, self.title, self.help, self.missing, buttons)

    def ask(self, heading: str) -> None:
        """Show the form under a heading, the keyboard in its field."""
        self.heading.fill(("h3", heading))
        self.missing.fill()
        self.title.focus()

    def made(self) -> None:
        """Make the policy; without a title, say that one is needed."""
        title = " ".join(self.title.value.split())[:_LONGEST]
        if not title:
            self.missing.fill(("p", say("lab.title-missing")))
            self.title.focus()
            return
        self._make(title)
