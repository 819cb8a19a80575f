"""Double counts that the policy declares itself: one contribution names another as the same, or as what paid for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from coprod_tools.accountability.double_count import DoubleCount, Form, Names, away
from coprod_tools.accountability.ledger import Ledger
from coprod_tools.words import say

_FORMS: dict[str, Form] = {"same_as": "same-declared", "passed_on_from": "passed-on"}
_WORDS = {"same_as": "same", "passed_on_from": "passed"}


def declared(ledger: Ledger, names: Names, field: Literal["same_as", "passed_on_from"]) -> Iterator[DoubleCount]:
    """Yield what `field` declares, as certain; a name that leads nowhere, or to the row itself, is told as wrong."""
    words = f"ledger.{_WORDS[field]}"
    for row in ledger.rows:
        wanted = getattr(row.contribution, field)
        if wanted is None:
            continue
        other = ledger.by_id.get(wanted)
        if other is None or other is row:
            reason = say(f"{words}_unknown", one=names.of(row), other=wanted)
            yield DoubleCount("wrong-reference", False, (row.id,), reason, say("ledger.do_correct"))
            continue
        reason = say(f"{words}_declared", one=names.of(row), other=names.of(other))
        both = (row.id, other.id)
        yield DoubleCount(_FORMS[field], True, both, reason, say("ledger.do_declared"), away(row, other))
