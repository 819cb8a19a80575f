"""What is recorded of what people are asked is told, be it for one part of several."""

from __future__ import annotations

from pathlib import Path

from coprod_tools import assess, build_chain, read
from coprod_tools.plan.asked import ask_lines
from coprod_tools.plan.names import names_of

POLICY = """\
VERSION
id: buses
title: Buses
actors:
  - {id: council, label: Council, kind: agency}
  - {id: parents, label: Parents, kind: people-who-use-it}
  - {id: drivers, label: Drivers, kind: business}
activities:
  - id: routes
    label: Draw the routes
    lead: council
    parts: [{actor: parents, co: design, hours_asked: 40}, {actor: drivers, co: deliver}]
  - {id: look, label: Look at it, lead: council, parts: [{actor: parents, co: assess}]}
"""


def test_hours_of_one_part_are_not_called_unrecorded(tmp_path: Path, root: Path) -> None:
    """Nor are those of all parts together known."""
    version = (root / "templates" / "worked" / "takai.yaml").read_text(encoding="utf-8")
    first = next(line for line in version.splitlines() if line.startswith("coprod:"))
    path = tmp_path / "buses.yaml"
    path.write_text(POLICY.replace("VERSION", first), encoding="utf-8")
    marks = assess(build_chain(read(path)))
    lines = {each.actor: each for each in ask_lines(marks, names_of(marks.chain.policy))}
    assert "40 hours in 1 of 2 parts, not stated in the others" in lines["parents"].text
    assert lines["parents"].hours is None
    assert "hours not stated" in lines["drivers"].text
