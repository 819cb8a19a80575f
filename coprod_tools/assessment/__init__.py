"""The assessment: verdicts on every cell, advice, opportunities, barriers, findings, and what is unknown."""

from __future__ import annotations

from coprod_tools.assessment.advice import advise, advise_stages
from coprod_tools.assessment.barriers import barriers
from coprod_tools.assessment.findings import findings
from coprod_tools.assessment.marks import Assessment, Barrier, Cell, Finding, Opportunity, Reason, Unknown
from coprod_tools.assessment.opportunities import opportunities
from coprod_tools.assessment.unknowns import unknowns
from coprod_tools.assessment.verdicts import judge
from coprod_tools.chain import ValueChain
from coprod_tools.knowledge import Knowledge, load_knowledge
from coprod_tools.policy.values import PartialDate

__all__ = ["Assessment", "Barrier", "Cell", "Finding", "Opportunity", "Reason", "Unknown", "assess", "find"]


def find(chain: ValueChain, knowledge: Knowledge, as_at: PartialDate | None) -> tuple[Finding, ...]:
    """Return the findings alone: what `coprod check` prints."""
    return findings(chain, knowledge, judge(chain, knowledge), as_at)


def assess(
    chain: ValueChain, knowledge: Knowledge | None = None, as_at: PartialDate | None = None, seed: int = 0
) -> Assessment:
    """Mark a value chain.

    Parameters
    ----------
    chain : ValueChain
        Built from a valid policy.
    knowledge : Knowledge, optional
        Rules, methods, cases, weights as data; the shipped ones where not given.
    as_at : PartialDate, optional
        The day the assessment is for; without it (and without the policy's own) nothing that ages is judged.
    seed : int
        For the sampled weightings behind each opportunity's stability.

    Returns
    -------
    Assessment
        All marks, each with its reasons; never a total.
    """
    knowledge = knowledge or load_knowledge()
    day = as_at or chain.policy.as_at
    cells = advise(judge(chain, knowledge), chain, knowledge)
    found = findings(chain, knowledge, cells, day)
    by_stage = advise_stages(cells, chain, knowledge)
    return Assessment(
        chain=chain,
        knowledge=knowledge,
        as_at=day,
        cells=cells,
        stage_advice=by_stage,
        opportunities=opportunities(chain, knowledge, cells, by_stage, seed),
        barriers=barriers(found, chain, knowledge),
        findings=found,
        unknowns=unknowns(chain, cells, found, knowledge),
    )
