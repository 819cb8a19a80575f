"""Faults of shape are told with place and path, in the file's own words."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, ClassVar, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from coprod_tools.files import shape
from coprod_tools.files.yaml_tree import parse
from coprod_tools.problems import Fault, InvalidInput


class Link(BaseModel):
    """A part with key fields and an alias."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)
    key_fields: ClassVar[tuple[str, ...]] = ("cause", "to")
    id: str | None = None
    cause: Annotated[str, Field(alias="from")]
    to: str
    sign: Literal["+", "-"] | None = None
    tags: tuple[str, ...] = ()
    names: dict[str, str] = {}


class Whole(BaseModel):
    """What a file holds."""

    model_config = ConfigDict(extra="forbid")
    title: str
    count: int = 0
    link: Link | None = None
    links: tuple[Link, ...] = ()


def faults_of(text: str) -> tuple[Fault, ...]:
    """Return the faults of a text that doesn't fit."""
    with pytest.raises(InvalidInput) as refusal:
        shape.shape(Whole, parse(text, "F"), "F")
    return refusal.value.faults


def test_text_is_given_its_shape() -> None:
    """The file's words lead to the model's fields."""
    whole = shape.shape(Whole, parse("title: a\ncount: 3\nlinks:\n- {from: x, to: y, tags: [p]}", "F"), "F")
    assert (whole.count, whole.links[0].cause, whole.links[0].tags) == (3, "x", ("p",))


@pytest.mark.parametrize(
    ("lines", "line", "column", "path", "words"),
    [
        ("titel: x", 2, 1, "titel", "write title, or take it out"),
        ("zzz: {secret: x}", 2, 1, "zzz", "use one of: title, count, link, links"),
        ("count: [1]", 2, 8, "count", "does not fit here"),
        (
            "link: x",
            2,
            7,
            "link",
            "text stands where fields should be (write them indented below, for example id, from",
        ),
        ("links: x", 2, 8, "links", "text stands where a list should be"),
        ("links: {a: b}", 2, 8, "links", "a group of fields stands where a list should be"),
        ("links:\n- to: y", 3, 3, "links[1].from", "from is missing (add it here as from: ...)"),
        ("links:\n- from: x\n  to: [y]", 4, 7, "links[1].to", "a list stands where text should be"),
        ("links:\n- from: x\n  to: y\n  sign: plus", 5, 9, "links[x.y].sign", "not in the list (write one of: +, -)"),
        ("links:\n- {from: x, to: y, tags: [a, {b: c}]}", 3, 30, "links[x.y].tags[2]", "a group of fields stands"),
        ("links:\n- {id: one, from: x, to: y, tags: z}", 3, 35, "links[one].tags", "where a list should be"),
        ("links:\n- {from: x, to: y}\n- {from: x, to: y, id: [z]}", 4, 24, "links[x.y.2].id", "where text should be"),
        ("links:\n- {from: x, to: y, names: {a: [b]}}", 3, 31, "links[x.y].names.a", "where text should be"),
        ("links:\n- {cause: x, from: z, to: y}", 3, 4, "links[z.y].cause", "write from, or take it out"),
    ],
)
def test_a_fault_is_told_with_place_and_path(lines: str, line: int, column: int, path: str, words: str) -> None:
    """The first line of each text is `title: t`."""
    (fault,) = faults_of(f"title: t\n{lines}")
    assert (fault.line, fault.column, fault.path) == (line, column, path)
    assert words in fault.message


def test_the_value_of_an_unknown_field_is_never_shown() -> None:
    """It may be a secret, or a person's name."""
    (fault,) = faults_of("title: t\npassword: hunter2")
    assert "hunter2" not in str(fault)


def test_faults_of_yaml_and_of_shape_are_told_together(tmp_path: Path) -> None:
    """In the order of the file."""
    path = tmp_path / "a.yaml"
    path.write_text("titel: x\ntitle: y\ntitle: z\ncount: many\n", encoding="utf-8")
    with pytest.raises(InvalidInput) as refusal:
        shape.load(Whole, path)
    assert [fault.line for fault in refusal.value.faults] == [1, 3, 4]
    assert {fault.file for fault in refusal.value.faults} == {str(path)}
