"""Names become concepts, statements become links, and every holder keeps what it said, when and how it stands."""

from __future__ import annotations

import pytest

from coprod_tools.consensus.laying_out import lay_out
from coprod_tools.consensus.merging import collect, merge
from coprod_tools.consensus.values import Holder, JointMap
from coprod_tools.policy.joins import Join, ReviewRow
from coprod_tools.policy.partner_maps import PartnerMap
from tests.consensus.panels import join, policy, told

OPTION = {"label": "Home visits", "chosen": "yes", "chosen_on": "2026-03"}


def laid(
    *maps: PartnerMap, joins: tuple[Join, ...] = (), review: tuple[ReviewRow, ...] = (), **fields: object
) -> JointMap:
    """Lay out maps over the invented policy."""
    return lay_out(policy(**fields), merge(*map(collect, maps)), joins, review)


def links(joint: JointMap) -> set[str]:
    """Return the ids of the links."""
    return {link.id for link in joint.links}


def holder(joint: JointMap, actor: str) -> Holder:
    """Return one holder."""
    return next(each for each in joint.holders if each.actor == actor)


def row(subject: str, kind: str, sha256: str, on: str = "2026-04-01") -> ReviewRow:
    """Make a row of a review."""
    return ReviewRow.model_validate({"subject": subject, "kind": kind, "by": "Kahu", "on": on, "of_sha256": sha256})


@pytest.mark.parametrize("written", ["trust", "TRUST", "Trust in the visitor", " trust  in the\nVisitor "])
def test_a_name_means_the_item_whose_id_or_label_it_is(written: str) -> None:
    """Case and blanks make no difference; an id is no name to show."""
    joint = laid(told("kahu", (written, "calm", "+")))
    assert links(joint) == {"concept:trust>outcome:calm"}
    assert joint.concept("concept:trust").label == "Trust in the visitor"
    assert "trust" not in joint.concept("concept:trust").names


def test_letters_composed_or_not_are_the_same_letters() -> None:
    """ā may be one character or two."""
    joint = laid(told("kahu", ("wh\u0101nau time", "calm", "+")), told("tui", ("wha\u0304nau time", "calm", "+")))
    assert len(joint.links) == 1


def test_an_output_is_meant_by_its_id_alone_or_with_its_activity() -> None:
    """As in a claim."""
    joint = laid(told("kahu", ("visits/hours", "calm", "+")), told("tui", ("hours", "calm", "+")))
    assert links(joint) == {"output:visits/hours>outcome:calm"}


def test_other_words_are_a_concept_of_their_own_and_equal_words_the_same_one() -> None:
    """Different words are joined by a person only."""
    joint = laid(
        told("kahu", ("Being heard", "calm", "+")), told("tui", ("being  HEARD", "calm", "-"), ("heard", "calm"))
    )
    said = [concept for concept in joint.concepts if concept.kind == "said"]
    assert len(said) == 2 and len(joint.links) == 2


def test_a_label_that_two_items_share_means_neither_and_is_named() -> None:
    """Nothing is guessed."""
    joint = laid(
        told("kahu", ("sleep", "Rest", "+")), outcomes=({"id": "sleep", "label": "Rest"}, {"id": "r", "label": "rest"})
    )
    assert {link.effect.partition(":")[0] for link in joint.links} == {"said"}
    assert "outcome:r" in joint.faults[0].message and "outcome:sleep" in joint.faults[0].message


def test_joins_hang_together_and_take_a_name_to_an_item_of_the_policy() -> None:
    """a = b and b = trust make a trust too."""
    maps = told("kahu", ("a", "calm", "+")), told("tui", ("b", "calm", "+"))
    joint = laid(*maps, joins=(join("a", "b"), join("b", "trust", on="2026-06")))
    assert links(joint) == {"concept:trust>outcome:calm"}
    assert joint.concept("concept:trust").names == ("a", "b", "Trust in the visitor")


def test_a_join_is_shown_as_it_says_and_keeps_every_name() -> None:
    """The id is made of the first name, so that the words shown may change."""
    joint = laid(told("kahu", ("b", "calm", "+"), ("a", "sleep")), joins=(join("a", "b", shown_as="Both"),))
    assert joint.concept("said:a").label == "Both" and joint.concept("said:a").names == ("a", "b")


@pytest.mark.parametrize("order", [1, -1])
def test_a_join_that_would_merge_two_items_is_refused_and_named(order: int) -> None:
    """Of two joins that together would do it, the later one by date is refused, whatever the order in the file."""
    rows = (join("a", "calm", on="2026-01-01", id="z-first"), join("a", "sleep", on="2026-02-01", id="a-second"))
    joint = laid(told("kahu", ("a", "trust", "+")), joins=rows[::order])
    assert links(joint) == {"outcome:calm>concept:trust"}
    assert [fault.path for fault in joint.faults] == ["rows[a-second]"]


def test_a_statement_whose_ends_are_joined_is_kept_aside() -> None:
    """It can not be a link, and it is not lost."""
    joint = laid(told("kahu", ("a", "b", "+")), joins=(join("a", "b"),))
    assert joint.links == () and [held.origin for held in joint.set_aside] == ["maps/kahu.csv:2"]


def test_the_last_round_counts_and_earlier_ones_are_kept() -> None:
    """What was dropped stays a link that nobody holds now."""
    joint = laid(
        told("kahu", ("trust", "calm", "+"), ("rent", "calm", "-")), told("kahu", ("trust", "calm", "-"), round=2)
    )
    by_id = {link.id: link for link in joint.links}
    assert [h.statement.sign for h in by_id["concept:trust>outcome:calm"].held] == ["-"]
    assert [h.statement.sign for h in by_id["concept:trust>outcome:calm"].earlier] == ["+"]
    assert by_id["said:rent>outcome:calm"].held == () and len(by_id["said:rent>outcome:calm"].earlier) == 1
    assert holder(joint, "kahu").rounds == (1, 2)
    assert joint.speaks_of["kahu"] == {"concept:trust", "outcome:calm"}


def test_a_claim_is_its_holders_or_the_owners_and_others_agree_or_contest() -> None:
    """Only its holders give it strength and evidence."""
    claims = (
        {
            "from": "visits",
            "to": "calm",
            "sign": "+",
            "strength": "0.7",
            "agreed_by": ["kahu"],
            "contested_by": ["tui"],
        },
        {"from": "trust", "to": "sleep", "sign": "-", "held_by": ["tui"]},
    )
    joint = laid(claims=claims)
    calm, sleep = joint.links
    assert {(h.actor, h.stance, h.statement.strength is None) for h in calm.held} == {
        ("owner", "says", False), ("kahu", "agrees", True), ("tui", "contests", True)
    }  # fmt: skip
    assert [(h.actor, h.stance) for h in sleep.held] == [("tui", "says")]
    assert calm.claims == ("visits.calm",)
    assert joint.speaks_of == {
        "kahu": frozenset(), "owner": {"activity:visits", "outcome:calm"}, "tui": {"concept:trust", "outcome:sleep"}
    }  # fmt: skip


def test_an_owner_that_is_one_of_the_actors_is_that_actor() -> None:
    """It must not count as two holders."""
    joint = laid(owner="An invented  ministry", claims=({"from": "visits", "to": "calm", "sign": "+"},))
    assert [each.actor for each in joint.holders] == ["ministry"] and joint.holders[0].outside is False


def test_a_figure_outside_its_range_is_named_and_left_out() -> None:
    """A strength of 3 is no strength of ours, and `fairly` no word of ours."""
    joint = laid(claims=({"from": "visits", "to": "calm", "strength": "3", "confidence": "fairly"},))
    assert joint.links[0].held[0].statement.strength is None and joint.links[0].held[0].statement.confidence is None
    assert len(joint.faults) == 2 and all("claims[visits.calm]" in fault.message for fault in joint.faults)


@pytest.mark.parametrize("kind", ["decline", "disagree"])
def test_a_map_withdrawn_or_disowned_is_no_part_of_it(kind: str) -> None:
    """Nobody is said to hold what they say they never told."""
    joint = laid(told("kahu", ("trust", "calm", "+"), sha256="s"), review=(row("maps[kahu]", kind, "s"),))
    assert joint.links == () and joint.holders == () and joint.speaks_of == {} and joint.concepts == ()


def test_read_back_is_for_the_file_as_it_stands() -> None:
    """A changed file is not confirmed."""
    rows = (row("maps[kahu]", "accept", "s"),)
    assert holder(laid(told("kahu", ("a", "b"), sha256="s"), review=rows), "kahu").reading == "confirmed"
    assert holder(laid(told("kahu", ("a", "b"), sha256="t"), review=rows), "kahu").reading == "changed-since"
    assert holder(laid(told("tui", ("a", "b"), sha256="s"), review=rows), "tui").reading == "not-read-back"


def test_who_stands_outside_government_is_known_by_kind() -> None:
    """An agency stands inside, a provider outside; an actor without kind or outside the policy is not known."""
    actors = ("kahu", "tui", "ministry", "nobody-knows", "stranger")
    joint = laid(*(told(actor, ("a", "b", "+")) for actor in actors))
    assert {each.actor: each.outside for each in joint.holders} == {
        "kahu": True, "tui": True, "ministry": False, "nobody-knows": None, "stranger": None
    }  # fmt: skip
    assert holder(joint, "stranger").label == "stranger" and holder(joint, "kahu").label == "Kahu Trust"


@pytest.mark.parametrize(
    ("records", "named"),
    [
        ([{"actor": "kahu"}], False),
        ([{"actor": "kahu", "visible_to": "team"}], False),
        ([{"actor": "kahu", "visible_to": "partners"}], True),
        ([{"actor": "kahu", "visible_to": "public"}], True),
        ([{"actor": "tui", "visible_to": "public"}], False),
        ([{"actor": "kahu", "round": "2", "visible_to": "public"}], False),
        ([{"actor": "kahu", "visible_to": "public"}, {"actor": "kahu", "round": "2", "visible_to": "team"}], False),
        ([{"actor": "kahu", "round": n, "visible_to": "public"} for n in ("1", "2")], True),
    ],
)
def test_a_holder_is_named_by_consent_for_every_round_shown(records: list[dict[str, str]], named: bool) -> None:
    """Its two rounds are both shown; a record without a round speaks for those that have none of their own."""
    maps = told("kahu", ("a", "b", "+")), told("kahu", ("a", "b", "-"), round=2)
    assert holder(laid(*maps, maps=records), "kahu").named is named


@pytest.mark.parametrize(
    ("gathered", "options", "timing"),
    [
        ("2026-02-28", [OPTION], "before"),
        ("2026-04-01", [OPTION], "after"),
        ("2026-03-31", [OPTION], "unknown"),
        ("2026", [OPTION], "unknown"),
        (None, [OPTION], "unknown"),
        ("2026-02-28", [{"label": "O", "chosen": "yes"}], "unknown"),
        ("2026-02-28", [{"label": "O"}], "unknown"),
        ("2026-02-28", [], "unknown"),
        (None, [{"label": "O", "chosen": "no"}], "before"),
        ("2026-04-01", [OPTION, {"label": "P", "chosen": "no", "chosen_on": "2027"}], "after"),
        ("2026-04-01", [OPTION, {"label": "P", "chosen": "yes"}], "after"),
    ],
)
def test_a_view_is_before_or_after_the_choice_only_when_the_dates_are_sure(
    gathered: str | None, options: list[dict[str, str]], timing: str
) -> None:
    """March 2026 ends on the 31st, so a map of the 31st may be either."""
    record = {"actor": "kahu"} | ({"gathered_on": gathered} if gathered else {})
    joint = laid(told("kahu", ("a", "b", "+")), options=options, maps=[record])
    assert holder(joint, "kahu").timing == timing


def test_a_map_with_no_statement_is_a_holder_that_speaks_of_nothing() -> None:
    """It was told, and says nothing."""
    joint = laid(told("kahu"))
    assert [each.actor for each in joint.holders] == ["kahu"] and joint.speaks_of == {"kahu": frozenset()}


def test_a_group_may_hold_a_claim() -> None:
    """People affected are no actor and have no map."""
    problem = {"groups": ({"id": "parents", "label": "Parents"},)}
    joint = laid(problem=problem, claims=({"from": "visits", "to": "calm", "held_by": ["parents"]},))
    assert holder(joint, "parents").label == "Parents" and holder(joint, "parents").outside is True
