"""What a reader of a map must be told: the same remark about many things is one sentence that names them."""

from __future__ import annotations

from coprod_tools.exchange.map_notes import shown
from coprod_tools.words import say

NAMED = 40


class Remarks:
    """Gathers the things each remark is about; `key` is a sentence of words/en/exchange.yaml with count and names."""

    def __init__(self) -> None:
        self._named: dict[str, list[str]] = {}

    def add(self, key: str, *names: str) -> None:
        """Name more things a remark is about."""
        self._named.setdefault(key, []).extend(shown(name) for name in names)

    def sentences(self) -> tuple[str, ...]:
        """Return the remarks in the order their first case was met; each names its first 40 different things."""
        return tuple(
            say(f"exchange.{key}", count=len(names), names="; ".join(list(dict.fromkeys(names))[:NAMED]))
            for key, names in self._named.items()
        )
