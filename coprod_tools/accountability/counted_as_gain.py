"""What people put in, or what only changes hands, counted as a gain among the streams of worth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from coprod_tools.accountability.amounts import range_of
from coprod_tools.accountability.double_count import DoubleCount, Names
from coprod_tools.accountability.ledger import Ledger, Row
from coprod_tools.accountability.units import folded
from coprod_tools.policy import Policy
from coprod_tools.policy.investing import Stream
from coprod_tools.words import say


def counted_as_gain(ledger: Ledger, names: Names) -> Iterator[DoubleCount]:
    """Yield every stream of kind benefit that is somebody's cost, or a transfer."""
    words = [word for entry in ledger.knowledge.transfer_words.values() for word in entry.words]
    says_transfer = re.compile("|".join(rf"\b{re.escape(folded(word))}\b" for word in words))
    for stream in ledger.policy.streams or ():
        if stream.kind != "benefit":
            continue
        yield from _cost(ledger, stream, names)
        yield from _transfer(ledger.policy, stream, says_transfer)


def _cost(ledger: Ledger, stream: Stream, names: Names) -> Iterator[DoubleCount]:
    label = f'"{stream.label}" ({stream.key})'
    named = ledger.by_id.get(stream.contribution or "")
    if stream.contribution is not None and named is not None:
        volunteers = named.kind == "time" and not named.paid
        key = "ledger.cost_as_gain_volunteers" if volunteers else "ledger.cost_as_gain"
        reason = say(key, stream=label, one=names.of(named))
        yield DoubleCount("cost-as-gain", True, (named.id,), reason, say("ledger.do_cost"), streams=(stream.key,))
        return
    row = next((row for row in ledger.counted if _as_many_hours(ledger, stream, row)), None)
    if row is not None:
        reason = say("ledger.cost_as_gain_alike", stream=label, one=names.of(row))
        yield DoubleCount("cost-as-gain", False, (row.id,), reason, say("ledger.do_cost"), streams=(stream.key,))


def _as_many_hours(ledger: Ledger, stream: Stream, row: Row) -> bool:
    """Tell whether a stream has as many hours as unpaid time of the same actor, or of any where it names none."""
    if row.kind != "time" or row.paid or row.quantity is None or stream.quantity is None or stream.quantity.is_share:
        return False
    if stream.actor is not None and stream.actor != row.actor:
        return False
    unit = ledger.units.read(stream.unit or stream.quantity.unit)
    hours = ledger.units.in_hours(range_of(stream.quantity), unit)
    mine = ledger.units.in_hours(row.quantity, row.unit)
    return hours is not None and mine is not None and hours.mid == mine.mid


def _transfer(policy: Policy, stream: Stream, says_transfer: re.Pattern[str]) -> Iterator[DoubleCount]:
    label, to_do = f'"{stream.label}" ({stream.key})', say("ledger.do_transfer")
    if stream.paid_by and stream.for_whom:
        reason = say("ledger.transfer_as_gain", stream=label, payer=stream.paid_by, payee=stream.for_whom)
        yield DoubleCount("transfer-as-gain", False, (), reason, to_do, streams=(stream.key,))
    elif any(says_transfer.search(folded(words)) for words in (stream.label, *_languages(stream))):
        reason = say("ledger.transfer_as_gain_words", stream=label)
        yield DoubleCount("transfer-as-gain", False, (), reason, to_do, streams=(stream.key,))
    elif (other := next((each for each in policy.streams or () if _is_its_gain(each, stream)), None)) is not None:
        reason = say("ledger.transfer_as_gain_alike", stream=label, other=f'"{other.label}" ({other.key})')
        yield DoubleCount(
            "transfer-as-gain", False, (), reason, say("ledger.do_alike"), streams=(stream.key, other.key)
        )


def _is_its_gain(transfer: Stream, gain: Stream) -> bool:
    """Tell whether a gain is as much, for the same and from the same year, as what a transfer hands them."""
    if transfer.kind != "transfer" or transfer.for_whom is None or transfer.unit_value is None:
        return False
    return all(
        getattr(transfer, name) == getattr(gain, name) for name in ("for_whom", "option", "starts_in", "lasts")
    ) and _worth(transfer) == _worth(gain)


def _worth(stream: Stream) -> tuple[str | None, Decimal, Decimal | None] | None:
    if stream.unit_value is None:
        return None
    many = None if stream.quantity is None else stream.quantity.value
    return stream.unit_value.currency, stream.unit_value.value, many


def _languages(stream: Stream) -> tuple[str, ...]:
    return tuple(getattr(stream.label, "languages", {}).values())
