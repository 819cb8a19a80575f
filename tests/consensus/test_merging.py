"""Merging is union: no order, no repetition and no grouping of files shows in it, and no statement is lost."""

from __future__ import annotations

import itertools
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_tools.consensus.laying_out import lay_out
from coprod_tools.consensus.merging import Collected, collect, collect_joins, merge
from coprod_tools.policy.joins import Join, Joins
from coprod_tools.policy.partner_maps import PartnerMap, Statement
from tests.consensus.panels import join, policy, told

WORDS = ["visits", "Home visits", "trust", "Trust in the visitor", "being heard", "Being  heard", "rent"]
NAMES = st.sampled_from(WORDS)
STATEMENTS = st.builds(
    Statement,
    cause=NAMES,
    effect=NAMES,
    sign=st.sampled_from(["+", "-", "?", None]),
    strength=st.sampled_from([None, Decimal("0.5"), Decimal("0.50"), Decimal(1)]),
    confidence=st.sampled_from([None, "low", "high"]),
    assumption=st.sampled_from([None, "", "if it rains"]),
    line=st.integers(2, 5),
)
MAPS = st.builds(
    PartnerMap,
    actor=st.sampled_from(["kahu", "tui", "ministry"]),
    round=st.integers(1, 3),
    statements=st.lists(STATEMENTS, max_size=5).map(tuple),
    sha256=st.sampled_from(["one", "two"]),
)
JOINS = st.lists(
    st.sampled_from(
        [
            join("being heard", "rent"),
            join("rent", "trust"),
            join("being heard", "visits", on="2026-05"),
            join("a", "b"),
        ]
    ),
    max_size=4,
).map(lambda rows: collect_joins(Joins(rows=tuple(rows))))
COLLECTED = st.one_of(MAPS.map(collect), JOINS)


def said(collected: Collected) -> set[tuple[object, ...]]:
    """Return what is in a set, written out by hand so that no code of ours decides what is equal."""
    held = {(h.actor, h.round, h.origin, h.stance, repr(h.statement)) for h in collected.held}
    return held | {(repr(file),) for file in collected.files} | {(repr(each),) for each in collected.joins}


@given(st.lists(COLLECTED, max_size=4))
def test_merging_is_the_union_of_sets(parts: list[Collected]) -> None:
    """Everything that one part holds is there, and nothing else."""
    assert said(merge(*parts)) == set().union(*map(said, parts))


@given(st.lists(COLLECTED, max_size=4), st.randoms(use_true_random=False))
def test_merging_is_commutative_to_the_byte(parts: list[Collected], random: object) -> None:
    """The order of files leaves no trace, in no character of the result."""
    mixed = list(parts)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert repr(merge(*mixed)) == repr(merge(*parts))


@given(COLLECTED, COLLECTED, COLLECTED)
def test_merging_is_associative(one: Collected, two: Collected, three: Collected) -> None:
    """Whoever is merged first."""
    assert repr(merge(merge(one, two), three)) == repr(merge(one, merge(two, three)))


@given(COLLECTED)
def test_merging_is_idempotent_and_nothing_is_its_neutral(one: Collected) -> None:
    """The same file twice is the same file once."""
    assert repr(merge(one, one)) == repr(merge(one)) == repr(one) == repr(merge(one, Collected()))


@settings(max_examples=60)
@given(st.lists(MAPS, max_size=4), st.lists(st.sampled_from(["j1", "j2", "j3"]), max_size=3))
def test_laying_out_depends_on_no_order_and_loses_no_statement(maps: list[PartnerMap], which: list[str]) -> None:
    """Every statement stands in a link, now or earlier, or among those whose ends were joined."""
    joins = {
        "j1": join("being heard", "rent"),
        "j2": join("rent", "trust", on="2026-06-01"),
        "j3": join("being heard", "visits", on="2026-07-01"),
    }
    rows = [joins[name] for name in which]
    whole = policy()
    laid = lay_out(whole, merge(*map(collect, maps)), rows)
    assert repr(laid) == repr(lay_out(whole, merge(*map(collect, reversed(maps))), rows[::-1]))
    kept = {repr(h) for link in laid.links for h in link.held + link.earlier} | {repr(h) for h in laid.set_aside}
    assert kept == {repr(h) for each in maps for h in collect(each).held}


def test_two_equal_rows_of_one_map_stay_two_statements() -> None:
    """They stand on two lines: what was said twice was said twice."""
    assert len(merge(collect(told("kahu", ("a", "b", "+"), ("a", "b", "+")))).held) == 2


def test_equal_numbers_written_differently_are_two_texts() -> None:
    """0.5 and 0.50 are equal numbers; which of them is kept may not depend on the order of files."""
    maps = [told("kahu", ("a", "b", "+", number)) for number in ("0.5", "0.50")]
    written = {repr(merge(*map(collect, order))) for order in itertools.permutations(maps)}
    assert len(written) == 1 and "'0.50'" in written.pop()


def test_an_undone_join_is_undone_whichever_copy_is_merged_first() -> None:
    """One folder knows of the undoing, the other does not yet."""
    plain = join("being heard", "rent")
    undone = join("being heard", "rent", undone_on="2026-06-01", undone_why="They are not the same")
    maps = collect(told("kahu", ("being heard", "calm", "+"), ("rent", "calm", "-")))

    def sets(*rows: Join) -> list[Collected]:
        return [maps, *(collect_joins(Joins(rows=(row,))) for row in rows)]

    assert len(lay_out(policy(), merge(*sets(plain))).links) == 1
    for order in ((plain, undone), (undone, plain), (undone,)):
        assert len(lay_out(policy(), merge(*sets(*order))).links) == 2
