"""On what terms a map was told: how and when, and who may read its holder's name."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import ipywidgets

from coprod_tools.policy.conversations import MapSource
from coprod_tools.policyfile.values import REMOVE, Append
from coprod_tools.words import say
from coprod_tools.workbook.elements import Words
from coprod_tools.workbook.maps_panel.asking import choice, line, words_for
from coprod_tools.workbook.maps_panel.told import records_of

if TYPE_CHECKING:
    from coprod_tools.workbook.maps_panel.panel import MapsPanel

AUDIENCES = ("", "team", "partners", "public")
FIELDS = ("visible_to", "how", "gathered_on")


class Terms:
    """Three fields of the policy's own record of a map, each explained."""

    def __init__(self, panel: MapsPanel) -> None:
        self.panel = panel
        self.map: tuple[str, int] = ("", 1)
        self.visible_to = choice("maps-visible", words_for("maps-visible", AUDIENCES))
        self.means = Words()
        self.visible_to.observe(lambda _: self._explain(), "value")
        self.how = choice("maps-how", words_for("maps-how", ("", *get_args(MapSource))))
        self.gathered_on = line("maps-gathered")
        self.button = ipywidgets.Button(description=say("views.maps-keep-terms"), disabled=panel.editing.read_only)
        self.button.on_click(panel.guarded(lambda _: self.keep()))
        head = Words(("h4", say("views.maps-terms")))
        self.box = ipywidgets.VBox((head, self.visible_to, self.means, self.how, self.gathered_on, self.button))
        self._explain()

    def open(self, actor: str, round: int) -> None:
        """Show what the policy says of one map."""
        self.map = (actor, round)
        record = records_of(self.panel.editing.policy.maps).get(self.map)
        for name in FIELDS:
            getattr(self, name).value = str(getattr(record, name, None) or "")

    def draw(self) -> None:
        """Say where the policy has no place for it: it names its actors only."""
        known = any(each.key == self.map[0] for each in self.panel.editing.policy.actors or ())
        self.button.disabled = self.panel.editing.read_only or not known

    def keep(self) -> None:
        """Write into the policy what was chosen."""
        actor, number = self.map
        said = {name: str(getattr(self, name).value).strip() for name in FIELDS}
        changes = terms_of(self.panel, actor, number, said)
        outcome = self.panel.editing.change(changes, say("views.maps-terms-label"))
        self.panel.refresh()
        self.panel.tell(outcome)

    def _explain(self) -> None:
        self.means.fill(("quiet", say(f"views.maps-means-{self.visible_to.value or 'none'}")))


def terms_of(panel: MapsPanel, actor: str, round: int, said: dict[str, str]) -> dict[str, object]:
    """Return the change that makes the policy's record of a map say this; an empty answer takes the field out."""
    record = records_of(panel.editing.policy.maps).get((actor, round))
    if record is None:
        given = {name: words for name, words in said.items() if words}
        return {"maps": Append({"actor": actor, "round": round, **given})}
    return {
        f"maps[{record.key}].{name}": words or REMOVE
        for name, words in said.items()
        if words or getattr(record, name) is not None
    }
