"""The shipped knowledge: every entry has a source and an honest status, and what must be there is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

import coprod_tools.knowledge
from coprod_tools.knowledge import Entry, load_knowledge
from coprod_tools.lifecycle import lifecycle_of
from coprod_tools.policy.vocabulary import ActorKind, EvidenceScale

K = load_knowledge()
FOLDER = Path(coprod_tools.knowledge.__file__).parent
ORDERS = set(range(10))
COS = {"commission", "design", "deliver", "assess"}

# Cases whose row or statement is marked as read in its source in the domain notes (section 6, 4 and 5.2).
# Not among them: enabling-good-lives and fnp-building-blocks (partly read), and two from memory about regulation.
CASES_READ = {
    "skip-takai",
    "whanau-ora",
    "bps-health",
    "rheumatic-fever-films",
    "whaikaha-2024",
    "esther",
    "village-agents",
    "keyring",
    "local-area-coordination",
    "porto-alegre",
    "scottish-pb",
    "expert-patients",
    "surrey-youth",
    "solihull-champions",
    "aarhus-language",
    "southwark-circle",
    "befood",
    "country-fire",
    "te-ropu",
}
# Methods marked as read there (section 1.1, 2.2 and 6), with the source named.
METHODS_READ = {
    "participatory-budgeting",
    "citizens-assembly",
    "people-on-boards",
    "pooled-budget",
    "investment-board",
    "user-built-persona",
    "youth-media",
    "peer-support",
    "self-management-course",
    "peer-educators",
    "champions",
    "volunteer-service",
    "self-monitoring",
    "parent-learning-kit",
    "local-area-coordination",
    "village-agents",
    "mutual-support-network",
    "navigators",
    "tenant-scrutiny",
    "mystery-shopping",
    "satisfaction-importance",
    "peer-researchers",
    "sensemaker",
    "review-360",
    "co-production-charter",
    "go-where-people-are",
    "peer-network",
}
# Barriers whose source column is wholly from memory, partly read, or the project's own.
BARRIERS_TO_VERIFY = {"b16", "b17", "b20"}
MUST_FAIL = {
    "southwark-circle",
    "fnp-building-blocks",
    "skip-takai",
    "expert-patients",
    "porto-alegre",
    "whaikaha-2024",
    "bps-health",
}


def entries() -> Iterator[tuple[str, Entry]]:
    """Every shipped entry with the kind it is of."""
    kinds = "cos methods barriers cases promises scales star charter weights actor_kinds verdicts stage_value rules"
    for kind in kinds.split():
        for entry in getattr(K, kind).values():
            yield kind, entry
    for place in K.settings.values():
        for entry in place.values():
            yield "settings", entry


def texts(value: object) -> Iterator[str]:
    """Every piece of prose in an entry; ids are left out."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in {"id", "tags", "fires"}:
                yield from texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize(("kind", "entry"), list(entries()), ids=lambda value: getattr(value, "id", value))
def test_nothing_verified_lacks_a_real_source(kind: str, entry: Entry) -> None:
    """What the project thought up, or remembers, is never called verified."""
    assert entry.source.strip()
    if entry.is_verified:
        assert "from memory" not in entry.source
        assert "own synthesis" not in entry.source
        assert "partly read" not in entry.source


def test_there_is_enough_of_each() -> None:
    """Counts promised: four Co's, 45 methods, 20 barriers, 18 cases."""
    assert set(K.cos) == COS
    assert len(K.methods) >= 45
    assert set(K.barriers) == {f"b{number}" for number in range(1, 21)}
    assert len(K.cases) >= 18
    assert [step.id for step in K.star.values()] == ["map-it", "focus-it", "people-it", "market-it", "grow-it"]
    assert len(K.charter) >= 5
    assert set(K.weights) == {"effect", "readiness", "burden", "gap", "precedent", "stage_fit"}


def test_only_cases_read_in_their_source_are_verified() -> None:
    """The list is written by hand from the marks in the domain notes."""
    assert {case.id for case in K.cases.values() if case.is_verified} == CASES_READ


def test_only_methods_read_in_their_source_are_verified() -> None:
    """The list is written by hand from the marks in the domain notes."""
    assert {method.id for method in K.methods.values() if method.is_verified} == METHODS_READ


def test_barriers_from_memory_are_to_verify() -> None:
    """All others name a source that was read."""
    assert {b.id for b in K.barriers.values() if not b.is_verified} == BARRIERS_TO_VERIFY


def test_sub_types_of_the_cos_are_marked_as_from_memory() -> None:
    """Names and definitions of the Co's were read; the lists of sub-types were not."""
    assert all(co.is_verified for co in K.cos.values())
    assert all(sub.status == "to-verify" for co in K.cos.values() for sub in co.subtypes)


def test_tables_from_memory_are_to_verify() -> None:
    """The GM grade table, the Green Book steps and the median wage were not seen."""
    assert not K.scales["gm-grade"].is_verified
    assert not K.settings["england"]["england-discount-schedule"].is_verified
    assert not K.settings["nz"]["nz-median-wage"].is_verified
    assert not K.settings["nz"]["nz-needs-based"].is_verified


def test_failures_are_among_the_cases() -> None:
    """A base with successes only looks naive."""
    assert {case.id for case in K.cases.values() if case.failed} >= MUST_FAIL


def test_every_case_says_when_it_applies_and_fails() -> None:
    """And on which scale it stands, in that scale's own levels."""
    for case in K.cases.values():
        assert case.applies_when and case.fails_when and case.lesson and case.caveat
        scale = K.scales[case.evidence_scale]
        if scale.id != "none":
            assert case.evidence_level in {level.level for level in scale.levels}


def test_the_drama_example_is_not_a_case() -> None:
    """It is known from the source deck alone."""
    assert not [text for _, entry in entries() for text in texts(entry.model_dump()) if "drama class" in text.lower()]


def test_every_stage_and_co_has_methods() -> None:
    """Each Co's typical stages are served, and every sub-type that a method names belongs to one of its Co's."""
    known = {co.id: {sub.id for sub in co.subtypes} for co in K.cos.values()}
    for method in K.methods.values():
        assert set(method.subtypes) <= set().union(*(known[co] for co in method.cos)), method.id
    for stage in lifecycle_of().stages:
        for co, _ in stage.cos:
            fitting = [m for m in K.methods.values() if co in m.cos and stage.order in m.stages and not m.survey]
            assert len(fitting) >= 2, (stage.id, co)


def test_surveys_are_flagged() -> None:
    """A survey is co-assessment only where users set, interpret or trigger; the flag lets the verdict ask."""
    flagged = {method.id for method in K.methods.values() if method.survey}
    assert flagged == {"plain-survey", "satisfaction-importance", "online-ratings"}


def test_ways_that_belong_to_a_people_say_so() -> None:
    """They speak in Aotearoa only and are led by those whose way they are."""
    held = {m.id: m.held_by for m in K.methods.values() if m.held_by}
    assert held == {
        "hui": "Māori",
        "design-wananga": "Māori",
        "kaupapa-maori-design": "Māori",
        "talanoa": "Pacific peoples",
    }
    assert all(K.methods[name].jurisdiction == "nz" for name in held)


def test_every_actor_kind_of_the_policy_counts_as_something() -> None:
    """As the design sets it out: public body, people, own authority, organisation."""
    counts = {name: entry.counts_as for name, entry in K.actor_kinds.items()}
    assert set(counts) == set(get_args(ActorKind))
    assert {k for k, v in counts.items() if v == "public-body"} == {"agency"}
    assert {k for k, v in counts.items() if v == "people"} == {"people-who-use-it", "community", "whanau"}
    own = {"iwi", "hapu", "settlement-entity", "maori-land-trust", "indigenous-body"}
    assert {k for k, v in counts.items() if v == "own-authority"} == own
    assert all("organisation" not in K.actor_kinds[name].shown_as for name in own)


def test_every_evidence_scale_of_the_policy_is_known() -> None:
    """In native levels; the GM grade runs the other way, mātauranga and lived evidence are not ordered."""
    assert set(K.scales) == set(get_args(EvidenceScale))
    levels = {name: [level.level for level in scale.levels] for name, scale in K.scales.items()}
    assert levels["maryland-sms"] == levels["nesta"] == levels["eef-toolkit"] == ["1", "2", "3", "4", "5"]
    assert levels["eef-trial"] == ["0", "1", "2", "3", "4", "5"]
    assert K.scales["gm-grade"].direction == "lower-is-stronger"
    assert [level.correction_percent for level in K.scales["gm-grade"].levels] == [0, 5, 10, 15, 25, 40]
    assert {name for name, s in K.scales.items() if s.direction == "not-ordered"} == {"matauranga", "lived", "none"}


def test_promises_follow_both_spectrums() -> None:
    """Five levels each, in order; the last promise of IAP2 is known word for word."""
    for scale, names in {
        "iap2": ["inform", "consult", "involve", "collaborate", "empower"],
        "te-arawhiti": ["inform", "consult", "collaborate", "partner", "empower"],
    }.items():
        ours = sorted((p for p in K.promises.values() if p.scale == scale), key=lambda p: p.order)
        assert [p.level for p in ours] == names
    empower = K.promise("iap2", "Empower")
    assert empower is not None and empower.promise == "We will implement what you decide."


def test_discount_schedules_are_those_of_the_authority() -> None:
    """New Zealand from 1 October 2024: 2, 1.5 and 1 per cent from years 1, 31, 101; commercial 8; tests 8 and 2."""
    nz = K.settings["nz"]
    social = [(step.from_year, step.to_year, float(step.percent)) for step in nz["nz-discount-social"].steps]
    assert social == [(1, 30, 2.0), (31, 100, 1.5), (101, None, 1.0)]
    assert [float(step.percent) for step in nz["nz-discount-commercial"].steps] == [8.0]
    assert [float(step.percent) for step in nz["nz-sensitivity-social"].steps] == [8.0]
    assert [float(step.percent) for step in nz["nz-sensitivity-commercial"].steps] == [2.0]


def test_settings_are_dated() -> None:
    """Each says when it held and when to look again; New Zealand and England are there."""
    assert {"nz", "england"} <= set(K.settings)
    for place, found in K.settings.items():
        for setting in found.values():
            assert setting.jurisdiction == place
            assert setting.as_at and setting.review_due


def test_rules_have_texts_and_known_barriers() -> None:
    """Templates use the three allowed names only, and read well when there is no detail."""
    assert len(K.rules) == 95
    for rule in K.rules.values():
        assert rule.barrier is None or rule.barrier in K.barriers
        names = {name for _, name, _, _ in Formatter().parse(rule.message) if name is not None}
        assert names <= {"subject", "where", "detail"}
        said = rule.message.format(subject="Parents", where="activities[a]", detail="").strip()
        # One message ends with the question itself.
        assert said.endswith(".") or rule.id == "question-without-indicator"
        assert "  " not in said
        assert rule.repair.endswith(".") and "\n" not in rule.repair and len(rule.repair) <= 160, rule.id
        assert rule.why.endswith(".")


def test_treaty_rules_speak_in_new_zealand_only() -> None:
    """And no other rule is bound to a place."""
    assert {r.jurisdiction for r in K.rules.values() if r.group == "treaty"} == {"nz"}
    assert {r.jurisdiction for r in K.rules.values() if r.group != "treaty"} == {None}


def test_every_verdict_has_words() -> None:
    """Those the assessment may give."""
    assert set(K.verdicts) == {
        "co-production",
        "handed-over-work",
        "partnership",
        "community-led",
        "consultation",
        "information",
        "none",
        "unknown",
    }


def test_every_stage_and_co_serves_a_value() -> None:
    """Ten stages by four Co's, named by the ids of the default lifecycle."""
    stages = {stage.id: stage.order for stage in lifecycle_of().stages}
    assert set(K.stage_value) == {f"{stage}.{co}" for stage in stages for co in COS}
    assert all(stages[entry.stage] == entry.order for entry in K.stage_value.values())
    assert K.value_served((7,), "deliver") == K.stage_value["delivery.deliver"].value
    assert K.value_served((), "deliver") is None


def test_weights_stand_between_their_bounds() -> None:
    """Only what it asks of people counts against an opportunity."""
    for weight in K.weights.values():
        assert 0 <= weight.low <= weight.default <= weight.high
    assert {w.id for w in K.weights.values() if w.counts == "against"} == {"burden"}


def test_macrons_are_right() -> None:
    """Māori, whānau, hapū and their like are never written without them in prose."""
    bare = re.compile(r"\b(Maori|whanau|Whanau|hapu|wananga|kaumatua|Matauranga|matauranga|Takai|Tikanga Maori)\b")
    # Names of files, fields and web addresses are not prose.
    names = re.compile(r"\S+\.(?:govt\.)?nz\S*|[a-z_]+_[a-z_]+")
    for kind, entry in entries():
        for text in texts(entry.model_dump()):
            assert not bare.search(names.sub("", text)), (kind, entry.id, text)


def test_no_file_is_left_out() -> None:
    """Every YAML file in the folder is read by somebody."""
    from coprod_tools.knowledge.shipped import ELSEWHERE, FILES

    assert {path.stem for path in FOLDER.glob("*.yaml")} == {*FILES, *ELSEWHERE}
