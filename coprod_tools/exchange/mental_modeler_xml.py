"""The XML of Mental Modeler's first versions, as the same objects that its JSON holds."""

from __future__ import annotations

from typing import Any

from coprod_tools.exchange.json_source import MAX_DEPTH
from coprod_tools.exchange.trail import own_text
from coprod_tools.exchange.xml_source import Element, line_of, parse
from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say

# Elements that hold a list, and the elements that are its items.
_LISTS = {"concepts": "concept", "relationships": "relationship", "scenarios": "scenario"}


def as_objects(data: bytes, file: str) -> dict[str, Any]:
    """Return the file's objects.

    Raises
    ------
    InvalidInput
        When it is malformed XML (with line), or its first element is not `mentalModeler`.
    """
    root = parse(data, file)
    if str(root.tag).lower() != "mentalmodeler":
        raise InvalidInput([Fault(file, say("exchange.not_mental_modeler"), line_of(root))])
    found = _value(root, file, 0)
    return found if isinstance(found, dict) else {}


def _value(element: Element, file: str, depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise InvalidInput([Fault(file, say("exchange.too_deep", limit=MAX_DEPTH), line_of(element))])
    tag = str(element.tag)
    if tag == "groupNames":
        return {child.get("index", ""): own_text(child) for child in element}
    if tag in _LISTS and all(child.tag == _LISTS[tag] for child in element):
        return [_item(child, file, depth + 1) for child in element]
    return _item(element, file, depth) if len(element) or element.attrib else own_text(element)


def _item(element: Element, file: str, depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {"@" + str(name): str(value) for name, value in element.items()}
    for child in element:
        tag = str(child.tag)
        if tag in found:
            raise InvalidInput([Fault(file, say("exchange.key_twice"), line_of(child), path=tag)])
        found[tag] = _value(child, file, depth + 1)
    if text := own_text(element).strip():
        found["#text"] = text
    return found
