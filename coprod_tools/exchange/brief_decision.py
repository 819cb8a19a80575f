"""What a brief wants decided, by whom and by when."""

from __future__ import annotations

import re

from coprod_tools.exchange.brief_lines import Sentence
from coprod_tools.exchange.brief_numbers import dates_in
from coprod_tools.exchange.brief_sheet import Sheet, as_text, capital
from coprod_tools.exchange.brief_words import NAME

_WHO = (
    rf"(?:the )?(?:deputy |associate )?"
    rf"(?:cabinet member(?: for {NAME}(?:(?: and| &)? {NAME})*)?|cabinet(?: committee)?|board(?: of {NAME})?"
    rf"|(?:{NAME} )?(?:joint )?committee|executive(?: committee)?|council|minister(?:s)?(?: "
    rf"(?:of|for) {NAME}(?:(?: and| &|,)? {NAME})*)?"
    rf"|(?:{NAME} )ministers|chief executive|secretary of state(?: for {NAME}(?: {NAME})*)?"
    rf"|assistant treasurer|treasurer"
    rf"|treasury board|deputy minister|senior leadership team|leadership team|executive board|management board|mayor"
    rf"|government|taoiseach|first minister|premier|attorney[- ]general|commissioners?|director[- ]general)"
)
_ADDRESSED = re.compile(
    r"(?:memorandum|briefing(?: note)?|submission|report|note) (?:to|for) (?:the )?(?P<who>"
    r"(?:minister|cabinet|board|secretary|deputy|premier)\b.*)",
    re.IGNORECASE,
)
# What somebody who may decide is asked to do.
_DO = (
    r"(?:approv|agree|endors|authori[sz]|decid|confirm|adopt|sign|choos|delegat|support|commit|fund|ratif|consent|accept)"
    r"(?:e|es|s|ing)?\b"
)
_ANYBODY = rf"(?:the )?{NAME}(?: {NAME}){{0,5}}"
_ASKS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<who>{_WHO}) (?:is|are) (?:asked|invited|requested|recommended) to (?P<what>.+)",
        rf"^to ask (?P<who>{_WHO}) to (?P<what>.+)",
        rf"^(?:that )?(?P<who>{_WHO}) (?:(?:needs?|has|have) )?(?:to )?(?P<what>(?-i:{_DO}).+)",
        rf"(?:seeks?|seeking|request(?:s|ing)?|asks? for) (?:your |(?P<who>{_WHO})(?:'s|')? )?"
        r"(?:agreement|approval|a decision|decision|consent|endorsement|authority|sign[- ]off|permission)"
        r"(?: of| to| for| on| from (?:the )?\w+ to)? (?P<what>.+)",
        r"we(?:'d| would) like your (?:ok|agreement|approval|go[- ]ahead|sign[- ]off)"
        r"(?: by [^,]*?20\d\d)? (?:to|for|on) (?P<what>.+)",
        rf"(?:get|secure|obtain|need) (?P<who>{_WHO})(?:'s|') (?:agreement|approval|ok|sign[- ]off"
        rf"|decision) (?:to|for|on) (?P<what>.+)",
        rf"(?:asks?|invites?|requests?) (?:you|(?P<who>(?-i:{_ANYBODY}))) to (?P<what>{_DO}.+)",
        rf"^please (?P<what>{_DO}.+)",
        rf"^(?P<who>{_WHO})'s? (?P<what>(?:approval|agreement|decision|endorsement|consent)\b.+)",
        rf"(?:we (?:ask|invite|need)|i (?:ask|invite)) (?P<who>{_WHO}|you) to (?P<what>{_DO}.+)",
        rf"(?:we|it is|i) recommend(?:ed)?(?: that)? (?:you|(?P<who>{_WHO})) (?:should )?(?P<what>{_DO}.+)",
    )
)
_BARE = re.compile(
    rf"^(?:(?:to|that (?:the )?\w+) )?(?P<what>{_DO}.+|(?:approval|agreement|decision|endorsement)\b.+"
    r"|whether (?:or not )?to .+)",
    re.IGNORECASE,
)
_RECOMMENDS = re.compile(
    rf"(?:recommend(?:s|ed)? that|invite[sd]?|ask(?:s|ed)?) (?P<who>{_WHO})\s*(?:to)?\s*:\s*$|^"
    rf"(?P<other>{_WHO})(?: is| are)? (?:asked|invited|recommended) to\s*:\s*$",
    re.IGNORECASE,
)
_YOURS = re.compile(r"\byour (?:agreement|approval|decision|answer|sign[- ]off)\b", re.IGNORECASE)
_BY = re.compile(
    r"[,;]?\s*(?:by|before|on|no later than|at (?:its|the|their) (?:next )?meeting (?:on|of"
    r"|in)|in time for)(?: the)?(?: end of)?\s*$",
    re.IGNORECASE,
)


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
    for sentence in sheet.free("", "purpose", "summary", unused=False):
        for date in dates_in(sentence.text)[:1]:
            if date.way == "finish" and _YOURS.search(sentence.text[: date.start]):
                sheet.put("decision_wanted.by_when", date.date, sentence, "due")
