"""Two people's changes brought together: none lost, no clash silent, comments of both kept."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_tools.files.yaml_tree import parse
from coprod_tools.policy import Policy
from coprod_tools.policyfile import REMOVE, Append
from coprod_tools.policyfile.merging_values import Merging
from coprod_tools.policyfile.saving import with_all
from coprod_tools.policyfile.three_way import Difference, Instead, three_way
from coprod_tools.policyfile.values import block
from coprod_tools.problems import UsageError

BASE = """\
# Our policy
coprod: 1
id: a
title: A policy   # in few words
owner: The ministry
open:
  - whether
  - when
actors:
  # who is in it
  - id: parents   # asked twice
    label: Parents
    size: 40
  - id: ministry
    label: The ministry
activities:
  - id: design
    label: Design
    needs: [a, b]
    parts:
      - actor: parents
        co: design
        mode: voice
"""


def held(mine: list[Any], theirs: list[Any], base: str = BASE) -> Difference:
    """Return the difference after changes made by two people to one text."""
    return three_way(base, with_all(base, "F", mine), with_all(base, "F", theirs), "F")


def test_changes_of_different_fields_are_merged_and_comments_of_both_stay() -> None:
    """The expected text was written by hand."""
    mine = BASE.replace("title: A policy   # in few words", "title: Mine   # in few words, agreed")
    theirs = BASE.replace("    size: 40\n", "    size: 41   # counted\n")
    found = three_way(BASE, mine, theirs, "F")
    assert not found.clashes
    assert [(piece.path, piece.kind) for piece in found.pieces] == [
        ("title", "mine"),
        ("actors[parents].size", "theirs"),
    ]
    assert found.settled() == mine.replace("    size: 40\n", "    size: 41   # counted\n")


def test_two_fields_on_neighbouring_lines_do_not_clash() -> None:
    """As lines they would; as fields they don't."""
    found = held([{"title": "Mine"}], [{"owner": "The council"}])
    assert not found.clashes
    assert found.settled() == BASE.replace("A policy", "Mine").replace("The ministry\nopen", "The council\nopen")


def test_both_may_add_to_one_list() -> None:
    """Each a new actor; both are there."""
    found = held([{"actors": Append({"id": "m", "label": "M"})}], [{"actors": Append({"id": "t", "label": "T"})}])
    assert not found.clashes
    plain: Any = parse(found.settled(), "F").plain()
    assert [actor["id"] for actor in plain["actors"]] == ["parents", "ministry", "t", "m"]
    assert "# asked twice" in found.settled() and "# who is in it" in found.settled()


def test_the_same_change_by_both_is_no_clash() -> None:
    """It is told as such."""
    found = held([{"title": "New"}], [{"title": "New"}])
    assert [piece.kind for piece in found.pieces] == ["same"] and found.settled() == found.theirs


def test_a_clash_needs_a_choice_and_takes_each() -> None:
    """Mine, theirs or something else; what does not clash is merged in each case."""
    found = held([{"title": "Mine", "owner": "Me"}], [{"title": "Theirs", "summary": "S"}])
    assert [piece.path for piece in found.clashes] == ["title"]
    with pytest.raises(UsageError, match="title"):
        found.settled()
    for choice, title in (("mine", "Mine"), ("theirs", "Theirs"), (Instead("Ours"), "Ours")):
        plain: Any = parse(found.settled({"title": choice}), "F").plain()  # type: ignore[dict-item]
        assert (plain["title"], plain["owner"], plain["summary"]) == (title, "Me", "S")
    assert "# in few words" in found.settled({"title": "mine"})


def test_what_one_takes_out_and_the_other_changes_is_a_clash() -> None:
    """Neither is done silently."""
    found = held([{"actors[parents]": REMOVE}], [{"actors[parents].size": 41}])
    (clash,) = found.clashes
    assert clash.path == "actors[parents]" and clash.mine is REMOVE
    assert "parents" not in str(parse(found.settled({"actors[parents]": "mine"}), "F").plain()["actors"])  # type: ignore[index, call-overload]
    assert "size: 41" in found.settled({"actors[parents]": "theirs"})


def test_items_without_ids_that_both_reword_clash_and_different_ones_do_not() -> None:
    """The first open question by both; then the first by one, the second by the other."""
    both = held([{"open[1]": "whether at all"}], [{"open[1]": "if"}])
    assert [piece.path for piece in both.clashes] == ["open[1]"]
    apart = held([{"open[1]": "whether at all"}], [{"open[2]": "how soon"}])
    assert not apart.clashes
    assert parse(apart.settled(), "F").plain()["open"] == ("whether at all", "how soon")  # type: ignore[index, call-overload]


def order_of(text: str) -> list[str]:
    """Return the ids of the actors in their order."""
    plain: Any = parse(text, "F").plain()
    return [actor["id"] for actor in plain["actors"]]


def test_an_order_that_one_changed_is_kept_and_two_orders_clash() -> None:
    """Three actors; what the other wrote in one of them is kept as well."""
    base = "coprod: 1\nid: a\ntitle: A\nactors:\n" + "".join(f"  - {{id: {n}, label: {n}}}\n" for n in "pqr")

    def ordered(names: str) -> str:
        return "coprod: 1\nid: a\ntitle: A\nactors:\n" + "".join(f"  - {{id: {n}, label: {n}}}\n" for n in names)

    found = three_way(base, ordered("rpq"), with_all(base, "F", [{"actors[q].label": "Q"}]), "F")
    assert not found.clashes and order_of(found.settled()) == ["r", "p", "q"] and "Q" in found.settled()
    both = three_way(base, ordered("rpq"), ordered("qpr"), "F")
    assert [piece.path for piece in both.clashes] == ["actors"]
    assert order_of(both.settled({"actors": "mine"})) == ["r", "p", "q"]
    assert order_of(both.settled({"actors": "theirs"})) == ["q", "p", "r"]


def test_two_ways_to_put_several_in_the_place_of_one_clash() -> None:
    """One question became two, differently on each side."""
    mine = [{"open[1]": REMOVE}, {"open": Append("whether here")}, {"open": Append("whether there")}]
    theirs = [{"open[1]": REMOVE}, {"open": Append("for whom")}, {"open": Append("by whom")}]
    assert [piece.path for piece in held(mine, theirs).clashes] == ["open"]


def test_a_number_that_one_gave_a_source_and_the_other_corrected_keeps_both() -> None:
    """`40` is the short form of `{mid: 40}`."""
    found = held([{"actors[parents].size.source": "A count"}], [{"actors[parents].size": 41}])
    assert not found.clashes
    assert parse(found.settled(), "F").plain()["actors"][0]["size"] == {"mid": "41", "source": "A count"}  # type: ignore[index, call-overload]


def test_parts_of_activities_are_known_by_actor_and_co() -> None:
    """Two promises on two parts of one activity."""
    mine = [{"activities[design].parts[parents.design].promise.level": "involve"}]
    theirs = [{"activities[design].parts": Append({"actor": "ministry", "co": "design"})}]
    found = held(mine, theirs)
    assert not found.clashes and "level: involve" in found.settled() and "actor: ministry" in found.settled()


def test_windows_line_ends_stay() -> None:
    """In what both wrote and in what is put in."""
    base = BASE.replace("\n", "\r\n")
    text = held([{"title": "Mine"}], [{"owner": "The council", "actors[ministry].note": "here"}], base).settled()
    assert "\n" not in text.replace("\r\n", "") and "title: Mine" in text and "note: here" in text


# What follows is tried on many policies made at random, against a second, naive reading of what a merge must hold.
words = st.sampled_from(["x", "y", "z", "no", "12", "a: b", "āē", "two\nlines", "unknown"])
ids = st.sampled_from(["a", "b", "c", "d"])


def lists_of(items: Any) -> Any:
    """Make lists of items with ids, each id once."""
    return st.dictionaries(ids, items, max_size=3).map(
        lambda by: tuple({"id": key, **rest} for key, rest in by.items())
    )


actors = st.fixed_dictionaries({"label": words}, optional={"note": words, "size": st.sampled_from(["1", "2"])})
activities = st.fixed_dictionaries(
    {"label": words}, optional={"place": words, "needs": st.lists(ids, max_size=3, unique=True).map(tuple)}
)
policies = st.fixed_dictionaries(
    {"coprod": st.just("1"), "title": words},
    optional={
        "summary": words,
        "owner": words,
        "open": st.lists(words, max_size=3, unique=True).map(tuple),
        "actors": lists_of(actors),
        "activities": lists_of(activities),
    },
)


def text_of(plain: Any) -> str:
    """Write plain values with a comment before every list item."""
    lines = [
        line for entry in block(plain, 0) for line in ([f"# {entry.strip()}", entry] if "- " in entry else [entry])
    ]
    return "\n".join(line for line in lines) + "\n" if "|-" not in str(lines) else "\n".join(block(plain, 0)) + "\n"


def leaves(plain: Any, path: str = "") -> dict[str, Any]:
    """Say which values stand where, items by id, other items by what they say."""
    if isinstance(plain, dict):
        return {k: v for name, each in plain.items() for k, v in leaves(each, f"{path}.{name}").items()}
    if isinstance(plain, tuple):
        found: dict[str, Any] = {}
        for each in plain:
            key = each["id"] if isinstance(each, dict) else "=" + json.dumps(each)
            found |= leaves(each, f"{path}[{key}]") | {f"{path}[{key}]": True}
        return found
    return {path: plain}


def merged(base: Any, mine: Any, theirs: Any) -> tuple[Any, list[Any]]:
    """Bring values together."""
    merging = Merging()
    value = merging.value(Policy, "", base, mine, theirs)
    return value, [piece for piece in merging.pieces if piece.kind == "clash"]


def in_any_order(plain: Any) -> Any:
    """Forget the order of lists."""
    if isinstance(plain, dict):
        return {name: in_any_order(each) for name, each in plain.items()}
    if isinstance(plain, tuple):
        return sorted((in_any_order(each) for each in plain), key=lambda each: json.dumps(each, sort_keys=True))
    return plain


@given(policies, policies, policies)
@settings(max_examples=400, deadline=None)
def test_without_a_clash_every_change_of_either_side_is_in_the_result(base: Any, mine: Any, theirs: Any) -> None:
    """A value that one side alone changed stands as that side has it; one that nobody changed stays."""
    value, clashes = merged(base, mine, theirs)
    if clashes:
        return
    was, one, other, now = map(leaves, (base, mine, theirs, value))
    for path in {*was, *one, *other}:
        if "[=" in path:
            continue
        before, me, you = was.get(path), one.get(path), other.get(path)
        wanted = you if me == before else me
        assert now.get(path) == wanted, (path, before, me, you)
        assert me in (before, you) or you == before, f"{path} clashes silently"
    for path in {*one, *other} - set(was):
        assert path in now, f"what was added at {path} is lost"


@given(policies, policies, policies)
@settings(max_examples=300, deadline=None)
def test_it_does_not_matter_who_saved_first(base: Any, mine: Any, theirs: Any) -> None:
    """The same clashes, and the same values where there are none."""
    value, clashes = merged(base, mine, theirs)
    other, others = merged(base, theirs, mine)
    assert sorted(piece.path for piece in clashes) == sorted(piece.path for piece in others) or "[" in str(clashes)
    assert bool(clashes) == bool(others)
    if not clashes:
        assert in_any_order(value) == in_any_order(other)


@given(policies, policies)
@settings(max_examples=200, deadline=None)
def test_equal_changes_and_no_changes_merge_to_themselves(base: Any, mine: Any) -> None:
    """Merging what is equal is that; merging with no change is the other's change."""
    assert merged(base, mine, mine) == (mine, [])
    assert merged(base, mine, base) == (mine, [])
    assert merged(base, base, mine) == (mine, [])


@given(policies, policies, policies)
@settings(max_examples=200, deadline=None)
def test_the_text_says_what_the_values_say(base: Any, mine: Any, theirs: Any) -> None:
    """Whatever is chosen, the text that is saved reads as the merged values."""
    texts = [text_of(each) for each in (base, mine, theirs)]
    found = three_way(*texts, "F")
    choices = {piece.path: "mine" for piece in found.clashes}
    wanted = Merging(choices).value(Policy, "", *(parse(text, "F").plain() for text in texts))  # type: ignore[arg-type]
    assert parse(found.settled(choices), "F").plain() == wanted  # type: ignore[arg-type]


@given(policies, policies, policies)
@settings(max_examples=200, deadline=None)
def test_choosing_theirs_for_every_clash_keeps_all_that_they_have_and_mine_all_that_i_have(
    base: Any, mine: Any, theirs: Any
) -> None:
    """With mine chosen everywhere, each of my changes is there; with theirs, each of theirs."""
    for side, choice in ((mine, "mine"), (theirs, "theirs")):
        found = Merging()
        found.value(Policy, "", base, mine, theirs)
        choices = {piece.path: choice for piece in found.pieces if piece.kind == "clash"}
        value = Merging(choices).value(Policy, "", base, mine, theirs)  # type: ignore[arg-type]
        was, wanted, now = leaves(base), leaves(side), leaves(value)
        changed = [path for path in {*was, *wanted} if was.get(path) != wanted.get(path) and "[=" not in path]
        assert all(now.get(path) == wanted.get(path) for path in changed)
