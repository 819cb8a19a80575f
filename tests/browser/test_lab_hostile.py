"""Nothing that lies in a policy's folder is ever run by itself, in JupyterLab or in a workshop."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coprod_tools.workbook.lab.app_notebook import SERVED_AS, notebook
from tests.browser.hostile_folder import hostile_folder
from tests.browser.jupyterlab import Lab, lab_over, open_workbook

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def marker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where whatever was run writes its name."""
    return tmp_path_factory.mktemp("marker") / "ran.txt"


@pytest.fixture(scope="module")
def policies(tmp_path_factory: pytest.TempPathFactory, root: Path, marker: Path) -> Path:
    """The hostile folder."""
    return hostile_folder(tmp_path_factory.mktemp("hostile") / "policies", root / "templates" / "worked", marker)


@pytest.fixture(scope="module")
def lab(policies: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A `coprod lab` started inside the hostile folder, with no guard of ours before its own sitecustomize."""
    with lab_over(policies, tmp_path_factory.mktemp("home"), cwd=policies, environment={"PYTHONPATH": ""}) as running:
        yield running


def test_opening_and_using_the_workbook_runs_nothing_of_the_folder(page: Any, lab: Lab, marker: Path) -> None:
    """No module, configuration, startup file or notebook of the folder is run, and its policy can be opened."""
    open_workbook(page, lab)
    for part in ("Import", "Worked examples", "New from a template", "Your policies"):
        page.get_by_role("button", name=part, exact=True).click()
    page.get_by_role("button", name="Open SKIP, later Tākai").click()
    page.get_by_role("button", name="All policies").click()
    page.get_by_role("heading", name="Policy workbook").wait_for()
    assert not marker.exists(), marker.read_text(encoding="utf-8")


def test_a_file_of_the_workbooks_name_is_neither_shown_nor_run(lab: Lab) -> None:
    """At that name stands what came with the package."""
    served = lab.ask(f"api/contents/{SERVED_AS.replace(' ', '%20')}")
    assert served["content"] == notebook()
    assert served["writable"] is False


def test_a_notebook_that_asks_to_be_run_waits_for_its_reader(page: Any, lab: Lab, marker: Path) -> None:
    """Opened in JupyterLab it is shown with its code and not run."""
    page.on("dialog", lambda dialog: pytest.fail(f"a script of the notebook ran: {dialog.message}"))
    page.goto(f"{lab.root}/lab/tree/autorun.ipynb?token={lab.token}")
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]", timeout=60_000)
    page.wait_for_timeout(1500)
    assert page.locator(".jp-InputArea").first.is_visible()
    assert not marker.exists(), marker.read_text(encoding="utf-8")


def test_a_workshop_started_in_the_folder_runs_nothing_of_it(
    page: Any, policies: Path, marker: Path, tmp_path: Path, lab: Lab
) -> None:
    """Voila looks for its configuration in the folder it is started in; ours does not."""
    with lab_over(policies, tmp_path, "--workshop", cwd=policies, environment={"PYTHONPATH": ""}) as workshop:
        page.goto(workshop.url)
        page.wait_for_selector(".coprod-workbook h2", timeout=60_000)
    assert not marker.exists(), marker.read_text(encoding="utf-8")
