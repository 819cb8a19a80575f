"""The verdicts against a table written from DESIGN.md section 5 and DOMAIN.md section 1."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from coprod_tools.assessment.marks import Cell, Verdict
from coprod_tools.policy import Policy

TABLE: dict[str, Any] = yaml.load(Path(__file__).with_name("table.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
ROWS: list[dict[str, Any]] = TABLE["rows"]
SINGLE = [row for row in ROWS if isinstance(row["expect"], str)]
CITED = {"actor", "lead", "frames", "decides", "acts", "judges", "agreed_by", "speaks_for"}


def _activity(row: dict[str, Any]) -> dict[str, Any]:
    """The activity that holds the judged part."""
    actor, co = row["judge"].split()
    own = [] if row["part"] == "absent" else [{"actor": actor, "co": co, **row["part"]}]
    whole = {
        "id": "work",
        "label": "The work",
        "stage": "delivery",
        "lead": row.get("lead", "council"),
        "outcomes": row.get("outcomes", ["better"]),
        "parts": [*own, *row.get("beside", [])],
        **row.get("activity", {}),
    }
    return {field: value for field, value in whole.items() if value != "absent" and (field != "parts" or value)}


def _planning(row: dict[str, Any]) -> list[dict[str, Any]]:
    """Another activity, where the row puts parts elsewhere."""
    if "elsewhere" not in row:
        return []
    parts = row["elsewhere"]
    lead = parts[0]["actor"]
    return [{"id": "planning", "label": "Planning", "stage": "options", "lead": lead, "parts": parts}]


def _cited(node: Any) -> set[str]:
    """Names of actors and groups that stand anywhere in the row's activities and contributions."""
    if isinstance(node, list):
        return set().union(*map(_cited, node))
    if not isinstance(node, dict):
        return set()
    found: set[str] = set()
    for field, value in node.items():
        found |= set(value if isinstance(value, list) else [value]) if field in CITED else _cited(value)
    return found


def fragment(row: dict[str, Any]) -> dict[str, Any]:
    """Build the minimal policy of one row."""
    activities, given = [_activity(row), *_planning(row)], row.get("given", [])
    named = _cited([activities, given]) | {row["judge"].split()[0]}
    named |= _cited([TABLE["cast"][name] for name in named if name in TABLE["cast"]])
    actors = [{"id": name, "label": name, **who} for name, who in TABLE["cast"].items() if name in named]
    groups = [{"id": name, "label": name} for name in TABLE["groups"]]
    whole = {
        "coprod": "1",
        "id": "row",
        "title": row["name"],
        "problem": {"groups": groups},
        "outcomes": [{"id": "better", "label": "Life is better"}],
        "actors": actors,
        "activities": activities,
        "contributions": given,
        "claims": row.get("claims", []),
        "concepts": row.get("concepts", []),
    }
    return {field: value for field, value in whole.items() if value}


def judged(row: dict[str, Any]) -> Cell:
    """Judge the row's policy and return the one cell that the row is about."""
    from coprod_tools.assessment.verdicts import judge
    from coprod_tools.chain import build_chain
    from coprod_tools.knowledge import load_knowledge

    actor, co = row["judge"].split()
    cells = judge(build_chain(Policy.model_validate(fragment(row))), load_knowledge())
    found = [cell for cell in cells if (cell.actor, cell.activity, cell.co) == (actor, "work", co)]
    assert len(found) == 1, f"{len(found)} cells for {row['judge']}"
    return found[0]


def _path(row: dict[str, Any], need: str) -> str:
    """Write `part.frames` as the field path of the judged part."""
    actor, co = row["judge"].split()
    return need.replace("part.", f"activities[work].parts[{actor}.{co}].", 1) if need.startswith("part.") else need


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_the_verdict_is_that_of_the_table(row: dict[str, Any]) -> None:
    """One row of the table: its verdict, and for unknown the field that must be asked for."""
    cell = judged(row)
    allowed = [row["expect"]] if isinstance(row["expect"], str) else row["expect"]
    assert cell.verdict in allowed, f"{row['why']}; reasons: {[reason.text for reason in cell.reasons]}"
    fields = [field for reason in cell.reasons for field in reason.fields]
    for need in row.get("needs", []):
        path = _path(row, need)
        assert any(field == path or field.startswith((f"{path}[", f"{path}.")) for field in fields), (path, fields)


@pytest.mark.parametrize("row", [row for row in ROWS if "claimed" in str(row["part"])], ids=lambda row: row["name"])
def test_what_was_claimed_stands_beside_the_verdict(row: dict[str, Any]) -> None:
    """DESIGN section 5: the cell keeps what was claimed."""
    assert judged(row).claimed == row["part"]["claimed"]


@pytest.mark.parametrize("kind", ["iwi", "hapu", "entity", "land-trust", "nation"])
def test_own_authority_is_never_shown_as_an_ordinary_organisation(kind: str) -> None:
    """DESIGN section 5: own authority is shown as Crown partner or the like."""
    part = {"mode": "voice", "frames": ["council"], "decides": ["council"]}
    row = {"name": "shown", "judge": f"{kind} commission", "part": part}
    assert judged(row).shown_as != judged({**row, "judge": "provider commission"}).shown_as


def test_the_table_covers_every_verdict_co_and_kind_of_actor() -> None:
    """At least 110 rows; every verdict; each Co with every verdict that it can have; every actor kind judged."""
    assert len(SINGLE) >= 110
    assert {row["expect"] for row in SINGLE} == set(get_args(Verdict))
    for co in ("commission", "design", "deliver", "assess"):
        own = {row["expect"] for row in SINGLE if row["judge"].endswith(co)}
        assert own >= {
            "co-production",
            "partnership",
            "community-led",
            "consultation",
            "information",
            "none",
            "unknown",
        }
    judged_kinds = {TABLE["cast"][row["judge"].split()[0]].get("kind") for row in SINGLE}
    assert judged_kinds == {who.get("kind") for who in TABLE["cast"].values()}


def test_names_of_rows_are_unique_and_each_gives_its_reason() -> None:
    """A row can be found by its name, and says which sentence it rests on."""
    names = [row["name"] for row in ROWS]
    assert len(names) == len(set(names))
    assert all(row["why"] for row in ROWS)


def test_every_row_is_a_valid_policy() -> None:
    """A row that the model refuses would test nothing."""
    for row in ROWS:
        Policy.model_validate(fragment(row))
