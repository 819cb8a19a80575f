"""What the YAML parser found wrong, said so that a person who never saw YAML can mend it."""

from __future__ import annotations

import re
from typing import Any

import yaml

from coprod_tools.problems import Fault
from coprod_tools.words import say

# The start of what libyaml says, to the id of our sentence, and whether the place it began at tells more.
_SENTENCES: tuple[tuple[str, str, bool], ...] = (
    ("mapping values are not allowed", "second_colon", False),
    ("block sequence entries are not allowed", "dash_in_line", False),
    ("found a tab character", "tab", False),
    ("found unexpected end of stream", "quote_open", True),
    ("found unexpected document indicator", "quote_open", True),
    ("could not find expected ':'", "no_colon", True),
    ("did not find expected key", "indentation", False),
    ("did not find expected '-' indicator", "dash_missing", False),
    ("did not find expected ',' or ']'", "bracket_open", True),
    ("did not find expected ',' or '}'", "brace_open", True),
    ("did not find expected node content", "bracket_stray", False),
    ("found unknown escape character", "backslash", False),
    ("did not find expected hexdecimal number", "backslash", False),
    ("found invalid Unicode character", "backslash", False),
    ("found undefined tag handle", "tag", False),
    ("did not find expected <document start>", "second_document", False),
    ("did not find expected comment or line break", "block_header", False),
    ("found invalid", "directive", False),
    ("found unknown directive", "directive", False),
)
_STARTS = {"*": "starts_with_mark", "&": "starts_with_mark", "!": "tag", "\t": "tab"}


def explained(error: yaml.MarkedYAMLError, text: str, file: str) -> Fault:
    """Return the parser's error as a fault with plain advice.

    Parameters
    ----------
    error : yaml.MarkedYAMLError
        Its `problem` is libyaml's own English, the same in every release since 0.1.
    """
    message_id, from_start = _sentence(error)
    mark: Any = (error.context_mark if from_start else None) or error.problem_mark or error.context_mark
    if mark is None:
        return Fault(file, say("files.not_yaml"))
    character = text[mark.index : mark.index + 1]
    if message_id in {"cannot_start", "not_yaml"}:
        mark = error.context_mark or mark
        character = text[mark.index : mark.index + 1]
        message_id = _STARTS.get(character, message_id)
    if message_id in {"indentation", "no_colon", "second_colon"} and _tab_in_line(text, mark.index):
        message_id = "tab"
    message = say(f"files.{message_id}", character=character if character.isprintable() else "")
    return Fault(file, message, mark.line + 1, mark.column + 1)


def _sentence(error: yaml.MarkedYAMLError) -> tuple[str, bool]:
    problem = error.problem or ""
    if problem.startswith("found character that cannot start any token"):
        return "cannot_start", False
    for start, message_id, from_start in _SENTENCES:
        if problem.startswith(start):
            return message_id, from_start
    return "not_yaml", False


def _tab_in_line(text: str, index: int) -> bool:
    start = max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1
    return re.match(r"[ ]*\t", text[start : index + 1]) is not None
