"""What every entry of the knowledge base has: an id, a source, how far it was checked, and when it ages."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Status = Literal["verified", "to-verify"]
Co = Literal["commission", "design", "deliver", "assess"]
Level = Literal["individual", "group", "collective"]
PromiseLevel = Literal["inform", "consult", "involve", "collaborate", "empower"]
StageOrder = Annotated[int, Field(ge=0, le=9)]
Words = Annotated[str, Field(min_length=1, max_length=4000)]
Date = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
EntryId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.-]{0,78}$")]


class Part(BaseModel):
    """A part of an entry: frozen, and refusing fields it does not know."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", hide_input_in_errors=True, defer_build=True, str_strip_whitespace=True
    )


class Entry(Part):
    """One entry of the knowledge base.

    Attributes
    ----------
    source : str
        Where the statement comes from; for what the project thought up itself, `project's own synthesis`.
    status : {'verified', 'to-verify'}
        `verified` when the statement was read in a stored copy of its source; else it is a lead to check. A method,
        case or setting to verify never stands on a minister's or partner's page.
    jurisdiction : str or None
        Where it holds, such as `nz` or `england`; None where it holds anywhere.
    as_at, review_due : str or None
        Partial dates (YYYY, YYYY-MM, YYYY-MM-DD) for entries that age.
    """

    id: EntryId
    source: Words
    status: Status
    jurisdiction: Annotated[str, Field(pattern=r"^[a-z][a-z-]*$")] | None = None
    as_at: Date | None = None
    review_due: Date | None = None
    note: Words | None = None

    @property
    def is_verified(self) -> bool:
        """True when the statement was read in its source."""
        return self.status == "verified"

    def speaks_in(self, jurisdiction: str | None) -> bool:
        """Tell whether this holds in a policy of `jurisdiction`; a local entry never speaks elsewhere."""
        return self.jurisdiction is None or self.jurisdiction == (jurisdiction or "").strip().lower()
