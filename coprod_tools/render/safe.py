"""What may stand in a page: a fixed list of tags, https and mailto links, pictures carried in the page itself."""

from __future__ import annotations

import base64
import re

import nh3
from markupsafe import Markup
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

TAGS = frozenset(
    {"a", "abbr", "b", "br", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "s", "samp", "small", "span"}
    | {"strong", "sub", "sup", "time", "var"}
    | {
        "article",
        "blockquote",
        "details",
        "div",
        "figcaption",
        "figure",
        "footer",
        "header",
        "hr",
        "p",
        "pre",
        "section",
    }
    | {"summary", "h1", "h2", "h3", "h4", "h5", "h6", "dd", "dl", "dt", "li", "ol", "ul"}
    | {"caption", "col", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
)
# Their words are code, not text for people: the whole element goes.
DROPPED = frozenset({"script", "style", "template", "iframe", "object", "embed", "noscript", "title", "svg", "math"})
ATTRIBUTES = {
    "*": {"class", "id", "lang", "title", "dir", "aria-label", "aria-labelledby", "aria-hidden"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "scope", "headers"},
    "ol": {"start", "type"},
    "details": {"open"},
    "time": {"datetime"},
    "div": {"role", "tabindex"},
}
_ALLOWED_VALUES = {"role": {"group", "note"}, "tabindex": {"0"}}
_LINK = re.compile(r"(https://|mailto:|#)", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(svg\+xml|png|jpeg);base64,[A-Za-z0-9+/=\s]*")


def _keep(tag: str, name: str, value: str) -> str | None:
    """Return the attribute's value when it may stay, else None."""
    if name == "href":
        return value if _LINK.match(value.strip()) else None
    if name == "src":
        return value if _PICTURE.fullmatch(value) else None
    if name in _ALLOWED_VALUES:
        return value if value in _ALLOWED_VALUES[name] else None
    return value


def cleaned(html: str) -> Markup:
    """Return `html` with nothing in it but harmless tags; scripts, styles and other link schemes are gone."""
    return Markup(  # noqa: S704 - nh3 is the gate
        nh3.clean(
            html,
            tags=set(TAGS),
            clean_content_tags=set(DROPPED),
            attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
            attribute_filter=_keep,
            url_schemes={"https", "mailto", "data"},
            link_rel="noopener noreferrer",
        )
    )


def prose(markdown: str) -> Markup:
    """Return Markdown as harmless HTML."""
    renderer = IPythonRenderer(escape=False, exclude_anchor_links=True)
    return cleaned(MarkdownWithMath(renderer=renderer).render(markdown))


def picture(data: bytes, mime: str, alt: str) -> Markup:
    """Return an image element that carries its own bytes; a drawing shown this way can neither run nor fetch."""
    text = base64.b64encode(data).decode()
    return Markup('<img src="data:{};base64,{}" alt="{}">').format(mime, text, alt)
