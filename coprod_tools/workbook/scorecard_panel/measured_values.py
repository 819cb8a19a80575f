"""The values that were measured, for one indicator at a time: add one, or correct one."""

from __future__ import annotations

import ipywidgets

from coprod_tools.words import say
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.elements import Words

# When it was measured, for whom, and what came out.
ASKED = ("period", "group", "value")


class MeasuredValues:
    """A choice of indicator, and the list of its values."""

    def __init__(self, editing: Editing) -> None:
        self.editing = editing
        options = [(str(each.label or each.key), each.key) for each in editing.policy.indicators or ()]
        self.indicator = ipywidgets.Dropdown(
            options=options, description=say("views.scorecard-which"), layout=ipywidgets.Layout(width="auto")
        )
        self.place = ipywidgets.VBox()
        self.indicator.observe(lambda _: self._open(), "value")
        about = Words(("p", say("views.scorecard-add-about" if options else "views.scorecard-no-indicator")))
        self.box = ipywidgets.VBox((about, self.indicator, self.place) if options else (about,))
        self._open()

    def _open(self) -> None:
        """Show the values of the indicator that is chosen."""
        from coprod_tools.workbook.forms import ItemList

        key = self.indicator.value
        if key is not None:
            path = f"indicators[{key}].actuals"
            self.place.children = (ItemList(self.editing, path, asks=ASKED, heading=False, movable=False),)
