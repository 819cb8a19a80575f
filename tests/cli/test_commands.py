"""Commands from outside: what they print, write and end with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

NEARLY_EMPTY = "coprod: 1\nid: lonely\ntitle: Something about loneliness\n"


def coprod(*words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    return subprocess.run([sys.executable, "-m", "coprod_tools", *words], capture_output=True, text=True, cwd=cwd)


@pytest.fixture
def lonely(tmp_path: Path) -> Path:
    """A policy file with little in it."""
    path = tmp_path / "lonely.yaml"
    path.write_text(NEARLY_EMPTY, encoding="utf-8")
    return path


def test_check_ends_with_1_when_something_would_mislead_a_decision(lonely: Path) -> None:
    """No outcome is an error, so `--fail-on error` (the default) ends with 1, and `never` with 0."""
    assert coprod("check", str(lonely)).returncode == 1
    assert coprod("check", str(lonely), "--fail-on", "never").returncode == 0


def test_check_prints_each_rule_with_its_repair_and_places(lonely: Path) -> None:
    """A person reads what is wrong, what to do, and where."""
    shown = coprod("check", str(lonely)).stdout
    assert "Mend first:" in shown and "[no-outcome]" in shown and "→" in shown
    assert f"{lonely}:1:1 outcomes" in shown


def test_check_as_json_lists_all_findings_with_lines(lonely: Path) -> None:
    """A program reads one row for each input, and each finding with rule, place and repair."""
    rows = json.loads(coprod("check", str(lonely), "--format", "json").stdout)["rows"]
    assert rows[0]["id"] == "lonely" and rows[0]["faults"] == []
    assert {"rule", "severity", "where", "line", "column", "repair", "waived_until"} <= rows[0]["findings"][0].keys()


def test_check_as_sarif_is_what_code_hosts_read(lonely: Path) -> None:
    """One run, each result with rule, level and region, as SARIF 2.1.0 asks (section 3.27)."""
    run = json.loads(coprod("check", str(lonely), "--format", "sarif").stdout)["runs"][0]
    result = run["results"][0]
    assert result["level"] in ("error", "warning", "note")
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] >= 1
    assert {each["ruleId"] for each in run["results"]} == {rule["id"] for rule in run["tool"]["driver"]["rules"]}


def test_one_bad_file_does_not_hide_the_others(lonely: Path, tmp_path: Path) -> None:
    """Of two inputs one is refused: the other is checked, and the end is 1; all refused is 2."""
    bad = tmp_path / "bad.yaml"
    bad.write_text("coprod: 1\nid: x\ntitel: y\n", encoding="utf-8")
    both = coprod("check", str(bad), str(lonely), "--fail-on", "never")
    assert both.returncode == 1
    assert f"{bad}:3:1 titel" in both.stdout and "title" in both.stdout and "loneliness" in both.stdout
    assert coprod("check", str(bad)).returncode == 2


def test_a_folder_stands_for_the_policies_in_it(lonely: Path) -> None:
    """`check FOLDER` checks what is in it."""
    assert "loneliness" in coprod("check", str(lonely.parent), "--fail-on", "never").stdout


@pytest.mark.parametrize(
    "words",
    [("check",), ("check", "--zz"), ("nope",), ("check", "x", "--format", "zz"), ("plan", "worked:zz", "--out", "q"),
     ("new", "Foo"), ("new", "foo", "--template", "zz"), ("new", "foo", "--out", "nowhere"), ("check", "no.yaml"),
     ("plan", "no.yaml", "--out", "q"), ("import", "zz", "x", "--out", "q"),
     ("export", "zz", "worked:takai", "--out", "q"),
     ("check", "worked:takai", "--as-at", "soon"), ("check", "worked:takai", "--knowledge", "nowhere")],
    ids=" ".join,
)  # fmt: skip
def test_wrong_use_ends_with_2_one_message_and_nothing_written(words: tuple[str, ...], tmp_path: Path) -> None:
    """No traceback, something to read, and the folder as empty as before."""
    done = coprod(*words, cwd=tmp_path)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr and (done.stderr or done.stdout).strip()
    assert list(tmp_path.iterdir()) == []


def test_new_makes_a_policy_that_reads_and_never_overwrites(tmp_path: Path) -> None:
    """A starter with the new id; a second time it is refused and the file stays as it was."""
    assert coprod("new", "night-bus", "--template", "prevention", cwd=tmp_path).returncode == 0
    path = tmp_path / "night-bus.yaml"
    before = path.read_bytes()
    assert b"id: night-bus" in before
    assert coprod("check", "night-bus.yaml", "--fail-on", "never", cwd=tmp_path).returncode == 0
    assert coprod("new", "night-bus", cwd=tmp_path).returncode == 2
    assert path.read_bytes() == before


def test_export_writes_the_value_chain(tmp_path: Path) -> None:
    """`export graphml` writes XML that names its nodes' kinds."""
    done = coprod("export", "graphml", "worked:takai", "--out", "chain.graphml", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "<graphml" in (tmp_path / "chain.graphml").read_text(encoding="utf-8")


def test_a_fault_of_ours_ends_with_70_and_a_report_without_policy_text(tmp_path: Path) -> None:
    """The report names files and lines, and nothing of what the policy says."""
    script = (
        "import coprod_tools.cli.ending as e\n"
        "def broken(): raise RuntimeError('secret words of the policy')\n"
        "raise SystemExit(e.ended(broken, debug=False))\n"
    )
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment)
    assert done.returncode == 70
    (report,) = tmp_path.glob("coprod-report-*.txt")
    text = report.read_text(encoding="utf-8")
    assert "RuntimeError" in text and "secret" not in text + done.stderr


def test_check_says_the_same_under_every_hash_seed(lonely: Path) -> None:
    """Two processes with different hash seeds print the same bytes."""
    seen = set()
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-m", "coprod_tools", "check", "worked:takai", "--format", "json"],
            capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed},
        )  # fmt: skip
        seen.add(done.stdout)
    assert len(seen) == 1
