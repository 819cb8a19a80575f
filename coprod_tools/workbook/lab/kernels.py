"""The Python behind the workbook: this one, with nothing of the policies' folder in reach of an import."""

# mypy: disable-error-code="no-untyped-call"
# Jupyter's own managers carry no types.

from __future__ import annotations

import sys
from typing import Any

from jupyter_client.kernelspec import NATIVE_KERNEL_NAME, KernelSpec, KernelSpecManager
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from traitlets import Unicode

from coprod_tools.workbook.lab.app_notebook import is_app


class WorkbookKernels(AsyncMappingKernelManager):
    """Start every notebook's Python where it lies, and the workbook's in an empty folder of its own.

    Python and IPython both look for modules in the folder they are started in; a file called `ipywidgets.py` beside a
    policy would be run otherwise.
    """

    apart = Unicode("", help="An empty folder.").tag(config=True)

    def cwd_for_path(self, path: str, **named: Any) -> str:
        """Return the folder in which the Python of a notebook starts."""
        return self.apart if is_app(path) else str(super().cwd_for_path(path, **named))


class ThisPython(KernelSpecManager):
    """Offer the Python that coprod-tools is installed in, whatever else calls itself `python3` on this computer."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return how a notebook's Python is started; `-P` keeps modules out of the folder it is started in."""
        found = super().get_kernel_spec(kernel_name)
        if kernel_name == NATIVE_KERNEL_NAME:
            found.argv = [sys.executable, "-P", "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return found
