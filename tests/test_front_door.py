"""The front door opens fast and only onto what is asked for."""

from __future__ import annotations

import subprocess
import sys

import coprod_tools

HEAVY = ("IPython", "ipykernel", "jupyter_client", "jupyterlab", "matplotlib", "nbconvert", "papermill", "networkx")


def loaded_after(code: str) -> set[str]:
    """Return the top-level modules a fresh interpreter has loaded after running `code`."""
    script = f"{code}\nimport sys; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_names_of_the_front_door_are_sorted() -> None:
    """Readers find a name where they look for it."""
    assert coprod_tools.__all__ == sorted(coprod_tools.__all__)
    assert {"assess", "build_chain", "draw_up", "read", "render"} <= set(coprod_tools.__all__)


def test_importing_the_package_loads_nothing_heavy() -> None:
    """`import coprod_tools` loads neither Jupyter nor matplotlib, nor even the model."""
    assert not loaded_after("import coprod_tools") & {*HEAVY, "pydantic"}


def test_reading_a_policy_loads_neither_jupyter_nor_matplotlib() -> None:
    """`read` answers without what only pictures and notebooks need."""
    assert not loaded_after("from coprod_tools import read; read('worked:takai')") & set(HEAVY)


def test_every_name_of_the_front_door_is_there() -> None:
    """Each promised name can be had."""
    assert all(callable(getattr(coprod_tools, name)) for name in coprod_tools.__all__)
