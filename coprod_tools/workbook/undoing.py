"""What can be undone and redone: each step knows the policy before and after it, packed, without limit."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

from coprod_tools.policy.joins import ReviewRow


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One change that a person made.

    Attributes
    ----------
    label : str
        What it did, in a few words.
    rows : tuple of ReviewRow
        Rows it added to the review; the policy itself then stayed as it was.
    """

    label: str
    packed_before: bytes = b""
    packed_after: bytes = b""
    rows: tuple[ReviewRow, ...] = ()

    @property
    def before(self) -> str:
        """The policy's text before it."""
        return _unpacked(self.packed_before)

    @property
    def after(self) -> str:
        """The policy's text after it."""
        return _unpacked(self.packed_after)


@dataclass
class Steps:
    """The steps of one session, those done and those undone."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def did(self, label: str, before: str, after: str) -> None:
        """Add a step; what was undone can't be redone any more."""
        packed = self.done[-1].packed_after if self.done and self.done[-1].after == before else _packed(before)
        self._add(Step(label, packed, _packed(after)))

    def reviewed(self, label: str, rows: tuple[ReviewRow, ...]) -> None:
        """Add a step that added rows to the review."""
        self._add(Step(label, rows=rows))

    def _add(self, step: Step) -> None:
        self.done.append(step)
        self.undone.clear()

    def moved(self, step: Step) -> None:
        """Take note that a step was undone, or redone."""
        here, there = (self.done, self.undone) if self.done and self.done[-1] is step else (self.undone, self.done)
        there.append(here.pop())


def _packed(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8"), 1)


def _unpacked(data: bytes) -> str:
    # A step on the review holds no text of the policy.
    return zlib.decompress(data).decode("utf-8") if data else ""
