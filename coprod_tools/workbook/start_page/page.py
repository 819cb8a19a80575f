"""The start page as a whole: who works here, the policies of the folder, and the ways to begin one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import ipywidgets

from coprod_tools.words import say
from coprod_tools.workbook.elements import Way, Words
from coprod_tools.workbook.lab.person import keep_name
from coprod_tools.workbook.start_page.beginning_part import ExamplesPart, StartersPart
from coprod_tools.workbook.start_page.brief_part import BriefPart
from coprod_tools.workbook.start_page.import_part import ImportPart
from coprod_tools.workbook.start_page.part import Open, Part
from coprod_tools.workbook.start_page.policies_part import PoliciesPart

POLICIES, NEW, BRIEF, IMPORT, EXAMPLES = "policies", "new", "brief", "import", "examples"


class StartPage(Part):
    """The first page of the workbook over one folder.

    Parameters
    ----------
    open_policy : callable
        Called with a policy's path, or `worked:NAME`, to open it.
    by : str
        Who works here, as suggested; it can be changed on the page.
    """

    def __init__(self, folder: Path, open_policy: Open, read_only: bool = False, by: str = "", today: str = "") -> None:
        super().__init__()
        self.folder, self.read_only, self.today = folder, read_only, today
        self._parts: dict[str, Part] = {}
        self._makers: dict[str, Callable[[], Part]] = {
            POLICIES: lambda: PoliciesPart(folder, open_policy),
            NEW: lambda: StartersPart(folder, open_policy, read_only),
            BRIEF: lambda: BriefPart(folder, open_policy, lambda: self.by, today),
            IMPORT: lambda: ImportPart(folder, self._imported, read_only),
            EXAMPLES: lambda: ExamplesPart(folder, open_policy, read_only),
        }
        self.here = POLICIES
        self.heading = Words(("h2", say("lab.start-title")), ("quiet", say("lab.start-folder", folder=folder)))
        self.name = ipywidgets.Text(value=by, description=say("lab.name"), placeholder="", continuous_update=False)
        self.name_help = Words(("quiet", say("lab.name-help")))
        self.name.observe(self.guarded(lambda change: keep_name(self.by)), "value")
        self.way = Way(say("lab.way"))
        self.way.on_action(self.guarded(self.go))
        self.place = ipywidgets.VBox()
        self.name.layout.width = "22em"
        who = () if read_only else (self.name, self.name_help)
        self.children = (self.heading, *who, self.way, self.notice, self.place)

    @property
    def by(self) -> str:
        """Who works here, as written on the page."""
        return " ".join(self.name.value.split())

    def refresh(self) -> None:
        """Look at the folder again, with its policies shown."""
        self.guarded(self.go)(POLICIES)

    def go(self, name: str) -> None:
        """Show one part of the page."""
        self.here = name
        if name not in self._parts:
            self._parts[name] = self._makers[name]()
        self.notice.clear()
        self.way.fill(self._ways())
        part = self._parts[name]
        self.place.children = (part,)
        part.guarded(part.refresh)()

    def _ways(self) -> list[dict[str, Any]]:
        return [
            {"id": name, "label": say(f"lab.way-{name}"), "current": name == self.here}
            for name in self._makers
            if not (self.read_only and name in (NEW, BRIEF, IMPORT))
        ]

    def _imported(self, said: str) -> None:
        self.go(POLICIES)
        self.notice.say(said, "saved")
