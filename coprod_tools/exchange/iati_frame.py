"""The frame of an IATI activity: title, descriptions, status, dates, place, conditions, identifiers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from coprod_tools.exchange import iati_codes as codes
from coprod_tools.exchange.iati_values import date
from coprod_tools.exchange.trail import Trail, own_text, why_lost
from coprod_tools.exchange.wording import (
    SHORT,
    Words,
    as_text,
    cleaned,
    fitted,
    in_english,
    in_languages,
    joined,
    length,
    one_line,
    read_line,
    read_narratives,
    read_text,
)
from coprod_tools.exchange.xml_source import Element
from coprod_tools.policy.values import PartialDate
from coprod_tools.words import say

# Longest wording that still reads as a label; a longer description goes to the activity's summary.
LABEL = 300


@dataclass
class Summary:
    """The paragraphs of an activity's summary, gathered while its record is read."""

    element: Element
    words: Words = field(default_factory=dict)

    def add(self, words: Words) -> None:
        """Add a paragraph, in each of its languages."""
        self.words = joined(self.words, words, "\n\n")

    def remark(self, sentence: str) -> None:
        """Add a sentence of ours."""
        self.add(in_english(self.words, sentence))

    def text(self, trail: Trail) -> Any:
        """Return it as a policy's text."""
        words = self.words
        if "" in words and len(words) > 1:
            ours = words.pop("")
            words["en"] = f"{words['en']}\n\n{ours}" if "en" in words else ours
        return fitted(trail, self.element, words)


def words_of(trail: Trail, holders: list[Element], language: str) -> Words:
    """Return the words of elements of one kind; version 1 repeats the element for each language."""
    return in_languages(pair for holder in holders for pair in read_narratives(trail, holder, language))


def titled(trail: Trail, element: Element, language: str, summary: Summary, missing: str) -> Any:
    """Return the label of a result or indicator: its title, with its description where both are short together."""
    title = one_line(words_of(trail, element.findall("title"), language))
    more = words_of(trail, element.findall("description"), language)
    both = joined(title, one_line(more), ": ")
    if both and length(both) <= LABEL:
        return fitted(trail, element, both)
    title = title or {"": missing}
    summary.add({tag: f"{title.get(tag) or next(iter(title.values()))}: {text}" for tag, text in more.items()})
    return fitted(trail, element, title)


def descriptions(trail: Trail, activity: Element, language: str) -> dict[str, Words]:
    """Return the activity's descriptions by kind: general, objectives, target-groups, other."""
    kinds: dict[str, list[Element]] = {}
    for element in activity.findall("description"):
        stated = trail.attribute(element, "type")
        kind = codes.word(stated, codes.DESCRIPTIONS)
        if stated and not kind:
            trail.refuse(element, "type", why_lost("unknown_code"))
        kinds.setdefault(kind or "general", []).append(element)
    return {kind: words_of(trail, elements, language) for kind, elements in kinds.items()}


def groups(trail: Trail, activity: Element, words: Words) -> list[dict[str, Any]] | None:
    """Return the people the activity is meant for, as the source words them."""
    if not any(words.values()):
        return None
    if length(words) <= LABEL:
        return [{"id": "target-groups", "label": as_text(one_line(words))}]
    return [{"id": "target-groups", "label": say("exchange.target_groups"), "affected": fitted(trail, activity, words)}]


def stage(trail: Trail, activity: Element, summary: Summary) -> str | None:
    """Return the stage that the activity's status stands for; the status itself goes into the summary."""
    element = activity.find("activity-status")
    if element is None:
        return None
    coded = trail.attribute(element, "code")
    status = codes.status(coded or trail.text(element))
    if status is None:
        trail.refuse(element, "code" if coded else "", why_lost("unknown_code"))
        return None
    if coded and codes.status(own_text(element)) == status:
        trail.text(element)
    summary.remark(say("exchange.status", status=say(f"exchange.status_{status}")))
    return codes.STAGES[status]


def dates(trail: Trail, activity: Element, summary: Summary) -> dict[str, str | None]:
    """Return start and finish, actual before planned; the planned ones that gave way go into the summary."""
    found: dict[str, str] = {}
    for element in activity.findall("activity-date"):
        kind = codes.word(trail.attribute(element, "type"), codes.DATES)
        if kind is None or kind in found:
            trail.refuse(element, "type", why_lost("unknown_code" if kind is None else "second_of_its_kind"))
            trail.refuse(element, "iso-date", why_lost("unknown_code" if kind is None else "second_of_its_kind"))
            continue
        day = date(trail, element)
        if day:
            found[kind] = day
    start = found.get("start-actual") or found.get("start-planned")
    finish = found.get("end-actual") or found.get("end-planned")
    for kind in ("start", "end"):
        planned, actual = found.get(f"{kind}-planned"), found.get(f"{kind}-actual")
        if planned and actual and planned != actual:
            summary.remark(say(f"exchange.{kind}_planned", day=planned))
    if start and finish and PartialDate(finish).surely_before(PartialDate(start)):
        summary.remark(say("exchange.ends_before_start", start=start, finish=finish))
        finish = None
    return {"start": start, "finish": finish}


def scale(trail: Trail, activity: Element) -> str | None:
    """Return how far the activity reaches, where the scope's code says it in our words."""
    element = activity.find("activity-scope")
    if element is None:
        return None
    reach = codes.SCOPES.get(trail.attribute(element, "code") or "")
    if reach is None:
        trail.refuse(element, "code", why_lost("no_place"))
    return reach


def place(trail: Trail, activity: Element, language: str) -> Any:
    """Return countries, regions and named locations in one line."""
    said = []
    for element in (*activity.findall("recipient-country"), *activity.findall("recipient-region")):
        name = " / ".join(dict.fromkeys(text for _, text in read_narratives(trail, element, language)))
        code, share = read_text(trail, element, "code"), read_text(trail, element, "percentage")
        inner = ", ".join(part for part in (code, share and say("exchange.per_cent", share=share)) if part)
        said.append(f"{name} ({inner})" if name and inner else name or inner)
    for element in activity.findall("location/name"):
        said += [text for _, text in read_narratives(trail, element, language)]
    return fitted(trail, activity, {"": "; ".join(dict.fromkeys(part for part in said if part))})


def conditions(trail: Trail, activity: Element, language: str) -> list[Any] | None:
    """Return the conditions of the money: what is already decided for those who work with it."""
    fixed = []
    for element in activity.findall("conditions/condition"):
        code = trail.attribute(element, "type")
        kind = say(f"exchange.condition_{code}") if code in {"1", "2", "3"} else code or say("exchange.condition")
        words = words_of(trail, [element], language)
        if words:
            fixed.append(fitted(trail, element, {tag: f"{kind}: {text}" for tag, text in words.items()}))
        else:
            trail.refuse(element, "type", why_lost("no_words"))
    holder = activity.find("conditions")
    if fixed and holder is not None and holder.get("attached") in {"1", "true"}:
        trail.attribute(holder, "attached")
    return fixed or None


def other_identifiers(trail: Trail, activity: Element) -> dict[str, str]:
    """Return the activity's further identifiers by scheme, such as `iati-other-b1`."""
    found: dict[str, str] = {}
    for element in activity.findall("other-identifier"):
        value = read_line(trail, element, "ref") or read_line(trail, element)
        kind = read_line(trail, element, "type", limit=SHORT)
        if value is None:
            if kind:
                trail.refuse(element, "type", why_lost("no_place"))
            continue
        stem = "-".join(part for part in ("iati-other", cleaned(kind or "").lower()) if part)
        number = sum(1 for scheme in found if scheme == stem or scheme.startswith(stem + "."))
        found[stem if not number else f"{stem}.{number + 1}"] = value
    return found
