"""Forms for every part of a policy, made from its model by one mapper; no second list of fields stands anywhere."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coprod_tools.workbook.forms.field_form import FieldForm
    from coprod_tools.workbook.forms.fields import Field, field_at
    from coprod_tools.workbook.forms.item_list import ItemList
    from coprod_tools.workbook.forms.record_form import RecordForm

__all__ = ["Field", "FieldForm", "ItemList", "RecordForm", "field_at"]
_HOMES = {
    "Field": "fields",
    "FieldForm": "field_form",
    "ItemList": "item_list",
    "RecordForm": "record_form",
    "field_at": "fields",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
