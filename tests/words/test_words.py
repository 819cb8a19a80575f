"""Every sentence that code asks for is there, with a value for every name in it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from coprod_tools import words

PACKAGE = Path(words.__file__).parents[1]
# What a function that takes a message id puts before it; one room has a `say` of its own.
PREFIX = {"say": "", "refuse": "policy."}
OWN_SAY = "drawing"


def prefixes(path: Path, tree: ast.AST) -> dict[str, str]:
    """Return what each speaker in a module puts before a message id."""
    general = any(isinstance(node, ast.ImportFrom) and node.module == "coprod_tools.words" for node in ast.walk(tree))
    own = path.relative_to(PACKAGE).parts[0] == OWN_SAY and not general
    return {**PREFIX, "say": f"{OWN_SAY}."} if own else PREFIX


def spoken(tree: ast.AST, speakers: dict[str, str]) -> Iterator[tuple[str, set[str] | None, int]]:
    """Yield message id, names given (None when they can't be known) and line of every fixed call of say and refuse."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not isinstance(call.func, (ast.Name, ast.Attribute)):
            continue
        speaker = call.func.id if isinstance(call.func, ast.Name) else call.func.attr
        if speaker in speakers and call.args and isinstance(call.args[0], ast.Constant):
            given = {keyword.arg for keyword in call.keywords}
            names = None if None in given else {name for name in given if name}
            # `words.say` is the general one, whatever the room calls its own.
            prefix = speakers[speaker] if isinstance(call.func, ast.Name) else PREFIX[speaker]
            yield prefix + str(call.args[0].value), names, call.lineno


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_sentence_asked_for_exists_with_all_its_names(path: Path) -> None:
    """A missing sentence would otherwise show only when its fault occurs."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for message_id, names, line in spoken(tree, prefixes(path, tree)):
        wanted = words.names_in(message_id)
        assert names is None or wanted <= names, f"{path}:{line} {message_id} wants {sorted(wanted)}"


@pytest.mark.parametrize("path", sorted((PACKAGE / "words").glob("*/*.yaml")), ids=lambda path: path.stem)
def test_every_sentence_can_be_filled_in(path: Path) -> None:
    """Each is text whose names are plain words."""
    for key, sentence in words.catalogue(path.stem, path.parent.name).items():
        assert isinstance(sentence, str) and sentence, key
        assert all(name.isidentifier() for name in words.names_in(f"{path.stem}.{key}")), key


def test_values_stand_where_their_names_stood() -> None:
    """A brace in a value is text like any other."""
    assert words.say("files.duplicate_key", name="{line}", line=3).startswith("the field {line} stands here twice")


@pytest.mark.parametrize(
    "message_id", ["files.no_such_sentence", "nowhere.text", "files", "../x.y", "files.folder.more"]
)
def test_an_unknown_message_is_an_error(message_id: str) -> None:
    """Silence would hide it from the tests."""
    with pytest.raises(KeyError):
        words.say(message_id)


def test_a_missing_value_is_an_error() -> None:
    """Half a sentence must not reach anybody."""
    with pytest.raises(KeyError):
        words.say("files.duplicate_key", name="x")
