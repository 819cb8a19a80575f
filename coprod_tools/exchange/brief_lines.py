"""The shape of a brief: headings, labels, bullets and rows, and each sentence with the heading it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from coprod_tools.exchange.brief_text import Line, straight

MARKER = re.compile(
    r"\A\s*(?:>\s*)*(?:[•●▪◦‣·∙*§✓✔➢►\-–—]\s+|o\s+(?=[A-Z])|\(?\d{1,3}[.)]\s+|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+(?!million|billion|thousand|m\b|bn\b|per\b|times\b)"
    r"|\d{1,3}\t|Q\d{1,2}[.:)]\s+|\(?[a-z]\)\s+|\(?[ivx]{1,5}\)\s+)"
)
_HASHES = re.compile(r"#{1,6}\s+")
_LABEL = re.compile(r"(?P<label>[^:\t]{1,60}?)\s*(?::|\t|\s[–—-]\s)\s*(?P<rest>.*)", re.DOTALL)
_END = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[^\W_a-z])|\t(?=\S)")
_PIECE = re.compile(r";\s+")
_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|approx|Mr|Mrs|Ms|Dr|St|No|vs|para|cf|Rt|Hon|incl|c|[A-Z])\.)$")
_CLOSED = (".", "!", "?", ":", ";", "…")
# Under these, what a semicolon parts are things of a list.
_LISTS = frozenset(
    {
        "affected",
        "fixed",
        "measures",
        "money",
        "open",
        "options",
        "outcomes",
        "partners",
        "proposal",
        "risks",
        "timeline",
    }
)
_HEADING_LENGTH = 80
_LONGEST = 1_500
_JOINING = frozenset(
    ["and", "at", "for", "from", "in", "of", "on", "or", "so", "that", "the", "to", "we", "with", "considered"]
)
_BOLD_START = re.compile(r"\A\s*\*\*[^*]{2,40}\*\*\s*[:–—-]\s*(?=\S)")
_PAGE_NUMBER = re.compile(r"(?:page )?\d+(?: (?:of|/) \d+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, bullet or cell of a brief.

    Attributes
    ----------
    text : str
        Its words without bullet or label, with straight quotation marks.
    raw : str
        Its words as the brief has them.
    role : str
        What the heading over it says it tells of; empty where none does.
    heading : int or None
        The place of that heading among the brief's parts.
    kind : {'heading', 'bullet', 'plain'}
    passage : int
        Sentences of one paragraph share it.
    labelled : bool
        Whether its own label, not a heading above, gave the role.
    """

    place: int
    line: int
    text: str
    raw: str
    role: str = ""
    heading: int | None = None
    kind: str = "plain"
    passage: int = 0
    labelled: bool = False


def sentences(lines: Iterable[Line], headings: Mapping[str, str]) -> tuple[Sentence, ...]:
    """Return every sentence and heading of a brief in order; together they hold all its words."""
    found: list[Sentence] = []
    role, heading, until_blank = "", None, False
    for number, passage in enumerate(_passages(lines, headings)):
        if not passage.lines:
            role, until_blank = ("", False) if until_blank else (role, False)
            continue
        if passage.is_heading:
            heading, until_blank = len(found), False
            role = heading_role(passage.raw, headings) or ""
            found.append(
                Sentence(heading, passage.lines[0].number, _tidy(passage.raw), passage.raw, role, None, "heading")
            )
            continue
        for sentence in _split(passage, number, role, headings):
            under = None if sentence.labelled else heading
            found.append(replace(sentence, place=len(found), heading=under))
            if sentence.labelled and sentence.role != role:
                role, until_blank, heading = sentence.role, True, None
    return tuple(found)


@dataclass
class _Passage:
    lines: list[Line]
    is_heading: bool = False

    @property
    def raw(self) -> str:
        return " ".join(line.text for line in self.lines)

    def line_at(self, offset: int) -> int:
        """Return the number of the line that holds a character."""
        for line in self.lines:
            offset -= len(line.text) + 1
            if offset < 0:
                return line.number
        return self.lines[-1].number


def _passages(lines: Iterable[Line], headings: Mapping[str, str]) -> Iterator[_Passage]:
    """Yield headings, paragraphs and bullets; an empty one where lines are blank."""
    rows = list(lines)
    open_one: _Passage | None = None
    for at, line in enumerate(rows):
        if not line.text.strip():
            if open_one:
                yield open_one
            yield _Passage([])
            open_one = None
            continue
        if _is_heading(rows, at, headings):
            if open_one:
                yield open_one
            yield _Passage([line], is_heading=True)
            open_one = None
        elif open_one and len(open_one.lines) < 40 and _goes_on(open_one.lines[-1].text, line.text, headings):
            open_one.lines.append(line)
        else:
            if open_one:
                yield open_one
            open_one = _Passage([line])
    if open_one:
        yield open_one


def _goes_on(before: str, line: str, headings: Mapping[str, str]) -> bool:
    """Tell whether a line only continues the one before: one was broken to fit a page."""
    if MARKER.match(line) or "\t" in line.strip() or "\t" in before.strip() or _label_of(line, headings):
        return False
    if before.rstrip().endswith(_CLOSED):
        return len(before) >= 60 and not before.rstrip().endswith(":") and line[:1].islower()
    return line[:1].islower() or len(before) >= 60


def _is_heading(rows: list[Line], at: int, headings: Mapping[str, str]) -> bool:
    text = rows[at].text.strip()
    if _HASHES.match(text):
        return True
    bare = MARKER.sub("", text, count=1)
    if len(text) > _HEADING_LENGTH or "\t" in bare or text.endswith((".", ";", ",", "!")):
        return False
    if headings.get(heading_name(text), "date") != "date":
        return True
    if text.startswith("**") and text.endswith(("**", "**:")) and "**" not in text[2:-3]:
        return True
    numbered = bare != text and re.match(r"Q?\d", text) is not None
    if bare != text and not (numbered and _next_is_deeper(rows, at)):
        return False
    if bare.isupper() and sum(letter.isalpha() for letter in bare) > 3:
        return True
    return _stands_alone(rows, at) and bare[:1].isupper() and len(bare.split()) <= 8 and _only_words(bare)


def _next_is_deeper(rows: list[Line], at: int) -> bool:
    """Tell whether a numbered line is followed by something else than the next number, as a numbered heading is."""
    after = next((row.text for row in rows[at + 1 :] if row.text.strip()), "")
    return re.match(r"\d{1,3}[.)]?\s", after) is None


def _only_words(text: str) -> bool:
    return ":" not in text and not any(letter.isdigit() for letter in text)


def _stands_alone(rows: list[Line], at: int) -> bool:
    """Tell whether a short line has a blank one above and more words below, as a heading has."""
    if at == 0 or rows[at - 1].text.strip() or at + 1 == len(rows):
        return False
    if rows[at + 1].text.strip():
        return True
    below = next((row.text for row in rows[at + 1 :] if row.text.strip()), "")
    return len(below) > 1.5 * len(rows[at].text) or MARKER.match(below) is not None


def heading_name(text: str) -> str:
    """Return a heading without marks, numbers and case."""
    bare = MARKER.sub("", _HASHES.sub("", text.strip()), count=1).replace("**", "").replace("__", "")
    return " ".join(straight(bare).strip(" \t:.?*_–—-").casefold().split())


def heading_role(text: str, headings: Mapping[str, str]) -> str | None:
    """Return what a heading says stands under it; words may follow the known ones."""
    name = heading_name(text)
    if name in headings:
        return headings[name]
    words = name.split()
    for count in range(min(len(words), 6), 0, -1):
        start = " ".join(words[:count])
        if start in headings and len(words) - count <= 4 and (count > 1 or words[1] in _JOINING):
            return headings[start]
    return next((role for word, role in headings.items() if word[0] == "*" and f" {word[1:]} " in f" {name} "), None)


def _label_of(text: str, headings: Mapping[str, str]) -> tuple[str, int] | None:
    """Return the role of a label in front of a text, and where the rest begins."""
    label = _LABEL.match(text)
    if label is None:
        return None
    role = headings.get(heading_name(label["label"]))
    return (role, label.start("rest")) if role else None


def _split(passage: _Passage, number: int, role: str, headings: Mapping[str, str]) -> Iterator[Sentence]:
    raw = passage.raw
    kind = "bullet" if MARKER.match(raw) or _BOLD_START.match(raw) else "plain"
    label = _label_of(raw, headings)
    own_role = "" if _PAGE_NUMBER.fullmatch(raw.strip()) else label[0] if label else role
    start = label[1] if label else 0
    for begin, end in _bounds(raw, start, own_role):
        first = begin == start
        words = raw[0 if first else begin : end]
        text = raw[begin:end]
        if not words.strip():
            continue
        yield Sentence(
            0, passage.line_at(begin), _tidy(text), words.strip(), own_role, None, kind, number, label is not None
        )


def _bounds(raw: str, start: int, role: str) -> Iterator[tuple[int, int]]:
    cuts = [match.span() for match in _END.finditer(raw, start) if _ends_here(raw, match, start)]
    if role in _LISTS:
        cuts = sorted(cuts + [match.span() for match in _PIECE.finditer(raw, start)])
    begin = start
    for cut, after in [*cuts, (len(raw), len(raw))]:
        if cut < begin:
            continue
        while cut - begin > _LONGEST:
            blank = raw.rfind(" ", begin + 1, begin + _LONGEST)
            middle = blank if blank > 0 else begin + _LONGEST
            yield begin, middle
            begin = middle
        yield begin, cut
        begin = after


def _ends_here(raw: str, match: re.Match[str], start: int) -> bool:
    if match[0] == "\t":
        return False
    before = raw[max(start, match.start() - 12) : match.start()]
    return not _ABBREVIATION.search(before) and not re.fullmatch(r"\s*\(?[\w.]{1,4}[.)]", raw[start : match.start()])


def _tidy(text: str) -> str:
    bare = (
        _HASHES.sub("", _BOLD_START.sub("", MARKER.sub("", text, count=1)))
        .replace("**", "")
        .replace("__", "")
        .replace("`", "")
    )
    return straight(re.sub(r"\s*\t\s*", ": ", bare.strip())).strip()
