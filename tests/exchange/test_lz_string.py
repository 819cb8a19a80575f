"""Packed text is unpacked to what lz-string 1.5.0 packed (its `compressToUTF16`, run once by hand), or refused."""

from __future__ import annotations

import time

import pytest

from coprod_tools.exchange.lz_string import unpacked
from tests.conftest import ROOT

SAMPLES = ROOT / "templates" / "samples"


@pytest.mark.parametrize(
    ("text", "packed"),
    [
        ("a", "\u10e8 "),
        ("{}", "\u1be2\u7ca0 "),
        ("aaaaaaaaaaaa", "\u10e6\u5960 "),
        ("ābā😀 ก", "\u5030\u00ad\u5310\u3720\u07d0\u0264\u01e1  "),
        (
            '{"a": [1, 2, 1, 2, 1, 2]}',
            "\u1be1\u0841\u442b\u4024\u06f0\u2320\u34f0\u09b9\u26dd\u64c0\u5d22\u7ca0 ",
        ),
    ],
)
def test_text_comes_back_as_it_was(text: str, packed: str) -> None:
    """Single characters, repeats, letters of 16 bits and a pair of halves."""
    assert unpacked(packed, 1_000) == text
    assert unpacked(packed + "\r\n", 1_000) == text


def test_a_packed_map_is_the_plain_one_character_by_character() -> None:
    """The sample was packed from the plain one by lz-string."""
    packed = (SAMPLES / "river-packed.prsm").read_text(encoding="utf-8")
    assert unpacked(packed, 100_000) == (SAMPLES / "river.prsm").read_text(encoding="utf-8")


@pytest.mark.parametrize("cut", [0, 1, 2, 5, 11])
def test_a_cut_text_is_refused(cut: int) -> None:
    """Nothing of it is handed out, because nobody would see what is missing."""
    packed = "\u1be1\u0841\u442b\u4024\u06f0\u2320\u34f0\u09b9\u26dd\u64c0\u5d22\u7ca0 "
    with pytest.raises(ValueError):
        unpacked(packed[:cut], 1_000)


def test_characters_that_hold_no_fifteen_bits_are_refused() -> None:
    """Values run from 32 to 32,799."""
    for packed in ("\u1be1\uffff", "\t", "\u1be1\ud800"):
        with pytest.raises(ValueError):
            unpacked(packed, 1_000)


def test_a_small_text_that_unpacks_to_a_large_one_stops_at_the_limit() -> None:
    """A code not yet known means the entry before and its first character: each entry is one longer, without end."""
    bits, width, room, known = "00" + "01111011"[::-1], 3, 4, 4
    for _ in range(30_000):
        bits += f"{known:0{width}b}"[::-1]
        known, room = known + 1, room - 1
        if not room:
            room, width = 1 << width, width + 1
    bits += "0" * (-len(bits) % 15)
    packed = "".join(chr(int(bits[at : at + 15], 2) + 32) for at in range(0, len(bits), 15))
    started = time.perf_counter()
    with pytest.raises(ValueError, match="200000"):
        unpacked(packed, 200_000)
    assert time.perf_counter() - started < 2
