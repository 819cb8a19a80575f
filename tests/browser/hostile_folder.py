"""A folder of policies whose sender hopes that something in it is run; each file writes its name down if it ever is."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from coprod_tools.workbook.lab.app_notebook import SERVED_AS

CONFIGURATIONS = (
    "jupyter_config", "jupyter_server_config", "jupyter_lab_config", "jupyter_notebook_config", "ipython_config",
    "ipython_kernel_config", "voila",
)  # fmt: skip
MODULES = (
    "sitecustomize", "usercustomize", "coprod_tools", "ipywidgets", "anywidget", "jupyterlab", "jupyter_server", "yaml",
    "ipykernel_launcher", "IPython", "traitlets", "pydantic", "networkx", "asyncio", "server", "kernels",
)  # fmt: skip


def hostile_folder(folder: Path, worked: Path, marker: Path) -> Path:
    """Fill a folder with one honest policy and everything else that could be run by mistake."""
    folder.mkdir()
    shutil.copy(worked / "takai.yaml", folder)
    for name in (*CONFIGURATIONS, *MODULES):
        (folder / f"{name}.py").write_text(_noted(f"{name}.py", marker), encoding="utf-8")
    startup = folder / ".ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00.py").write_text(_noted("startup", marker), encoding="utf-8")
    (folder / ".jupyter").mkdir()
    (folder / ".jupyter" / "jupyter_server_config.py").write_text(_noted(".jupyter", marker), encoding="utf-8")
    for name in (SERVED_AS, "autorun.ipynb"):
        (folder / name).write_text(json.dumps(_notebook(name, marker)), encoding="utf-8")
    return folder


def _noted(name: str, marker: Path) -> str:
    return f"open({str(marker)!r}, 'a').write({name!r} + '\\n')\n"


def _notebook(name: str, marker: Path) -> dict[str, object]:
    """A notebook that asks by every known word to be run when it is opened."""
    asks = {"autorun": True, "autoExecute": True, "init_cell": True, "tags": ["autorun", "init_cell"], "trusted": True}
    shown = {"output_type": "display_data", "metadata": {}, "data": {"text/html": f"<script>alert({name!r})</script>"}}
    cell = {
        "cell_type": "code", "id": "a", "execution_count": 1, "metadata": asks, "outputs": [shown],
        "source": _noted(name, marker),
    }  # fmt: skip
    spec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {"cells": [cell], "metadata": {"kernelspec": spec, **asks}, "nbformat": 4, "nbformat_minor": 5}
