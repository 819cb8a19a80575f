"""The Investment Approach seen with the four Co's: for each segment, where people enter, and what naming it can do.

The Investment Approach puts money early into a part of the population. Whoever is in a segment has a stake in how it is
drawn, named and counted; so stigma, data use and who may contest it stand beside the money.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from coprod_tools.accountability.amounts import Range, range_of
from coprod_tools.assessment.standing import Standing
from coprod_tools.knowledge import Knowledge, load_knowledge
from coprod_tools.policy import Policy
from coprod_tools.policy.investing import Segment
from coprod_tools.policy.vocabulary import COS, Co
from coprod_tools.words import say

Enters = Literal["here", "said", "not-meant", "unknown"]


@dataclass(frozen=True, slots=True)
class Place:
    """A part that people of a segment have: in which activity, at which stage, who takes it."""

    activity: str
    label: str
    stage: str | None
    actor: str


@dataclass(frozen=True, slots=True)
class CoEntry:
    """Where one Co enters for a segment.

    Attributes
    ----------
    enters : {'here', 'said', 'not-meant', 'unknown'}
        People of the segment have such a part in an activity; the segment names the Co but nobody has such a part; the
        segment names its Co's and not this one; nothing is said.
    """

    co: Co
    enters: Enters
    places: tuple[Place, ...]
    words: str


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """One segment.

    Attributes
    ----------
    size : Range or None
        People, with their range.
    share : Decimal or None
        Of a segment whose size is given as a share: per cent.
    stigma, data_use, who_may_contest, early_investment : str or None
        None where nobody knows yet; there is then a question.
    proposals : tuple of str
        Ids of proposals that serve its group.
    named_by_people : bool or None
        Whether people who are not government named it; None where nobody said who did.
    """

    id: str
    label: str
    group: str | None
    size: Range | None
    share: Decimal | None
    early_investment: str | None
    cos: tuple[CoEntry, ...]
    stigma: str | None
    data_use: str | None
    data_uses: tuple[str, ...]
    who_may_contest: str | None
    named_by: tuple[str, ...] | None
    named_by_people: bool | None
    proposals: tuple[str, ...]
    questions: tuple[str, ...]


def segments_view(policy: Policy, knowledge: Knowledge | None = None) -> tuple[SegmentRow, ...]:
    """Return every segment of a policy, in its order, with what is not known of it as questions."""
    standing = Standing(policy, knowledge or load_knowledge())
    return tuple(_row(policy, segment, standing) for segment in policy.segments or ())


def _row(policy: Policy, segment: Segment, standing: Standing) -> SegmentRow:
    names = {each.key: str(each.label) for each in (*policy.groups, *(policy.actors or ()))}
    own = standing.same_people(segment.group) if segment.group else frozenset()
    cos = tuple(_entry(policy, segment, co, own, names) for co in COS)
    named = tuple(names.get(who, who) for who in segment.named_by) if segment.named_by is not None else None
    size = segment.size
    return SegmentRow(
        id=segment.key,
        label=str(segment.label),
        group=names.get(segment.group, segment.group) if segment.group else None,
        size=range_of(size) if size and not size.is_share else None,
        share=size.value if size and size.is_share else None,
        early_investment=_words(segment.early_investment),
        cos=cos,
        stigma=_words(segment.stigma),
        data_use=_words(segment.data_use),
        data_uses=tuple(str(use.what) for use in policy.data_uses or () if own & set(use.whose or ())),
        who_may_contest=_words(segment.who_may_contest),
        named_by=named,
        named_by_people=_named_by_people(segment, standing),
        proposals=tuple(sorted(each.key for each in policy.proposals or () if segment.group in (each.serves or ()))),
        questions=_questions(segment, cos, _named_by_people(segment, standing)),
    )


def _words(text: str | None) -> str | None:
    return str(text) if text else None


def _entry(policy: Policy, segment: Segment, co: Co, own: frozenset[str], names: dict[str, str]) -> CoEntry:
    places = tuple(
        Place(activity.key, str(activity.label), activity.stage, names.get(part.actor, part.actor))
        for activity in policy.activities or ()
        for part in activity.parts or ()
        if part.co == co and part.actor in own
    )
    enters: Enters
    if places:
        enters = "here"
    elif segment.cos is None:
        enters = "unknown"
    else:
        enters = "said" if co in segment.cos else "not-meant"
    where = ", ".join(dict.fromkeys(place.label for place in places))
    return CoEntry(co, enters, places, say(f"choice.co_{enters.replace('-', '_')}", where=where))


def _named_by_people(segment: Segment, standing: Standing) -> bool | None:
    if segment.named_by is None:
        return None
    if any(standing.is_outside(who) for who in segment.named_by):
        return True
    return None if any(standing.is_outside(who) is None for who in segment.named_by) else False


def _questions(segment: Segment, cos: tuple[CoEntry, ...], by_people: bool | None) -> tuple[str, ...]:
    asked = [
        name
        for name in ("group", "size", "early_investment", "cos", "stigma", "data_use", "who_may_contest", "named_by")
        if getattr(segment, name) is None
    ]
    found = [say(f"choice.ask_{name}", segment=segment.label) for name in asked]
    found += [say("choice.ask_where", segment=segment.label, co=entry.co) for entry in cos if entry.enters == "said"]
    if by_people is False:
        found.append(say("choice.ask_named_outside", segment=segment.label))
    return tuple(found)
