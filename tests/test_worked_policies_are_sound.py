"""The worked policies and starters are sound: they read, say where facts come from, and fit what is expected of them.

What is expected (`<id>.expected.json`) was written by reasoning from the domain notes before any rule ran. Here only
its form is checked; whether the rules agree with it is tested beside the rules.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from coprod_tools import policyfile
from coprod_tools.assessment.marks import Advice, Verdict
from coprod_tools.policy import Part, Policy

ROOT = Path(__file__).resolve().parent.parent


def policy_id(path: Path) -> str:
    """Return the id a worked policy goes by: its file's name, or its folder's where it has side files."""
    return path.parent.name if path.name == "policy.yaml" else path.stem


FOLDER = ROOT / "templates" / "worked"
WORKED = sorted([*FOLDER.glob("*.yaml"), *FOLDER.glob("*/policy.yaml")], key=policy_id)
STARTERS = sorted((ROOT / "templates" / "starters").glob("*.yaml"))
REAL = ("takai", "whanau-ora", "school-immunisation", "england-village-agents")
INVENTED = ("consultation-as-codesign", "regulation-with-industry", "community-led-initiative", "falls-at-home")
STAGES = {
    *("mandate", "problem", "outcomes", "options", "decision"),
    *("commissioning", "service-design", "delivery", "assessment", "adapt"),
}
QUESTIONS = {"better", "feel", "public-value"}
each_worked = pytest.mark.parametrize("path", WORKED, ids=policy_id)
each_starter = pytest.mark.parametrize("path", STARTERS, ids=lambda path: path.stem)


def named(name: str) -> Policy:
    """Read one worked policy by its id."""
    return policyfile.read(f"worked:{name}")


def parts_of(policy: Policy) -> list[tuple[str, Part]]:
    """Return every part with the id of its activity."""
    return [(activity.key, part) for activity in policy.activities or () for part in activity.parts or ()]


def expected(path: Path) -> dict[str, Any]:
    """Read what is expected of a worked policy."""
    read: dict[str, Any] = json.loads((FOLDER / f"{policy_id(path)}.expected.json").read_text(encoding="utf-8"))
    return read


def item(here: Any, field: str, key: str | None) -> Any:
    """Return the field, or its item with this key; the file's words `from` and `with` are the model's aliases."""
    value = getattr(here, field)
    return value if key is None else next(entry for entry in value or () if entry.key == key)


def steps(where: str) -> list[tuple[str, str | None]]:
    """Split a field path into fields, each with the key of the item meant; a key may hold brackets itself."""
    found, rest = [], where
    while rest:
        match = re.match(r"(\w[\w-]*)(?:\[((?:[^\[\]]|\[[^\]]*\])*)\])?(?:\.|$)", rest)
        assert match, f"{where} is no field path"
        found.append((match[1], match[2]))
        rest = rest[match.end() :]
    return found


def test_the_nine_worked_policies_and_five_starters_are_there() -> None:
    """The ids are promised by name."""
    assert {policy_id(path) for path in WORKED} == {*REAL, *INVENTED, "nearly-empty"}
    assert {path.stem for path in STARTERS} == {"service", "regulation", "grant-or-fund", "prevention", "digital"}


@each_worked
def test_a_worked_policy_reads_without_fault_under_its_own_name(path: Path) -> None:
    """The file's name is the policy's id, so that worked:NAME finds it."""
    assert policyfile.load(path).policy.id == policy_id(path)


@each_worked
def test_a_worked_policy_says_when_it_was_known(path: Path) -> None:
    """Only the nearly empty one has no date: there nothing that ages may be judged."""
    assert (policyfile.load(path).policy.as_at is None) == (policy_id(path) == "nearly-empty")


@each_worked
def test_every_part_has_one_expected_verdict_with_its_reason(path: Path) -> None:
    """No part is forgotten, none is made up, and every verdict is one of the eight words."""
    policy, rows = policyfile.load(path).policy, expected(path)["verdicts"]
    parts = [(part.actor, activity, part.co) for activity, part in parts_of(policy)]
    assert sorted((row["actor"], row["activity"], row["co"]) for row in rows) == sorted(parts)
    assert {row["verdict"] for row in rows} <= set(get_args(Verdict))
    assert all(row["why"] for row in rows)


@each_worked
def test_every_expected_finding_names_a_rule_and_a_place_that_exist(path: Path) -> None:
    """The rule stands in the catalogue, speaks in this jurisdiction, and its items are in the file."""
    catalogue = yaml.safe_load((ROOT / "coprod_tools" / "knowledge" / "rules.yaml").read_text(encoding="utf-8"))
    rules = {rule["id"]: rule for rule in catalogue["rules"]}
    policy, rows = policyfile.load(path).policy, expected(path)["findings"]
    for row in rows:
        assert rules[row["rule"]].get("jurisdiction", policy.jurisdiction) == policy.jurisdiction, row
        assert row["why"], row
        here: Any = policy
        for field, key in steps(row["where"]):
            if here is None or isinstance(here, tuple):
                assert (isinstance(here, tuple) or not here) and (key is None), row
                assert field in QUESTIONS or here is None, row
                break
            here = item(here, field, key)
    assert len({(row["rule"], row["where"]) for row in rows}) == len(rows)


@each_worked
def test_expected_advice_is_for_a_stage_of_the_default_lifecycle(path: Path) -> None:
    """Stages and advice are the fixed words; `or` holds what an expert would accept as well."""
    for row in expected(path)["advice"]:
        assert row["stage"] in STAGES
        assert {row["advice"], *row.get("or", [])} <= set(get_args(Advice))
        assert row["why"]


@pytest.mark.parametrize("name", INVENTED)
def test_an_invented_example_says_so_at_once(name: str) -> None:
    """Nobody may take an invented example for a case."""
    text = next(path for path in WORKED if policy_id(path) == name).read_text(encoding="utf-8")
    assert text.startswith("# INVENTED EXAMPLE.")
    assert "(invented)" in text or "INVENTED" in str(named(name).summary)
    assert str(named(name).summary).startswith("INVENTED.")


@pytest.mark.parametrize("name", REAL)
def test_every_measured_number_of_a_real_case_has_a_source(name: str) -> None:
    """A number without source may be a number somebody made up."""
    policy = named(name)
    for indicator in policy.indicators or ():
        values = [indicator.baseline, *(period.value for period in indicator.actuals or ())]
        assert all(value.source for value in values if value is not None), indicator.key
    assert all(given.source for given in policy.contributions or ())
    assert all(budget.source for budget in policy.budgets or ())


@pytest.mark.parametrize("name", REAL)
def test_a_real_case_is_a_desk_draft_that_says_who_has_not_seen_it(name: str) -> None:
    """Nothing is said on another's behalf."""
    policy = named(name)
    assert policy.standing is not None and policy.standing.state == "desk-draft"
    assert "not written or seen by" in str(policy.summary)
    assert not any(part.agreed_by or part.promise for _, part in parts_of(policy))


def test_takai_tells_its_dates_and_its_end() -> None:
    """Launched 5 May 2004, renamed 6 March 2022, closed August 2024 (takai.nz, RNZ)."""
    policy = named("takai")
    by_id = {activity.key: activity for activity in policy.activities or ()}
    assert (by_id["local-work"].start, by_id["local-work"].finish) == ("2004-05-05", "2024-08")
    assert by_id["becoming-takai"].finish == "2022-03-06"
    assert policy.exit is not None and policy.exit.funding_ends == "2024-08"
    assert policy.exit.what_survives is None


def test_whanau_ora_tells_administration_as_an_amount_of_an_amount() -> None:
    """NZ$42.2 million of 137.6 million in the first four years is nearly a third (Auditor-General 2015)."""
    (administration,) = named("whanau-ora").indicators or ()
    share = administration.baseline
    assert share is not None
    assert (share.numerator, share.denominator) == (Decimal("42.2"), Decimal("137.6"))
    assert Decimal("30") < share.value < Decimal("100") / 3


def test_the_immunisation_result_missed_its_target() -> None:
    """From 86 in 100 to 93-94, target 95; for Māori infants from 78 in 2012 to 91 in 2016 (health.govt.nz)."""
    (immunised,) = named("school-immunisation").indicators or ()
    seen = {f"{period.group} {period.period}": period.value for period in immunised.actuals or ()}
    numbers = {
        key: [str(n) for n in (v.low, v.mid, v.high) if n is not None] for key, v in seen.items() if v is not None
    }
    assert immunised.baseline is not None and immunised.target is not None
    assert [str(immunised.baseline.mid), str(immunised.target.mid)] == ["86", "95"]
    assert numbers == {"infants 2016": ["93", "94"], "infants-maori 2012": ["78"], "infants-maori 2016": ["91"]}


def test_village_agents_add_up_and_bring_no_treaty_finding() -> None:
    """GBP 6,015 a week is 312,780 a year (x 52); 133 of 160 rounds to 83 %; English policy, so no New Zealand rule."""
    policy = named("england-village-agents")
    values = {i.key: (i.actuals or ())[0].value for i in policy.indicators or ()}
    assert values["benefit-claims"].value * 52 == 312_780  # type: ignore[union-attr]
    assert round(values["prefer-a-person"].value) == 83  # type: ignore[union-attr]
    assert (policy.jurisdiction, policy.currency, policy.treaty) == ("england", "GBP", None)
    rows = expected(ROOT / "templates" / "worked" / "england-village-agents.yaml")["findings"]
    assert not any(row["where"].startswith("treaty") or "treaty" in row["rule"] for row in rows)


@each_starter
def test_a_starter_reads_and_can_be_renamed(path: Path) -> None:
    """`coprod new` replaces the lines of id and title, so each stands on a line of its own."""
    text = path.read_text(encoding="utf-8")
    assert policyfile.load(path).policy.id == "replace-me"
    assert len(re.findall(r"^id: replace-me$", text, re.MULTILINE)) == 1
    assert len(re.findall(r"^title: \S.*$", text, re.MULTILINE)) == 1


@each_starter
def test_a_starter_is_short_and_asks_first_what_people_do_without_us(path: Path) -> None:
    """60 to 120 lines; `unknown` is offered as a proper answer; no agreement stands in it that nobody gave."""
    text = path.read_text(encoding="utf-8")
    assert 60 <= len(text.splitlines()) <= 120
    assert "what do people already do without us" in text.lower()
    assert "`unknown` is a proper answer" in text or "`unknown` where you do not" in text
    policy = policyfile.load(path).policy
    assert parts_of(policy)
    assert not any(part.agreed_by or part.agreed_on for _, part in parts_of(policy))


@each_worked
def test_a_worked_policy_may_be_shown_to_anybody(path: Path) -> None:
    """No address of a person, no telephone number, no unmarked word from memory."""
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"[\w.]+@[\w.]+\w|\+\d{2} \d|\[M\]", text)
