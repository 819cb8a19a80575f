"""A large map that is imported again is compared in time that grows with its links, not with their square."""

from __future__ import annotations

import time

from coprod_tools.exchange.merging import changes


def links(count: int) -> dict[str, object]:
    """Return links without ids, as a policy file holds them."""
    return {"claims": [{"from": f"a{at}", "to": f"b{at}", "sign": "+"} for at in range(count)]}


def test_twenty_thousand_links_that_are_there_already_change_nothing() -> None:
    """Each of them compared with each other one would be 200 million comparisons."""
    started = time.perf_counter()
    assert changes(links(20_000), links(20_000)) == []
    assert time.perf_counter() - started < 5


def test_a_link_that_is_new_is_added_and_one_that_says_more_is_another() -> None:
    """Links without ids are told apart by all they say; what is there stays."""
    old = {"claims": [{"from": "a", "to": "b", "evidence": [{"source": "x"}]}]}
    new = {"claims": [{"to": "b", "from": "a", "evidence": [{"source": "x"}]}, {"from": "a", "to": "b"}]}
    (only,) = changes(old, new)
    assert only.path == "claims" and only.value.item == {"from": "a", "to": "b"}
