"""A partner's sheet or map file brought in: recognised by what is in it, looked at first, then taken in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import ipywidgets

from coprod_tools.exchange.registry import format_named, map_formats
from coprod_tools.problems import UsageError
from coprod_tools.words import say
from coprod_tools.workbook.elements import Words
from coprod_tools.workbook.maps_panel.asking import choice, partners, tellings
from coprod_tools.workbook.maps_panel.taking_in import TakingIn

if TYPE_CHECKING:
    from coprod_tools.workbook.maps_panel.panel import MapsPanel


class BringFile:
    """A file to choose, whose it is where the file doesn't say, and what would happen with it."""

    def __init__(self, panel: MapsPanel) -> None:
        self.panel = panel
        off = panel.editing.read_only
        self.upload = ipywidgets.FileUpload(description=say("views.maps-choose-file"), multiple=False, disabled=off)
        self.chosen = Words(("quiet", say("views.maps-no-file")))
        self.upload.observe(panel.guarded(self._name_file), "value")
        self.actor = choice("maps-whose", partners(panel.editing.policy, say("views.maps-as-the-file-says")))
        self.round = choice("maps-which-telling", tellings(say("views.maps-as-the-file-says")))
        self.button = ipywidgets.Button(description=say("views.maps-look"), disabled=off)
        self.button.on_click(panel.guarded(lambda _: self.look()))
        self.taking_in = TakingIn(panel)
        kinds = ", ".join(format_named(name).title for name in map_formats())
        about = Words(("p", say("views.maps-file-about")), ("quiet", say("views.maps-file-kinds", kinds=kinds)))
        fields = (self.upload, self.chosen, self.actor, self.round, self.button)
        self.box = ipywidgets.VBox((about, *fields, self.taking_in.box))

    def look(self) -> None:
        """Say what the file holds and what would become of it.

        Raises
        ------
        UsageError
            When no file was chosen.
        """
        file = self._file()
        if file is None:
            raise UsageError(say("views.maps-need-file"))
        self.panel.notice.clear()
        self.taking_in.look(str(file["name"]), bytes(file["content"]), self.actor.value, self.round.value)

    def _name_file(self, change: Any) -> None:
        file = self._file()
        self.taking_in.forget()
        words = say("views.maps-file-is", name=file["name"]) if file else say("views.maps-no-file")
        self.chosen.fill(("quiet", words))

    def _file(self) -> Mapping[str, Any] | None:
        return self.upload.value[0] if self.upload.value else None
