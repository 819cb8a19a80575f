"""What is known about co-production, as data with sources: methods, barriers, cases, rules, promises, settings."""

from coprod_tools.knowledge.base import Knowledge, load_knowledge
from coprod_tools.knowledge.effect_factors import EffectFactor
from coprod_tools.knowledge.entry import Entry
from coprod_tools.knowledge.judgement import (
    ActorKindEntry,
    Promise,
    RateStep,
    Rule,
    Scale,
    ScaleLevel,
    Setting,
    StageValue,
    VerdictText,
    Weight,
)
from coprod_tools.knowledge.practice import (
    BarrierEntry,
    Case,
    CharterPart,
    CoEntry,
    CoSubtype,
    Investment,
    Method,
    StarStep,
    Way,
)

__all__ = [
    "ActorKindEntry",
    "BarrierEntry",
    "Case",
    "CharterPart",
    "CoEntry",
    "CoSubtype",
    "EffectFactor",
    "Entry",
    "Investment",
    "Knowledge",
    "Method",
    "Promise",
    "RateStep",
    "Rule",
    "Scale",
    "ScaleLevel",
    "Setting",
    "StageValue",
    "StarStep",
    "VerdictText",
    "Way",
    "Weight",
    "load_knowledge",
]
