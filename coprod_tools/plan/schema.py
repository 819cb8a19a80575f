"""The JSON Schema of `plan.json`, published as `templates/plan.schema.json`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from coprod_tools.files import write_atomic
from coprod_tools.plan.document import SCHEMA, PlanDocument


def schema() -> dict[str, Any]:
    """Return the schema; every key is required, and later versions may add keys."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **PlanDocument.model_json_schema(by_alias=True, mode="serialization"),
        "title": SCHEMA,
    }


def text() -> str:
    """Return the schema as the file's text."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    write_atomic(Path(sys.argv[1]), text())
