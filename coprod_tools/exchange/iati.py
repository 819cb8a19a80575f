"""IATI activity XML (2.0x, and 1.0x with warnings): one policy for each activity, with the money, people and results.

A bare IATI file says who pays and who does the work, never who frames, decides, acts or judges: no part is made, so
every mark of such a policy is `unknown`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from coprod_tools.exchange import iati_frame as frame
from coprod_tools.exchange.iati_documents import document
from coprod_tools.exchange.iati_money import budgets, contributions, named_only
from coprod_tools.exchange.iati_organisations import Organisations
from coprod_tools.exchange.iati_results import Results, results
from coprod_tools.exchange.iati_tally import Tally
from coprod_tools.exchange.iati_values import currency_of, date
from coprod_tools.exchange.imported import Imported, ImportedPolicy, Refused
from coprod_tools.exchange.naming import Names
from coprod_tools.exchange.plain_policy import policy_of, pruned
from coprod_tools.exchange.trail import Losses, Trail, values_of, why_lost
from coprod_tools.exchange.wording import cleaned, default_language, fitted, one_line
from coprod_tools.exchange.xml_source import Element, line_of, parse
from coprod_tools.files import read_bytes
from coprod_tools.policy import SCHEMA_VERSION
from coprod_tools.policy.ids import content_id, foreign_id
from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say

ROOT, RECORD = "iati-activities", "iati-activity"
# Paths whose values may name or reach a person; they are not carried, and the report shows none of them.
_PRIVATE = ("contact-info",)
_REASONS = (
    ("related-activity", "related"),
    ("planned-disbursement", "planned"),
    ("contact-info", "personal"),
    ("sector", "classification"),
    ("tag", "classification"),
    ("policy-marker", "classification"),
    ("humanitarian-scope", "classification"),
    ("country-budget-items", "classification"),
    ("default-", "classification"),
    ("collaboration-type", "classification"),
    ("crs-add", "classification"),
    ("location", "geography"),
)


def read(path: Path | str) -> Imported:
    """Read an IATI activity file.

    Raises
    ------
    InvalidInput
        When the file can't be read, is malformed XML (with line), or is no IATI activity file.
    """
    name = Path(path).name
    root = parse(read_bytes(path), name)
    records = _records(root, name)
    losses, tally = Losses(), Tally()
    version = (root.get("version") or "").strip()
    for element, attribute, value in values_of(root):
        in_frame = element is root and attribute != "version"
        if in_frame or _outside_records(element, root):
            losses.add(_path_in_file(element, attribute), why_lost("no_place"), value)
    made = [_activity(record, losses, tally, name) for record in records]
    return Imported(
        tuple(one for one in made if isinstance(one, ImportedPolicy)),
        tally.carried(),
        losses.lost(),
        tally.warnings(version, len(records)),
        tuple(one for one in made if isinstance(one, Refused)),
    )


def _records(root: Element, file: str) -> list[Element]:
    line = line_of(root)
    if root.tag == "iati-organisations":
        raise InvalidInput([Fault(file, say("exchange.organisation_file"), line)])
    if root.tag != ROOT:
        raise InvalidInput([Fault(file, say("exchange.not_iati"), line)])
    records = root.findall(RECORD)
    if not records:
        raise InvalidInput([Fault(file, say("exchange.no_activity"), line)])
    return records


def _outside_records(element: Element, root: Element) -> bool:
    top = element
    while (parent := top.getparent()) is not None and parent is not root:
        top = parent
    return top is not root and top.tag != RECORD


def _path_in_file(element: Element, attribute: str) -> str:
    tags = [str(step.tag) for step in element.iterancestors()][::-1]
    return "/".join([*tags, str(element.tag), *([f"@{attribute}"] if attribute else [])])


def _why(path: str) -> str:
    inner = path.removeprefix(f"{RECORD}/")
    for start, reason in _REASONS:
        if inner.startswith(start) or f"/{start}" in inner:
            return why_lost(reason)
    return why_lost("no_place")


def _activity(record: Element, losses: Losses, tally: Tally, file: str) -> ImportedPolicy | Refused:
    own_losses = Losses()
    trail = Trail(record, own_losses)
    foreign = _identifier(trail, record, tally)
    whole, found = _as_policy(trail, record, foreign, tally)
    raw = pruned(whole)
    trail.leave(_why, lambda path: any(part in path for part in _PRIVATE))
    made = policy_of(raw, file, line_of(record))
    losses.take_in(own_losses)
    if isinstance(made, tuple):
        return Refused(foreign, made)
    tally.count(record, whole, found)
    return ImportedPolicy(made, foreign, raw)


def _identifier(trail: Trail, record: Element, tally: Tally) -> str:
    element = record.find("iati-identifier")
    stated = None if element is None else trail.text(element)
    if stated:
        return cleaned(stated)
    tally.warned["no_identifier"] += 1
    return "no-identifier-" + content_id("".join(f"{name}{value}" for _, name, value in values_of(record)))[2:]


def _as_policy(trail: Trail, record: Element, foreign: str, tally: Tally) -> tuple[dict[str, Any], Results]:
    """Return one activity as plain policy data, and its results apart for counting."""
    language, currency, name = default_language(trail, record), currency_of(trail, record), foreign_id(foreign)
    bodies, summary, papers = Organisations(trail, record, language), frame.Summary(record), Names()
    said = frame.descriptions(trail, record, language)
    title = fitted(trail, record, one_line(frame.words_of(trail, record.findall("title"), language)))
    if title is None:
        tally.warned["no_title"] += 1
    for kind in ("objectives", "other"):
        summary.add({tag: _headed(kind, text) for tag, text in said.get(kind, {}).items()})
    lead = _lead(bodies)
    activity: dict[str, Any] = {
        "id": name,
        "label": title or foreign,
        "stage": frame.stage(trail, record, summary),
        "lead": lead,
        **frame.dates(trail, record, summary),
        "place": frame.place(trail, record, language),
        "scale": frame.scale(trail, record),
    }
    found = results(trail, record, name, language, summary, papers)
    documents = [document(trail, link, papers, language) for link in record.findall("document-link")]
    paid = contributions(trail, record, name, language, currency, bodies)
    rows = [*paid, *named_only(bodies, name, lead, {row["actor"] for row in paid})]
    money = budgets(trail, record, name, currency)
    activity |= {
        "summary": summary.text(trail),
        "outcomes": [item["id"] for item in found.outcomes],
        "outputs": found.outputs,
        "documents": [*documents, *found.documents],
    }
    groups = frame.groups(trail, record, said.get("target-groups", {}))
    raw = {
        "coprod": SCHEMA_VERSION,
        "id": name,
        "title": title or foreign,
        "summary": fitted(trail, record, said.get("general", {})),
        "owner": _owner(trail, record, bodies),
        "as_at": date(trail, record, "last-updated-datetime") if record.get("last-updated-datetime") else None,
        "currency": currency,
        "fixed": frame.conditions(trail, record, language),
        "problem": {"groups": groups} if groups else None,
        "outcomes": found.outcomes,
        "indicators": found.indicators,
        "actors": bodies.actors(),
        "activities": [activity],
        "claims": found.claims(),
        "contributions": rows,
        "budgets": money,
        "power": {"resources": list(bodies.in_role("funding"))} if bodies.in_role("funding") else None,
        "external_ids": {"iati": foreign, **frame.other_identifiers(trail, record)},
    }
    tally.warn(record, bodies, raw)
    return raw, found


def _headed(kind: str, text: str) -> str:
    return say("exchange.objectives", text=text) if kind == "objectives" else text


def _lead(bodies: Organisations) -> str | None:
    """Return the one implementing organisation, else the one accountable; None where there are several or none."""
    for role in ("implementing", "accountable"):
        named = bodies.in_role(role)
        if len(named) == 1:
            return named[0]
    return None


def _owner(trail: Trail, record: Element, bodies: Organisations) -> Any:
    name = bodies.id_of(record.find("reporting-org"))
    return next((actor["label"] for actor in bodies.actors() if actor["id"] == name), None)
