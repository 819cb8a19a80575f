"""What all policies of a folder ask of each group together: hours, cost and risk, beside what it can give and gains."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from coprod_tools.accountability.amounts import EXACT, Range, range_of, total
from coprod_tools.accountability.asks import Ask, asks_of, can_refuse, given_beside, own_hours
from coprod_tools.accountability.burden_lines import Burden, BurdenLine, Capacity, Gain, GovernmentHours
from coprod_tools.accountability.labels import in_words
from coprod_tools.accountability.taking_part import presence_of
from coprod_tools.accountability.units import Units
from coprod_tools.assessment import Assessment
from coprod_tools.assessment.standing import KindClass, Standing
from coprod_tools.knowledge import Knowledge, load_knowledge
from coprod_tools.policy import Actor, Policy
from coprod_tools.policy.people import Asked
from coprod_tools.words import say

__all__ = ["Burden", "BurdenLine", "Capacity", "Gain", "GovernmentHours", "burden_of", "taken_unasked"]
Place = tuple[str, str, str]
_ANSWER = {True: "yes", False: "no", None: "not-said"}
_FIRST: tuple[KindClass, ...] = ("people", "own-authority", "organisation")


def burden_of(
    policies: Iterable[Policy], knowledge: Knowledge | None = None, unasked: frozenset[Place] = frozenset()
) -> Burden:
    """Return what policies together ask of each actor outside government.

    Parameters
    ----------
    policies : iterable of Policy
        Those of one folder. The same id in two policies is the same actor; two policies of one id are both read.
    unasked : frozenset of (policy id, activity id, part id)
        Parts that people take by themselves, so that nobody asks them; see `taken_unasked`.
    """
    known = knowledge or load_knowledge()
    folder = _Folder(tuple(policies), known, unasked)
    confidence = known.indicator_numbers["confidence"].value / 100
    return Burden(
        lines=tuple(folder.lines()),
        government=tuple(folder.government()),
        presence=tuple(row for policy in folder.policies for row in presence_of(policy, confidence)),
        notes=tuple(folder.notes()),
    )


def taken_unasked(assessment: Assessment) -> frozenset[Place]:
    """Return the parts of one policy that people lead themselves, without a public body: nobody asks them for these."""
    policy = assessment.chain.policy.id
    return frozenset(
        (policy, cell.activity, cell.part)
        for cell in assessment.cells
        if cell.verdict == "community-led" and cell.part is not None
    )


class _Folder:
    """Reads the policies of one folder together."""

    def __init__(self, policies: tuple[Policy, ...], knowledge: Knowledge, unasked: frozenset[Place]) -> None:
        self.policies = policies
        self.units = [Units(knowledge, range_of(p.hours_per_day) if p.hours_per_day else None) for p in policies]
        self.standing = [Standing(policy, knowledge) for policy in policies]
        self.actors: dict[str, list[tuple[int, Actor]]] = {}
        for place, policy in enumerate(policies):
            for actor in policy.actors or ():
                self.actors.setdefault(actor.key, []).append((place, actor))
        self.public = {who for who in self.actors if any(s.is_public_body(who) for s in self.standing)}
        self.asks: dict[str, list[tuple[int, Ask]]] = {}
        for place, policy in enumerate(policies):
            for ask in asks_of(policy, self.units[place]):
                if ask.actor not in self.public and (ask.policy, ask.activity, ask.part) not in unasked:
                    self.asks.setdefault(ask.actor, []).append((place, ask))

    def lines(self) -> list[BurdenLine]:
        above = {actor: self._above(actor) for actor in self.asks}
        made = [
            self._line(actor, tuple(other for other in self.asks if above[other] == actor))
            for actor in self.asks
            if above[actor] is None
        ]
        ranks = {kind: rank for rank, kind in enumerate(_FIRST)}
        return sorted(
            made,
            key=lambda line: (
                min((ranks.get(kind, len(_FIRST)) for kind in line.stands_as), default=len(_FIRST)),
                -line.hours.mid,
                -line.unanswered,
                line.actor,
            ),
        )

    def _above(self, actor: str) -> str | None:
        """Return the one asked actor that speaks for this one, and for whom nobody asked speaks; else None."""
        speaking = {other for other in self.asks if other != actor and actor in self._speaks_for(other)}
        top = [other for other in speaking if not any(other in self._speaks_for(higher) for higher in self.asks)]
        return top[0] if len(speaking) == len(top) == 1 else None

    def _speaks_for(self, actor: str) -> frozenset[str]:
        return frozenset(each for standing in self.standing for each in standing.speaks_for(actor)) - {actor}

    def _line(self, actor: str, members: tuple[str, ...]) -> BurdenLine:
        mine = (actor, *members)
        places = [each for who in mine for each in self.asks[who]]
        asks = tuple(ask for _, ask in sorted(places, key=lambda each: each[0]))
        said = [ask.hours for ask in asks if ask.hours is not None]
        cost: dict[str, list[Range]] = {}
        for ask in asks:
            if ask.cost is not None:
                cost.setdefault(ask.cost[0], []).append(ask.cost[1])
        before = list(self._before(mine))
        stands: set[KindClass] = {kind for standing in self.standing for kind in standing.kind_classes(actor)}
        capacity = tuple(self._capacity(mine))
        line = BurdenLine(
            actor=actor,
            label=self._label(actor),
            members=members,
            stands_as=tuple(sorted(stands)),
            asks=asks,
            hours=total(said),
            unsaid=len(asks) - len(said),
            cost=tuple((currency, total(some)) for currency, some in sorted(cost.items())),
            capacity=capacity,
            can_refuse=_ANSWER[can_refuse(ask.can_refuse for ask in asks)],
            if_refused=tuple(dict.fromkeys(str(ask.if_refused) for ask in asks if ask.if_refused)),
            risks=tuple(dict.fromkeys(risk for ask in asks for risk in ask.risks)),
            gains=tuple(self._gains(mine)),
            asked_before=tuple(before),
            unanswered=sum(each.changed is None and each.answered_on is None for each in before),
            notes=(),
        )
        return replace(line, notes=tuple(self._notes_on(line)))

    def _label(self, actor: str) -> str:
        known = self.actors.get(actor)
        return str(known[0][1].label) if known else actor

    def _capacity(self, mine: tuple[str, ...]) -> Iterator[Capacity]:
        for who in mine:
            for place, actor in self.actors.get(who, ()):
                if actor.capacity_hours is None:
                    continue
                written = actor.capacity_hours
                units = self.units[place]
                own = range_of(written)
                hours = own if written.unit is None else units.in_hours(own, units.read(written.unit))
                if hours is None:
                    continue
                # What is asked of those it speaks for is taken from its hours too, unless they say their own.
                asks = [
                    ask
                    for other in mine
                    for at, ask in self.asks[other]
                    if at == place and (other == who or (who == mine[0] and not self._says_capacity(other, place)))
                ]
                whole = total([ask.hours for ask in asks if ask.hours is not None])
                asked = whole if all(ask.hours is not None for ask in asks) else None
                over = True if whole.mid > hours.mid else None if asked is None else False
                yield Capacity(self.policies[place].id, who, hours, asked, over)

    def _says_capacity(self, actor: str, place: int) -> bool:
        return any(at == place and each.capacity_hours is not None for at, each in self.actors.get(actor, ()))

    def _gains(self, mine: tuple[str, ...]) -> Iterator[Gain]:
        for place, policy in enumerate(self.policies):
            known = set(mine).union(*(self.standing[place].speaks_for(who) for who in mine))
            for outcome in policy.outcomes or ():
                for group in outcome.groups or ():
                    if group in known:
                        yield Gain(policy.id, outcome.key, str(outcome.label), group)

    def _before(self, mine: tuple[str, ...]) -> Iterator[Asked]:
        told: dict[tuple[str, ...], Asked] = {}
        for who in mine:
            for _, actor in self.actors.get(who, ()):
                for each in actor.asked_before or ():
                    key = (who, *(str(part or "") for part in (each.when, each.by, each.about)))
                    known = told.get(key)
                    # Of one time told twice, the telling that says what came of it.
                    if known is None or (known.changed is None and known.answered_on is None):
                        told[key] = each
        yield from told.values()

    def _notes_on(self, line: BurdenLine) -> Iterator[str]:
        labels = {who: self._label(who) for who in (line.actor, *line.members)}
        if line.members:
            yield say("scorecard.burden_members", who=in_words(line.members, labels))
        if len(line.policies) > 1:
            yield say("scorecard.burden_several", count=len(line.policies), hours=f"{line.hours.mid:f}")
        if line.unsaid:
            yield say("scorecard.burden_unsaid", unsaid=line.unsaid, parts=len(line.asks))
        for each in line.capacity:
            if each.over:
                asked = f"{each.asked.mid:f}" if each.asked else say("scorecard.burden_more_than_said")
                yield say("scorecard.burden_over", policy=each.policy, asked=asked, hours=f"{each.hours.mid:f}")
        own = [each for each in line.capacity if each.actor == line.actor]
        if not own:
            said = any(actor.capacity_hours is not None for _, actor in self.actors.get(line.actor, ()))
            yield say("scorecard.burden_capacity_unread" if said else "scorecard.burden_no_capacity")
        elif len(line.policies) > 1 and line.hours.mid > max(each.hours.mid for each in own):
            most = max(each.hours.mid for each in own)
            yield say("scorecard.burden_same_hours", asked=f"{line.hours.mid:f}", most=f"{most:f}")
        if line.can_refuse == "no":
            yield say("scorecard.burden_no_refusal")
        if not line.gains:
            yield say("scorecard.burden_no_gain")
        if line.unanswered:
            yield say("scorecard.burden_unanswered", count=line.unanswered, asked=len(line.asked_before))

    def government(self) -> Iterator[GovernmentHours]:
        for place, policy in enumerate(self.policies):
            committed, unsaid = own_hours(policy, frozenset(self.public), self.units[place])
            asks = [ask for some in self.asks.values() for at, ask in some if at == place]
            asked = total([ask.hours for ask in asks if ask.hours is not None])
            missing = sum(ask.hours is None for ask in asks)
            key = "government_none" if not committed or committed.mid == 0 else "government_hours"
            if key == "government_none" and unsaid:
                key = "government_unsaid"
            if not asks:
                key = "government_asks_nobody"
            words = say(
                f"scorecard.{key}",
                asked=_asked_in_words(asked, missing, len(asks)),
                committed=f"{committed.mid:f}" if committed else "0",
                unsaid=len(unsaid),
            )
            yield GovernmentHours(policy.id, committed, unsaid, asked, missing, words)

    def notes(self) -> Iterator[str]:
        yield say("scorecard.burden_what", policies=len(self.policies))
        differ = [
            who for who, found in self.actors.items() if len({str(actor.label).casefold() for _, actor in found}) > 1
        ]
        if differ:
            yield say("scorecard.burden_labels_differ", which=in_words(sorted(differ), {}))
        for place, policy in enumerate(self.policies):
            for actor, hours in sorted(given_beside(policy, self.units[place]).items()):
                if actor not in self.public:
                    yield self._given(place, actor, hours)

    def _given(self, place: int, actor: str, given: Range) -> str:
        """Say what somebody gives that no part asks for, and whether all together is more than it has."""
        said = [ask.hours for at, ask in self.asks.get(actor, ()) if at == place and ask.hours is not None]
        asked = total(said).mid if said else Decimal(0)
        told = say("scorecard.burden_given", policy=self.policies[place].id, who=self._label(actor),
                   given=f"{given.mid:,f}", asked=f"{asked:,f}")  # fmt: skip
        written = next((each.capacity_hours for at, each in self.actors.get(actor, ()) if at == place), None)
        if written is None:
            return told
        units, own = self.units[place], range_of(written)
        has = own if written.unit is None else units.in_hours(own, units.read(written.unit))
        if has is None or EXACT.add(given.mid, asked) <= has.mid:
            return told
        return f"{told} {say('scorecard.burden_given_over', hours=f'{has.mid:,f}')}"


def _asked_in_words(asked: Range, missing: int, parts: int) -> str:
    if missing == parts:
        return say("scorecard.government_asked_unsaid", count=missing)
    more = say("scorecard.government_missing", count=missing) if missing else ""
    return say("scorecard.government_asked", hours=f"{asked.mid:f}", more=more)
