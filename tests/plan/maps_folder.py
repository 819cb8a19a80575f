"""A made-up policy folder with three partners' maps, one of whom has not agreed to be named."""

from __future__ import annotations

from pathlib import Path

POLICY = """\
coprod: 1
id: evening-bus
title: An evening bus (made up)
as_at: 2026-06-01
jurisdiction: made-up
owner: Transport team
problem:
  framings:
    - {id: stranded, words: After nine nobody can get home, held_by: [riders], agreed_by: [council]}
    - {id: empty, words: The bus drives about empty, held_by: [council], contested_by: [riders]}
outcomes:
  - {id: home, label: People get home safely, in_whose_words: [riders], agreed_by: [council]}
actors:
  - {id: council, label: Town council, kind: agency}
  - {id: riders, label: Night riders, kind: people-who-use-it}
  - {id: hushed, label: Zebra Cooperative, kind: provider}
activities:
  - {id: bus, label: A bus on call, stage: delivery, lead: council}
options:
  - {id: on-call, label: A bus on call, chosen: yes, chosen_on: 2026-03-01}
claims:
  - {id: runs, from: bus, to: home, sign: "+", held_by: [council]}
maps:
  - {actor: riders, gathered_on: 2026-02-01, visible_to: partners}
  - {actor: council, visible_to: public}
  - {actor: hushed, gathered_on: 2026-04-01, visible_to: team}
"""
RIDERS = """\
from,to,sign,strength,confidence,delay,assumption,evidence
A bus on call,People get home safely,+,0.75,high,,,What we saw last winter
A bus on call,Fear at the stop,-,0.5,medium,,,
Fear at the stop,People get home safely,-,0.5,medium,,,Told at three stops
"""
HUSHED = """\
from,to,sign,strength,confidence,delay,assumption,evidence
A bus on call,People get home safely,-,0.25,low,,Drivers will be moved to days,Seen by the Zebra cooperative
A bus on call,Fear at the stop,?,,,,,
"""
COUNCIL = """\
from,to,sign,strength,confidence,delay,assumption,evidence
A bus on call,Fear at the stop,-,0.25,low,,,
"""


def make(folder: Path, policy: str = POLICY) -> Path:
    """Write the policy and its maps."""
    (folder / "maps").mkdir(parents=True)
    (folder / "policy.yaml").write_text(policy, encoding="utf-8")
    for name, text in (("riders", RIDERS), ("hushed", HUSHED), ("council", COUNCIL)):
        (folder / "maps" / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder
