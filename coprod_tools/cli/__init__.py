"""The command line: thin words around the package's own functions, and the exit code each end has."""

from __future__ import annotations

import sys

from coprod_tools.cli.ending import ended

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> None:
    """Run `coprod` and leave with its exit code."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Run `coprod` with these arguments and return its exit code."""
    from coprod_tools.cli.commands import app

    return ended(lambda: app(arguments, standalone_mode=False, prog_name="coprod"), debug="--debug" in arguments)
