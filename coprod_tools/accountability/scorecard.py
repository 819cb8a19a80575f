"""The three questions, each by its own indicators and for each group: better, not better, or unknown, and why."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from coprod_tools.accountability.changes import Change, Direction, State, change_of, judged, shown, wanted_direction
from coprod_tools.accountability.labels import in_words, labels_of
from coprod_tools.accountability.measured import (
    Measured,
    counts_are_known,
    in_order,
    measured_period,
    measured_quantity,
    pooled,
)
from coprod_tools.knowledge import Knowledge, load_knowledge
from coprod_tools.policy import Indicator, Policy
from coprod_tools.policy.values import PartialDate
from coprod_tools.policy.vocabulary import Audience, Question
from coprod_tools.words import say

QUESTIONS: tuple[Question, ...] = ("better", "feel", "public-value")
# Months have 28 to 31 days and quarters 90 to 92; a half-year beside a year is far beyond.
LIKE_LENGTH = 1.5


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One question, one indicator, one group; or a question that nothing answers.

    Attributes
    ----------
    id : str
        `score:question`, `score:question:indicator` or `score:question:indicator:group`.
    group : str or None
        A group by its own id, which is never put into another; None for everybody together.
    baseline : Measured or None
        Everybody's, or for a group the first value of its own; a group is never held against everybody's.
    periods : tuple of Measured
        All values of everybody or of this group, by date, those for only a part of it (`only_for`) too.
    apart : tuple of Measured
        Those for only a part: they are shown and never judge the whole.
    latest : Measured or None
        What is judged: the last value, or where each is of few people, those since the baseline put together.
    pooled_over : int
        How many periods were put together for `latest`; 1 when none had to be, 0 without a value.
    together : Measured or None
        Where few were counted in a period: all periods put together, the first too; the figure to show.
    returned_to : tuple of str
        For a small group: the group itself and the actors with a mandate to speak for it, to whom its figures go.
    gap : str or None
        What is missing, where a question has no indicator.
    """

    id: str
    question: Question
    indicator: str | None = None
    label: str | None = None
    outcome: str | None = None
    group: str | None = None
    unit: str | None = None
    direction: Direction | None = None
    baseline: Measured | None = None
    target: Measured | None = None
    target_date: PartialDate | None = None
    periods: tuple[Measured, ...] = ()
    apart: tuple[Measured, ...] = ()
    latest: Measured | None = None
    pooled_over: int = 0
    together: Measured | None = None
    change: Change | None = None
    state: State = "unknown"
    reason: str = ""
    notes: tuple[str, ...] = ()
    returned_to: tuple[str, ...] = ()
    gap: str | None = None
    visible_to: Audience | None = None


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The rows, question by question; there is no sum, mean or rank of them, and none is meant to be made.

    Attributes
    ----------
    without_question : tuple of str
        Indicators that say of none of the three questions that they answer it.
    """

    rows: tuple[ScoreRow, ...]
    without_question: tuple[str, ...]
    notes: tuple[str, ...]

    def of(self, question: Question) -> tuple[ScoreRow, ...]:
        """Return the rows of one question."""
        return tuple(row for row in self.rows if row.question == question)

    @property
    def gaps(self) -> tuple[ScoreRow, ...]:
        """The questions that nothing answers."""
        return tuple(row for row in self.rows if row.indicator is None)


def scorecard_of(policy: Policy, knowledge: Knowledge | None = None) -> Scorecard:
    """Return the scorecard of a policy.

    Parameters
    ----------
    knowledge : Knowledge, optional
        Its `indicator_numbers` say how sure intervals are and when a group is small; the shipped ones where absent.
    """
    known = knowledge or load_knowledge()
    indicators = sorted(policy.indicators or (), key=lambda each: each.key)
    reading = _Reading(policy, known)
    rows: list[ScoreRow] = []
    for question in QUESTIONS:
        found = [each for each in indicators if each.question == question]
        rows += [row for each in found for row in reading.rows(each, question)]
        if not found:
            missing = say("scorecard.gap")
            rows.append(ScoreRow(f"score:{question}", question, reason=missing, gap=missing))
    without = tuple(each.key for each in indicators if each.question is None)
    notes = [say("scorecard.no_sum")]
    if without:
        labels = {each.key: str(each.label) for each in indicators}
        notes.append(say("scorecard.without_question", which=in_words(without, labels)))
    return Scorecard(tuple(rows), without, tuple(notes))


class _Reading:
    """Reads the indicators of one policy."""

    def __init__(self, policy: Policy, knowledge: Knowledge) -> None:
        numbers = knowledge.indicator_numbers
        self.confidence = numbers["confidence"].value / 100
        self.small = Decimal(str(numbers["small-group"].value))
        self.labels = labels_of(policy)
        self.speakers = {
            group.key: tuple(
                actor.key
                for actor in policy.actors or ()
                if actor.mandate is not None and group.key in (actor.mandate.speaks_for or ())
            )
            for group in policy.groups
        }
        starts = [each.start.first for each in policy.activities or () if each.start is not None]
        self.starts = min(starts, default=None)

    def rows(self, indicator: Indicator, question: Question) -> Iterator[ScoreRow]:
        groups = {each.group for each in indicator.actuals or ()} or {None}
        for group in sorted(groups, key=lambda each: each or ""):
            yield self.row(indicator, question, group)

    def row(self, indicator: Indicator, question: Question, group: str | None) -> ScoreRow:
        counted = counts_are_known(indicator)
        mine = [each for each in indicator.actuals or () if each.group == group]
        found = in_order(m for each in mine if (m := measured_period(each, counted, self.confidence)) is not None)
        whole = tuple(each for each in found if each.only_for is None)
        own = None if indicator.baseline is None else measured_quantity(indicator.baseline, counted, self.confidence)
        baseline, later = _since(own, whole, group)
        latest, over = self._latest(later)
        row = ScoreRow(
            id=f"score:{question}:{indicator.key}" + (f":{group}" if group else ""),
            question=question,
            indicator=indicator.key,
            label=str(indicator.label),
            outcome=indicator.outcome,
            group=group,
            unit=indicator.unit,
            direction=wanted_direction(indicator),
            baseline=baseline,
            target=None if indicator.target is None else measured_quantity(indicator.target, counted, self.confidence),
            target_date=indicator.target_date,
            periods=found,
            apart=tuple(each for each in found if each.only_for is not None),
            latest=latest,
            pooled_over=over,
            together=self._together(whole),
            returned_to=self._returned_to(group, whole),
            visible_to=indicator.visible_to,
        )
        row = _with_state(row, whole)
        return replace(row, notes=tuple(self._notes(row, whole, counted)))

    def _latest(self, later: tuple[Measured, ...]) -> tuple[Measured | None, int]:
        if not later:
            return None, 0
        together = pooled(later, self.confidence) if len(later) > 1 and self._few(later[-1]) else None
        return (later[-1], 1) if together is None else (together, len(later))

    def _together(self, whole: tuple[Measured, ...]) -> Measured | None:
        dated = [each for each in whole if each.last_day is not None]
        return pooled(dated, self.confidence) if len(dated) > 1 and any(self._few(each) for each in dated) else None

    def _few(self, measured: Measured) -> bool:
        return measured.counted and measured.denominator is not None and measured.denominator < self.small

    def _returned_to(self, group: str | None, whole: tuple[Measured, ...]) -> tuple[str, ...]:
        if group is None or not any(self._few(each) for each in whole):
            return ()
        return (group, *self.speakers.get(group, ()))

    def _notes(self, row: ScoreRow, whole: tuple[Measured, ...], counted: bool) -> Iterator[str]:
        latest, baseline = row.latest, row.baseline
        if row.together is not None:
            periods = sum(1 for each in whole if each.last_day is not None)
            yield say("scorecard.pooled", periods=periods, value=shown(row.together))
        if row.returned_to:
            yield say("scorecard.returned", group=in_words(row.returned_to, self.labels))
        if row.apart:
            parts = dict.fromkeys(str(each.only_for) for each in row.apart)
            yield say("scorecard.only_for", parts=in_words(parts, {}))
        if not counted and any(each.denominator is not None for each in whole):
            yield say("scorecard.out_of_how_many")
        above = sum(1 for each in whole if each.fault)
        if above:
            yield say("scorecard.not_judged_above", count=above)
        undated = sum(1 for each in whole if each.last_day is None)
        if undated:
            yield say("scorecard.undated", count=undated)
        ends = [each.days for each in (baseline, latest) if each is not None and each.days]
        if row.pooled_over == 1 and len(ends) == 2 and max(ends) > LIKE_LENGTH * min(ends):
            yield say("scorecard.other_length", first=ends[0], last=ends[1])
        if latest is not None and _before(latest, self.starts):
            yield say("scorecard.before_start", start=self.starts)


def _since(
    own: Measured | None, whole: tuple[Measured, ...], group: str | None
) -> tuple[Measured | None, tuple[Measured, ...]]:
    """Return what later values are held against, and these: everybody's baseline, or a group's own first value."""
    dated = tuple(each for each in whole if each.last_day is not None)
    if group is None:
        start = own.last_day if own else None
        later = tuple(m for m in dated if start is None or (m.start is not None and m.start.first > start))
        return own, later
    return (dated[0], dated[1:]) if dated else (None, ())


def _with_state(row: ScoreRow, whole: tuple[Measured, ...]) -> ScoreRow:
    missing = _missing(row, whole)
    if missing or row.baseline is None or row.latest is None or row.direction is None:
        return replace(row, reason=missing)
    change = change_of(row.baseline, row.latest)
    state, reason = judged(change, row.direction)
    return replace(row, change=change, state=state, reason=reason)


def _missing(row: ScoreRow, whole: tuple[Measured, ...]) -> str:
    """Return what keeps anybody from saying, or nothing."""
    if any(each is not None and each.fault for each in (row.baseline, row.latest)):
        return say("scorecard.above_its_whole")
    if not row.periods:
        return say("scorecard.nothing_measured")
    if not whole:
        return say("scorecard.only_parts")
    if row.direction is None:
        return say("scorecard.no_direction")
    if row.group is not None and row.latest is None:
        one = row.baseline
        if one is None:
            return say("scorecard.no_dates")
        spread = "" if one.low is None else say("scorecard.lies_between", low=f"{one.low:.0f}", high=f"{one.high:.0f}")
        return say("scorecard.one_value_of_group", value=shown(one), spread=spread)
    if row.baseline is None:
        return say("scorecard.no_baseline")
    if row.latest is None:
        return say("scorecard.not_after_baseline")
    return "" if row.baseline.is_share == row.latest.is_share else say("scorecard.share_and_number")


def _before(latest: Measured, starts: datetime.date | None) -> bool:
    return starts is not None and latest.last_day is not None and latest.last_day < starts
