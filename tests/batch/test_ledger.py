"""The ledger of a batch: a line for each plan, of which only the place is held."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

from coprod_tools.batch.ledger import Entry, KeptFacts, Ledger


def entry(id: str, **facts: object) -> Entry:
    """A plan of one file."""
    return Entry(id, "key", {"plan.json": "0" * 64}, {"plan.json": (1, 2)}, dict(facts))


def test_the_last_line_of_an_id_counts(tmp_path: Path) -> None:
    """In the same run, and when it is read again."""
    ledger = Ledger(tmp_path)
    for title in ("old", "new"):
        ledger.add(entry("a", title=title))
    ledger.add(entry("b", title="b"))
    for each in (ledger, Ledger(tmp_path)):
        assert [found.facts["title"] for found in map(each.get, ("a", "b")) if found] == ["new", "b"]
    assert ledger.get("c") is None


def test_what_was_when_a_batch_last_ended_is_there_beside_what_is_now(tmp_path: Path) -> None:
    """A kill between them changes nothing: lines that are not settled are of the run that goes on."""
    ledger = Ledger(tmp_path)
    ledger.add(entry("a", title="first"))
    assert (ledger.before("a"), ledger.is_new("a"), ledger.settled) == (None, True, frozenset())
    ledger.keep(["a"])
    assert not ledger.is_new("a")
    for title in ("second", "third"):
        Ledger(tmp_path).add(entry("a", title=title))
    again = Ledger(tmp_path)
    before, now = again.before("a"), again.get("a")
    assert before and now
    assert (before.facts["title"], now.facts["title"], again.is_new("a")) == ("first", "third", True)


def test_only_what_is_kept_stays_in_the_order_given(tmp_path: Path) -> None:
    """One line each; a policy that was left out is gone."""
    ledger = Ledger(tmp_path)
    for id in "abca":
        ledger.add(entry(id, title=id))
    ledger.keep(["c", "a"])
    lines = (tmp_path / "ledger.jsonl").read_text(encoding="utf-8").splitlines()
    assert [line[:9] for line in lines] == ['{"id":"c"', '{"id":"a"']
    assert ledger.get("b") is None
    assert list(KeptFacts(ledger, ["c", "a"]).values()) == [{"title": "c"}, {"title": "a"}]


def test_memory_does_not_grow_with_what_is_said_of_a_plan(tmp_path: Path) -> None:
    """1,000 plans of 10 KB each are 10 MB on disk; less than a tenth of it is held."""
    (tmp_path / "ledger.jsonl").write_text(
        "".join(entry(f"p{n}", title="x" * 10_000).line() for n in range(1000)), encoding="utf-8"
    )
    tracemalloc.start()
    ledger = Ledger(tmp_path)
    ledger.keep(f"p{n}" for n in range(1000))
    assert sum(len(facts["title"]) for facts in KeptFacts(ledger, (f"p{n}" for n in range(1000))).values()) == 10**7
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10**6
