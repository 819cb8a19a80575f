"""YAML text to a tree with positions; whatever could mislead a reader or harm a computer is refused.

Events of PyYAML's C parser are read one by one (libyaml 0.2, YAML 1.1), so that hostile depth stops the reading early
and no value is ever converted here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import yaml

from coprod_tools.files.nodes import Mapping, Node, Scalar, Sequence
from coprod_tools.files.yaml_faults import explained
from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say

MAX_DEPTH = 40
MAX_KEY = 200
# Characters of the longest text whose tree is kept for a while.
_REMEMBERED = 300_000
# Not allowed in YAML, or counted as line ends by YAML 1.1 but by no editor.
_UNSAFE = re.compile("[^\t\n\r -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


class _Stop(Exception):
    """Reading further makes no sense."""


class _Open:
    """A list or mapping whose end has not been read yet."""

    __slots__ = ("event", "items", "key", "keys", "skipping")

    def __init__(self, event: Any) -> None:
        self.event = event
        self.items: Any = {} if type(event) is yaml.MappingStartEvent else []
        self.keys: dict[str, Scalar] = {}
        self.key: Scalar | None = None
        self.skipping = False


class _Reader:
    """Builds the tree from events and gathers faults on the way."""

    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        self.faults: list[Fault] = []
        self.root: Node | None = None
        self._open: list[_Open] = []

    def read(self) -> None:
        unsafe = list(_unsafe_characters(self.text, self.file))
        if unsafe:
            self.faults += unsafe
            return
        try:
            for event in _events(self.text):
                self._take(event)
        except yaml.MarkedYAMLError as error:
            self.faults.append(explained(error, self.text, self.file))
        except (yaml.YAMLError, RecursionError, MemoryError):  # pragma: no cover - _UNSAFE finds what libyaml refuses
            self.faults.append(Fault(self.file, say("files.not_yaml")))
        except _Stop:
            pass
        if self.root is None and not self.faults:
            self.faults.append(Fault(self.file, say("files.only_comments")))

    def _fault(self, mark: Any, message_id: str, **values: object) -> None:
        self.faults.append(Fault(self.file, say(f"files.{message_id}", **values), mark.line + 1, mark.column + 1))

    def _take(self, event: Any) -> None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            start, end = event.start_mark, event.end_mark
            if event.tag is not None or event.anchor is not None:
                self._refuse_marks(event)
            scalar = Scalar(event.value, event.style or "", start.line + 1, start.column + 1, start.index, end.index)
            self._place(scalar, start)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._close(event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._enter(event)
        elif kind is yaml.AliasEvent:
            self._fault(event.start_mark, "alias")
            start, end = event.start_mark, event.end_mark
            self._place(Scalar("", "", start.line + 1, start.column + 1, start.index, end.index), start)
        elif kind is yaml.DocumentStartEvent:
            self._document(event)

    def _document(self, event: Any) -> None:
        if event.tags:
            self._fault(event.start_mark, "directive")
        if self.root is not None:
            self._fault(event.start_mark, "second_document")
            raise _Stop

    def _refuse_marks(self, event: Any) -> None:
        if event.anchor is not None:
            self._fault(event.start_mark, "anchor")
        if event.tag is not None:
            self._fault(event.start_mark, "tag")

    def _enter(self, event: Any) -> None:
        if event.tag is not None or event.anchor is not None:
            self._refuse_marks(event)
        if len(self._open) == MAX_DEPTH:
            self._fault(event.start_mark, "too_deep", limit=MAX_DEPTH)
            raise _Stop
        self._open.append(_Open(event))

    def _close(self, event: Any) -> None:
        opened = self._open.pop()
        mark, end = opened.event.start_mark, event.end_mark.index
        flow = bool(opened.event.flow_style)
        place = (flow, mark.line + 1, mark.column + 1, mark.index, end)
        node: Node
        if type(opened.items) is dict:
            node = Mapping(opened.items, opened.keys, *place)
        else:
            node = Sequence(tuple(opened.items), *place)
        self._place(node, mark)

    def _place(self, node: Node, mark: Any) -> None:
        """Put a finished node where it belongs: as the root, an item, a key or a value."""
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if type(parent.items) is list:
            parent.items.append(node)
        elif parent.key is None:
            self._take_key(parent, node, mark)
        else:
            if not parent.skipping:
                parent.items[parent.key.value] = node
                parent.keys[parent.key.value] = parent.key
            parent.key, parent.skipping = None, False

    def _take_key(self, parent: _Open, node: Node, mark: Any) -> None:
        """Take a node as the next key; a key that can't be used is refused and its value passed over."""
        if type(node) is not Scalar:
            self._fault(mark, "key_not_text")
            parent.key, parent.skipping = Scalar("", "", node.line, node.column, node.start, node.end), True
            return
        parent.key = node
        name = node.value
        if name in parent.keys:
            self._fault(mark, "duplicate_key", name=shown(name), line=parent.keys[name].line)
        elif name == "<<" and not node.style:
            self._fault(mark, "merge_key")
        elif len(name) > MAX_KEY:
            self._fault(mark, "key_too_long", limit=MAX_KEY)
        elif not name:
            self._fault(mark, "key_missing")
        else:
            return
        parent.skipping = True


def _events(text: str) -> Iterator[Any]:
    parser: Any = yaml.CBaseLoader(text)
    try:
        while (event := parser.get_event()) is not None:
            yield event
    finally:
        parser.dispose()


def _unsafe_characters(text: str, file: str) -> Iterator[Fault]:
    """Yield a fault for each character that can't be shown safely, at most 100."""
    for count, found in enumerate(_UNSAFE.finditer(text)):
        if count == 100:
            return
        before = text[: found.start()].replace("\r\n", "\n").replace("\r", "\n")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        message = say("files.unsafe_character", code=f"U+{ord(found.group()):04X}")
        yield Fault(file, message, line, column)


def shown(name: str) -> str:
    """Return a name from a file so that it is safe and short enough to print in a message."""
    safe = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in name)
    return safe if len(safe) <= 60 else safe[:59] + "…"


def read_tree(text: str, file: str) -> tuple[Node | None, tuple[Fault, ...]]:
    """Return the tree as far as it could be read, and every fault found.

    Where there are faults the tree lacks what they are about: the second of two equal keys, the value of an alias.
    """
    # A save reads the same text several times: to patch it, to check it, and as what the next change begins with.
    return (_remembered if len(text) <= _REMEMBERED else _read)(text, file)


def _read(text: str, file: str) -> tuple[Node | None, tuple[Fault, ...]]:
    reader = _Reader(text, file)
    reader.read()
    return reader.root, tuple(reader.faults)


_remembered = lru_cache(maxsize=4)(_read)


def parse(text: str, file: str) -> Node:
    """Return the tree of one YAML document.

    Parameters
    ----------
    file : str
        How faults name the file.

    Raises
    ------
    InvalidInput
        For invalid YAML, anchors, aliases, tags, merge keys, keys that are no text or appear twice, a second
        document, depth over 40 and characters that can't be shown safely; each with line and column.
    """
    root, faults = read_tree(text, file)
    if faults or root is None:
        raise InvalidInput(faults)
    return root
