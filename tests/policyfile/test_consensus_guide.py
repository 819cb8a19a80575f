"""What docs/consensus.md shows to copy works as it stands: whoever has never seen YAML can only copy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coprod_tools.exchange.gathering import gather
from coprod_tools.policyfile import load, read_beside
from coprod_tools.policyfile.joining_names import join_names

GUIDE = Path(__file__).parents[2] / "docs" / "consensus.md"
POLICY = """\
coprod: 1
id: my-policy
title: P
actors:
  - {id: night-bus, label: Night bus, kind: community}
"""


def shown(start: str) -> str:
    """The one block of the guide that begins so."""
    blocks = re.findall(r"```\n(.*?)```", GUIDE.read_text(encoding="utf-8"), flags=re.DOTALL)
    (found,) = (block for block in blocks if block.startswith(start))
    return str(found)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The policy as the guide has it, with the partner's table gathered."""
    (tmp_path / "my-policy.yaml").write_text(POLICY + shown("maps:"))
    (tmp_path / "night-bus.csv").write_text(shown("from,to"))
    done = gather(tmp_path / "my-policy.yaml", [tmp_path / "night-bus.csv"])
    assert (done.exit_code, [row.links for row in done.rows]) == (0, [2])
    return done.folder


def test_the_record_of_a_map_can_be_copied(folder: Path) -> None:
    """Each line is read as it is meant."""
    (record,) = load(folder).policy.maps or ()
    assert (record.actor, record.round, record.how, record.visible_to) == ("night-bus", 1, "call", "partners")
    assert record.gathered_on == "2026-05-14"


def test_a_join_is_taken_back_by_the_lines_shown(folder: Path) -> None:
    """They go under what the command wrote."""
    join_names(folder, ["rain", "a lit stop"], "Asked both", "An adviser", "2026-05-14")
    with (folder / "joins.yaml").open("a") as stream:
        stream.write(shown("    undone_on"))
    (join,) = read_beside(load(folder)).joins
    assert join.undone_on == "2026-06-20" and join.undone_why
