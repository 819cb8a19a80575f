"""What a brief says will be done: activities, their stage, who leads or takes part, when, and what is tried first."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from coprod_tools.exchange.brief_lines import Sentence
from coprod_tools.exchange.brief_numbers import FoundDate, dates_in
from coprod_tools.exchange.brief_people import People, bodies_in
from coprod_tools.exchange.brief_sheet import Sheet, as_text, capital

_DATE_FIRST = re.compile(
    r"^(?:(?:by|from|in|early|mid|late|end of|spring|summer|autumn|fall|winter|q[1-4])[ -]?)*"
    r"(?:the end of )?[^:–—]{0,22}?20\d\d(?:[-/–]\d\d)?\s*(?::|–|—|\s-|,)\s*",
    re.IGNORECASE,
)
_NUMBERED_STEP = re.compile(r"^(?:phase|step|stage|year)\s\w{1,5}\s*[:–—-]\s*", re.IGNORECASE)
_WILL = re.compile(
    r"^(?P<who>[^,:;]{2,90}?)(?:,)? (?:will|would|shall|is to|are to|to|proposes? to|plans? to"
    r"|intends? to|is going to|'ll)"
    r" (?:then |also |jointly )?(?P<what>(?!be\b).+)",
    re.IGNORECASE,
)
_WILL_ONLY = re.compile(
    r"^(?P<who>[^,:;]{2,90}?) (?:will|would|shall|proposes? to|plans? to|intends? to|is going to)"
    r" (?:then |also |jointly )?(?P<what>(?!be\b).+)",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"^(?:if|subject to|once|after|when|provided)\b[^,]{3,80}, (?:we (?:will|would) )?", re.IGNORECASE
)
_HANDED_ON = re.compile(r"\b(?:told|said|says?|asked|offered|offers|argue[sd]?|if|that|who|which|because|wants?)\b")
_IS = re.compile(r"\b(?:is|are|was|were|has|have|had|cannot|could|may|might|should|not)\b")
_WE = re.compile(
    r"^(?:we(?:'d|'ll)?|officials|it|they|the (?:team|programme|project|policy|scheme|plan|service))\b", re.IGNORECASE
)
_WE_WILL = re.compile(
    r"^we(?:'d|'ll| will| would| plan to| propose to| intend to| recommend| propose"
    r"| are going to) (?:then |also )?(?P<what>.+)",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"^(?P<what>.{3,160}?) (?:will|would|is to|are to|shall) (?P<rest>be .+)", re.IGNORECASE)
_LED_BY = re.compile(r"\b(?:led|run|delivered|managed) by (?P<who>[^,.;()]+)")
_CLAIMED = re.compile(r"\b(?P<word>co-?(?:design|produc|creat|deliver|commission|evaluat|assess)\w*)\b", re.IGNORECASE)
_WITH = re.compile(r"\b(?:with|alongside|by)\s(?P<who>[^.;()]+)", re.IGNORECASE)
_PILOT = re.compile(r"\b(?:pilot|trial)(?:s|ed|ing)?\b", re.IGNORECASE)
_TAIL = re.compile(
    r"[,;]?\s*(?:\(?\s*(?:by|before|from|in|on|until|starting(?: in)?|during|at|to start in"
    r"|with effect from)(?: the)?(?: end of| early| mid| late)?[ -]*)$",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"(?:decision|offers|already|safeguards|indicators|problem\.|outcomes|options|fixed|open)|.*asked_before"
)
_PURPOSE = ("this paper", "this report", "this brief", "this note", "to ask", "the purpose")
_CO_OF = {"commission": "commission", "deliver": "deliver", "design": "design", "produc": None, "creat": None,
          "assess": "assess", "evaluat": "assess"}  # fmt: skip
# What an actor outside government does at a stage, and the field that says so.
_DOES = {"delivery": ("deliver", "acts"), "assessment": ("assess", "judges"), "decision": ("commission", "decides"),
         "service-design": ("design", "acts")}  # fmt: skip
_PEOPLE = frozenset({"people-who-use-it", "community", "whanau", "iwi", "hapu", "indigenous-body"})


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that is to be done: in which words, by whom, and the sentence that says so."""

    what: str
    who: str
    of: Sentence
    whole: str
    is_piece: bool = False


def read_work(people: People) -> None:
    """Guess the activities of a brief."""
    sheet = people.sheet
    for sentence in sheet.free("proposal", "timeline", unused=False):
        if not _set_aside(sheet, sentence):
            for deed in _deeds(sheet, sentence):
                _activity(people, deed)
    for sentence in sheet.free("", "purpose", "summary", "consultation", "partners", "measures", unused=False):
        if not _set_aside(sheet, sentence):
            for deed in _deeds(sheet, sentence, strict=True):
                _activity(people, deed)


def _set_aside(sheet: Sheet, sentence: Sentence) -> bool:
    """Tell whether a sentence tells of something else than work to be done."""
    text = sentence.text
    other = any(sheet.words.says(role, text) for role in ("fixed", "open", "risk", "inaction"))
    taken = any(sentence.place in sheet.rests_on[guess.path] for guess in sheet.guesses if _TAKEN.match(guess.path))
    other = other or re.search(r"\b(?:has|have) offered to\b", text) is not None
    return other or taken or text.casefold().startswith(_PURPOSE) or text.endswith(("?", ":"))


def _deeds(sheet: Sheet, sentence: Sentence, *, strict: bool = False) -> list[Deed]:
    """Return what a sentence says is to be done; a row of dated steps, and two who each will do a thing, are parted."""
    pieces = re.split(r",\s+", sentence.text)
    if sentence.role == "timeline" and len(pieces) > 1 and len(dates_in(sentence.text)) > 1:
        return [Deed(piece, "", sentence, piece, is_piece=True) for piece in pieces if sheet.words.stage_of(piece)]
    halves = re.split(r", and (?=[^,]{3,60}? (?:will|would) )", sentence.text)
    deeds = [deed for half in halves for deed in _deeds_of(sheet, replace(sentence, text=half), strict)]
    return [replace(deed, of=sentence, is_piece=len(halves) > 1) for deed in deeds]


def _deeds_of(sheet: Sheet, sentence: Sentence, strict: bool) -> list[Deed]:
    text = _NUMBERED_STEP.sub("", _DATE_FIRST.sub("", sentence.text)).strip()
    text = _CONDITION.sub("", text)
    we, will = _WE_WILL.match(text), (_WILL_ONLY if strict else _WILL).match(text)
    if will and _HANDED_ON.search(will["who"]):
        will = None
    passive = None if _HANDED_ON.search(text[:60]) and strict else _PASSIVE.match(text)
    if we:
        return [Deed(part, "", sentence, part) for part in _apart(sheet, we["what"])]
    staged = sheet.words.stage_of(text, 60)
    begins = sheet.words.stage_of(text, 3)
    if begins and sentence.kind == "bullet" and (not strict or sentence.role == ""):
        return [Deed(text, "", sentence, text)]
    if will and not re.search(r"\b(?:not|only)\b", will["what"][:12]):
        who = "" if _WE.match(will["who"]) else will["who"]
        stage = sheet.words.stage_of(will["what"], 30)
        noun = sheet.words.stage_of(will["who"])
        if stage and not (noun and not bodies_in(will["who"], sheet, common=True)):
            return [Deed(will["what"], who, sentence, sentence.text)]
        if noun and staged:
            return [Deed(text, "", sentence, text)]
        if stage is None:
            return []
    if passive and sheet.words.stage_of(text):
        return [Deed(text, "", sentence, text)]
    bullet = sentence.kind == "bullet" or sentence.role == "timeline" or sentence.labelled
    plain = sentence.role == "proposal" and not _IS.search(text)
    if not strict and bullet and len(text.split()) <= 30 and (staged or plain):
        return [Deed(text, "", sentence, text)]
    return []


def _apart(sheet: Sheet, what: str) -> list[str]:
    """Part `procure X by March and open Y in May` in two where each has its own stage and date."""
    for cut in re.finditer(r",? and (?:then )?", what):
        one, other = what[: cut.start()], what[cut.end() :]
        stages = sheet.words.stage_of(one, 3), sheet.words.stage_of(other, 3)
        if all(stages) and stages[0][0] != stages[1][0] and dates_in(one) and dates_in(other):  # type: ignore[index]
            return [one, other]
    return [what] if sheet.words.stage_of(what, 40) else []


def _activity(people: People, deed: Deed) -> None:
    sheet = people.sheet
    dates = _own_dates(deed.whole) or (() if deed.is_piece else _own_dates(deed.of.text))
    label = _label(deed.what)
    name = sheet.new("activities", label) if any(letter.isalpha() for letter in label) else None
    if name is None:
        return
    at, sure = f"activities[{name}]", deed.of.role in ("proposal", "timeline")
    sheet.put(
        f"{at}.label", capital(label), deed.of, "activity" if sure else "activity_will", "likely" if sure else "unsure"
    )
    found = sheet.words.stage_of(deed.what)
    if found:
        sheet.put(
            f"{at}.stage",
            found[0],
            deed.of,
            f"stage_{found[0].replace('-', '_')}",
            "likely" if found[1] < 4 else "unsure",
        )
    _put_dates(sheet, at, deed, dates)
    _who(people, at, deed, found[0] if found else "")
    if _PILOT.search(deed.what) and found and found[0] == "service-design":
        pilot = sheet.new("pilots", label)
        if pilot:
            sheet.put(f"pilots[{pilot}].label", capital(label), deed.of, "pilot")
            sheet.put(f"pilots[{pilot}].activity", name, deed.of, "pilot")


def _own_dates(text: str) -> tuple[FoundDate, ...]:
    """Return the dates of a deed: where `and` begins another deed with its own date, only those before it."""
    dates = dates_in(text)
    if len(dates) > 1 and re.search(r" and (?!\w+ 20|\d)\w+ \w+", text[dates[0].end : dates[1].start]):
        return dates[:1]
    return dates


def _label(what: str) -> str:
    """Return what is done without its date at the end."""
    words = what.strip(" .;,")
    for date in dates_in(words)[-1:]:
        before = _TAIL.search(words[: date.start]) or re.search(r"(?<=\w)[ ,:(–—-]+$", words[: date.start])
        if before and len(words) - date.end <= 1:
            words = words[: before.start()]
    return as_text(words, 200)


def _put_dates(sheet: Sheet, at: str, deed: Deed, dates: tuple[FoundDate, ...]) -> None:
    starts = [date for date in dates if date.way != "finish"]
    ends = [date for date in dates if date.way == "finish"]
    if len(starts) > 1 and not ends and re.search(r"\b(?:to|until|-|–)\s*$", deed.whole[: starts[1].start]):
        ends = [starts[1]]
    if starts and not (ends and ends[0].date < starts[0].date):
        sheet.put(f"{at}.start", starts[0].date, deed.of, "start", "likely" if starts[0].way else "unsure")
    if ends:
        sheet.put(f"{at}.finish", ends[0].date, deed.of, "finish")


def _who(people: People, at: str, deed: Deed, stage: str) -> None:
    led = _LED_BY.search(deed.what)
    doers = people.subject(deed.of, deed.who) if deed.who else []
    led_by = [actor for _, actor in people.named(deed.of, led["who"], common=True)] if led else []
    led_by = led_by or (people.subject(deed.of, led["who"]) if led else [])
    if led_by:
        people.sheet.put(f"{at}.lead", led_by[0], deed.of, "lead")
    claim = _CLAIMED.search(deed.what)
    if claim:
        _claimed(people, at, deed, claim)
    for actor in doers:
        if people.kinds.get(actor) in _PEOPLE and not claim:
            _part(people, at, actor, deed, stage)
        elif len(doers) == 1:
            people.sheet.put(f"{at}.lead", actor, deed.of, "lead_does", "unsure")


def _claimed(people: People, at: str, deed: Deed, claim: re.Match[str]) -> None:
    """Keep the word co-design and the like as what it was called: it shows nobody's part."""
    with_whom = _WITH.search(deed.what, claim.end())
    word = claim["word"].casefold()
    co = next((co for stem, co in _CO_OF.items() if stem in word), None)
    for _, actor in people.named(deed.of, with_whom["who"], common=True) if with_whom else ():
        name = people.sheet.new(f"parts.{at}", actor)
        if name and people.kinds.get(actor) != "agency":
            part = f"{at}.parts[{name}]"
            people.sheet.put(f"{part}.actor", actor, deed.of, "claimed_who", "unsure")
            if co:
                people.sheet.put(f"{part}.co", co, deed.of, "claimed", "unsure")
            people.sheet.put(f"{part}.claimed", claim["word"].lower(), deed.of, "claimed")


def _part(people: People, at: str, actor: str, deed: Deed, stage: str) -> None:
    name = people.sheet.new(f"parts.{at}", actor)
    if name is None:
        return
    part = f"{at}.parts[{name}]"
    people.sheet.put(f"{part}.actor", actor, deed.of, "part", "unsure")
    if stage in _DOES:
        co, field = _DOES[stage]
        people.sheet.put(f"{part}.co", co, deed.of, f"part_{co}", "unsure")
        people.sheet.put(f"{part}.{field}[1]", actor, deed.of, f"part_{co}", "unsure")
