"""From a policy's folder or file to a Policy, and back: read, check what points where, save, migrate.

What only saving and migrating need is loaded when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coprod_tools.policyfile.loading import Loaded, from_text, load, read
from coprod_tools.policyfile.sources import SOURCE_FILES, Source, find, worked

if TYPE_CHECKING:
    from coprod_tools.policyfile.beside import Beside, read_beside
    from coprod_tools.policyfile.folders import as_folder
    from coprod_tools.policyfile.history import History, read_history
    from coprod_tools.policyfile.history_lines import Note
    from coprod_tools.policyfile.migrating import Migration, migrate
    from coprod_tools.policyfile.review_file import reading_of
    from coprod_tools.policyfile.saving import save
    from coprod_tools.policyfile.three_way import Difference
    from coprod_tools.policyfile.together import Together, load_together
    from coprod_tools.policyfile.values import REMOVE, Append

__all__ = [
    "REMOVE",
    "SOURCE_FILES",
    "Append",
    "Beside",
    "Difference",
    "History",
    "Loaded",
    "Migration",
    "Note",
    "Source",
    "Together",
    "as_folder",
    "find",
    "from_text",
    "load",
    "load_together",
    "migrate",
    "read",
    "read_beside",
    "read_history",
    "reading_of",
    "save",
    "worked",
]
_LATER = {
    "REMOVE": "values",
    "Append": "values",
    "Beside": "beside",
    "Difference": "three_way",
    "History": "history",
    "Migration": "migrating",
    "Note": "history_lines",
    "Together": "together",
    "as_folder": "folders",
    "load_together": "together",
    "migrate": "migrating",
    "read_beside": "beside",
    "read_history": "history",
    "reading_of": "review_file",
    "save": "saving",
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(f"{__name__}.{_LATER[name]}"), name)
