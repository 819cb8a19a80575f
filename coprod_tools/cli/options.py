"""The options that several commands share, each checked once."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coprod_tools.problems import UsageError
from coprod_tools.words import say

if TYPE_CHECKING:
    from coprod_tools.knowledge import Knowledge
    from coprod_tools.policy.values import PartialDate

FAIL_ON = ("error", "warning", "never")
_FROM = {"error": frozenset({"error"}), "warning": frozenset({"error", "warning"}), "never": frozenset[str]()}
AsAt = Annotated[str | None, typer.Option("--as-at", metavar="DATE", help=say("cli.help-as-at"))]
KnowledgeDir = Annotated[Path | None, typer.Option("--knowledge", metavar="DIR", help=say("cli.help-knowledge"))]
Verbose = Annotated[bool, typer.Option("--verbose", help=say("cli.help-verbose"))]
Debug = Annotated[bool, typer.Option("--debug", help=say("cli.help-debug"))]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help=say("cli.help-out"))]
PathArgument = Annotated[str, typer.Argument(metavar="PATH", help=say("cli.help-path"), show_default=False)]
PathArguments = Annotated[list[str], typer.Argument(metavar="PATH...", help=say("cli.help-paths"), show_default=False)]


def chosen(option: str, value: str, names: tuple[str, ...]) -> str:
    """Return `value` when it is one of `names`.

    Raises
    ------
    UsageError
        Naming the option and what it takes.
    """
    if value not in names:
        raise UsageError(say("cli.bad-choice", option=option, names=", ".join(names)))
    return value


def severities_from(fail_on: str) -> frozenset[str]:
    """Return the severities that `--fail-on` stops at."""
    return _FROM[fail_on]


def say_left_out(folder: Path, taken: Iterable[str]) -> None:
    """Name, on the error output, each YAML file of a folder that is passed over because it is no policy."""
    known = {Path(path).name for path in taken}
    for path in sorted(folder.glob("*.y*ml")):
        if path.name not in known and not path.name.startswith("."):
            print(say("cli.left-out", path=path), file=sys.stderr)


def date_of(value: str | None) -> PartialDate | None:
    """Return the date an option gives.

    Raises
    ------
    UsageError
        When it is no date.
    """
    if not value:
        return None
    from pydantic_core import PydanticCustomError

    from coprod_tools.policy.values import PartialDate

    try:
        return PartialDate.read(value)
    except PydanticCustomError as wrong:
        raise UsageError(f"--as-at: {wrong.message()}") from None


def knowledge_of(folder: Path | None) -> Knowledge:
    """Return the shipped knowledge with that of a folder over it."""
    from coprod_tools.knowledge import load_knowledge

    return load_knowledge(folder)
