"""YAML becomes text with places; what could mislead is refused where it stands."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_tools.files.nodes import Mapping, Scalar, Sequence
from coprod_tools.files.yaml_tree import MAX_DEPTH, parse, read_tree, shown
from coprod_tools.problems import Fault, InvalidInput


def faults_of(text: str) -> tuple[Fault, ...]:
    """Return the faults of a text that is refused."""
    with pytest.raises(InvalidInput) as refusal:
        parse(text, "F")
    return refusal.value.faults


def place(text: str) -> tuple[int | None, int | None]:
    """Return line and column of the one fault of a text."""
    (fault,) = faults_of(text)
    return fault.line, fault.column


def test_every_value_stays_text() -> None:
    """What YAML 1.1 and 1.2 read differently is read by the field's type, later and in one place."""
    text = "a: NO\nb: 012\nc: 12:30\nd: 1_000\ne: 2026-01-01\nf: yes\ng: 0x1F\nh: .nan\non: 1e3"
    assert parse(text, "F").plain() == {
        "a": "NO",
        "b": "012",
        "c": "12:30",
        "d": "1_000",
        "e": "2026-01-01",
        "f": "yes",
        "g": "0x1F",
        "h": ".nan",
        "on": "1e3",
    }


def test_nothing_is_nothing_only_without_quotes() -> None:
    """A person whose name is Null may be quoted."""
    assert parse("a:\nb: ~\nc: null\nd: 'null'\ne: ''\nf: [~, '']", "F").plain() == {
        "a": None,
        "b": None,
        "c": None,
        "d": "null",
        "e": "",
        "f": (None, ""),
    }


def test_places_count_characters_as_an_editor_does() -> None:
    """Macrons and emoji are one column each; Windows line ends are one line end."""
    root = parse("ā: 'é'\r\nb:\r\n  - 😀: x", "F")
    assert isinstance(root, Mapping)
    first, items = root.entries["ā"], root.entries["b"]
    assert isinstance(first, Scalar) and isinstance(items, Sequence)
    assert (first.line, first.column, first.start, first.end) == (1, 4, 3, 6)
    inner = items.items[0]
    assert isinstance(inner, Mapping)
    assert (inner.entries["😀"].line, inner.entries["😀"].column) == (3, 8)
    assert (inner.keys["😀"].line, inner.keys["😀"].column) == (3, 5)


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a: &x 1", 1, 4, "take the & and its name out"),
        ("a: *x", 1, 4, "write the words out"),
        ("a: * item", 1, 4, "cannot begin with * (put it in quotes)"),
        ("a: !!str x", 1, 4, "take the ! and its word out"),
        ("a: !e!x y", 1, 4, "take the ! and its word out"),
        ("b:\n  <<: {a: 1}", 2, 3, "write the fields out"),
        ("a: 1\n---\nb: 2", 2, 1, "keep one policy in a file"),
        ("a: 1\n...\nb: 2", 3, 1, "keep one policy in a file"),
        ("%TAG ! x\n---\na: 1", 1, 1, "take it out"),
        ("a: 1\nb: 2\na: 3", 3, 1, "first on line 1 (keep one"),
        ("? [a]\n: b", 1, 3, "write a name, a colon and the value"),
        ("'': b", 1, 1, "write a name, a colon and the value"),
        ("x" * 201 + ": b", 1, 1, "write at most 200 characters"),
        ("a:\n\tb: 1", 2, 1, "indent with spaces"),
        ("a:\n  b: 1\n\tc: 2", 3, 1, "indent with spaces"),
        ("a: b: c", 1, 5, "put text that holds a colon in quotes"),
        ("a: - b", 1, 4, "on a line of its own below"),
        ("a: 'b\nc: d", 1, 4, "close it, or double an apostrophe"),
        ("a: 'b' c", 1, 8, "start it at the column of its neighbours"),
        ("a:\n   b: 1\n  c: 2", 3, 3, "start it at the column of its neighbours"),
        ("- a\nb: c", 2, 1, "start it with a dash and a space"),
        ("a: b\n-c", 2, 1, "write a name, a colon, a space and the value"),
        ("a: [1, 2\nb: 3", 1, 4, "close with ]"),
        ("a: {x: 1\nb: 3", 1, 4, "close with }"),
        ("a: ]", 1, 4, "put the text in quotes"),
        ('a: "\\q"', 1, 5, "write two backslashes"),
        ("a: @b", 1, 4, "cannot begin with @ (put it in quotes)"),
        ("a: |x\n", 1, 5, "put the text on the next line"),
        ("a: b\x07c", 1, 5, "U+0007 cannot be shown safely (delete it)"),
        ("a: b\n\u2028c: d", 2, 1, "U+2028"),
        ("# nothing\n", None, None, "coprod new ID"),
    ],
)
def test_a_fault_is_told_where_it_stands(text: str, line: int | None, column: int | None, words: str) -> None:
    """With what to write instead, in brackets at the end."""
    (fault,) = faults_of(text)
    assert (fault.line, fault.column) == (line, column)
    assert words in fault.message
    assert fault.message.endswith(")")


def test_faults_that_leave_the_rest_readable_are_told_together() -> None:
    """An anchor, an alias, a tag, a repeated field, a merge key."""
    assert [fault.line for fault in faults_of("a: &x b\nc: *x\nd: !t [1]\nd: 3\n<<: 2\ne: f")] == [1, 2, 3, 4, 5]


def test_forty_levels_are_read_and_one_more_is_refused() -> None:
    """The level that is one too many is named."""
    parse("[" * MAX_DEPTH + "]" * MAX_DEPTH, "F")
    assert place("[" * (MAX_DEPTH + 1)) == (1, MAX_DEPTH + 1)
    assert place("".join("  " * n + "a:\n" for n in range(60))) == (MAX_DEPTH + 1, 2 * MAX_DEPTH + 1)


def test_a_bomb_of_aliases_never_goes_off() -> None:
    """A billion laughs: nine lists of nine aliases each."""
    lines = ["a0: &a0 [ha]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    assert len(faults_of("\n".join(lines))) == 10 + 81


def test_a_name_from_a_file_is_safe_to_print() -> None:
    """Control characters can't reach the terminal, and nothing is longer than a line."""
    assert shown("a\x1b[31m\u202eb") == "a\ufffd[31m\ufffdb"
    assert len(shown("x" * 200)) == 60


pieces = st.sampled_from(
    [
        "a",
        "b: ",
        ": ",
        "- ",
        "\n",
        "  ",
        "\t",
        "[",
        "]",
        "{",
        "}",
        ",",
        "'",
        '"',
        "#",
        "|",
        ">",
        "&x ",
        "*x",
        "!t ",
        "? ",
        "<<",
        "---",
        "...",
        "%",
        "@",
        "`",
        "\\",
        "\r\n",
        "ā",
        "😀",
        "\ufeff",
        "\x00",
        "1",
        "~",
    ]
)


@settings(max_examples=500, deadline=None)
@given(st.lists(pieces, max_size=25).map("".join) | st.text(max_size=40))
def test_whatever_the_text_only_our_own_error_comes(text: str) -> None:
    """Each fault lies inside the text, and what was read can be said again."""
    root, faults = read_tree(text, "F")
    assert (root is not None) or faults
    lines = text.count("\n") + text.count("\r") + 2
    for fault in faults:
        assert fault.line is None or 1 <= fault.line <= lines
        assert fault.message.endswith(")")
    if root is not None:
        root.plain()


def test_mutated_policies_only_raise_our_own_error() -> None:
    """Two thousand changes of one or two characters in a sound text."""
    chance = random.Random(7)
    text = (
        "coprod: 1\nid: a\ntitle: 'A: b'\nactors:\n  - id: x # c\n    label: [a, {b: c}]\nsummary: |\n  words\n  more\n"
    )
    for _ in range(2000):
        mutated = list(text)
        for _ in range(chance.randint(1, 2)):
            mutated[chance.randrange(len(mutated))] = chance.choice(":-'\"[]{}#&*!|>%@`\t\n \\a")
        read_tree("".join(mutated), "F")
