"""A whole change that could not be saved: kept until it is, or until its writer lets go of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast

from coprod_tools.workbook.drafts import Drafts
from coprod_tools.workbook.undoing import Step

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
    step : Step or None
        The step that was to be undone or redone; it means nothing to the next session, so it is not kept for it.
    """

    label: str
    base: str
    mine: str
    why: Hindrance
    step: Step | None = None

    @property
    def waits(self) -> bool:
        """Whether it only waits for the file to be writable again, so that later changes are added to it."""
        return self.why != "stale"

    def as_words(self) -> dict[str, str]:
        """Return it as plain words, for the drafts."""
        return {name: getattr(self, name) for name in _FIELDS}


def from_words(words: Mapping[str, str]) -> Unsaved | None:
    """Return what was kept in the drafts, or None when that is nothing of ours."""
    if not all(name in words for name in _FIELDS):
        return None
    why = words["why"] if words["why"] in ("stale", "broken", "cannot-write") else "stale"
    return Unsaved(words["label"], words["base"], words["mine"], cast("Hindrance", why))


class Queue:
    """What waits to be saved, the first one first, kept in the drafts as well."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._items = [each for words in drafts.unsaved if (each := from_words(words)) is not None]

    @property
    def first(self) -> Unsaved | None:
        """The one to settle next."""
        return self._items[0] if self._items else None

    @property
    def waiting(self) -> Unsaved | None:
        """The one that only waits for the file, to which later changes are added."""
        return next((each for each in self._items if each.waits), None)

    def put(self, unsaved: Unsaved, instead_of: Unsaved | None = None) -> None:
        """Add one at the end, or in the place of another; a step asked for again stands there once."""
        again = (each for each in self._items if unsaved.step is not None and each.step is unsaved.step)
        instead_of = instead_of or next(again, None)
        if instead_of in self._items:
            self._items[self._items.index(instead_of)] = unsaved
        else:
            self._items.append(unsaved)
        self._keep()

    def drop(self, unsaved: Unsaved | None) -> None:
        """Let go of one."""
        if unsaved in self._items:
            self._items.remove(unsaved)
            self._keep()

    def drop_step(self, step: Step | None) -> None:
        """Let go of the undoing or redoing of a step that has been done by now."""
        for each in [each for each in self._items if step is not None and each.step is step]:
            self.drop(each)

    def _keep(self) -> None:
        self._drafts.unsaved = [each.as_words() for each in self._items if each.step is None]
