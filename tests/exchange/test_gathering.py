"""Gathering brings partners' maps beside the policy: whole, once, and nothing before it is said."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from coprod_tools.exchange.gathering import gather
from coprod_tools.policy.partner_maps import Statement
from coprod_tools.policyfile import load, read_beside
from coprod_tools.policyfile.map_csv import write_map
from coprod_tools.problems import CannotWrite, UsageError
from tests.exchange.partner_sheets import fill, policy


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_sheet_becomes_a_map_beside_the_policy(tmp_path: Path) -> None:
    """The words of the lists become signs, strengths and confidence; the rest stays as written."""
    done = gather(policy(tmp_path), [fill(tmp_path / "any.xlsx", who="Kahu Trust")])
    (found,) = read_beside(load(tmp_path / "p")).maps
    assert (found.actor, found.round, found.file) == ("kahu-trust", 1, "maps/kahu-trust.csv")
    assert found.statements == (
        Statement(
            "evening buses", "missed visits", "-", Decimal("0.75"), "high", "weeks", "the bus runs", "20 families", 2
        ),
    )
    assert done.exit_code == 0 and "p/policy.yaml" in done.moved and not (tmp_path / "p.yaml").exists()


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("very weak", "0.1"),
        ("weak", "0.25"),
        ("medium", "0.5"),
        ("strong", "0.75"),
        ("very strong", "1.0"),
        (0.3, "0.3"),
    ],
)
def test_the_words_for_strength_are_read_as_agreed(word: object, number: str, tmp_path: Path) -> None:
    """The project's own reading; a plain number from 0 to 1 is taken as it is."""
    gather(policy(tmp_path), [fill(tmp_path / "kahu-trust.xlsx", [("a", "more", "b", word)])])
    assert read_beside(load(tmp_path / "p")).maps[0].statements[0].strength == Decimal(number)


@pytest.mark.parametrize(
    ("name", "who", "inside", "option", "actor", "number"),
    [
        ("kahu-trust.xlsx", None, None, None, "kahu-trust", 1),
        ("Kahu Trust.xlsx", None, None, None, "kahu-trust", 1),
        ("kahu-trust.2.xlsx", None, None, None, "kahu-trust", 2),
        ("kahu-trust.2.xlsx", None, 2, None, "kahu-trust", 2),
        ("x.xlsx", "KAHU  trust", 3, None, "kahu-trust", 3),
        ("x.xlsx", "Kahu Trust", 3, 4, "kahu-trust", 4),
        ("x.xlsx", "rimu", "2", None, "rimu", 2),
    ],
)
def test_whose_map_and_which_round_it_is(
    name: str, who: object, inside: object, option: int | None, actor: str, number: int, tmp_path: Path
) -> None:
    """The sheet's cell comes before the file's name; an option comes before both for the round."""
    done = gather(policy(tmp_path), [fill(tmp_path / name, who=who, round=inside)], round=option)
    assert (done.rows[0].actor, done.rows[0].round) == (actor, number)


def test_the_day_it_was_told_goes_into_the_policy_once(tmp_path: Path) -> None:
    """Only for an actor of the policy; comments stay; gathering again changes no byte."""
    sheets = [
        fill(tmp_path / "a.xlsx", who="Kahu Trust", date=datetime.date(2026, 10, 1)),
        fill(tmp_path / "b.xlsx", who="rimu", date="2026-10"),
    ]
    done = gather(policy(tmp_path), sheets)
    loaded = load(tmp_path / "p")
    (record,) = loaded.policy.maps or ()
    assert (record.actor, record.round, record.gathered_on, record.how) == ("kahu-trust", 1, "2026-10-01", "sheet")
    assert loaded.text.startswith("# ours\n")
    assert any("not written" in note for note in done.rows[1].notes)
    before = tree(tmp_path)
    again = gather(tmp_path / "p", sheets)
    assert [row.action for row in again.rows] == ["unchanged", "unchanged"] and tree(tmp_path) == before


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    """Rows, paths and faults are those of the run itself."""
    source = [fill(tmp_path / "kahu-trust.xlsx", [("a", "more", "b"), ("a", "moer", "c")], date="2026-10-01")]
    path = policy(tmp_path)
    before = tree(tmp_path)
    would = gather(path, source, dry_run=True)
    assert tree(tmp_path) == before and not (tmp_path / "p").exists()
    did = gather(path, source)
    assert [(r.actor, r.path, r.action, r.faults) for r in would.rows] == [
        (r.actor, r.path, r.action, r.faults) for r in did.rows
    ]


def test_a_later_round_says_what_changed(tmp_path: Path) -> None:
    """Counted by hand: one link as before, one turned round, one gone, two new."""
    first = [("a", "more", "b"), ("c", "more", "d"), ("e", "less", "f")]
    second = [("a", "more", "b"), ("c", "less", "d"), ("g", "less", "h"), ("i", "less", "j")]
    gather(policy(tmp_path), [fill(tmp_path / "kahu-trust.xlsx", first)])
    done = gather(tmp_path / "p", [fill(tmp_path / "kahu-trust.2.xlsx", second)])
    note = "compared with round 1: 2 links new, 1 no longer said, 1 with another direction, 1 as before"
    assert note in done.rows[0].notes and len(read_beside(load(tmp_path / "p")).maps) == 2


def test_a_link_said_both_ways_is_kept_and_named(tmp_path: Path) -> None:
    """Which of the two is meant is for the partner to say."""
    done = gather(policy(tmp_path), [fill(tmp_path / "kahu-trust.xlsx", [("a", "more", "b"), ("A", "less", "B")])])
    assert done.rows[0].links == 2 and any("different directions" in note for note in done.rows[0].notes)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_with_our_columns_is_read_in_any_order(delimiter: str, tmp_path: Path) -> None:
    """As sheet programs of different countries save it; words stand for signs as in the sheet."""
    rows = [("to", "From", "sign", "strength"), ("b", "a", "less", "weak"), ("d", "c", "+", "")]
    path = tmp_path / "kahu-trust.csv"
    path.write_text("\ufeff" + "\r\n".join(delimiter.join(row) for row in rows) + "\r\n", encoding="utf-8", newline="")
    gather(policy(tmp_path), [path])
    said = read_beside(load(tmp_path / "p")).maps[0].statements
    assert [(s.cause, s.effect, s.sign, s.strength) for s in said] == [
        ("a", "b", "-", Decimal("0.25")),
        ("c", "d", "+", None),
    ]


def test_our_own_file_comes_in_as_it_went_out(tmp_path: Path) -> None:
    """A map's file from another policy's folder, with a cell that had to be guarded."""
    said = (Statement("=1+1", "b", "-", Decimal("0.50"), "low", "'quoted", "a;=b", "x"),)
    (tmp_path / "kahu-trust.csv").write_text(write_map(said))
    gather(policy(tmp_path), [tmp_path / "kahu-trust.csv"])
    assert (tmp_path / "p" / "maps" / "kahu-trust.csv").read_text() == write_map(said)


def test_an_edge_list_with_participants_becomes_one_map_for_each(tmp_path: Path) -> None:
    """A participant that is only a number gets the file's name before it."""
    path = tmp_path / "hui.csv"
    path.write_text("participant,from,to,polarity\n1,a,b,positive\n2,a,b,negative\nAnn,a,c,positive\n")
    done = gather(policy(tmp_path), [path])
    assert [(row.actor, row.links) for row in done.rows] == [("hui-1", 1), ("hui-2", 1), ("ann", 1)]
    signs = {each.actor: each.statements[0].sign for each in read_beside(load(tmp_path / "p")).maps}
    assert signs == {"hui-1": "+", "hui-2": "-", "ann": "+"}


def test_real_maps_of_tools_come_in_one_for_each_holder(tmp_path: Path, realdata: Path) -> None:
    """FCMpy's six experts; what each said is counted from the sheets (a sheet's rows that name a link and a term)."""
    source = realdata / "maps-fcm" / "fcmpy-data_test.xlsx"
    done = gather(policy(tmp_path), [source])
    assert [row.actor for row in done.rows] == [f"expert_{number}" for number in range(1, 7)]
    assert all(row.action == "added" and row.links for row in done.rows)


@pytest.mark.parametrize("call", [1, 2, 3, 4])
def test_stopped_at_any_replace_nothing_is_lost_and_the_next_run_ends_it(
    call: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The move of the policy, each map, the record of the day: the end is that of a run nobody stopped."""
    (tmp_path / "whole").mkdir()
    (tmp_path / "stopped").mkdir()
    sheets = [
        fill(tmp_path / "a.xlsx", who="Kahu Trust", date="2026-10-01"),
        fill(tmp_path / "b.xlsx", [("x", "more", "y")], who="rimu"),
    ]
    gather(policy(tmp_path / "whole"), sheets)
    path, real, calls = policy(tmp_path / "stopped"), Path.replace, []

    def failing(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == call:
            raise OSError(28, "No space left on device")
        return real(self, target)

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", failing)
        with pytest.raises(CannotWrite):
            gather(path, sheets)
    left = path if path.exists() else tmp_path / "stopped" / "p"
    assert load(left).policy.id == "p"
    gather(left, sheets)
    assert tree(tmp_path / "stopped") == tree(tmp_path / "whole")


def test_the_order_of_sources_makes_no_difference(tmp_path: Path) -> None:
    """The same files come out."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    sheets = [
        fill(tmp_path / f"{name}.xlsx", [(name, "more", "b")], date="2026-10-01") for name in ("kahu-trust", "b", "a")
    ]
    gather(policy(tmp_path / "one"), sheets)
    gather(policy(tmp_path / "two"), sheets[::-1])
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_a_folder_stands_for_the_sheets_in_it(tmp_path: Path) -> None:
    """Locks of open sheets and hidden files are passed over; other files are named."""
    (tmp_path / "in").mkdir()
    fill(tmp_path / "in" / "kahu-trust.xlsx")
    (tmp_path / "in" / "~$kahu-trust.xlsx").write_bytes(b"lock")
    (tmp_path / "in" / "readme.txt").write_text("hello")
    done = gather(policy(tmp_path), [tmp_path / "in"])
    assert len(done.rows) == 1 and done.exit_code == 0 and "readme.txt" in done.left_out[0]


def test_a_worked_policy_is_never_written_to(tmp_path: Path) -> None:
    """It comes with the package."""
    with pytest.raises(UsageError):
        gather("worked:takai", [fill(tmp_path / "a.xlsx")])


def test_links_of_a_tool_that_cannot_be_used_are_named_by_their_place(tmp_path: Path) -> None:
    """A line without a direction, a thing without a name, two things of one name: none is merged or turned."""
    from coprod_tools.exchange.causal_map import CausalMap, MapEdge, MapNode
    from coprod_tools.exchange.held_maps import told_by_holders

    nodes = (MapNode("n1", "Trust"), MapNode("n2", "trust"), MapNode("n3", ""), MapNode("n4", "Fares"))
    edges = (
        MapEdge("e1", "n1", "n4", "+"),
        MapEdge("e2", "n2", "n4", "-", confidence="0.8"),
        MapEdge("", "n3", "n4", "+"),
        MapEdge("e4", "n1", "n4", directed=False),
    )
    (told,) = told_by_holders(CausalMap("m", "M", nodes, edges), "dir/m.json", "m")
    assert [(s.cause, s.sign) for s in told.statements] == [("Trust (n1)", "+"), ("trust (n2)", "-")]
    assert [fault.file for fault in told.faults] == ["dir/m.json (3)", "dir/m.json (e4)"]
    assert any("0.8 was not taken over as confidence" in note for note in told.notes)
    assert all(said.confidence is None for said in told.statements)
