"""One partner's map: what it says in sentences and as a picture, what may be told of it, what its holder answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets

from coprod_tools.files import write_atomic
from coprod_tools.policyfile import Beside
from coprod_tools.policyfile.reading_back import names_of, read_back
from coprod_tools.policyfile.review_file import reading_of
from coprod_tools.words import say
from coprod_tools.workbook.elements import Table, Words
from coprod_tools.workbook.maps_panel.answering import Answering
from coprod_tools.workbook.maps_panel.terms import Terms
from coprod_tools.workbook.page_block import PageBlock
from coprod_tools.workbook.plan_panel.plans_folder import link_to, plans_folder, served_folder
from coprod_tools.workbook.whole_plan import WholePlan

if TYPE_CHECKING:
    from coprod_tools.workbook.maps_panel.panel import MapsPanel

LETTERS, MOST_PICTURES = "letters", 3


class OneMap:
    """The map that was picked from the list; empty until one is."""

    def __init__(self, panel: MapsPanel) -> None:
        self.panel = panel
        self.chosen: tuple[str, int] | None = None
        self.words, self.drawn = Words(), PageBlock()
        self.letter = ""
        self.print = ipywidgets.Button(description=say("views.maps-print"))
        self.print.on_click(panel.guarded(lambda _: self.save_letter()))
        self.printed = Table(say("views.maps-letters"), (say("views.maps-letter"),), caption_hidden=True)
        self.terms, self.answering = Terms(panel), Answering(panel)
        self.box = ipywidgets.VBox()

    def open(self, actor: str, round: int) -> None:
        """Show one map."""
        self.chosen = (actor, round)
        self.drawn.fill()
        self.printed.fill(())
        self.terms.open(actor, round)
        self.answering.open(actor, round)
        self.draw(self.panel.editing.beside)
        if self.panel.found is not None:
            self.picture(self.panel.found)
        self.words.focus()

    def draw(self, beside: Beside) -> None:
        """Show the map as it is now; one that was taken back is not read out."""
        found = next((each for each in beside.maps if (each.actor, each.round) == self.chosen), None)
        if found is None:
            self.box.children = ()
            return
        names = names_of(self.panel.editing.policy)
        who = names.get(found.actor, found.actor)
        reading = reading_of(found, beside.review)
        head = (("h4", say("views.maps-one", who=who, number=found.round)), ("p", say(f"views.maps-do-{reading}")))
        if reading == "withdrawn":
            self.letter = ""
            self.words.fill(*head)
            self.drawn.fill()
            self.box.children = (self.words, self.answering.box)
            return
        self.letter = read_back(found, names)
        self.words.fill(*head, *_lines(self.letter))
        self.terms.draw()
        parts = (self.words, self.print, self.printed, self.drawn, self.terms.box, self.answering.box)
        self.box.children = parts

    def picture(self, found: WholePlan) -> None:
        """Draw the map on the places of the joint one."""
        from coprod_tools.drawing import draw_partner_map, pages_of_joint_map

        if self.chosen is None or not self.letter:
            return
        actor, (joint, agreements) = self.chosen[0], (found.consensus.joint, found.consensus.agreements)
        if not any(holder.actor == actor and holder.rounds for holder in joint.holders):
            return
        title = str(self.panel.editing.policy.title)
        pages = range(1, min(pages_of_joint_map(joint), MOST_PICTURES) + 1)
        self.drawn.fill(*(draw_partner_map(joint, agreements, title, actor, page) for page in pages))

    def save_letter(self) -> None:
        """Write the letter beside the plans, for printing or sending."""
        if self.chosen is None or not self.letter:
            return
        served = served_folder()
        actor, number = self.chosen
        folder = plans_folder(self.panel.editing, served) / LETTERS
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self.panel.editing.policy.id}-{actor}-{number}.txt"
        write_atomic(path, self.letter)
        link = link_to(path, served)
        self.printed.fill([[{"text": say("views.maps-open-letter"), "file": link} if link else str(path)]])
        self.panel.notice.say(say("views.maps-letter-saved", where=link or str(path)), "saved")


def _lines(letter: str) -> list[tuple[str, str]]:
    """The letter's lines; what is numbered or asked is a list."""
    made = []
    for each in letter.splitlines():
        first, _, rest = each.partition(" ")
        if each and first.rstrip(".").isdigit() and first.endswith("."):
            made.append(("li", rest))
        elif each:
            made.append(("li", rest) if first == "-" else ("p", each))
    return made
