"""What all maps say together: agreed, contested, told by one only; what to talk about and to test next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets

from coprod_tools.render import consensus_blocks
from coprod_tools.words import say
from coprod_tools.workbook.elements import Words
from coprod_tools.workbook.page_block import PageBlock
from coprod_tools.workbook.whole_plan import WholePlan

if TYPE_CHECKING:
    from coprod_tools.workbook.maps_panel.panel import MapsPanel

SECTIONS = ("agreed", "dissent", "only_one", "talk", "test")


class Together:
    """The sections of the printed plan on consensus, and the joint picture."""

    def __init__(self, panel: MapsPanel) -> None:
        self.panel = panel
        self.page = PageBlock()
        self.box = ipywidgets.VBox((Words(("quiet", say("views.maps-together-about"))), self.page))

    def draw(self, found: WholePlan) -> None:
        """Show what was reckoned."""
        from coprod_tools.drawing import draw_cause_and_effect

        said = consensus_blocks.consensus(found.plan, SECTIONS, level=4)
        self.page.fill(said, draw_cause_and_effect(self.panel.editing.chain, found.consensus))
