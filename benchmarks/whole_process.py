"""Times whole commands as a user feels them, each in turn with a bare interpreter, and returns medians and ratios."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time

COMMANDS = {
    "bare interpreter": ["-c", "pass"],
    "import coprod_tools": ["-c", "import coprod_tools"],
    "coprod --help": ["-m", "coprod_tools", "--help"],
    "coprod check worked:takai": ["-m", "coprod_tools", "check", "worked:takai", "--fail-on", "never"],
}


def seconds(arguments: list[str]) -> tuple[float, float]:
    """Return wall and CPU seconds of one run of this interpreter with these arguments."""
    # Compiled files are written as they are for a user, whatever this shell asks for.
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    before, start = os.times(), time.perf_counter()
    subprocess.run([sys.executable, *arguments], env=environment, stdout=subprocess.DEVNULL, check=True)
    wall, after = time.perf_counter() - start, os.times()
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    return wall, cpu


def medians(runs: int = 9) -> dict[str, tuple[float, float]]:
    """Return the median wall and CPU seconds of each command over `runs` runs in turn, after one warm-up."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in COMMANDS}
    for turn in range(runs + 1):
        for name, arguments in COMMANDS.items():
            measured = seconds(arguments)
            if turn:
                taken[name].append(measured)
    return {
        name: (statistics.median(w for w, _ in each), statistics.median(c for _, c in each))
        for name, each in taken.items()
    }


def rows(runs: int = 9) -> list[str]:
    """Return the figures as lines of a Markdown table."""
    found = medians(runs)
    bare_wall, _ = found["bare interpreter"]
    head = "| command | wall s | CPU s | above a bare interpreter, wall s | ratio |"
    lines = [head, "| --- | --- | --- | --- | --- |"]
    for name, (wall, cpu) in found.items():
        lines.append(f"| `{name}` | {wall:.3f} | {cpu:.3f} | {wall - bare_wall:.3f} | {wall / bare_wall:.1f} |")
    return lines


if __name__ == "__main__":
    print("\n".join(rows(int(sys.argv[1]) if len(sys.argv) > 1 else 9)))
