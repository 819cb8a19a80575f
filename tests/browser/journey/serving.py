"""A workbook that can be stopped and started again over the same folder and home, and windows in front of it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.browser.jupyterlab import Heard, Lab, lab_over, open_workbook

# Where pictures of what stood there when a test failed are put, for somebody who wants to see it.
SHOTS = os.environ.get("COPROD_SHOTS", "")


class Serving:
    """`coprod lab` over one folder, as often as it is started."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder, self._home = folder, home
        self._running = ExitStack()
        self.lab: Lab = self._running.enter_context(lab_over(folder, home))

    def stop(self) -> None:
        """Stop the server, as Ctrl+C does."""
        self._running.close()

    def start_again(self) -> None:
        """Start it anew."""
        self.lab = self._running.enter_context(lab_over(self.folder, self._home))


@contextmanager
def window(chromium: Any, serving: Serving) -> Iterator[Any]:
    """Open the workbook in a window of its own; `page.heard` tells what any of its pages tried to reach outside."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=serving.lab.root)
    heard = _hear(context)
    page = context.new_page()
    page.heard = heard
    open_workbook(page, serving.lab)
    try:
        yield page
    except Exception:
        if SHOTS:
            page.screenshot(path=f"{SHOTS}/journey-{int(time.time())}.png", full_page=True)
        raise
    finally:
        context.close()


def _hear(context: Any) -> Heard:
    """Let every page of a context, also those it opens, talk to this computer only; write down what else it tried."""
    heard = Heard()

    def passed(route: Any) -> None:
        if _is_here(route.request.url):
            route.continue_()
        else:
            heard.outside.append(route.request.url)
            route.abort()

    def opened(page: Any) -> None:
        page.on("pageerror", lambda fault: heard.errors.append(str(fault)))
        page.on("websocket", lambda made: None if _is_here(made.url) else heard.outside.append(made.url))

    context.route("**/*", passed)
    context.on("page", opened)
    return heard


def _is_here(url: str) -> bool:
    parts = urlsplit(url)
    return parts.hostname == "127.0.0.1" or parts.scheme in ("data", "blob", "about")


def until(page: Any, holds: Callable[[], bool], seconds: float = 30) -> None:
    """Wait until something holds outside the page, such as on the disk."""
    for _ in range(int(seconds * 10)):
        if holds():
            return
        page.wait_for_timeout(100)
    assert holds()
