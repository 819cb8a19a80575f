"""Whatever is changed, the file holds that change and nothing else changes."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_tools.files.yaml_tree import parse
from coprod_tools.policy import Policy
from coprod_tools.policyfile import REMOVE, Append
from coprod_tools.policyfile.patching import patched

# One of every way to write YAML that a policy may come in, with comments everywhere they can stand.
TEXT = """\
# What this is.
coprod: 1   # the version
id: a-policy
title: {en: "A policy", mi: 'He kaupapa here'}   # two languages
summary: |
  Two lines
  of words.

# Still undecided
open:
- whether it is wanted   # nobody asked
- "when: now or later"
# after open
fixed: [the law, 'the budget']
owner: >-
  A folded
  owner

problem:   # in whose words
    framings:
      -   words: People wait too long
          held_by: [ministry]   # so far
      # the other side
      - words: 'Nobody asks'
        # not shared yet
        held_by: [parents, ministry,]
actors:
  # inside
  - id: ministry
    label: The ministry
    kind: agency

  # outside
  -
    id: parents
    label: Parents
    size: 40   # a guess
  - {id: clinic, label: "A clinic", kind: provider}
activities:
  - label: Design together
    id: design
    # who leads
    lead: ministry
    needs: []
    government_role:
    parts:
    - {actor: parents, co: design, promise: {level: involve}}
    - actor: ministry
      co: design
      promise:
        level: collaborate   # not authorised
        authorised_by: |+
          The minister

  - id: deliver
    label: Deliver
    needs: [design]
    parts:
      - actor: parents
        co: deliver"""

words = st.text(st.sampled_from("abz09 :#-'\"[]{},?*&!|>%@`~\\/.āé\u00a0\U0001f600"), max_size=12)
lines = st.lists(words, min_size=2, max_size=3).map("\n".join)
tempting = st.sampled_from(["no", "12", "null", "2026-01-01", "1:30", "0x1F", "", " a ", "a ", "- a", "a: b", "a #b"])
leaves = st.one_of(words, lines, tempting, st.integers(-5, 99), st.booleans(), st.none())
names = st.sampled_from(["a", "b c", "1", "no", "é: f"])
values = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=2).map(tuple) | st.dictionaries(names, inner, max_size=2),
    max_leaves=4,
)
PLACES = (
    "coprod",
    "id",
    "title",
    "title.en",
    "title.mi",
    "summary",
    "open",
    "open[1]",
    "open[2]",
    "fixed",
    "fixed[1]",
    "fixed[2]",
    "owner",
    "problem",
    "problem.framings",
    "problem.framings[1]",
    "problem.framings[2].held_by",
    "problem.framings[2].held_by[1]",
    "problem.framings[2].words",
    "actors",
    "actors[ministry]",
    "actors[ministry].id",
    "actors[ministry].kind",
    "actors[parents]",
    "actors[parents].id",
    "actors[parents].size",
    "actors[clinic]",
    "actors[clinic].kind",
    "actors[clinic].id",
    "activities[design]",
    "activities[design].label",
    "activities[design].id",
    "activities[design].needs",
    "activities[design].government_role",
    "activities[design].parts",
    "activities[design].parts[parents.design]",
    "activities[design].parts[parents.design].promise",
    "activities[design].parts[parents.design].promise.level",
    "activities[design].parts[ministry.design].promise.level",
    "activities[design].parts[ministry.design].promise.authorised_by",
    "activities[deliver]",
    "activities[deliver].needs",
    "activities[deliver].needs[1]",
    "activities[deliver].parts",
    "activities[deliver].parts[parents.deliver]",
    "activities[deliver].parts[parents.deliver].co",
)
ABSENT = (
    "currency",
    "exit.what_survives",
    "problem.segments",
    "actors[ministry].note",
    "actors[parents].size.source",
    "actors[clinic].mandate.given_by",
    "activities[design].government_role.now",
    "activities[design].stage",
    "activities[design].parts[parents.design].promise.date",
    "activities[design].parts[parents.design].pay.rate",
    "activities[design].parts[ministry.design].note",
    "activities[deliver].place",
    "activities[deliver].parts[parents.deliver].pay.per",
    "title.de",
)
LISTS = (
    "open",
    "fixed",
    "problem.framings",
    "problem.framings[2].held_by",
    "actors",
    "activities",
    "activities[design].needs",
    "activities[design].parts",
    "activities[deliver].needs",
    "activities[deliver].parts",
    "waivers",
    "treaty.interests_of",
)


def id_of(item: Any) -> str | None:
    """Return the id an item was given, or else the one made of actor and Co."""
    return (item.get("id") or f"{item.get('actor')}.{item.get('co')}") if isinstance(item, dict) else None


def steps_of(text: str, path: str) -> list[Any]:
    """Follow a path by hand: ids and `actor.co` are looked up in the plain values."""
    here: Any = parse(text, "F").plain()
    steps: list[Any] = []
    for part in path.replace("[", "|[").replace("].", "]|").split("|"):
        for name in [part] if part.startswith("[") else part.split("."):
            if not name:
                continue
            if name.startswith("["):
                wanted = name[1:-1]
                step: Any = next(n for n, item in enumerate(here) if wanted in (id_of(item), str(n + 1)))
                here = here[step]
            else:
                step = name
                here = here.get(name) if isinstance(here, dict) else None
            steps.append(step)
    return steps


def as_text(value: Any) -> Any:
    """Say a Python value the way a file holds it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        return tuple(as_text(item) for item in value)
    if isinstance(value, dict):
        return {name: as_text(item) for name, item in value.items()}
    return value


def thawed(plain: Any) -> Any:
    """Make plain values changeable."""
    if isinstance(plain, tuple):
        return [thawed(item) for item in plain]
    return {name: thawed(item) for name, item in plain.items()} if isinstance(plain, dict) else plain


def same_start(before: list[str], after: list[str]) -> int:
    """Return how many lines from the start are equal."""
    pairs = zip(before, after, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(before), len(after)))


def untouched(old: str, new: str, path: str, moved_up: int = 0) -> None:
    """Check that the comments of other fields, and all lines before and after the change, are as they were."""
    before, after = old.splitlines(), new.splitlines()
    head, tail = same_start(before, after), same_start(before[::-1], after[::-1])
    tree, steps = parse(old, "F"), steps_of(old, path)
    first, last = _lines_of(tree, steps, old)
    assert head >= first - 1, (path, head, first)
    assert len(before) - tail <= last + moved_up, (path, len(before) - tail, last)


def _lines_of(tree: Any, steps: list[Any], text: str) -> tuple[int, int]:
    """Return the lines (counted from 1) of the deepest thing that is there, or of what encloses a plain list item."""
    node, first = tree, 1
    for step in steps:
        if hasattr(node, "entries"):
            inner = node.entries.get(step)
        else:
            inner = node.items[step] if hasattr(node, "items") else None
        if inner is None:
            break
        dash = text.rfind("-", 0, inner.start)
        first = node.keys[step].line if hasattr(node, "entries") else text.count("\n", 0, dash) + 1
        node = inner
    last = max(first, text.count("\n", 0, node.end) + 1)
    return first, last


@settings(max_examples=500, deadline=None)
@given(path=st.sampled_from(PLACES + ABSENT), value=values, crlf=st.booleans())
def test_a_new_value_is_there_and_everything_else_is_as_it_was(path: str, value: Any, crlf: bool) -> None:
    """A value put anywhere reads back, and no other value changes."""
    text = TEXT.replace("\n", "\r\n") if crlf else TEXT
    new = patched(Policy, text, "F", path, value)
    wanted = thawed(parse(text, "F").plain())
    steps = steps_of(text, path)
    here: Any = wanted
    for step in steps[:-1]:
        if isinstance(here[step] if not isinstance(here, dict) else here.get(step), str):
            here[step] = {"mid": here[step]}
        elif isinstance(here, dict) and here.get(step) is None:
            here[step] = {}
        here = here[step]
    here[steps[-1]] = thawed(as_text(value))
    assert thawed(parse(new, "F").plain()) == wanted
    assert ("\r\n" in new) == crlf and new.count("\r\n") == (new.count("\n") if crlf else 0)
    untouched(text, new, path)


@settings(max_examples=250, deadline=None)
@given(path=st.sampled_from(PLACES[2:]), crlf=st.booleans())
def test_what_is_removed_is_gone_and_everything_else_is_as_it_was(path: str, crlf: bool) -> None:
    """A field or item taken out leaves all others as they were."""
    text = TEXT.replace("\n", "\r\n") if crlf else TEXT
    new = patched(Policy, text, "F", path, REMOVE)
    wanted = thawed(parse(text, "F").plain())
    steps = steps_of(text, path)
    here: Any = wanted
    for step in steps[:-1]:
        here = here[step]
    alone = len(here) == 1
    del here[steps[-1]]
    assert thawed(parse(new, "F").plain()) == wanted
    # A field that shared its line with the dash of a list gives that line to the field below it.
    enclosing = path.rpartition("[" if path.endswith("]") else ".")[0]
    untouched(text, new, enclosing if alone else path, moved_up=1)
    assert new.count("\r\n") == (new.count("\n") if crlf else 0)


@settings(max_examples=250, deadline=None)
@given(path=st.sampled_from(LISTS), value=values)
def test_an_appended_item_stands_last_and_everything_else_is_as_it_was(path: str, value: Any) -> None:
    """An item added to a list, there already or not, stands at its end."""
    new = patched(Policy, TEXT, "F", path, Append(value))
    wanted = thawed(parse(TEXT, "F").plain())
    steps = steps_of(TEXT, path)
    here: Any = wanted
    for step in steps[:-1]:
        if isinstance(here, dict) and here.get(step) is None:
            here[step] = {}
        here = here[step]
    old = here.get(steps[-1]) if isinstance(here, dict) else here[steps[-1]]
    here[steps[-1]] = [*(old or []), thawed(as_text(value))]
    assert thawed(parse(new, "F").plain()) == wanted
    comments = [line for line in TEXT.splitlines() if "#" in line]
    if old:
        assert all(line in new.splitlines() or line.split("#")[1] in new for line in comments)
