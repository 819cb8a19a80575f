"""Read a portfolio: of a folder that a batch wrote, or of policies that are drawn up for it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from coprod_tools.assessment import assess
from coprod_tools.batch.facts import Row, facts_of
from coprod_tools.batch.ledger import NAME, KeptFacts, Ledger
from coprod_tools.batch.portfolio.changes import changes
from coprod_tools.batch.portfolio.whole import portfolio_of
from coprod_tools.chain import build_chain
from coprod_tools.files import read_text
from coprod_tools.knowledge import load_knowledge
from coprod_tools.plan import draw_up
from coprod_tools.policy.values import PartialDate
from coprod_tools.policyfile import load_together
from coprod_tools.render.plain_plan import as_document

PORTFOLIO = "portfolio.json"


def read_portfolio(place: str, as_at: str = "", knowledge: str = "") -> dict[str, Any]:
    """Return the portfolio of a batch's folder; what changed is as the batch itself found it.

    Parameters
    ----------
    place : str
        A folder that a batch wrote to. Any other folder, file or `worked:NAME` is read as policies, and their plans are
        drawn up without partners' maps; `as_at` and `knowledge` count for these only.

    Raises
    ------
    CoprodError
        When nothing there can be read.
    """
    folder = Path(place)
    if (folder / NAME).is_file():
        ledger = Ledger(folder)
        facts = KeptFacts(ledger, ledger.ids).values()
        made = json.loads(json.dumps(portfolio_of(facts, changes([], [], first_run=True))))
        kept = folder / PORTFOLIO
        return dict(made) | ({"changes": json.loads(read_text(kept))["changes"]} if kept.is_file() else {})
    drawn = list(_drawn_up(place, as_at, Path(knowledge) if knowledge else None))
    made = portfolio_of(drawn, changes([], [], first_run=True))
    return dict(json.loads(json.dumps(made)))


def _drawn_up(place: str, as_at: str, extra: Path | None) -> Iterator[Row]:
    known = load_knowledge(extra)
    day = PartialDate.read(as_at) if as_at else None
    for loaded in load_together(place, extra).policies:
        yield facts_of(as_document(draw_up(assess(build_chain(loaded.policy), known, as_at=day))))
