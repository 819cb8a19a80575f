"""Every policy of a folder is read by itself; a faulty one is named and costs no other."""

from __future__ import annotations

from pathlib import Path

from coprod_tools import assess, build_chain
from coprod_tools.accountability import find_burden
from coprod_tools.policyfile import load_together

BUS = """coprod: 1
id: {id}
title: Bus
actors: [{{id: riders, label: Riders, kind: people-who-use-it}}, {{id: city, label: City, kind: agency}}]
activities:
  - {{id: ask, label: Ask, stage: options, lead: city, parts: [{{actor: riders, co: design, hours_asked: {hours}}}]}}
"""


def folder(tmp_path: Path) -> Path:
    """Two good policies and a bad one."""
    (tmp_path / "a.yaml").write_text(BUS.format(id="day-bus", hours=20), encoding="utf-8")
    (tmp_path / "b.yaml").write_text(BUS.format(id="night-bus", hours=30), encoding="utf-8")
    (tmp_path / "c.yaml").write_text("coprod: 1\nid: Not An Id\n", encoding="utf-8")
    return tmp_path


def test_a_bad_policy_is_named_and_the_others_stay(tmp_path: Path) -> None:
    """In the order of their files."""
    found = load_together(folder(tmp_path))
    assert [each.policy.id for each in found.policies] == ["day-bus", "night-bus"]
    ((file, why),) = found.refused
    assert file.endswith("c.yaml")
    assert why


def test_one_policy_stands_alone(tmp_path: Path) -> None:
    """By its file, and by the name of one that comes with the package."""
    assert [each.policy.id for each in load_together(folder(tmp_path) / "a.yaml").policies] == ["day-bus"]
    assert [each.policy.id for each in load_together("worked:nearly-empty").policies] == ["nearly-empty"]


def test_what_two_policies_ask_of_the_same_people_stands_together(tmp_path: Path) -> None:
    """20 and 30 hours are 50, of two policies."""
    marked = [assess(build_chain(each.policy)) for each in load_together(folder(tmp_path)).policies]
    (line,) = find_burden(marked).lines
    assert line.hours.mid == 50
    assert line.policies == ("day-bus", "night-bus")
