"""How much of a brief is drawn rightly: guesses counted as right, wrong or missed against what a person wrote down.

Beside each brief lies what a reader should draw from it, written before the rules were run on it. Words count as the
same where three in five of the shorter one's words are in the other; ids, dates, numbers and kinds must be equal.
What is listed under `FIELD.optional` is no miss when it is not drawn.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from coprod_tools.exchange.brief import read_brief
from coprod_tools.policy import Policy
from coprod_tools.policyfile import from_text

ALIKE = 0.6
_FILL = frozenset({"a", "an", "and", "for", "in", "of", "the", "to"})
_PLAIN = ("title", "owner", "jurisdiction", "currency", "decision.what", "decision.who", "decision.by_when")
_IN_WORDS = frozenset({"title", "owner", "decision.what", "decision.who"})


@dataclass(frozen=True)
class Score:
    """Guesses that are right, that are wrong, and what was missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """The share of guesses that are right."""
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        """The share of what could be drawn that was."""
        return self.right / max(self.right + self.missed, 1)


def scores_of(folder: Path) -> dict[str, Score]:
    """Return a score for each kind of field over all briefs of a folder."""
    total: dict[str, Score] = {}
    for path in sorted(folder.glob("*.txt")):
        policy = from_text(read_brief(path.read_text(encoding="utf-8"), today="2027-01-01").policy_text, path.name)[0]
        wanted = yaml.safe_load(path.with_suffix(".expected.yaml").read_text(encoding="utf-8"))
        for field, score in _scores(wanted, policy):
            total[field] = total.get(field, Score()) + score
    return total


def _scores(wanted: dict[str, Any], policy: Policy) -> Iterator[tuple[str, Score]]:
    decision = policy.decision_wanted
    drawn = {name: getattr(policy, name, None) for name in _PLAIN}
    drawn |= {f"decision.{name}": getattr(decision, name, None) for name in ("what", "who", "by_when")}
    if wanted["title"] is None:
        drawn["title"] = None
    for name in _PLAIN:
        value = wanted.get(name)
        value = (value or [None])[0] if isinstance(value, list) else value
        yield name, _one(name, value, drawn[name], optional=bool(wanted.get(f"{name}.optional")))
    for name, items in _lists(policy).items():
        yield from _list(
            name, wanted.get(name) or [], items, [str(one) for one in wanted.get(f"{name}.optional") or []]
        )


def _one(name: str, wanted: Any, drawn: Any, *, optional: bool = False) -> Score:
    if wanted is None and drawn is None:
        return Score()
    same = wanted is not None and drawn is not None
    same = same and (str(wanted) == str(drawn) or (name in _IN_WORDS and alike(str(wanted), str(drawn)) >= ALIKE))
    if same:
        return Score(right=1)
    return Score(wrong=int(drawn is not None), missed=int(wanted is not None and not optional))


def _lists(policy: Policy) -> dict[str, list[tuple[str, dict[str, Any]]]]:
    problem = policy.problem
    asked = [actor for actor in policy.actors or () if actor.asked_before]
    return {
        "fixed": [(text, {}) for text in policy.fixed or ()],
        "open": [(text, {}) for text in policy.open or ()],
        "framings": [(one.words, {}) for one in (problem and problem.framings) or ()],
        "groups": [(one.label, {"size": one.size and one.size.value}) for one in policy.groups],
        "outcomes": [(one.label, {}) for one in policy.outcomes or ()],
        "indicators": [
            (
                one.label,
                {
                    "baseline": one.baseline and one.baseline.value,
                    "target": one.target and one.target.value,
                    "target_date": one.target_date,
                },
            )
            for one in policy.indicators or ()
        ],
        "actors": [(one.label, {"kind": one.kind}) for one in policy.actors or ()],
        "activities": [
            (one.label, {"stage": one.stage, "start": one.start, "finish": one.finish})
            for one in policy.activities or ()
        ],
        "budgets": [(format(one.money.high or one.money.value, "f"), {}) for one in policy.budgets or ()],
        "already_happening": [(one.what, {}) for one in policy.already_happening or ()],
        "offers": [(one.offer, {}) for one in policy.offers or ()],
        "asked_before": [(one.label, {"when": (one.asked_before or ())[0].when}) for one in asked],
        "pilots": [(one.label, {}) for one in policy.pilots or ()],
        "risks": [(one.risk, {}) for one in policy.safeguards or ()],
        "options": [(one.label, {}) for one in policy.options or ()],
    }


def _list(
    name: str, wanted: list[Any], drawn: list[tuple[str, dict[str, Any]]], optional: list[str]
) -> Iterator[tuple[str, Score]]:
    told = [one if isinstance(one, dict) else {"label": one} for one in wanted]
    pairs = paired([str(one["label"]) for one in told], [label for label, _ in drawn])
    met = {one for one, _ in pairs}
    missed = sum(number not in met and str(one["label"]) not in optional for number, one in enumerate(told))
    yield name, Score(len(pairs), len(drawn) - len(pairs), missed)
    for one, other in pairs:
        may_lack_kind = name == "actors" and ("kind" not in told[one] or str(told[one]["label"]) in optional)
        for part, value in drawn[other][1].items():
            if not (
                may_lack_kind and (value is None or (str(told[one]["label"]) in optional and "kind" not in told[one]))
            ):
                yield f"{name}.{part}", _one(part, told[one].get(part), value, optional=may_lack_kind)


def paired(wanted: list[str], drawn: list[str]) -> list[tuple[int, int]]:
    """Pair what was wanted with what was drawn, the most alike first, each once."""
    ranked = sorted(
        ((alike(one, other), i, j) for i, one in enumerate(wanted) for j, other in enumerate(drawn)), reverse=True
    )
    pairs: list[tuple[int, int]] = []
    for share, i, j in ranked:
        if share >= ALIKE and all(i != one and j != other for one, other in pairs):
            pairs.append((i, j))
    return pairs


def alike(wanted: str, drawn: str) -> float:
    """Return the share of the shorter one's words that the other has; 0 where a guess is far too long."""
    one, other = _words(wanted), _words(drawn)
    if not one or not other or sum(other.values()) > 3 * sum(one.values()) + 10:
        return 0
    shared = sum((one & other).values())
    return shared / min(sum(one.values()), sum(other.values())) + 0.001 * shared if shared else 0


def _words(text: str) -> Counter[str]:
    plain = text.casefold().replace("’", "'").replace("'s", "")
    return Counter(word for word in re.findall(r"[^\W_]+", plain) if word not in _FILL)
