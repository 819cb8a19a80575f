"""A map typed link by link, as it was told at a hui or on the telephone; what is typed survives a restart."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import ipywidgets

from coprod_tools.knowledge import Knowledge
from coprod_tools.policyfile.map_csv import statement, write_map
from coprod_tools.policyfile.reading_back import names_of
from coprod_tools.problems import UsageError
from coprod_tools.words import say
from coprod_tools.workbook.elements import Table, Words
from coprod_tools.workbook.maps_panel.asking import (
    area,
    choice,
    line,
    partners,
    refuse_bad_day,
    tellings,
    words_for,
)
from coprod_tools.workbook.maps_panel.taking_in import TakingIn
from coprod_tools.workbook.maps_panel.terms import terms_of

if TYPE_CHECKING:
    from coprod_tools.workbook.maps_panel.panel import MapsPanel

DRAFT = "maps.links"
COLUMNS = ("from", "to", "sign", "strength", "confidence", "assumption", "evidence")
Row = dict[str, str]


class WriteLinks:
    """Who told it and when, one link at a time, and the list of links so far."""

    def __init__(self, panel: MapsPanel) -> None:
        self.panel = panel
        policy, off = panel.editing.policy, panel.editing.read_only
        self.actor = choice("maps-who-told", partners(policy, say("views.maps-choose")))
        self.round = choice("maps-which-telling", tellings(""))
        self.how = choice("maps-how", words_for("maps-how", ("", "hui", "call", "workshop", "written")))
        self.on = line("maps-gathered", panel.editing.today)
        names = tuple(dict.fromkeys(names_of(policy).values()))
        self.fields: dict[str, ipywidgets.Widget] = {
            "from": _name("maps-from", names),
            "to": _name("maps-to", names),
            "sign": choice("maps-sign", signs()),
            "strength": choice("maps-strength", strengths(panel.editing.knowledge)),
            "confidence": choice("maps-sure", words_for("maps-sure", ("", "low", "medium", "high"))),
            "assumption": area("maps-why"),
            "evidence": area("maps-how-known"),
        }
        self.add = ipywidgets.Button(description=say("views.maps-add-link"), disabled=off)
        self.add.on_click(panel.guarded(lambda _: self.add_link()))
        head = (say("views.maps-from"), say("views.maps-to"), say("views.maps-sign"), say("views.maps-out"))
        self.table = Table(say("views.maps-links-so-far"), head, nothing=say("views.maps-no-links"))
        self.table.on_action(panel.guarded(self._take_out))
        self.button = ipywidgets.Button(description=say("views.maps-look-links"), disabled=off)
        self.button.on_click(panel.guarded(lambda _: self.look()))
        self.taking_in = TakingIn(panel, self.taken)
        who = (Words(("p", say("views.maps-write-about"))), self.actor, self.round, self.how, self.on)
        link = (Words(("h4", say("views.maps-one-link"))), *self.fields.values(), self.add)
        self.box = ipywidgets.VBox((*who, *link, self.table, self.button, self.taking_in.box))
        self.rows: list[Row] = json.loads(panel.editing.drafts.kept(DRAFT) or "[]")
        self._draw()

    def add_link(self) -> None:
        """Put the link that was typed on the list; what is no whole link stays in the fields, with what is wrong."""
        row = {name: str(self.fields[name].value).strip() for name in COLUMNS}
        said, wrong = statement(row, len(self.rows) + 2)
        if said is None:
            lines = [f"{self.fields[name].description}: {message}" for name, message in wrong]
            self.panel.notice.say(say("views.maps-link-wrong"), "error", lines=lines)
            return
        self._keep([*self.rows, row])
        for field in self.fields.values():
            field.value = ""
        self.panel.notice.say(say("views.maps-link-added", count=len(self.rows)), "saved")

    def look(self) -> None:
        """Say what would be put beside the policy.

        Raises
        ------
        UsageError
            When nobody was named, no link typed, or the day is no day.
        """
        if not self.actor.value:
            raise UsageError(say("views.maps-need-who"))
        if not self.rows:
            raise UsageError(say("views.maps-need-link"))
        refuse_bad_day(self.on.value)
        said = [found for row in self.rows if (found := statement(row, 0)[0]) is not None]
        name = f"{self.actor.value}.csv"
        self.taking_in.look(name, write_map(said).encode(), self.actor.value, self.round.value)

    def taken(self) -> None:
        """Keep how and when it was told, and begin with an empty list again."""
        said = {"how": str(self.how.value), "gathered_on": self.on.value.strip()}
        changes = terms_of(self.panel, self.actor.value, int(self.round.value), said)
        outcome = self.panel.editing.change(changes, say("views.maps-terms-label"))
        self._keep([])
        if not outcome.kept:
            raise UsageError(say("views.maps-terms-not-kept"))

    def _take_out(self, action: str) -> None:
        self._keep([row for place, row in enumerate(self.rows) if str(place) != action])

    def _keep(self, rows: list[Row]) -> None:
        self.rows = rows
        drafts = self.panel.editing.drafts
        if rows:
            drafts.keep(DRAFT, json.dumps(rows, ensure_ascii=False))
        else:
            drafts.drop(DRAFT)
        self.taking_in.forget()
        self._draw()

    def _draw(self) -> None:
        words = {sign: label for label, sign in signs()}
        out = say("views.maps-out")
        self.table.fill(
            (
                row["from"],
                row["to"],
                words[row["sign"]],
                {"text": out, "action": str(place), "label": f"{out}: {row['from']} – {row['to']}"},
            )
            for place, row in enumerate(self.rows)
        )


def signs() -> list[tuple[str, str]]:
    """Return which way an effect goes, in words, each with its sign."""
    names = {"": "none", "+": "more", "-": "less", "?": "unknown"}
    return [(say(f"views.maps-sign-{name}"), sign) for sign, name in names.items()]


def strengths(knowledge: Knowledge) -> list[tuple[str, str]]:
    """Return how strong an effect can be, in words, each with the number it is read as."""
    known = sorted(knowledge.map_strengths.values(), key=lambda each: each.strength)
    return [(say("views.maps-not-said"), ""), *((each.words[0], format(each.strength, "f")) for each in known)]


def _name(key: str, names: tuple[str, ...]) -> ipywidgets.Combobox:
    wide = ipywidgets.Layout(width="auto")
    return ipywidgets.Combobox(description=say(f"views.{key}"), options=names, ensure_option=False, layout=wide)
