"""Who stands as what: public body, people, own authority, or organisation; by kind, or by a recorded mandate."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from coprod_tools.knowledge import Knowledge
from coprod_tools.policy import Actor, Policy

KindClass = Literal["public-body", "people", "own-authority", "organisation"]
# Kinds that can answer for harm: volunteers tend not to take that on (Jaspers & Tuurnas), so somebody must hold it.
ANSWERING = frozenset({"agency", "provider", "maori-provider"})


class Standing:
    """Answers who stands as what in one policy.

    Parameters
    ----------
    policy : Policy
        Its actors, their mandates, and the groups of its problem.
    knowledge : Knowledge
        Says what each kind of actor counts as.

    Notes
    -----
    Answers about one actor are True, False or None; None says that its kind is absent, so nobody knows. A public body
    never counts as people, whatever it says of its mandate.
    """

    def __init__(self, policy: Policy, knowledge: Knowledge) -> None:
        self.actors: dict[str, Actor] = {actor.key: actor for actor in policy.actors or ()}
        self.groups: dict[str, str] = {group.key: str(group.label) for group in policy.groups}
        self._kinds: dict[str, KindClass] = {name: entry.counts_as for name, entry in knowledge.actor_kinds.items()}
        self._speaking: dict[str, set[str]] = {}
        for actor in self.actors.values():
            for other in self.speaks_for(actor.key):
                self._speaking.setdefault(other, set()).add(actor.key)

    def kind_class(self, actor_id: str) -> KindClass | None:
        """Return what an actor's kind counts as; a group counts as people, an actor without kind as nothing known."""
        actor = self.actors.get(actor_id)
        if actor is None:
            return "people" if actor_id in self.groups else None
        return self._kinds.get(actor.kind) if actor.kind is not None else None

    def kind_classes(self, actor_id: str) -> frozenset[KindClass]:
        """Return everything an actor stands as: its kind's class, and people where a mandate makes it that."""
        own = self.kind_class(actor_id)
        also: set[KindClass] = {"people"} if self.counts_as_people(actor_id) else set()
        return frozenset(also | ({own} if own else set()))

    def is_public_body(self, actor_id: str) -> bool | None:
        """Tell whether an actor is a public body."""
        own = self.kind_class(actor_id)
        return None if own is None else own == "public-body"

    def is_outside(self, actor_id: str) -> bool | None:
        """Tell whether an actor stands outside government."""
        public = self.is_public_body(actor_id)
        return None if public is None else not public

    def counts_as_people(self, actor_id: str) -> bool | None:
        """Tell whether an actor counts as users or community: by kind, or because it speaks for such people."""
        own = self.kind_class(actor_id)
        if own in ("people", "public-body"):
            return own == "people"
        spoken = [self.kind_class(other) for other in self.speaks_for(actor_id)]
        if "people" in spoken:
            return True
        return None if own is None or None in spoken else False

    def is_own_authority(self, actor_id: str) -> bool | None:
        """Tell whether an actor has an authority of its own, such as an iwi or a settlement entity."""
        own = self.kind_class(actor_id)
        return None if own is None else own == "own-authority"

    def can_answer_for_harm(self, actor_id: str) -> bool | None:
        """Tell whether an actor is a public body or a provider; None when its kind is absent."""
        actor = self.actors.get(actor_id)
        if actor is None or actor.kind is None:
            return None if actor_id not in self.groups else False
        return actor.kind in ANSWERING

    def speaks_for(self, actor_id: str) -> tuple[str, ...]:
        """Return the actors and groups that an actor has a recorded mandate to speak for."""
        actor = self.actors.get(actor_id)
        return (actor.mandate.speaks_for or ()) if actor and actor.mandate else ()

    def same_people(self, actor_id: str) -> frozenset[str]:
        """Return the actor, those it speaks for and those who speak for it."""
        return frozenset({actor_id, *self.speaks_for(actor_id), *self._speaking.get(actor_id, ())})

    def fields(self, actor_id: str) -> tuple[str, ...]:
        """Return the fields that decide what an actor stands as; a group needs none."""
        if actor_id in self.groups and actor_id not in self.actors:
            return ()
        spoken = [f"actors[{other}].kind" for other in self.speaks_for(actor_id) if other in self.actors]
        return (f"actors[{actor_id}].kind", f"actors[{actor_id}].mandate.speaks_for", *spoken)

    def speaking_fields(self, actor_id: str, named: Iterable[str]) -> tuple[str, ...]:
        """Return the fields that decide whether one of `named` is the actor, or speaks for it or is spoken for."""
        known = dict.fromkeys(other for other in (actor_id, *named) if other in self.actors)
        return tuple(f"actors[{other}].mandate.speaks_for" for other in known)


def stands_as(actor_id: str, policy: Policy, knowledge: Knowledge) -> frozenset[KindClass]:
    """Return everything one actor or group stands as; where many are asked for, make one `Standing`."""
    return Standing(policy, knowledge).kind_classes(actor_id)
