"""What was typed and is not saved yet, kept outside the policy's folder until it is.

It lies in the user's own state folder (on Linux `~/.local/state/coprod-tools`; see `lab.state`), not in Jupyter's
runtime folder, which is emptied when the computer starts, nor with the policy, where others would see half sentences.
It survives a kernel that ends, and is the user's alone.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from coprod_tools.files import one_writer, write_atomic
from coprod_tools.problems import CannotWrite
from coprod_tools.workbook.lab.state import state_folder

LARGEST = 2_000_000
"""Characters kept for one policy; the oldest drafts go first."""
MOST_POLICIES = 200
UNSAVED = "unsaved"


def drafts_folder() -> Path:
    """Return where this user's drafts lie."""
    return state_folder() / "drafts"


class Drafts:
    """The drafts of one policy.

    Parameters
    ----------
    policy : Path or str
        The policy's file or folder; both forms of one policy share their drafts.
    folder : Path, optional
        Where they lie; `drafts_folder()` when absent.
    """

    def __init__(self, policy: Path | str, folder: Path | None = None) -> None:
        self.policy = _identity(policy)
        self.path = (folder or drafts_folder()) / f"{hashlib.sha256(os.fsencode(self.policy)).hexdigest()[:32]}.json"
        self._texts: dict[str, str] = {}
        self._unsaved: list[dict[str, str]] = []
        self._on_disk = True
        self._read()

    def keep(self, key: str, text: str) -> bool:
        """Keep a text under a key; False when only this session has it, because the disk does not take it."""
        if self._texts.get(key) == text:
            return self._on_disk
        self._read()
        self._texts.pop(key, None)
        self._texts[key] = text
        return self._write()

    def kept(self, key: str) -> str | None:
        """Return the text kept under a key, or None."""
        return self._texts.get(key)

    def keys(self) -> tuple[str, ...]:
        """Return the keys under which something is kept, oldest first."""
        return tuple(self._texts)

    def drop(self, *keys: str) -> None:
        """Let go of texts that were saved, or that nobody wants any more."""
        if not any(key in self._texts for key in keys):
            return
        self._read()
        held = [key for key in keys if key in self._texts]
        for key in held:
            del self._texts[key]
        if held:
            self._write()

    @property
    def unsaved(self) -> list[dict[str, str]]:
        """Whole changes that could not be saved, as plain words, the first one first; see `workbook.unsaved`."""
        return list(self._unsaved)

    @unsaved.setter
    def unsaved(self, changes: list[dict[str, str]]) -> None:
        if changes != self._unsaved:
            self._read()
            self._unsaved = list(changes)
            self._write()

    def _read(self) -> None:
        """Read what another window of the same person may have kept meanwhile, unless the disk did not take ours."""
        if not self._on_disk:
            return
        with suppress(OSError, ValueError, AttributeError, TypeError):
            held = json.loads(self.path.read_bytes())
            self._texts = {str(key): str(text) for key, text in held["drafts"].items()}
            changes = held.get(UNSAVED) or []
            self._unsaved = [{str(name): str(value) for name, value in change.items()} for change in changes]

    def _write(self) -> bool:
        kept, size = {}, 0
        for key, text in reversed(self._texts.items()):
            size += len(key) + len(text)
            if size <= LARGEST:
                kept[key] = text
        held: dict[str, Any] = {"policy": self.policy, "drafts": dict(reversed(kept.items())), UNSAVED: self._unsaved}
        try:
            self._put(held if kept or self._unsaved else None)
            self._on_disk = size <= LARGEST
        except (OSError, CannotWrite):
            self._on_disk = False
        return self._on_disk

    def _put(self, held: dict[str, Any] | None) -> None:
        folder = self.path.parent
        if held is None:
            self.path.unlink(missing_ok=True)
            return
        # Nobody else on this computer is to read half sentences.
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with one_writer(folder):
            if not self.path.exists():
                _make_room(folder)
            # A file's name need not be text; what stands for its bytes is written as it is.
            write_atomic(self.path, json.dumps(held, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass"))


def _identity(policy: Path | str) -> str:
    """Return one name for a policy, whether it is a single file or has moved into its own folder."""
    path = Path(os.path.realpath(policy))
    if path.name == "policy.yaml":
        path = path.parent
    return str(path.with_suffix("") if path.suffix in (".yaml", ".yml") else path)


def _make_room(folder: Path) -> None:
    files = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
    for path in files[: max(0, len(files) - MOST_POLICIES + 1)]:
        path.unlink(missing_ok=True)
