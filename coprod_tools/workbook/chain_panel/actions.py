"""What can be done with the box that is chosen, each with its form; mouse and keyboard come to the same edits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, Protocol

from ipywidgets import Dropdown

from coprod_tools.chain import ValueChain
from coprod_tools.chain.involvement import stage_of
from coprod_tools.drawing.chain_lanes import OUTCOMES
from coprod_tools.policy.vocabulary import COS
from coprod_tools.words import say
from coprod_tools.workbook.chain_panel import edits, going_along
from coprod_tools.workbook.chain_panel.arrows import LINKS, connection, taken_back
from coprod_tools.workbook.chain_panel.details import kind_of, title
from coprod_tools.workbook.chain_panel.edit_forms import (
    NOT_KNOWN,
    EditForm,
    choice,
    links_table,
    parts_table,
    refill,
    text,
)
from coprod_tools.workbook.chain_panel.edits import Edit
from coprod_tools.workbook.chain_panel.options import CUT, actors, asked, link_rows, names, others, part_rows, stages
from coprod_tools.workbook.chain_panel.wording import kinds_of_actor
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.elements import Table, Words

LISTS: dict[str, Literal["activities", "outcomes"]] = {"activity": "activities", "outcome": "outcomes"}
ADDING = ("add-activity", "add-actor", "add-outcome")
_OFFERED = {
    "activity": ("rename", "move", "connect", "part", "delete"),
    "outcome": ("rename", "delete"),
    "stage": ("add-activity",),
}


class Doer(Protocol):
    """What the actions need of the panel they stand in."""

    @property
    def editing(self) -> Editing:
        """The policy that is open."""

    @property
    def chain(self) -> ValueChain:
        """The chain as it is now."""

    @property
    def chosen(self) -> str:
        """The box that is chosen."""

    def do(self, edit: Edit) -> bool:
        """Make an edit; tells whether it was kept."""

    def leave_form(self) -> None:
        """Put the open form away."""

    def complain(self, message_id: str) -> None:
        """Tell what is missing."""


def offered(chosen: str) -> tuple[str, ...]:
    """Return what can be done with what was chosen."""
    found = _OFFERED.get(kind_of(chosen), ())
    return () if chosen == f"stage:{OUTCOMES}" else found


class Actions:
    """Makes the form of each action, for the chain as it is when it is opened."""

    def __init__(self, panel: Doer) -> None:
        self.panel = panel

    def form(self, name: str) -> EditForm:
        """Return the form of an action."""
        made: dict[str, Callable[[], EditForm]] = {
            "rename": self._rename,
            "move": self._move,
            "connect": self._connect,
            "part": self._part,
            "delete": self._delete,
            "add-activity": self._add_activity,
            "add-actor": self._add_actor,
            "add-outcome": self._add_outcome,
        }
        return made[name]()

    def _form(self, name: str, fields: list[Any], done: Callable[[], None]) -> EditForm:
        chain, chosen = self.panel.chain, self.panel.chosen
        of = title(chain, chosen) if chosen else ""
        heading, do = say(f"live_chain.form-{name}", name=of), say(f"live_chain.do-{name}")
        return EditForm(heading, fields, do, done, self.panel.leave_form)

    def _named(self, value: str, made: Callable[[str], Edit]) -> None:
        words = " ".join(value.split())
        if words:
            self.panel.do(made(words))
        else:
            self.panel.complain("live_chain.no-name")

    def _rename(self) -> EditForm:
        chain, chosen = self.panel.chain, self.panel.chosen
        kind, key = LISTS[kind_of(chosen)], chosen.partition(":")[2] or chosen
        field = text("name", title(chain, chosen))
        done = lambda: self._named(field.value, lambda words: edits.rename(chain.policy, kind, key, words))  # noqa: E731
        return self._form("rename", [field], done)

    def _move(self) -> EditForm:
        chain, chosen = self.panel.chain, self.panel.chosen
        here = stage_of(chain, chosen)
        field = choice("stage", stages(chain), here.id if here else None)
        return self._form("move", [field], lambda: self._do(edits.move(chain, chosen, field.value)))

    def _add_activity(self) -> EditForm:
        chain = self.panel.chain
        name, stage = text("name"), choice("stage", stages(chain), self._stage_of_chosen())
        lead = choice("lead", [(say("live_chain.not-known"), NOT_KNOWN), *actors(chain)])

        def done() -> None:
            policy = self.panel.chain.policy
            self._named(
                name.value, lambda words: edits.add_activity(policy, words, stage.value or None, lead.value or None)
            )

        return self._form("add-activity", [name, stage, lead], done)

    def _add_actor(self) -> EditForm:
        name = text("name")
        kinds = kinds_of_actor(self.panel.editing)
        kind = choice("kind", [(say("live_chain.not-known"), NOT_KNOWN), *kinds])

        def done() -> None:
            policy = self.panel.chain.policy
            self._named(name.value, lambda words: edits.add_actor(policy, words, kind.value or None))

        return self._form("add-actor", [name, kind], done)

    def _add_outcome(self) -> EditForm:
        name = text("name")
        return self._form(
            "add-outcome",
            [name],
            lambda: self._named(name.value, lambda words: edits.add_outcome(self.panel.chain.policy, words)),
        )

    def _delete(self) -> EditForm:
        chain, chosen = self.panel.chain, self.panel.chosen
        kind, key = LISTS[kind_of(chosen)], chosen.partition(":")[2] or chosen
        lines = going_along.told(chain, kind, key)
        warned = Words(("p", say("live_chain.along")), *(("li", line) for line in lines))
        return self._form("delete", [warned], lambda: self._do(edits.delete(chain.policy, kind, key)))

    def _connect(self) -> EditForm:
        chain, chosen = self.panel.chain, self.panel.chosen
        links = [(say(f"live_chain.link-is-{link}"), link) for link in LINKS]
        link = choice("link", links)
        form = self._form("connect", [link, self._other(LINKS[0]), _links(chain, chosen, self._do)], lambda: done())
        # Another list in its place: an answer to the one that is gone can't be taken for one to this.
        link.observe(lambda change: form.put(1, self._other(change["new"])), "value")

        def done() -> None:
            other = form.fields[1]
            if not other.value:
                self.panel.complain("live_chain.choose-other" if len(other.options) > 1 else "live_chain.no-other")
            else:
                self._do(connection(chain, chosen, link.value, other.value))

        return form

    def _other(self, link: str) -> Dropdown:
        unchosen = (say("live_chain.choose"), NOT_KNOWN)
        return choice("other", [unchosen, *others(self.panel.chain, self.panel.chosen, link)])

    def _part(self) -> EditForm:
        chain, chosen = self.panel.chain, self.panel.chosen
        who = choice("actor", actors(chain))
        co = choice("co", [(say("live_chain.not-known"), NOT_KNOWN), *((say(f"live_chain.co-{c}"), c) for c in COS)])
        answers = {field: choice(field, asked(chain, chosen, who.value)) for field in edits.ASKED}

        def offer(change: Any) -> None:
            for each in answers.values():
                refill(each, asked(chain, chosen, change["new"]))

        who.observe(offer, "value")
        table = parts_table(part_rows(chain, chosen))
        table.on_action(lambda action: self._do(edits.remove_part(chain, chosen, action.removeprefix(CUT))))

        def done() -> None:
            if who.value is None:
                self.panel.complain("live_chain.no-actor-yet")
                return
            given = {field: names(each.value) for field, each in answers.items()}
            self._do(edits.add_part(chain, chosen, who.value, co.value or None, given))

        return self._form("part", [who, co, *answers.values(), table], done)

    def _do(self, edit: Edit) -> None:
        self.panel.do(edit)

    def _stage_of_chosen(self) -> str | None:
        chain, chosen = self.panel.chain, self.panel.chosen
        if kind_of(chosen) == "stage":
            return chosen.partition(":")[2]
        here = stage_of(chain, chosen) if kind_of(chosen) == "activity" else None
        return here.id if here else None


def _links(chain: ValueChain, chosen: str, do: Callable[[Edit], None]) -> Table:
    table = links_table(link_rows(chain, chosen))
    table.on_action(lambda action: do(taken_back(chain, chosen, *action.removeprefix(CUT).split(" ", 1))))
    return table
