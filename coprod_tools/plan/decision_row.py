"""What a person decided or said of one part of a plan, as it stands in `plan.json`."""

from __future__ import annotations

from typing import Any, Literal

from coprod_tools.plan.part import Part

DecidedOn = Literal["this-state", "an-earlier-state", "not-recorded"]


class DecisionRow(Part):
    """A decision, a disagreement with its rival reading (a verdict's id, or words), a question to somebody, a comment.

    `about` is `this-state` while the mark says what it said then, `an-earlier-state` once it does not, and
    `not-recorded` where nobody wrote down what it said.
    """

    id: str
    subject: str
    kind: str
    reason: str | None
    rival_reading: str | None
    to_ask: str | None
    answer_by: str | None
    by: str
    on: str
    about: DecidedOn
    visible_to: str | None = None


def without_empty(document: dict[str, Any]) -> dict[str, Any]:
    """Return a plan's plain values with no key for decisions where there are none, as before there were any."""
    marked = ("cells", "opportunities", "barriers")
    lists = [
        document["findings"],
        document["actions"],
        *(stage[name] for stage in document["stages"] for name in marked),
    ]
    for row in (row for rows in lists for row in rows):
        if not row["decisions"]:
            del row["decisions"]
    if not document["other_decisions"]:
        del document["other_decisions"]
    return document
