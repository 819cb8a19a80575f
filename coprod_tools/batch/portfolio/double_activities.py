"""Activities that may be done twice: at the same stage, in nearly the same words, with the same actor or lead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coprod_tools.batch.facts import Facts
from coprod_tools.batch.portfolio.policies import Policies
from coprod_tools.batch.portfolio.wordings import Wordings
from coprod_tools.consensus.joining import comparable


@dataclass(frozen=True, slots=True)
class DoubleActivity:
    """Activities of two policies or more that may be one.

    Attributes
    ----------
    who : tuple of str
        Actors and leads that take part in each of them.
    likeness : int
        See `coprod_tools.batch.portfolio.wordings.Alike`.
    """

    stage: str
    words: tuple[str, ...]
    likeness: int
    policies: Policies
    who: tuple[str, ...]


def double_activities(facts: Iterable[Facts]) -> tuple[DoubleActivity, ...]:
    """Return what may be done twice, in most policies first; a suggestion to look, since nobody but they can tell."""
    shared: dict[tuple[str, str], Wordings] = {}
    names: dict[str, str] = {}
    for each in facts:
        for _, label, stage, actors, lead in each["activities"]:
            for who, name in _who(each, actors, lead):
                names.setdefault(who, name)
                shared.setdefault((stage, who), Wordings()).add(each["id"], label)
    found: dict[tuple[str, tuple[str, ...]], DoubleActivity] = {}
    for (stage, who), wordings in shared.items():
        for keys, row in wordings.alike():
            known = found.get((stage, keys))
            before = known.who if known else ()
            more = known.policies if known and known.policies.count > row.policies.count else row.policies
            together = tuple(dict.fromkeys((*before, names[who])))
            found[stage, keys] = DoubleActivity(stage, row.words, row.likeness, more, together)
    return tuple(sorted(found.values(), key=lambda row: (-row.policies.count, -row.likeness, row.words, row.stage)))


def _who(facts: Facts, actors: Iterable[str], lead: str | None) -> Iterator[tuple[str, str]]:
    """Yield who takes part: an actor by its id, as all of the batch read it; a lead that is no actor by its words."""
    labels = {}
    for actor in actors:
        labels[comparable(facts["actors"].get(actor, actor))] = actor
        yield actor, facts["actors"].get(actor, actor)
    if lead is not None and comparable(lead) not in labels:
        yield f"lead: {comparable(lead)}", lead
