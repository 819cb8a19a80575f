"""A whole change that could not be saved: kept until it is, or until its writer lets go of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Literal, cast

Hindrance = Literal["stale", "broken", "cannot-write"]
_FIELDS = ("label", "base", "mine", "why")


@dataclass(frozen=True, slots=True)
class Unsaved:
    """What was to be saved.

    Attributes
    ----------
    base, mine : str
        The text that was changed, and what it was to become.
    why : str
        `stale`: somebody else saved something that clashes; `broken`: the file can't be read now; `cannot-write`.
    """

    label: str
    base: str
    mine: str
    why: Hindrance

    @property
    def waits(self) -> bool:
        """Whether it only waits for the file to be writable again, so that later changes are added to it."""
        return self.why != "stale"

    def as_words(self) -> dict[str, str]:
        """Return it as plain words, for the drafts."""
        return asdict(self)


def from_words(words: Mapping[str, str] | None) -> Unsaved | None:
    """Return what was kept in the drafts, or None when that is nothing of ours."""
    if words is None or not all(name in words for name in _FIELDS):
        return None
    why = words["why"] if words["why"] in ("stale", "broken", "cannot-write") else "stale"
    return Unsaved(words["label"], words["base"], words["mine"], cast("Hindrance", why))
