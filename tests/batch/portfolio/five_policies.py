"""Five invented policies as a batch's ledger keeps them; what their portfolio says is worked out by hand in the tests.

Marks are a letter for each Co in order (commission, design, deliver, assess): p present, c claimed, u not known,
o another mark, - no mark. Cells are pairs of a Co's first letters and a verdict; see `coprod_tools.batch.facts`.
"""

from __future__ import annotations

from typing import Any

PROBLEM, DELIVERY = ["problem", "Problem and evidence", 1], ["delivery", "Delivery", 7]


def barrier(title: str, severity: str, *stages: str) -> dict[str, Any]:
    """A barrier where it stands."""
    return {"title": title, "severity": severity, "stages": list(stages)}


def asked(actor: str, label: str, hours: str, **more: Any) -> dict[str, Any]:
    """What one policy asks of one actor."""
    base = {"hours": [hours, hours, hours], "parts": 1, "unsaid": 0, "capacity": None, "before": 0, "unanswered": 0}
    return {"actor": actor, "label": label, **base, **more}


def facts(id: str, title: str, **more: Any) -> dict[str, Any]:
    """The facts of a plan of which nothing is known but what is given."""
    empty: dict[str, Any] = {
        "standing": "Desk draft; seen by no partner yet",
        "state": "desk-draft",
        "verdicts": {},
        "severities": {},
        "unwaived": [],
        "marks": [],
        "cells": {},
        "actors": {},
        "barriers": {},
        "findings": {},
        "outcomes": [],
        "activities": [],
        "asked": [],
        "gaps": [],
        "pilots": [],
    }
    return {"id": id, "title": title, **empty, **more}


INTENT, POWER, BURDEN = "Intent is not outcome-based", "No decision moves", "Unfair burden"
MEALS = facts(
    "meals",
    "Meals at school",
    marks=[[*PROBLEM, "cp--"], [*DELIVERY, "--pu"]],
    cells={"breakfast:parents": {"deliver": "co-production", "assess": "unknown"}},
    actors={"parents": "Parents", "school": "The school"},
    barriers={"b1": barrier(INTENT, "warning", "problem"), "b4": barrier(POWER, "error", "problem", "delivery")},
    outcomes=[["fed", "Children come to school fed"], ["wait", "Waiting under 30 days"]],
    activities=[["breakfast", "Cook breakfast with parents", "delivery", ["parents", "school"], "The school"]],
    asked=[
        asked("parents", "Parents", "40", capacity="50", before=2, unanswered=1),
        asked("school", "The school", "5", capacity="1"),
    ],
    gaps=[["fed.attend", "Fed children → Attendance"]],
)
PARKS = facts(
    "parks",
    "Parks for all",
    marks=[[*PROBLEM, "uu--"], [*DELIVERY, "--p-"]],
    barriers={"b4": barrier(POWER, "warning", "delivery")},
    outcomes=[["safe", "People feel safe in the park"]],
    activities=[["cook", "Cook breakfast with parents", "problem", ["parents"], None]],
    asked=[asked("parents", "Parents", "0", unsaid=1), asked("residents", "Residents", "0", unsaid=1)],
    gaps=[["a.b", "fed children → attendance"]],
)
CLINIC = facts(
    "clinic",
    "A clinic at school",
    marks=[[*DELIVERY, "-cpp"]],
    barriers={"b4": barrier(POWER, "warning", "delivery"), "b6": barrier(BURDEN, "note", "delivery")},
    outcomes=[["food", "Children come fed to school"]],
    activities=[["cooking", "Cooking breakfast with parents", "delivery", ["parents", "nurse"], "The clinic"]],
    asked=[
        asked("parents", "Parents", "30", capacity="50", before=1),
        asked("nurse", "Nurses", "10", capacity="100"),
    ],
    gaps=[["fed.there", "Fed children → Attendance"]],
    pilots=[["four-schools", "Four schools for one term", "fed.there"]],
)
LIBRARY = facts(
    "library",
    "Library by night",
    outcomes=[["parks", "People feel safe in parks"]],
    activities=[
        ["cook", "Cook breakfast with parents", "delivery", ["cooks"], None],
        ["sweep", "Sweep the streets", "delivery", [], "City council"],
    ],
    asked=[asked("residents", "Residents", "0", unsaid=1, before=3, unanswered=2)],
    gaps=[["b.a", "Attendance → Fed children"]],
)
ROADS = facts(
    "roads",
    "Quiet roads",
    marks=[[*PROBLEM, "o---"], [*DELIVERY, "---u"]],
    barriers={"b1": barrier(INTENT, "warning", "problem")},
    outcomes=[["wait", "Waiting under 60 days"], ["crash", "Fewer crashes"]],
    activities=[["streets", "Sweep the streets", "delivery", [], "City council"]],
    asked=[asked("nurse", "Nurses", "20")],
)
FIVE = (MEALS, PARKS, CLINIC, LIBRARY, ROADS)
