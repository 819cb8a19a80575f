"""Every sentence a user reads, by message id; one file for each room and language, so that it can be translated."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from string import Formatter

import yaml

LANGUAGE = "en"
_ID = re.compile(r"[a-z][a-z0-9_]*\.[a-z0-9_.-]+")


@cache
def catalogue(room: str, language: str = LANGUAGE) -> dict[str, str]:
    """Return the sentences of one room, by message id without the room's name.

    Raises
    ------
    KeyError
        When the room has no file of sentences.
    """
    source = resources.files(__package__) / language / f"{room}.yaml"
    try:
        text = source.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        raise KeyError(f"no file of sentences for {room}") from None
    # BaseLoader makes every scalar text and nothing else.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return dict(yaml.load(text, Loader=loader) or {})  # noqa: S506 - it makes text only


def say(message_id: str, **values: object) -> str:
    """Return the sentence `room.key` with its `{names}` filled in.

    Raises
    ------
    KeyError
        When there is no such sentence, or a name in it was given no value.
    """
    if not _ID.fullmatch(message_id):
        raise KeyError(f"{message_id!r} is no message id")
    room, _, key = message_id.partition(".")
    return catalogue(room)[key].format_map(values)


def names_in(message_id: str) -> frozenset[str]:
    """Return the names that the sentence `room.key` wants values for."""
    room, _, key = message_id.partition(".")
    fields = (field for _, field, _, _ in Formatter().parse(catalogue(room)[key]) if field)
    return frozenset(re.split(r"[.\[]", field)[0] for field in fields)
