"""Record that names mean the same: a person's decision, with its reason, written into `joins.yaml`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from coprod_tools.files.shape import nearest
from coprod_tools.policy.joins import Join
from coprod_tools.policy.values import PartialDate, Text
from coprod_tools.policyfile import joins_file
from coprod_tools.policyfile.beside import Beside, read_beside
from coprod_tools.policyfile.loading import Loaded, load
from coprod_tools.policyfile.map_csv import folded
from coprod_tools.policyfile.reading_back import names_of
from coprod_tools.problems import UsageError
from coprod_tools.words import say


def join_names(
    path: Path | str, names: Iterable[str], reason: str, by: str, on: str, *, dry_run: bool = False
) -> tuple[Join, bool]:
    """Write a join into `joins.yaml`; return it, and whether it is new.

    Parameters
    ----------
    names : iterable of str
        Two or more, each as a map or the policy says it; the first is the one that is shown.
    on : str
        The day it was decided.
    dry_run : bool
        Return the join and write nothing.

    Raises
    ------
    InvalidInput
        When the policy or a file beside it can't be used.
    UsageError
        When there are fewer than two different names, or nobody uses one of them.
    """
    loaded, beside, chosen = _chosen(path, names)
    join = Join(
        names=chosen,
        shown_as=chosen[0],
        reason=Text.read(reason),
        by=Text.read(by),
        on=PartialDate.read(on),
    )
    meant = {folded(name) for name in chosen}
    if any(meant <= {folded(name) for name in each.names} for each in beside.joins if each.undone_on is None):
        return join, False
    if not dry_run:
        joins_file.add_joins(loaded.path.parent / joins_file.NAME, [join])
    return join, True


def keep_apart(path: Path | str, names: Iterable[str], reason: str, by: str, on: str) -> Join:
    """Write into `joins.yaml` that names were asked about and do not mean the same; they are not suggested again.

    Raises
    ------
    InvalidInput
        When the policy or a file beside it can't be used.
    UsageError
        When there are fewer than two different names, or nobody uses one of them.
    """
    loaded, _, chosen = _chosen(path, names)
    day, why = PartialDate.read(on), Text.read(reason)
    asked = Text.read(say("maps.join_asked"))
    join = Join(names=chosen, reason=asked, by=Text.read(by), on=day, undone_on=day, undone_why=why)
    joins_file.add_joins(loaded.path.parent / joins_file.NAME, [join])
    return join


def _chosen(path: Path | str, names: Iterable[str]) -> tuple[Loaded, Beside, tuple[str, ...]]:
    """Return the policy, what lies beside it, and the names as they are known there, each once."""
    loaded = load(path)
    if loaded.source.shipped:
        raise UsageError(say("maps.shipped"))
    beside = read_beside(loaded)
    chosen = tuple({folded(name): " ".join(name.split()) for name in reversed([*names])}.values())[::-1]
    if len(chosen) < 2:
        raise UsageError(say("maps.join_two"))
    known = _known(loaded, beside)
    for name in chosen:
        if folded(name) not in known:
            near = nearest(folded(name), tuple(known))
            key = "maps.join_near" if near else "maps.join_unknown"
            raise UsageError(say(key, name=name, near=known.get(near or "")))
    return loaded, beside, chosen


def _known(loaded: Loaded, beside: Beside) -> dict[str, str]:
    """Every name that stands in a map or in the policy, as written, by itself as it is compared."""
    said = [end for each in beside.maps for link in each.statements for end in (link.cause, link.effect)]
    return {folded(name): name for name in (*said, *names_of(loaded.policy).values())}
