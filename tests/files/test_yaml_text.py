"""The YAML we write reads back to what was meant, in our reader and in others."""

from __future__ import annotations

from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from coprod_tools.files.yaml_text import WIDTH, dump_yaml

# Characters XML and policy files may hold: no control, surrogate, private or unassigned ones.
texts = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn")) | st.sampled_from("\n\t :#-'\"|>&*!%@`{}[],?")
)
keys = st.from_regex(r"[a-z_]{1,8}", fullmatch=True)
plain = st.recursive(
    texts, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4), max_leaves=12
)


def read(text: str) -> object:
    """Read with every scalar as text, as policy files are read."""
    return yaml.load(text, Loader=yaml.BaseLoader)


@given(st.dictionaries(keys, plain, min_size=1, max_size=4))
def test_what_is_written_reads_back_the_same(data: dict[str, object]) -> None:
    """Odd characters, blanks, line breaks and nesting survive."""
    assert read(dump_yaml(data)) == data


@given(texts)
def test_any_text_stays_text_for_other_yaml_readers_too(text: str) -> None:
    """YAML 1.1 readers take NO, 012 and 12:30 for other things than text; a date is the one exception we allow."""
    loaded = yaml.safe_load(dump_yaml({"words": text}))["words"]
    assert loaded == text or str(loaded) == text


@pytest.mark.parametrize(
    "text", ["NO", "yes", "012", "1_000", "12:30", "1e5", "null", "~", "", " x", "x ", "2120", "a: b"]
)
def test_text_that_looks_like_something_else_is_quoted(text: str) -> None:
    """The value is text for every reader."""
    assert yaml.safe_load(dump_yaml({"words": text}))["words"] == text


def test_numbers_dates_and_yes_are_plain() -> None:
    """What the model reads as number, date or yes needs no quotes."""
    data = {"amount": Decimal("1E+5"), "count": 3, "start": "2026-07-01", "assumed": True, "left_out": None}
    assert dump_yaml(data) == "amount: 100000\ncount: 3\nstart: 2026-07-01\nassumed: yes\n"


def test_long_words_are_folded_and_several_lines_stand_as_a_block() -> None:
    """A person can read it; 60 times `word ` is 300 characters, more than a line."""
    text = dump_yaml({"long": "word " * 60 + "end", "block": "one\n\ntwo"})
    assert max(map(len, text.splitlines())) <= WIDTH
    assert "block: |-\n  one\n\n  two\n" in text


def test_comments_stand_above_on_one_line_each() -> None:
    """A line break in a comment can't smuggle a field in."""
    assert dump_yaml({"a": "b"}, ["one\ncoprod: 2"]) == "# one coprod: 2\na: b\n"


def test_a_value_of_another_kind_is_refused() -> None:
    """A float would not be written exactly."""
    with pytest.raises(TypeError):
        dump_yaml({"a": 1.5})
