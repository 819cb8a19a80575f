"""FCMpy in an environment of its own: its versions date from 2021 and are no dependency of ours.

`interpreter()` returns the Python that has FCMpy: the one that the environment variable FCMPY_PYTHON names, else a new
environment under a temporary folder. Run as a script by that Python, this file simulates the worlds of an .npz file and
writes final states and seconds beside it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
import venv
from pathlib import Path
from typing import Any

NEEDS = ("numpy", "pandas", "scipy", "scikit-fuzzy", "tqdm", "matplotlib", "openpyxl", "networkx")
INFERENCE = {"kosko": "kosko", "modified": "mKosko", "rescaled": "rescaled"}


def interpreter(folder: Path) -> str:
    """Return a Python that can import FCMpy, made in `folder` where none is named."""
    named = os.environ.get("FCMPY_PYTHON")
    if named:
        return named
    venv.create(folder / "fcmpy", with_pip=True)
    python = str(folder / "fcmpy" / ("Scripts" if os.name == "nt" else "bin") / "python")
    quiet = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*quiet, "--no-deps", "fcmpy==0.0.21"], check=True)
    subprocess.run([*quiet, *NEEDS], check=True, stderr=subprocess.DEVNULL)
    return python


def simulate_by_fcmpy(python: str, folder: Path, **job: Any) -> tuple[Any, float]:
    """Return FCMpy's last states, shape (W, n), and its seconds for all runs.

    Parameters
    ----------
    job
        `matrices` (W, n, n), cause by effect; `start` (n,); `rule`, `transfer`, `tolerance`, `steps`.
    """
    import numpy as np

    np.savez(folder / "job.npz", **job)
    done = subprocess.run([python, __file__, str(folder / "job.npz")], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    with np.load(folder / "done.npz") as found:
        return found["states"], float(found["seconds"])


def _main(path: Path) -> None:
    import contextlib
    import io
    import warnings

    import numpy as np
    import pandas as pd
    from fcmpy import FcmSimulator  # type: ignore[import-not-found]

    warnings.simplefilter("ignore")
    with np.load(path) as job:
        matrices, start = job["matrices"], job["start"]
        rule, transfer = str(job["rule"]), str(job["transfer"])
        tolerance, steps = float(job["tolerance"]), int(job["steps"])
    names = [f"c{number}" for number in range(len(start))]
    first = {name: float(value) for name, value in zip(names, start, strict=True)}
    frames = [pd.DataFrame(matrix, index=names, columns=names) for matrix in matrices]
    simulator, states, seconds = FcmSimulator(), [], 0.0
    for frame in frames:
        with contextlib.redirect_stdout(io.StringIO()):
            began = time.process_time()
            found = simulator.simulate(
                initial_state=first,
                weight_matrix=frame,
                transfer=transfer,
                inference=INFERENCE[rule],
                thresh=tolerance,
                iterations=steps,
                l=1,
            )
            seconds += time.process_time() - began
        states.append(found.iloc[-1].to_numpy())
    np.savez(path.parent / "done.npz", states=np.array(states), seconds=seconds)


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
