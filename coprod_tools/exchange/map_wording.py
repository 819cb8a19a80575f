"""Words of a map, made fit for a policy file; every change to them is counted."""

from __future__ import annotations

from coprod_tools.exchange.trail import Losses, why_lost
from coprod_tools.exchange.wording import REPLACEMENT, cleaned, is_unsafe
from coprod_tools.policy.values import MAX_LINE, MAX_TEXT


class MapWords:
    """Cleans words and reports to `losses` what could not come through as it stood."""

    def __init__(self, losses: Losses) -> None:
        self.losses = losses

    def text(self, value: str | None, field: str) -> str | None:
        """Return words of several lines, None when there are none."""
        return self._fitted(self._cleaned(value, field), field)

    def label(self, value: str | None, field: str) -> str | None:
        """Return words on one line, with line breaks made blanks."""
        return self._fitted(" ".join(self._cleaned(value, field).split()), field)

    def line(self, value: str | None, field: str) -> str | None:
        """Return a short text on one line; a longer one can't be used, and is reported."""
        return _not_absent(self.identifier(value, field) or "")

    def identifier(self, value: str | None, field: str) -> str | None:
        """Return somebody else's id as it stands; one that is too long can't be kept, and is reported."""
        words = " ".join(self._cleaned(value, field).split())
        if len(words) > MAX_LINE:
            self.losses.add(field, why_lost("too_long", limit=MAX_LINE), words)
            return None
        return words or None

    def _cleaned(self, value: str | None, field: str) -> str:
        words = cleaned(value or "")
        if value and words.count(REPLACEMENT) > value.count(REPLACEMENT):
            codes = sorted({f"U+{ord(character):04X}" for character in value if is_unsafe(character)})
            self.losses.add(field, why_lost("replaced"), ", ".join(codes))
        return words

    def _fitted(self, words: str, field: str) -> str | None:
        if len(words) > MAX_TEXT:
            self.losses.add(field, why_lost("cut", limit=f"{MAX_TEXT:,}"), words[MAX_TEXT - 2 :])
            words = words[: MAX_TEXT - 2].rstrip() + " …"
        return _not_absent(words)


def _not_absent(words: str) -> str | None:
    """Return None for no words; the bare word `unknown` would read as absent."""
    return "Unknown" if words == "unknown" else words or None
