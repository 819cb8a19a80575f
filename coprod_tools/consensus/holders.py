"""Who told us: where each holder stands, whether it may be named, was read back to, and spoke before the decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from coprod_tools.assessment.standing import Standing
from coprod_tools.consensus.own_map import OWNER
from coprod_tools.consensus.values import Holder, Reading, Timing
from coprod_tools.knowledge import Knowledge
from coprod_tools.policy import Policy
from coprod_tools.policy.conversations import MapRecord
from coprod_tools.policy.values import PartialDate
from coprod_tools.words import say

SHOWN_TO = ("partners", "public")


def holders_of(
    policy: Policy,
    knowledge: Knowledge,
    rounds: Mapping[str, tuple[int, ...]],
    in_file: Iterable[str],
    readings: Mapping[tuple[str, int], Reading],
) -> tuple[Holder, ...]:
    """Return everybody who told a map or is named in a claim, sorted by id.

    Parameters
    ----------
    rounds : mapping of str to tuple of int
        For each actor with a map, the rounds in use, sorted.
    in_file : iterable of str
        Those whom the policy file's claims name.
    readings : mapping of (actor, round) to reading
        What read-back says of each map.
    """
    standing = Standing(policy, knowledge)
    everybody = sorted({*rounds, *in_file})
    return tuple(_holder(actor, policy, standing, rounds.get(actor, ()), readings) for actor in everybody)


def _holder(
    actor: str,
    policy: Policy,
    standing: Standing,
    rounds: tuple[int, ...],
    readings: Mapping[tuple[str, int], Reading],
) -> Holder:
    known = standing.actors.get(actor)
    return Holder(
        actor=actor,
        label=_label(actor, policy, standing),
        kind=known.kind if known else None,
        outside=standing.is_outside(actor),
        named=_named(actor, rounds, policy),
        reading=readings.get((actor, rounds[-1]), "not-read-back") if rounds else "own-file",
        timing=timing_of(policy, _record(actor, rounds[-1], policy)) if rounds else "unknown",
        rounds=rounds,
    )


def _label(actor: str, policy: Policy, standing: Standing) -> str:
    if actor in standing.actors:
        return str(standing.actors[actor].label)
    if actor == OWNER:
        return str(policy.owner or say("consensus.owner"))
    return standing.groups.get(actor, actor)


def _named(actor: str, rounds: tuple[int, ...], policy: Policy) -> bool:
    # The owner answers for the file; everybody else is named by consent, given for each round that is shown.
    if actor == OWNER:
        return True
    if not rounds:
        return any(record.visible_to in SHOWN_TO for record in policy.maps or () if record.actor == actor)
    records = [_record(actor, round, policy) for round in rounds]
    return all(record is not None and record.visible_to in SHOWN_TO for record in records)


def _record(actor: str, round: int, policy: Policy) -> MapRecord | None:
    """Return the record of one round; one without a round speaks for every round that has none of its own."""
    own = [record for record in policy.maps or () if record.actor == actor]
    return next((r for r in own if r.round == round), None) or next((r for r in own if r.round is None), None)


def timing_of(policy: Policy, record: MapRecord | None) -> Timing:
    """Tell whether a map was gathered before or after an option was chosen.

    Dates are intervals: only a map that surely came before every choice, or surely after one, is said to have. When
    every option is recorded as not chosen, nothing was chosen before the map.
    """
    options = policy.options or ()
    chosen = [option for option in options if option.chosen]
    if options and all(option.chosen is False for option in options):
        return "before"
    gathered = record.gathered_on if record else None
    dates = [option.chosen_on for option in chosen]
    if gathered is None or not chosen:
        return "unknown"
    return _against(gathered, dates)


def _against(gathered: PartialDate, dates: list[PartialDate | None]) -> Timing:
    if any(date is not None and date.surely_before(gathered) for date in dates):
        return "after"
    if all(date is not None and gathered.surely_before(date) for date in dates):
        return "before"
    return "unknown"
