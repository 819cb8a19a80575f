"""The projects of a Pabulib file as items of a ballot: cost, votes, points, for whom; what has no place is reported."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from coprod_tools.exchange.map_notes import shown
from coprod_tools.exchange.map_wording import MapWords
from coprod_tools.exchange.pabulib_file import Row, plain_number
from coprod_tools.exchange.trail import Losses
from coprod_tools.opinion.budgeting import Votes
from coprod_tools.words import say

_READ = ("project_id", "cost", "votes", "score", "name", "category", "target", "beneficiaries", "selected")


def project_items(
    votes: Votes, rows: Mapping[str, Row], ids: Mapping[str, str], with_points: bool, words: MapWords
) -> list[dict[str, Any]]:
    """Return the projects as plain data; the file's own totals stand where it gives them, else the votes counted."""
    items = []
    for name, cost, voted, points in zip(votes.projects, votes.costs, votes.votes(), votes.points(), strict=True):
        cells = rows[name].cells
        score = Decimal(points.numerator) / Decimal(points.denominator) if with_points else None
        items.append(
            {
                "id": ids[name],
                "label": words.label(cells.get("name"), "PROJECTS/name") or say("ballots.project", id=shown(name)),
                "cost": {"amount": Decimal(cost.numerator) / Decimal(cost.denominator)},
                "votes": _votes(cells, voted, words.losses),
                "score": signed_number(cells["score"]) if "score" in cells else score,
                "category": words.label(cells.get("category"), "PROJECTS/category"),
                "for_whom": words.label(cells.get("target") or cells.get("beneficiaries"), "PROJECTS/target"),
                "external_ids": {"pabulib": words.identifier(name, "PROJECTS/project_id")},
            }
        )
        _leave(cells, words.losses)
    return items


def signed_number(text: str) -> Decimal | None:
    """Return a total, which points below 0 may bring below 0; None for what is no plain number."""
    number = plain_number(text.removeprefix("-"))
    return -number if number is not None and text.startswith("-") else number


def _votes(cells: Mapping[str, str], counted: int, losses: Losses) -> int:
    given = signed_number(cells.get("votes", ""))
    if given is not None and given != given.to_integral_value():
        losses.add("PROJECTS/votes", say("ballots.why_not_whole"), cells["votes"])
        return counted
    return counted if given is None else int(given)


def _leave(cells: Mapping[str, str], losses: Losses) -> None:
    for column, value in cells.items():
        if column == "beneficiaries" and "target" in cells:
            losses.add(f"PROJECTS/{column}", say("ballots.why_target"), value)
        elif column not in _READ:
            why = "why_person" if column == "proposer" else "why_column"
            losses.add(f"PROJECTS/{shown(column)}", say(f"ballots.{why}"), value, private=column == "proposer")
