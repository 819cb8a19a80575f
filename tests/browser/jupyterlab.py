"""A running `coprod lab` and a browser in front of it, for tests that drive the workbook as its reader does."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
GUARD = Path(__file__).with_name("guard")
# Said by the extension when there is nothing of ours to see yet.
CURTAIN = ".coprod-app-curtain"
PAGE = ".coprod-app .coprod-workbook"
READY = 60_000
_URL = re.compile(r"http://(?:127\.0\.0\.1|localhost):\d+/\S*token=(\w+)")


@dataclass
class Lab:
    """A running `coprod lab`.

    Attributes
    ----------
    url : str
        Where its page is, token and all.
    reached : Path
        A file that names whatever its Pythons tried to reach outside this computer; absent when nothing.
    """

    url: str
    folder: Path
    home: Path
    process: subprocess.Popen[str]
    reached: Path

    @property
    def root(self) -> str:
        """Where the server is, without a page."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def token(self) -> str:
        """What the server wants to hear from who comes in."""
        return self.url.rpartition("token=")[2]

    def ask(self, path: str, method: str = "GET") -> Any:
        """Ask the server's own interface, as JupyterLab does."""
        request = Request(f"{self.root}/{path}", method=method, headers={"Authorization": f"token {self.token}"})
        with urlopen(request) as answer:
            body = answer.read()
        return json.loads(body) if body else None

    def outside(self) -> list[str]:
        """Name what the server and its kernels tried to reach outside this computer."""
        return self.reached.read_text(encoding="utf-8").splitlines() if self.reached.exists() else []


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def lab_over(
    folder: Path, home: Path, *options: str, cwd: Path | None = None, environment: dict[str, str] | None = None
) -> Iterator[Lab]:
    """Serve a folder of policies with `coprod lab` and stop it afterwards.

    Parameters
    ----------
    home : Path
        Stands for the home folder: what Jupyter, IPython and the workbook remember goes there.
    options : str
        Further options of the command, such as `--read-only`.
    """
    reached = home / "reached.txt"
    named = {
        "HOME": str(home),
        "COPROD_STATE": str(home / "state"),
        "JUPYTER_CONFIG_DIR": str(_config(home)),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "IPYTHONDIR": str(home / "ipython"),
        "PYTHONPATH": str(GUARD),
        "COPROD_TEST_REACHED": str(reached),
    }
    # As people start it; `python -m` would itself look for modules in the folder it is started in.
    script = Path(sys.executable).with_name("coprod")
    command = [str(script), "lab", str(folder), "--no-browser", "--port", str(free_port())]
    process = subprocess.Popen(
        [*command, *options],
        cwd=cwd or home,
        env={**os.environ, **named, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield Lab(_url_said(process), folder, home, process, reached)
    finally:
        _stop(process)


def _config(home: Path) -> Path:
    """A Jupyter configuration of the tests' own; it lets root serve, since containers that run tests often are root."""
    folder = home / "config"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "jupyter_server_config.json").write_text('{"ServerApp": {"allow_root": true}}', encoding="utf-8")
    return folder


def _url_said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    said: list[str] = []
    for line in process.stdout:
        said.append(line)
        if found := _URL.search(line):
            return found.group(0).replace("localhost", "127.0.0.1")
    raise AssertionError("coprod lab ended without saying where it is:\n" + "".join(said))


def _stop(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)
    if process.stdout is not None:
        process.stdout.close()


@dataclass
class Heard:
    """What a page did besides showing itself."""

    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def watch(page: Any) -> Heard:
    """Let the page talk to this computer only, and write down what else it tried and what went wrong in it."""
    heard = Heard()

    def passed(route: Any) -> None:
        host = urlsplit(route.request.url).hostname
        if host in ("127.0.0.1", "localhost"):
            route.continue_()
        else:
            heard.outside.append(route.request.url)
            route.abort()

    page.route("**/*", passed)
    page.on("console", lambda said: heard.errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda fault: heard.errors.append(str(fault)))
    return heard


def wait_ready(page: Any, timeout: int = READY) -> None:
    """Wait until the workbook is drawn and nothing covers it."""
    page.wait_for_selector(PAGE, timeout=timeout)
    page.wait_for_selector(CURTAIN, state="hidden", timeout=timeout)


def open_workbook(page: Any, lab: Lab) -> float:
    """Go to the workbook and wait until it is drawn; return the seconds that took."""
    began = time.monotonic()
    page.goto(lab.url)
    wait_ready(page)
    return time.monotonic() - began


def wait_remembered(lab: Lab, room: str, seconds: float = 60) -> None:
    """Wait until the workbook has opened a room, drawn it, and remembers it."""
    until = time.monotonic() + seconds
    kept = lab.home / "state" / "places"
    while not any(f'"room": "{room}"' in each.read_text(encoding="utf-8") for each in kept.glob("*.json")):
        assert time.monotonic() < until, f"{room} is not remembered"
        time.sleep(0.1)


def restart_python(page: Any, lab: Lab) -> None:
    """Restart the Python behind the workbook from elsewhere, and wait until the page is drawn anew."""
    with _drawn_anew(page):
        lab.ask(f"api/kernels/{_kernel(lab)}/restart", "POST")


def kill_python(page: Any, lab: Lab) -> None:
    """Kill the Python behind the workbook outright, as a computer short of memory does; wait until it is drawn anew."""
    with _drawn_anew(page):
        running = f"kernel-{_kernel(lab)}.json"
        found = subprocess.run(["pgrep", "-f", running], capture_output=True, text=True, check=True)
        for number in found.stdout.split():
            os.kill(int(number), signal.SIGKILL)


def _kernel(lab: Lab) -> str:
    sessions = lab.ask("api/sessions")
    return str(next(each for each in sessions if "~coprod~" in each["path"])["kernel"]["id"])


@contextmanager
def _drawn_anew(page: Any) -> Iterator[None]:
    page.locator(PAGE).first.evaluate("(each) => each.setAttribute('data-before', '')")
    yield
    page.wait_for_selector(f"{PAGE}:not([data-before])", timeout=READY)
    wait_ready(page)


def violations(page: Any, within: str = PAGE) -> list[str]:
    """Name what axe finds against WCAG 2.2 A and AA within a part of the page, and where."""
    from axe_playwright_python.sync_playwright import Axe

    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = Axe().run(page, context=within, options={"runOnly": {"type": "tag", "values": tags}}).response
    return [
        f"{each['id']} ({each['help']}): {', '.join(str(node['target']) for node in each['nodes'])}"
        for each in found["violations"]
    ]


_CUT = """(within) => [...document.querySelectorAll(within + " *")].filter((each) => {
  const style = getComputedStyle(each);
  const aside = style.position === "absolute" || each.closest(".coprod-wide");
  if (!each.offsetParent || aside || !each.innerText) return false;
  const box = each.getBoundingClientRect();
  const hidden = style.overflowX === "hidden" && each.scrollWidth > each.clientWidth + 1;
  return hidden || box.right > document.documentElement.clientWidth + 1 || box.left < -1;
}).map((each) => each.tagName + ": " + each.innerText.slice(0, 60))"""

_OVER = """(within) => {
  const tags = ["button", "input", "select", "textarea", "label", "p", "h2", "h3", "dt", "dd"];
  const all = document.querySelectorAll(tags.map((tag) => within + " " + tag).join(","));
  const seen = [...all].filter((each) => each.offsetParent && getComputedStyle(each).position !== "absolute");
  const named = (each) => each.tagName + " " + each.innerText.slice(0, 40);
  const boxes = seen.map((each) => each.getBoundingClientRect());
  const found = [];
  for (let i = 0; i < seen.length; i++) for (let j = i + 1; j < seen.length; j++) {
    if (seen[i].contains(seen[j]) || seen[j].contains(seen[i])) continue;
    const wide = Math.min(boxes[i].right, boxes[j].right) - Math.max(boxes[i].left, boxes[j].left);
    const high = Math.min(boxes[i].bottom, boxes[j].bottom) - Math.max(boxes[i].top, boxes[j].top);
    if (wide > 2 && high > 2) found.push(named(seen[i]) + " / " + named(seen[j]));
  }
  return found;
}"""


def cut_off(page: Any, within: str = PAGE) -> list[str]:
    """Name what of a part of the page runs out of the window or is cut by what holds it."""
    return list(page.evaluate(_CUT, within))


def overlapping(page: Any, within: str = PAGE) -> list[str]:
    """Name pairs of words and controls that lie over one another."""
    return list(page.evaluate(_OVER, within))


def choose_theme(home: Path, name: str) -> None:
    """Have JupyterLab come up in a theme, as its reader would choose it under Settings."""
    folder = home / "config" / "lab" / "user-settings" / "@jupyterlab" / "apputils-extension"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "themes.jupyterlab-settings").write_text(json.dumps({"theme": name}), encoding="utf-8")
