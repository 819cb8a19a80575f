"""What lies beside a policy file: which names mean one concept, and what people decided of its parts."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from coprod_tools.policy.record import Item, Record
from coprod_tools.policy.values import Line, PartialDate, Text, Whole

ReviewKind = Literal["accept", "decline", "disagree", "ask", "comment", "sign-off"]


class Join(Item):
    """Names that mean the same, joined for a stated reason; `undone_on` takes the join back and keeps its record."""

    names: tuple[Line, ...]
    shown_as: Line | None = None
    reason: Text
    by: Text
    on: PartialDate
    undone_on: PartialDate | None = None
    undone_why: Text | None = None


class Joins(Record):
    """The file `joins.yaml`."""

    version_field: ClassVar[str] = "coprod-joins"
    version: Annotated[Whole | None, Field(alias="coprod-joins")] = None
    rows: tuple[Join, ...] | None = None


class ReviewRow(Item):
    """A decision or comment of a person on one part of a policy, a map or a plan.

    `subject` is an id or a field path; a partner's map is `maps[ACTOR]` or, from the second round on,
    `maps[ACTOR.ROUND]`. On a map, `accept` confirms it as read back, `disagree` says it is not what was told, and
    `decline` withdraws it. `of_sha256` is the file's digest when the row was written.

    On a mark, an opportunity, a barrier, a finding or an action the subject is its id, `of_sha256` is the digest of
    what it said then (`coprod_tools.plan.decisions.basis`), and `rival_reading` is a verdict's id or words. A
    `decline` whose subject is the id of an earlier row of the same person takes that row back.
    """

    subject: Line
    kind: ReviewKind
    reason: Text | None = None
    rival_reading: Text | None = None
    to_ask: Text | None = None
    answer_by: PartialDate | None = None
    by: Text
    on: PartialDate
    of_sha256: Line | None = None


class Review(Record):
    """The file `review.yaml`."""

    version_field: ClassVar[str] = "coprod-review"
    version: Annotated[Whole | None, Field(alias="coprod-review")] = None
    rows: tuple[ReviewRow, ...] | None = None
