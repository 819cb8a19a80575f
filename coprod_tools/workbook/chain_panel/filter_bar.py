"""The fields by which a reader says what of the chain to look at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import ipywidgets

from coprod_tools.chain import ValueChain
from coprod_tools.words import say
from coprod_tools.workbook.chain_panel.edit_forms import Option, refill
from coprod_tools.workbook.chain_panel.filters import Filter
from coprod_tools.workbook.chain_panel.options import actors, stages


class FilterBar(ipywidgets.HBox):
    """Stage, actor, neighbourhood, words, barriers; `asked` is what they ask for together.

    Parameters
    ----------
    told : callable
        Called when a reader asks for something else.
    """

    def __init__(self, chain: ValueChain, asked: Filter, told: Callable[[], None]) -> None:
        super().__init__()
        self.add_class("coprod-chain-filters")
        self._told, self._quiet = told, False
        self.stage = ipywidgets.Dropdown(description=say("live_chain.filter-stage"))
        self.actor = ipywidgets.Dropdown(description=say("live_chain.filter-actor"))
        self.near = ipywidgets.Dropdown(description=say("live_chain.filter-near"), options=_near())
        self.words = ipywidgets.Text(description=say("live_chain.filter-words"), continuous_update=False)
        self.barriers = ipywidgets.Checkbox(description=say("live_chain.filter-barriers"), indent=False)
        self.everything = ipywidgets.Button(description=say("live_chain.filter-all"))
        self.offer(chain)
        self.show(asked)
        for field in (self.stage, self.actor, self.near, self.words, self.barriers):
            field.observe(self._changed, "value")
        self.everything.on_click(lambda button: self.clear())
        self.children = (self.stage, self.actor, self.near, self.words, self.barriers)

    def asked(self, around: str) -> Filter:
        """Return what is asked for; `around` is the activity that is chosen."""
        return Filter(
            self.stage.value or "",
            self.actor.value or "",
            bool(self.barriers.value),
            around if self.near.value else "",
            int(self.near.value or 0),
            self.words.value,
        )

    def show(self, asked: Filter) -> None:
        """Set the fields, telling nobody."""
        self._quiet = True
        self.stage.value, self.actor.value = asked.stage, asked.actor
        self.near.value, self.words.value, self.barriers.value = asked.steps, asked.words, asked.barriers
        self._quiet = False

    def clear(self) -> None:
        """Ask for everything."""
        self.show(Filter())
        self._told()

    def offer(self, chain: ValueChain) -> None:
        """Offer the stages and actors there are now."""
        self._quiet = True
        _offer(self.stage, [(say("live_chain.all-stages"), ""), *stages(chain)])
        _offer(self.actor, [(say("live_chain.all-actors"), ""), *actors(chain)])
        self._quiet = False

    def without_neighbourhood(self) -> None:
        """Ask for no neighbourhood, telling nobody."""
        self.show(replace(self.asked(""), steps=0))

    def _changed(self, change: Any) -> None:
        if not self._quiet:
            self._told()


def _offer(field: ipywidgets.Dropdown, options: Sequence[Option]) -> None:
    if [each[1] for each in options] != [each[1] for each in field.options] or field.options[0] != options[0]:
        refill(field, options)


def _near() -> list[tuple[str, int]]:
    return [(say(f"live_chain.near-{steps}"), steps) for steps in (0, 1, 2)]
