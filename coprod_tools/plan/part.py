"""The base of every part of the plan document."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """Base of every part of the document; later versions may add keys to any of them."""

    model_config = ConfigDict(
        frozen=True, populate_by_name=True, defer_build=True, json_schema_extra={"additionalProperties": True}
    )
