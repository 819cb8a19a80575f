"""What the ledger does not know, one question for each gap, with the field that would answer it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from coprod_tools.accountability.ledger import Ledger, Row
from coprod_tools.accountability.pricing import NO_CURRENCY, UNPRICED_KINDS
from coprod_tools.words import say


@dataclass(frozen=True, slots=True)
class Question:
    """A gap of one row: the field that is missing, and the sentence that asks for it."""

    row: str
    path: str
    said: str


def ledger_questions(ledger: Ledger, names: Mapping[str, str] | None = None) -> tuple[Question, ...]:
    """Return the questions in the order of the rows.

    Parameters
    ----------
    names : mapping of str to str, optional
        What each actor is called; the policy's own labels where absent.
    """
    called = names or {actor.key: str(actor.label) for actor in ledger.policy.actors or ()}
    known = ", ".join(entry.title for entry in list(ledger.knowledge.units.values())[:6])
    return tuple(question for row in ledger.rows for question in _of(row, called.get(row.actor, row.actor), known))


def _of(row: Row, who: str, known: str) -> Iterator[Question]:
    what = row.what or say("ledger.nothing_said")

    def ask(field: str, key: str, **values: object) -> Question:
        return Question(row.id, f"contributions[{row.id}].{field}", say(f"ledger.{key}", who=who, **values))

    consent = row.contribution.consent
    if row.consent == "withdrawn":
        yield ask("consent", "ask_withdrawn", what=what)
        return
    if row.consent == "expired" and consent:
        yield ask("consent", "ask_expired", day=consent.expires, what=what)
    if row.kind is None:
        yield ask("kind", "ask_kind", what=what)
    if row.cos_from == "unknown":
        yield ask("co", "ask_co", what=what)
    yield from _amounts(row, ask, what, known)
    if row.kind == "time" and row.paid is None:
        yield ask("paid", "ask_paid", what=what)
    if row.invested_by is None:
        yield ask("bearer", "ask_bearer", what=what)


def _amounts(row: Row, ask: Callable[..., Question], what: str, known: str) -> Iterator[Question]:
    given = row.contribution
    if row.units_differ and given.quantity:
        yield ask("unit", "ask_units_differ", unit=given.unit, inner=given.quantity.unit)
    if given.quantity is not None and given.quantity.is_share:
        yield ask("quantity", "ask_share")
    elif row.quantity is None and row.kind not in (None, "money"):
        yield ask("quantity", "ask_quantity", what=what)
    if row.unit is not None and row.unit.id is None and row.flow == "put-in" and row.kind != "money":
        yield ask("unit", "ask_unit", unit=row.unit.words, known=known)
    if row.price is not None and row.price.currency == NO_CURRENCY:
        yield ask("unit_value", "ask_currency", what=what)
    priced = row.replacement.amount is not None or row.kind in UNPRICED_KINDS
    if (row.quantity is not None or row.kind == "money") and not priced:
        yield ask("unit_value", "ask_price", what=what, why=row.replacement.why.rstrip("."))
