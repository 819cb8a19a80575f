"""What a brief wants to change and how it will know: outcomes, measures, ways to act, money."""

from __future__ import annotations

import re
from decimal import Decimal

from coprod_tools.exchange.brief_lines import Sentence
from coprod_tools.exchange.brief_numbers import COUNT, count_of, dates_in, money_in
from coprod_tools.exchange.brief_sheet import Sheet, Surety, as_text, capital
from coprod_tools.knowledge import load_knowledge

_INTRO = re.compile(
    r".*:$|^(?:we want|our (?:aims|goals|objectives) are|the (?:aims|goals|objectives) are)$", re.IGNORECASE
)
_LAST_DATE = re.compile(r",?\s+(?:by|before|in)(?: the end of)?\s*$", re.IGNORECASE)
_MARK = r"(?P<{0}>%|\s?per ?cent)?"
_FROM_TO = re.compile(
    r"(?P<label>.+?)[\s,:–-]+(?:(?:would|will|should|to|is to|are to)\s+)?(?:(?:fall|drop|rise"
    r"|increase|decrease|go|grow|reduce|move"
    r"|improve|climb|decline|cut|come down)\w*\s+)?(?:up\s+|down\s+)?from\s(?:about |around )?"
    + COUNT + _MARK.format("percent") + r"(?P<unit>[^,.;()\d]{0,40}?)"
    r"(?:\s?(?:in|\()\s?(?P<year>20\d\d)\)?)?\s(?:down\s|up\s)?to\s"
    r"(?:about |around |under |below |at least |over )?" + COUNT.replace("count", "goal") + _MARK.format("percent_goal")
    + r"(?P<after>[^.;]*)",
    re.IGNORECASE,
)  # fmt: skip
_BASE_TARGET = re.compile(
    r"(?P<label>.+?)[\s,:–(-]+(?:baseline|currently|now|current)(?: is| of|:)?\s" + COUNT + _MARK.format("percent")
    + r"(?P<unit>[^,.;()\d]{0,30}?)(?:\s?(?:in|\()\s?(?P<year>20\d\d)\)?)?[,;]?\s(?:and\s)?"
    r"(?:a\s)?target(?: is| of|:)?\s"
    + COUNT.replace("count", "goal") + _MARK.format("percent_goal") + r"(?P<after>[^.;]*)",
    re.IGNORECASE,
)  # fmt: skip
_SUCCESS = re.compile(
    r"^(?:success (?:would be|is|means|will be)|we will (?:know|measure|track)(?: it worked if"
    r"| success by)?|the measure is"
    r"|our (?:target|measure) is|target|measure|indicator|kpi)\s*:?\s*(?:that\s|to\s)?(?:"
    r"(?:cut|reduce|raise|increase|lift|bring)\s)?",
    re.IGNORECASE,
)
_VERB_FIRST = re.compile(
    r"^(?:cut|reduce|raise|increase|lift|lower|halve|bring down|improve)\s+(?:the\s+)?", re.IGNORECASE
)
_OPTION = re.compile(
    r"^(?:option|alternative|choice)\s*(?:[A-Z]|\d{1,2}|one|two|three|four)\s*(?:[:.–—-]\s*|\s+)", re.IGNORECASE
)
_PREFERRED = re.compile(
    r"\s*\((?:recommended|preferred|preferred option|not recommended|rejected"
    r"|our preference)\)\s*",
    re.IGNORECASE,
)
_EACH = re.compile(r" (?:each|apiece|per (?!year|annum)\w+|a (?:head|person|household|week|month|day))\b")
_PART_OF = re.compile(
    r"\b(?:of which|of this|including|already spent|costs? (?:the|a|each|every)|saves?|saving"
    r"|lost|lose)\b",
    re.IGNORECASE,
)


def read_outcomes(sheet: Sheet) -> None:
    """Guess the outcomes: what stands under such a heading, and what a sentence calls the aim."""
    for sentence in sheet.free("outcomes"):
        if not _INTRO.fullmatch(sentence.text) and not _measure(sentence.text):
            _outcome(sheet, sentence, _without_aim(sheet, sentence.text), "outcome")
    for sentence in sheet.free("", "purpose", "proposal", "summary", "problem"):
        aim = sheet.words.says("aim", sentence.text)
        if aim and aim.start() < 4 and not _measure(sentence.text):
            _outcome(sheet, sentence, sentence.text[aim.end() :], "outcome_cue")


def _without_aim(sheet: Sheet, text: str) -> str:
    aim = sheet.words.says("aim", text)
    return text[aim.end() :] if aim and aim.start() < 4 else text


def _outcome(sheet: Sheet, sentence: Sentence, text: str, why: str) -> None:
    words, horizon = text.strip(" .,"), None
    for date in dates_in(words)[-1:]:
        before = _LAST_DATE.search(words[: date.start])
        if before and len(words) - date.end < 2:
            words, horizon = words[: before.start()], date.date
    name = sheet.new("outcomes", words)
    if name is None or not any(letter.isalpha() for letter in words):
        return
    sheet.put(f"outcomes[{name}].label", capital(as_text(words)), sentence, why)
    if horizon:
        sheet.put(f"outcomes[{name}].horizon", horizon, sentence, "horizon")


def _measure(text: str) -> re.Match[str] | None:
    bare = _SUCCESS.sub("", text)
    return _BASE_TARGET.match(bare) or _FROM_TO.match(bare)


def read_measures(sheet: Sheet) -> None:
    """Guess indicators where a brief gives both where a number stands and where it should go."""
    roles = ("measures", "outcomes", "", "summary", "proposal", "purpose", "timeline")
    for sentence in sheet.free(*roles):
        match = _measure(sentence.text)
        is_target = match and (sentence.role in ("measures", "outcomes") or _aimed(sheet, sentence.text))
        if match and is_target and not money_in(match[0]):
            _indicator(sheet, sentence, match, "likely" if sentence.role in ("measures", "outcomes") else "unsure")


def _aimed(sheet: Sheet, text: str) -> bool:
    return bool(
        _SUCCESS.match(text)
        or _VERB_FIRST.match(text)
        or sheet.words.says("aim", text)
        or re.search(r"\bby 20\d\d", text)
    )


def _indicator(sheet: Sheet, sentence: Sentence, match: re.Match[str], surety: Surety) -> None:
    label = _VERB_FIRST.sub("", match["label"].strip(" :,-–"))
    name = sheet.new("indicators", label)
    if name is None:
        return
    at = f"indicators[{name}]"
    percent = match["percent"] or match["percent_goal"]
    sheet.put(f"{at}.label", capital(as_text(label)), sentence, "measure", surety)
    unit = "per 100" if percent else as_text(match["unit"] or "", 40)
    sheet.put(f"{at}.unit", unit, sentence, "per_100" if percent else "measure_unit", surety)
    sheet.put(f"{at}.baseline.mid", count_of(match["count"]), sentence, "baseline", surety)
    if match["year"]:
        sheet.put(f"{at}.baseline.as_at", match["year"], sentence, "baseline", surety)
    sheet.put(f"{at}.target", count_of(match["goal"]), sentence, "target", surety)
    for date in dates_in(match["after"])[:1]:
        sheet.put(f"{at}.target_date", date.date, sentence, "target", surety)


def read_options(sheet: Sheet) -> None:
    """Guess the ways to act that a brief lists; which of them is chosen is nobody's guess."""
    for sentence in sheet.free("options"):
        listed = sentence.kind == "bullet" or _OPTION.match(sentence.text)
        label = as_text(_PREFERRED.sub(" ", _OPTION.sub("", sentence.text)))
        name = sheet.new("options", label) if listed and label else None
        if name:
            sheet.put(f"options[{name}].label", capital(label), sentence, "option")


def read_money(sheet: Sheet, place: str | None) -> None:
    """Guess the money set aside, and the currency where the brief or its jurisdiction tells it."""
    told = list(sheet.free("money", unused=False))
    cued = [
        one
        for one in sheet.free("", "proposal", "summary", "decision", "timeline", unused=False)
        if sheet.words.says("money", one.text)
    ]
    home = next((entry for entry in load_knowledge().brief_places.values() if entry.place == place), None)
    main: str | None = None
    seen: set[tuple[Decimal, Decimal | None]] = set()
    for sentence in told + cued:
        for found in money_in(sentence.text)[:1]:
            if _PART_OF.search(sentence.text[: found.start]) and sentence not in told:
                continue
            if sentence.role != "money" and _EACH.match(sentence.text, found.end):
                continue
            if (found.amount, found.high) in seen:
                continue
            seen.add((found.amount, found.high))
            currency = found.currency or (home.currency if home and home.dollar else None)
            if main is None and currency:
                main = currency
                sheet.put("currency", currency, sentence, "currency" if found.currency else "currency_place",
                          "likely" if found.currency else "unsure")  # fmt: skip
            _budget(sheet, sentence, (found.amount, found.high), currency if currency != main else None)


def _budget(sheet: Sheet, sentence: Sentence, amount: tuple[Decimal, Decimal | None], currency: str | None) -> None:
    name = sheet.new("budgets", f"budget {sentence.text}")
    if name is None:
        return
    at, surety = f"budgets[{name}]", "likely" if sentence.role == "money" else "unsure"
    if amount[1] is None:
        field = "money.amount" if currency else "money"
        sheet.put(f"{at}.{field}", amount[0], sentence, "money", surety)  # type: ignore[arg-type]
    else:
        sheet.put(f"{at}.money.low", amount[0], sentence, "money_range", surety)  # type: ignore[arg-type]
        sheet.put(f"{at}.money.high", amount[1], sentence, "money_range", surety)  # type: ignore[arg-type]
    if currency:
        sheet.put(f"{at}.money.currency", currency, sentence, "currency", surety)  # type: ignore[arg-type]
    sheet.put(f"{at}.what_for", capital(as_text(sentence.text)), sentence, "money_for", surety)  # type: ignore[arg-type]
