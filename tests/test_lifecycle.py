"""Lifecycles: their stages, the crosswalk to the ten default stages, and a team's own stages."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from coprod_tools.lifecycle import Lifecycle, lifecycle_of, lifecycles
from coprod_tools.policy.model import LifecycleChoice
from coprod_tools.problems import InvalidInput, UsageError

DEFAULT_IDS = [
    "mandate",
    "problem",
    "outcomes",
    "options",
    "decision",
    "commissioning",
    "service-design",
    "delivery",
    "assessment",
    "adapt",
]
# The crosswalk table of the domain notes (section 3.1), read row by row: default stage to the other model's stages.
# For the commissioning cycle the notes give no rows; analyse, plan, do, review as usually understood.
CROSSWALK = {
    "roamef": [
        {"rationale"},
        {"rationale"},
        {"objectives"},
        {"appraisal"},
        {"appraisal"},
        set(),
        set(),
        {"monitoring"},
        {"monitoring", "evaluation"},
        {"feedback"},
    ],
    "australian-policy-cycle": [
        {"identify-issues"},
        {"identify-issues", "policy-analysis"},
        {"policy-analysis"},
        {"policy-analysis", "policy-instruments", "consultation"},
        {"coordination", "decision"},
        {"implementation"},
        {"implementation"},
        {"implementation"},
        {"evaluation"},
        {"evaluation"},
    ],
    "howlett-ramesh": [
        {"agenda-setting"},
        {"agenda-setting", "policy-formulation"},
        {"policy-formulation"},
        {"policy-formulation"},
        {"decision-making"},
        {"policy-implementation"},
        {"policy-implementation"},
        {"policy-implementation"},
        {"policy-evaluation"},
        {"policy-evaluation"},
    ],
    "results-chain": [
        set(),
        set(),
        {"outcomes", "impact"},
        {"activities", "outputs"},
        set(),
        {"inputs"},
        {"activities"},
        {"outputs"},
        {"outcomes"},
        {"impact"},
    ],
    "commissioning-cycle": [
        set(),
        {"analyse"},
        {"analyse"},
        {"plan"},
        {"plan"},
        {"do"},
        {"do"},
        {"do"},
        {"review"},
        {"review"},
    ],
}
# Typical Co's per stage, in the order of the same table.
TYPICAL_COS = [
    ["commission"],
    ["commission", "assess"],
    ["commission"],
    ["design", "commission"],
    ["commission"],
    ["commission"],
    ["design", "deliver", "assess"],
    ["deliver"],
    ["assess"],
    ["assess", "commission"],
]


def test_the_default_has_ten_stages_in_order() -> None:
    """0 mandate to 9 adapt; each stands for itself."""
    stages = lifecycle_of().stages
    assert [stage.id for stage in stages] == DEFAULT_IDS
    assert [stage.order for stage in stages] == list(range(10))
    assert [stage.default for stage in stages] == [(order,) for order in range(10)]


def test_the_default_names_the_typical_cos_of_each_stage() -> None:
    """As in the crosswalk table; weights lie between 0 and 1 and the first named weighs most."""
    for stage, cos in zip(lifecycle_of().stages, TYPICAL_COS, strict=True):
        assert [co for co, _ in stage.cos] == cos
        weights = [weight for _, weight in stage.cos]
        assert max(weights) == weights[0] <= 1.0
        assert min(weights) > 0


def test_the_default_feeds_back_where_the_notes_say() -> None:
    """8 to 1, 8 to 6, 9 to 0 and 7 to 3."""
    default = lifecycle_of()
    edges = {(default.stage(a).order, default.stage(b).order) for a, b in default.feedback}
    assert edges == {(8, 1), (8, 6), (9, 0), (7, 3)}


@pytest.mark.parametrize("name", sorted(CROSSWALK))
def test_every_default_stage_has_each_crosswalk(name: str) -> None:
    """The stages that stand for it are those of the table; one with none is a named gap."""
    lifecycle = lifecycles()[name]
    found = [{stage.id for stage in lifecycle.stages if order in stage.default} for order in range(10)]
    assert found == CROSSWALK[name]
    assert set(lifecycle.gaps) == {order for order in range(10) if not CROSSWALK[name][order]}


def test_there_are_six_lifecycles_with_source_and_status() -> None:
    """The default and the five beside it; the results chain and the commissioning names are from memory."""
    assert set(lifecycles()) == {"default", *CROSSWALK}
    verified = {one.id for one in lifecycles().values() if one.status == "verified"}
    assert verified == {"roamef", "australian-policy-cycle", "howlett-ramesh"}
    assert all(one.source for one in lifecycles().values())


@pytest.mark.parametrize("name", sorted(["default", *CROSSWALK]))
def test_feedback_runs_back_and_orders_rise(name: str) -> None:
    """Every feedback edge goes from a later to an earlier stage, so forward edges alone have no cycle."""
    lifecycle = lifecycles()[name]
    assert all(lifecycle.stage(a).order > lifecycle.stage(b).order for a, b in lifecycle.feedback)
    orders = [stage.order for stage in lifecycle.stages]
    assert orders == sorted(set(orders))


def test_roamef_says_that_implementation_has_no_letter() -> None:
    """Its note tells what it cannot show."""
    assert "Implementation has no letter" in (lifecycles()["roamef"].note or "")


def test_a_stage_answers_to_its_id_and_its_number() -> None:
    """Both ways to write it name the same stage."""
    default = lifecycle_of()
    assert default.stage("delivery") is default.stage("7")


def test_an_unknown_stage_is_refused_with_the_nearest() -> None:
    """A misspelt stage is told what it may have meant."""
    with pytest.raises(UsageError, match="delivery"):
        lifecycle_of().stage("delivry")


@pytest.mark.parametrize("choice", ["ROAMEF", " roamef", LifecycleChoice(template="roamef")])
def test_a_template_is_found_by_name(choice: object) -> None:
    """Whether it is plain text or the policy's own choice."""
    assert lifecycle_of(choice).id == "roamef"


def test_an_unknown_template_is_refused_with_the_nearest() -> None:
    """The message names what is shipped."""
    with pytest.raises(UsageError, match="howlett-ramesh"):
        lifecycle_of("howlet-ramesh")


def own(*stages: tuple[str, tuple[str, ...] | None]) -> Lifecycle:
    """Make a team's own lifecycle."""
    listed = [SimpleNamespace(id=name, title=name.title(), default=default) for name, default in stages]
    return lifecycle_of(SimpleNamespace(template=None, title=None, stages=listed))


def test_own_stages_stand_for_the_default_ones_they_name() -> None:
    """By id or number; Co's come from there, the stronger weight where two meet."""
    lifecycle = own(("think", ("problem", "3")), ("do", ("7",)))
    think, do = lifecycle.stages
    assert (think.order, think.default, do.default) == (1, (1, 3), (7,))
    assert dict(think.cos) == {"commission": 1.0, "assess": 0.6, "design": 1.0}
    assert lifecycle.gaps == (0, 2, 4, 5, 6, 8, 9)


def test_own_stages_feed_back_where_the_default_ones_do() -> None:
    """7 to 3 becomes do to think; an edge inside one stage is none."""
    assert own(("think", ("3",)), ("do", ("7",)), ("all", ("8", "1"))).feedback == (("do", "think"),)


def test_an_own_stage_with_a_default_name_stands_for_that_stage() -> None:
    """So a team need not write the obvious; one that says nothing stands for none."""
    delivery, party = own(("delivery", None), ("party", None)).stages
    assert (delivery.default, party.default) == ((7,), ())


def test_an_own_stage_that_stands_for_something_unknown_is_refused() -> None:
    """The nearest default stage is named."""
    with pytest.raises(UsageError, match="delivery"):
        own(("do", ("deliver",)))


EXTRA = """\
coprod-knowledge: 1
lifecycles:
  - id: local
    title: Local cycle
    source: our council
    status: to-verify
    stages:
      - {id: plan, title: Plan, order: 1, default: [3], what: Plan it., cos: {design: 1}}
      - {id: do, title: Do, order: 2, default: [7], what: Do it., cos: {deliver: 1}}
    feedback: [[do, plan]]
"""


def test_a_folder_adds_lifecycles(tmp_path: Path) -> None:
    """The shipped ones stay."""
    (tmp_path / "lifecycles.yaml").write_text(EXTRA, encoding="utf-8")
    assert lifecycle_of("local", tmp_path).stage("do").default == (7,)
    assert "default" in lifecycles(tmp_path)
    assert "local" not in lifecycles()


def test_a_loose_edge_in_an_added_lifecycle_is_refused(tmp_path: Path) -> None:
    """The fault names file, line and the stage that is missing."""
    (tmp_path / "lifecycles.yaml").write_text(EXTRA.replace("[[do, plan]]", "[[do, plant]]"), encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"lifecycles\.yaml:\d+:\d+ .*plant"):
        lifecycles(tmp_path)
