"""Unpack text that LZ-string packed into UTF-16 characters, as PRSM saves its maps.

Each character holds fifteen bits, the highest first. In them stand the codes of a dictionary that grows as it is read
(Ziv & Lempel 1978), the lowest bit first, by one bit longer whenever it is full. Codes 0 and 1 bring a new character of
8 or 16 bits, 2 ends the text (P. Lecoq, lz-string, `compressToUTF16`).
"""

from __future__ import annotations

_BITS = 15
# Codes of a new character by its number of bits, and of the end.
_NEW, _END = {0: 8, 1: 16}, 2


def unpacked(packed: str, limit: int) -> str:
    """Return the text that LZ-string's UTF-16 form packs.

    Parameters
    ----------
    packed : str
        Ends of lines after it are ignored.
    limit : int
        Most characters the text may have.

    Raises
    ------
    ValueError
        When it is no such form, is cut off, or the text would be longer than `limit`; a text of few characters can
        pack very many.
    """
    codes = _Codes(packed.rstrip("\r\n"))
    first = codes.take(2)
    if first not in _NEW:
        raise ValueError(packed[:1])
    before = codes.character(first)
    # The first three places stand for the codes above; of the first character the dictionary holds a copy.
    known, width, room = ["", "", "", before], 3, 4
    found, length = [before], len(before)
    while (code := codes.take(width)) != _END:
        if code in _NEW:
            known.append(codes.character(code))
            code = len(known) - 1
            room -= 1
            width, room = _wider(width, room)
        if code < len(known):
            entry = known[code]
        elif code == len(known):
            entry = before + before[0]
        else:
            raise ValueError(code)
        found.append(entry)
        length += len(entry)
        if length > limit:
            raise ValueError(limit)
        known.append(before + entry[0])
        before = entry
        room -= 1
        width, room = _wider(width, room)
    return "".join(found).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _wider(width: int, room: int) -> tuple[int, int]:
    """Return how many bits codes have from here on, and for how many entries that is enough."""
    return (width, room) if room else (width + 1, 1 << width)


class _Codes:
    """The bits of a packed text, taken from its front."""

    def __init__(self, packed: str) -> None:
        values = [ord(character) - 32 for character in packed]
        if not all(0 <= value < 1 << _BITS for value in values):
            raise ValueError(packed[:1])
        self.bits, self.at = "".join(f"{value:015b}" for value in values), 0

    def take(self, width: int) -> int:
        bits = self.bits[self.at : self.at + width]
        if len(bits) < width:
            raise ValueError(self.at)
        self.at += width
        return int(bits[::-1], 2)

    def character(self, code: int) -> str:
        return chr(self.take(_NEW[code]))
