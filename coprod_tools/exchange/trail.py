"""Keep track of every value of an XML record: what was read goes into the policy, all the rest is lost, by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from coprod_tools.exchange.imported import Lost
from coprod_tools.exchange.xml_source import Element
from coprod_tools.words import say

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
EXAMPLES, EXAMPLE_LENGTH = 3, 80
_own_text = etree.XPath("text()")


def own_text(element: Element) -> str:
    """Return the text directly inside an element, whole even where a comment stood in it."""
    found = _own_text(element)
    return "".join(map(str, found)) if isinstance(found, list) else ""


@dataclass
class Losses:
    """What was lost from a whole file, gathered over its records by field and reason."""

    rows: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    examples: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, path: str, why: str, value: str = "", *, private: bool = False) -> None:
        """Count one more value lost from `path`."""
        self.rows[path, why] += 1
        shown, seen = " ".join(value.split())[:EXAMPLE_LENGTH], self.examples[path, why]
        if shown and not private and len(seen) < EXAMPLES and shown not in seen:
            seen.append(shown)

    def take_in(self, other: Losses) -> None:
        """Add what another record lost."""
        for key, count in other.rows.items():
            self.rows[key] += count
            seen = self.examples[key]
            seen += [shown for shown in other.examples[key] if shown not in seen][: EXAMPLES - len(seen)]

    def lost(self) -> tuple[Lost, ...]:
        """Return the rows, sorted by field."""
        return tuple(
            Lost(path, count, why, tuple(self.examples[path, why])) for (path, why), count in sorted(self.rows.items())
        )


class Trail:
    """Reads one record's values and remembers which; `leave` then reports all the others.

    Parameters
    ----------
    root : Element
        The record.
    losses : Losses
        Where what is lost is counted.
    """

    def __init__(self, root: Element, losses: Losses) -> None:
        self.root, self.losses = root, losses
        self._read: set[tuple[Element, str]] = set()
        self._stem = len(list(root.iterancestors()))

    def attribute(self, element: Element, name: str) -> str | None:
        """Return an attribute without outer blanks, None when absent or blank."""
        self._read.add((element, name))
        return (element.get(name) or "").strip() or None

    def text(self, element: Element) -> str | None:
        """Return an element's own text without outer blanks, None when there is none."""
        self._read.add((element, ""))
        return own_text(element).strip() or None

    def refuse(self, element: Element, name: str, why: str) -> None:
        """Report a value that can't be kept, where there is one; `name` is the attribute, or empty for the text."""
        self._read.add((element, name))
        value = element.get(name) if name else own_text(element)
        if value and value.strip():
            self.losses.add(self.path(element, name), why, value)

    def note(self, element: Element, name: str, why: str, value: str) -> None:
        """Report that a value came through altered."""
        self.losses.add(self.path(element, name), why, value)

    def path(self, element: Element, name: str = "") -> str:
        """Return where a value stands, such as `iati-activity/sector/@code`."""
        tags = [str(step.tag) for step in element.iterancestors()][::-1][self._stem :]
        return "/".join([*tags, str(element.tag), *([_attribute_name(name)] if name else [])])

    def leave(self, why: Callable[[str], str], private: Callable[[str], bool]) -> None:
        """Report every value that was not read; `why` and `private` judge it by its path."""
        for element, name, value in values_of(self.root):
            if (element, name) not in self._read:
                path = self.path(element, name)
                self.losses.add(path, why(path), value, private=private(path))


def values_of(root: Element) -> Iterator[tuple[Element, str, str]]:
    """Yield every value in and below `root`: (element, attribute name or empty, value); bare empty leaves count too."""
    for element in root.iter(etree.Element):
        for name, value in element.items():
            if value.strip():
                yield element, str(name), str(value)
        text = own_text(element)
        if text.strip():
            yield element, "", text
        elif not len(element) and not element.attrib:
            yield element, "", ""


def _attribute_name(name: str) -> str:
    return "@xml:lang" if name == LANGUAGE else f"@{name}"


def why_lost(key: str, **values: object) -> str:
    """Return the sentence for a reason, by its key in the words of this room."""
    return say(f"exchange.why_{key}", **values)
