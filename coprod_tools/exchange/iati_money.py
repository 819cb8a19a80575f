"""The money of an IATI activity: budgets as the activity's, transactions as contributions of whoever gives."""

from __future__ import annotations

from typing import Any

from coprod_tools.exchange import iati_codes as codes
from coprod_tools.exchange.iati_frame import words_of
from coprod_tools.exchange.iati_organisations import Organisations
from coprod_tools.exchange.iati_values import date, money, span
from coprod_tools.exchange.naming import Names
from coprod_tools.exchange.trail import Trail, why_lost
from coprod_tools.exchange.wording import SHORT, as_text, fitted, read_line, read_text
from coprod_tools.exchange.xml_source import Element
from coprod_tools.words import say

_TYPES = frozenset(str(number) for number in range(1, 14))


def budgets(trail: Trail, activity: Element, name: str, currency: str | None) -> list[dict[str, Any]]:
    """Return the budget rows; IATI gives them to the activity, not to an organisation, so no actor is named."""
    names, rows = Names(), []
    for element in activity.findall("budget"):
        sum_of = money(trail, element, currency)
        if sum_of is None:
            continue
        kinds = [_kind(trail, element, "type"), _kind(trail, element, "status")]
        start, end = span(trail, element)
        content = (start, end, *kinds, str(sum_of["amount"]), sum_of["currency"])
        rows.append({
            "id": names.of_content(f"b-{start or end or 'undated'}", *content),
            "activity": name,
            "money": sum_of,
            "what_for": as_text({"": ", ".join(kind for kind in kinds if kind)}),
            "start": start,
            "end": end,
        })  # fmt: skip
    return rows


def _kind(trail: Trail, element: Element, which: str) -> str | None:
    code = read_text(trail, element, which)
    if code is None:
        return None
    words = {"1": "1", "2": "2", "original": "1", "revised": "2"}
    known = words.get(code.lower())
    return say(f"exchange.budget_{which}_{known}") if known else code


def contributions(
    trail: Trail, activity: Element, name: str, language: str, currency: str | None, bodies: Organisations
) -> list[dict[str, Any]]:
    """Return the transactions as contributions of money.

    Each is one transaction (quantity 1) of the stated worth, which may be below zero where it takes an earlier one
    back.
    """
    names, rows = Names(), []
    for element in activity.findall("transaction"):
        row = _transaction(trail, element, language, currency, bodies)
        if row is not None:
            ref = (row["external_ids"] or {}).get("iati-transaction")
            own = names.take(f"t-{ref}") if ref else names.of_content(f"t-{row['date'] or 'undated'}", str(row))
            rows.append({"id": own, "activity": name, **row})
    return rows


def _transaction(
    trail: Trail, element: Element, language: str, currency: str | None, bodies: Organisations
) -> dict[str, Any] | None:
    holder = element.find("transaction-type")
    kind = None if holder is None else codes.transaction_type(read_line(trail, holder, "code", limit=SHORT))
    giver, source = bodies.id_of(element.find("provider-org")), None
    if giver is None and kind in codes.OUTGOING:
        giver = bodies.id_of(trail.root.find("reporting-org"))
        source = say("exchange.giver_by_standard")
    worth = money(trail, element, currency) if giver else None
    if giver is None or worth is None:
        if giver is None and (value := element.find("value")) is not None:
            trail.refuse(value, "", why_lost("no_giver"))
        return None
    said = words_of(trail, element.findall("description"), language)
    title = transaction_title(kind)
    return {
        "actor": giver,
        "kind": "money",
        "what": fitted(trail, element, {tag: f"{title}: {text}" for tag, text in said.items()} or {"": title}),
        # The unit keeps promises of money apart from payments, so that nobody adds them.
        "quantity": 1,
        "unit": title.lower(),
        "unit_value": worth,
        "receiver": bodies.id_of(element.find("receiver-org")),
        "date": date(trail, element.find("transaction-date")),
        "source": source,
        "external_ids": _identifiers(trail, element) or None,
    }


def transaction_title(kind: str | None) -> str:
    """Return a transaction type in words with its code."""
    if kind is None:
        return say("exchange.transaction")
    return say(f"exchange.transaction_{kind}" if kind in _TYPES else "exchange.transaction_other", code=kind)


def _identifiers(trail: Trail, element: Element) -> dict[str, str]:
    provider, receiver = element.find("provider-org"), element.find("receiver-org")
    found = {
        "iati-transaction": read_line(trail, element, "ref"),
        "iati-provider-activity": None if provider is None else read_line(trail, provider, "provider-activity-id"),
        "iati-receiver-activity": None if receiver is None else read_line(trail, receiver, "receiver-activity-id"),
    }
    return {scheme: value for scheme, value in found.items() if value}


def named_only(bodies: Organisations, name: str, lead: str | None, paying: set[str]) -> list[dict[str, Any]]:
    """Return contributions of those the file names as giving or doing, without saying how much or what.

    A funding organisation without a payment gives money of unknown amount; an implementing one that does not lead
    gives something whose kind is not stated.
    """
    names = Names()
    giving = [actor for actor in bodies.in_role("funding") if actor not in paying]
    doing = [actor for actor in bodies.in_role("implementing") if actor != lead]
    return [
        {
            "id": names.of_content(role, actor),
            "actor": actor,
            "activity": name,
            "kind": kind,
            "what": say(f"exchange.only_{role}"),
        }
        for role, kind, actors in (("funding", "money", giving), ("implementing", None, doing))
        for actor in actors
    ]
