"""`coprod lab`: the workbook in the browser, over a folder of policies or one policy."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from coprod_tools.files.folder_scan import OWN_FILE
from coprod_tools.problems import UsageError
from coprod_tools.words import say


def open_workbook(
    path: Path, port: int | None, browser: bool, read_only: bool, workshop: bool, allow_root: bool = False
) -> int:
    """Serve the workbook until it is stopped, and say where it is."""
    from coprod_tools.workbook.lab.setting import Setting

    folder, policy = folder_and_policy(path)
    if port is not None:
        _free(port)
    print(say("lab.opening", folder=folder), flush=True)
    setting = Setting(folder, policy, read_only, workshop=workshop)
    if workshop:
        from coprod_tools.workbook.lab.workshop import serve_workshop

        return serve_workshop(setting, port, browser)
    from coprod_tools.workbook.lab.server import serve

    return serve(setting, port, browser, allow_root)


def folder_and_policy(path: Path) -> tuple[Path, Path | None]:
    """Return the folder to serve and the policy to open at once, if `path` names one.

    Raises
    ------
    UsageError
        When there is nothing at `path`.
    """
    here = Path(os.path.abspath(path))  # noqa: PTH100 - links stay as they were written
    if os.path.isdir(here):
        return (here.parent, here) if os.path.isfile(here / OWN_FILE) else (here, None)
    if not os.path.isfile(here):
        raise UsageError(say("lab.no-path", path=path))
    return folder_and_policy(here.parent) if here.name == OWN_FILE else (here.parent, here)


def _free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise UsageError(say("lab.port-taken", port=port)) from None
