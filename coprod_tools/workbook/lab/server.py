"""The server of `coprod lab`: JupyterLab as it comes, and for this run only the workbook added."""

from __future__ import annotations

import os
import tempfile
from contextlib import chdir
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jupyter_server.serverapp import ServerApp
from traitlets.config import Config

from coprod_tools.problems import UsageError
from coprod_tools.words import catalogue, say
from coprod_tools.workbook.lab.apart import leave_the_folder
from coprod_tools.workbook.lab.app_notebook import SERVED_AS
from coprod_tools.workbook.lab.contents import WorkbookContents
from coprod_tools.workbook.lab.kernels import ThisPython, WorkbookKernels
from coprod_tools.workbook.lab.place import Place, remember
from coprod_tools.workbook.lab.setting import Setting
from coprod_tools.workbook.lab.state import state_folder

EXTENSIONS = Path(__file__).parent / "labextension"
# A workspace of its own: the bars that are hidden here stay where they are in JupyterLab itself.
OPENS_AT = f"/doc/workspaces/alone/tree/{quote(SERVED_AS)}"
BESIDE = f"/lab/tree/{quote(SERVED_AS)}"
_WARNING = 30


def settings(folder: Path, apart: Path, port: int | None, browser: bool) -> dict[str, dict[str, Any]]:
    """Return every setting of Jupyter's that `coprod lab` makes; the rest stays as it comes or as its owner set it.

    None of them touches who may come in: token, password, address, origins and the refusal to run as root are Jupyter's
    own. What is set closes doors: no news, no look for newer versions, no list of extensions, all of them fetched from
    outside.
    """
    server: dict[str, Any] = {
        "root_dir": str(folder),
        "contents_manager_class": WorkbookContents,
        "kernel_manager_class": WorkbookKernels,
        "kernel_spec_manager_class": ThisPython,
        "answer_yes": True,
        "log_level": _WARNING,
    }
    if port is not None:
        server |= {"port": port, "port_retries": 0}
    if not browser:
        server |= {"open_browser": False}
    lab = {
        "default_url": OPENS_AT,
        "extra_labextensions_path": [str(EXTENSIONS)],
        "workspaces_dir": str(state_folder() / "workspaces"),
        "news_url": None,
        "check_for_updates_class": "jupyterlab.handlers.announcements.NeverCheckForUpdate",
        "extension_manager": "readonly",
    }
    return {"ServerApp": server, "LabApp": lab, "WorkbookKernels": {"apart": str(apart)}}


class WorkbookServer(ServerApp):
    """A Jupyter server whose few settings of ours stand above those in configuration files."""

    wanted: Config

    def load_config_file(self, *rest: Any, **named: Any) -> None:
        """Read the owner's configuration, then set what the workbook needs."""
        super().load_config_file(*rest, **named)
        self.update_config(self.wanted)
        if os.name != "nt" and os.geteuid() == 0 and not self.allow_root:
            raise UsageError(say("lab.root"))


def serve(setting: Setting, port: int | None = None, browser: bool = True, allow_root: bool = False) -> int:
    """Serve the workbook until it is stopped.

    Parameters
    ----------
    allow_root : bool
        Jupyter's own `--allow-root`, as the user gave it.

    Raises
    ------
    UsageError
        When the system's administrator starts it without having said so.
    """
    leave_the_folder()
    os.environ.update(setting.as_environment())
    remember(Place(str(setting.open_first or "")), setting.folder)
    # Some of Jupyter's extensions run a configuration they find in the working directory: Voila's does.
    with tempfile.TemporaryDirectory(prefix="coprod-lab-") as apart, chdir(apart):
        server = _prepared(settings(setting.folder, Path(apart), port, browser), allow_root)
        server.start()
    return 0


def _prepared(wanted: dict[str, dict[str, Any]], allow_root: bool) -> WorkbookServer:
    WorkbookServer.wanted = Config(wanted)
    server: WorkbookServer = WorkbookServer.instance(jpserver_extensions={"jupyterlab": True})
    server.initialize(argv=["--allow-root"] if allow_root else [], starter_extension="lab")
    server.web_app.settings["page_config_data"]["coprodWorkbook"] = _told(server.base_url)
    return server


def _told(base_url: str) -> dict[str, Any]:
    """Return what the extension in the browser is told."""
    words = {key.removeprefix("page-"): text for key, text in catalogue("lab").items() if key.startswith("page-")}
    base = base_url.rstrip("/")
    return {"path": SERVED_AS, "alone": f"{base}{OPENS_AT}", "lab": f"{base}{BESIDE}", "words": words}
