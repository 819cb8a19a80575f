"""A sound policy, and a way to spoil it: what the tests of rules, barriers and unknowns share."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from coprod_tools.assessment.findings import findings
from coprod_tools.assessment.marks import Cell, Finding, Reason
from coprod_tools.assessment.paths import segments
from coprod_tools.chain import ValueChain, build_chain
from coprod_tools.knowledge import Knowledge, load_knowledge
from coprod_tools.policy import Policy
from coprod_tools.policy.values import PartialDate

SOUND = yaml.load((Path(__file__).parent / "sound.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
Edits = Mapping[str, Any]


def edited(edits: Edits, start: Mapping[str, Any] = SOUND) -> dict[str, Any]:
    """Return a copy of a policy's plain values with fields set; None deletes a field, or a whole item."""
    plain = copy.deepcopy(dict(start))
    for path, value in edits.items():
        here: Any = plain
        steps = [step for name, key in segments(path) for step in ([name] if key is None else [name, (key,)])]
        for step in steps[:-1]:
            here = _into(here, step)
        _put(here, steps[-1], value)
    return plain


def _into(here: Any, step: Any) -> Any:
    if isinstance(step, tuple):
        return next(item for item in here if item["id"] == step[0])
    return here.setdefault(step, {})


def _put(here: Any, step: Any, value: Any) -> None:
    if isinstance(step, tuple):
        here[:] = [item for item in here if item["id"] != step[0]] + ([value] if value is not None else [])
    elif value is None:
        here.pop(step, None)
    else:
        here[step] = copy.deepcopy(value)


def chain_of(plain: Mapping[str, Any]) -> ValueChain:
    """Build the chain of a policy given as plain values."""
    return build_chain(Policy.model_validate(plain))


def cell(activity: str, part: str, verdict: Any, fields: Iterable[str] = ()) -> Cell:
    """Make a verdict on a part."""
    read = tuple(fields) or (f"activities[{activity}].parts[{part}].frames",)
    return Cell(
        id=f"cell:{activity}:{part}",
        stage="",
        actor="",
        activity=activity,
        co="design",
        claimed=None,
        verdict=verdict,
        shown_as=verdict,
        advice=None,
        value_served=None,
        reasons=(Reason(f"verdict.{verdict}", str(verdict), read),),
        part=part,
    )


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The shipped knowledge base."""
    return load_knowledge()


@pytest.fixture
def sound() -> dict[str, Any]:
    """The sound policy as plain values."""
    return copy.deepcopy(SOUND)


@pytest.fixture(scope="session")
def spoil() -> Callable[..., ValueChain]:
    """Return the chain of the sound policy with fields changed."""
    return lambda edits: chain_of(edited(edits))


@pytest.fixture(scope="session")
def find(knowledge: Knowledge) -> Callable[..., tuple[Finding, ...]]:
    """Return the findings on the sound policy with fields changed."""

    def found(edits: Edits, cells: tuple[Cell, ...] = (), as_at: str | None = "2026-03-01") -> tuple[Finding, ...]:
        return findings(chain_of(edited(edits)), knowledge, cells, PartialDate(as_at) if as_at else None)

    return found


@pytest.fixture(scope="session")
def verdict_on() -> Callable[..., Cell]:
    """Return a maker of verdicts."""
    return cell
