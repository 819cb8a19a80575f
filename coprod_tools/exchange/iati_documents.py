"""A document link of an IATI file as evidence: where it lies, what kind of paper it is; never how strong it is."""

from __future__ import annotations

import re
from typing import Any

from coprod_tools.exchange.iati_frame import words_of
from coprod_tools.exchange.iati_values import date
from coprod_tools.exchange.naming import Names
from coprod_tools.exchange.trail import Trail, why_lost
from coprod_tools.exchange.wording import fitted, read_text
from coprod_tools.exchange.xml_source import Element
from coprod_tools.policy.values import MAX_LINE
from coprod_tools.words import say

_CATEGORY = re.compile(r"A(0[1-9]|1[0-2])|B(0[1-9]|1[0-8])")
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)


def document(trail: Trail, element: Element, names: Names, language: str, about: str | None = None) -> dict[str, Any]:
    """Return a document as evidence without scale or level; `about` says which result it belongs to.

    An address that is not on the web, or too long for a link, stands in the note instead.
    """
    title = words_of(trail, element.findall("title"), language)
    url = read_text(trail, element, "url")
    link = url if url and _WEB.fullmatch(url) and len(url) <= MAX_LINE else None
    if url and not link:
        trail.note(element, "url", why_lost("no_link"), url)
    said = [
        about,
        _listed("documents_are", [_category(code) for code in _codes(trail, element, "category")]),
        _listed("format", [part] if (part := read_text(trail, element, "format")) else []),
        _listed("language", _codes(trail, element, "language")),
        _listed("address", [url] if url and not link else []),
        *words_of(trail, element.findall("description"), language).values(),
    ]
    holder = element.find("document-date")
    note = " ".join(part for part in said if part)
    return {
        "id": names.of_content("d", url, *title.values()),
        "source": fitted(trail, element, title),
        "link": link,
        "as_at": date(trail, holder) if holder is not None else None,
        "note": fitted(trail, element, {"": note}),
    }


def _codes(trail: Trail, element: Element, tag: str) -> list[str]:
    """Return codes, or the words of version 1, of the elements called `tag`."""
    found = []
    for inner in element.findall(tag):
        code = read_text(trail, inner, "code")
        found.append(code or read_text(trail, inner))
    return [code for code in found if code]


def _category(code: str) -> str:
    return f"{code} ({say(f'exchange.category_{code.lower()}')})" if _CATEGORY.fullmatch(code) else code


def _listed(key: str, parts: list[str]) -> str | None:
    return say(f"exchange.{key}", what=", ".join(parts)) if parts else None
