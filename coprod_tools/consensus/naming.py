"""Which concept a name means: an item of the policy, or something that only partners speak of; joins included."""

from __future__ import annotations

import datetime
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

from coprod_tools.chain.claim_ends import ClaimEnds
from coprod_tools.consensus.values import Concept
from coprod_tools.exchange.naming import Names
from coprod_tools.policy import Policy
from coprod_tools.policy.joins import Join
from coprod_tools.policy.values import Text
from coprod_tools.problems import Fault
from coprod_tools.words import say

JOINS_FILE = "joins.yaml"
SAID = "said"


def folded(name: str) -> str:
    """Return a name as it is compared: NFC, whatever its case, blanks folded to one."""
    return unicodedata.normalize("NFC", " ".join(name.split()).casefold())


class PolicyNames:
    """Which of its own activities, outputs, outcomes and concepts a policy's words mean.

    A name is an id (as `ClaimEnds` reads it: an id shared by an activity and an outcome means the activity as a cause
    and the outcome as an effect), else a label that only one item has.
    """

    def __init__(self, policy: Policy) -> None:
        self._ends = ClaimEnds.of(policy)
        self.labels: dict[str, Text] = dict(policy_labels(policy))
        by_label: dict[str, set[str]] = defaultdict(set)
        for node, label in self.labels.items():
            for words in (str(label), *getattr(label, "languages", {}).values()):
                by_label[folded(words)].add(node)
        self._by_label = {label: min(nodes) for label, nodes in by_label.items() if len(nodes) == 1}
        self.ambiguous = {label: tuple(sorted(nodes)) for label, nodes in by_label.items() if len(nodes) > 1}

    def cause(self, name: str) -> str | None:
        """Return the item that a name means as a cause; None when it means none, or several."""
        return self._meant(name, self._ends.causes)

    def effect(self, name: str) -> str | None:
        """Return the item that a name means as an effect; None when it means none, or several."""
        return self._meant(name, self._ends.effects)

    def items(self, name: str) -> frozenset[str]:
        """Return every item a name means in either place."""
        return frozenset(item for item in (self.cause(name), self.effect(name)) if item is not None)

    def is_label(self, name: str) -> bool:
        """Tell whether a name is one item's label, not only its id."""
        return folded(name) in self._by_label

    def _meant(self, name: str, ids: dict[str, str]) -> str | None:
        plain = folded(name)
        return ids.get(name) or ids.get(plain) or self._by_label.get(plain)


class ConceptNames:
    """Every name in use, resolved to its concept; what a join does to it does not depend on the order of files.

    Parameters
    ----------
    policy : Policy
        Its items come first: their ids and labels.
    names : iterable of str
        The names that maps and claims use, as written.
    joins : iterable of Join
        In any order. They are taken by date; one that is undone anywhere counts no more, and one that would make one
        concept of two different items of the policy is refused and named in `faults`.
    """

    def __init__(self, policy: Policy, names: Iterable[str], joins: Iterable[Join]) -> None:
        self._policy = PolicyNames(policy)
        self.faults: list[Fault] = []
        self._parent: dict[str, str] = {}
        self._item: dict[str, str] = {}
        self._shown: list[tuple[str, str]] = []
        self._written: dict[str, set[str]] = defaultdict(set)
        for name in sorted(set(names)):
            self._write(name)
        for join in _counting(joins):
            self._join(join)
        self._ids = self._said_ids()
        self._causes: dict[str, str] = {}
        self._effects: dict[str, str] = {}

    def cause(self, name: str) -> str:
        """Return the id of the concept that a name means as a cause."""
        if name not in self._causes:
            self._causes[name] = self._id(self._policy.cause(name) or folded(name))
        return self._causes[name]

    def effect(self, name: str) -> str:
        """Return the id of the concept that a name means as an effect."""
        if name not in self._effects:
            self._effects[name] = self._id(self._policy.effect(name) or folded(name))
        return self._effects[name]

    def concepts(self, used: Iterable[str]) -> tuple[Concept, ...]:
        """Return the concepts of those ids, sorted by id."""
        names: dict[str, set[str]] = defaultdict(set)
        for key, written in self._written.items():
            names[self._id(key)] |= written
        shown = {self._id(key): words for key, words in self._shown}
        return tuple(self._concept(id, names[id], shown.get(id)) for id in sorted(set(used)))

    def _concept(self, id: str, names: set[str], shown: str | None) -> Concept:
        own = self._policy.labels.get(id)
        every = sorted({*names, *([str(own)] if own else ())}, key=lambda name: (folded(name), name))
        return Concept(id, str(own) if own else shown or every[0], tuple(every), id.partition(":")[0])

    def _write(self, name: str) -> None:
        plain = " ".join(unicodedata.normalize("NFC", name).split())
        items = self._policy.items(name)
        for key in items or {folded(name)}:
            self._root(key)
            # An id is no name: people are shown words.
            self._written[key] |= {plain} if not items or self._policy.is_label(name) else set()
        if not items and folded(name) in self._policy.ambiguous:
            nodes = ", ".join(self._policy.ambiguous[folded(name)])
            self.faults.append(Fault("policy.yaml", say("consensus.two-items", name=plain, items=nodes)))

    def _join(self, join: Join) -> None:
        keys = {key for name in join.names for key in self._policy.items(name) or {folded(name)}}
        roots = {self._root(key) for key in keys}
        items = {self._item[root] for root in roots if root in self._item}
        if len(items) > 1:
            message = say("consensus.join-refused", names=_listed(join.names), items=", ".join(sorted(items)))
            self.faults.append(Fault(JOINS_FILE, message, path=f"rows[{join.key}]"))
            return
        top = min(roots)
        for root in roots:
            self._parent[root] = top
        if items:
            self._item[top] = items.pop()
        for name in join.names:
            self._write(name)
        if join.shown_as is not None:
            self._shown.append((top, str(join.shown_as)))

    def _root(self, key: str) -> str:
        if key not in self._parent:
            self._parent[key] = key
            if key in self._policy.labels:
                self._item[key] = key
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def _said_ids(self) -> dict[str, str]:
        # The first of a concept's names makes its id, so that the way it is shown can change and the id stays.
        members: dict[str, list[str]] = defaultdict(list)
        for key in self._parent:
            members[self._root(key)].append(key)
        given, ids = Names(), {}
        for root, keys in sorted(members.items(), key=lambda pair: min(pair[1])):
            ids[root] = self._item.get(root) or f"{SAID}:{given.take(min(keys))}"
        return ids

    def _id(self, key: str) -> str:
        return self._ids[self._root(key)]


def policy_labels(policy: Policy) -> Iterator[tuple[str, Text]]:
    """Yield the node and label of everything that may stand at the end of a claim."""
    for activity in policy.activities or ():
        yield f"activity:{activity.key}", activity.label
        for output in activity.outputs or ():
            yield f"output:{activity.key}/{output.key}", output.label
    for outcome in policy.outcomes or ():
        yield f"outcome:{outcome.key}", outcome.label
    for concept in policy.concepts or ():
        yield f"concept:{concept.key}", concept.label


def _counting(joins: Iterable[Join]) -> list[Join]:
    rows = list(joins)
    undone = {_what(join) for join in rows if join.undone_on is not None}
    first: dict[tuple[object, ...], Join] = {_what(join): join for join in sorted(rows, key=Join.model_dump_json)}
    return [first[what] for what in sorted(first) if what not in undone]


def _what(join: Join) -> tuple[datetime.date, str, tuple[str, ...], str, str]:
    return join.on.first, str(join.on), tuple(sorted(join.names)), str(join.reason), str(join.by)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
