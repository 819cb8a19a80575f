"""Where the chain breaks first when something leaves its path, and what to look at again there."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import networkx as nx

from coprod_tools.accountability.labels import in_words, labels_of
from coprod_tools.accountability.watching import Rule, Watch, watch
from coprod_tools.chain import ValueChain
from coprod_tools.knowledge import Knowledge, load_knowledge
from coprod_tools.policy.values import PartialDate
from coprod_tools.words import say

CauseState = Literal["on-path", "not-known", "not-measured", "off-path"]


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """The first link of a chain whose cause is on its path and whose effect is not.

    Attributes
    ----------
    id : str
        `break:cause>effect`, and `:group` where it is of one group.
    cause, effect : str
        Nodes of the chain. Where nothing before the effect is measured, the cause is an activity or outcome before it.
    cause_state : str
        `on-path` when the cause was measured and is on its path; `off-path` only in a circle, where each is the cause
        of the other and the one that left its path first is named; else the break may lie before the cause.
    via : tuple of str
        Nodes between the two that nothing measures.
    fields : tuple of str
        Where the policy says that one leads to the other.
    watches, seen_in : tuple of str
        Ids of the watches of the effect, and of those off their path from which it was found.
    look_at : tuple of str
        What to look at again, as questions.
    """

    id: str
    cause: str
    effect: str
    cause_state: CauseState
    via: tuple[str, ...]
    fields: tuple[str, ...]
    group: str | None
    since: PartialDate | None
    watches: tuple[str, ...]
    seen_in: tuple[str, ...]
    text: str
    look_at: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Triggers:
    """What has left its path, and where the chain breaks first.

    Attributes
    ----------
    unplaced : tuple of str
        Ids of watches off their path that measure nothing in the chain, or nothing that anything leads to.
    """

    rule: Rule
    watches: tuple[Watch, ...]
    broken: tuple[BrokenLink, ...]
    unplaced: tuple[str, ...]
    notes: tuple[str, ...]


def triggers_of(chain: ValueChain, knowledge: Knowledge | None = None, as_at: PartialDate | None = None) -> Triggers:
    """Return which indicators are off their path and the first broken link before each.

    From each indicator off its path the chain is walked back over measured nodes, while a cause is off its path or
    leans off it for the same group. Where several causes are on their path, each link is named: it may be any of them.

    Parameters
    ----------
    as_at : PartialDate, optional
        No value that surely came later is read.
    """
    rule, watches = watch(chain, knowledge or load_knowledge(), as_at)
    walk = _Walk(chain, watches)
    broken, unplaced = walk.result()
    notes = [rule.words]
    if any(each.state == "off-path" for each in watches):
        notes.append(say("scorecard.trigger_asks"))
    silent = sorted({each.label for each in watches if each.state == "not-known"})
    if silent:
        notes.append(say("scorecard.not_watched", which=in_words(silent, {})))
    return Triggers(rule, watches, broken, unplaced, tuple(notes))


class _Walk:
    """The chain of cause and effect, walked back from what is off its path."""

    def __init__(self, chain: ValueChain, watches: Iterable[Watch]) -> None:
        self.chain, self.watches = chain, tuple(watches)
        self.labels = labels_of(chain.policy)
        self.graph: nx.DiGraph[str] = nx.DiGraph()
        self.fields: dict[tuple[str, str], list[str]] = {}
        for cause, effect, data in chain.edges("produces", "leads_to"):
            if cause != effect and data["type"] in ("produces", "leads_to"):
                self.graph.add_edge(cause, effect)
                self.fields.setdefault((cause, effect), []).append(str(data["field"]))
        self.measured: dict[str, list[Watch]] = {}
        for each in self.watches:
            if each.node is not None:
                self.measured.setdefault(each.node, []).append(each)

    def result(self) -> tuple[tuple[BrokenLink, ...], tuple[str, ...]]:
        found: dict[str, BrokenLink] = {}
        unplaced = []
        for each in self.watches:
            if each.state != "off-path":
                continue
            links = list(self._links(each))
            if not links:
                unplaced.append(each.id)
            for link in links:
                known = found.get(link.id)
                found[link.id] = link if known is None else _seen_from_both(known, link)
        return tuple(sorted(found.values(), key=lambda link: link.id)), tuple(unplaced)

    def _links(self, seen: Watch) -> Iterator[BrokenLink]:
        if seen.node is None or seen.node not in self.graph:
            return
        for effect in self._first_off(seen.node, seen.group):
            ways = self._causes(effect)
            states = {cause: self._state(cause, seen.group) for cause in ways}
            for cause, way in sorted(ways.items()):
                yield self._link(seen, effect, cause, way, states[cause])

    def _first_off(self, node: str, group: str | None) -> list[str]:
        """Return the nodes farthest back that are reached over causes off their path, or leaning off it."""
        first, visited, waiting = [], {node}, deque([node])
        while waiting:
            here = waiting.popleft()
            back = [each for each in sorted(self._causes(here)) if self._is_off(each, group)]
            new = [each for each in back if each not in visited]
            if not back:
                first.append(here)
            visited.update(new)
            waiting.extend(new)
        # In a circle where all are off, the one that left its path first is where to begin.
        return sorted(first) or [min(visited, key=lambda each: (self._since(each, group), each))]

    def _causes(self, node: str) -> dict[str, tuple[str, ...]]:
        """Return the nearest measured causes with what lies between; where there is none, the nearest of all."""
        found: dict[str, tuple[str, ...]] = {}
        ways: dict[str, tuple[str, ...]] = {node: ()}
        waiting = deque([node])
        while waiting:
            here = waiting.popleft()
            for cause in sorted(self.graph.predecessors(here)):
                if cause in ways:
                    continue
                ways[cause] = () if here == node else (here, *ways[here])
                if cause in self.measured:
                    found[cause] = ways[cause]
                else:
                    waiting.append(cause)
        return found or dict.fromkeys(self.graph.predecessors(node), ())

    def _of(self, node: str, group: str | None) -> list[Watch]:
        here = self.measured.get(node, [])
        return [each for each in here if each.group == group] or [each for each in here if each.group is None]

    def _is_off(self, node: str, group: str | None) -> bool:
        return any(each.state in ("off-path", "leaning") for each in self._of(node, group))

    def _since(self, node: str, group: str | None) -> str:
        return min((str(each.since) for each in self._of(node, group) if each.since is not None), default="9999")

    def _state(self, node: str, group: str | None) -> CauseState:
        if node not in self.measured:
            return "not-measured"
        if self._is_off(node, group):
            return "off-path"
        known = [each for each in self._of(node, group) if each.state != "not-known"]
        return "on-path" if known else "not-known"

    def _link(self, seen: Watch, effect: str, cause: str, way: tuple[str, ...], state: CauseState) -> BrokenLink:
        steps = (cause, *way, effect)
        fields = tuple(f for pair in pairwise(steps) for f in self.fields.get(pair, ()))
        here = self._of(effect, seen.group)
        group = self.labels.get(seen.group, seen.group) if seen.group else ""
        names = {"cause": self.chain.label(cause), "effect": self.chain.label(effect)}
        text = say(f"scorecard.break_{state.replace('-', '_')}", **names)
        if group:
            text = say("scorecard.break_of_group", group=group, text=text)
        since = [each.since for each in here if each.since is not None and each.state in ("off-path", "leaning")]
        return BrokenLink(
            id=f"break:{cause}>{effect}" + (f":{seen.group}" if seen.group else ""),
            cause=cause,
            effect=effect,
            cause_state=state,
            via=way,
            fields=fields,
            group=seen.group,
            since=min(since, default=None, key=lambda each: (each.first, each.last)),
            watches=tuple(each.id for each in here),
            seen_in=(seen.id,),
            text=text,
            look_at=tuple(self._look_at(steps, fields, state, names)),
        )

    def _look_at(
        self, steps: tuple[str, ...], fields: tuple[str, ...], state: CauseState, names: dict[str, str]
    ) -> Iterator[str]:
        yield say("scorecard.look_measure", effect=names["effect"])
        if state != "on-path":
            yield say("scorecard.look_cause", cause=names["cause"])
        for claim in self.chain.policy.claims or ():
            if f"claims[{claim.key}]" in fields:
                if claim.assumption is not None:
                    yield say("scorecard.look_assumption", assumption=claim.assumption)
                if not claim.evidence:
                    yield say("scorecard.look_evidence", **names)
                if claim.contested_by:
                    yield say("scorecard.look_contested", who=in_words(claim.contested_by, self.labels), **names)
        for between in steps[1:-1]:
            yield say("scorecard.look_between", between=self.chain.label(between))
        for activity in (self.chain.activities.get(each.partition(":")[2]) for each in steps[:-1]):
            if activity is not None and activity.stop_signal is not None:
                yield say("scorecard.look_stop_signal", activity=activity.label, signal=activity.stop_signal)
        yield say("scorecard.look_people", **names)


def _seen_from_both(one: BrokenLink, other: BrokenLink) -> BrokenLink:
    return replace(one, seen_in=tuple(sorted({*one.seen_in, *other.seen_in})))
