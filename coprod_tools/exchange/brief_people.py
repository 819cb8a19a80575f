"""Who is in a brief: bodies and people by name or by common word, each one actor however often it is named."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coprod_tools.exchange.brief_lines import Sentence
from coprod_tools.exchange.brief_sheet import Sheet, Surety, as_text, capital
from coprod_tools.exchange.brief_words import NAME, NOT_A_NAME

_PARTS = re.compile(r"\s*[,;]\s*(?:and\s+)?|\s+and\s+(?=[A-ZÀ-ÞĀĒĪŌŪ])")
_ASIDE = re.compile(r"\s*\((?P<inside>[^()]{1,60})\)")
_VERB = re.compile(r"\b(?:is|are|was|were|will|would|has|have|had|should|can|cannot|must|need|needs|may|do|does)\b")
_PROPER = re.compile(rf"(?:the )?{NAME}(?: (?:{NAME}|of|the|mo|nga|ngā|o|te|a))*(?: {NAME} [a-z]+s)?")
LEADS = re.compile(r"\blead(?:s|ing)?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A body or a kind of people named in a text, with what its name says of its kind."""

    label: str
    kind: str | None
    start: int
    end: int
    named: bool


def bodies_in(text: str, sheet: Sheet, *, common: bool = False) -> list[Found]:
    """Return who is named in a text, in its order; `common` adds kinds of people and bodies in common words."""
    found: list[Found] = []
    for body in sheet.words.bodies:
        if body.named or common:
            found += [_trimmed(match, body.kind, body.named) for match in body.pattern.finditer(text)]
    found = [one for one in found if one.label and (not one.named or _is_name(one.label))]
    found.sort(key=lambda one: (-(one.end - one.start), one.kind is None, one.start))
    kept: list[Found] = []
    for one in found:
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _trimmed(match: re.Match[str], kind: str | None, named: bool) -> Found:
    """Return a find without words before the name that only begin the sentence."""
    label, start = match[0], match.start()
    while named and " " in label and label.split(" ")[0].casefold() in NOT_A_NAME:
        first = label.split(" ")[0]
        label, start = label[len(first) + 1 :], start + len(first) + 1
    label = label.removesuffix("'s") if not label.endswith("s's") else label[:-2]
    if " " not in label and label != match[0].removesuffix("'s"):
        label = ""  # what is left of `The Ministry` names nobody
    return Found(label.strip(" ,."), kind, start, match.end(), named)


def _is_name(label: str) -> bool:
    words = label.split()
    return label[:1].isupper() and (len(words) > 1 or len(label) > 4 or label.isupper())


class People:
    """The actors of a draft."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.ids: dict[str, str] = {}
        self.kinds: dict[str, str | None] = {}
        self.labels: dict[str, str] = {}

    def known(self, label: str) -> str | None:
        """Return the id of the actor that a name means, also where it is a short form of one actor's name."""
        name = _folded(label)
        if name in self.ids:
            return self.ids[name]
        if label.isupper() and 2 <= len(label) <= 6:
            meant = [actor for actor, whole in self.labels.items() if _initials(whole).endswith(label)]
            return meant[0] if len(meant) == 1 else None
        ends = [actor for actor, whole in self.labels.items() if name and _folded(whole).endswith(f" {name}")]
        starts = [actor for actor, whole in self.labels.items() if _folded(whole).startswith(f"{name} ")]
        meant = ends if len(name.split()) < 3 else ends + starts
        return meant[0] if len(meant) == 1 else None

    def add(self, label: str, kind: str | None, of: Sentence, why: str, surety: Surety = "likely") -> str | None:
        """Return the actor's id, a new one where nobody of that name is there yet; None when there are too many."""
        label = as_text(re.sub(r"^(?:the|an?|our|some)\s+", "", label.strip(), flags=re.IGNORECASE), 160)
        if not label or not any(letter.isalpha() for letter in label):
            return None
        actor = self.known(label)
        if actor is None:
            actor = self.sheet.new("actors", label)
            if actor is None:
                return None
            self.ids[_folded(label)], self.labels[actor] = actor, label
            self.sheet.put(f"actors[{actor}].label", capital(label), of, why, surety)
        if kind and not self.kinds.get(actor):
            self.kinds[actor] = kind
            self.sheet.put(f"actors[{actor}].kind", kind, of, "kind", surety if kind != "agency" else "likely")
        return actor

    def named(self, sentence: Sentence, text: str | None = None, *, common: bool = False) -> list[tuple[Found, str]]:
        """Return who is named in a sentence with their actor ids, adding those who are new.

        Those who are to decide on the policy are left out: the decision names them.
        """
        words = sentence.text if text is None else text
        decides = _folded(str(self.sheet.value("decision_wanted.who") or ""))
        found = []
        for one in bodies_in(words, self.sheet, common=common):
            if _folded(one.label) == decides:
                continue
            actor = self.add(one.label, one.kind, sentence, "named" if one.named else "people", _sure(one))
            if actor:
                found.append((one, actor))
        told = {actor for _, actor in found}
        for actor, label in self.labels.items():
            at = words.find(label) if len(label) > 3 and actor not in told else -1
            if at >= 0 and not any(one.start <= at < one.end for one, _ in found):
                found.append((Found(label, self.kinds.get(actor), at, at + len(label), True), actor))
        return sorted(found, key=lambda pair: pair[0].start)

    def subject(self, sentence: Sentence, words: str, *, proper: bool = True) -> list[str]:
        """Return the actors that the words before a verb name; all of the words must be names, else nobody is."""
        words = words.strip(" ,").removesuffix(" also").removesuffix(" themselves").strip()
        whole = bodies_in(words, self.sheet, common=True)
        pieces = [words] if len(whole) == 1 and _is_whole(whole[0], words) else re.split(r",\s*(?:and )?| and ", words)
        actors = []
        for piece in pieces:
            found = bodies_in(piece, self.sheet, common=True)
            kind = _kind_of(piece, found)
            known = self.known(re.sub(r"^(?:the|our)\s+", "", piece, flags=re.IGNORECASE))
            sound = known or kind or (found and found[0].start <= 4 and len(piece) - found[0].end <= 1)
            is_proper = proper and _PROPER.fullmatch(piece) and len(piece.split()) in range(2, 7)
            if not (sound or is_proper) or len(piece.split()) > 8:
                return []
            actor = known or self.add(piece, kind, sentence, "named" if piece[:1].isupper() else "people", "unsure")
            actors += [actor] if actor else []
        return actors


def _is_whole(one: Found, words: str) -> bool:
    """Tell whether a find is all of a phrase or nearly so."""
    return one.end - one.start > 0.6 * len(words)


def _kind_of(piece: str, found: list[Found]) -> str | None:
    """Return the kind that a phrase tells of: of what it begins with where the rest only says which."""
    if found and found[0].start <= 4 and re.match(r" (?:in|of|with|from|at|who)\b", piece[found[0].end :]):
        return found[0].kind
    return found[-1].kind if found and found[-1].end >= len(piece) - 2 else None


def _sure(one: Found) -> Surety:
    return "likely" if one.named else "unsure"


def _folded(label: str) -> str:
    return " ".join(re.sub(r"^(?:the|our)\s+", "", label.casefold()).split())


def _initials(label: str) -> str:
    return "".join(word[0] for word in label.split() if word[:1].isupper())


def read_partners(people: People) -> None:
    """Read the lists of partners and stakeholders."""
    for sentence in people.sheet.free("partners"):
        if _VERB.search(sentence.text) or len(sentence.text.split()) > 60:
            people.named(sentence)
            continue
        for part in _parts(sentence.text, people):
            _read_partner(people, part, sentence)


def _parts(text: str, people: People) -> list[str]:
    """Take a list apart, names that hold a comma or an `and` aside."""
    held = list(bodies_in(text, people.sheet, common=True))
    cuts = [
        match.span()
        for match in _PARTS.finditer(text)
        if not any(one.start < match.start() < one.end for one in held)
        and text.count("(", 0, match.start()) == text.count(")", 0, match.start())
    ]
    parts, begin = [], 0
    for cut, after in cuts:
        parts.append(text[begin:cut])
        begin = after
    return [part for part in (*parts, text[begin:]) if part.strip()]


def _read_partner(people: People, part: str, sentence: Sentence) -> None:
    head = re.split(r"\s*(?::|\s[–—-]\s)\s*", part, maxsplit=1)[0]
    label = re.sub(r"^(?:and|the|our|local partners such as)\s+", "", _ASIDE.sub("", head).strip(" ."))
    label = re.sub(r"^(?:the\s+)?(\d{1,3}\s)", r"\1", label)
    if not 1 <= len(label.split()) <= 10:
        return
    aside = " ".join(match["inside"] for match in _ASIDE.finditer(part))
    found = bodies_in(label, people.sheet, common=True)
    inside = bodies_in(aside, people.sheet, common=True)
    kinds = [one.kind for one in (*inside, *found[-1:]) if one.kind]
    actor = people.add(label, kinds[0] if kinds else None, sentence, "partner")
    if actor and LEADS.search(aside):
        people.sheet.put("owner", people.labels[actor], sentence, "owner_leads")


def read_named(people: People) -> None:
    """Read the bodies named anywhere the brief tells what is done, by whom, and who was asked."""
    roles = ("", "proposal", "timeline", "consultation", "already", "offers", "summary", "purpose", "problem", "money")
    for sentence in people.sheet.free(*roles, unused=False):
        told_by_others = people.sheet.words.says("evidence", sentence.text)
        if sentence.role in ("problem", "summary", "purpose", "money", "") and (told_by_others or sentence.place < 2):
            continue
        people.named(sentence)
