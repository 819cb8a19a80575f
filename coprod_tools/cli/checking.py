"""`coprod check`: the findings of policies, for a person (text), a program (json) or a code host (sarif)."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coprod_tools import __version__
from coprod_tools.assessment import find
from coprod_tools.assessment.marks import Finding
from coprod_tools.chain import build_chain
from coprod_tools.cli.options import date_of, knowledge_of, say_left_out, severities_from
from coprod_tools.files import policies_in
from coprod_tools.lifecycle import lifecycle_of
from coprod_tools.policyfile import Loaded, load
from coprod_tools.problems import Fault, InvalidInput, UsageError
from coprod_tools.words import say

SEVERITIES = ("error", "warning", "note")
# Places shown for one rule; --format json lists them all.
PLACES = 4


@dataclass(frozen=True, slots=True)
class Checked:
    """One input after checking: its findings, or the faults for which it was refused."""

    path: str
    title: str = ""
    id: str | None = None
    findings: tuple[Finding, ...] = ()
    faults: tuple[Fault, ...] = ()
    loaded: Loaded | None = None


def check_all(paths: list[str], shown_as: str, fail_on: str, as_at: str | None, folder: Path | None) -> int:
    """Check every input, print what was found and return the exit code."""
    day, knowledge = date_of(as_at), knowledge_of(folder)
    checked = []
    for path in _each(paths):
        try:
            loaded = load(path, folder)
            if loaded.folder is not None:
                from coprod_tools.policyfile.beside import read_beside

                read_beside(loaded)
            chain = build_chain(loaded.policy, lifecycle_of(loaded.policy.lifecycle, folder))
            found = find(chain, knowledge, day)
            checked.append(Checked(path, str(loaded.policy.title), loaded.policy.id, found, loaded=loaded))
        except InvalidInput as refused:
            checked.append(Checked(path, faults=refused.faults))
        except UsageError as refused:
            checked.append(Checked(path, faults=(Fault(path, str(refused)),)))
    print({"text": _text, "json": _json, "sarif": _sarif}[shown_as](checked))
    return _code(checked, fail_on)


def _each(paths: list[str]) -> list[str]:
    """Replace each folder that is no policy by the policies in it."""
    found: list[str] = []
    for path in paths:
        place = Path(path)
        if os.path.isdir(place) and not os.path.exists(place / "policy.yaml"):
            inside = [str(each) for each in policies_in(place)]
            say_left_out(place, inside)
            found += inside or [path]
        else:
            found.append(path)
    return found


def _code(checked: list[Checked], fail_on: str) -> int:
    refused = sum(bool(each.faults) for each in checked)
    if refused == len(checked):
        return 2
    bad = any(
        f.severity in severities_from(fail_on) and f.waived_until is None for each in checked for f in each.findings
    )
    return 1 if refused or bad else 0


def _text(checked: list[Checked]) -> str:
    lines: list[str] = []
    for each in checked:
        if each.faults:
            lines.append(InvalidInput(each.faults).shown())
            continue
        shown = [finding for finding in each.findings if finding.waived_until is None]
        counts = {f"{severity}s": sum(f.severity == severity for f in shown) for severity in SEVERITIES}
        lines.append(say("cli.check-found" if shown else "cli.check-clean", path=each.path, title=each.title, **counts))
        for severity in SEVERITIES:
            lines += _grouped(each, [finding for finding in shown if finding.severity == severity])
        if len(shown) < len(each.findings):
            lines.append(say("cli.check-waived", count=len(each.findings) - len(shown)))
    return "\n".join(lines)


def _grouped(each: Checked, found: list[Finding]) -> list[str]:
    """Return one entry for each rule: what is wrong and how to mend it, then every place."""
    if not found:
        return []
    lines = ["", say(f"cli.heading-{found[0].severity}")]
    for rule in dict.fromkeys(finding.rule for finding in found):
        same = [finding for finding in found if finding.rule == rule]
        lines.append(say("cli.check-rule", message=same[0].message, repair=same[0].repair, rule=rule))
        for finding in same[:PLACES]:
            line, column = _position(each, finding.where)
            lines.append(say("cli.check-place", file=each.path, line=line, column=column, where=finding.where))
        if len(same) > PLACES:
            lines.append(say("cli.check-more", count=len(same) - PLACES))
    return lines


def _json(checked: list[Checked]) -> str:
    rows = [
        {
            "path": each.path,
            "id": each.id,
            "title": each.title,
            "faults": [fault.as_json() for fault in each.faults],
            "findings": [_finding(each, finding) for finding in each.findings],
        }
        for each in checked
    ]
    return json.dumps({"rows": rows}, ensure_ascii=False, indent=2)


def _finding(each: Checked, finding: Finding) -> dict[str, Any]:
    line, column = _position(each, finding.where)
    return {
        "id": finding.id,
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "where": finding.where,
        "line": line,
        "column": column,
        "repair": finding.repair,
        "waived_until": finding.waived_until,
    }


def _position(each: Checked, where: str) -> tuple[int, int]:
    """The line and column of a field, or of the nearest thing that holds it; 1, 1 for the file as a whole."""
    return each.loaded.position(where) if each.loaded else (1, 1)


def _sarif(checked: list[Checked]) -> str:
    results: list[dict[str, Any]] = []
    for each in checked:
        for fault in each.faults:
            results.append(
                _result("refused", "error", str(fault.message), fault.file, fault.line or 1, fault.column or 1)
            )
        for finding in each.findings:
            line, column = _position(each, finding.where)
            words = f"{finding.message} {finding.repair}"
            results.append(_result(finding.rule, finding.severity, words, each.path, line, column))
    rules = [{"id": name} for name in sorted({result["ruleId"] for result in results})]
    driver = {"name": "coprod-tools", "version": __version__, "rules": rules}
    document = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _result(rule: str, level: str, message: str, path: str, line: int, column: int) -> dict[str, Any]:
    region = {"startLine": line, "startColumn": column}
    place = {"physicalLocation": {"artifactLocation": {"uri": Path(path).as_posix()}, "region": region}}
    return {"ruleId": rule, "level": level, "message": {"text": message}, "locations": [place]}
