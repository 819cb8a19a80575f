"""Pasted text made plain: safe characters, one kind of blank and line end, HTML marks taken out, line by line."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass

_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_DROPPED = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
# Characters a policy file refuses: they are shown as a sign that something stood there.
_OVERRIDES = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
STAND_IN = "\ufffd"
_IS_HTML = re.compile(r"</(?:p|h[1-6]|li|div|ul|ol|td|tr|b|strong|span|table|body|html)>|<br ?/?>", re.IGNORECASE)
_TAGS = "a|abbr|article|b|blockquote|body|br|code|div|em|font|footer|h[1-6]|head|header|hr|html|i|img|li|link|main"
_TAGS += "|meta|nav|o:p|ol|p|section|small|span|strong|sub|sup|table|tbody|td|th|thead|title|tr|u|ul"
_TAG = re.compile(rf"<(/?)({_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_QUOTES = str.maketrans("‘’‛ʼ“”„", "''''\"\"\"")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a brief.

    Attributes
    ----------
    number : int
        Where it stands in the pasted text, counted from 1.
    text : str
        Its words; a tab parts the cells of a table's row.
    """

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class PlainText:
    """The lines of a brief, blank ones among them, and what had to be changed to read it."""

    lines: tuple[Line, ...]
    was_html: bool = False
    had_unsafe: bool = False


def plain_text(text: str) -> PlainText:
    """Return the lines of pasted text with nothing in them that a policy file refuses."""
    whole = _LINE_ENDS.sub("\n", text)
    safe = whole if whole.isascii() and whole.replace("\n", "").isprintable() else _safe(whole)
    was_html = _IS_HTML.search(safe) is not None
    lines = []
    for number, line in enumerate(safe.split("\n"), start=1):
        parts = _without_tags(line).split("\n") if was_html else (line,)
        lines += [Line(number, _cells(part.strip(" "))) for part in parts]
    return PlainText(tuple(lines), was_html, STAND_IN in safe and STAND_IN not in text)


def _cells(line: str) -> str:
    """Return the row of a Markdown table with tabs between its cells."""
    if len(line) > 4 and line.startswith("|") and line.endswith("|"):
        return re.sub(r" *\| *", "\t", line[1:-1].strip(" "))
    return line


def straight(text: str) -> str:
    """Return `text` with straight quotation marks, of the same length."""
    return text.translate(_QUOTES)


def _safe(text: str) -> str:
    dropped = text.translate(_DROPPED)
    return unicodedata.normalize("NFC", "".join(map(_safe_character, dropped)))


def _safe_character(character: str) -> str:
    if character.isprintable() or character in "\n\t":
        return character
    kind = unicodedata.category(character)
    if kind == "Zs":
        return " "
    return STAND_IN if character in _OVERRIDES or kind in {"Cc", "Cs", "Co", "Cn"} else character


def _without_tags(line: str) -> str:
    return _safe(html.unescape(_TAG.sub(_in_place_of, line)))


def _in_place_of(tag: re.Match[str]) -> str:
    closes, name = bool(tag[1]), tag[2].lower()
    if name in {"td", "th"}:
        return "\t" if closes else ""
    if name in {"b", "strong"}:
        return "**"
    if name in {"a", "abbr", "code", "em", "font", "i", "o:p", "small", "span", "sub", "sup", "u", "img"}:
        return ""
    opening = {"li": "\n• ", **{f"h{level}": "\n# " for level in range(1, 7)}}
    return "\n" if closes else opening.get(name, "\n")
