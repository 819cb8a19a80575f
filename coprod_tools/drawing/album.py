"""Several pictures that belong together, shown one after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coprod_tools.chain import ValueChain
from coprod_tools.consensus.whole import Consensus
from coprod_tools.drawing.answers_picture import draw_accountability, pages_of_accountability
from coprod_tools.drawing.evidence_gap import draw_evidence_gap
from coprod_tools.drawing.gives_picture import draw_who_gives
from coprod_tools.drawing.joint_picture import draw_joint_map, draw_partner_map, pages_of_joint_map
from coprod_tools.drawing.outcomes import draw_outcomes
from coprod_tools.drawing.picture import Picture
from coprod_tools.drawing.tornado_picture import draw_tornado
from coprod_tools.drawing.wording import count, say

MOST_PAGES, MOST_PARTNERS = 6, 8


@dataclass(frozen=True, slots=True)
class Album:
    """Pictures in their order, and how many more there would be.

    Attributes
    ----------
    left_out : int
        Pictures beyond what one page should hold; each can be drawn by itself.
    """

    pictures: tuple[Picture, ...]
    left_out: int = 0

    def html(self) -> str:
        """Return the pictures as HTML figures, each with its table, and a word on those that were left out."""
        more = f"<p>{say('album-more', n=self.left_out)}</p>" if self.left_out else ""
        return "".join(picture.html() for picture in self.pictures) + more

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        """Offer itself to a notebook: as page and as words."""
        told = "\n".join(f"{picture.title}. {picture.alt}" for picture in self.pictures)
        return {"text/html": self.html(), "text/plain": told or count("pictures", 0)}


def draw_cause_and_effect(chain: ValueChain, consensus: Consensus | None = None) -> Album:
    """Draw what leads to what: where partners told maps, the joint map and its evidence gap; else the claims."""
    if consensus is None or not consensus.told:
        return Album((draw_outcomes(chain),))
    joint, agreements, title = consensus.joint, consensus.agreements, str(chain.policy.title)
    pages = pages_of_joint_map(joint)
    drawn = [draw_joint_map(joint, agreements, title, page) for page in range(1, min(pages, MOST_PAGES) + 1)]
    decisive = tuple(dict.fromkeys(each.link for each in (*consensus.talk_next, *consensus.test_next)))
    return Album((*drawn, draw_evidence_gap(joint, agreements, title, decisive)), max(0, pages - MOST_PAGES))


def draw_accounts(plan: Mapping[str, Any]) -> Album:
    """Draw who puts in what, who answers for what, and, where somebody said what it is worth, what could overturn that.

    Parameters
    ----------
    plan : mapping
        The plan as plain values, as its `plan.json` holds it.
    """
    pages = pages_of_accountability(plan)
    answers = [draw_accountability(plan, page) for page in range(1, min(pages, MOST_PAGES) + 1)]
    worth = plan["investment"].get("worth")
    turned = (draw_tornado(plan),) if worth and any(account["rows"] for account in worth["accounts"]) else ()
    return Album((draw_who_gives(plan), *answers, *turned), max(0, pages - MOST_PAGES))


def draw_partner_maps(chain: ValueChain, consensus: Consensus, most: int = MOST_PARTNERS) -> Album:
    """Draw what each partner says, one picture each on the places of the joint map's first page.

    Those who may be named come first, by name; the others follow in an order that tells nothing of who they are.
    """
    told = [holder for holder in consensus.joint.holders if holder.rounds]
    order = {holder.actor: _place(consensus, holder.actor) for holder in told}
    told.sort(key=lambda holder: (not holder.named, holder.label if holder.named else "", order[holder.actor]))
    pictures = tuple(
        draw_partner_map(consensus.joint, consensus.agreements, str(chain.policy.title), holder.actor)
        for holder in told[:most]
    )
    return Album(pictures, max(0, len(told) - most))


def _place(consensus: Consensus, actor: str) -> tuple[str, ...]:
    """Order by what is said, never by the id."""
    return tuple(link.id for link in consensus.joint.links if any(held.actor == actor for held in link.held))
