"""What is kept of a plan for index and portfolio."""

from __future__ import annotations

import json
from pathlib import Path

from coprod_tools.batch.facts import MOST_GAPS, facts_of
from tests.render.sample import plan


def test_facts_say_what_each_co_is_at_each_stage() -> None:
    """Parents: unknown, unknown, co-production, consultation called co-assess; the ministry: unknown four times."""
    facts = facts_of(plan())
    assert facts["marks"] == [["problem", "Problem and evidence", 1, "uupc"], ["delivery", "Delivery", 7, "uupc"]]
    assert facts["cells"]["survey:parents"] == {
        "commission": "unknown",
        "design": "unknown",
        "deliver": "co-production",
        "assess": "consultation",
    }


def test_facts_name_each_barrier_once_with_its_stages() -> None:
    """One barrier at two stages."""
    assert facts_of(plan())["barriers"] == {
        "b6": {"title": "Unfair burden", "severity": "warning", "stages": ["problem", "delivery"]}
    }


def test_a_part_that_is_called_consultation_claims_no_co() -> None:
    """Only what is called more than it is stands as claimed."""
    made = plan()
    for stage in made["stages"]:
        for cell in stage["cells"]:
            cell["claimed"] = "consultation" if cell["co"] == "assess" else None
            cell["verdict"] = "consultation" if cell["co"] == "assess" else cell["verdict"]
    assert [row[3] for row in facts_of(made)["marks"]] == ["uupo", "uupo"]


def test_facts_of_a_link_without_evidence_are_kept_up_to_a_number() -> None:
    """A link with evidence is no gap."""
    made = plan()
    made["cause_effect"]["links"] = [
        {"id": f"l{n}", "text": f"a{n} → b", "evidence": "a study" if n == 0 else None} for n in range(MOST_GAPS + 5)
    ]
    gaps = facts_of(made)["gaps"]
    assert (gaps[0], len(gaps)) == (["l1", "a1 → b"], MOST_GAPS)


def test_a_plan_of_an_older_package_has_fewer_facts() -> None:
    """The sample has no burden, and no outcomes."""
    facts = facts_of(plan())
    assert (facts["asked"], facts["outcomes"], facts["pilots"]) == ([], [], [])


def test_the_facts_of_the_largest_worked_policy_are_a_few_kilobytes(root: Path) -> None:
    """112 cells, 21 links; its plan is half a megabyte."""
    from coprod_tools import assess, build_chain, draw_up, load_knowledge
    from coprod_tools.policyfile import load
    from coprod_tools.render.plain_plan import as_document

    loaded = load(str(root / "templates" / "worked" / "falls-at-home"))
    drawn = draw_up(assess(build_chain(loaded.policy), load_knowledge()))
    facts = facts_of(as_document(drawn))
    assert len(json.dumps(facts)) < 12_000
    (older,) = (row for row in facts["asked"] if row["actor"] == "older-people")
    assert (older["hours"][1], older["capacity"], older["unanswered"]) == ("1370", "1500", 0)
