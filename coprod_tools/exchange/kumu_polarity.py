"""What the free words say that Kumu users write for the sign of a connection."""

from __future__ import annotations

from coprod_tools.exchange.link_words import read_sign
from coprod_tools.policy.vocabulary import Sign

# Two signs in a row: how the cause changes, then how the effect does. Kumu does not document it; a map in which one of
# these stands must mean it so, and only then is `--` read as well (else it may mean strongly negative).
PAIRS = frozenset({"+-", "-+"})
_EQUAL, _UNEQUAL = frozenset({"++", "--"}), PAIRS
_DASHES = str.maketrans({"−": "-", "–": "-", "＋": "+"})


def polarity(word: str | None, in_pairs: bool) -> Sign | None:
    """Return the sign that a word gives, None when it is not known to give one.

    Parameters
    ----------
    in_pairs : bool
        Whether the map writes two signs in a row.
    """
    if not word:
        return None
    signs = word.strip().translate(_DASHES)
    if signs in _UNEQUAL:
        return "-"
    if signs in _EQUAL:
        return "+" if signs == "++" or in_pairs else None
    if any(letter.isdigit() for letter in signs):
        return None
    return read_sign(word).sign
