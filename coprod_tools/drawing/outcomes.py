"""The outcomes with the claims that lead to them: what each rests on, who contests it, what is only assumed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coprod_tools.chain import ValueChain
from coprod_tools.drawing.cards import PAD, boxed
from coprod_tools.drawing.chain_key import line_key
from coprod_tools.drawing.frame import INNER, MOST_BOXES, SIZE, SMALL, key_to, picture_of, sheet_of
from coprod_tools.drawing.lettering import paragraph
from coprod_tools.drawing.numbering import numbering
from coprod_tools.drawing.palette import INK, LOOKS, NEED, QUIET
from coprod_tools.drawing.picture import Picture
from coprod_tools.drawing.shapes import Block, Path, Shape, Sheet, stacked
from coprod_tools.drawing.strength import Strength, strength_of
from coprod_tools.drawing.wording import count, paged, say
from coprod_tools.policy import Activity, Claim, Outcome

SIDE = 228.0
MIDDLE = INNER - 2 * SIDE
LOOK = {"evidence": "-", "assumed": "--", "none": ":"}
CONTESTED = LOOKS["handed-over-work"].ink


@dataclass(frozen=True, slots=True)
class Link:
    """A claim as it is drawn: what causes, what follows, and how well it is known."""

    claim: Claim
    cause: str
    effect: str
    strength: Strength


def draw_outcomes(chain: ValueChain, page: int = 1) -> Picture:
    """Draw each outcome with the claims that lead to it, then the claims further back.

    Evidence stands in its own levels, never converted. A line is whole where there is evidence, dashed where the link
    is assumed, dotted where nothing is given; contested links bear a cross and the word.

    Parameters
    ----------
    page : int
        From 1, at most 40 boxes each; `pages_of_outcomes` says how many there are.
    """
    title = paged(say("outcomes-title", policy=chain.policy.title), page, pages_of_outcomes(chain))
    head = tuple(say(f"head-{column}") for column in ("cause", "effect", "sign", "evidence", "state", "assumption"))
    return picture_of(outcomes_sheet(chain, page), title, outcomes_alt(chain), head, _rows(chain))


def links_of(chain: ValueChain) -> tuple[Link, ...]:
    """Return every claim with the nodes it joins."""
    claims = {claim.key: claim for claim in chain.policy.claims or ()}
    edges = {data["claim"]: (a, b) for a, b, data in chain.edges("leads_to") if data["said_by"] == "claim"}
    return tuple(Link(claim, *edges[key], strength_of(chain, claim)) for key, claim in claims.items())


def pages_of_outcomes(chain: ValueChain) -> int:
    """Return how many pictures the outcomes and claims need."""
    return len(_pages(chain))


def outcomes_alt(chain: ValueChain) -> str:
    """Return the finding in words: how many outcomes no claim leads to, and how well the links are known."""
    links = links_of(chain)
    outcomes = chain.policy.outcomes or ()
    bare = [each for each in outcomes if not any(link.effect == f"outcome:{each.key}" for link in links)]
    sentences = [say("outcomes-size", outcomes=count("outcomes", len(outcomes)), links=count("links", len(links)))]
    if links:
        kinds = [link.strength.kind for link in links]
        known = {kind: kinds.count(kind) for kind in ("evidence", "assumed", "none")}
        contested = sum(link.strength.contested for link in links)
        sentences.append(say("outcomes-known", contested=contested, **known))
    if bare:
        sentences.append(say("outcomes-bare-one") if len(bare) == 1 else say("outcomes-bare-many", n=len(bare)))
    return " ".join(sentences)


def outcomes_sheet(chain: ValueChain, page: int = 1) -> Sheet:
    """Lay the picture out, before it is painted."""
    title = paged(say("outcomes-title", policy=chain.policy.title), page, pages_of_outcomes(chain))
    panels = [_panel(chain, effect, links) for effect, links in _pages(chain)[page - 1]]
    body = stacked(panels, gap=12)
    if not panels:
        body = paragraph(say("no-outcome"), SIZE, INNER, 1, ink=INK, italic=True)
    return sheet_of(title, outcomes_alt(chain), body, _key(chain))


def _by_effect(chain: ValueChain) -> dict[str, list[Link]]:
    """Group the claims: outcomes first in the order of the file, even without a claim, then whatever lies behind."""
    found: dict[str, list[Link]] = {f"outcome:{each.key}": [] for each in chain.policy.outcomes or ()}
    for link in links_of(chain):
        found.setdefault(link.effect, []).append(link)
    return found


def _pages(chain: ValueChain) -> list[list[tuple[str, list[Link]]]]:
    pages: list[list[tuple[str, list[Link]]]] = [[]]
    boxes = 0
    for effect, links in _by_effect(chain).items():
        for start in range(0, max(len(links), 1), MOST_BOXES - 1):
            part = links[start : start + MOST_BOXES - 1]
            if boxes + len(part) + 1 > MOST_BOXES and pages[-1]:
                pages.append([])
                boxes = 0
            pages[-1].append((effect, part))
            boxes += len(part) + 1
    return pages


def _panel(chain: ValueChain, effect: str, links: Sequence[Link]) -> Block:
    causes = [_content(chain, link.cause) for link in links]
    words = [_words(link) for link in links]
    heights = [_row_height(cause, *told) for cause, told in zip(causes, words, strict=True)]
    target = _effect(chain, effect, bare=not links)
    whole = max(sum(heights) + 6 * max(len(heights) - 1, 0), target.height + 2 * PAD)
    shapes: list[Shape] = [*boxed(target, SIDE, whole, 1.4).at(SIDE + MIDDLE, 0)]
    y = 0.0 if len(links) != 1 else (whole - heights[0]) / 2
    for link, cause, (above, below), height in zip(links, causes, words, heights, strict=True):
        shapes += boxed(cause, SIDE, height).at(0, y)
        line = y + height / 2
        shapes += (*_arrow(link, line), *above.at(SIDE + 10, line - above.height - 2), *below.at(SIDE + 10, line + 4))
        y += height + 6
    return Block(tuple(shapes), INNER, whole)


def _row_height(cause: Block, above: Block, below: Block) -> float:
    return max(cause.height + 2 * PAD, 2 * (max(above.height, below.height) + 4), 30.0)


def _content(chain: ValueChain, node: str) -> Block:
    kind = chain.graph.nodes[node]["kind"]
    return stacked(
        [
            paragraph(_name(chain, node), SIZE, SIDE - 2 * PAD, 3, ink=INK, bold=True),
            paragraph(say(f"kind-{kind}"), SMALL, SIDE - 2 * PAD, 1, ink=QUIET),
        ]
    )


def _effect(chain: ValueChain, node: str, *, bare: bool) -> Block:
    lines = [_content(chain, node)]
    numbers = numbering(chain).activities
    outcome = next((each for each in chain.policy.outcomes or () if f"outcome:{each.key}" == node), None)
    if bare:
        lines.append(paragraph(say("no-claim"), SMALL, SIDE - 2 * PAD, 2, ink=INK, italic=True))
    naming = ", ".join(numbers[name] for name, each in chain.activities.items() if outcome and _names_it(each, outcome))
    if naming:
        lines.append(paragraph(say("named-by", numbers=naming), SMALL, SIDE - 2 * PAD, 2, ink=QUIET))
    if outcome and outcome.contested_by:
        lines.append(paragraph(say("outcome-contested"), SMALL, SIDE - 2 * PAD, 1, ink=CONTESTED, italic=True))
    return stacked(lines, gap=2)


def _names_it(activity: Activity, outcome: Outcome) -> bool:
    return outcome.key in (activity.outcomes or ())


def _name(chain: ValueChain, node: str) -> str:
    kind, _, key = node.partition(":")
    numbers = numbering(chain)
    number = {"activity": numbers.activities, "outcome": numbers.outcomes}.get(kind, {}).get(key)
    return f"{number}  {chain.label(node)}" if number else chain.label(node)


def _words(link: Link) -> tuple[Block, Block]:
    """Set the evidence, to stand above the line, and who agrees or contests, to stand below it."""
    room = MIDDLE - 24
    ink = CONTESTED if link.strength.contested else INK
    above = paragraph(link.strength.words, SMALL, room, 2, ink=INK)
    return above, paragraph(link.strength.state, SMALL, room, 3, ink=ink, italic=True)


def _arrow(link: Link, y: float) -> tuple[Shape, ...]:
    strength = link.strength
    ink = CONTESTED if strength.contested else NEED
    line = Path(((SIDE, y), (SIDE + MIDDLE, y)), ink, 1.3, LOOK[strength.kind], arrow=True)
    return (line, *_cross(SIDE + MIDDLE - 20, y)) if strength.contested else (line,)


def _cross(x: float, y: float) -> tuple[Shape, ...]:
    r = 4.2
    down, up = ((x - r, y - r), (x + r, y + r)), ((x - r, y + r), (x + r, y - r))
    return (Path(down, CONTESTED, 1.5), Path(up, CONTESTED, 1.5))


def _key(chain: ValueChain) -> Block:
    links = links_of(chain)
    kinds = [kind for kind in LOOK if any(link.strength.kind == kind for link in links)]
    entries = [line_key(say(f"key-link-{kind}"), NEED, LOOK[kind]) for kind in kinds]
    if any(link.strength.contested for link in links):
        plain = line_key(say("key-link-contested"), CONTESTED, "-")
        entries.append(Block((*plain.shapes, *_cross(9, plain.height / 2)), plain.width, plain.height))
    return key_to(entries)


def _rows(chain: ValueChain) -> Iterator[tuple[str, ...]]:
    for effect, links in _by_effect(chain).items():
        if not links:
            yield ("", _name(chain, effect), "", "", say("no-claim"), "")
        for link in links:
            strength = link.strength
            assumption = str(link.claim.assumption or "")
            cause = _name(chain, link.cause)
            yield (cause, _name(chain, effect), strength.sign, strength.words, strength.state, assumption)
