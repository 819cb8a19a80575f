"""Words from a source, in its languages: cleaned, shortened where too long, and every change reported."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from coprod_tools.exchange.trail import LANGUAGE, Trail, why_lost
from coprod_tools.exchange.xml_source import Element
from coprod_tools.policy.values import MAX_LINE, MAX_TEXT

# Language tag to words; the tag is empty where the source names no language.
Words: TypeAlias = dict[str, str]
REPLACEMENT = "�"
NO_LANGUAGE = "und"
# Longest code of a list or scheme that is taken for one.
SHORT = 60
_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_OVERRIDES = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}


def is_unsafe(character: str) -> bool:
    """Tell whether a policy file refuses this character: control, surrogate, private, unassigned, bidi override."""
    if character in "\n\t":
        return False
    return character in _OVERRIDES or unicodedata.category(character) in {"Cc", "Cs", "Co", "Cn"}


def cleaned(text: str) -> str:
    """Return `text` in NFC with single blanks, at most one empty line in a row, and unsafe characters replaced."""
    lines = [" ".join(line.split()) for line in unicodedata.normalize("NFC", text).replace("\r\n", "\n").split("\n")]
    whole = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return "".join(REPLACEMENT if is_unsafe(character) else character for character in whole)


def read_text(trail: Trail, element: Element, name: str = "") -> str | None:
    """Return a text or attribute, cleaned; what had to be replaced is reported."""
    value = trail.attribute(element, name) if name else trail.text(element)
    if value is None:
        return None
    text = cleaned(value)
    if text.count(REPLACEMENT) > value.count(REPLACEMENT):
        codes = sorted({f"U+{ord(character):04X}" for character in value if is_unsafe(character)})
        trail.note(element, name, why_lost("replaced"), ", ".join(codes))
    return text or None


def read_line(trail: Trail, element: Element, name: str = "", limit: int = MAX_LINE) -> str | None:
    """Return a short text, such as an identifier or a code; a longer one can't be used, and is reported."""
    text = read_text(trail, element, name)
    if text is not None and len(text) > limit:
        trail.refuse(element, name, why_lost("too_long", limit=limit))
        return None
    return text


def read_narratives(trail: Trail, element: Element, default: str) -> list[tuple[str, str]]:
    """Return (language, text) of an element's narratives in order; in version 1 the text stands in the element itself.

    Parameters
    ----------
    default : str
        Language of a narrative that names none.
    """
    found = []
    for holder in (*element.findall("narrative"), element):
        text = read_text(trail, holder)
        if text:
            found.append((_language(trail, holder) or default, text))
    return found


def _language(trail: Trail, element: Element) -> str:
    value = trail.attribute(element, LANGUAGE)
    if value is None:
        return ""
    if not _TAG.fullmatch(value.lower()):
        trail.refuse(element, LANGUAGE, why_lost("not_a_language"))
        return ""
    return value.lower()


def default_language(trail: Trail, element: Element) -> str:
    """Return the language that a record states for all its text, empty when it states none."""
    return _language(trail, element)


def in_languages(narratives: Iterable[tuple[str, str]], between: str = "\n\n") -> Words:
    """Gather narratives by language; several in one language are joined, equal ones kept once."""
    parts: dict[str, list[str]] = {}
    for language, text in narratives:
        said = parts.setdefault(language, [])
        if text not in said:
            said.append(text)
    return {language: between.join(said) for language, said in parts.items()}


def one_line(words: Words) -> Words:
    """Return the words with line breaks made blanks."""
    return {language: " ".join(text.split()) for language, text in words.items()}


def joined(first: Words, second: Words, between: str) -> Words:
    """Put `second` behind `first` in each language; words that say the same are not repeated."""
    merged = dict(first)
    for language, text in second.items():
        before = merged.get(language, "")
        if text.casefold() not in before.casefold():
            merged[language] = f"{before}{between}{text}" if before else text
    return merged


def length(words: Words) -> int:
    """Return the length of the longest wording in characters."""
    return max(map(len, words.values()), default=0)


def as_text(words: Words) -> str | dict[str, str] | None:
    """Return the words as a policy's text: plain where no language is known, else by language."""
    if not any(words.values()):
        return None
    if set(words) == {""}:
        # The bare word `unknown` would read as absent.
        return "Unknown" if words[""] == "unknown" else words[""]
    return {tag or NO_LANGUAGE: text for tag, text in words.items()}


def fitted(trail: Trail, element: Element, words: Words) -> str | dict[str, str] | None:
    """Return the words as text; what goes beyond the longest text of a policy file is cut and reported."""
    for language, text in words.items():
        if len(text) > MAX_TEXT:
            trail.note(element, "", why_lost("cut", limit=f"{MAX_TEXT:,}"), text[MAX_TEXT - 1 :])
            words = {**words, language: text[: MAX_TEXT - 2].rstrip() + " …"}
    return as_text(words)


def in_english(words: Mapping[str, str], sentence: str) -> Words:
    """Return words of ours, tagged as English where the words beside them are tagged."""
    return {"en" if any(words) else "": sentence}
