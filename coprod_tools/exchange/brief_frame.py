"""What a brief says of itself: title, owner, place, who decides what by when, what is fixed and what is open."""

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
    r"^(?:one[- ]page(?:r| brief| briefing)?|cabinet submission|submission|memorandum to cabinet|report|proposal|policy brief(?:ing)?|brief(?:ing)?(?: note| paper)?|cabinet paper|note|paper"
    r"|memo(?:randum)?|aide[- ]memoire|draft)(?: on| for| to)?\s*(?::|[–—-])\s*",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"(?:policy |ministerial |cabinet |one[- ]page )?(?:brief(?:ing)?|report|paper|memo(?:randum)?)(?: note)?|in[ -]confidence"
    r"|(?:official|sensitive|restricted|confidential|unclassified|draft|protected|budget sensitive)\b.*|page \d+.*"
    r"|(?:dear|hi|hello|kia ora|tēnā)\b.*|https?://\S+|aide[- ]m[eé]moire|\(?for (?:decision|information|noting|discussion)\)?|(?:memorandum|submission|briefing) (?:to|for)\b.*|.*\b(?:policy brief|briefing|report|paper) no\.? \d.*|(?:office of|cabinet|from|to)\b.*",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"office of the (?:deputy |associate )?(?:minister|deputy|prime|secretary|chief).*", re.IGNORECASE)
_WHO = (
    rf"(?:the )?(?:cabinet member(?: for {NAME}(?:(?: and| &)? {NAME})*)?|cabinet(?: committee)?|board(?: of {NAME})?"
    rf"|(?:{NAME} )?(?:joint )?committee|executive(?: committee)?|council|minister(?:s)?(?: (?:of|for) {NAME}(?:(?: and| &|,)? {NAME})*)?"
    rf"|(?:{NAME} )ministers|chief executive|secretary of state(?: for {NAME}(?: {NAME})*)?|assistant treasurer|treasurer"
    rf"|treasury board|deputy minister|senior leadership team|leadership team|executive board|management board|mayor"
    rf"|government|taoiseach|first minister|premier|attorney[- ]general|commissioners?|director[- ]general)"
)
_ADDRESSED = re.compile(
    r"(?:memorandum|briefing(?: note)?|submission|report|note) (?:to|for) (?:the )?(?P<who>(?:minister|cabinet|board|secretary|deputy|premier)\b.*)",
    re.IGNORECASE,
)
_ASKS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<who>{_WHO}) (?:is|are) (?:asked|invited|requested|recommended) to (?P<what>.+)",
        rf"^to ask (?P<who>{_WHO}) to (?P<what>.+)",
        rf"^(?:that )?(?P<who>{_WHO}) (?P<what>(?:approves?|agrees?|endorses?|authorises?)\b.+)",
        rf"(?:seeks?|seeking|request(?:s|ing)?|asks? for) (?:your |(?P<who>{_WHO})(?:'s|')? )?"
        r"(?:agreement|approval|a decision|decision|consent|endorsement|authority|sign[- ]off|permission)"
        r"(?: of| to| for| on| from (?:the )?\w+ to)? (?P<what>.+)",
        r"we(?:'d| would) like your (?:ok|agreement|approval|go[- ]ahead|sign[- ]off)(?: by [^,]*?20\d\d)? (?:to|for|on) (?P<what>.+)",
        rf"(?:get|secure|obtain|need) (?P<who>{_WHO})(?:'s|') (?:agreement|approval|ok|sign[- ]off|decision) (?:to|for|on) (?P<what>.+)",
        r"(?:asks?|invites?) you to (?P<what>(?:agree|approve|decide|endorse|authorise|fund|sign|confirm|choose)\b.+)",
        r"^please (?P<what>(?:agree|approve|confirm|decide|endorse|sign|authorise)\b.+)",
        rf"^(?P<who>{_WHO})'s? (?P<what>(?:approval|agreement|decision|endorsement|consent)\b.+)",
        rf"(?:we (?:ask|invite|need)|i (?:ask|invite)) (?P<who>{_WHO}|you) to (?P<what>(?:agree|approve|decide|endorse|authorise|fund|sign|confirm|choose)\b.+)",
        r"(?:we|it is|i) recommend(?:ed)?(?: that)? (?:you|(?P<who>"
        + _WHO
        + r")) (?:should )?(?P<what>(?:agree|approve|decide|endorse|authorise|fund|sign|confirm|choose)s?\b.+)",
    )
)
_BARE = re.compile(
    r"^(?:(?:to|that (?:the )?\w+) )?(?P<what>(?:approv|agree|endors|authoris|decid|confirm|adopt|sign|choos|delegat)\w*\b.+|(?:approval|agreement|decision|endorsement)\b.+)",
    re.IGNORECASE,
)
_RECOMMENDS = re.compile(rf"(?:recommend(?:s|ed)? that|invite[sd]?|ask(?:s|ed)?) (?P<who>{_WHO})\s*(?:to)?\s*:\s*$|^(?P<other>{_WHO})(?: is| are)? (?:asked|invited|recommended) to\s*:\s*$", re.IGNORECASE)  # fmt: skip
_BY = re.compile(r"[,;]?\s*(?:by|before|on|no later than|at (?:its|the|their) (?:next )?meeting (?:on|of|in)|in time for)(?: the)?(?: end of)?\s*$", re.IGNORECASE)  # fmt: skip


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
            return sheet.put("title", as_text(sentence.text, 90), sentence, "title_first", "unsure")
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
    proposes = re.compile(rf"(?:^|\. )the (?P<who>(?:ministry|department) (?:of|for) {NAME}(?:(?: and| of)? {NAME})*) (?:proposes|is leading|leads|plans to)", re.IGNORECASE)  # fmt: skip
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


def read_decision(sheet: Sheet) -> None:
    """Guess what is to be decided, by whom, by when."""
    _read_recommendations(sheet)
    for sentence in sheet.free("decision", "purpose", "", "proposal", "summary", unused=False):
        if sheet.holds("decision_wanted.what"):
            break
        _read_ask(sheet, sentence)
    for sentence in sheet.free("decision"):
        bare = _BARE.match(sentence.text)
        if bare and not sheet.holds("decision_wanted.what"):
            _put_what(sheet, sentence, bare["what"], "decision_heading")
    _read_decider(sheet)
    _read_due(sheet)


def _read_recommendations(sheet: Sheet) -> None:
    listed = [one for one in sheet.free("decision") if one.kind == "bullet" and _BARE.match(one.text)]
    if not listed:
        return
    what = "; ".join(as_text(_BARE.match(one.text)["what"]) for one in listed)  # type: ignore[index]
    sheet.put("decision_wanted.what", capital(as_text(what, 1000)), listed, "recommendations")
    for sentence in sheet.free("decision"):
        if match := _RECOMMENDS.search(sentence.text):
            sheet.put("decision_wanted.who", capital(match["who"] or match["other"]), sentence, "decider")


def _read_ask(sheet: Sheet, sentence: Sentence) -> None:
    for form in _ASKS:
        match = form.search(sentence.text)
        if match is None:
            continue
        who = match.groupdict().get("who")
        _put_what(sheet, sentence, match["what"], "asks")
        if who and who.casefold() != "you":
            sheet.put("decision_wanted.who", capital(who), sentence, "decider")
        for date in dates_in(sentence.text):
            if date.way == "finish" or _BY.search(sentence.text[: date.start]):
                sheet.put("decision_wanted.by_when", date.date, sentence, "due")
        return


def _put_what(sheet: Sheet, sentence: Sentence, what: str, why: str) -> None:
    for date in dates_in(what):
        before = _BY.search(what[: date.start])
        if before and len(what) - date.end < 3:
            what = what[: before.start()].rstrip()
            sheet.put("decision_wanted.by_when", date.date, sentence, "due")
            break
    sheet.put("decision_wanted.what", capital(as_text(what.rstrip("?"), 1000)), sentence, why)


def _read_decider(sheet: Sheet) -> None:
    for sentence in sheet.free("decider"):
        text = sentence.text
        for date in dates_in(text)[:1]:
            sheet.put("decision_wanted.by_when", date.date, sentence, "due")
            text = text[: date.start]
        sheet.put("decision_wanted.who", as_text(text, 200), sentence, "decider_label")
    if sheet.holds("decision_wanted.what"):
        for sentence in sheet.free("addressee"):
            sheet.put("decision_wanted.who", as_text(sentence.text, 200), sentence, "addressee", "unsure")
        _read_front(sheet)
        title = next((guess for guess in sheet.guesses if guess.path == "title"), None)
        match = re.search(
            r"\b(?:note|briefing|brief|paper|report) (?:for|to) (?P<who>the .+)$", str(title and title.value)
        )
        if match and title and not sheet.holds("decision_wanted.who"):
            of = next(one for one in sheet.sentences if one.raw == title.words)
            sheet.put("decision_wanted.who", capital(match["who"]), of, "addressee", "unsure")


def _read_front(sheet: Sheet) -> None:
    """Read whom a memorandum is addressed to in the line at its top."""
    for sentence in sheet.sentences[:4]:
        match = _ADDRESSED.match(sentence.text)
        if match:
            who = match["who"].title().replace(" Of ", " of ").replace(" And ", " and ").replace(" For ", " for ")
            sheet.put(
                "decision_wanted.who",
                capital(who if match["who"].isupper() else match["who"]),
                sentence,
                "addressee",
                "unsure",
            )


def _read_due(sheet: Sheet) -> None:
    for sentence in sheet.free("due", "decision"):
        by_label = sentence.role == "due" or re.match(r"(?:decision|deadline|needed)\b", sentence.text, re.IGNORECASE)
        for date in dates_in(sentence.text)[:1]:
            if by_label:
                sheet.put("decision_wanted.by_when", date.date, sentence, "due")


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
