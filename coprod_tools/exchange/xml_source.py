"""Read an XML file from outside: no entity, no document type, nothing fetched, bounded size."""

from __future__ import annotations

import re
from typing import TypeAlias

from lxml import etree

from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say

Element: TypeAlias = etree._Element
_BEFORE_ROOT = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)


def parse(data: bytes, file: str) -> Element:
    """Return the root element.

    Raises
    ------
    InvalidInput
        When the XML is malformed (with line and column), or brings a document type or entities.
    """
    before = _BEFORE_ROOT.match(data)
    start = before.end() if before else 0
    if data[start : start + 9].upper() == b"<!DOCTYPE":
        raise _document_type(file, data.count(b"\n", 0, start) + 1)
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        line, column = error.position
        message = say("exchange.malformed_xml", why=_plain(error.msg or ""))
        raise InvalidInput([Fault(file, message, line or 1, max(column, 1))]) from None
    except (etree.LxmlError, ValueError, LookupError):
        raise InvalidInput([Fault(file, say("exchange.malformed_xml", why=say("exchange.no_xml")), 1)]) from None
    # In UTF-16 the first test sees nothing.
    if root.getroottree().docinfo.internalDTD is not None:
        raise _document_type(file, 1)
    return root


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
    )


def _document_type(file: str, line: int) -> InvalidInput:
    return InvalidInput([Fault(file, say("exchange.document_type"), line)])


def _plain(message: str) -> str:
    """Return the parser's words without the place, which the fault gives already."""
    return re.sub(r",? line \d+, column \d+.*", "", " ".join(message.split()))[:200]


def line_of(element: Element) -> int | None:
    """Return the line an element begins on, counted from 1."""
    line = element.sourceline
    return line if isinstance(line, int) else None
