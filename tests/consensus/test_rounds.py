"""Who moved: between rounds that follow each other, in words, and named only with consent."""

from __future__ import annotations

from coprod_tools.consensus.laying_out import lay_out
from coprod_tools.consensus.merging import collect, merge
from coprod_tools.consensus.rounds import Move, move_in_words, moves
from coprod_tools.consensus.values import JointMap
from tests.consensus.panels import policy, told

FIRST = told(
    "kahu", ("trust", "calm", "+", "0.5"), ("trust", "sleep", "+"), ("rent", "calm", "-"), ("visits", "calm", "+")
)
SECOND = told(
    "kahu",
    ("trust", "calm", "+", "0.75"),
    ("trust", "sleep", "-"),
    ("visits", "calm", "+"),
    ("visits", "sleep", "?"),
    round=2,
)


def laid(**fields: object) -> JointMap:
    """Lay out both rounds of one partner, and one round of another."""
    maps = merge(collect(SECOND), collect(FIRST), collect(told("tui", ("trust", "calm", "-"))))
    return lay_out(policy(**fields), maps)


def test_each_change_between_rounds_is_told_and_nothing_else() -> None:
    """Added, dropped, turned, stronger; what stayed the same is no move, and one round moves nobody."""
    found = {(move.link, move.change, move.before, move.now) for move in moves(laid())}
    assert found == {
        ("activity:visits>outcome:sleep", "added", None, "?"),
        ("said:rent>outcome:calm", "dropped", "-", None),
        ("concept:trust>outcome:sleep", "sign", "+", "-"),
        ("concept:trust>outcome:calm", "strength", "0.5", "0.75"),
    }
    assert {(move.actor, move.rounds) for move in moves(laid())} == {("kahu", (1, 2))}


def test_a_move_is_told_over_every_pair_of_rounds() -> None:
    """From 1 to 3 where there is no second, then from 3 to 4; equal numbers written otherwise are no move."""
    maps = [
        told("kahu", ("trust", "calm", "+", "0.5"), round=1),
        told("kahu", ("trust", "calm", "-", "0.5"), round=3),
        told("kahu", ("trust", "calm", "-", "0.50"), round=4),
    ]
    found = moves(lay_out(policy(), merge(*map(collect, maps))))
    assert [(move.rounds, move.change) for move in found] == [((1, 3), "sign")]


def test_a_sentence_names_its_holder_only_with_consent() -> None:
    """Consent for both rounds; the link is told in the policy's words."""
    consent = [{"actor": "kahu", "visible_to": "public"}]
    named = {_sentence(laid(maps=consent), change) for change in ("added", "dropped", "sign", "strength")}
    silent = {_sentence(laid(), change) for change in ("added", "dropped", "sign", "strength")}
    assert all("Kahu Trust" in each for each in named)
    assert all("not agreed to be named" in each and "kahu" not in each.lower() for each in silent)
    assert any(
        "Trust in the visitor → Sleep" in each and "Before: raises it. Now: lowers it." in each for each in named
    )


def _sentence(joint: JointMap, change: str) -> str:
    move: Move = next(each for each in moves(joint) if each.change == change)
    return move_in_words(move, joint)
