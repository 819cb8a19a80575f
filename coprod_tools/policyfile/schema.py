"""The policy's JSON Schema, published as templates/policy.schema.json; `python -m coprod_tools.policyfile.schema`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from coprod_tools.files import write_atomic
from coprod_tools.policy import SCHEMA_VERSION, Policy

SCHEMA_FILE = "templates/policy.schema.json"
_UNKNOWN = {"const": "unknown"}


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a policy file.

    It tells editors which fields there are. It can't tell what only reading tells: whether ids lead somewhere.
    """
    made = Policy.model_json_schema(by_alias=True)
    for record in (made, *made.get("$defs", {}).values()):
        _allow_unknown(record)
    made["properties"]["coprod"] = {"const": SCHEMA_VERSION, "description": "Version of the format."}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def _allow_unknown(record: dict[str, Any]) -> None:
    """Let every optional field of a record, or of a record with a short form, say `unknown`."""
    for form in (record, *record.get("anyOf", ())):
        required = set(form.get("required", ()))
        for name, field in form.get("properties", {}).items():
            if name not in required and "anyOf" in field and _UNKNOWN not in field["anyOf"]:
                field["anyOf"].append(dict(_UNKNOWN))


def schema_text() -> str:
    """Return the schema as the text of its file."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


def write_schema(root: Path) -> Path:
    """Write the schema under the checkout's root and return its path."""
    path = root / SCHEMA_FILE
    write_atomic(path, schema_text())
    return path


if __name__ == "__main__":
    write_schema(Path(__file__).parents[2])
