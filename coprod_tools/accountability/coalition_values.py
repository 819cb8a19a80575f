"""What a coalition of partners could still bring about, by stated models over the chain; modelled, never observed.

A way to an outcome is an activity from which claims, outputs or its own `outcomes` lead there. It needs what that
activity needs, and so on back. Which activities happen without whom is an assumption, so there are several.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from coprod_tools.accountability.shapley import Members
from coprod_tools.chain import ValueChain, leads, taking_part

Model = Literal["all-needed", "any-of-them", "one-way-left"]
MODELS: tuple[Model, ...] = ("all-needed", "any-of-them", "one-way-left")


@dataclass(frozen=True)
class Ways:
    """The ways to one outcome.

    Attributes
    ----------
    ways : tuple of str
        Activities that lead to the outcome.
    back : dict
        For each way, itself and every activity it needs.
    involved : dict
        For each activity on a way, who leads it, has a part in it or puts something in.
    """

    outcome: str
    ways: tuple[str, ...]
    back: dict[str, tuple[str, ...]]
    involved: dict[str, tuple[str, ...]]

    @cached_property
    def actors(self) -> tuple[str, ...]:
        """Everybody on any way, each once, in the order of the ways."""
        on = (who for way in self.ways for activity in self.back[way] for who in self.involved[activity])
        return tuple(dict.fromkeys(on))

    @cached_property
    def unnamed(self) -> tuple[str, ...]:
        """Activities on a way for which nobody is named."""
        return tuple(activity for activity, who in self.involved.items() if not who)

    def worth(self, members: Members, model: Model) -> NDArray[np.int64]:
        """Return how many ways each coalition keeps, shape (k,); with `one-way-left`, 1 while there is any.

        Parameters
        ----------
        members : array of bool, shape (k, n)
            Columns in the order of `actors`.
        """
        every, own = self._parts
        absent = (~members).astype(np.float32)
        if model == "any-of-them":
            stopped = (members.astype(np.float32) @ own.T == 0) & (own.sum(axis=1) > 0)
        else:
            stopped = absent @ own.T > 0
        kept = np.asarray((stopped.astype(np.float32) @ every.T == 0).sum(axis=1), dtype=np.int64)
        return np.asarray(kept > 0, dtype=np.int64) if model == "one-way-left" else kept

    def most(self, model: Model) -> int:
        """Return what everybody together is worth."""
        return min(1, len(self.ways)) if model == "one-way-left" else len(self.ways)

    def stopped_without(self, actor: str) -> tuple[str, ...]:
        """Return the ways that need this actor somewhere, if every activity needs all who have a part in it."""
        return tuple(way for way in self.ways if any(actor in self.involved[activity] for activity in self.back[way]))

    def stopped_alone(self, actor: str) -> tuple[str, ...]:
        """Return the ways on which this actor is the only one named for some activity."""
        return tuple(way for way in self.ways if any(self.involved[each] == (actor,) for each in self.back[way]))

    def path_shares(self) -> dict[str | None, Fraction]:
        """Return path shares: each way counts alike, each activity on it alike, each actor in it alike.

        What stands for nobody, since an activity names nobody, is under None.
        """
        found: dict[str | None, Fraction] = dict.fromkeys(self.actors, Fraction())
        for way in self.ways:
            for activity in self.back[way]:
                who = self.involved[activity] or (None,)
                for each in who:
                    part = Fraction(1, len(self.ways) * len(self.back[way]) * len(who))
                    found[each] = found.get(each, Fraction()) + part
        return found

    @cached_property
    def _parts(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        place = {activity: at for at, activity in enumerate(self.involved)}
        column = {actor: at for at, actor in enumerate(self.actors)}
        every = np.zeros((len(self.ways), len(place)), dtype=np.float32)
        for row, way in enumerate(self.ways):
            every[row, [place[activity] for activity in self.back[way]]] = 1
        own = np.zeros((len(place), len(column)), dtype=np.float32)
        for activity, who in self.involved.items():
            own[place[activity], [column[each] for each in who]] = 1
        return every, own


def ways_to(chain: ValueChain, outcome: str) -> Ways:
    """Return the ways to an outcome, in the order of the file.

    Whether a link raises or lowers is not read here, nor how strong it is: only that somebody says it is there.
    """
    leading: nx.DiGraph[str] = nx.DiGraph()
    leading.add_nodes_from(chain.graph)
    leading.add_edges_from((a, b) for a, b, _ in chain.edges("produces", "leads_to"))
    needing: nx.DiGraph[str] = nx.DiGraph()
    needing.add_nodes_from(chain.graph)
    needing.add_edges_from((a, b) for a, b, _ in chain.edges("needs"))
    before = nx.ancestors(leading, f"outcome:{outcome}")
    ways = tuple(name for name in chain.activities if f"activity:{name}" in before)
    back = {way: _back(chain, needing, way) for way in ways}
    on = {activity for way in ways for activity in back[way]}
    return Ways(outcome, ways, back, {name: _involved(chain, name) for name in chain.activities if name in on})


def _back(chain: ValueChain, needing: nx.DiGraph[str], way: str) -> tuple[str, ...]:
    # A test may be part of what it gates, so needs may run in a circle through a pilot.
    needed = nx.descendants(needing, f"activity:{way}")
    return (way, *(name for name in chain.activities if name != way and f"activity:{name}" in needed))


def _involved(chain: ValueChain, activity: str) -> tuple[str, ...]:
    lead = leads(chain, activity)
    giving = (
        given.actor
        for given in chain.policy.contributions or ()
        if given.activity == activity and not (given.consent and given.consent.withdrawn)
    )
    named = (*((lead,) if lead else ()), *taking_part(chain, activity, absent=False), *giving)
    return tuple(sorted(dict.fromkeys(named)))
