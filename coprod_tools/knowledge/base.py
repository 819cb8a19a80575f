"""The knowledge base: every file read when it is first asked for, a team's own entries put over the shipped ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

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
from coprod_tools.knowledge.entry import Entry
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
from coprod_tools.knowledge.shipped import read_extra, shipped
from coprod_tools.knowledge.trial_designs import Design, TrialNumber

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True)
class Knowledge:
    """What the package knows, each kind of entry by id.

    A file is read when its mapping is first asked for, so a command pays only for what it uses.

    Attributes
    ----------
    extra_dir : Path or None
        The folder whose entries add to the shipped ones or, where the id is the same, stand in their place.
    """

    extra_dir: Path | None = None
    _extra: Mapping[str, dict[str, dict[str, Entry]]] = field(default_factory=dict, repr=False, compare=False)

    def __reduce__(self) -> tuple[Any, ...]:
        return load_knowledge, (self.extra_dir,)

    def _entries(self, kind: type[E], name: str, key: str | None = None) -> Mapping[str, E]:
        key = key or name
        found = {**shipped(name)[key], **self._extra.get(name, {}).get(key, {})}
        return MappingProxyType({entry.id: entry for entry in found.values() if isinstance(entry, kind)})

    @cached_property
    def cos(self) -> Mapping[str, CoEntry]:
        """The four Co's."""
        return self._entries(CoEntry, "cos")

    @cached_property
    def methods(self) -> Mapping[str, Method]:
        """Ways to do it together."""
        return self._entries(Method, "methods")

    @cached_property
    def barriers(self) -> Mapping[str, BarrierEntry]:
        """Barriers b1 to b20 and any added."""
        return self._entries(BarrierEntry, "barriers")

    @cached_property
    def cases(self) -> Mapping[str, Case]:
        """Precedents, failures among them."""
        return self._entries(Case, "cases")

    @cached_property
    def promises(self) -> Mapping[str, Promise]:
        """Levels of influence by id, such as `iap2-involve`."""
        return self._entries(Promise, "promises")

    @cached_property
    def scales(self) -> Mapping[str, Scale]:
        """Scales of evidence."""
        return self._entries(Scale, "scales")

    @cached_property
    def star(self) -> Mapping[str, StarStep]:
        """Steps of the Co-production Star."""
        return self._entries(StarStep, "star")

    @cached_property
    def charter(self) -> Mapping[str, CharterPart]:
        """Parts of the charter template."""
        return self._entries(CharterPart, "star", "charter")

    @cached_property
    def settings(self) -> Mapping[str, Mapping[str, Setting]]:
        """Dated settings by jurisdiction, then by id."""
        grouped: dict[str, dict[str, Setting]] = {}
        for entry in self._entries(Setting, "settings").values():
            grouped.setdefault(entry.jurisdiction or "", {})[entry.id] = entry
        return MappingProxyType({place: MappingProxyType(entries) for place, entries in grouped.items()})

    @cached_property
    def weights(self) -> Mapping[str, Weight]:
        """Weights of the opportunity ranking."""
        return self._entries(Weight, "weights")

    @cached_property
    def actor_kinds(self) -> Mapping[str, ActorKindEntry]:
        """What each kind of actor counts as."""
        return self._entries(ActorKindEntry, "actor_kinds")

    @cached_property
    def verdicts(self) -> Mapping[str, VerdictText]:
        """The verdicts in plain words."""
        return self._entries(VerdictText, "verdicts")

    @cached_property
    def stage_value(self) -> Mapping[str, StageValue]:
        """The public value a Co serves at a default stage, by `stage.co`, such as `delivery.deliver`."""
        return self._entries(StageValue, "stage_value")

    @cached_property
    def designs(self) -> Mapping[str, Design]:
        """Ways to test a link, or what stands in the place of a test."""
        return self._entries(Design, "designs")

    @cached_property
    def trial_numbers(self) -> Mapping[str, TrialNumber]:
        """Numbers that size or judge a test."""
        return self._entries(TrialNumber, "designs", "trial_numbers")

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """The rules that findings come from."""
        return self._entries(Rule, "rules")

    @cached_property
    def map_columns(self) -> Mapping[str, MapColumn]:
        """Headings of the columns of causal maps."""
        return self._entries(MapColumn, "map_words", "map_columns")

    @cached_property
    def map_signs(self) -> Mapping[str, MapSign]:
        """Words for the way an effect goes."""
        return self._entries(MapSign, "map_words", "map_signs")

    @cached_property
    def map_strengths(self) -> Mapping[str, MapStrength]:
        """Words for how strong an effect is."""
        return self._entries(MapStrength, "map_words", "map_strengths")

    @cached_property
    def linguistic_terms(self) -> Mapping[str, LinguisticTerm]:
        """Terms of the sheets that experts fill in for fuzzy cognitive maps."""
        return self._entries(LinguisticTerm, "map_words", "linguistic_terms")

    @cached_property
    def belief_priors(self) -> Mapping[str, BeliefPrior]:
        """What is believed of links and holders before anybody has spoken."""
        return self._entries(BeliefPrior, "belief_priors")

    @cached_property
    def effect_factors(self) -> Mapping[str, EffectFactor]:
        """Factors of an effect chain."""
        return self._entries(EffectFactor, "effect_factors")

    @cached_property
    def indicator_numbers(self) -> Mapping[str, IndicatorNumber]:
        """Numbers by which indicators are judged."""
        return self._entries(IndicatorNumber, "indicator_numbers")

    @cached_property
    def interview(self) -> Mapping[str, InterviewQuestion]:
        """The questions of the guided interview, in their order."""
        return self._entries(InterviewQuestion, "interview")

    @cached_property
    def units(self) -> Mapping[str, UnitEntry]:
        """Units of what is given."""
        return self._entries(UnitEntry, "units", "units")

    @cached_property
    def money_flows(self) -> Mapping[str, FlowEntry]:
        """What a line of money tells of: promised, received, paid out."""
        return self._entries(FlowEntry, "units", "flows")

    @cached_property
    def valuation_methods(self) -> Mapping[str, MethodEntry]:
        """Ways to put a price on what is given."""
        return self._entries(MethodEntry, "units", "methods")

    @cached_property
    def currency_words(self) -> Mapping[str, CurrencyWord]:
        """Currencies as people write them in words."""
        return self._entries(CurrencyWord, "units", "currency_words")

    @cached_property
    def perspectives(self) -> Mapping[str, PerspectiveEntry]:
        """Which kinds of actors stand in which perspective of the social costs."""
        return self._entries(PerspectiveEntry, "units", "perspectives")

    @cached_property
    def shared_schemes(self) -> Mapping[str, SharedScheme]:
        """Schemes of external ids that many rows share."""
        return self._entries(SharedScheme, "units", "shared_schemes")

    @cached_property
    def transfer_words(self) -> Mapping[str, TransferWords]:
        """Words that say money only changes hands."""
        return self._entries(TransferWords, "units", "transfer_words")

    @cached_property
    def brief_headings(self) -> Mapping[str, BriefHeading]:
        """Headings and labels of policy briefs."""
        return self._entries(BriefHeading, "brief_words", "brief_headings")

    @cached_property
    def brief_cues(self) -> Mapping[str, BriefCue]:
        """Words that say what a sentence of a brief tells of."""
        return self._entries(BriefCue, "brief_words", "brief_cues")

    @cached_property
    def brief_places(self) -> Mapping[str, BriefPlace]:
        """Words that are evidence of a jurisdiction."""
        return self._entries(BriefPlace, "brief_words", "brief_places")

    @cached_property
    def brief_bodies(self) -> Mapping[str, BriefBody]:
        """How bodies and kinds of people are named in briefs."""
        return self._entries(BriefBody, "brief_words", "brief_bodies")

    @cached_property
    def brief_people(self) -> Mapping[str, BriefPeople]:
        """Nouns for people that briefs count."""
        return self._entries(BriefPeople, "brief_words", "brief_people")

    @cached_property
    def brief_stages(self) -> Mapping[str, BriefStage]:
        """Words for what is done at each stage."""
        return self._entries(BriefStage, "brief_words", "brief_stages")

    def value_served(self, orders: Iterable[int], co: str) -> str | None:
        """Return in words the value `co` serves at the first of these default stages, or None where none is known."""
        for order in sorted(orders):
            for entry in self.stage_value.values():
                if entry.order == order and entry.co == co:
                    return entry.value
        return None

    def promise(self, scale: str | None, level: str | None) -> Promise | None:
        """Return the promise at `level` of `scale` (IAP2 where no scale is named), or None."""
        return self.promises.get(f"{scale or 'iap2'}-{(level or '').strip().lower()}")


@cache
def load_knowledge(extra_dir: Path | None = None) -> Knowledge:
    """Return the knowledge base, with the entries of `extra_dir` over the shipped ones.

    Parameters
    ----------
    extra_dir : Path, optional
        A folder with any of the shipped file names; its files are all read at once, so every fault is told together.

    Raises
    ------
    InvalidInput
        When the folder, a file name or an entry cannot be used.
    """
    if extra_dir is None:
        return Knowledge()
    return Knowledge(extra_dir, MappingProxyType(read_extra(Path(extra_dir))))
