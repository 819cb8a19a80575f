"""A policy as it stood at one moment, for reckoning aside: what changes meanwhile changes nothing in it."""

from __future__ import annotations

from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.reckoned import Reckoned


class Snapshot(Reckoned):
    """The chain, the marks and the plan of a policy as it stood; what is reckoned of it already is taken over."""

    def __init__(self, editing: Editing) -> None:
        self.loaded, self.knowledge = editing.loaded, editing.knowledge
        marks = editing.__dict__.get("assessment")
        # A change in the same moment may have left marks of an earlier state.
        if marks is not None and marks.chain.policy is self.loaded.policy:
            self.__dict__.update(assessment=marks, chain=marks.chain)
