"""Whatever lies in a sheet or its name, gathering names it or uses it, and never falls over."""

from __future__ import annotations

import os
import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_tools.exchange import map_sources
from coprod_tools.exchange.gathering import gather
from coprod_tools.policyfile import load, read_beside
from coprod_tools.policyfile.map_csv import HEADER
from tests.exchange.partner_sheets import fill, policy

HEAD = ",".join(HEADER).encode()


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=80) | st.text(max_size=60).map(lambda text: HEAD + b"\n" + text.encode("utf-8", "ignore")))
def test_any_bytes_as_csv_are_used_or_named(data: bytes) -> None:
    """What is written reads back strictly; what is not is a fault."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "kahu-trust.csv").write_bytes(data)
        done = gather(policy(folder), [folder / "kahu-trust.csv"])
        assert done.used or done.faults
        if done.used:
            assert len(read_beside(load(folder / "p")).maps) == len(done.used)


@pytest.mark.hostile
def test_a_sheet_with_any_byte_changed_is_used_or_named(tmp_path: Path) -> None:
    """200 changes drawn with a fixed seed."""
    whole, drawn = fill(tmp_path / "kahu-trust.xlsx").read_bytes(), random.Random(3)
    for number in range(200):
        data = bytearray(whole)
        for _ in range(drawn.randint(1, 4)):
            data[drawn.randrange(len(data))] = drawn.randrange(256)
        (tmp_path / "kahu-trust.xlsx").write_bytes(bytes(data))
        (tmp_path / str(number)).mkdir()
        done = gather(policy(tmp_path / str(number)), [tmp_path / "kahu-trust.xlsx"])
        assert done.used or done.faults


@pytest.mark.parametrize(
    "name",
    [b"a\x07b.csv", "kahu\u202etrust.csv".encode(), b"\xff\xfe.csv", "Kāhu Trust; =1+1.csv".encode(), b"con.csv"],
)
def test_any_name_of_a_file_is_safe_to_show_and_to_write(name: bytes, tmp_path: Path) -> None:
    """Control characters, marks that turn words round, bytes that are no text, names that computers keep."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    path.write_text("from,to,sign\na,b,+\n")
    done = gather(policy(tmp_path), [tmp_path])
    (row,) = (row for row in done.rows if row.action == "added")
    assert "".join((row.source, *row.notes)).isprintable()
    assert [each.actor for each in read_beside(load(tmp_path / "p")).maps] == [row.actor]


@pytest.mark.parametrize("who", ["../../x", "a/b", "x" * 400, "CON", "=1+1", "Ā" * 130])
def test_a_name_in_a_cell_never_leads_out_of_the_folder(who: str, tmp_path: Path) -> None:
    """It becomes an id, whatever it was."""
    done = gather(policy(tmp_path), [fill(tmp_path / "s.xlsx", who=who)])
    if done.used:
        assert done.rows[0].path and done.rows[0].path.parent == tmp_path / "p" / "maps"
        assert len(os.fsencode(done.rows[0].path.name)) < 80
    else:
        assert "C6" in done.faults[0].file


def test_a_reader_that_falls_over_does_not_stop_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its file is named as broken; the other partner is used."""
    (tmp_path / "hui.csv").write_text("cause,effect,polarity\na,b,positive\n")
    known = map_sources.recognise(tmp_path / "hui.csv")
    assert known is not None

    def falls(path: Path) -> None:
        raise ZeroDivisionError

    import dataclasses

    monkeypatch.setattr(map_sources, "recognise", lambda path: dataclasses.replace(known, read_map=falls))
    done = gather(policy(tmp_path), [tmp_path / "hui.csv", fill(tmp_path / "kahu-trust.xlsx")])
    assert [row.action for row in done.rows] == ["set-aside", "added"] and "can't be read" in done.faults[0].message
