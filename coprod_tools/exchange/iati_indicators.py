"""An indicator of an IATI result: baseline, targets and actual values by period; words stay words."""

from __future__ import annotations

from typing import Any, Literal

from coprod_tools.exchange import iati_codes as codes
from coprod_tools.exchange.iati_frame import Summary, titled
from coprod_tools.exchange.iati_values import date, quantity, span
from coprod_tools.exchange.naming import Names
from coprod_tools.exchange.plain_policy import first_words
from coprod_tools.exchange.trail import Trail, why_lost
from coprod_tools.exchange.wording import fitted, read_narratives, read_text
from coprod_tools.exchange.xml_source import Element
from coprod_tools.policy.values import MAX_LINE
from coprod_tools.words import say

Level = Literal["output", "outcome"]


class Measures:
    """Reads the values of one indicator: baselines, targets and actuals, each with the part of the whole it is for."""

    def __init__(self, trail: Trail, language: str, *, percent: bool) -> None:
        self.trail, self.language, self.percent = trail, language, percent
        self._names = Names()

    def number(self, element: Element) -> dict[str, Any] | None:
        """Return the value of a baseline, target or actual where it is a number."""
        return quantity(self.trail.attribute(element, "value"), percent=self.percent)

    def part(self, element: Element) -> str:
        """Return what part of the whole a value is for, such as `Gender: Female`; empty for the whole."""
        parts = []
        for inner in element.findall("dimension"):
            said = read_text(self.trail, inner, "name"), read_text(self.trail, inner, "value")
            parts.append(": ".join(filter(None, said)))
        return "; ".join(filter(None, parts))

    def place(self, element: Element) -> str:
        """Return the places a value is for, as the source codes them."""
        return ", ".join(filter(None, [read_text(self.trail, inner, "ref") for inner in element.findall("location")]))

    def remarks(self, element: Element, kind: str) -> list[str]:
        """Return what a value says in words: a value that is no number, and its comment."""
        said = []
        value = read_text(self.trail, element, "value")
        if value and self.number(element) is None:
            said.append(say(f"exchange.{kind}_in_words", value=value))
        for comment in element.findall("comment"):
            texts = [text for _, text in read_narratives(self.trail, comment, self.language)]
            if texts:
                said.append(say(f"exchange.{kind}_comment", comment=_ended(" / ".join(texts))))
        return said

    def row(
        self, element: Element, when: tuple[str | None, str | None], part: str, place: str, said: list[str],
        **values: dict[str, Any] | None,
    ) -> dict[str, Any]:  # fmt: skip
        """Return one row of the indicator's values; its id does not hang on the values."""
        note = [say("exchange.only", part=part)] if part else []
        note += [say("exchange.place", place=place)] if place else []
        return {
            "id": self._names.of_content(f"p-{when[0] or when[1] or 'undated'}", *when, part, place),
            "period": when[0],
            "period_end": when[1],
            **{name: _short(value) for name, value in values.items()},
            "only_for": _part_of_the_whole(part, place),
            "note": fitted(self.trail, element, {"": " ".join([*note, *said])}),
        }


def _part_of_the_whole(part: str, place: str) -> str | None:
    """Return what a value is limited to; the whole words stand in its note."""
    limited = "; ".join(each for each in (part, place) if each)
    return limited[:MAX_LINE] or None


def _short(value: dict[str, Any] | None) -> Any:
    """Return a quantity that is nothing but a number as that number."""
    return value["mid"] if value and set(value) == {"mid"} else value


def _ended(text: str) -> str:
    return text + "." if text[-1].isalnum() else text


def indicator(
    trail: Trail, element: Element, names: Names, result: tuple[Level, str], language: str, summary: Summary
) -> dict[str, Any]:
    """Return an indicator as plain policy data, tied to the output or outcome it measures."""
    stated = trail.attribute(element, "measure")
    measure = codes.word(stated, codes.MEASURES)
    if stated and measure is None:
        trail.refuse(element, "measure", why_lost("unknown_code"))
    measures = Measures(trail, language, percent=measure == "percentage")
    label = titled(trail, element, language, summary, say("exchange.indicator"))
    baseline, earlier = _baselines(measures, element)
    later = [row for inner in element.findall("period") for row in _period(measures, inner)]
    level, own = result
    return {
        "id": names.take(first_words(label)),
        "label": label,
        level: own,
        "unit": say(f"exchange.measure_{measure}") if measure else None,
        "direction": _direction(trail, element),
        "baseline": baseline,
        **_only_target(element, later),
        "actuals": [*earlier, *later] or None,
    }


def _direction(trail: Trail, element: Element) -> str | None:
    ascending = (trail.attribute(element, "ascending") or "").lower()
    if ascending in {"1", "true"}:
        return say("exchange.upward")
    if ascending in {"0", "false"}:
        return say("exchange.downward")
    trail.refuse(element, "ascending", why_lost("unknown_code"))
    return None


def _baselines(measures: Measures, element: Element) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
    """Return the first baseline of the whole, and rows for all that is of a part, said in words, or one more."""
    whole: dict[str, Any] | None = None
    rows = []
    for inner in element.findall("baseline"):
        when = _baseline_date(measures, inner)
        value, part, place = measures.number(inner), measures.part(inner), measures.place(inner)
        said = measures.remarks(inner, "baseline")
        if value and not part and whole is None:
            whole, value = {**value, "as_at": when}, None
            if not (said or place):
                continue
        rows.append(measures.row(inner, (when, None), part, place, [say("exchange.baseline"), *said], value=value))
    return whole, rows


def _baseline_date(measures: Measures, element: Element) -> str | None:
    """Return the day of a baseline where it states one, else the year."""
    day = date(measures.trail, element) if element.get("iso-date") else None
    year = measures.trail.attribute(element, "year") if day else date(measures.trail, element, "year")
    if day and year and not day.startswith(year):
        measures.trail.refuse(element, "year", why_lost("beside_date"))
    return day or year


def _period(measures: Measures, element: Element) -> list[dict[str, Any]]:
    """Return a row for the whole and one for each part or place that a period tells apart."""
    when = span(measures.trail, element)
    rows: list[dict[str, Any]] = []
    for tag in ("target", "actual"):
        for inner in element.findall(tag):
            of = {"part": measures.part(inner), "place": measures.place(inner)}
            row = next((row for row in rows if row["of"] == of and tag not in row), None)
            if row is None:
                row = {"of": of, "said": []}
                rows.append(row)
            row[tag] = measures.number(inner)
            row["said"] += measures.remarks(inner, tag)
    return [
        measures.row(element, when, **row["of"], said=row["said"], value=row.get("actual"), target=row.get("target"))
        for row in rows or [{"of": {"part": "", "place": ""}, "said": []}]
    ]


def _only_target(element: Element, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the target and its date where exactly one is set, for the whole; several stay with their periods."""
    aimed = [row for row in rows if row.get("target")]
    if len(aimed) != 1 or element.find("period/target/dimension") is not None:
        return {}
    return {"target": aimed[0]["target"], "target_date": aimed[0]["period_end"]}
