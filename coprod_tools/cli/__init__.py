"""The command line: thin words around the package's own functions, and the exit code each end has."""

from __future__ import annotations

import gc
import os
import sys

from coprod_tools.cli.ending import ended

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> None:
    """Run `coprod` and leave with its exit code."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Run `coprod` with these arguments and return its exit code."""
    # A command lives for a second: collecting garbage while it loads, and looking through every installed package for
    # plugins of pydantic, would take a fifth of that.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)
    from coprod_tools.cli.commands import app

    return ended(lambda: app(arguments, standalone_mode=False, prog_name="coprod"), debug="--debug" in arguments)
