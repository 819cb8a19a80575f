"""Where a workbook's plans lie: one folder for each, none ever overwritten, and never within the policy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from coprod_tools.workbook.editing import Editing

PLANS = "plans"
PAGE = "plan.html"
_NUMBERED = re.compile(r"(?P<day>.+?)(?:-no-(?P<number>\d+))?")


@dataclass(frozen=True, slots=True)
class MadePlan:
    """A plan that was made earlier: the folder it lies in, and its page as seen from the served folder.

    Attributes
    ----------
    when : str
        The name of its folder: the day, and from the second plan of a day on its number.
    link : str or None
        The page's path below the served folder; None where it lies elsewhere.
    """

    when: str
    folder: Path
    link: str | None


def served_folder() -> Path:
    """Return the folder whose files the workbook's server shows; outside `coprod lab` the working directory."""
    from coprod_tools.workbook.lab.setting import from_environment

    return from_environment().folder


def plans_folder(editing: Editing, served: Path) -> Path:
    """Return the folder for plans: below the served one, but outside the policy's own where that holds it."""
    own = editing.loaded.folder
    if own is not None and not editing.loaded.source.shipped:
        own = own.resolve()
        if served.resolve() == own or own in served.resolve().parents:
            return own.parent / PLANS
    return served / PLANS


def next_folder(plans: Path, id: str, day: str) -> Path:
    """Return a folder in which no plan of this policy lies yet."""
    name = day or "plan"
    number = 1
    while (plans / _name(name, number) / id).exists():
        number += 1
    return plans / _name(name, number)


def made_plans(plans: Path, id: str, served: Path) -> tuple[MadePlan, ...]:
    """Return the plans of this policy that lie in the folder, the latest first."""
    if not plans.is_dir():
        return ()
    found = [each for each in plans.iterdir() if not each.name.startswith(".") and (each / id / PAGE).is_file()]
    found.sort(key=lambda each: _order(each.name), reverse=True)
    return tuple(MadePlan(each.name, each / id, link_to(each / id / PAGE, served)) for each in found)


def link_to(path: Path, served: Path) -> str | None:
    """Return a path as seen from the served folder; None when it is not in it."""
    try:
        return path.resolve().relative_to(served.resolve()).as_posix()
    except ValueError:
        return None


def _name(day: str, number: int) -> str:
    return day if number == 1 else f"{day}-no-{number}"


def _order(name: str) -> tuple[str, int]:
    found = _NUMBERED.fullmatch(name)
    return (found["day"], int(found["number"] or 1)) if found else (name, 1)
