"""Steps of cause and effect without evidence that several policies lean on: one pilot could serve them all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coprod_tools.batch.facts import Facts
from coprod_tools.batch.portfolio.policies import NAMED, Policies
from coprod_tools.batch.portfolio.wordings import Wordings
from coprod_tools.consensus.joining import comparable

_LEADS_TO = " → "


@dataclass(frozen=True, slots=True)
class EvidenceGap:
    """A step for which no policy names evidence.

    Attributes
    ----------
    pilots : tuple of (str, str)
        Policy and label of each pilot that one of them plans to test it; what it finds could serve the others.
    """

    words: tuple[str, ...]
    likeness: int
    policies: Policies
    pilots: tuple[tuple[str, str], ...]


def evidence_gaps(facts: Iterable[Facts]) -> tuple[EvidenceGap, ...]:
    """Return steps without evidence in two policies or more, in most first; the direction of a step counts."""
    wordings = Wordings()
    pilots: dict[str, list[tuple[str, str]]] = {}
    for each in facts:
        planned = {claim: label for _, label, claim in each["pilots"]}
        for link, text in each["gaps"]:
            key = _key(text)
            wordings.add(each["id"], text, key)
            testing = pilots.setdefault(key, []) if link in planned else ()
            if link in planned and len(testing) < NAMED:
                pilots[key].append((each["id"], planned[link]))
    rows = (
        EvidenceGap(row.words, row.likeness, row.policies, tuple(each for key in keys for each in pilots.get(key, ())))
        for keys, row in wordings.alike()
    )
    return tuple(sorted(rows, key=lambda row: (-row.policies.count, -row.likeness, row.words)))


def _key(text: str) -> str:
    """Return both ends in comparable words, in their order."""
    return _LEADS_TO.join(comparable(end) for end in text.split(_LEADS_TO))
