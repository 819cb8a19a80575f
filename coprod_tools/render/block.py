"""A piece of a plan for people to read: HTML for notebook and page, and the same words as plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from coprod_tools.files.resources import shipped
from coprod_tools.plan.decision_words import for_others
from coprod_tools.render.plain_words import evidence, level, number, plainly, strong, subtype, whole
from coprod_tools.words import say

SHORT = 170
_STARTS_LINE = frozenset(
    {"article", "caption", "dd", "div", "dt", "figcaption", "h1", "h2", "h3", "h4", "h5", "header"}
    | {"li", "p", "section", "summary", "tr"}
)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a plan.

    Attributes
    ----------
    html : str
        Safe HTML; every word from the policy is escaped.
    title : str or None
        Names the page when this block stands on it; only the first screen has one.
    """

    html: str
    title: str | None = None

    @property
    def text(self) -> str:
        """The same words as plain text, a line for each row."""
        return plain(self.html)

    def _repr_html_(self) -> str:
        return self.html

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> tuple[dict[str, str], dict[str, Any]]:
        about = {"coprod": {"title": self.title}} if self.title else {}
        return {"text/html": self.html, "text/plain": self.text}, about

    def __str__(self) -> str:
        return self.text

    __repr__ = __str__


def block(name: str, title: str | None = None, **values: Any) -> Block:
    """Fill one of the templates in `templates/page/blocks`."""
    return Block(template(name).render(**values).strip(), title)


def template(name: str) -> Template:
    """Return one of the templates in `templates/page/blocks`; whatever it is given is escaped."""
    return _environment().get_template(f"{name}.html.j2")


def sign(kind: str, value: str | None) -> Markup:
    """Return a mark as sign and word, with what it means for those who point at it or hear it."""
    word = say(f"render.{kind}.{value}.word")
    meaning = say(f"render.{kind}.{value}.meaning")
    mark = Markup('<span class="mark {}-{}" title="{}"><span class="sign" aria-hidden="true">{}</span> {}</span>')
    return mark.format(kind, value, meaning, say(f"render.{kind}.{value}.sign"), word)


def heard(key: str, **values: object) -> Markup:
    """Return words that only a screen reader says, so that each thing to open or follow has a name of its own."""
    return Markup('<span class="heard">{}</span>').format(" " + say(f"render.heard.{key}", **values))


def cut(text: object, length: int = SHORT, of: str = "") -> Markup:
    """Return `text`, and where it is longer than `length` its start, with the whole folded behind it.

    Parameters
    ----------
    of : str
        Says to those who hear the page what opens; without it the start of the text does.
    """
    words = str(text)
    if len(words) <= length:
        return Markup("{}").format(words)
    whole = Markup('{} <details class="whole"><summary>{}<span class="heard">: {}</span></summary>{}</details>')
    return whole.format(shortened(words, length), say("render.whole"), of or shortened(words, 40), words)


def shortened(text: object, length: int) -> str:
    """Return the start of a text that is longer than `length`, cut between words where it has any."""
    words = str(text)
    return words if len(words) <= length else words[:length].rsplit(" ", 1)[0].rstrip(",;:. ") + "…"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(shipped("templates/page/blocks")),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals.update(say=say, sign=sign, heard=heard, subtype=subtype, level=level, told=for_others)
    environment.filters.update(
        cut=cut, shortened=shortened, plainly=plainly, number=number, evidence=evidence, strong=strong, whole=whole
    )
    return environment


class _Reader(HTMLParser):
    """Gathers the words of HTML; blocks start new lines and table cells stand apart."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _STARTS_LINE:
            self.parts.append("\n")
        elif tag in ("td", "th"):
            self.parts.append(" | ")

    def handle_data(self, data: str) -> None:
        self.parts.append(re.sub(r"\s+", " ", data))


def plain(html: str) -> str:
    """Return the words of `html`, a line for each block and each row of a table."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (re.sub(r" {2,}", " ", line).strip(" |") for line in "".join(reader.parts).split("\n"))
    return "\n".join(line for line in lines if line)
