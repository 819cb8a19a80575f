"""Edits of a chain are changes to its policy: after each the policy reads, nothing dangles, and undo brings it back."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from coprod_tools.chain import ValueChain, build_chain
from coprod_tools.policy import Policy
from coprod_tools.policyfile.loading import from_text
from coprod_tools.policyfile.saving import with_changes
from coprod_tools.workbook.chain_panel import edits
from coprod_tools.workbook.chain_panel.arrows import connection, drawn, taken_back
from coprod_tools.workbook.chain_panel.edits import Edit
from coprod_tools.workbook.chain_panel.going_along import told
from coprod_tools.workbook.chain_panel.options import others
from coprod_tools.workbook.chain_panel.references import references

TEXT = """\
# Ours
coprod: 1
id: ours
title: Ours   # a title
outcomes:
  - id: calm
    label: Calm homes
  - label: No id of its own
actors:
  - id: parents
    label: Parents
    kind: people-who-use-it
  - id: ministry
    label: Ministry
    kind: agency
activities:
  # what comes first
  - id: ask
    label: Ask at kitchen tables
    stage: problem
    outputs:
      - {id: notes, label: Notes}
  - id: try
    label: {en: Try it, mi: Whakamātauria}
    stage: 3
    needs: [ask]
    feeds_back_to: [1]
    outcomes: [calm]
    parts:
      - actor: parents
        co: design
  - id: do
    label: Do it
    stage: delivery
    needs: [ask, try]
claims:
  - {from: ask, to: try}
  - from: notes
    to: calm   # they say
  - id: kept
    from: try
    to: calm
contributions:
  - actor: parents
    activity: ask
    kind: time
pilots:
  - id: pilot
    label: A test
    claim: notes.calm
    gates: [ask, do]
safeguards:
  - risk: Too many meetings
    activity: ask
"""


def policy_of(text: str) -> Policy:
    """Read a policy as the workbook reads it; what is not sound is refused."""
    return from_text(text, "F")[0]


def chain_of(text: str) -> ValueChain:
    """Build the chain of a text."""
    return build_chain(policy_of(text))


def made(text: str, edit: Edit) -> str:
    """Return the text after an edit, read and found sound."""
    for changes in edit.steps:
        text = with_changes(text, "F", changes)
    policy_of(text)
    return text


def activity(text: str, name: str) -> object:
    """Return one activity."""
    return chain_of(text).activities[name]


def test_an_added_activity_stands_at_its_stage_with_its_lead() -> None:
    """Its id is made of its words; nothing else changes."""
    edit = edits.add_activity(policy_of(TEXT), "Ask whānau again!", "problem", "parents")
    after = made(TEXT, edit)
    found = chain_of(after).activities["ask-whanau-again"]
    assert (found.label, found.stage, found.lead) == ("Ask whānau again!", "problem", "parents")
    assert edit.chosen == "ask-whanau-again"
    assert "  # what comes first\n" in after


def test_ids_are_never_given_twice_and_need_no_latin_letters() -> None:
    """The same words get a number; Arabic words and emoji get a name of ours; a reserved word is passed over."""
    assert edits.new_id("Ask", {"ask"}, "step") == "ask-2"
    assert edits.new_id("خطة", (), "step") == "step"
    assert edits.new_id("🎉", {"step"}, "step") == "step-2"
    assert edits.new_id("Con", (), "step") == "con-2"
    assert edits.new_id("x" * 300, (), "step") == "x" * 48


def test_a_first_activity_begins_the_list() -> None:
    """Of a policy that says nothing but its title."""
    bare = "coprod: 1\nid: a\ntitle: A\n"
    after = made(bare, edits.add_activity(policy_of(bare), "Begin", None))
    assert after == bare + "activities:\n  - id: begin\n    label: Begin\n"


def test_renaming_changes_the_words_and_nothing_else() -> None:
    """Of words in two languages, the first changes."""
    after = made(TEXT, edits.rename(policy_of(TEXT), "activities", "ask", "Listen"))
    assert after == TEXT.replace("label: Ask at kitchen tables", "label: Listen")
    after = made(TEXT, edits.rename(policy_of(TEXT), "activities", "try", "Test it"))
    assert after == TEXT.replace("{en: Try it,", "{en: Test it,")


def test_an_outcome_without_an_id_keeps_who_leads_to_it_when_it_is_renamed() -> None:
    """Its made id comes from its words; so it gets one of its own, and whoever names it follows."""
    key = next(each.key for each in policy_of(TEXT).outcomes or () if each.label == "No id of its own")
    linked = made(TEXT, edits.connect(chain_of(TEXT), "outcome", "do", key))
    after = made(linked, edits.rename(policy_of(linked), "outcomes", key, "Rest"))
    assert chain_of(after).activities["do"].outcomes == ("rest",)
    assert [each.label for each in policy_of(after).outcomes or ()] == ["Calm homes", "Rest"]


def test_moving_changes_the_stage_alone() -> None:
    """Written as the id of the stage."""
    after = made(TEXT, edits.move(chain_of(TEXT), "ask", "options"))
    assert after == TEXT.replace("stage: problem", "stage: options")


@pytest.mark.parametrize(
    ("link", "other"), [("needs", "do"), ("needed-by", "do"), ("feeds-back", "mandate"), ("outcome", "calm")]
)
def test_what_is_connected_can_be_taken_back(link: str, other: str) -> None:
    """Each of the four links; taken back, the text is as it was where the list was there before."""
    text = TEXT.replace("    needs: [ask, try]\n", "")
    chain = chain_of(text)
    joined = made(text, connection(chain, "ask", link, other))
    assert joined != text
    back = made(joined, taken_back(chain_of(joined), "ask", link, other))
    assert policy_of(back) == policy_of(text)


def test_an_arrow_means_what_it_is_drawn_to() -> None:
    """To a box: that one needs it. To a stage: it feeds back. To an outcome: it leads there. Elsewhere: nothing."""
    chain = chain_of(TEXT)
    assert drawn(chain, "ask", "do") == edits.connect(chain, "needs", "do", "ask")
    assert drawn(chain, "ask", "stage:mandate") == edits.connect(chain, "feeds-back", "ask", "mandate")
    assert drawn(chain, "ask", "outcome:calm") == edits.connect(chain, "outcome", "ask", "calm")
    assert drawn(chain, "ask", "stage::outcomes") is None


def test_a_stage_named_by_its_number_is_the_same_stage() -> None:
    """`feeds_back_to: [1]` is the stage of problem and evidence."""
    chain = chain_of(TEXT)
    assert edits.is_linked(chain, "feeds-back", "try", "problem")
    after = made(TEXT, edits.disconnect(chain, "feeds-back", "try", "problem"))
    assert chain_of(after).activities["try"].feeds_back_to is None


def test_nothing_is_offered_that_would_go_in_a_circle() -> None:
    """`do` needs `try`, which needs `ask`: so `ask` can need neither."""
    chain = chain_of(TEXT)
    assert edits.needing(chain, "ask") == {"ask", "try", "do"}
    assert others(chain, "ask", "needs") == []
    assert [key for _, key in others(chain, "do", "needs")] == []
    assert [key for _, key in others(chain, "ask", "needed-by")] == []


def test_a_part_tells_nobody_from_not_known() -> None:
    """Nobody is an empty list; what nobody knows is not written."""
    chain = chain_of(TEXT)
    who = {"frames": ("parents", "ministry"), "decides": (), "acts": None}
    after = made(TEXT, edits.add_part(chain, "do", "parents", "design", who))
    (part,) = chain_of(after).activities["do"].parts or ()
    assert (part.frames, part.decides, part.acts, part.judges) == (("parents", "ministry"), (), None, None)
    assert chain_of(made(after, edits.remove_part(chain_of(after), "do", part.key))).activities["do"].parts in (
        None,
        (),
    )


def test_deleting_takes_along_whatever_names_it() -> None:
    """By hand: `ask` with its output; the claims from it and from its notes, and the pilot's mention of the second.

    The contribution, the safeguard and the pilot stay without it; `try` and `do` no longer need it.
    """
    after = policy_of(made(TEXT, edits.delete(policy_of(TEXT), "activities", "ask")))
    assert [each.id for each in after.activities or ()] == ["try", "do"]
    assert [each.key for each in after.claims or ()] == ["kept"]
    assert [each.needs for each in after.activities or ()] == [None, ("try",)]
    (pilot,) = after.pilots or ()
    assert (pilot.claim, pilot.gates) == (None, ("do",))
    assert [each.activity for each in (*(after.contributions or ()), *(after.safeguards or ()))] == [None, None]


def test_a_claim_of_an_outcome_with_the_same_name_stays() -> None:
    """Where an activity and an outcome share a name, a claim leads from the activity and to the outcome."""
    text = TEXT + "  - risk: b\n" + "associations: [{one: calm, other: notes}]\n"
    text = text.replace("  - id: do\n", "  - id: calm\n").replace("gates: [ask, do]", "gates: [ask]")
    text = text.replace("  - {from: ask, to: try}\n", "  - {from: calm, to: try}\n")
    after = policy_of(made(text, edits.delete(policy_of(text), "activities", "calm")))
    assert [(each.cause, each.to) for each in after.claims or ()] == [("notes", "calm"), ("try", "calm")]
    assert [each.one for each in after.associations or ()] == ["calm"]


def test_what_goes_along_is_said_before() -> None:
    """Nothing that the deletion touches goes unsaid."""
    lines = " ".join(told(chain_of(TEXT), "activities", "ask"))
    for words in ("hands over (1)", "Ask at kitchen tables → Try it; Notes → Calm homes", "Try it; Do it", "who gives"):
        assert words in lines
    assert told(chain_of("coprod: 1\nid: a\ntitle: A\nactivities: [{id: b, label: B}]\n"), "activities", "b") == [
        "Nothing else; no other part of the policy mentions it."
    ]


def test_deleting_an_outcome_leaves_no_mention_of_it() -> None:
    """Claims to it go, and with them the pilot's mention of one."""
    after = policy_of(made(TEXT, edits.delete(policy_of(TEXT), "outcomes", "calm")))
    assert [(each.cause, each.to) for each in after.claims or ()] == [("ask", "try")]
    assert not [each for each in references(after) if each.value == "calm"]


WORKED = sorted((Path(__file__).parents[3] / "templates" / "worked").rglob("*.yaml"))


@pytest.mark.parametrize(
    "path", [path for path in WORKED if "coprod: 1" in path.read_text("utf-8")], ids=lambda p: p.stem
)
def test_anything_may_be_deleted_from_a_worked_policy(path: Path) -> None:
    """Each activity and each outcome in turn: what is left reads, and names nothing that is gone."""
    text = path.read_text("utf-8")
    policy = policy_of(text)
    for kind in ("activities", "outcomes"):
        for item in getattr(policy, kind) or ():
            after = policy_of(made(text, edits.delete(policy, kind, item.key)))  # type: ignore[arg-type]
            assert item.key not in [each.key for each in getattr(after, kind) or ()]


def any_edit(text: str, chance: random.Random, number: int) -> Edit | None:
    """Return some edit that the forms would offer."""
    chain = chain_of(text)
    names = list(chain.activities)
    stages = [stage.id for stage in chain.stages]
    kind = chance.choice(
        ["add", "outcome", "actor"] if not names else ["add", "move", "rename", "link", "cut", "delete", "part"]
    )
    if kind in ("add", "outcome", "actor"):
        adding = {
            "add": lambda: edits.add_activity(chain.policy, f"Step {number}", chance.choice([None, *stages])),
            "outcome": lambda: edits.add_outcome(chain.policy, f"Outcome {number}"),
            "actor": lambda: edits.add_actor(chain.policy, f"Actor {number}", None),
        }
        return adding[chance.choice(list(adding))]()
    name = chance.choice(names)
    if kind == "move":
        return edits.move(chain, name, chance.choice(stages))
    if kind == "rename":
        return edits.rename(chain.policy, "activities", name, f"“{number}”: new # name")
    if kind == "delete":
        return edits.delete(chain.policy, "activities", name)
    if kind == "part":
        actors = list(chain.actors)
        return edits.add_part(chain, name, actors[0], "design", {"frames": ()}) if actors else None
    link = chance.choice(["needs", "needed-by", "feeds-back", "outcome"])
    if kind == "link":
        offered = others(chain, name, link)
        return connection(chain, name, link, chance.choice(offered)[1]) if offered else None
    needed = chain.activities[name].needs or ()
    return taken_back(chain, name, "needs", chance.choice(needed)) if needed else None


@pytest.mark.parametrize("seed", range(6))
def test_any_row_of_edits_leaves_a_policy_that_reads(seed: int) -> None:
    """Forty at random; `made` reads the text after each, and no comment at the top of the file is lost."""
    chance, text = random.Random(seed), TEXT
    for number in range(40):
        edit = any_edit(text, chance, number)
        if edit is not None:
            text = made(text, edit)
    assert text.startswith("# Ours\n") and "title: Ours   # a title\n" in text
