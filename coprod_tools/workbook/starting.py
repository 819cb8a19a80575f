"""What the workbook's one cell calls: the page for the folder `coprod lab` was started over."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from coprod_tools.workbook.lab.person import suggested_name
from coprod_tools.workbook.lab.place import Place, remember, remembered
from coprod_tools.workbook.lab.setting import Setting, from_environment

if TYPE_CHECKING:
    from coprod_tools.workbook.shell import Workbook

_SHOWN: dict[Setting, tuple[Workbook, asyncio.Task[None] | None]] = {}


def start() -> Workbook:
    """Return the workbook to show; the same one when it is asked for again, so that a reload keeps what was typed."""
    setting = from_environment()
    if setting not in _SHOWN:
        workbook = _opened(setting, None if setting.workshop else remembered(setting.folder))
        _SHOWN[setting] = workbook, _looking(workbook)
    return _SHOWN[setting][0]


def _opened(setting: Setting, before: Place | None) -> Workbook:
    """Return the workbook at the place its reader was at before, else at the policy that was asked for."""
    from coprod_tools.workbook.shell import Workbook

    at = before or Place(str(setting.open_first or ""))
    return Workbook(
        setting.folder,
        open_first=at.policy,
        room=at.room,
        read_only=setting.read_only,
        by=setting.by or ("" if setting.workshop else suggested_name()),
        today=date.today().isoformat(),
        remember=None if setting.workshop else _remembering(setting),
        now=lambda: datetime.now().astimezone().isoformat(timespec="seconds"),
    )


def _remembering(setting: Setting) -> Callable[[dict[str, str]], None]:
    return lambda place: remember(Place(place["policy"], place["room"]), setting.folder)


def _looking(workbook: Workbook) -> asyncio.Task[None] | None:
    """Look for other people's changes from time to time, where there is a loop that runs."""
    from coprod_tools.workbook.shell import keep_looking

    try:
        return asyncio.get_running_loop().create_task(keep_looking(workbook))
    except RuntimeError:
        return None
