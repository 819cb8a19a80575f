"""Give things from outside an id that does not depend on what else stands in the file."""

from __future__ import annotations

import hashlib

from coprod_tools.policy.ids import foreign_id


class Names:
    """Ids handed out within one policy; equal words get a second, different id."""

    def __init__(self, *taken: str) -> None:
        self._taken = set(taken)

    def take(self, words: str) -> str:
        """Return an id made of `words`; further things of the same words are numbered from 2."""
        name, number = foreign_id(words), 1
        while name in self._taken:
            number += 1
            name = foreign_id(f"{words} ({number})")
        self._taken.add(name)
        return name

    def of_content(self, stem: str, *content: str | None) -> str:
        """Return an id of `stem` and eight hex digits of the content's SHA-256."""
        mark = hashlib.sha256("\x1f".join(part or "" for part in content).encode()).hexdigest()[:8]
        return self.take(f"{stem}-{mark}")
