"""Every error the package raises on purpose, and the exit code each one ends a command with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with an input.

    Attributes
    ----------
    file : str
        The file as the user named it; in a workbook `FILE!sheet!B7`.
    message : str
        What is wrong, then in brackets what to write instead.
    line, column : int or None
        Counted from 1; None where a format has no lines.
    path : str
        Field path such as `activities[ID].parts[ID].promise.level`; empty for the file as a whole.
    """

    file: str
    message: str
    line: int | None = None
    column: int | None = None
    path: str = ""

    def __str__(self) -> str:
        place = self.file
        if self.line is not None:
            place += f":{self.line}" + (f":{self.column}" if self.column is not None else "")
        return f"{place}{' ' + self.path if self.path else ''}: {self.message}"

    def as_json(self) -> dict[str, str | int | None]:
        """Return the fault as plain values for the JSON form."""
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "path": self.path,
            "message": self.message,
        }


class CoprodError(Exception):
    """Base of every error the package raises on purpose."""

    exit_code = 70


class InvalidInput(CoprodError):
    """An input can't be used; it carries every fault found, not just the first."""

    exit_code = 2

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.shown())

    def shown(self) -> str:
        """The faults as lines, at most 20, then how many more there are."""
        lines = [str(fault) for fault in self.faults[:SHOWN]]
        if len(self.faults) > SHOWN:
            lines.append(f"... and {len(self.faults) - SHOWN} more (--format json lists them all)")
        return "\n".join(lines)


class UsageError(CoprodError):
    """A command or call was given something it does not take."""

    exit_code = 2


class OutputInUse(CoprodError):
    """Somebody else is writing to the output folder."""

    exit_code = 3


class CannotWrite(CoprodError):
    """The disk or its permissions stopped a write; nothing that was there is lost.

    Attributes
    ----------
    content : str
        The whole text that was to be written, where it is known.
    """

    exit_code = 4
    content = ""


class Stale(CannotWrite):
    """Somebody else saved since the file was read; nothing was written, and all three texts are handed back.

    Attributes
    ----------
    base, mine, theirs : str
        What was read, what was to be saved, what stands in the file now.
    """

    def __init__(self, message: str, base: str, mine: str, theirs: str) -> None:
        self.base, self.mine, self.theirs, self.content = base, mine, theirs, mine
        super().__init__(message)


class RunFailed(CoprodError):
    """A notebook stopped before its last cell."""

    exit_code = 1
