"""Each guess of a draft as a question in the review, and which of them still wait for an answer."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from decimal import Decimal

from coprod_tools.exchange.brief import BriefDraft
from coprod_tools.exchange.brief_numbers import plain
from coprod_tools.exchange.brief_sheet import Guess
from coprod_tools.files.nodes import Mapping as MappingNode
from coprod_tools.files.nodes import Node, Scalar
from coprod_tools.policy import Policy
from coprod_tools.policy.joins import ReviewRow
from coprod_tools.policy.values import PartialDate
from coprod_tools.policyfile.paths import route
from coprod_tools.problems import UsageError
from coprod_tools.words import say

_FRONT = "guess-"
_SHOWN = 300
_NUMBER = re.compile(r"\d{1,20}(?:\.\d{1,9})?", re.ASCII)


def review_rows(draft: BriefDraft, by: str, on: str) -> tuple[ReviewRow, ...]:
    """Return one row of kind `ask` for each guess, to be added to `review.yaml`.

    Parameters
    ----------
    by : str
        Who pasted the brief.
    on : str
        The day, YYYY-MM-DD.
    """
    return tuple(
        ReviewRow.model_validate(
            {
                "id": f"{_FRONT}{_mark(guess.path, guess.value)}",
                "subject": guess.path,
                "kind": "ask",
                "reason": say("brief.ask", words=_shown(guess)),
                "by": by,
                "on": PartialDate.read(on),
            }
        )
        for guess in draft.guesses
    )


def _shown(guess: Guess) -> str:
    words = " ".join(guess.words.split())
    return words if len(words) <= _SHOWN else words[:_SHOWN].rpartition(" ")[0] + " …"


def open_guesses(review: Iterable[ReviewRow], tree: Node | None = None) -> tuple[ReviewRow, ...]:
    """Return the rows of guesses that nobody has confirmed, turned down or changed.

    Parameters
    ----------
    review : iterable of ReviewRow
        All rows of the policy's `review.yaml`, in its order.
    tree : Node, optional
        The policy file as it is now (`Loaded.tree`); with it, a guess whose field holds something else by now, or
        nothing, counts as changed.
    """
    waiting: dict[str, ReviewRow] = {}
    for row in review:
        if row.kind == "ask" and (row.id or "").startswith(_FRONT):
            waiting[row.subject] = row
        elif row.kind in ("accept", "decline"):
            waiting.pop(row.subject, None)
    return tuple(row for row in waiting.values() if tree is None or _stands(row, tree))


def _stands(row: ReviewRow, tree: Node) -> bool:
    """Tell whether the field still holds what was guessed."""
    return row.id == f"{_FRONT}{_mark(row.subject, _value(tree, row.subject))}"


def _value(tree: Node, path: str) -> str | None:
    """Return the plain text in a field; of a number with a range or unit its middle, of money its amount."""
    try:
        found = route(Policy, tree, path)
    except UsageError:
        return None
    node = found.node
    if found.rest and found.rest != (found.short_form,):
        return None
    if isinstance(node, MappingNode):
        node = next((node.entries[name] for name in ("mid", "amount") if name in node.entries), node)
    return node.value if isinstance(node, Scalar) else None


def _mark(path: str, value: object) -> str:
    """Return ten hex digits of a field's path and value; a number is the same however it is written."""
    words = " ".join(str("" if value is None else value).split())
    if _NUMBER.fullmatch(words):
        words = format(plain(Decimal(words)), "f")
    return hashlib.sha256(f"{path}\x1f{words}".encode()).hexdigest()[:10]
