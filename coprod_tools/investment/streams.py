"""Streams of a policy as flows: what each is worth in which year, or why it can't be counted."""

from __future__ import annotations

from collections.abc import Mapping

from coprod_tools.investment.assumptions import Assumption, as_parts_of_one, assume
from coprod_tools.investment.effect_chain import EffectChain
from coprod_tools.investment.flows import EVERYONE, NOT_SAID, Flow, NotCounted, Term
from coprod_tools.investment.prices import Reading, read_money
from coprod_tools.policy import Policy
from coprod_tools.policy.investing import Stream
from coprod_tools.words import say


def read_stream(
    stream: Stream,
    policy: Policy,
    chains: Mapping[str, EffectChain],
    where: Mapping[str, str] | None = None,
    refused: Mapping[str, str] | None = None,
) -> Flow | NotCounted:
    """Return a stream as a flow; where something it needs is unknown, as not counted, with what to write.

    A quantity given by the stream comes before the chain of its outcome. Numbers that are missing are never taken as 1.

    Parameters
    ----------
    where : mapping of str to str, optional
        The perspective of each actor whose kind says it; used where a stream names an actor and no perspective.
    refused : mapping of str to str, optional
        By a stream's id, why it is surely no gain, such as a cost told as one.
    """
    why = [*_unknown(stream, policy, chains), *filter(None, [(refused or {}).get(stream.key)])]
    gains, loses = _ends(stream, (where or {}).get(stream.actor or ""))
    if why:
        rows = tuple(row for row in (gains, loses) if row)
        is_cost = None if stream.kind is None else stream.kind != "benefit"
        return NotCounted(f"streams[{stream.key}]", str(stream.label), " ".join(why), rows, is_cost, stream.option)
    money = stream.unit_value
    reading = read_money(policy, money.currency if money else None, stream.price_year)
    if money is None or reading is None or stream.starts_in is None or stream.lasts is None:
        raise AssertionError("an unknown was not named")
    dated = {"source": stream.source, "as_at": stream.as_at}
    value = assume(f"streams[{stream.key}].unit_value", say("worth.unit_value", stream=stream.label), money, **dated)
    return Flow(
        id=f"streams[{stream.key}]",
        label=str(stream.label),
        gains=gains,
        loses=loses,
        nature=stream.nature,
        terms=(Term(value), *_times(stream, chains), *_rate(reading)),
        scale=reading.factor,
        first=stream.starts_in,
        last=stream.starts_in + stream.lasts - 1,
        drop_off=_drop_off(stream),
        currency=reading.currency,
        price_year=reading.price_year,
        option=stream.option,
        outcome=stream.outcome,
        source=value.source,
        as_at=value.as_at,
        notes=reading.shown,
    )


def _ends(stream: Stream, actor_s: str | None) -> tuple[str | None, str | None]:
    """Return the row that gains and the row that loses; `not-said` where one of them must be and is not named."""
    mine = stream.for_whom or actor_s
    if stream.kind == "transfer":
        return _row(mine), _row(stream.paid_by)
    if stream.kind == "cost":
        return None, _row(stream.paid_by or mine)
    return _row(mine), None


def _row(perspective: str | None) -> str:
    return {"society": EVERYONE, None: NOT_SAID}.get(perspective, str(perspective))


def _unknown(stream: Stream, policy: Policy, chains: Mapping[str, EffectChain]) -> list[str]:
    """Return each thing that is missing, as what to write."""
    found = []
    if stream.kind is None:
        found.append(say("worth.kind_missing"))
    if stream.unit_value is None:
        found.append(say("worth.unit_value_missing"))
    elif (stream.unit_value.currency or policy.currency) is None:
        found.append(say("worth.currency_missing"))
    if stream.starts_in is None:
        found.append(say("worth.start_missing"))
    if stream.lasts is None:
        found.append(say("worth.length_missing"))
    if stream.quantity is None:
        chain = chains.get(stream.outcome or "")
        if chain is None:
            found.append(say("worth.quantity_missing"))
        elif chain.result is None:
            found.append(say("worth.chain_unknown", outcome=chain.label))
    elif stream.quantity.is_share:
        found.append(say("worth.quantity_is_share"))
    return found


def _times(stream: Stream, chains: Mapping[str, EffectChain]) -> tuple[Term, ...]:
    if stream.quantity is not None:
        label = say("worth.quantity", stream=stream.label)
        dated = {"source": stream.source, "as_at": stream.as_at}
        return (Term(assume(f"streams[{stream.key}].quantity", label, stream.quantity, **dated)),)
    chain = chains[stream.outcome or ""]
    return tuple(Term(step.value, step.taken_off) for step in chain.steps if step.value)


def _rate(reading: Reading) -> tuple[Term, ...]:
    return (Term(reading.rate),) if reading.rate else ()


def _drop_off(stream: Stream) -> Assumption | None:
    if stream.drop_off is None:
        return None
    label = say("worth.drop_off", stream=stream.label)
    return as_parts_of_one(f"streams[{stream.key}].drop_off", label, stream.drop_off)
