"""What is wrong in a brief, in whose words, for whom and how many, and what could go wrong."""

from __future__ import annotations

import re

from coprod_tools.exchange.brief_lines import Sentence
from coprod_tools.exchange.brief_numbers import COUNT, count_of
from coprod_tools.exchange.brief_people import People
from coprod_tools.exchange.brief_sheet import Sheet, as_text, capital, run_on, short_name

_VOICED = re.compile(
    r"^(?P<who>[^,:;()]{3,60}?)(?: (?:also|often|themselves))? (?:have |has )?(?:say|says|said"
    r"|report|(?:tell|told) (?:us|officials|the [A-Z][\w']+(?: [A-Z][\w']+)*)"
    r"|describe|believe|feel|argue|think|see (?:it|this)|complain)(?: that)? (?P<what>.+)"
)
_REPLY = re.compile(r"\b(?:consulted|asked (?:for|that|to)|would (?:use|support|prefer))\b")
_GROUP = rf"(?<![\w.,$£€-]){COUNT}\s(?P<noun>(?:[a-zāēīōū-]+\s){{0,3}}?"
_TAIL = (
    r"(?P<tail>(?:\s(?:aged|ages)\s(?:\d+\s?(?:to|-|–|and)\s?(?:\d+|over|above|under)|(?:over"
    r"|under)\s\d+)|\sover\s\d+|\sunder\s\d+)?"
    r"(?:\s(?:in|on|with|without|living\s(?:in|with))\s(?!total|all\b|the past"
    r"|20\d\d)[^,.;:()]{3,60}?(?=\s(?:live|are|were|have|has|rent|was|is|fall|spent|do|did"
    r"|cannot|can|could|still|get|use|own|fill|miss|wait|pay|work|go|face|report|receive|need"
    r"|leave|lack|will|who|and|that|which|because|but|at|every|each|since|after|last|this|so"
    r"|struggle|claim|depend|rely)\b|[,.;:()]|$))?)"
)
_CLAUSE = re.compile(r"(?:when|if|while|since|because|as|in|on|after|before)\b", re.IGNORECASE)
_TOO_VAGUE = re.compile(r"^(?:percent|per cent|years?|days?|months?|weeks?|hours?)\b", re.IGNORECASE)
_AGO = re.compile(r"\b(?:trips|visits|cases|calls|journeys|jobs|places|km|hectares)\b", re.IGNORECASE)
_WHETHER = re.compile(r"(?:whether|how) (?:and how )?to\b", re.IGNORECASE)
_MITIGATION = re.compile(
    r"^(?:mitigations?|mitigated by|response|control|managed by"
    r"|we will manage this by)\s*:?\s*(?P<how>.+)",
    re.IGNORECASE,
)
_IN_HAND = re.compile(r"(?:we|officials|the team|staff) (?:will|are|is|have|would|plan)\b", re.IGNORECASE)
_VAGUE = frozenset({"adults", "homes", "people", "staff", "users"})
_STATE = re.compile(r" (?:live|rent|depend|rely|experience|suffer|lack|miss|wait|cannot)\b")
_PROBLEM_LENGTH = 600
# How far into a brief without headings its problem is looked for, in sentences.
_EARLY = 10
_INTRO = re.compile(r"^(?:the )?(?:main |key |biggest )?risks? (?:are|include)?\s*:?$|.*:$", re.IGNORECASE)


def read_groups(sheet: Sheet) -> None:
    """Guess who is affected, and how many they are."""
    pattern = re.compile(_GROUP + rf"(?i:{sheet.words.people.pattern}))(?![\w'])" + _TAIL)
    for sentence in sheet.free("affected", unused=False):
        if not _read_counted(sheet, sentence, pattern) and len(sentence.text.split()) <= 14:
            _read_uncounted(sheet, sentence)
    for sentence in sheet.free("problem", "facts", "summary", "", unused=False):
        planned = sheet.words.says("future", sentence.text) or sheet.words.says("money", sentence.text)
        step = re.match(r"[\w ]*20\d\d:", sentence.text) or sentence.kind == "bullet"
        if not planned and (sentence.role in ("problem", "facts") or not step):
            _read_counted(sheet, sentence, pattern)


def _read_counted(sheet: Sheet, sentence: Sentence, pattern: re.Pattern[str]) -> bool:
    read = False
    for match in pattern.finditer(sentence.text):
        label = as_text(match["noun"] + (match["tail"] or ""), 120)
        if _is_no_group(sentence.text, match):
            continue
        if _TOO_VAGUE.match(label) or _AGO.search(match["noun"]):
            continue
        name = sheet.new("groups", label)
        if name is None:
            return read
        read = True
        surety = "likely" if sentence.role in ("affected", "facts", "problem") else "unsure"
        sheet.put(f"problem.groups[{name}].label", capital(label), sentence, "group", surety)  # type: ignore[arg-type]
        sheet.put(f"problem.groups[{name}].size", count_of(match["count"]), sentence, "size", surety)  # type: ignore[arg-type]
    return read


def _is_no_group(text: str, match: re.Match[str]) -> bool:
    """Tell whether a count is a year, or counts what was made or paid rather than who is affected."""
    before = re.search(r"([a-z]+ed)(?: (?:about|around|over|nearly|some))? $", text[: match.start()])
    made = before and not before[1].startswith(("affect", "harm", "includ"))
    year = re.fullmatch(r"(?:19|20)\d\d", match["count"])
    vague = match["noun"] in _VAGUE and not match["tail"] and not _STATE.match(text, match.end())
    return bool(made or year or vague or re.match(r"(?:using|including|serving|involving|by|of|to)\b", match["noun"]))


def _read_uncounted(sheet: Sheet, sentence: Sentence) -> None:
    aside = re.search(rf"\s*\((?:about|around|some|approximately|over|nearly|c\.)?\s*{COUNT}\b[^()]*\)", sentence.text)
    label = as_text(sentence.text[: aside.start()] if aside else sentence.text, 160)
    name = sheet.new("groups", label) if label else None
    if name is None:
        return
    sheet.put(f"problem.groups[{name}].label", capital(label), sentence, "group")
    if aside:
        sheet.put(f"problem.groups[{name}].size", count_of(aside["count"]), sentence, "size")


def read_framings(people: People) -> None:
    """Guess how the brief sees the problem, and how others do who are said to see it in their way."""
    sheet = people.sheet
    voiced = [one for one in sheet.free("problem", "", "affected", "summary", unused=False) if _is_voiced(one, sheet)]
    told = [one for one in sheet.free("problem", unused=False) if one not in voiced]
    plain = [one for one in told if not _whose(one, sheet) and not one.text.endswith(":")]
    if not plain:
        plain = _by_cue(sheet, voiced)
    if plain:
        chosen = _up_to(plain)
        words = run_on(chosen)
        surety = "likely" if chosen[0].role == "problem" else "unsure"
        name = sheet.new("framings", words) or "x"
        why = "problem" if chosen[0].role == "problem" else "problem_cue"
        sheet.put(f"problem.framings[{name}].words", as_text(words, _PROBLEM_LENGTH), chosen, why, surety)  # type: ignore[arg-type]
    for sentence in voiced[:10]:
        _read_voice(people, sentence)


def _whose(sentence: Sentence, sheet: Sheet) -> bool:
    """Tell whether a sentence hands on what some source found, or puts the question to be decided."""
    return bool(sheet.words.says("evidence", sentence.text) or _WHETHER.match(sentence.text))


def _is_voiced(sentence: Sentence, sheet: Sheet) -> bool:
    match = _VOICED.match(sentence.text)
    if match and (len(match["who"].split()) > 6 or _CLAUSE.match(match["who"])):
        return False
    return bool(match) and not _REPLY.search(sentence.text) and match["who"].casefold() not in {"we", "i", "they", "it"}  # type: ignore[index]


def _by_cue(sheet: Sheet, voiced: list[Sentence]) -> list[Sentence]:
    for sentence in (one for one in sheet.free("") if one.place < _EARLY):
        told = sheet.words.says("problem", sentence.text)
        beside = sheet.words.says("future", sentence.text) or sheet.words.says("open", sentence.text)
        if (
            told
            and not beside
            and sentence not in voiced
            and sentence.kind != "bullet"
            and len(sentence.text.split()) > 4
        ):
            return [sentence]
    return []


def _up_to(found: list[Sentence]) -> list[Sentence]:
    """Return the first sentences of the first paragraph or two, not too many to be one framing."""
    chosen, length = [found[0]], len(found[0].text)
    for sentence in found[1:3]:
        length += len(sentence.text) + 1
        if length > 400 or sentence.line - found[0].line > 6:
            break
        chosen.append(sentence)
    return chosen


def _read_voice(people: People, sentence: Sentence) -> None:
    sheet = people.sheet
    match = _VOICED.match(sentence.text)
    if match is None:
        return
    name = sheet.new("framings", sentence.text)
    if name is None:
        return
    sheet.put(f"problem.framings[{name}].words", as_text(sentence.text, _PROBLEM_LENGTH), sentence, "voice")
    for number, actor in enumerate(people.subject(sentence, match["who"]), start=1):
        sheet.put(f"problem.framings[{name}].held_by[{number}]", actor, sentence, "voice_held", "unsure")


def read_risks(sheet: Sheet) -> None:
    """Guess what could go wrong, and what would happen without the policy."""
    last, passage = None, -1
    for sentence in sheet.free("risks"):
        how = _MITIGATION.match(sentence.text)
        if how and last:
            sheet.put(f"safeguards[{last}].prevention", as_text(how["how"]), sentence, "mitigation")
        elif last and sentence.passage == passage and _IN_HAND.match(sentence.text):
            sheet.put(f"safeguards[{last}].prevention", as_text(sentence.text), sentence, "mitigation", "unsure")
        elif not _INTRO.fullmatch(sentence.text):
            passage = sentence.passage
            last = _risk(sheet, sentence, _after_cue(sheet, sentence.text), "risk")
    for sentence in sheet.free("", "proposal", "summary", "problem", "timeline"):
        if sheet.words.says("risk", sentence.text):
            _risk(sheet, sentence, _after_cue(sheet, sentence.text), "risk_cue")
    inaction = list(sheet.free("inaction"))
    inaction += [one for one in sheet.free("", "problem", "risks") if sheet.words.says("inaction", one.text)][:1]
    if inaction:
        words = capital(as_text(run_on(inaction[:4]), 1000))
        sheet.put("problem.risk_of_not_acting", words, inaction[:4], "inaction")


def _after_cue(sheet: Sheet, text: str) -> str:
    cue = sheet.words.says("risk", text)
    return text[cue.end() :].strip() if cue else text


def _risk(sheet: Sheet, sentence: Sentence, words: str, why: str) -> str | None:
    text, _, how = words.partition(" Mitigation:")
    name = sheet.new("safeguards", short_name(text))
    if name:
        sheet.put(f"safeguards[{name}].risk", capital(as_text(text)), sentence, why)
        if how:
            sheet.put(f"safeguards[{name}].prevention", as_text(how), sentence, "mitigation")
    return name
