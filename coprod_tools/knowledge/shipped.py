"""The files of the knowledge base: which lists each may hold, and how one is read and refused."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, create_model

from coprod_tools.files import shape
from coprod_tools.knowledge.belief_priors import BeliefPrior
from coprod_tools.knowledge.brief_words import (
    BriefBody,
    BriefCue,
    BriefHeading,
    BriefPeople,
    BriefPlace,
    BriefStage,
)
from coprod_tools.knowledge.effect_factors import EffectFactor
from coprod_tools.knowledge.entry import Entry, Part
from coprod_tools.knowledge.indicator_numbers import IndicatorNumber
from coprod_tools.knowledge.interview_questions import InterviewQuestion
from coprod_tools.knowledge.judgement import (
    ActorKindEntry,
    Promise,
    Rule,
    Scale,
    Setting,
    StageValue,
    VerdictText,
    Weight,
)
from coprod_tools.knowledge.ledger_words import (
    CurrencyWord,
    FlowEntry,
    MethodEntry,
    PerspectiveEntry,
    SharedScheme,
    TransferWords,
    UnitEntry,
)
from coprod_tools.knowledge.map_words import LinguisticTerm, MapColumn, MapSign, MapStrength
from coprod_tools.knowledge.practice import BarrierEntry, Case, CharterPart, CoEntry, Method, StarStep
from coprod_tools.knowledge.trial_designs import Design, TrialNumber
from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say

SHIPPED = Path(__file__).parent
# File name to the lists it may hold; lifecycles.yaml is read by the lifecycle room.
FILES: dict[str, dict[str, type[Entry]]] = {
    "cos": {"cos": CoEntry},
    "methods": {"methods": Method},
    "barriers": {"barriers": BarrierEntry},
    "cases": {"cases": Case},
    "promises": {"promises": Promise},
    "scales": {"scales": Scale},
    "star": {"star": StarStep, "charter": CharterPart},
    "settings": {"settings": Setting},
    "weights": {"weights": Weight},
    "actor_kinds": {"actor_kinds": ActorKindEntry},
    "verdicts": {"verdicts": VerdictText},
    "stage_value": {"stage_value": StageValue},
    "rules": {"rules": Rule},
    "designs": {"designs": Design, "trial_numbers": TrialNumber},
    "brief_words": {
        "brief_headings": BriefHeading,
        "brief_cues": BriefCue,
        "brief_places": BriefPlace,
        "brief_bodies": BriefBody,
        "brief_people": BriefPeople,
        "brief_stages": BriefStage,
    },
    "belief_priors": {"belief_priors": BeliefPrior},
    "effect_factors": {"effect_factors": EffectFactor},
    "indicator_numbers": {"indicator_numbers": IndicatorNumber},
    "interview": {"interview": InterviewQuestion},
    "map_words": {
        "map_columns": MapColumn,
        "map_signs": MapSign,
        "map_strengths": MapStrength,
        "linguistic_terms": LinguisticTerm,
    },
    "units": {
        "units": UnitEntry,
        "flows": FlowEntry,
        "methods": MethodEntry,
        "currency_words": CurrencyWord,
        "perspectives": PerspectiveEntry,
        "shared_schemes": SharedScheme,
        "transfer_words": TransferWords,
    },
}
ELSEWHERE = ("lifecycles",)


@cache
def _file_model(name: str) -> type[Part]:
    """Make the model of one knowledge file: its version, then its lists."""
    fields: dict[str, Any] = {key: (tuple[kind, ...], ()) for key, kind in FILES[name].items()}  # type: ignore[valid-type]
    fields["version"] = (Annotated[Literal["1"], Field(alias="coprod-knowledge")], ...)
    return create_model(f"{name.title()}File", __base__=Part, **fields)


def _read(folder: Path, name: str) -> dict[str, dict[str, Entry]]:
    """Read one file: for each of its lists, entries by id."""
    path = folder / f"{name}.yaml"
    content = shape.load(_file_model(name), path)
    lists = {key: getattr(content, key) for key in FILES[name]}
    twice = [entry.id for entries in lists.values() for entry in _repeated(entries)]
    if twice:
        raise InvalidInput(Fault(str(path), say("knowledge.twice", id=entry_id)) for entry_id in twice)
    return {key: {entry.id: entry for entry in entries} for key, entries in lists.items()}


def _repeated(entries: tuple[Entry, ...]) -> Iterable[Entry]:
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            yield entry
        seen.add(entry.id)


@cache
def shipped(name: str) -> dict[str, dict[str, Entry]]:
    """Read one shipped file, once."""
    return _read(SHIPPED, name)


def read_extra(folder: Path) -> dict[str, dict[str, dict[str, Entry]]]:
    """Read every file of a team's own folder; all faults are raised together."""
    faults: list[Fault] = []
    found: dict[str, dict[str, dict[str, Entry]]] = {}
    for path in _yaml_files(folder):
        if path.stem in ELSEWHERE:
            continue
        if path.stem not in FILES:
            faults.append(Fault(str(path), say("knowledge.unknown_file", nearest=_nearest_file(path.stem))))
            continue
        try:
            found[path.stem] = _read(folder, path.stem)
        except InvalidInput as problem:
            faults.extend(problem.faults)
    if faults:
        raise InvalidInput(faults)
    return found


def _yaml_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise InvalidInput([Fault(str(folder), say("knowledge.no_folder"))])
    paths = sorted(path for path in folder.iterdir() if path.suffix == ".yaml")
    if not paths:
        raise InvalidInput([Fault(str(folder), say("knowledge.no_file"))])
    return paths


def _nearest_file(stem: str) -> str:
    known = [*FILES, *ELSEWHERE]
    return ", ".join(f"{name}.yaml" for name in difflib.get_close_matches(stem, known, 3, 0.5) or known)
