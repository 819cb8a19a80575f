"""Names that may mean one thing: suggested with a reason and who uses them, joined only by a person."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from coprod_tools.consensus.consent import may_be_named
from coprod_tools.consensus.naming import SAID, folded, policy_labels
from coprod_tools.consensus.similar_names import LIKENESS, may_be_one, opposite_words, pairs_alike
from coprod_tools.consensus.values import Concept, Held, JointMap
from coprod_tools.policy import Policy
from coprod_tools.policy.joins import Join
from coprod_tools.words import say

# So many are read in one sitting; the most alike come first.
MOST = 200


@dataclass(frozen=True, slots=True)
class NameUse:
    """Who uses a name: those who agreed to be named, how many others, and whether the policy itself uses it."""

    name: str
    named: tuple[str, ...]
    unnamed: int
    in_policy: bool


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two concepts that may be one; nothing is joined by it.

    Attributes
    ----------
    one, other : str
        Ids of the concepts; `one` is the policy's where one of them is.
    names : tuple of str
        The two wordings that are most alike, as written.
    likeness : int
        Of 100, by rapidfuzz's `token_sort_ratio`; it orders suggestions and proves nothing.
    reason : str
        Why it is suggested, in words.
    uses : tuple of NameUse
        Every wording of both, with who uses it.
    """

    one: str
    other: str
    names: tuple[str, str]
    likeness: int
    reason: str
    uses: tuple[NameUse, ...]


def suggest(joint: JointMap, joins: Iterable[Join] = (), policy: Policy | None = None) -> tuple[Suggestion, ...]:
    """Return concepts that may be the same under two names, the most alike first, at most 200.

    Names are compared without accents, marks and order of words, and shown as written; a name with which a label of the
    policy begins is suggested as well. Never suggested are two names that somebody uses side by side in one map (unless
    only accents, capitals and marks differ, as in “whānau” and “whanau”), two items of the policy, names that differ in
    a number or in a word and its opposite, and names whose join was taken back.

    Parameters
    ----------
    joins : iterable of Join
        Undone ones are not suggested again.
    policy : Policy, optional
        Adds those of its items that no map speaks of yet.
    """
    concepts = {concept.id: concept for concept in (*_unspoken(policy, joint), *joint.concepts)}
    keys: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for concept in concepts.values():
        for name in concept.names:
            keys[comparable(name)].append((concept.id, name))
    used = _used_together(joint)
    taken_back = {frozenset(map(folded, join.names)) for join in joins if join.undone_on is not None}
    best: dict[tuple[str, str], tuple[int, tuple[str, str]]] = {}
    for likeness, first, second in (*_alike(keys), *_cut_short(concepts.values())):
        for (a, name_a), (b, name_b) in product(keys[first], keys[second]):
            ends = (a, b) if (a.startswith(SAID), a) <= (b.startswith(SAID), b) else (b, a)
            names = (name_a, name_b) if ends == (a, b) else (name_b, name_a)
            if a == b or not (a.startswith(SAID) or b.startswith(SAID)):
                continue
            if used.get(a, set()) & used.get(b, set()) and unmarked(name_a) != unmarked(name_b):
                continue
            if any({folded(name_a), folded(name_b)} <= back for back in taken_back):
                continue
            best[ends] = max(best.get(ends, (0, names)), (likeness, names))
    ranked = sorted(best.items(), key=lambda pair: (-pair[1][0], pair[0]))[:MOST]
    uses = _uses(joint)
    return tuple(
        Suggestion(*ends, names, likeness, _reason(likeness, names), _contexts(joint, uses, *map(concepts.get, ends)))
        for ends, (likeness, names) in ranked
    )


def comparable(name: str) -> str:
    """Return a name without accents, macrons, marks and capitals, its words sorted."""
    return " ".join(sorted(unmarked(name)))


def unmarked(name: str) -> list[str]:
    """Return the words of a name without accents, macrons, marks and capitals, in their order."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.findall(r"[^\W_]+", plain)


def _alike(keys: dict[str, list[tuple[str, str]]]) -> Iterator[tuple[int, str, str]]:
    names = sorted(key for key in keys if key)
    yield from ((100, name, name) for name in names if len(keys[name]) > 1)
    yield from pairs_alike(names)


def _cut_short(concepts: Iterable[Concept]) -> Iterator[tuple[int, str, str]]:
    """Yield names of two words or more with which one of the policy's own begins: people cut long labels short."""
    from rapidfuzz import fuzz

    opposites = opposite_words()
    said: dict[tuple[str, ...], None] = {}
    own: list[list[str]] = []
    for concept in concepts:
        for name in concept.names:
            words = unmarked(name)
            if concept.id.startswith(SAID):
                said[tuple(words)] = None
            else:
                own.append(words)
    for words in own:
        for count in range(2, len(words)):
            short, whole = " ".join(sorted(words[:count])), " ".join(sorted(words))
            if tuple(words[:count]) in said and may_be_one(short, whole, opposites):
                yield int(fuzz.ratio(short, whole)), short, whole


def _reason(likeness: int, names: tuple[str, str]) -> str:
    if likeness < LIKENESS:
        short, whole = sorted(names, key=len)
        return say("consensus.alike-begins", one=short, other=whole)
    same = comparable(names[0]) == comparable(names[1])
    key = "alike-same" if same else "alike-letters"
    return say(f"consensus.{key}", one=names[0], other=names[1], likeness=likeness, least=LIKENESS)


def _unspoken(policy: Policy | None, joint: JointMap) -> Iterator[Concept]:
    spoken = {concept.id for concept in joint.concepts}
    for id, label in policy_labels(policy) if policy else ():
        if id not in spoken:
            yield Concept(id, str(label), (str(label),), id.partition(":")[0])


def _statements(joint: JointMap) -> Iterator[tuple[str, str, Held]]:
    for link in joint.links:
        for held in (*link.held, *link.earlier):
            yield link.cause, link.effect, held


def _used_together(joint: JointMap) -> dict[str, set[tuple[str, int]]]:
    """Return for each concept the maps (holder, round) that speak of it."""
    found: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for cause, effect, held in _statements(joint):
        if held.stance == "says":
            found[cause].add((held.actor, held.round))
            found[effect].add((held.actor, held.round))
    return found


def _uses(joint: JointMap) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for _, _, held in _statements(joint):
        for name in (held.statement.cause, held.statement.effect):
            if held.round:
                found[" ".join(unicodedata.normalize("NFC", name).split())].add(held.actor)
    return found


def _contexts(joint: JointMap, uses: dict[str, set[str]], *concepts: Concept | None) -> tuple[NameUse, ...]:
    may = {holder.actor: holder.label for holder in joint.holders if may_be_named(holder)}
    made = []
    for concept in concepts:
        for name in concept.names if concept else ():
            actors = uses.get(name, set())
            named = tuple(sorted(may[actor] for actor in actors if actor in may))
            own = concept is not None and concept.kind != SAID and name == concept.label
            made.append(NameUse(name, named, len(actors) - len(named), own))
    return tuple(made)
