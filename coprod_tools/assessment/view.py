"""What a rule may look at: the policy on its chain, indexed once, with the verdicts and the day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import TypeVar

from coprod_tools.assessment.marks import Cell
from coprod_tools.assessment.paths import identity, item_path
from coprod_tools.assessment.register import About
from coprod_tools.assessment.standing import Standing
from coprod_tools.chain import ValueChain
from coprod_tools.knowledge import Knowledge
from coprod_tools.lifecycle import Stage
from coprod_tools.policy import Activity, Part, Policy
from coprod_tools.policy.purpose import Concept, Outcome, Output
from coprod_tools.policy.record import Item
from coprod_tools.policy.resources import DecisionRight
from coprod_tools.policy.values import PartialDate
from coprod_tools.words import say

MOVING_FORMS = frozenset({"veto", "joint", "delegate"})
ItemType = TypeVar("ItemType", bound=Item)


class View:
    """A read-only view of one policy for the rules.

    Parameters
    ----------
    chain : ValueChain
        The policy on its chain.
    knowledge : Knowledge
        Rules, actor kinds and barriers as data.
    cells : tuple of Cell
        The verdicts.
    as_at : PartialDate or None
        The day the assessment is for; where None, nothing that ages is judged.
    """

    def __init__(
        self, chain: ValueChain, knowledge: Knowledge, cells: tuple[Cell, ...], as_at: PartialDate | None
    ) -> None:
        self.chain, self.knowledge, self.cells, self.as_at = chain, knowledge, cells, as_at
        self.policy: Policy = chain.policy
        self.standing = Standing(chain.policy, knowledge)
        self.activities: tuple[Activity, ...] = self.policy.activities or ()
        self._stages: dict[str, Stage] = {str(stage.order): stage for stage in chain.lifecycle.stages}
        self._stages |= {stage.id: stage for stage in chain.lifecycle.stages}

    # ---- stages

    def stage(self, ref: str | None) -> Stage | None:
        """Return the stage an id or order number means."""
        return None if ref is None else self._stages.get(ref.strip())

    def orders(self, ref: str | None) -> frozenset[int]:
        """Return the default stages (0-9) that a stage stands for; none when it is unknown."""
        stage = self.stage(ref)
        return frozenset(stage.default) if stage else frozenset()

    def at(self, *orders: int) -> tuple[Activity, ...]:
        """Return the activities that stand at any of these default stages."""
        wanted = frozenset(orders)
        return tuple(activity for activity in self.activities if wanted & self._orders[activity.id])

    def over(self, activity: Activity) -> bool:
        """Tell whether an activity has surely finished before the day."""
        return bool(self.as_at and activity.finish and activity.finish.surely_before(self.as_at))

    @cached_property
    def _orders(self) -> dict[str, frozenset[int]]:
        return {activity.id: self.orders(activity.stage) for activity in self.activities}

    # ---- who

    def is_people_part(self, part: Part) -> bool:
        """Tell whether the part's actor counts as people and its mode is not none."""
        return part.mode != "none" and self._people[part.actor]

    @cached_property
    def _people(self) -> dict[str, bool]:
        actors = {part.actor for activity in self.activities for part in activity.parts or ()}
        return {actor: self.standing.counts_as_people(actor) is True for actor in actors}

    @cached_property
    def people_parts(self) -> tuple[tuple[Activity, Part], ...]:
        """Every people part with its activity."""
        return tuple((each, part) for each in self.activities for part in each.parts or () if self.is_people_part(part))

    @cached_property
    def with_people(self) -> frozenset[str]:
        """Ids of the activities with a people part."""
        return frozenset(activity.id for activity, _ in self.people_parts)

    @cached_property
    def parts_of(self) -> dict[str, list[tuple[Activity, Part]]]:
        """The parts of each actor, by its id."""
        found: dict[str, list[tuple[Activity, Part]]] = {}
        for activity in self.activities:
            for part in activity.parts or ():
                found.setdefault(part.actor, []).append((activity, part))
        return found

    def outside(self, actor_ids: Iterable[str]) -> bool:
        """Tell whether any of these is surely outside government."""
        return any(self.standing.is_outside(actor) is True for actor in actor_ids)

    def maybe_outside(self, actor_ids: Iterable[str]) -> bool:
        """Tell whether any of these is, or may be (its kind is absent), outside government."""
        return any(self.standing.is_outside(actor) is not False for actor in actor_ids)

    def standing_fields(self, actor_ids: Iterable[str]) -> tuple[str, ...]:
        """Return the fields that decide what these stand as."""
        return tuple(dict.fromkeys(path for actor in actor_ids for path in self.standing.fields(actor)))

    def active(self, *orders: int) -> frozenset[str]:
        """Return who leads, or has a part other than none, at any of these default stages."""
        leads = {activity.lead for activity in self.at(*orders) if activity.lead}
        parts = {part.actor for each in self.at(*orders) for part in each.parts or () if part.mode != "none"}
        return frozenset(leads | parts)

    # ---- verdicts and decisions

    @cached_property
    def _cell_of(self) -> dict[tuple[str, str], Cell]:
        return {(cell.activity, cell.part): cell for cell in self.cells if cell.part is not None}

    def cell(self, activity: Activity, part: Part) -> Cell | None:
        """Return the verdict on a part."""
        return self._cell_of.get((activity.id, part.key))

    def community_led(self, activity: Activity) -> bool:
        """Tell whether every judged part of an activity is done without a public body: government promises nothing."""
        verdicts = [cell.verdict for part in activity.parts or () if (cell := self.cell(activity, part))]
        return bool(verdicts) and all(verdict == "community-led" for verdict in verdicts)

    def cell_fields(self, activity: Activity, part: Part) -> tuple[str, ...]:
        """Return the fields a part's verdict rests on."""
        cell = self.cell(activity, part)
        return tuple(dict.fromkeys(path for reason in cell.reasons for path in reason.fields)) if cell else ()

    @cached_property
    def moving_rights(self) -> tuple[DecisionRight, ...]:
        """The decision rights of a form in which power moves: veto, joint or delegate."""
        rights = (self.policy.power and self.policy.power.decision_rights) or ()
        return tuple(right for right in rights if right.form in MOVING_FORMS)

    # ---- what things are called

    @property
    def whole(self) -> About:
        """The policy as a whole."""
        return About(str(self.policy.title), ())

    def actor_name(self, actor_id: str) -> tuple[str, str]:
        """Return the label of an actor or group, and the field it stands in."""
        actor = self.standing.actors.get(actor_id)
        if actor is not None:
            return str(actor.label), f"actors[{actor_id}].label"
        return self.standing.groups.get(actor_id, actor_id), f"problem.groups[{actor_id}].label"

    def kind_fields(self, actor_ids: Iterable[str]) -> tuple[str, ...]:
        """Return the fields that decide whether these stand outside government; a group needs none."""
        return tuple(dict.fromkeys(f"actors[{actor}].kind" for actor in actor_ids if actor in self.standing.actors))

    def cause_name(self, end: str) -> tuple[str, str]:
        """Return the label of what a claim starts from, and the field it stands in."""
        return self._cause_names.get(end, (end, "claims"))

    def effect_name(self, end: str) -> tuple[str, str]:
        """Return the label of what a claim leads to, and the field it stands in."""
        return self._effect_names.get(end, (end, "claims"))

    @cached_property
    def _cause_names(self) -> dict[str, tuple[str, str]]:
        return {**self._other_ends, **self._outcome_names, **self._activity_names}

    @cached_property
    def _effect_names(self) -> dict[str, tuple[str, str]]:
        return {**self._other_ends, **self._activity_names, **self._outcome_names}

    @cached_property
    def _outcome_names(self) -> dict[str, tuple[str, str]]:
        return _labels("outcomes", self.policy.outcomes)

    @cached_property
    def _activity_names(self) -> dict[str, tuple[str, str]]:
        return _labels("activities", self.activities)

    @cached_property
    def _other_ends(self) -> dict[str, tuple[str, str]]:
        names = _labels("concepts", self.policy.concepts)
        for activity in self.activities:
            outputs = _labels(f"activities[{activity.id}].outputs", activity.outputs)
            for key, label in outputs.items():
                names.setdefault(key, label)
                names[f"{activity.id}/{key}"] = label
        return names

    def names(self, actor_ids: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the labels of several actors or groups, sorted, and the fields they stand in."""
        pairs = sorted({self.actor_name(actor) for actor in actor_ids})
        return tuple(label for label, _ in pairs), tuple(path for _, path in pairs)

    def activity(self, activity: Activity) -> About:
        """An activity."""
        stage = self.stage(activity.stage)
        base = f"activities[{activity.id}]"
        fields = (f"{base}.label", f"{base}.stage", "lifecycle")
        return About(str(activity.label), fields, base, (activity.id,), stage.id if stage else None)

    def with_its_people(self, activity: Activity) -> About:
        """An activity, with the fields that decide whether people have a part in it."""
        about = self.activity(activity)
        fields = (f"{about.base}.parts", *self.standing_fields(part.actor for part in activity.parts or ()))
        return replace(about, fields=(*fields, *about.fields))

    def part(self, activity: Activity, part: Part) -> About:
        """A part of an activity."""
        about = self.activity(activity)
        label, path = self.actor_name(part.actor)
        parts = f"{about.base}.parts"
        base = item_path(parts, part)
        fields = (f"{base}.actor", path, *identity(parts, part), *about.fields)
        text = say("findings.part", actor=label, activity=about.text)
        return About(text, fields, base, (activity.id, part.key), about.stage)

    def people_part(self, activity: Activity, part: Part) -> About:
        """A part, with the fields that make it a people part."""
        about = self.part(activity, part)
        return replace(about, fields=(about.at("mode"), *self.standing.fields(part.actor), *about.fields))

    def item(self, list_path: str, item: Item, text_field: str) -> About:
        """An item of a list, known by one of its own fields; where it names a stage, it stands there."""
        text = str(getattr(item, text_field) or item.key)
        base = item_path(list_path, item)
        stage = self.stage(getattr(item, "stage", None))
        placed = (f"{base}.stage", "lifecycle") if "stage" in type(item).model_fields else ()
        fields = (f"{base}.{text_field}", *placed, *identity(list_path, item))
        return About(text, fields, base, (item.key,), stage.id if stage else None)

    def of_actor(
        self, list_path: str, item: Item, actor_field: str, actor_id: str | None, what: str | None = None
    ) -> About:
        """An item of a list, known by the actor or group it names and, with `what`, by one of its own fields."""
        base = item_path(list_path, item)
        label, path = self.actor_name(actor_id) if actor_id else (item.key, base)
        fields = (f"{base}.{actor_field}", path, *identity(list_path, item))
        if what is not None:
            said = getattr(item, what)
            label = say("findings.given", actor=label, what=said) if said else label
            fields = (*fields, f"{base}.{what}")
        return About(label, fields, base, (item.key,))

    def each(
        self, list_path: str, items: Iterable[ItemType] | None, text_field: str
    ) -> Iterator[tuple[About, ItemType]]:
        """Yield each item of a list with what it is called."""
        for item in items or ():
            yield self.item(list_path, item, text_field), item


Labelled = Activity | Concept | Outcome | Output


def _labels(list_path: str, items: Iterable[Labelled] | None) -> dict[str, tuple[str, str]]:
    return {item.key: (str(item.label), item_path(list_path, item, "label")) for item in items or ()}
