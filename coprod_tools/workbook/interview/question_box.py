"""One question as its reader sees it: why it is asked, an example, the fields to fill, and the ways to answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import ipywidgets

from coprod_tools.words import say
from coprod_tools.workbook.elements import Way, Words
from coprod_tools.workbook.forms.fields import field_at
from coprod_tools.workbook.forms.form import Form
from coprod_tools.workbook.forms.item_list import ItemList
from coprod_tools.workbook.forms.nodes import Node, lists_in, node_of
from coprod_tools.workbook.forms.said import parent_of
from coprod_tools.workbook.interview.answering import asks_for
from coprod_tools.workbook.interview.asked import Asked
from coprod_tools.workbook.interview.guess_box import Ended, GuessBox
from coprod_tools.workbook.interview.interviewing import Interviewing
from coprod_tools.workbook.interview.look import WayThrough

UNKNOWN, NONE, TAKE_BACK, MORE = "unknown", "none", "take-back", "more"
BACK, NEXT, SKIP, PARTS = "back", "next", "skip", "parts"
Part = Form | ItemList


class QuestionBox(ipywidgets.VBox):
    """The question at hand.

    Parameters
    ----------
    act : callable
        Told which button was pressed: `unknown`, `none`, `take-back`, `back`, `next`, `skip` or
        `parts`, which leads to the list of all parts.
    ended : callable
        Told how confirming a guess, or taking it out, ended.
    """

    def __init__(self, interviewing: Interviewing, act: Callable[[str], None], ended: Ended) -> None:
        super().__init__()
        self.interviewing, self._act = interviewing, act
        self.heading, self.why, self.state = Words(), Words(), Words()
        self.answers = Way(say("interview.other-answers"))
        self.onward = WayThrough(say("interview.onward"))
        self.answers.on_action(self._pressed)
        self.onward.on_action(self._go_on)
        self.guesses = GuessBox(interviewing.editing, say("interview.guesses-here"), ended)
        self.parts: tuple[Part, ...] = ()
        self.more_parts: tuple[Part, ...] = ()
        self._shown: tuple[object, ...] = ()
        self._held_up_at = ""
        self.add_class("coprod-question")

    def refresh(self) -> None:
        """Show the question at hand; where it is the one shown already, its fields stay as they are."""
        here = self.interviewing.here
        shown = (here.id, here.adds, here.fills)
        if shown != self._shown:
            self._close()
            self.parts, self.more_parts, self._shown = tuple(self._parts(here)), (), shown
        section = self.interviewing.section
        at, of = section.asked.index(here) + 1, len(section.asked)
        self.heading.fill(("quiet", say("interview.where", section=section.title, at=at, of=of)), ("h3", here.ask))
        question = here.question
        self.why.fill(
            ("p", say("interview.why", why=question.why)), ("quiet", say("interview.example", example=question.example))
        )
        state = self.interviewing.state()
        self.state.fill(*([("p", say(f"interview.state-{state}"))] if state in ("unknown", "guess") else []))
        told = self.interviewing.told.said
        self.guesses.fill(each for each in self.interviewing.guesses.values() if asks_for(here, each.path, told))
        self.answers.fill(self._answers())
        self.onward.fill(self._onward())
        self._draw()

    def focus(self) -> None:
        """Move the keyboard to the question's heading."""
        self.heading.focus()

    def open_more(self, opened: bool = True) -> None:
        """Show the fields behind "more detail", or hide them."""
        for part in self.more_parts:
            part.close()
        here = self.interviewing.here
        self.more_parts = tuple(self._fields(here.more)) if opened else ()
        self.refresh()

    def _pressed(self, name: str) -> None:
        if name == MORE:
            self.open_more(not self.more_parts)
        else:
            self._act(name)

    def _go_on(self, name: str) -> None:
        if name in (NEXT, SKIP) and not self.settled():
            return
        self._act(name)

    def settled(self) -> bool:
        """Add what was typed for a new item; False, once for each question, where something here could not be saved.

        Who goes on leaves behind what looks answered, so what is missing is shown first; it stays when they go on.
        """
        here = self.interviewing.here.id
        refused = [part for part in (*self.parts, *self.more_parts) if not _all_saved(part)]
        if not refused or self._held_up_at == here:
            self._held_up_at = ""
            return True
        self._held_up_at = here
        refused[0].focus_fault()
        return False

    def _draw(self) -> None:
        self.children = (
            self.heading, self.why, self.state, self.guesses, *self.parts, *self.more_parts, self.answers, self.onward,
        )  # fmt: skip

    def _parts(self, here: Asked) -> Iterable[Part]:
        if here.adds is None:
            return self._fields(here.fills)
        names = (*here.fills, *here.more)
        belongs = lambda path: here.belongs(self.interviewing.said(path))  # noqa: E731
        fields = list(dict.fromkeys(name.partition(".")[0] for name in names))
        main = list(dict.fromkeys(name.partition(".")[0] for name in here.fills))
        return (
            ItemList(
                self.interviewing.editing,
                here.adds,
                main=main,
                fields=fields,
                only=belongs if here.preset else None,
                given=dict(here.preset),
                heading=False,
                asks=main,
            ),
        )

    def _fields(self, paths: Iterable[str]) -> Iterable[Part]:
        """Yield one form for the plain fields, and one for each list of records among them."""
        editing = self.interviewing.editing
        nodes: list[Node] = [node_of(field_at(path), path) for path in paths]
        plain = [node for node in nodes if node.field.kind != "records"]
        if plain:
            yield Form(editing, plain)
        for node in nodes:
            for each in lists_in([node.field], parent_of(node.path)):
                yield ItemList(editing, each.path)

    def _answers(self) -> list[dict[str, Any]]:
        talk, here = self.interviewing, self.interviewing.here
        if talk.editing.read_only:
            return []
        found: list[dict[str, Any]] = []
        if talk.may_be_none:
            found.append({"id": NONE, "label": str(here.question.none)})
        if talk.may_be_unknown:
            found.append({"id": UNKNOWN, "label": say("interview.unknown" if here.adds else "interview.unknown-any")})
        if talk.may_be_taken_back:
            found.append({"id": TAKE_BACK, "label": say("interview.take-back")})
        if here.more and here.adds is None:
            opened = bool(self.more_parts)
            found.append({"id": MORE, "label": say("interview.less" if opened else "interview.more")})
        return found

    def _onward(self) -> list[dict[str, Any]]:
        asked, here = self.interviewing.asked, self.interviewing.here
        after = self.interviewing.next_open()
        return [
            {"id": BACK, "label": say("interview.back"), "off": asked[0].id == here.id},
            {"id": NEXT, "label": say("interview.next"), "off": asked[-1].id == here.id},
            {"id": SKIP, "label": say("interview.skip"), "off": after is None},
            {"id": PARTS, "label": say("interview.way-title")},
        ]

    def _close(self) -> None:
        for part in (*self.parts, *self.more_parts):
            part.close()

    def close(self) -> None:
        """Stop following the policy and go."""
        self._close()
        super().close()


def _all_saved(part: Part) -> bool:
    """Tell whether nothing that was typed waits; what was typed for a new item is added."""
    if isinstance(part, Form):
        return not part.has_faults
    return not part.adding.waits or part.adding.add({}).kept
