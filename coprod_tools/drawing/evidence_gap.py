"""The evidence gap: what much hangs on against how well it is known, in four fields with words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from coprod_tools.consensus.hanging import hanging
from coprod_tools.consensus.values import Agreement, JointMap, Link
from coprod_tools.drawing.agreement_look import LOOKS, RADIUS, STATES, state_key, state_sign
from coprod_tools.drawing.cards import PAD
from coprod_tools.drawing.frame import INNER, SIZE, SMALL, key_to, picture_of, sheet_of
from coprod_tools.drawing.joint_picture import link_name
from coprod_tools.drawing.lettering import paragraph
from coprod_tools.drawing.palette import GROUND, INK, LINE, PAPER, QUIET, with_words
from coprod_tools.drawing.picture import Picture
from coprod_tools.drawing.shapes import Block, Rect, Shape, Sheet, stacked
from coprod_tools.drawing.wording import count, say

SHOWN, NAMED = 8, 3
QUADRANTS = ("much-weak", "much-strong", "little-weak", "little-strong")
_GAP = 8.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link stands.

    Attributes
    ----------
    hangs : int
        Ways from causes to outcomes that run through it.
    evidence : bool
        Whether anybody gives any.
    quadrant : str
        Much hangs on it where it bears at least half as much as the link that bears most, or where the order of
        actions turns on it; it is well known where it is agreed and somebody gives evidence.
    """

    link: Link
    name: str
    state: str
    hangs: int
    evidence: bool
    quadrant: str


def draw_evidence_gap(
    joint: JointMap, agreements: Mapping[str, Agreement], policy_title: str, decisive: Collection[str] = ()
) -> Picture:
    """Draw the links in four fields: much or little hangs on them, well known or not; the table holds them all.

    Parameters
    ----------
    decisive : collection of str
        Ids of links on which much hangs for a reason of its own, such as those to talk about next; most decisive first.
    """
    places = places_of(joint, agreements, decisive)
    title = say("gap-title", policy=policy_title)
    head = tuple(say(f"head-gap-{name}") for name in ("link", "hangs", "known", "quadrant"))
    return picture_of(gap_sheet(joint, agreements, policy_title, decisive), title, gap_alt(places), head, _rows(places))


def places_of(
    joint: JointMap, agreements: Mapping[str, Agreement], decisive: Collection[str] = ()
) -> tuple[Place, ...]:
    """Place every link: those that decide first, in their order, then what most hangs on."""
    outcomes = [concept.id for concept in joint.concepts if concept.kind == "outcome"]
    hangs = hanging(((link.cause, link.effect) for link in joint.links), outcomes)
    most = max(hangs.values(), default=0)
    places = []
    for link in joint.links:
        state, weight = agreements[link.id].state, hangs[link.cause, link.effect]
        evidence = any(held.statement.evidence for held in link.held)
        much = "much" if link.id in decisive or (weight and 2 * weight >= most) else "little"
        known = "strong" if state == "agreed" and evidence else "weak"
        places.append(Place(link, link_name(joint, link), state, weight, evidence, f"{much}-{known}"))
    order = {state: at for at, state in enumerate(("contested", "not-known", "one-view", "agreed"))}
    first = {id: at for at, id in enumerate(decisive)}
    last = len(first)
    return tuple(
        sorted(places, key=lambda each: (first.get(each.link.id, last), -each.hangs, order[each.state], each.link.id))
    )


def gap_alt(places: tuple[Place, ...]) -> str:
    """Return the finding in words: on which links much hangs though they are not well known."""
    if not places:
        return say("map-nothing")
    much = [place for place in places if place.quadrant.startswith("much")]
    weak = [place.name for place in much if place.quadrant == "much-weak"]
    if not weak:
        return say("gap-alt-none", much=len(much), links=count("links", len(places)))
    names = weak if len(weak) <= NAMED else [*weak[:NAMED], say("and-more", n=len(weak) - NAMED)]
    return say(
        "gap-alt",
        much=len(much),
        links=count("links", len(places)),
        weak=count("gap-weak", len(weak)),
        names="; ".join(names),
    )


def gap_sheet(
    joint: JointMap, agreements: Mapping[str, Agreement], policy_title: str, decisive: Collection[str] = ()
) -> Sheet:
    """Lay the picture out, before it is painted."""
    places = places_of(joint, agreements, decisive)
    width = (INNER - _GAP) / 2
    rows = []
    for pair in (QUADRANTS[:2], QUADRANTS[2:]):
        contents = [_content(quadrant, places, width - 2 * PAD) for quadrant in pair]
        height = max(content.height for content in contents) + 2 * PAD
        shapes: list[Shape] = []
        for at, (quadrant, content) in enumerate(zip(pair, contents, strict=True)):
            first = quadrant == "much-weak"
            ground = Rect(0, 0, width, height, PAPER if first else GROUND, LINE, 1.6 if first else 0.8, role="box")
            shapes += Block((ground, *content.at(PAD, PAD)), width, height).at(at * (width + _GAP), 0)
        rows.append(Block(tuple(shapes), INNER, height))
    up, across = (paragraph(say(f"gap-axis-{way}"), SMALL, INNER, 2, ink=QUIET) for way in ("up", "across"))
    body = stacked([up, *rows, across], gap=_GAP) if places else up
    states = [state for state in STATES if any(place.state == state for place in places)]
    return sheet_of(say("gap-title", policy=policy_title), gap_alt(places), body, key_to(map(state_key, states)))


def _content(quadrant: str, places: tuple[Place, ...], width: float) -> Block:
    inside = [place for place in places if place.quadrant == quadrant]
    parts = [
        paragraph(say(f"gap-{quadrant}"), SIZE + 2, width, 1, ink=INK, bold=True),
        paragraph(say(f"gap-{quadrant}-what"), SMALL, width, 1, ink=QUIET),
    ]
    shown = inside if len(inside) <= SHOWN else inside[: SHOWN - 1]
    for place in shown:
        words = paragraph(_line(place), SMALL, width - 2 * RADIUS - 3, 2, ink=LOOKS[place.state].ink)
        parts.append(with_words(state_sign(place.state, 0, 0), words, RADIUS))
    if len(shown) < len(inside):
        parts.append(paragraph(say("map-more-lines", n=len(inside) - len(shown)), SMALL, width, 1, ink=QUIET))
    if not inside:
        parts.append(paragraph(say("gap-nothing"), SMALL, width, 1, ink=QUIET, italic=True))
    return stacked(parts, gap=3)


def _line(place: Place) -> str:
    evidence = say("gap-evidence" if place.evidence else "gap-no-evidence")
    return say("gap-line", pair=place.name, state=say(f"state-{place.state}"), evidence=evidence)


def _rows(places: tuple[Place, ...]) -> Iterator[tuple[str, ...]]:
    for place in places:
        evidence = say("gap-evidence" if place.evidence else "gap-no-evidence")
        known = f"{say(f'state-{place.state}')}, {evidence}"
        yield (place.name, str(place.hangs), known, say(f"gap-{place.quadrant}"))
