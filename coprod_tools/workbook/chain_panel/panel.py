"""The panel of the value chain: filters, the picture beside what is said of the chosen box, and the same as a table."""

from __future__ import annotations

from typing import Any

import ipywidgets

from coprod_tools.assessment.marks import Assessment
from coprod_tools.chain import ValueChain
from coprod_tools.drawing import chain_positions, draw_chain
from coprod_tools.drawing.chain_positions import chain_alt, shown_whole
from coprod_tools.words import say
from coprod_tools.workbook.chain_panel import activity_table, details
from coprod_tools.workbook.chain_panel.actions import ADDING, Actions, offered
from coprod_tools.workbook.chain_panel.arrows import drawn
from coprod_tools.workbook.chain_panel.canvas import ChainCanvas
from coprod_tools.workbook.chain_panel.edits import Edit, move
from coprod_tools.workbook.chain_panel.filter_bar import FilterBar
from coprod_tools.workbook.chain_panel.filters import (
    first_filter,
    in_words,
    matching,
    with_outcomes,
    without_lost,
)
from coprod_tools.workbook.chain_panel.shown import shown
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.elements import Message, Table, Way, Words
from coprod_tools.workbook.panel import Panel

# A chain with more activities shows a change before its marks are reckoned anew.
SLOW = 100
# In a longer table the row of the chosen box is not marked: drawing it anew would take longer than a click may.
MOST_MARKED = 60


class ChainPanel(Panel):
    """The value chain of one policy, to be looked through and changed in a picture or in a table."""

    def __init__(self, editing: Editing) -> None:
        super().__init__(editing)
        self.chosen, self._open, self._came_from = "", "", ""
        self._drawn: object = None
        self._marks: Assessment | None = None
        self.actions = Actions(self)
        chain = editing.chain
        self.filters = FilterBar(chain, first_filter(chain), self.guarded(self._filtered))
        self.state, self.said = Message(), Message()
        self.adding = Way(say("live_chain.adding"))
        self.canvas = ChainCanvas(self._picture(chain, self._reckoned()))
        self.top = ipywidgets.HBox((self.adding, self.state, self.filters.everything))
        self.heading, self.words = Words(), Words()
        self.doing = Way(say("live_chain.doing"))
        self.place = ipywidgets.VBox()
        self.aside = ipywidgets.VBox((self.said, self.heading, self.doing, self.place, self.words))
        self.body = ipywidgets.HBox((self.canvas,))
        self.table = Table(say("live_chain.table"), activity_table.head(), nothing=say("live_chain.table-nothing"))
        self._dress()
        self._listen()
        self._drawn = editing.loaded
        self.children = (self.notice, self.filters, self.top, self.body, self.table)
        self._tell_around(chain, self._reckoned())

    @property
    def chain(self) -> ValueChain:
        """The chain as it is now."""
        return self.editing.chain

    def refresh(self) -> None:
        """Draw the panel from the policy as it is now; a large chain first with the marks it had."""
        if self._drawn is self.editing.loaded:
            return
        self._drawn = self.editing.loaded
        chain = self.chain
        if not details.is_there(chain, self.chosen):
            self.chosen = ""
            self._put_form_away()
        self.filters.offer(chain)
        if self._marks is not None and len(chain.activities) > SLOW:
            self._show(chain, self._marks)
            self.state.say(say("live_chain.reckoning"), "busy", progress=-1)
        self._show(chain, self._reckoned())

    def twin(self) -> str:
        """Return the printed picture and its table."""
        return draw_chain(self.chain, self.editing.assessment).html()

    def choose(self, key: str, came_from: str = "picture") -> None:
        """Choose a box and tell what there is to know of it."""
        if not details.is_there(self.chain, key):
            return
        if key != self.chosen:
            self._put_form_away()
        self.chosen, self._came_from = key, came_from
        self._tell_of_chosen(self._reckoned())
        if came_from == "table":
            self.canvas.choose(key)
            self.heading.focus()
        if self.filters.near.value:
            self._filtered()
        elif len(self.table.content["rows"]) <= MOST_MARKED:
            self._fill_table(self._reckoned())

    def do(self, edit: Edit) -> bool:
        """Make an edit; where it is refused, the form with what was typed stays."""
        before, self.chosen = self.chosen, edit.chosen or self.chosen
        opened, self._open = self._open, ""
        outcome = self.editing.change_all(edit.steps, edit.label)
        self.tell(outcome, say("live_chain.done", what=edit.label))
        if not outcome.kept:
            self.chosen, self._open = before, opened
            self._back_in_place()
            return False
        self._put_form_away()
        self.refresh()
        self._tell_of_chosen(self._reckoned())
        self.canvas.choose(self.chosen)
        self._back_to(opened)
        return True

    def leave_form(self) -> None:
        """Put the open form away."""
        opened = self._open
        self._put_form_away()
        self.notice.clear()
        self._tell_of_chosen(self._reckoned())
        self._back_to(opened)

    def _back_to(self, opened: str) -> None:
        """Move the keyboard to the button by which the form that is gone was opened."""
        if opened in ADDING:
            self.adding.focus(opened)
        elif opened in offered(self.chosen):
            self.doing.focus(opened)
        elif opened:
            self.adding.focus(ADDING[0])

    def complain(self, message_id: str) -> None:
        """Tell what is missing."""
        self.notice.say(say(message_id), "error")

    # ---- what the reader does
    def _heard(self, event: dict[str, Any]) -> None:
        key = str(event.get("key", ""))
        match event.get("event"):
            case "choose":
                self.choose(key)
            case "open":
                self.choose(key)
                self.heading.focus()
            case "move":
                self._moved(key, str(event.get("stage", "")))
            case "connect":
                self._connected(key, str(event.get("to", "")))
            case "ask-delete":
                self.choose(key)
                self._act("delete")
            case "undo" | "redo" as step:
                self._step(step)

    def _moved(self, key: str, stage: str) -> None:
        if not self.do(move(self.chain, key, stage)):
            self._back_in_place()

    def _connected(self, source: str, target: str) -> None:
        edit = drawn(self.chain, source, target)
        if edit is None:
            self.complain("live_chain.no-such-arrow")
        else:
            self.do(edit)

    def _act(self, action: str) -> None:
        if action == "close":
            self._close()
        elif action in ADDING or action in offered(self.chosen):
            self._open = action
            self.place.children = (self.actions.form(action),)
            self._tell_of_chosen(self._reckoned())
            self.place.children[0].heading.focus()

    def _step(self, step: str) -> None:
        editing = self.editing
        what = (editing.can_undo if step == "undo" else editing.can_redo) or ""
        outcome = editing.undo() if step == "undo" else editing.redo()
        self.tell(outcome, say("live_chain.undone" if step == "undo" else "live_chain.redone", what=what))
        self.refresh()

    def _close(self) -> None:
        left, self.chosen = self.chosen, ""
        self._put_form_away()
        self._tell_of_chosen(self._reckoned())
        self.canvas.choose("")
        self._fill_table(self._reckoned())
        if self._came_from == "table":
            self.table.focus(f"{activity_table.CHOOSE}{left}")
        else:
            self.canvas.focus_picture()

    def _filtered(self) -> None:
        if self.filters.near.value and details.kind_of(self.chosen) != "activity":
            self.filters.without_neighbourhood()
            self.complain("live_chain.choose-first")
            return
        self.notice.clear()
        self._show(self.chain, self._reckoned())

    # ---- what the reader sees
    def _reckoned(self) -> Assessment:
        self._marks = self.editing.assessment
        return self._marks

    def _asked(self, chain: ValueChain) -> Any:
        around = self.chosen if details.kind_of(self.chosen) == "activity" else ""
        return without_lost(chain, self.filters.asked(around))

    def _picture(self, chain: ValueChain, marks: Assessment) -> dict[str, Any]:
        asked = self._asked(chain)
        names = with_outcomes(chain, matching(chain, marks, asked))
        fades = asked.asks and shown_whole(chain)
        only = names if asked.asks and not fades else None
        said = say(
            "live_chain.said",
            finding=chain_alt(chain, marks),
            state=in_words(chain, asked, len(matching(chain, marks, asked))),
        )
        return shown(
            chain,
            chain_positions(chain, marks, only=only),
            said,
            chosen=self.chosen,
            matching=frozenset(names) if fades else None,
            editable=not self.editing.read_only,
        )

    def _show(self, chain: ValueChain, marks: Assessment) -> None:
        picture = self._picture(chain, marks)
        if picture == self.canvas.picture:
            self._back_in_place()
        self.canvas.picture = picture
        self._tell_around(chain, marks)

    def _tell_around(self, chain: ValueChain, marks: Assessment) -> None:
        asked = self._asked(chain)
        self.state.say(in_words(chain, asked, len(matching(chain, marks, asked))))
        self.filters.everything.layout.display = None if asked.asks else "none"
        self._fill_table(marks)
        self._tell_of_chosen(marks)

    def _back_in_place(self) -> None:
        self.canvas.send({"again": True})

    def _fill_table(self, marks: Assessment) -> None:
        chain = self.chain
        asked = self._asked(chain)
        names = matching(chain, marks, asked)
        self.table.fill(activity_table.rows(chain, marks, names, self.chosen, whole=not asked.asks))

    def _tell_of_chosen(self, marks: Assessment) -> None:
        chain = self.chain
        if self.chosen:
            self.said.say(details.summary(chain, marks, self.chosen))
            self.heading.fill(("h3", details.title(chain, self.chosen)))
            self.words.fill(*details.blocks(chain, marks, self.chosen))
        else:
            self.said.clear()
            self.heading.fill()
            self.words.fill()
        self.adding.fill(self._adding())
        self.canvas.steps = {"undo": self.editing.can_undo or "", "redo": self.editing.can_redo or ""}
        names = () if self.editing.read_only else offered(self.chosen)
        ways = [*names, "close"] if self.chosen else []
        self.doing.fill(self._way(name) for name in ways)
        self.body.children = (self.canvas, self.aside) if self.chosen or self._open else (self.canvas,)

    def _adding(self) -> list[dict[str, Any]]:
        if self.editing.read_only:
            return []
        return [self._way(name) for name in ADDING]

    def _way(self, name: str) -> dict[str, Any]:
        return {"id": name, "label": say(f"live_chain.do-{name}-it"), "current": name == self._open}

    def _put_form_away(self) -> None:
        self._open = ""
        self.place.children = ()

    def _dress(self) -> None:
        self.top.add_class("coprod-chain-top")
        self.body.add_class("coprod-chain-body")
        self.aside.add_class("coprod-chain-aside")
        self.said.add_class("coprod-hidden")  # the heading below says it to the eye

    def _listen(self) -> None:
        self.canvas.on_event(self.guarded(self._heard))
        self.adding.on_action(self.guarded(self._act))
        self.doing.on_action(self.guarded(self._act))
        self.table.on_action(
            self.guarded(lambda action: self.choose(action.removeprefix(activity_table.CHOOSE), "table"))
        )
