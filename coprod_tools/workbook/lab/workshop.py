"""The workbook as a page of its own for a workshop, served by Voila: the same notebook, the same panels, no JupyterLab.

Everybody who opens the page gets a Python of their own over the same folder. Three things are otherwise than in
JupyterLab: nothing is run again by itself when that Python stops (reload the page), the page last visited is not
remembered, since several people share the computer's memory of it, and finished plans can't be opened from within.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import chdir
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from coprod_tools.problems import UsageError
from coprod_tools.words import say
from coprod_tools.workbook.lab.apart import leave_the_folder
from coprod_tools.workbook.lab.app_notebook import FILE
from coprod_tools.workbook.lab.setting import Setting

TEMPLATE = Path(__file__).parent / "voila_template"
_WARNING = 30


def voila_settings(notebook: Path, port: int | None, browser: bool) -> dict[str, dict[str, Any]]:
    """Return every setting of Voila's that `coprod lab --workshop` makes.

    Voila lets in whoever finds it; `auto_token` asks for a token, as JupyterLab does.
    """
    from coprod_tools.workbook.lab.kernels import ThisPython

    voila: dict[str, Any] = {
        "notebook_path": str(notebook),
        "root_dir": str(notebook.parent),
        "auto_token": True,
        "open_browser": browser,
        "log_level": _WARNING,
    }
    if port is not None:
        voila |= {"port": port, "port_retries": 0}
    return {"Voila": voila, "VoilaConfiguration": {"kernel_spec_manager_class": ThisPython}}


def serve_workshop(setting: Setting, port: int | None = None, browser: bool = True) -> int:
    """Serve the workbook with Voila until it is stopped.

    Raises
    ------
    UsageError
        When Voila is not installed.
    """
    if find_spec("voila") is None:
        raise UsageError(say("lab.no-voila"))
    leave_the_folder()
    os.environ.update(setting.as_environment())
    with tempfile.TemporaryDirectory(prefix="coprod-workshop-") as apart, chdir(apart):
        # Python starts where the notebook lies; this folder holds nothing that could be imported.
        notebook = Path(shutil.copy(FILE, apart))
        _run(voila_settings(notebook, port, browser))
    return 0


def _run(settings: dict[str, dict[str, Any]]) -> None:
    from jupyter_core.paths import jupyter_config_path
    from traitlets.config import Config
    from voila.app import Voila

    class Workshop(Voila):
        """Voila with our page, and without the working directory among the places of its configuration."""

        def setup_template_dirs(self) -> None:
            super().setup_template_dirs()
            self.template_paths.insert(0, str(TEMPLATE))

        def listen(self) -> None:
            print(say("lab.at", url=self.display_url), flush=True)  # noqa: T201 - how its reader finds the page
            super().listen()

    server = Workshop(config=Config(settings), config_file_paths=jupyter_config_path())
    server.initialize(argv=[])
    server.start()
