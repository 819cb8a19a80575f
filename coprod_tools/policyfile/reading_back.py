"""A partner's map in plain words, ready to be read aloud or sent, and what the partner answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from coprod_tools.knowledge import load_knowledge
from coprod_tools.policy import Policy
from coprod_tools.policy.joins import ReviewKind, ReviewRow
from coprod_tools.policy.partner_maps import PartnerMap, Statement
from coprod_tools.policy.values import PartialDate, Text
from coprod_tools.policyfile import review_file
from coprod_tools.policyfile.beside import Beside, read_beside
from coprod_tools.policyfile.loading import load
from coprod_tools.policyfile.map_csv import folded
from coprod_tools.problems import UsageError
from coprod_tools.words import say


def read_back(partner_map: PartnerMap, names: Mapping[str, str]) -> str:
    """Return a map as a letter: one sentence for each link, what is not known as questions.

    Parameters
    ----------
    names : mapping of str to str
        What ids in the map stand for, the partner's own among them; see `names_of`. Other words stay as written.
    """
    lines = [say("maps.back_head", name=names.get(partner_map.actor, partner_map.actor)), ""]
    later = partner_map.round > 1
    lines += [say("maps.back_intro_round", round=partner_map.round) if later else say("maps.back_intro")]
    lines += ["", say("maps.back_told")]
    explained = False
    for number, said in enumerate(partner_map.statements, 1):
        lines.append(f"{number}. {_sentence(said, names, explained)}")
        explained = explained or (said.strength is not None and not _strength_word(said.strength))
    questions = list(dict.fromkeys(_questions(partner_map.statements, names)))
    if questions:
        lines += ["", say("maps.back_ask"), *(f"- {question}" for question in questions)]
    return "\n".join([*lines, "", say("maps.back_close")]) + "\n"


def names_of(policy: Policy) -> dict[str, str]:
    """Return the words for the ids a map may use: actors, concepts, outcomes, activities and their outputs."""
    things = [*(policy.actors or ()), *(policy.concepts or ()), *(policy.outcomes or ()), *(policy.activities or ())]
    outputs = [output for activity in policy.activities or () for output in activity.outputs or ()]
    return {thing.key: str(getattr(thing, "label", None) or thing.key) for thing in [*outputs, *things]}


def answer(
    path: Path | str,
    actor: str,
    kind: ReviewKind,
    by: str,
    on: str,
    *,
    reason: str | None = None,
    round: int | None = None,
    dry_run: bool = False,
) -> tuple[ReviewRow, ...]:
    """Write into `review.yaml` what a partner says of its map as it is now, and return its rows.

    What was last said of a map is not written a second time when it is the same, word for word.

    Parameters
    ----------
    kind : {'accept', 'disagree', 'decline'}
        Confirmed as read back; not what was told; withdrawn.
    on : str
        The day it was said.
    round : int, optional
        Which telling; the last one when absent, and for a withdrawal all of them.
    dry_run : bool
        Return the rows and write nothing.

    Raises
    ------
    InvalidInput
        When the policy or a file beside it can't be used.
    UsageError
        When there is no such map, or a disagreement has no reason.
    """
    loaded = load(path)
    if loaded.source.shipped:
        raise UsageError(say("maps.shipped"))
    if kind == "disagree" and not reason:
        raise UsageError(say("maps.reason_needed"))
    beside = read_beside(loaded)
    maps = maps_of(beside, actor, round)
    meant = maps if kind == "decline" else maps[-1:]
    rows = tuple(
        ReviewRow(
            subject=review_file.subject_of(actor, each.round),
            kind=kind,
            reason=Text.read(reason) if reason else None,
            by=Text.read(by),
            on=PartialDate.read(on),
            of_sha256=each.sha256,
        )
        for each in meant
    )
    # A row that was read has got an id of its own.
    last = {row.subject: row.model_copy(update={"id": None}) for row in beside.review}
    new = [row for row in rows if last.get(row.subject) != row]
    if new and not dry_run:
        review_file.add_rows(loaded.path.parent / review_file.NAME, new)
    return rows


def maps_of(beside: Beside, actor: str, round: int | None = None) -> tuple[PartnerMap, ...]:
    """Return the maps of one partner, earliest round first; only that of `round` when given.

    Raises
    ------
    UsageError
        When there is none, naming those there are.
    """
    mine = [each for each in beside.maps if each.actor == actor]
    if not beside.maps:
        raise UsageError(say("maps.no_maps"))
    if not mine:
        raise UsageError(say("maps.no_map", actor=actor, known=", ".join(dict.fromkeys(m.actor for m in beside.maps))))
    found = [each for each in mine if round in (None, each.round)]
    if not found:
        rounds = ", ".join(str(each.round) for each in mine)
        raise UsageError(say("maps.no_map_round", actor=actor, round=round, known=rounds))
    return tuple(found)


def _sentence(said: Statement, names: Mapping[str, str], explained: bool) -> str:
    kind = {"+": "more", "-": "less"}.get(said.sign or "", "changes")
    parts = [say(f"maps.back_{kind}", **_ends(said, names))]
    if said.strength is not None:
        word = _strength_word(said.strength)
        kind = "strength" if word else "number_again" if explained else "number"
        parts.append(say(f"maps.back_{kind}", strength=word or said.strength))
    if said.confidence:
        parts.append(say(f"maps.back_sure_{said.confidence}"))
    for name in ("delay", "assumption", "evidence"):
        words = getattr(said, name)
        if words:
            parts.append(say(f"maps.back_{name}", **{name: " ".join(words.split()).rstrip(".;")}))
    return "; ".join(parts) + "."


def _questions(statements: tuple[Statement, ...], names: Mapping[str, str]) -> Iterator[str]:
    signs: dict[tuple[str, str], set[str | None]] = defaultdict(set)
    for said in statements:
        signs[(folded(said.cause), folded(said.effect))].add(said.sign)
    for said in statements:
        known = signs[(folded(said.cause), folded(said.effect))]
        if {"+", "-"} <= known:
            yield say("maps.back_ask_both", **_ends(said, names))
        elif said.sign in (None, "?"):
            yield say("maps.back_ask_unknown" if said.sign else "maps.back_ask_unsaid", **_ends(said, names))
    for name, kind in (("strength", "strength"), ("confidence", "sure")):
        count = sum(getattr(said, name) is None for said in statements)
        if count:
            yield say(f"maps.back_ask_{kind}", count=count)


def _ends(said: Statement, names: Mapping[str, str]) -> dict[str, str]:
    return {"cause": names.get(said.cause, said.cause), "effect": names.get(said.effect, said.effect)}


def _strength_word(strength: Decimal) -> str | None:
    return next((e.words[0] for e in load_knowledge().map_strengths.values() if e.strength == strength), None)
