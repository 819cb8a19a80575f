"""The organisations of an INDIGO-shaped folder as actors; several named together stay together."""

from __future__ import annotations

from collections import Counter
from typing import Any

from coprod_tools.exchange.indigo_source import Line, fit_id, folded, ids_in
from coprod_tools.exchange.naming import Names
from coprod_tools.words import say

# Organisation types of the source that are clearly one kind of ours; a charity may fund or deliver, a company may
# be many things, so those are left open.
KINDS = {"government body": "agency"}


class Directory:
    """All organisation rows of a folder, by id."""

    def __init__(self, rows: list[Line]) -> None:
        self.rows: dict[str, Line] = {}
        for row in rows:
            own = row.peek("id")
            if own and own not in self.rows:
                self.rows[own] = row
        self.made: dict[str, dict[str, Any]] = {}
        self.unresolved: Counter[str] = Counter()

    def actor(self, foreign: str) -> dict[str, Any]:
        """Return an organisation as an actor, without its id; one that no row describes has its own id for a name."""
        if foreign not in self.made:
            self.made[foreign] = self._read(foreign)
        if foreign not in self.rows:
            self.unresolved[foreign] += 1
        return self.made[foreign]

    def _read(self, foreign: str) -> dict[str, Any]:
        row = self.rows.get(foreign)
        if row is None:
            return {"label": fit_id(foreign), "note": say("indigo.no_row"), "external_ids": {"indigo": fit_id(foreign)}}
        row.get("id")
        kind = row.peek("type")
        said = row.said("type", "trading name", "translated official name - english", "jurisdiction", "country")
        return {
            "label": row.label("name") or fit_id(foreign),
            "kind": KINDS.get(folded(kind)),
            "note": "\n".join([*said, *row.said("description")]) or None,
            "external_ids": {"indigo": fit_id(foreign)}
            | ({"org-id": row.identifier("org-ids - primary")} if row.peek("org-ids - primary") else {}),
        }


class Bodies:
    """The actors of one project, in the order they are met."""

    def __init__(self, directory: Directory) -> None:
        self._directory, self._names = directory, Names()
        self._ids: dict[str, str] = {}
        self._actors: dict[str, dict[str, Any]] = {}

    def id_of(self, cell: str, nobody: str = "") -> str | None:
        """Return the actor that a cell of organisations means.

        Several are one actor of their own, since nobody says which of them gave how much. `nobody` is the name of the
        actor for an empty cell; without it an empty cell means no actor.
        """
        members = list(dict.fromkeys(ids_in(cell)))
        if not members:
            return self._take("", {"label": nobody}) if nobody else None
        own = [self._one(member) for member in members]
        if len(own) == 1:
            return own[0]
        together = sorted(own)
        labels = " + ".join(str(self._actors[each]["label"]) for each in together)
        joint = {
            "label": say("indigo.together", names=labels),
            "note": say("indigo.together_note"),
            "joint_of": together,
        }
        return self._take("together " + " ".join(together), joint)

    def _one(self, foreign: str) -> str:
        if foreign in self._ids:
            self._directory.actor(foreign)
            return self._ids[foreign]
        return self._take(foreign, self._directory.actor(foreign))

    def _take(self, key: str, actor: dict[str, Any]) -> str:
        if key not in self._ids:
            name = self._names.take(key or "payer-not-named")
            self._ids[key] = name
            self._actors[name] = {"id": name, **actor}
        return self._ids[key]

    def actors(self) -> list[dict[str, Any]]:
        """Return the actors as plain policy data."""
        return list(self._actors.values())
