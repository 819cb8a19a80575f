"""Whose a map is: a name as somebody wrote it, as the id of an actor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from coprod_tools.files.shape import nearest
from coprod_tools.policy import Policy
from coprod_tools.policy.ids import foreign_id
from coprod_tools.policyfile.map_csv import folded
from coprod_tools.words import say


@dataclass(frozen=True, slots=True)
class Actors:
    """The actors of a policy, by id and by name.

    Attributes
    ----------
    ids : tuple of str
        In the policy's order.
    by_name : mapping of str to str
        Folded name to id; a name that two actors share is not in it.
    """

    ids: tuple[str, ...]
    by_name: Mapping[str, str]

    @classmethod
    def of(cls, policy: Policy) -> Actors:
        """Return the actors of `policy`."""
        actors = policy.actors or ()
        names = [
            (folded(words), actor.key) for actor in actors for words in {str(actor.label), *_versions(actor.label)}
        ]
        often = Counter(name for name, _ in set(names))
        return cls(tuple(actor.key for actor in actors), {name: key for name, key in names if often[name] == 1})

    def whose(self, said: str) -> tuple[str, tuple[str, ...]]:
        """Return the id for a name as written, and what should be known of it.

        An id of the policy stands for itself, a name only one actor has for that actor. Anybody else is kept under
        an id made of the name.
        """
        if said in self.ids:
            return said, ()
        known = self.by_name.get(folded(said)) or (said.lower() if said.lower() in self.ids else None)
        if known:
            return known, ()
        actor = foreign_id(said)
        notes = [] if actor == said else [say("maps.who_as", said=said, actor=actor)]
        near = nearest(actor, self.ids) or self.by_name.get(nearest(folded(said), tuple(self.by_name)) or "")
        outside = say("maps.who_outside_near", actor=actor, near=near) if near else say("maps.who_outside", actor=actor)
        return actor, (*notes, outside)


def _versions(label: object) -> tuple[str, ...]:
    return tuple(getattr(label, "languages", {}).values())
