"""What reading somebody else's file gives: policies, counts of what came through, and a list of what did not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from coprod_tools.policy import Policy
from coprod_tools.problems import Fault

Action = Literal["added", "merged", "replaced", "unchanged", "refused"]


@dataclass(frozen=True, slots=True)
class Lost:
    """Something in the source that no policy file holds now.

    Attributes
    ----------
    field : str
        Where it stood, in the source's own words; for XML a path such as `iati-activity/sector/@code`.
    count : int
        How often.
    why : str
        One sentence.
    examples : tuple of str
        At most three different values, cut to 80 characters; none where they may be personal.
    """

    field: str
    count: int
    why: str
    examples: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the row as plain values for `loss.json`."""
        return {"field": self.field, "count": self.count, "why": self.why, "examples": list(self.examples)}


@dataclass(frozen=True, slots=True)
class ImportedPolicy:
    """One policy made from a foreign record.

    Attributes
    ----------
    foreign_id : str
        The record's id in the source, whole.
    raw : dict
        The policy as plain data, as it goes into the policy file.
    """

    policy: Policy
    foreign_id: str
    raw: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that could not become a policy, and why."""

    foreign_id: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """Everything one file gave.

    Attributes
    ----------
    carried : mapping
        Counts of what came through by name; for money, sums as decimal text by currency.
    """

    policies: tuple[ImportedPolicy, ...]
    carried: Mapping[str, Any]
    lost: tuple[Lost, ...] = ()
    warnings: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Row:
    """What happened, or would happen, to one record.

    Attributes
    ----------
    path : Path or None
        The policy file; None for a record that got none.
    changes : tuple of str
        For a policy that was there already, each difference in one line.
    reason : str
        Why it was refused; empty otherwise.
    """

    id: str
    foreign_id: str
    path: Path | None
    action: Action
    changes: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or with `dry_run` would do."""

    format: str
    source: str
    sha256: str
    carried: Mapping[str, Any]
    lost: tuple[Lost, ...]
    warnings: tuple[str, ...]
    rows: tuple[Row, ...]
    folder: Path
    dry_run: bool

    @property
    def refused(self) -> tuple[Row, ...]:
        """The records that got no policy file."""
        return tuple(row for row in self.rows if row.action == "refused")

    def as_json(self) -> dict[str, Any]:
        """Return what stands in `loss.json`."""
        return {
            "format": self.format,
            "source": self.source,
            "sha256": self.sha256,
            "carried": dict(self.carried),
            "lost": [row.as_json() for row in self.lost],
        }
