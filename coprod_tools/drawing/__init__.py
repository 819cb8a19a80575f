"""Pictures of a policy: chain, stage, cube, timeline, outcomes, joint map, who gives, who answers, what overturns."""

from coprod_tools.drawing.album import Album, draw_accounts, draw_cause_and_effect, draw_partner_maps
from coprod_tools.drawing.answers_picture import draw_accountability, pages_of_accountability
from coprod_tools.drawing.arrangement import Arrangement
from coprod_tools.drawing.chain_picture import draw_chain
from coprod_tools.drawing.chain_positions import chain_positions
from coprod_tools.drawing.cube import draw_cube, pages_of_cube
from coprod_tools.drawing.evidence_gap import draw_evidence_gap
from coprod_tools.drawing.gives_picture import draw_who_gives
from coprod_tools.drawing.joint_picture import draw_joint_map, draw_partner_map, pages_of_joint_map
from coprod_tools.drawing.outcomes import draw_outcomes, pages_of_outcomes
from coprod_tools.drawing.picture import Picture
from coprod_tools.drawing.stage_picture import draw_stage, pages_of_stage
from coprod_tools.drawing.timeline import draw_timeline, pages_of_timeline
from coprod_tools.drawing.tornado_picture import draw_tornado

__all__ = [
    "Album",
    "Arrangement",
    "Picture",
    "chain_positions",
    "draw_accountability",
    "draw_accounts",
    "draw_cause_and_effect",
    "draw_chain",
    "draw_cube",
    "draw_evidence_gap",
    "draw_joint_map",
    "draw_outcomes",
    "draw_partner_map",
    "draw_partner_maps",
    "draw_stage",
    "draw_timeline",
    "draw_tornado",
    "draw_who_gives",
    "pages_of_accountability",
    "pages_of_cube",
    "pages_of_joint_map",
    "pages_of_outcomes",
    "pages_of_stage",
    "pages_of_timeline",
]
