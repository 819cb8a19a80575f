"""A batch: each policy by itself, a ledger, an index."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from coprod_tools import policyfile
from coprod_tools.batch import BatchRow, makers, making
from coprod_tools.batch.facts import facts_of
from coprod_tools.batch.index import index_page, plan_row, shown_name
from coprod_tools.problems import CannotWrite, OutputInUse, RunFailed, UsageError
from coprod_tools.render.plan_files import PLAN_FILES
from coprod_tools.run.lock import held
from tests.batch.test_inputs import IATI, policy
from tests.render.sample import plan

# What lies beside the plans of a batch.
BESIDE = ("batch.json", "index.html", "ledger.jsonl", "portfolio.html", "portfolio.json")


def pretend(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Put a quick stand-in in place of the run; a policy whose id says so fails or breaks."""
    ran: list[str] = []

    def run(path: str, out: Path, as_at: str | None, knowledge: Path | None) -> None:
        name = policyfile.read(path).id
        ran.append(name)
        if name.startswith("fails"):
            (Path(out) / "failed" / name).mkdir(parents=True)
            (Path(out) / "failed" / name / "plan.html").write_text("", encoding="utf-8")
            raise RunFailed(f"{name}: cell 3 failed")
        if name.startswith("breaks"):
            raise ZeroDivisionError("ours")
        if name.startswith("full"):
            raise CannotWrite("no space left")
        folder = Path(out) / name
        folder.mkdir(parents=True, exist_ok=True)
        made = plan()
        made["policy"]["id"] = name
        for each in PLAN_FILES:
            (folder / each).write_text(json.dumps(made) if each == "plan.json" else name, encoding="utf-8")

    monkeypatch.setattr(makers, "run_plan", run)
    return ran


def batch(paths: list[Path] | list[str], out: Path, **named: Any) -> making.BatchResult:
    """A batch by stock papermill, in this process."""
    return making.batch(paths, out, engine="stock", **named)


def test_one_bad_policy_never_stops_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong file, a failing run and a fault of our own leave a row each; what lies between is made."""
    ran = pretend(monkeypatch)
    names = ("fails", "a", "breaks", "b")
    paths = [policy(tmp_path / f"{name}.yaml", name) for name in names]
    paths.insert(1, policy(tmp_path / "wrong.yaml", "wrong", "titel: x\n"))
    rows = batch(paths, tmp_path / "out").rows
    assert [row.status for row in rows] == ["failed", "refused", "made", "failed", "made"]
    assert ran == list(names)
    assert "fault of coprod-tools" in str(rows[3].reason)


def test_the_ledger_has_a_row_for_each_input_in_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the keys that were promised, and no others."""
    pretend(monkeypatch)
    paths = [str(policy(tmp_path / f"{name}.yaml", name)) for name in ("b", "a")]
    seen: list[BatchRow] = []
    batch(paths, tmp_path / "out", progress=lambda row, count: seen.append(row))
    ledger = json.loads((tmp_path / "out" / "batch.json").read_text(encoding="utf-8"))
    assert set(ledger) == {"rows"}
    assert [row["input"] for row in ledger["rows"]] == paths
    assert all(set(row) == {"input", "id", "status", "seconds", "reason"} for row in ledger["rows"])
    assert [row.id for row in seen] == ["b", "a"]
    assert set(os.listdir(tmp_path / "out")) == {"a", "b", *BESIDE}


def test_the_index_links_to_each_plan_and_says_why_one_was_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In plain rows, without a path of this computer, and to the failed one's notebook too."""
    pretend(monkeypatch)
    paths = [policy(tmp_path / f"{name}.yaml", name) for name in ("a", "fails")]
    batch(paths, tmp_path / "out")
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert 'href="a/plan.html"' in page
    assert 'href="failed/fails/plan.html"' in page
    assert "fails: cell 3 failed" in page
    assert str(tmp_path) not in page


def test_ids_are_compared_before_anything_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both of two equal ids are refused, though the first came first."""
    ran = pretend(monkeypatch)
    paths = [policy(tmp_path / folder / "x.yaml", "same") for folder in ("one", "two")]
    assert [row.status for row in batch(paths, tmp_path / "out").rows] == ["refused", "refused"]
    assert ran == []


def test_records_of_a_donors_file_are_made_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The row names file and record; the half-way file is gone afterwards."""
    pretend(monkeypatch)
    (tmp_path / "donor.xml").write_text(IATI, encoding="utf-8")
    (row,) = batch([tmp_path / "donor.xml"], tmp_path / "out").rows
    assert (row.status, row.id, row.input) == ("made", "xx-1-a", f"{tmp_path}/donor.xml#XX-1-A")
    assert set(os.listdir(tmp_path / "out")) == {"xx-1-a", *BESIDE}


def test_what_is_there_already_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same policy, parameters and package: nothing runs, and the rows say so."""
    ran = pretend(monkeypatch)
    paths = [policy(tmp_path / f"{name}.yaml", name) for name in ("a", "b")]
    batch(paths, tmp_path / "out")
    before = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    again = batch(paths, tmp_path / "out")
    assert [row.status for row in again.rows] == ["unchanged", "unchanged"]
    assert ran == ["a", "b"]
    assert (tmp_path / "out" / "index.html").read_text(encoding="utf-8") == before


@pytest.mark.parametrize("change", ["policy", "review", "day", "knowledge", "output", "output gone", "ledger gone"])
def test_a_plan_is_made_again_when_anything_it_is_made_from_changed(
    change: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or when a file of it is no longer what was written."""
    ran = pretend(monkeypatch)
    path = policy(tmp_path / "a" / "policy.yaml", "a")
    named: dict[str, Any] = {}
    batch([path], tmp_path / "out")
    made = tmp_path / "out" / "a" / "plan.html"
    if change == "policy":
        path.write_text(path.read_text(encoding="utf-8") + "summary: more\n", encoding="utf-8")
    elif change == "review":
        (tmp_path / "a" / "review.yaml").write_text("coprod-review: 1\n", encoding="utf-8")
    elif change == "day":
        named["as_at"] = "2026-07-01"
    elif change == "knowledge":
        (tmp_path / "more").mkdir()
        (tmp_path / "more" / "note.yaml").write_text("", encoding="utf-8")
        named["knowledge"] = tmp_path / "more"
    elif change == "output":
        made.write_text("b", encoding="utf-8")
    elif change == "output gone":
        made.unlink()
    else:
        (tmp_path / "out" / "ledger.jsonl").unlink()
    assert [row.status for row in batch([path], tmp_path / "out", **named).rows] == ["made"]
    assert ran == ["a", "a"]


def test_a_file_that_was_only_touched_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its bytes are compared before anything is done again."""
    pretend(monkeypatch)
    path = policy(tmp_path / "a.yaml", "a")
    batch([path], tmp_path / "out")
    os.utime(tmp_path / "out" / "a" / "plan.html", (1, 1))
    assert [row.status for row in batch([path], tmp_path / "out").rows] == ["unchanged"]


def test_a_ledger_cut_short_by_a_kill_costs_only_its_last_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was entered before it counts, and the next line does not run into the torn one."""
    ran = pretend(monkeypatch)
    paths = [policy(tmp_path / f"{name}.yaml", name) for name in ("a", "b")]
    batch(paths, tmp_path / "out")
    ledger = tmp_path / "out" / "ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes()[:-40])
    assert [row.status for row in batch(paths, tmp_path / "out").rows] == ["unchanged", "made"]
    assert ran == ["a", "b", "b"]
    assert [row.status for row in batch(paths, tmp_path / "out").rows] == ["unchanged", "unchanged"]


def test_the_local_engine_makes_the_same_files_as_stock_papermill(tmp_path: Path) -> None:
    """What is printed and shown is equal to the byte; times are the run's own."""
    for engine in ("warm", "stock"):
        out = tmp_path / engine / "out"
        made = making.batch(["worked:nearly-empty"], out, engine="local" if engine == "warm" else "stock")
        assert [row.status for row in made.rows] == ["made"]
    for name in ("plan.json", "chain.svg", "chain.graphml"):
        assert (tmp_path / "warm" / "out" / "nearly-empty" / name).read_bytes() == (
            tmp_path / "stock" / "out" / "nearly-empty" / name
        ).read_bytes(), name
    warm, stock = (
        json.loads((tmp_path / each / "out" / "nearly-empty" / "plan.ipynb").read_text(encoding="utf-8"))["cells"]
        for each in ("warm", "stock")
    )
    assert [cell.get("outputs") for cell in warm] == [cell.get("outputs") for cell in stock]
    assert [cell["source"] for cell in warm] == [cell["source"] for cell in stock]


def test_what_changed_is_counted_from_one_whole_run_to_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """First nothing to compare; then one changed, one came in, one left; a kill in between costs nothing of it."""
    pretend(monkeypatch)
    paths = [policy(tmp_path / f"{name}.yaml", name) for name in ("a", "b", "c")]
    out = tmp_path / "out"

    def found() -> dict[str, Any]:
        told: dict[str, Any] = json.loads((out / "portfolio.json").read_text(encoding="utf-8"))["changes"]
        return told

    batch(paths[:2], out)
    assert found()["first_run"]
    batch(paths[:2], out)
    assert (found()["first_run"], found()["changed_policies"], found()["added"]["count"]) == (False, 0, 0)
    paths[0].write_text(paths[0].read_text(encoding="utf-8") + "summary: more\n", encoding="utf-8")
    other = plan("Another title")
    other["stages"][0]["barriers"] = other["stages"][1]["barriers"] = []
    monkeypatch.setattr("tests.batch.test_making.plan", lambda: other)

    def killed(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as during, pytest.raises(KeyboardInterrupt):
        during.setattr(making, "portfolio_page", killed)
        batch([paths[0], paths[2]], out)
    batch([paths[0], paths[2]], out)
    told = found()
    assert [each["id"] for each in told["changed"]] == ["a"]
    assert told["in_policies"]["barriers"] == {"appeared": {}, "went": {"b6": 1}}
    assert (told["added"]["first"], told["gone"]["first"]) == (["c"], ["b"])


def test_two_batches_do_not_share_a_folder(tmp_path: Path) -> None:
    """The second is refused and told who is there."""
    path = policy(tmp_path / "a.yaml", "a")
    (tmp_path / "out").mkdir()
    with held(tmp_path / "out", "batch"), pytest.raises(OutputInUse):
        batch([path], tmp_path / "out")


def test_a_full_disk_ends_the_batch_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Going on would fill it further; the lock is given back."""
    pretend(monkeypatch)
    with pytest.raises(CannotWrite):
        batch([policy(tmp_path / "full.yaml", "full")], tmp_path / "out")
    assert os.listdir(tmp_path / "out") == []


def test_a_batch_of_nothing_is_refused(tmp_path: Path) -> None:
    """There is nothing to do."""
    with pytest.raises(UsageError):
        batch([], tmp_path / "out")


def test_the_index_counts_marks_by_kind_and_never_adds_them_up() -> None:
    """Two stages with eight rows each: one co-production, one consultation, six unknown; six findings."""
    row = plan_row(facts_of(plan()))
    assert [many for _, many in row["marks"]] == [2, 2, 12]
    assert [many for _, many in row["findings"]] == [1, 2, 3]


def test_a_row_shows_the_worst_barriers_and_is_found_by_all() -> None:
    """Three of four, the error first, and only how a long title begins."""
    facts = facts_of(plan())
    bad = {f"b{n}": {"title": f"Barrier {n}; and more", "severity": "note", "stages": []} for n in range(4)}
    bad["b3"]["severity"] = "error"
    row = plan_row({**facts, "barriers": bad})
    assert row["barriers"] == ["Barrier 3", "Barrier 0", "Barrier 1", "and 1 more"]
    assert row["barred"] == "b0 b1 b2 b3"


def test_a_title_with_markup_stays_words(tmp_path: Path) -> None:
    """In a plan's title and in a reason."""
    hostile = plan("</a><script>alert(1)</script>")
    rows = [
        {"input": "a.yaml", "id": "breakfasts", "status": "made", "seconds": 1.0, "reason": None},
        {
            "input": "<b>.yaml",
            "id": None,
            "status": "refused",
            "seconds": 0.0,
            "reason": "<img src=x onerror=alert(1)>",
        },
    ]
    page = index_page(rows, {"breakfasts": facts_of(hostile)}, tmp_path)
    assert "<script>alert" not in page
    assert page.count("<script") == 1
    assert "<img" not in page
    assert "&lt;b&gt;.yaml" in page


def test_an_input_is_shown_without_the_path_of_this_computer() -> None:
    """The record's id stays whole, slashes and all."""
    assert shown_name("/srv/x/donor.xml#NZ-1-/a/b") == "donor.xml#NZ-1-/a/b"
    assert shown_name("plans/a.yaml") == "plans/a.yaml"


def test_a_real_batch_makes_real_plans(tmp_path: Path) -> None:
    """Through stock papermill, once."""
    result = batch(["worked:nearly-empty"], tmp_path / "out")
    assert [(row.id, row.status) for row in result.rows] == [("nearly-empty", "made")]
    assert (tmp_path / "out" / "nearly-empty" / "plan.html").is_file()
