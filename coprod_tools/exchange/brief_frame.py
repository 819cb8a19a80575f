"""What a brief says of itself: title, owner, place, what is fixed and what is open."""

from __future__ import annotations

import re
from collections.abc import Iterable

from coprod_tools.exchange.brief_lines import Sentence, heading_name
from coprod_tools.exchange.brief_numbers import dates_in
from coprod_tools.exchange.brief_people import bodies_in
from coprod_tools.exchange.brief_sheet import Sheet, as_text, capital
from coprod_tools.exchange.brief_words import NAME, any_of
from coprod_tools.knowledge import load_knowledge

_FRONT = re.compile(
    r"^(?:one[- ]page(?:r| brief| briefing)?|cabinet submission|submission"
    r"|memorandum to cabinet|report|proposal|policy brief(?:ing)?|brief(?:ing)?(?: note"
    r"| paper)?|cabinet paper|note|paper"
    r"|memo(?:randum)?|aide[- ]memoire|draft)(?: on| for| to)?\s*(?::|[–—-])\s*",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"(?:policy |ministerial |cabinet |one[- ]page )?(?:brief(?:ing)?|report|paper|memo"
    r"(?:randum)?)(?: note)?|in[ -]confidence"
    r"|(?:official|sensitive|restricted|confidential|unclassified|draft|protected|budget sensitive)\b.*|page \d+.*"
    r"|(?:dear|hi|hello|kia ora|tēnā)\b.*|https?://\S+|aide[- ]m[eé]moire|\(?for (?:decision"
    r"|information|noting|discussion)\)?|(?:memorandum|submission|briefing) (?:to|for)\b.*"
    r"|.*\b(?:policy brief|briefing|report|paper) no\.? \d.*|(?:office of|cabinet|from|to)\b.*",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"office of the (?:deputy |associate )?(?:minister|deputy|prime|secretary|chief).*", re.IGNORECASE)


def read_title(sheet: Sheet) -> None:
    """Guess the title: what a label calls it, else a heading or short line at the top, else the first words."""
    for sentence in sheet.free("title"):
        return sheet.put("title", as_text(sentence.text, 200), sentence, "title_label")
    top = [one for one in sheet.sentences[:12] if not one.labelled]
    for sentence in top:
        if sentence.role and sentence.kind == "heading":
            break
        words = _FRONT.sub("", sentence.text)
        if _is_body(sheet, words) or re.match(
            r"(?:consulted|minister|portfolio|ref|reference|contact)\b[^:]{0,20}:", words.casefold()
        ):
            continue
        short = len(words) <= 120 and not words.endswith((".", ",", ";", ":", "?")) and len(words.split()) > 1
        if short and not _NO_TITLE.fullmatch(words) and _has_letters(words) and not dates_in(words):
            alone = sentence.kind == "heading" or sentence.place < 3
            return sheet.put("title", as_text(words, 200), sentence, "title_top", "likely" if alone else "unsure")
        if sentence.kind == "plain" and len(words) > 120:
            break
    for sentence in sheet.sentences:
        if (
            _has_letters(sentence.text)
            and sentence.kind != "heading"
            and not sentence.text.startswith(("http:", "https:"))
        ):
            return sheet.put("title", as_text(sentence.text, 90), sentence, "title_first", "unsure", aside=True)
    return None


def _is_body(sheet: Sheet, words: str) -> bool:
    """Tell whether a line at the top only names who the brief comes from."""
    last = words.split(" / ")[-1].strip()
    name = last.title() if last.isupper() else last
    return any(one.start == 0 and one.end == len(name) for one in bodies_in(name, sheet))


def _has_letters(text: str) -> bool:
    return sum(letter.isalpha() for letter in text) >= 3


def read_owner(sheet: Sheet) -> None:
    """Guess the owner: from a label, or from the office named at the top."""
    for sentence in sheet.free("owner"):
        return sheet.put("owner", as_text(sentence.text, 200), sentence, "owner_label")
    for sentence in sheet.sentences[:6]:
        if _OFFICE.fullmatch(sentence.text):
            return sheet.put("owner", as_text(sentence.text), sentence, "owner_office")
    proposes = re.compile(
        rf"(?:^|\. )the (?P<who>(?:ministry|department) (?:of|for) {NAME}(?:(?: and"
        rf"| of)? {NAME})*) (?:proposes|is leading|leads|plans to)",
        re.IGNORECASE,
    )
    for sentence in sheet.free("", "proposal", "purpose", "summary", unused=False):
        if match := proposes.search(sentence.text):
            return sheet.put("owner", capital(match["who"]), sentence, "owner_proposes", "unsure")
    return None


def place_in(sentences: Iterable[Sentence]) -> tuple[str, list[Sentence], bool] | None:
    """Return the jurisdiction that the words are evidence of, the sentences that show it, and whether that is likely.

    None where nothing is, or where two places have as much evidence.
    """
    evidence: dict[str, tuple[set[str], list[Sentence]]] = {}
    everything = list(sentences)
    for entry in load_knowledge().brief_places.values():
        strong, weak = any_of(entry.words), any_of(entry.weak)
        words: set[str] = set()
        shown: list[Sentence] = []
        for sentence in everything:
            found = {match[0].casefold() for match in strong.finditer(sentence.text) if _is_sound(match[0])}
            if found - words:
                shown.append(sentence)
                words |= found
        if words:
            words |= {match[0].casefold() for one in everything for match in weak.finditer(one.text)}
            evidence[entry.place] = (words, shown)
    ranked = sorted(evidence.items(), key=lambda item: -len(item[1][0]))
    if not ranked or (len(ranked) > 1 and len(ranked[0][1][0]) == len(ranked[1][1][0])):
        return None
    place, (words, shown) = ranked[0]
    return place, shown[:3], len(words) > 1


def _is_sound(word: str) -> bool:
    """Tell whether a word is a name or a whole term; `victoria`, `kent` or `acc` in small letters are neither."""
    return word[:1].isupper() or not word.isascii() or word.casefold() in {"iwi", "hui", "awa", "tamariki", "rangatahi"}


def read_fixed_and_open(sheet: Sheet) -> None:
    """Guess what is decided already and what is truly open."""
    for name in ("fixed", "open"):
        told = list(sheet.free(name))
        cued = [one for one in sheet.free("", "proposal", "summary", "problem", "timeline") if _cue(sheet, name, one)]
        for number, sentence in enumerate((told + cued)[:20], start=1):
            words = sentence.text if sentence in told else _without_cue(sheet, name, sentence.text)
            sheet.put(
                f"{name}[{number}]", capital(as_text(words)), sentence, name if sentence in told else f"{name}_cue"
            )


def _cue(sheet: Sheet, name: str, sentence: Sentence) -> bool:
    return sheet.words.says(name, sentence.text) is not None and heading_name(sentence.text) != name


def _without_cue(sheet: Sheet, name: str, text: str) -> str:
    """Return what is fixed or open, where the sentence says so of the words after or before its cue."""
    cue = sheet.words.says(name, text)
    if cue is None:
        return text
    after = text[cue.end() :].lstrip(" :,").removeprefix("that ")
    before = text[: cue.start()].strip(" ,")
    if before.casefold() in {"it has", "it is", "it", "what is", "one", "it has been", ""} and after:
        return after
    return text
