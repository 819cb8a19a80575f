"""Turn plain data into a policy, or into the faults that keep it from being one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from coprod_tools.policy import Policy
from coprod_tools.problems import Fault


def policy_of(raw: Mapping[str, Any], file: str, line: int | None = None) -> Policy | tuple[Fault, ...]:
    """Return the policy that `raw` describes, else its faults, each at `line` of `file`."""
    try:
        return Policy.model_validate(dict(raw))
    except ValidationError as error:
        return tuple(
            Fault(file, str(found["msg"]), line, path=".".join(str(step) for step in found["loc"]))
            for found in error.errors(include_url=False, include_input=False)
        )


def pruned(value: Any) -> Any:
    """Return plain data without what is absent: None, empty lists and empty records."""
    if isinstance(value, Mapping):
        kept = {key: pruned(part) for key, part in value.items()}
        return {key: part for key, part in kept.items() if part is not None and part != {} and part != []}
    if isinstance(value, (list, tuple)):
        return [pruned(part) for part in value]
    return value


def first_words(text: str | dict[str, str] | None) -> str:
    """Return a policy's text in its first language, empty when there is none."""
    return next(iter(text.values()), "") if isinstance(text, dict) else text or ""
