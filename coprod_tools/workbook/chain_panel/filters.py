"""What of a chain is looked at: one stage, one actor, barriers, the neighbourhood of a step, words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from coprod_tools.assessment.marks import Assessment
from coprod_tools.chain import ValueChain, taking_part
from coprod_tools.drawing.chain_lanes import needs_of
from coprod_tools.drawing.finding import barriers_by_activity
from coprod_tools.words import say

# Beyond this many activities, the panel begins with one stage.
MOST_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked for; an empty one asks for everything.

    Attributes
    ----------
    stage, actor : str
        Ids; empty for all.
    steps : int
        How many needs away from `around` an activity may lie, 1 or 2; 0 asks for no neighbourhood.
    words : str
        Some of the words of an activity or its people.
    """

    stage: str = ""
    actor: str = ""
    barriers: bool = False
    around: str = ""
    steps: int = 0
    words: str = ""

    @property
    def asks(self) -> bool:
        """Whether anything is left out."""
        return bool(self.stage or self.actor or self.barriers or (self.around and self.steps) or self.words.strip())


def first_filter(chain: ValueChain) -> Filter:
    """Return what to begin with: everything, or of a very large chain the first stage that has activities."""
    if len(chain.activities) <= MOST_AT_ONCE:
        return Filter()
    used = {chain.lifecycle.stage(each.stage).id for each in chain.activities.values() if each.stage is not None}
    return Filter(stage=next((stage.id for stage in chain.stages if stage.id in used), ""))


def matching(chain: ValueChain, assessment: Assessment, asked: Filter) -> tuple[str, ...]:
    """Return the activities that are asked for, in the order of the file."""
    barriers = barriers_by_activity(assessment) if asked.barriers else {}
    near = neighbourhood(chain, asked.around, asked.steps) if asked.around and asked.steps else None
    words = _plain(asked.words)

    def wanted(name: str) -> bool:
        activity = chain.activities[name]
        return (
            (
                not asked.stage
                or (activity.stage is not None and chain.lifecycle.stage(activity.stage).id == asked.stage)
            )
            and (not asked.actor or asked.actor in who(chain, name))
            and (not asked.barriers or bool(barriers.get(name)))
            and (near is None or name in near)
            and (not words or words in _plain(" ".join(_said(chain, name))))
        )

    return tuple(name for name in chain.activities if wanted(name))


def with_outcomes(chain: ValueChain, names: Iterable[str]) -> tuple[str, ...]:
    """Return activities and, behind them, the outcomes (`outcome:ID`) that they name."""
    shown = tuple(names)
    outcomes = {outcome for name in shown for outcome in chain.activities[name].outcomes or ()}
    every = (outcome.key for outcome in chain.policy.outcomes or ())
    return (*shown, *(f"outcome:{key}" for key in every if key in outcomes))


def neighbourhood(chain: ValueChain, around: str, steps: int) -> frozenset[str]:
    """Return an activity with those it needs and those that need it, so many steps away."""
    beside: dict[str, set[str]] = {}
    for one, other in needs_of(chain):
        beside.setdefault(one, set()).add(other)
        beside.setdefault(other, set()).add(one)
    found = {around} & chain.activities.keys()
    for _ in range(steps):
        found |= {name for each in found for name in beside.get(each, ())}
    return frozenset(found)


def who(chain: ValueChain, activity: str) -> tuple[str, ...]:
    """Return the actors of an activity, its lead first."""
    lead = chain.activities[activity].lead
    return tuple(dict.fromkeys([*([lead] if lead else []), *taking_part(chain, activity)]))


def in_words(chain: ValueChain, asked: Filter, shown: int) -> str:
    """Say what is shown and why not more."""
    every = len(chain.activities)
    if not every:
        return say("live_chain.shown-empty")
    if not asked.asks:
        return say("live_chain.shown-all" if every != 1 else "live_chain.shown-one", n=every)
    why = "; ".join(_reasons(chain, asked))
    return say("live_chain.shown-some" if shown else "live_chain.shown-none", n=shown, all=every, why=why)


def without_lost(chain: ValueChain, asked: Filter) -> Filter:
    """Return what is asked for, less what the policy no longer has."""
    stages = {stage.id for stage in chain.stages}
    return replace(
        asked,
        stage=asked.stage if asked.stage in stages else "",
        actor=asked.actor if asked.actor in chain.actors else "",
        around=asked.around if asked.around in chain.activities else "",
    )


def _reasons(chain: ValueChain, asked: Filter) -> Iterator[str]:
    if asked.stage:
        yield say("live_chain.only-stage", stage=chain.lifecycle.stage(asked.stage).title)
    if asked.actor:
        yield say("live_chain.only-actor", actor=chain.actors[asked.actor].label)
    if asked.barriers:
        yield say("live_chain.only-barriers")
    if asked.around and asked.steps:
        yield say(f"live_chain.only-near-{asked.steps}", label=chain.activities[asked.around].label)
    if asked.words.strip():
        yield say("live_chain.only-words", words=asked.words.strip())


def _said(chain: ValueChain, name: str) -> Iterator[str]:
    yield str(chain.activities[name].label)
    yield from (str(chain.actors[actor].label) for actor in who(chain, name))


def _plain(text: str) -> str:
    """Return text without marks above letters and without capitals, so that `whanau` finds whānau."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(sign for sign in apart if not unicodedata.combining(sign)).split())
