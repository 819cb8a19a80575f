"""How a map came to be, and what a wider conversation answered: records in the policy file."""

from typing import ClassVar, Literal

from coprod_tools.policy.ids import ActorRef
from coprod_tools.policy.record import Item
from coprod_tools.policy.values import Line, PartialDate, Text, Whole, YesNo

MapSource = Literal["hui", "call", "workshop", "sheet", "imported", "written"]


class MapRecord(Item):
    """How one partner's map was gathered; who may read its holder's name (`visible_to`).

    Without `visible_to` its holder has not agreed to be named, and no page names it.
    """

    key_fields: ClassVar[tuple[str, ...]] = ("actor", "round")
    actor: ActorRef
    round: Whole | None = None
    gathered_on: PartialDate | None = None
    how: MapSource | None = None
    written_up_by: Text | None = None
    note: Text | None = None


class OpinionGroup(Item):
    """People of a conversation who answered alike, found by the tool that held it."""

    label: Text | None = None
    size: Whole


class GroupVotes(Item):
    """How one opinion group answered one statement: counts of people."""

    key_fields: ClassVar[tuple[str, ...]] = ("group",)
    group: Line
    agree: Whole
    disagree: Whole
    passed: Whole


class SaidStatement(Item):
    """One statement of a conversation, in its writer's words, and how each group answered."""

    words: Text
    moderated_out: YesNo | None = None
    votes: tuple[GroupVotes, ...] | None = None


class Conversation(Item):
    """A wider conversation, such as one held with Polis: summed by group, no person's answers."""

    topic: Text
    link: Line | None = None
    participants: Whole | None = None
    held_from: PartialDate | None = None
    held_until: PartialDate | None = None
    groups: tuple[OpinionGroup, ...] | None = None
    statements: tuple[SaidStatement, ...] | None = None
    source: Text | None = None
