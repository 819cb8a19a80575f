"""Who puts in what, who answers for what, and the three questions with an indicator each or a named gap."""

from __future__ import annotations

from coprod_tools.accountability import Accounts
from coprod_tools.assessment import Assessment
from coprod_tools.plan import answer_rows, burden_rows, ledger_rows, score_rows, share_rows
from coprod_tools.plan.asked import all_asks
from coprod_tools.plan.document import Accountability
from coprod_tools.plan.names import names_of


def accountability_of(assessment: Assessment, accounts: Accounts) -> Accountability:
    """Return who puts in what, what is asked of whom, agreed shares, duties and the scorecard."""
    chain = assessment.chain
    names = names_of(chain.policy)
    return Accountability(
        **ledger_rows.rows(chain, accounts, names),
        **share_rows.rows(accounts, names),
        asks=tuple(each.model_dump(by_alias=True) for each in all_asks(assessment, names)),
        **answer_rows.rows(accounts, names),
        **score_rows.rows(accounts, names),
        **burden_rows.rows(accounts, names),
    )
