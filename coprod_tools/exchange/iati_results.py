"""The results of an IATI activity: outputs, outcomes, and links that are only ever assumed.

IATI has no cause and effect: output, outcome and impact are type codes on results that stand side by side. So every
link between results is a claim with `assumed: yes` and no evidence, and no sign.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from coprod_tools.exchange import iati_codes as codes
from coprod_tools.exchange.iati_documents import document
from coprod_tools.exchange.iati_frame import Summary, titled
from coprod_tools.exchange.iati_indicators import Level, indicator
from coprod_tools.exchange.naming import Names
from coprod_tools.exchange.plain_policy import first_words
from coprod_tools.exchange.trail import Trail, why_lost
from coprod_tools.exchange.xml_source import Element
from coprod_tools.words import say

_LEVELS = ("output", "outcome", "impact")


@dataclass
class Results:
    """What an activity's results give.

    Attributes
    ----------
    counts : Counter of str
        Results by type as the source codes it, and `indicators`, `periods`.
    """

    outputs: list[dict[str, Any]] = field(default_factory=list)
    outcomes: list[dict[str, Any]] = field(default_factory=list)
    indicators: list[dict[str, Any]] = field(default_factory=list)
    documents: list[dict[str, Any]] = field(default_factory=list)
    by_level: dict[str, list[str]] = field(default_factory=dict)
    types: Counter[str] = field(default_factory=Counter)
    periods: int = 0

    def claims(self) -> list[dict[str, Any]]:
        """Return the assumed links from each level to the next that has results; `other` results get none."""
        present, names = [level for level in _LEVELS if self.by_level.get(level)], Names()
        return [
            {
                "id": names.of_content("link", cause, effect),
                "from": cause,
                "to": effect,
                "assumed": True,
                "assumption": say("exchange.assumed"),
            }
            for lower, upper in pairwise(present)
            for cause in self.by_level[lower]
            for effect in self.by_level[upper]
        ]


def results(
    trail: Trail, activity: Element, name: str, language: str, summary: Summary, document_names: Names
) -> Results:
    """Read the results of an activity; long descriptions, and types a policy has no word for, go into the summary."""
    found, names, indicator_names = Results(), Names(name), Names()
    for number, element in enumerate(activity.findall("result"), 1):
        coded = trail.attribute(element, "type")
        level = codes.word(coded, codes.RESULTS)
        label = titled(trail, element, language, summary, say("exchange.result", number=number))
        own = names.take(first_words(label))
        item = {"id": own, "label": label}
        (found.outputs if level == "output" else found.outcomes).append(item)
        found.by_level.setdefault(level or "other", []).append(own)
        found.types[coded or ""] += 1
        if coded and level is None:
            trail.refuse(element, "type", why_lost("unknown_code"))
        _measures(trail, element, (own, level), language, summary, found, indicator_names)
        _papers(trail, element, label, language, found, document_names)
    _remark_levels(found, summary)
    return found


def _measures(
    trail: Trail, element: Element, result: tuple[str, str | None], language: str, summary: Summary,
    found: Results, names: Names,
) -> None:  # fmt: skip
    own, level = result
    for inner in element.findall("indicator"):
        measured: tuple[Level, str] = ("output" if level == "output" else "outcome", own)
        found.indicators.append(indicator(trail, inner, names, measured, language, summary))
        found.periods += len(inner.findall("period"))


def _papers(trail: Trail, element: Element, label: Any, language: str, found: Results, names: Names) -> None:
    about = say("exchange.about_result", result=first_words(label))
    for inner in element.iter("document-link"):
        found.documents.append(document(trail, inner, names, language, about=about))


def _remark_levels(found: Results, summary: Summary) -> None:
    """Say in the summary which outcomes the source calls impact or gives no level; the model has one word for them."""
    labels = {item["id"]: item["label"] for item in found.outcomes}
    for level in ("impact", "other"):
        said = [labels[name] for name in found.by_level.get(level, ())]
        names = "; ".join(map(first_words, said))
        if names:
            summary.remark(say(f"exchange.results_{level}", results=names))
