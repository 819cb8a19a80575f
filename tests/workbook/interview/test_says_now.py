"""What stands beside the question calls things as the plan does, and cuts no date off."""

from __future__ import annotations

from pathlib import Path

from coprod_tools import assess, build_chain, read
from coprod_tools.knowledge import load_knowledge
from coprod_tools.plan.first_screen import first_screen
from coprod_tools.workbook.interview.says_now import marks_of, screen_lines

POLICY = """\
coprod: 1
id: buses
title: Buses
jurisdiction: nz
decision_wanted:
  what: Where the first two of the new community dialysis houses stand, and who chooses the families for the first ones
  who: The chief executive of the health agency of the eastern districts and its hospitals
  by_when: 2026-09-30
actors:
  - {id: council, label: Council, kind: agency}
  - {id: arowhenua, label: Arowhenua, kind: hapu}
activities:
  - id: routes
    label: Draw the routes
    stage: options
    lead: council
    parts:
      - actor: arowhenua
        co: design
        frames: [arowhenua, council]
        decides: [arowhenua, council]
        acts: [council]
        mode: both
"""


def test_the_date_of_the_decision_is_never_cut_off_and_a_treaty_partner_is_no_ordinary_organisation(
    tmp_path: Path,
) -> None:
    """A hapū that decides with the council is shown as a Treaty partner, with a reason and an advice of its own."""
    path = tmp_path / "buses.yaml"
    path.write_text(POLICY, encoding="utf-8")
    knowledge = load_knowledge()
    chain = build_chain(read(path))
    marks = assess(chain)
    (line, *_) = screen_lines(first_screen(chain, marks, knowledge))["decision"]
    assert "2026-09-30" in line[:170]
    (mark,) = (each for each in marks_of(marks, knowledge).values() if each.actor == "Arowhenua")
    assert mark.verdict == "partnership" and mark.shown == "Partnership with a Treaty partner"
    (cell,) = (each for each in marks.cells if each.actor == "arowhenua" and each.part is not None)
    assert not any("rganisations" in reason.text for reason in cell.reasons)
