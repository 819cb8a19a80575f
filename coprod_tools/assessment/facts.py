"""What is stated about one part: three-valued facts, each remembering which fields it read and which are missing.

A fact is True, False or None; None says that nobody knows yet, and the missing fields say what to ask.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from coprod_tools.assessment.standing import Standing
from coprod_tools.chain import ValueChain, contributing
from coprod_tools.policy.activities import Activity, Part

Known = bool | None
VOICE_FIELDS = ("frames", "decides")
LISTS = ("frames", "decides", "acts", "judges")


def either(*facts: Known) -> Known:
    """Three-valued or (Kleene): True if any is, None if any is unknown, else False."""
    if any(fact is True for fact in facts):
        return True
    return None if any(fact is None for fact in facts) else False


def both(*facts: Known) -> Known:
    """Three-valued and (Kleene): False if any is, None if any is unknown, else True."""
    if any(fact is False for fact in facts):
        return False
    return None if any(fact is None for fact in facts) else True


class Reading:
    """Collects the fields a judgement read, and those it would have needed."""

    def __init__(self) -> None:
        self.read: dict[str, None] = {}
        self.missing: dict[str, None] = {}

    def field(self, path: str, value: Any) -> Any:
        """Note that `path` was read; give its value back."""
        self.read[path] = None
        if value is None:
            self.missing[path] = None
        return value


def part_path(activity: Activity, part: Part) -> str:
    """The field path of a part."""
    return f"activities[{activity.key}].parts[{part.key}]"


class PartFacts:
    """The facts about one part of one activity, read from the chain's policy.

    Parameters
    ----------
    chain : ValueChain
        The chain the part stands on.
    standing : Standing
        Who counts as public body, people, own authority or organisation.
    activity, part
        The part judged, and its activity.
    survey : frozenset of str
        Ids of the methods that are surveys: people answer them, but set no question by answering.
    """

    def __init__(
        self, chain: ValueChain, standing: Standing, activity: Activity, part: Part, survey: frozenset[str]
    ) -> None:
        self.chain, self.standing, self.activity, self.part, self.survey = chain, standing, activity, part, survey
        self.path = part_path(activity, part)
        self.reading = Reading()

    def stated(self, name: str, part: Part | None = None, path: str | None = None) -> tuple[str, ...] | None:
        """The actors named in `frames`, `decides`, `acts` or `judges`; what the mode rules out reads as nobody."""
        part, path = part or self.part, path or self.path
        value: tuple[str, ...] | None = getattr(part, name)
        self.reading.read[f"{path}.{name}"] = None
        if value is None:
            mode = part.mode
            self.reading.read[f"{path}.mode"] = None
            if (mode == "action" and name in (*VOICE_FIELDS, "judges")) or (mode == "voice" and name == "acts"):
                return ()
            self.reading.missing[f"{path}.{name}"] = None
        return value

    def used(self, part: Part | None = None, path: str | None = None) -> Known:
        """Whether the result of the part is used."""
        part, path = part or self.part, path or self.path
        value: Known = self.reading.field(f"{path}.result_used", part.result_used)
        return value

    def only_surveys(self, part: Part, path: str) -> bool:
        """Whether all the methods a part names are surveys."""
        self.reading.read[f"{path}.methods"] = None
        return bool(part.methods) and self.survey.issuperset(part.methods or ())

    def is_people(self, actor: str) -> Known:
        """Whether an actor or group counts as people, alone or by a recorded mandate."""
        for path in self.standing.fields(actor):
            self.reading.read[path] = None
        people = self.standing.counts_as_people(actor)
        if people is None:
            self.reading.missing[f"actors[{actor}].kind"] = None
        return people

    def is_public_body(self, actor: str) -> Known:
        """Whether an actor is a public body."""
        for path in self.standing.fields(actor):
            self.reading.read[path] = None
        public = self.standing.is_public_body(actor)
        if public is None:
            self.reading.missing[f"actors[{actor}].kind"] = None
        return public

    def any_people(self, name: str) -> Known:
        """Whether the people this part is about stand in one of its lists.

        When the part's own actor counts as people it must be that actor, or somebody it speaks for or who speaks for
        it; in a part of an organisation any people named count.
        """
        named = self.stated(name)
        if named is None:
            return None
        own = self.is_people(self.part.actor)
        if own is False:
            return either(False, *(self.is_people(actor) for actor in named))
        theirs = self.standing.same_people(self.part.actor)
        for path in self.standing.speaking_fields(self.part.actor, named):
            self.reading.read[path] = None
        return both(own, any(actor in theirs for actor in named))

    def named_anywhere(self, activity: Activity) -> Iterable[str]:
        """Every actor that leads, takes part, contributes or is named in an activity; the fields are noted as read."""
        base = f"activities[{activity.key}]"
        if self.reading.field(f"{base}.lead", activity.lead) is not None:
            yield str(activity.lead)
        self.reading.read[f"{base}.parts"] = None
        for part in activity.parts or ():
            if part.mode != "none":
                yield part.actor
                for name in LISTS:
                    yield from getattr(part, name) or ()
        self.reading.read["contributions"] = None
        yield from contributing(self.chain, activity.key)
