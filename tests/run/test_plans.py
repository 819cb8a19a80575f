"""One policy to its plan: whole, in its folder, and saying nothing about the computer it was made on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from coprod_tools.problems import CannotWrite, InvalidInput, OutputInUse, RunFailed, UsageError
from coprod_tools.run import RunResult, run_plan
from coprod_tools.run.lock import held
from tests.run.test_notebook_run import notebook

FILES = {"plan.ipynb", "plan.html", "plan.json", "chain.graphml", "chain.svg"}
POLICY = "coprod: 1\nid: small\ntitle: 'He kupu whakataki {x} $y$ <b>'\n"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with blanks, braces and macrons in its name, and a policy in it."""
    folder = tmp_path_factory.mktemp("a") / "te whāriki {id} "
    folder.mkdir()
    (folder / "small.yaml").write_text(POLICY, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def made(place: Path) -> RunResult:
    """A plan made from inside that folder, with relative paths."""
    before = Path.cwd()
    os.chdir(place)
    try:
        return run_plan("small.yaml", "out", as_at="2026-11")
    finally:
        os.chdir(before)


def test_a_plan_leaves_its_five_files_and_nothing_else(made: RunResult, place: Path) -> None:
    """No half-made folder, no lock, nothing hidden."""
    assert set(os.listdir(place / "out")) == {"small"}
    assert set(os.listdir(place / "out/small")) == FILES == set(made.files)


def test_no_file_names_a_place_on_this_computer(made: RunResult, place: Path) -> None:
    """Neither the policy's, nor the package's, nor the interpreter's."""
    for name in FILES:
        text = (place / "out/small" / name).read_text(encoding="utf-8")
        for path in (place, place.parent, Path.home(), Path(sys.prefix), Path(__file__).parents[2]):
            assert str(path) not in text, name


def test_the_notebook_records_its_parameters_as_they_were_given(made: RunResult, place: Path) -> None:
    """Relative paths stay, so that the notebook can be run again from the same folder."""
    stored = nbformat.read(place / "out/small/plan.ipynb", as_version=4)
    given = {"policy_file": "small.yaml", "out_dir": "out", "as_at": "2026-11", "knowledge": ""}
    assert stored.metadata.papermill.parameters == given
    cell = next(cell for cell in stored.cells if "injected-parameters" in cell.metadata.get("tags", ()))
    values: dict[str, str] = {}
    exec(cell.source, {}, values)
    assert values == given


def test_the_page_shows_the_title_as_words(made: RunResult, place: Path) -> None:
    """Braces, dollars and tags in it are letters."""
    page = (place / "out/small/plan.html").read_text(encoding="utf-8")
    assert "He kupu whakataki {x} $y$ &lt;b&gt;</h1>" in page


def test_the_same_policy_gives_the_same_plan_record_aside(made: RunResult, place: Path, tmp_path: Path) -> None:
    """Byte for byte, in another folder."""
    again = run_plan(place / "small.yaml", tmp_path / "elsewhere", as_at="2026-11")
    plans = [
        json.loads((folder / "plan.json").read_text(encoding="utf-8")) for folder in (place / "out/small", again.folder)
    ]
    assert plans[0].pop("record")["parameters"]["as_at"] == plans[1].pop("record")["parameters"]["as_at"] == "2026-11"
    assert json.dumps(plans[0]) == json.dumps(plans[1])
    for name in ("chain.svg", "chain.graphml"):
        assert (place / "out/small" / name).read_bytes() == (again.folder / name).read_bytes()


def test_a_policy_that_cannot_be_used_leaves_nothing_behind(tmp_path: Path) -> None:
    """Not even the output folder."""
    (tmp_path / "bad.yaml").write_text("coprod: 1\nid: bad\ntitel: x\n", encoding="utf-8")
    with pytest.raises(InvalidInput):
        run_plan(tmp_path / "bad.yaml", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_file_beside_the_policy_that_cannot_be_used_is_named_like_the_policy_itself(tmp_path: Path) -> None:
    """Whoever mends a map should not have to read about cells and errors."""
    (tmp_path / "p" / "maps").mkdir(parents=True)
    (tmp_path / "p" / "policy.yaml").write_text("coprod: 1\nid: p\ntitle: P\n")
    (tmp_path / "p" / "maps" / "riders.csv").write_text("from,to\na,b\n")
    with pytest.raises(InvalidInput, match="begins with its columns"):
        run_plan(tmp_path / "p", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_day_that_is_none_is_refused(tmp_path: Path, place: Path) -> None:
    """Before anything runs."""
    with pytest.raises(UsageError, match="YYYY"):
        run_plan(place / "small.yaml", tmp_path, as_at="tomorrow")


def test_a_plan_that_another_run_is_making_is_not_touched(tmp_path: Path, place: Path) -> None:
    """It says by which process."""
    with held(tmp_path, "small"), pytest.raises(OutputInUse, match=str(os.getpid())):
        run_plan(place / "small.yaml", tmp_path)


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path, place: Path) -> None:
    """And the file stays."""
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    with pytest.raises(CannotWrite):
        run_plan(place / "small.yaml", tmp_path / "out")
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


def test_a_failed_run_keeps_its_notebook_apart_and_the_older_plan_whole(tmp_path: Path, place: Path) -> None:
    """With a banner on top, the cell marked, and no path in the traceback."""
    older = tmp_path / "out" / "small"
    older.mkdir(parents=True)
    (older / "plan.json").write_text("older", encoding="utf-8")
    source = "secret = open(policy_file + '.nothing')"
    with pytest.raises(RunFailed, match=r"^small: cell 3 failed: FileNotFoundError.*\(see failed/small/plan.html\)$"):
        run_plan(place / "small.yaml", tmp_path / "out", notebook=notebook(tmp_path, source))
    assert (older / "plan.json").read_text(encoding="utf-8") == "older"
    kept = nbformat.read(tmp_path / "out/failed/small/plan.ipynb", as_version=4)
    assert kept.cells[0].source.startswith("# This run stopped before its end")
    here = next(number for number, cell in enumerate(kept.cells) if "stopped in the next cell" in cell.source)
    assert kept.cells[here + 1].source == source
    page = (tmp_path / "out/failed/small/plan.html").read_text(encoding="utf-8")
    assert "This run stopped before its end" in page
    assert str(place) not in page
    assert set(os.listdir(tmp_path / "out")) == {"small", "failed"}


def test_a_notebook_that_writes_no_plan_is_no_plan(tmp_path: Path, place: Path) -> None:
    """Saying that it is done is not enough."""
    with pytest.raises(RunFailed, match="without writing"):
        run_plan(place / "small.yaml", tmp_path / "out", notebook=notebook(tmp_path, "1"))


def test_the_kernel_is_the_running_interpreter_whatever_is_installed(tmp_path: Path) -> None:
    """A kernel `python3` of another program in the user's folder is not taken."""
    kernels = tmp_path / "jupyter" / "kernels" / "python3"
    kernels.mkdir(parents=True)
    spec = {"argv": ["/bin/false"], "display_name": "Other", "language": "python"}
    (kernels / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    code = f"from coprod_tools.run import run_plan; run_plan('worked:nearly-empty', {str(tmp_path / 'out')!r})"
    environment = os.environ | {"JUPYTER_PATH": str(tmp_path / "jupyter"), "JUPYTER_DATA_DIR": str(tmp_path / "none")}
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    assert run.stderr == ""
    assert set(os.listdir(tmp_path / "out" / "nearly-empty")) == FILES
