"""What is installed is what is written down: the lock, the conda file, and the wheel."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from rattler import MatchSpec

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
REQUIRED = [Requirement(line) for line in PROJECT["dependencies"]]
LOCK = (ROOT / "requirements.txt").read_text(encoding="utf-8")
# What conda-forge calls a package that PyPI calls otherwise.
CONDA_NAMES = {"matplotlib": "matplotlib-base", "jupyter-server": "jupyter_server"}
# In the conda file beside the run-time packages: the interpreter, its installer, and the design card's notebook tests.
CONDA_ONLY = {"python", "pip", "nbval"}


def conda() -> dict[str, MatchSpec]:
    """The lines of environment.yml, each parsed by conda's own match-spec reader."""
    lines = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    specs = [MatchSpec(line) for line in lines]
    return {str(spec.name.normalized if hasattr(spec.name, "normalized") else spec.name): spec for spec in specs}


def locked() -> dict[str, list[str]]:
    """Package name to the versions the lock holds."""
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"(?m)^([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", LOCK):
        found.setdefault(name.lower(), []).append(version)
    return found


@pytest.mark.parametrize("requirement", REQUIRED, ids=lambda each: each.name)
def test_conda_offers_each_package_in_the_same_range(requirement: Requirement) -> None:
    """Every run-time package stands in environment.yml with the same range."""
    spec = conda()[CONDA_NAMES.get(requirement.name, requirement.name)]
    assert SpecifierSet(str(spec.version)) == requirement.specifier


def test_conda_offers_nothing_else() -> None:
    """environment.yml has no package that pyproject.toml does not know."""
    known = {CONDA_NAMES.get(requirement.name, requirement.name) for requirement in REQUIRED}
    assert set(conda()) - known == CONDA_ONLY


def test_conda_asks_for_the_same_python() -> None:
    """The interpreter's range agrees."""
    assert SpecifierSet(str(conda()["python"].version)) == SpecifierSet(PROJECT["requires-python"])


@pytest.mark.parametrize("requirement", REQUIRED, ids=lambda each: each.name)
def test_the_lock_holds_a_version_in_range(requirement: Requirement) -> None:
    """Each run-time package is locked, inside its range."""
    versions = locked()[requirement.name.lower()]
    assert versions and all(requirement.specifier.contains(version) for version in versions)


def test_every_locked_version_has_hashes_and_no_address() -> None:
    """The lock names no registry, and pip can check every file."""
    blocks = re.split(r"(?m)^(?=[A-Za-z0-9])", LOCK)
    packages = [block for block in blocks if "==" in block.split("\n")[0]]
    assert len(packages) > 100
    assert all("--hash=sha256:" in block for block in packages)
    assert not re.search(r"https?://|--index-url|--find-links|file:", LOCK)


def test_no_gpl_at_run_time() -> None:
    """No run-time package, direct or not, is under the GPL or proprietary (LGPL is a library licence and may be)."""
    from importlib.metadata import PackageNotFoundError, distribution

    seen: set[str] = set()
    waiting = [requirement.name for requirement in REQUIRED]
    wrong = []
    while waiting:
        name = waiting.pop().lower()
        if name in seen:
            continue
        seen.add(name)
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue
        meta = found.metadata
        words = " ".join([meta.get("License-Expression") or "", *(meta.get_all("Classifier") or [])])
        gpl = re.search(r"(?<!L)(?<!Lesser )(?:\bGPL|GNU General Public|GPLv[23])", words)
        if (gpl and not re.search(r"BSD|MIT|Apache|PSF|LGPL", words)) or "Proprietary" in words:
            wrong.append(name)
        waiting += [
            each.name
            for each in map(Requirement, found.requires or [])
            if each.marker is None or each.marker.evaluate({"extra": ""})
        ]
    assert len(seen) > 50
    assert wrong == []


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel was installed, away from the checkout."""
    place = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(place), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = place.glob("*.whl")
    target = place / "installed"
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        str(target),
        str(wheel),
    ]
    subprocess.run(pip, check=True, capture_output=True)
    return target


def coprod(installed: Path, where: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the installed package's command in another folder, with the checkout out of sight."""
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    command = [sys.executable, "-m", "coprod_tools", *words]
    return subprocess.run(command, cwd=where, env=environment, capture_output=True, text=True)


def test_a_plain_install_makes_a_plan_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    """`new`, `check` and `plan` work from the wheel alone, notebooks and templates included."""
    where = subprocess.run(
        [sys.executable, "-c", "import coprod_tools; print(coprod_tools.__file__)"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(installed)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert Path(where.stdout.strip()).is_relative_to(installed)
    assert coprod(installed, tmp_path, "new", "night-bus", "--template", "service").returncode == 0
    assert coprod(installed, tmp_path, "check", "night-bus.yaml", "--fail-on", "never").returncode == 0
    done = coprod(installed, tmp_path, "plan", "night-bus.yaml", "--out", "plans")
    assert done.returncode == 0, done.stderr
    made = {path.name for path in (tmp_path / "plans" / "night-bus").iterdir()}
    assert made >= {"plan.ipynb", "plan.html", "plan.json", "chain.graphml", "chain.svg"}
