"""What happened before the policy: who was asked and what they said, what people do already, what they offer."""

from __future__ import annotations

import re

from coprod_tools.exchange.brief_lines import Sentence
from coprod_tools.exchange.brief_numbers import dates_in
from coprod_tools.exchange.brief_people import People
from coprod_tools.exchange.brief_sheet import Sheet, as_text

_SAID = re.compile(
    r"(?:[,;]\s|\band\s|^|\.\s)(?:(?:who|they|it|and)\s)?(?:told us|said|asked(?=\s(?:for|that"
    r"|to\s|us))|raised|wanted|reported"
    r"|supported|opposed|preferred)\b(?P<said>.+)",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(
    r"^(?:they|most|many|all|both|some|it|members|participants)\s+(?:all\s)?(?:said|told|asked"
    r"|wanted|raised|supported|opposed|preferred|reported)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"^(?P<who>.{3,90}?) (?:were|was|have been|has been) (?:consulted|met|surveyed|interviewed|spoken to|asked)\b"
)
_TOLD = re.compile(
    r"^(?P<who>.{3,60}?) told (?:us|officials)\b.*\bin (?:a|an|the|their|two|three)?\s?"
    r"(?:round table|hui|workshop|survey|meeting|interviews?|focus group|fono)"
)
_ACTIVE = re.compile(
    r"\b(?:consulted|met(?: with)?|surveyed|interviewed|spoke (?:to|with)|talked (?:to|with)"
    r"|heard from|listened to|held (?:a |\w+ )?(?:hui|workshops?|meetings?) with|(?:hui"
    r"|workshops?|meetings?|fono|round tables?) (?:was |were )?(?:held )?with)\s"
    r"(?P<who>[^.;]+)",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"\b(?:not yet|have not|has not|haven't|hasn't|not been|nobody|no one|will|would|to be|never|plan to)\b",
    re.IGNORECASE,
)
_TO_BE_ASKED = re.compile(
    r"^(?P<who>.{3,90}?) (?:will|would|should) be (?:consulted|asked|surveyed|interviewed|engaged)\b"
)
_ALREADY = re.compile(
    r"^(?P<who>[^,:;]{3,80}?)(?: (?:runs?|has|have|is|are) [^,;.]{0,40}?)? (?:has "
    r"|have )?already (?!been|agreed|decided)(?P<what>.+)"
)
_OFFERS = re.compile(
    r"^(?P<who>[^,:;]{3,80}?) (?:has |have )?(?:offers?|offered|is offering|are offering"
    r"|has said it could|is willing|are willing|is ready|are ready)"
    r" (?:to )?(?P<what>.+?)(?P<terms>,? (?:in return(?: for)?|in exchange for|if|provided"
    r"(?: that)?|on condition that|as long as) .+)?$"
)
_TERMS = re.compile(
    r"^,? (?:in return(?: for)?|in exchange for|if|provided(?: that)?|on condition that|as long as) ", re.IGNORECASE
)


def read_asked(people: People) -> None:
    """Guess who was asked before, when, and what they said; a plan to ask is none of it."""
    last: list[str] = []
    for sentence in people.sheet.free("consultation", "", "problem", "summary", unused=False):
        if last and _FOLLOWS.match(sentence.text):
            _said(people.sheet, last, sentence, sentence.text)
            continue
        last = []
        planned = _TO_BE_ASKED.match(sentence.text)
        if planned:
            people.subject(sentence, planned["who"])
        if _NOT_DONE.search(_main(sentence.text)) or (
            not people.sheet.words.says("asked", sentence.text) and not _TOLD.match(sentence.text)
        ):
            continue
        last = _asked(people, sentence)


def _main(text: str) -> str:
    """Return a sentence up to what was said."""
    said = _SAID.search(text)
    told = re.search(r"\btold us\b", text)
    cut = min(match.start() for match in (said, told) if match) if said or told else len(text)
    return text[:cut]


def _asked(people: People, sentence: Sentence) -> list[str]:
    sheet, words = people.sheet, _main(sentence.text)
    passive, told, active = _PASSIVE.match(words), _TOLD.match(sentence.text), _ACTIVE.search(words)
    if passive or told:
        who = re.sub(r"^in \w+ 20\d\d,? ", "", (passive or told)["who"], flags=re.IGNORECASE)  # type: ignore[index]
        actors = people.subject(sentence, who)
    elif active:
        named = people.named(sentence, active["who"], common=True)
        actors = list(dict.fromkeys(actor for _, actor in named))
    else:
        return []
    dates = [date.date for date in dates_in(words if dates_in(words) else sentence.text)]
    asked = []
    for actor in actors[:8]:
        name = sheet.new(f"asked.{actor}", "asked")
        if name is None:
            continue
        at = f"actors[{actor}].asked_before[{name}]"
        asked.append(at)
        sheet.put(f"{at}.about", as_text(words), sentence, "asked")
        if dates:
            sheet.put(f"{at}.when", dates[0], sentence, "asked_when")
    _said(sheet, asked, sentence, sentence.text[len(words) :] or sentence.text)
    return asked


def _said(sheet: Sheet, asked: list[str], sentence: Sentence, text: str) -> None:
    match = _SAID.search(text) or re.search(r"\btold us(?P<said>.+)", text)
    words = sentence.text if match and _FOLLOWS.match(sentence.text) else match[0].strip(" ,;.") if match else ""
    words = re.sub(r"^(?:who|and)\s", "", words, flags=re.IGNORECASE)
    for at in asked:
        if words:
            sheet.put(f"{at}.said", as_text(words), sentence, "said")


def read_already(people: People) -> None:
    """Guess what people do already without the policy, where the brief names who does it."""
    sheet = people.sheet
    for sentence in sheet.free(
        "already", "", "problem", "consultation", "proposal", "summary", "partners", unused=False
    ):
        match = _ALREADY.match(sentence.text)
        if match is None or sheet.words.says("fixed", sentence.text):
            continue
        actors = people.subject(sentence, match["who"])
        if not actors and (found := people.named(sentence, match["who"])):
            actors = [found[0][1]] if found[0][0].start <= 4 else []
        name = sheet.new("already_happening", sentence.text) if len(actors) == 1 else None
        if name is None:
            continue
        at = f"already_happening[{name}]"
        sheet.put(f"{at}.who", actors[0], sentence, "already_who", "unsure")
        sheet.put(f"{at}.what", as_text(sentence.text), sentence, "already")
        since = [date for date in dates_in(sentence.text) if date.way == "start"]
        if since:
            sheet.put(f"{at}.since", since[0].date, sentence, "already")
        terms = re.search(r"\bon (?:their|its) own terms\b", sentence.text)
        if terms:
            sheet.put(f"{at}.terms", terms[0], sentence, "already")


def read_offers(people: People) -> None:
    """Guess what partners offer and what they want in return."""
    sheet = people.sheet
    for sentence in sheet.free("offers", "", "consultation", "partners", "problem", "proposal", unused=False):
        match = _OFFERS.match(sentence.text.rstrip("."))
        if match is None or (sentence.role != "offers" and not re.search(r"\boffer(?:s|ed|ing)? to\b", sentence.text)):
            continue
        actors = people.subject(sentence, match["who"])
        name = sheet.new("offers", match["what"]) if len(actors) == 1 else None
        if name is None:
            continue
        sheet.put(f"offers[{name}].by", actors[0], sentence, "offer_by", "unsure")
        sheet.put(f"offers[{name}].offer", as_text(match["what"]), sentence, "offer")
        if match["terms"]:
            sheet.put(
                f"offers[{name}].wants_in_return", as_text(_TERMS.sub("", match["terms"])), sentence, "offer_terms"
            )
