"""The joint map, marked by agreement, and on the same places what one of its holders says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from coprod_tools.consensus.consent import may_be_named
from coprod_tools.consensus.values import Agreement, Concept, Held, Holder, JointMap, Link
from coprod_tools.drawing.agreement_look import LOOKS, STATES, direction, said_in_words, state_key
from coprod_tools.drawing.chain_key import line_key
from coprod_tools.drawing.frame import INNER, SIZE, key_to, picture_of, sheet_of, small
from coprod_tools.drawing.lettering import one_line, paragraph
from coprod_tools.drawing.map_body import GHOST, Drawn, Manner, map_body
from coprod_tools.drawing.map_pages import MapBook, book_of
from coprod_tools.drawing.palette import INK
from coprod_tools.drawing.picture import Picture
from coprod_tools.drawing.shapes import Block, Sheet
from coprod_tools.drawing.wording import count, listed, paged, say

Agreements = Mapping[str, Agreement]
NAMED = 3
_SIGNS = {"+": "map-own-more", "-": "map-own-less", "?": "map-own-unsure", None: "map-own-unsaid"}
_DRAWN = {"+": "+", "-": "−", "?": "?", None: "?"}


def pages_of_joint_map(joint: JointMap) -> int:
    """Return how many pictures a joint map needs."""
    return max(1, len(book_of(joint).pages))


def draw_joint_map(joint: JointMap, agreements: Agreements, policy_title: str, page: int = 1) -> Picture:
    """Draw what all maps say together; line, sign and word tell agreed, contested, one view, direction not known.

    Parameters
    ----------
    page : int
        From 1, at most 40 boxes each; the table holds the whole map on every page.
    """
    title = paged(say("map-title", policy=policy_title), page, pages_of_joint_map(joint))
    sheet = joint_sheet(joint, agreements, policy_title, page)
    head = tuple(say(f"head-map-{name}") for name in ("cause", "effect", "state", "said", "strength"))
    return picture_of(sheet, title, joint_alt(joint, agreements), head, _rows(joint, agreements))


def draw_partner_map(joint: JointMap, agreements: Agreements, policy_title: str, actor: str, page: int = 1) -> Picture:
    """Draw what one holder says on the places of the joint map; what only others draw is a ghost.

    Raises
    ------
    KeyError
        When nobody of that id holds a map.
    """
    title, alt = _one_title(joint, actor, policy_title, page), partner_alt(joint, agreements, actor)
    head = tuple(say(f"head-map-{name}") for name in ("cause", "effect", "own", "others"))
    rows = _own_rows(joint, agreements, actor)
    return picture_of(partner_sheet(joint, agreements, policy_title, actor, page), title, alt, head, rows)


def called(holder: Holder) -> str:
    """Return how a holder is called on a page: its name only where it agreed to be named."""
    return holder.label if may_be_named(holder) else say("map-unnamed")


def link_name(joint: JointMap, link: Link) -> str:
    """Return both ends of a link in words."""
    labels = {concept.id: concept.label for concept in joint.concepts}
    return say("map-pair", cause=one_line(labels[link.cause]), effect=one_line(labels[link.effect]))


def joint_alt(joint: JointMap, agreements: Agreements) -> str:
    """Return the finding in words: how many links are agreed and contested, and which."""
    if not joint.links:
        return say("map-nothing")
    told = [
        say(
            "map-size",
            concepts=count("concepts", len(joint.concepts)),
            links=count("links", len(joint.links)),
            holders=count("holders", len(joint.holders)),
        )
    ]
    found = {state: [link for link in joint.links if agreements[link.id].state == state] for state in STATES}
    told.append(
        say("map-states", states=listed(say(f"map-{state}", n=len(links)) for state, links in found.items() if links))
    )
    for state in ("contested", "agreed"):
        names = [link_name(joint, link) for link in found[state]]
        if names:
            told.append(say(f"map-{state}-are", links="; ".join(_some(names))))
    if not found["agreed"]:
        told.append(say("map-none-agreed"))
    return " ".join(told)


def partner_alt(joint: JointMap, agreements: Agreements, actor: str) -> str:
    """Return the finding in words: how much a holder draws, where it differs, and where it is silent."""
    who = called(_holder(joint, actor))
    own = [link for link in joint.links if _said(link, actor)]
    apart = [link_name(joint, link) for link in own if _differs(agreements[link.id], actor)]
    silent = sum(actor in agreements[link.id].silent for link in joint.links)
    told = [say("map-one-size", who=who, own=len(own), all=len(joint.links))]
    told.append(say("map-one-apart", who=who, links="; ".join(_some(apart))) if apart else say("map-one-together"))
    if silent:
        told.append(say("map-one-silent", n=silent))
    return " ".join(told)


def joint_sheet(joint: JointMap, agreements: Agreements, policy_title: str, page: int = 1) -> Sheet:
    """Lay the joint map out, before it is painted."""
    book = book_of(joint)
    title = paged(say("map-title", policy=policy_title), page, max(1, len(book.pages)))
    states = [state for state in STATES if any(agreements[link.id].state == state for link in joint.links)]
    entries = [state_key(state) for state in states]
    entries += [small(say("map-key-direction")), small(say("map-key-numbers"))] if joint.links else []
    concepts = {concept.id: concept for concept in joint.concepts}

    def words(link: Link) -> str:
        return _line(book, link, agreements[link.id], page)

    def link(each: Link) -> Drawn:
        state = agreements[each.id].state
        return Drawn(LOOKS[state], state, words(each))

    manner = Manner(lambda id: _numbered(book, concepts[id]), lambda _: True, link, words)
    return sheet_of(title, joint_alt(joint, agreements), _body(book, page, manner), key_to(entries))


def partner_sheet(joint: JointMap, agreements: Agreements, policy_title: str, actor: str, page: int = 1) -> Sheet:
    """Lay one holder's picture out on the places of the joint map."""
    book, concepts = book_of(joint), {concept.id: concept for concept in joint.concepts}
    theirs = joint.speaks_of.get(actor, frozenset())
    drawn_by = {link.id: _said(link, actor) for link in joint.links}

    def words(link: Link) -> str:
        return _line(book, link, agreements[link.id], page)

    def link(each: Link) -> Drawn:
        held, state = drawn_by[each.id], agreements[each.id].state
        if held is None:
            return Drawn(GHOST, None, say("map-others-line", **{"from": book.numbers[each.cause]}))
        told = say("map-own-line", told=_own(held), **{"from": book.numbers[each.cause]})
        return Drawn(LOOKS[state], state, told)

    manner = Manner(lambda id: _numbered(book, concepts[id]), lambda id: id in theirs, link, words)
    states = [s for s in STATES if any(agreements[each.id].state == s for each in joint.links if drawn_by[each.id])]
    entries = [*(state_key(state) for state in states), line_key(say("key-ghost"), GHOST.ink, GHOST.dash)]
    title, alt = _one_title(joint, actor, policy_title, page), partner_alt(joint, agreements, actor)
    return sheet_of(title, alt, _body(book, page, manner), key_to(entries))


def _body(book: MapBook, page: int, manner: Manner) -> Block:
    if not book.pages:
        return paragraph(say("map-nothing"), SIZE, INNER, 1, ink=INK, italic=True)
    return map_body(book.pages[page - 1], manner)


def _one_title(joint: JointMap, actor: str, policy_title: str, page: int) -> str:
    who = called(_holder(joint, actor))
    return paged(say("map-title-one", who=who, policy=policy_title), page, pages_of_joint_map(joint))


def _holder(joint: JointMap, actor: str) -> Holder:
    found = {holder.actor: holder for holder in joint.holders}
    return found[actor]


def _said(link: Link, actor: str) -> Held | None:
    return next((held for held in link.held if held.actor == actor), None)


def _differs(agreement: Agreement, actor: str) -> bool:
    """Tell whether somebody else says the other direction, or one contests what the other says."""
    for own, others in (
        ("plus", ("minus", "contests")),
        ("minus", ("plus", "contests")),
        ("contests", ("plus", "minus")),
    ):
        if actor in getattr(agreement, own) and any(set(getattr(agreement, other)) - {actor} for other in others):
            return True
    return False


def _numbered(book: MapBook, concept: Concept) -> str:
    return f"{book.numbers[concept.id]}  {one_line(concept.label)}"


def _line(book: MapBook, link: Link, agreement: Agreement, page: int) -> str:
    values = {
        "from": book.numbers[link.cause],
        "sign": direction(agreement),
        "state": say(f"state-{agreement.state}"),
        "said": said_in_words(agreement),
    }
    other = book.page_of[link.cause]
    if other != page:
        return say("map-line-away", page=other, **values)
    back = book.numbers[link.cause] > book.numbers[link.effect]
    return say("map-line-back" if back else "map-line", **values)


def _own(held: Held) -> str:
    statement = held.statement
    parts = [say("map-own-contests") if held.stance == "contests" else say(_SIGNS[statement.sign])]
    if statement.strength is not None:
        parts.append(say("map-own-strength", strength=statement.strength))
    if statement.confidence:
        parts.append(say("map-own-confidence", level=statement.confidence))
    return ", ".join(parts)


def _rows(joint: JointMap, agreements: Agreements) -> Iterator[tuple[str, ...]]:
    book = book_of(joint)
    concepts = {concept.id: concept for concept in joint.concepts}
    for link in sorted(joint.links, key=lambda each: (book.numbers[each.effect], book.numbers[each.cause])):
        agreement = agreements[link.id]
        state = f"{direction(agreement)} {say(f'state-{agreement.state}')}"
        ends = (_numbered(book, concepts[link.cause]), _numbered(book, concepts[link.effect]))
        yield (*ends, state, said_in_words(agreement), _strength(agreement))


def _strength(agreement: Agreement) -> str:
    low, high = agreement.strength_low, agreement.strength_high
    if low is None or high is None:
        return say("not-known")
    return f"{low:g}" if low == high else say("map-strength-range", low=f"{low:g}", high=f"{high:g}")


def _own_rows(joint: JointMap, agreements: Agreements, actor: str) -> Iterator[tuple[str, ...]]:
    book = book_of(joint)
    concepts = {concept.id: concept for concept in joint.concepts}
    for link in sorted(joint.links, key=lambda each: (book.numbers[each.effect], book.numbers[each.cause])):
        held = _said(link, actor)
        if held:
            ends = (_numbered(book, concepts[link.cause]), _numbered(book, concepts[link.effect]))
            yield (
                *ends,
                _own(held),
                f"{say(f'state-{agreements[link.id].state}')}; {said_in_words(agreements[link.id])}",
            )


def _some(names: list[str]) -> list[str]:
    return names if len(names) <= NAMED else [*names[:NAMED], say("and-more", n=len(names) - NAMED)]
