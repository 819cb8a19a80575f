"""Who is involved: actors, for whom they may speak, what they want, and what they were asked before."""

from typing import ClassVar

from coprod_tools.policy.ids import ActivityRef, ActorOrGroupRef, ActorRef, OutcomeRef, StageRef
from coprod_tools.policy.numbers import Amount, Cost
from coprod_tools.policy.record import Item, Record
from coprod_tools.policy.values import ExternalIds, PartialDate, Text, Whole, YesNo
from coprod_tools.policy.vocabulary import ActorKind, WorkaroundVerdict


class Mandate(Record):
    """For whom an actor may speak, who gave it that right, and where the right ends."""

    speaks_for: tuple[ActorOrGroupRef, ...] | None = None
    given_by: Text | None = None
    given_on: PartialDate | None = None
    limits: Text | None = None


# What people write into barred_by when nothing bars an actor.
_NOTHING = frozenset({"", "nothing", "none", "no", "nobody", "nil", "n/a"})


class Interest(Record):
    """What an actor stands to gain, and what bars it from deciding."""

    commercial: YesNo | None = None
    regulated: YesNo | None = None
    ownership: Text | None = None
    barred_by: Text | None = None
    declared_on: PartialDate | None = None

    @property
    def conflicted(self) -> bool:
        """Whether it should frame and decide nothing: it sells or is bound by what is decided, or is barred."""
        barred = str(self.barred_by or "").strip(" .").casefold()
        return bool(self.commercial or self.regulated or barred not in _NOTHING)


class Asked(Item):
    """A time this actor was asked before: by whom, what it said, what changed since."""

    key_fields: ClassVar[tuple[str, ...]] = ("when", "by")
    when: PartialDate | None = None
    by: ActorRef | None = None
    about: Text | None = None
    said: Text | None = None
    changed: Text | None = None
    answered_on: PartialDate | None = None


class Actor(Item):
    """A body or a group of people that takes part.

    `capacity_hours` is the hours in all that the whole group has for this policy, to hold beside the `hours_asked` of
    its parts. `reports_asked` counts the separate reports a year it must write. `joint_of` names the actors that a
    source names together, where it does not say which of them gave how much.
    """

    label: Text
    kind: ActorKind | None = None
    mandate: Mandate | None = None
    interest: Interest | None = None
    size: Amount | None = None
    capacity_hours: Amount | None = None
    asked_before: tuple[Asked, ...] | None = None
    support: Text | None = None
    contact_role: Text | None = None
    reports_asked: Whole | None = None
    joint_of: tuple[ActorRef, ...] | None = None
    note: Text | None = None
    external_ids: ExternalIds | None = None


class AlreadyHappening(Item):
    """What people do already, without the policy and on their own terms."""

    key_fields: ClassVar[tuple[str, ...]] = ("who",)
    who: ActorOrGroupRef
    what: Text
    since: PartialDate | None = None
    terms: Text | None = None
    stage: StageRef | None = None
    outcome: OutcomeRef | None = None


class Offer(Item):
    """What a partner offers and wants in return, and when it was answered."""

    key_fields: ClassVar[tuple[str, ...]] = ("by",)
    by: ActorRef
    offer: Text
    wants_in_return: Text | None = None
    offered_on: PartialDate | None = None
    answered_on: PartialDate | None = None
    answer: Text | None = None


class Workaround(Item):
    """What the front line does off the books; de-identified and without blame."""

    what: Text
    rule_it_bends: Text | None = None
    need_it_shows: Text | None = None
    risk: Text | None = None
    spread: Text | None = None
    verdict: WorkaroundVerdict | None = None
    activity: ActivityRef | None = None
    stage: StageRef | None = None


class Capability(Item):
    """A new role or skill that the policy needs; who learns it, when, paid by whom."""

    role: Text
    who: ActorRef | None = None
    activity: ActivityRef | None = None
    trained_by: Text | None = None
    by_when: PartialDate | None = None
    cost: Cost | None = None
    star_step: Text | None = None
