"""Who told us: read back or not, before or after the choice; and the questions that follow from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from coprod_tools.chain import ValueChain
from coprod_tools.consensus.values import Holder
from coprod_tools.consensus.whole import Consensus
from coprod_tools.plan.document import UnknownRow
from coprod_tools.plan.joint_links import ref_of, text_of
from coprod_tools.plan.names import in_words, names_of
from coprod_tools.plan.speakers import Speakers, speakers
from coprod_tools.words import say

Row = dict[str, Any]


def holders(consensus: Consensus, heard: Speakers) -> tuple[Row, ...]:
    """Return everybody who holds a view, those who may be named first; nobody else can be told by order or kind."""
    rows = [_row(holder, heard) for holder in consensus.joint.holders]
    return tuple(sorted(rows, key=lambda row: (not row["named"], row["who"], str(row))))


def _row(holder: Holder, heard: Speakers) -> Row:
    named = holder.actor not in heard.unnamed
    return {
        "who": heard.one(holder.actor),
        "named": named,
        "kind": holder.kind if named else None,
        "outside": holder.outside,
        "reading": holder.reading,
        "timing": holder.timing if holder.rounds else None,
        "rounds": holder.rounds,
    }


def consultation(consensus: Consensus, heard: Speakers) -> tuple[Row, ...]:
    """Return whose views were gathered after the option was chosen: consultation on it, and said so."""
    after = [holder.actor for holder in consensus.joint.holders if holder.timing == "after" and holder.rounds]
    return tuple({"who": who, "text": say("plan.view-after", who=who)} for who in heard.of(after))


def questions(chain: ValueChain, consensus: Consensus) -> Iterator[UnknownRow]:
    """Yield what the maps leave open: not read back, not dated, direction not known."""
    heard = speakers(names_of(chain.policy), consensus.joint)
    told = [holder for holder in consensus.joint.holders if holder.rounds]
    unread = [holder.actor for holder in told if holder.reading == "not-read-back"]
    changed = [holder.actor for holder in told if holder.reading == "changed-since"]
    undated = [holder.actor for holder in told if holder.timing == "unknown"]
    for field, actors in (("read_back", unread), ("changed_since", changed), ("gathered_on", undated)):
        if actors:
            who = in_words(heard.of(actors))
            asked, why = say(f"plan.ask-{field}", who=who), say(f"plan.unknown-{field}")
            yield UnknownRow(field=f"maps.{field}", question=asked, why_it_matters=why)
    for link in consensus.joint.links:
        unsure = consensus.agreements[link.id].unsure
        if unsure:
            yield UnknownRow(
                field=f"{ref_of(link)}.sign",
                question=say("plan.ask-sign", link=text_of(consensus.joint, link)),
                why_it_matters=say("plan.unknown-sign", who=in_words(heard.of(unsure))),
            )
