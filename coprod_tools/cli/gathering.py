"""`coprod gather`: partners' maps beside a policy, read back in plain words, and what the partner answers."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import cast

from coprod_tools.policy.joins import ReviewKind
from coprod_tools.problems import UsageError
from coprod_tools.words import say

_KINDS = {
    "confirm": ("accept", "confirmed"),
    "disagree": ("disagree", "disagreed"),
    "withdraw": ("decline", "withdrawn"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command was asked to do besides gathering, of which at most one is given: each names a partner, or names
    that mean the same.
    """

    read_back: str | None = None
    confirm: str | None = None
    disagree: str | None = None
    withdraw: str | None = None
    join: tuple[str, ...] = ()

    @property
    def given(self) -> dict[str, str]:
        """What was given, by name."""
        named = {"read-back": self.read_back, "confirm": self.confirm}
        named |= {"disagree": self.disagree, "withdraw": self.withdraw, "join": ", ".join(self.join) or None}
        return {name: actor for name, actor in named.items() if actor is not None}


def gather_all(path: str, sources: list[str], dry_run: bool, round: int | None, actor: str | None) -> int:
    """Gather maps and print what was, or would be, written and set aside."""
    from coprod_tools.exchange.gathering import gather

    done = gather(path, sources, dry_run=dry_run, round=round, actor=actor)
    if done.moved:
        print(done.moved)
    for row in done.rows:
        kind = "would" if dry_run and row.action == "added" else "did"
        print(say(f"maps.{kind}_{row.action}", path=row.path, links=row.links, source=row.source))
        for fault in row.faults:
            print(say("maps.did_fault", fault=fault))
        for note in row.notes:
            print(say("maps.did_note", note=note))
    for sentence in done.left_out:
        print(sentence, file=sys.stderr)
    counts = {"used": len(done.used), "all": len(done.rows), "faults": len(done.faults)}
    print(say("maps.would_sum" if dry_run else "maps.did_sum", **counts))
    added = [row.actor for row in done.rows if row.action == "added"]
    if added and not dry_run:
        print(say("maps.did_next", path=done.folder, actor=added[0]))
    return done.exit_code


def read_back_one(path: str, actor: str, round: int | None) -> int:
    """Print a partner's map in plain words; how it stands goes to the error output, so that the letter stays clean."""
    from coprod_tools.policyfile import load
    from coprod_tools.policyfile.beside import read_beside
    from coprod_tools.policyfile.reading_back import maps_of, names_of, read_back
    from coprod_tools.policyfile.review_file import reading_of

    loaded = load(path)
    beside = read_beside(loaded)
    chosen = maps_of(beside, actor, round)[-1]
    print(read_back(chosen, names_of(loaded.policy)), end="")
    print(f"{chosen.file}: {say(f'maps.reading_{reading_of(chosen, beside.review)}')}", file=sys.stderr)
    return 0


def tell_how_maps_stand(path: str) -> int:
    """Print whose maps lie beside a policy and what is to do with each; for the team, who needs the names."""
    from coprod_tools.policyfile import load
    from coprod_tools.policyfile.beside import read_beside
    from coprod_tools.policyfile.reading_back import names_of
    from coprod_tools.policyfile.review_file import reading_of

    loaded = load(path)
    beside, names = read_beside(loaded), names_of(loaded.policy)
    if not beside.maps:
        raise UsageError(say("maps.nothing_to_gather"))
    print(say("maps.stand_head"))
    for each in beside.maps:
        reading = say(f"maps.reading_{reading_of(each, beside.review)}")
        label = names.get(each.actor, say("maps.stand_not_listed"))
        print(say("maps.stand_row", actor=each.actor, label=label, round=each.round, reading=reading))
    return 0


def join_these(
    path: str, names: tuple[str, ...], by: str | None, on: str | None, reason: str | None, dry_run: bool
) -> int:
    """Record that names mean the same."""
    from pydantic_core import PydanticCustomError

    from coprod_tools.policyfile.joining_names import join_names

    _need("--join", by=by, on=on, reason=reason)
    try:
        join, new = join_names(path, names, reason or "", by or "", on or "", dry_run=dry_run)
    except PydanticCustomError as wrong:
        raise UsageError(say("maps.bad_on", why=wrong.message())) from None
    written = say(f"maps.row_{'would' if dry_run else 'did'}", file="joins.yaml") if new else say("maps.joined_before")
    print(say("maps.joined", names="”, “".join(join.names), shown=join.shown_as, written=written))
    return 0


def _need(option: str, **given: str | None) -> None:
    missing = [f"--{name}" for name, value in given.items() if not value]
    if missing:
        raise UsageError(say("maps.needs", option=option, missing=", ".join(missing)))


def answer_one(
    path: str,
    name: str,
    actor: str,
    by: str | None,
    on: str | None,
    reason: str | None,
    round: int | None,
    dry_run: bool = False,
) -> int:
    """Record what a partner says of its map, or say what would be recorded."""
    from pydantic_core import PydanticCustomError

    from coprod_tools.policyfile.reading_back import answer

    _need(f"--{name}", by=by, on=on)
    kind, said = _KINDS[name]
    try:
        rows = answer(
            path, actor, cast("ReviewKind", kind), by or "", on or "", reason=reason, round=round, dry_run=dry_run
        )
    except PydanticCustomError as wrong:
        raise UsageError(say("maps.bad_on", why=wrong.message())) from None
    for row in rows:
        written = say(f"maps.row_{'would' if dry_run else 'did'}", file="review.yaml")
        print(say(f"maps.row_{said}", subject=row.subject, by=row.by, on=row.on, written=written))
    if name == "disagree" and not dry_run:
        print(say("maps.next_disagreed"))
    return 0


def run(
    path: str,
    sources: list[str],
    asked: Asked,
    *,
    dry_run: bool,
    round: int | None,
    actor: str | None,
    by: str | None,
    on: str | None,
    reason: str | None,
) -> int:
    """Do the one thing that was asked."""
    given = asked.given
    if len(given) + bool(sources) > 1:
        raise UsageError(
            say("maps.one_step", options=", ".join([*(f"--{n}" for n in given), *(["SRC"] if sources else [])]))
        )
    if not given:
        if not sources:
            return tell_how_maps_stand(path)
        return gather_all(path, sources, dry_run, round, actor)
    (name, who), *_ = given.items()
    if name == "read-back":
        return read_back_one(path, who, round)
    if name == "join":
        return join_these(path, asked.join, by, on, reason, dry_run)
    return answer_one(path, name, who, by, on, reason, round, dry_run)
