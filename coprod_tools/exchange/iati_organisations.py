"""The organisations of an IATI activity as actors: told apart by identifier, else by name; of no guessed kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from coprod_tools.exchange import iati_codes as codes
from coprod_tools.exchange.naming import Names
from coprod_tools.exchange.trail import Trail, why_lost
from coprod_tools.exchange.wording import Words, fitted, read_line, read_narratives
from coprod_tools.exchange.xml_source import Element
from coprod_tools.words import say

_LISTED = ("reporting-org", "participating-org")
# What publishers write where they have no identifier; it must not make one body of all who have none.
_NO_IDENTIFIER = frozenset({"n/a", "na", "none", "null", "nil", "unknown", "tbd", "tbc", "-", "--", "0", "."})
_PAYING = ("transaction/provider-org", "transaction/receiver-org")


@dataclass(frozen=True)
class Mention:
    """One place where the file names an organisation."""

    element: Element
    ref: str | None
    name: Words
    more: tuple[str, ...]
    type: str | None
    role: str | None

    @property
    def spoken(self) -> str:
        """The name in one form for comparing, empty when there is none."""
        return next(iter(self.name.values()), "").casefold()


@dataclass
class Organisation:
    """What the mentions of one organisation say together."""

    ref: str | None
    element: Element
    name: Words = field(default_factory=dict)
    other_names: dict[str, None] = field(default_factory=dict)
    types: dict[str, None] = field(default_factory=dict)
    roles: dict[str, None] = field(default_factory=dict)

    def add(self, mention: Mention) -> None:
        """Take in what one more mention says."""
        for language, text in mention.name.items():
            if self.name.setdefault(language, text).casefold() != text.casefold():
                self.other_names[text] = None
        self.other_names.update(dict.fromkeys(mention.more))
        if mention.type:
            self.types[mention.type] = None
        if mention.role:
            self.roles[mention.role] = None


class Organisations:
    """All organisations of one activity.

    An identifier is taken as the publisher gives it, except where the file gives it to bodies of different type and
    name (some donors write their own identifier for every ministry): then the names tell them apart.
    """

    def __init__(self, trail: Trail, activity: Element, language: str) -> None:
        self._trail = trail
        listed = [self._mention(element, language) for tag in _LISTED for element in activity.findall(tag)]
        paying = [self._mention(element, language) for tag in _PAYING for element in activity.findall(tag)]
        mentions = [mention for mention in (*listed, *paying) if mention.ref or mention.name]
        for mention in listed:
            if not (mention.ref or mention.name):
                for attribute in {"role", "type"} & set(mention.element.attrib):
                    trail.refuse(mention.element, attribute, why_lost("nameless"))
        self.shared = _shared_identifiers(mentions)
        self.by_name = _identifiers_by_name(mentions, self.shared)
        self.recognised = sum(1 for m in mentions if m.ref is None and m.spoken in self.by_name)
        self._by_element: dict[Element, str] = {}
        self._bodies: dict[tuple[str, str], Organisation] = {}
        for mention in mentions:
            self._bodies.setdefault(self._key(mention), Organisation(mention.ref, mention.element)).add(mention)
        self._ids = self._name_all()
        for mention in mentions:
            self._by_element[mention.element] = self._ids[self._key(mention)]

    def _mention(self, element: Element, language: str) -> Mention:
        trail = self._trail
        narratives = read_narratives(trail, element, language)
        # Some publishers put a description beside the name, in the same language: the shortest is the name.
        name: Words = {}
        for tag, text in sorted(narratives, key=lambda given: len(given[1])):
            name.setdefault(tag, text)
        name = {tag: " ".join(name[tag].split()) for tag, _ in narratives}
        more = tuple(text for _, text in narratives if " ".join(text.split()) not in name.values())
        said, ref = trail.attribute(element, "role"), read_line(trail, element, "ref")
        if ref and ref.lower() in _NO_IDENTIFIER:
            trail.refuse(element, "ref", why_lost("no_identifier"))
            ref = None
        return Mention(
            element,
            ref,
            name,
            more,
            codes.organisation_type(trail.attribute(element, "type")),
            codes.word(said, codes.ROLES) or said,
        )

    def _key(self, mention: Mention) -> tuple[str, str]:
        if mention.ref is None:
            ref = self.by_name.get(mention.spoken)
            return (ref, "") if ref else ("", mention.spoken)
        if mention.ref in self.shared and mention.spoken:
            return mention.ref, mention.spoken
        return mention.ref, self.shared.get(mention.ref, "")

    def _name_all(self) -> dict[tuple[str, str], str]:
        names = Names()
        return {
            (ref, spoken): names.take(" ".join(part for part in (ref, spoken) if part)) for ref, spoken in self._bodies
        }

    def id_of(self, element: Element | None) -> str | None:
        """Return the actor's id for an element that names an organisation; None when it names none."""
        return None if element is None else self._by_element.get(element)

    def in_role(self, role: str) -> tuple[str, ...]:
        """Return the ids of the actors that have a role, such as `implementing`."""
        return tuple(self._ids[key] for key, body in self._bodies.items() if role in body.roles)

    def actors(self) -> list[dict[str, Any]]:
        """Return the actors as plain policy data."""
        return [self._actor(self._ids[key], body) for key, body in self._bodies.items()]

    def _actor(self, name: str, body: Organisation) -> dict[str, Any]:
        return {
            "id": name,
            "label": fitted(self._trail, body.element, body.name) or body.ref,
            "kind": settled_kind(body.types),
            "note": fitted(self._trail, body.element, {"": _note(body)}),
            "external_ids": {"iati": body.ref} if body.ref else None,
        }


def settled_kind(types: Iterable[str]) -> str | None:
    """Return the kind of actor that organisation types settle, None where they leave it open or disagree."""
    kinds = {codes.KINDS.get(code) for code in types}
    return kinds.pop() if len(kinds) == 1 else None


def _shared_identifiers(mentions: list[Mention]) -> dict[str, str]:
    """Return identifiers that stand for several bodies, each with the first name it is given."""
    types: dict[str, set[str]] = {}
    names: dict[str, dict[str, None]] = {}
    for mention in mentions:
        if mention.ref and mention.spoken:
            names.setdefault(mention.ref, {})[mention.spoken] = None
            if mention.type:
                types.setdefault(mention.ref, set()).add(mention.type)
    return {ref: next(iter(names[ref])) for ref, kinds in types.items() if len(kinds) > 1 and len(names[ref]) > 1}


def _identifiers_by_name(mentions: list[Mention], shared: dict[str, str]) -> dict[str, str]:
    """Return names that go with exactly one identifier, so that a mention without one can be recognised."""
    refs: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.ref and mention.spoken:
            refs.setdefault(mention.spoken, set()).add(mention.ref)
    return {name: min(found) for name, found in refs.items() if len(found) == 1 and not found & set(shared)}


def _note(body: Organisation) -> str:
    types = [type_in_words(code) for code in body.types]
    said = [say("exchange.org_type", types="; ".join(types))] if types else []
    if body.roles:
        said.append(say("exchange.org_roles", roles=", ".join(body.roles)))
    if body.other_names:
        said.append(say("exchange.org_other_names", names="; ".join(body.other_names)))
    return " ".join(said)


def type_in_words(code: str) -> str:
    """Return an organisation type with its code, such as `10 (government)`."""
    return f"{code} ({say(f'exchange.org_type_{code}')})" if code in codes.ORGANISATION_TYPES else code
