"""Made-up policies and partners' maps that the tests of this room share."""

from __future__ import annotations

from decimal import Decimal

from coprod_tools.policy import Policy
from coprod_tools.policy.joins import Join
from coprod_tools.policy.partner_maps import PartnerMap, Statement

ACTORS = (
    {"id": "kahu", "label": "Kahu Trust", "kind": "community"},
    {"id": "tui", "label": "Tui Service", "kind": "provider"},
    {"id": "ministry", "label": "An invented ministry", "kind": "agency"},
    {"id": "office", "label": "An invented office", "kind": "agency"},
    {"id": "nobody-knows", "label": "Kind not recorded"},
)
RAW: dict[str, object] = {
    "coprod": "1",
    "id": "panel",
    "title": "A made-up policy",
    "actors": ACTORS,
    "activities": ({"id": "visits", "label": "Home visits", "outputs": ({"id": "hours", "label": "Hours of talk"},)},),
    "outcomes": ({"id": "calm", "label": "Calm evenings"}, {"id": "sleep", "label": "Sleep"}),
    "concepts": ({"id": "trust", "label": "Trust in the visitor"},),
}


def policy(**fields: object) -> Policy:
    """Make a policy of the invented panel."""
    return Policy.model_validate({**RAW, **fields})


def told(actor: str, *rows: tuple[str, ...], round: int = 1, sha256: str = "") -> PartnerMap:
    """Make a map of rows (from, to, sign, strength, confidence); the last three may be left out."""
    statements = []
    for line, row in enumerate(rows, start=2):
        cause, effect, sign, strength, confidence = (*row, *("",) * (5 - len(row)))
        number = Decimal(strength) if strength else None
        statements.append(Statement(cause, effect, sign or None, number, confidence or None, line=line))  # type: ignore[arg-type]
    file = f"maps/{actor}{'' if round == 1 else f'.{round}'}.csv"
    return PartnerMap(actor, round, tuple(statements), file, sha256 or f"sha-{actor}-{round}")


def join(*names: str, on: str = "2026-05-01", **more: str) -> Join:
    """Make a join with a reason."""
    return Join.model_validate({"names": names, "reason": "Said to be the same", "by": "An adviser", "on": on, **more})
