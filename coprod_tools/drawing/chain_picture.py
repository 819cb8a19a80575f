"""The value chain as a picture: a lane for each stage, its activities as boxes, arrows for needs and feedback."""

from __future__ import annotations

from coprod_tools.assessment.marks import Assessment
from coprod_tools.chain import ValueChain
from coprod_tools.drawing.chain_key import chain_key
from coprod_tools.drawing.chain_positions import chain_alt, chain_told, drawn_arrows, printed, shown_whole
from coprod_tools.drawing.chain_table import chain_head, chain_rows
from coprod_tools.drawing.frame import picture_of, sheet_of
from coprod_tools.drawing.lanes import arranged_body
from coprod_tools.drawing.picture import Picture
from coprod_tools.drawing.shapes import Sheet
from coprod_tools.drawing.wording import say


def draw_chain(chain: ValueChain, assessment: Assessment) -> Picture:
    """Draw the value chain with its marks.

    Up to 40 boxes (activities and outcomes) each stands for itself; beyond that each stage is one box with counts, and
    `draw_stage` shows one stage whole. What had to be cut to fit a box stands whole in the table.
    """
    title = say("chain-title", policy=chain.policy.title)
    sheet = chain_sheet(chain, assessment)
    return picture_of(sheet, title, chain_alt(chain, assessment), chain_head(), chain_rows(chain, assessment))


def chain_sheet(chain: ValueChain, assessment: Assessment) -> Sheet:
    """Lay the picture out, before it is painted."""
    title, told = say("chain-title", policy=chain.policy.title), chain_told(chain, assessment)
    tags = shown_whole(chain) and bool(chain.policy.outcomes)
    key = chain_key(assessment, drawn_arrows(chain), tags=tags)
    return sheet_of(title, told, arranged_body(printed(chain, assessment)), key)
