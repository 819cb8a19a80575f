"""The files JupyterLab sees: those of the folder as ever, and one notebook more that is not on the disk."""

# mypy: disable-error-code="no-untyped-call"
# Jupyter's own file manager carries no types.

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from tornado.web import HTTPError

from coprod_tools.words import say
from coprod_tools.workbook.lab.app_notebook import FILE, SERVED_AS, is_app, notebook


class WorkbookContents(AsyncLargeFileManager):
    """The folder's files, and the workbook's notebook at a path of its own: to be read only."""

    async def get(self, path: str, *rest: Any, **named: Any) -> dict[str, Any]:
        """Return a file; at the workbook's path the workbook, whatever lies there."""
        if not is_app(path):
            return dict(await super().get(path, *rest, **named))
        content = rest[0] if rest else named.get("content", True)
        return _model(bool(content), bool(named.get("require_hash")))

    async def file_exists(self, path: str = "") -> bool:
        """Tell whether there is a file, the workbook's among them."""
        return is_app(path) or bool(await super().file_exists(path))

    def exists(self, path: str) -> bool:  # type: ignore[override]  # not async in Jupyter's own either
        """Tell whether there is anything, the workbook among it."""
        return is_app(path) or bool(super().exists(path))

    async def is_hidden(self, path: str) -> bool:
        """Tell whether a file is hidden; the workbook is not."""
        return not is_app(path) and bool(await super().is_hidden(path))

    async def save(self, model: dict[str, Any], path: str = "") -> dict[str, Any]:
        """Save a file; the workbook never changes, and JupyterLab saving it by itself is no reason to complain."""
        if is_app(path):
            return _model(content=False, hashed=True)
        return dict(await super().save(model, path))

    async def rename_file(self, old_path: str, new_path: str) -> None:
        """Rename a file, to or from the workbook's name never."""
        _refuse(old_path)
        _refuse(new_path)
        await super().rename_file(old_path, new_path)

    async def delete_file(self, path: str) -> None:
        """Delete a file, the workbook never."""
        _refuse(path)
        await super().delete_file(path)

    async def list_checkpoints(self, path: str) -> list[Any]:
        """List the saved copies of a file; the workbook has none."""
        return [] if is_app(path) else list(await super().list_checkpoints(path))

    async def create_checkpoint(self, path: str) -> dict[str, Any]:
        """Keep a copy of a file; of the workbook none is needed."""
        if is_app(path):
            return {"id": "shipped", "last_modified": _model(content=False, hashed=False)["last_modified"]}
        return dict(await super().create_checkpoint(path))


def _refuse(path: str) -> None:
    if is_app(path):
        raise HTTPError(403, say("lab.app-unchanged"))


def _model(content: bool, hashed: bool) -> dict[str, Any]:
    made = datetime.fromtimestamp(FILE.stat().st_mtime, UTC)
    model: dict[str, Any] = {
        "name": SERVED_AS,
        "path": SERVED_AS,
        "type": "notebook",
        "format": "json" if content else None,
        "content": notebook() if content else None,
        "created": made,
        "last_modified": made,
        "mimetype": None,
        "size": FILE.stat().st_size,
        "writable": False,
    }
    sum_of = {"hash": hashlib.sha256(FILE.read_bytes()).hexdigest(), "hash_algorithm": "sha256"}
    return model | (sum_of if hashed else {})
