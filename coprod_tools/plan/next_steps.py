"""What follows from the consensus: what to talk about, to test, to rely on, to join; who moved; what feeds back."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, Any

from coprod_tools.chain import ValueChain
from coprod_tools.consensus.heard import from_conversation
from coprod_tools.consensus.rounds import Move, move_in_words
from coprod_tools.consensus.values import JointMap
from coprod_tools.consensus.whole import Consensus
from coprod_tools.plan.joint_links import ref_of, text_of
from coprod_tools.plan.names import text
from coprod_tools.plan.scenario_rows import scenario_rows
from coprod_tools.plan.speakers import Speakers, counted
from coprod_tools.plan.test_rows import test_rows
from coprod_tools.policy.conversations import Conversation
from coprod_tools.words import say

if TYPE_CHECKING:
    from coprod_tools.consensus.joining import Suggestion
    from coprod_tools.consensus.talking import Swing, TalkNext

# A double quote, a backslash, and what a shell or cmd.exe puts other words in place of.
_SPECIAL = re.compile(r"[\"\\$`!%]")


def rows(chain: ValueChain, consensus: Consensus, heard: Speakers) -> dict[str, Any]:
    """Return the lists of the plan that follow from a consensus, by key."""
    return {
        "talk_next": tuple(
            _talk(chain, each, rank, consensus) for rank, each in enumerate(consensus.talk_next, start=1)
        ),
        **scenario_rows(consensus, heard),
        "test_next": test_rows(chain, consensus, heard),
        "suggestions": tuple(_suggestion(each, chain.policy.id) for each in consensus.suggestions),
        "moves": tuple(_move(move, consensus, heard) for move in consensus.moves),
        "loops": tuple(
            {"kind": loop.kind, "members": loop.members, "links": loop.links, "text": loop.words}
            for loop in consensus.loops
        ),
        "conversations": tuple(_conversation(each) for each in consensus.conversations),
        "not_used": tuple({"text": fault.message} for fault in consensus.joint.faults),
        "maps_withdrawn": len(consensus.withdrawn),
    }


def _talk(chain: ValueChain, talk: TalkNext, rank: int, consensus: Consensus) -> dict[str, Any]:
    """Return one link to talk over: why it comes here, and which order of actions turns on it."""
    joint = consensus.joint
    link = next(link for link in joint.links if link.id == talk.link)
    why = [say("plan.talk-why" if rank == 1 else "plan.talk-why-next", share=round(100 * talk.gain))]
    if talk.swing:
        why += _swing(talk.swing, joint)
    agreement = consensus.agreements[link.id]
    counts = {"plus": agreement.plus, "minus": agreement.minus, "unsure": agreement.unsure, "silent": agreement.silent}
    told = [say(f"plan.talk-{name}", count=len(who)) for name, who in counts.items() if who]
    why += [say("plan.talk-said", told="; ".join(told))] if told else []
    return {
        "rank": rank,
        "ref": ref_of(link),
        "link": link.id,
        "text": text_of(joint, link),
        "state": agreement.state,
        "minutes": f"{talk.minutes:g}",
        "minutes_stated": any(claim.talk_minutes for claim in chain.policy.claims or () if claim.key in link.claims),
        "gain": round(talk.gain, 3),
        "together": round(talk.together, 3),
        "why": " ".join(why),
    }


def _swing(swing: Swing, joint: JointMap) -> list[str]:
    one, other = (joint.concepts[place].label for place in (swing.one, swing.other))
    states = (("raises", swing.raises), ("lowers", swing.lowers), ("absent", swing.absent))
    told = [(name, share) for name, share in states if share is not None]
    if len(told) < 2:
        return []
    (name, share), *others = told
    first = say(f"plan.swing-first-{name}", one=one, other=other, tenths=round(10 * share))
    return [say("plan.swing", first=first, rest="; ".join(_if(*each) for each in others))]


def _if(name: str, share: float) -> str:
    return say(f"plan.swing-{name}", tenths=round(10 * share))


def _move(move: Move, consensus: Consensus, heard: Speakers) -> dict[str, Any]:
    link = next(link for link in consensus.joint.links if link.id == move.link)
    return {
        "who": heard.one(move.actor),
        "ref": ref_of(link),
        "link": move.link,
        "change": move.change,
        "rounds": move.rounds,
        "text": move_in_words(move, consensus.joint),
    }


def _suggestion(suggestion: Suggestion, policy: str) -> dict[str, Any]:
    one, other = map(_in_a_shell, suggestion.names)
    return {
        "names": suggestion.names,
        "concepts": (suggestion.one, suggestion.other),
        "likeness": suggestion.likeness,
        "why": suggestion.reason,
        "command": say("plan.same-join", policy=policy, one=one, other=other),
        "text": say(
            "plan.same-thing",
            one=suggestion.names[0],
            who=_users(suggestion, suggestion.names[0]),
            other=suggestion.names[1],
            others=_users(suggestion, suggestion.names[1]),
            why=suggestion.reason,
        ),
    }


def _in_a_shell(name: str) -> str:
    """Return a name as it is typed in a command; what a shell would take for more than words is quoted away."""
    return f'"{name}"' if not _SPECIAL.search(name) else shlex.quote(name)


def _users(suggestion: Suggestion, name: str) -> str:
    """Who uses a name: the policy itself, those who may be named, and how many others."""
    told: list[str] = []
    for use in suggestion.uses:
        if use.name == name:
            told += [say("plan.same-policy")] if use.in_policy else []
            told += use.named
            if use.unnamed:
                told.append(counted(use.unnamed))
    return "; ".join(dict.fromkeys(told)) or say("plan.not-known")


def _conversation(conversation: Conversation) -> dict[str, Any]:
    """Return what every group agrees on and what divides them, in the words of those who wrote the statements."""
    told = from_conversation(conversation)
    groups = [{"label": str(each.label or each.key), "size": each.size} for each in conversation.groups or ()]
    statements = tuple(
        {"words": each.words, "finding": each.finding, "text": say("plan.heard", words=each.words, found=each.sentence)}
        for each in told
    )
    return {
        "topic": str(conversation.topic),
        "participants": conversation.participants,
        "groups": tuple(groups),
        "held_from": text(conversation.held_from),
        "held_until": text(conversation.held_until),
        "source": text(conversation.source),
        "statements": statements,
    }
