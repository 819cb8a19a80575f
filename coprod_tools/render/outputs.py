"""One output of a notebook as part of a page: whatever kind it is, it shows, and nothing in it runs."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from markupsafe import Markup

from coprod_tools.render.block import heard
from coprod_tools.render.safe import cleaned, picture, prose
from coprod_tools.words import say

WIDGET = "application/vnd.jupyter.widget-view+json"
PICTURES = ("image/svg+xml", "image/png", "image/jpeg")
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b[@-_]|[\x00-\x08\x0b\x0c\x0e-\x1f]")
_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL | re.IGNORECASE)
_TABLE = re.compile(r'(?P<frame><div class="wide"[^>]*>\s*)?<table\b.*?</table>', re.DOTALL)
_CAPTION = re.compile(r"<caption[^>]*>(.*?)</caption>", re.DOTALL)
_DESCRIPTION = re.compile(r"<(desc|title)[^>]*>([^<]+)</\1>")


def shown(output: Mapping[str, Any]) -> Markup:
    """Return one notebook output (nbformat 4) as safe HTML."""
    kind = output["output_type"]
    if kind == "stream":
        return _plain(_joined(output["text"]), "stream " + output.get("name", "stdout"))
    if kind == "error":
        return _error(output)
    return _data(output.get("data", {}), output.get("metadata", {}))


def _data(data: Mapping[str, Any], metadata: Mapping[str, Any]) -> Markup:
    """The richest form that needs neither script nor network."""
    if "text/html" in data:
        return shown_html(_joined(data["text/html"]))
    for mime in PICTURES:
        if mime in data:
            return _figure(data, metadata, mime)
    if "text/markdown" in data:
        return prose(_joined(data["text/markdown"]))
    if WIDGET in data:
        return Markup('<p class="left-out">{}</p>').format(say("render.widget-left-out"))
    if "application/json" in data:
        return _plain(json.dumps(data["application/json"], ensure_ascii=False, indent=1), "json")
    for mime in ("text/plain", "text/latex", *data):
        if mime in data:
            return _plain(_joined(data[mime]), "result")
    return Markup("")


def shown_html(html: str) -> Markup:
    """Return HTML as part of a page: harmless tags alone, drawings as pictures, wide tables in frames that scroll."""
    return Markup(_TABLE.sub(_framed, cleaned(_DRAWING.sub(_as_picture, html))))  # noqa: S704 - cleaned


def _framed(table: re.Match[str]) -> str:
    """A table that has no frame of its own gets one, so that it scrolls and not the page."""
    if table["frame"]:
        return table[0]
    named = _CAPTION.search(table[0])
    title = Markup(named[1]).striptags() if named else ""  # noqa: S704 - cleaned
    label = say("render.table-region", title=title) if title else say("render.table-unnamed")
    frame = Markup('<div class="wide" role="group" tabindex="0" aria-label="{}">{}</div>')
    return frame.format(label, Markup(table[0]))  # noqa: S704 - cleaned


def _as_picture(drawing: re.Match[str]) -> str:
    """A drawing inside HTML becomes a picture: it looks the same and can neither run nor fetch."""
    svg = drawing[0]
    inside = picture(svg.encode(), "image/svg+xml", _described(svg) or say("render.no-description"))
    return Markup('<div class="wide" role="group" tabindex="0" aria-label="{}">{}</div>').format(_region(svg), inside)


def _region(svg: str) -> str:
    """The name of the frame in which a drawing scrolls: the drawing's own title."""
    title = dict(_DESCRIPTION.findall(svg)).get("title")
    return say("render.picture-region", title=unescape(title)) if title else say("render.picture-unnamed")


def _described(svg: str) -> str | None:
    found = dict(_DESCRIPTION.findall(svg))
    words = found.get("desc") or found.get("title")
    return unescape(words) if words else None


def _figure(data: Mapping[str, Any], metadata: Mapping[str, Any], mime: str) -> Markup:
    body = _joined(data[mime])
    raw = body.encode() if mime == "image/svg+xml" else base64.b64decode(body)
    alt = _alt(data, metadata, mime, body)
    inside = picture(raw, mime, alt)
    return Markup('<figure><div class="wide" role="group" tabindex="0" aria-label="{}">{}</div></figure>').format(
        _region(body if mime == "image/svg+xml" else ""), inside
    )


def _alt(data: Mapping[str, Any], metadata: Mapping[str, Any], mime: str, body: str) -> str:
    """The picture's own description, wherever its maker put it."""
    given = metadata.get("alt") or (metadata.get(mime) or {}).get("alt")
    if given:
        return str(given)
    if mime == "image/svg+xml" and (words := _described(body)):
        return words
    plain = _joined(data.get("text/plain", "")).strip()
    return plain if plain and not plain.startswith("<") else say("render.no-description")


def _error(output: Mapping[str, Any]) -> Markup:
    summary = f"{output.get('ename', '')}: {output.get('evalue', '')}"
    trace = "\n".join(output.get("traceback", ()))
    return Markup(
        '<div class="error"><p><strong>{}</strong></p><details><summary>{}{}</summary>{}</details></div>'
    ).format(
        _ESCAPES.sub("", summary),
        say("render.details"),
        heard("error", name=output.get("ename", "")),
        _plain(trace, "trace"),
    )


def _plain(text: str, kind: str) -> Markup:
    return Markup('<pre class="{}">{}</pre>').format(kind, _ESCAPES.sub("", text))


def _joined(text: Any) -> str:
    """Notebook text may be one string or a list of lines."""
    return "".join(text) if isinstance(text, list) else str(text)
