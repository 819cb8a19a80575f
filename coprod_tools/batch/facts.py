"""What a batch keeps of each plan, so that its index needs no plan opened again: names, and counts of marks by kind."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def facts_of(plan: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts of one `plan.json`: plain values, never a total of unlike marks."""
    policy = plan["policy"]
    return {
        "id": policy["id"],
        "title": policy["title"],
        "standing": policy["standing_text"],
        "verdicts": dict(Counter(cell["verdict"] for stage in plan["stages"] for cell in stage["cells"])),
        "severities": dict(Counter(finding["severity"] for finding in plan["findings"])),
        "unwaived": sorted({each["severity"] for each in plan["findings"] if each["waived_until"] is None}),
    }


def read_facts(folder: Path) -> dict[str, Any]:
    """Return the facts of the plan that lies in a folder."""
    return facts_of(json.loads((folder / "plan.json").read_text(encoding="utf-8")))


def digests_of(folder: Path, names: tuple[str, ...]) -> dict[str, str]:
    """Return the SHA-256 of each file of a plan."""
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
