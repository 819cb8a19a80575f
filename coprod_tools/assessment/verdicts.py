"""The verdict for each cell of the cube actor x stage x Co: what is really there, beside what was claimed.

Each part is judged alone, in the order of the design: the first verdict that applies stands. Every test is
three-valued; where a missing field could still change the verdict it is `unknown`, and the field is named.
"""

from __future__ import annotations

from collections.abc import Callable

from coprod_tools.assessment.facts import VOICE_FIELDS, Known, PartFacts, both, either, part_path
from coprod_tools.assessment.marks import Cell, Reason, Verdict
from coprod_tools.assessment.standing import Standing
from coprod_tools.chain import ValueChain, involved, outcomes_reached, stage_of
from coprod_tools.knowledge import Knowledge
from coprod_tools.policy.activities import Activity, Part
from coprod_tools.policy.vocabulary import COS
from coprod_tools.words import catalogue, say

Test = Callable[[PartFacts], Known]


def judge(chain: ValueChain, knowledge: Knowledge) -> tuple[Cell, ...]:
    """Judge every part, and give every actor that leads, takes part or contributes a row for each of the four Co's.

    Returns
    -------
    tuple of Cell
        Sorted by stage, activity, actor and Co; a row that no part speaks for is `unknown`.
    """
    standing = Standing(chain.policy, knowledge)
    named = any(part.methods for activity in chain.policy.activities or () for part in activity.parts or ())
    surveys = (name for name, method in knowledge.methods.items() if method.survey) if named else ()
    survey = frozenset(surveys)
    places = {stage.id: place for place, stage in enumerate(chain.stages)}
    cells: list[Cell] = []
    for activity in chain.policy.activities or ():
        stage = stage_of(chain, activity.key)
        place = stage.id if stage else ""
        for actor in sorted(involved(chain, activity.key)):
            for co in COS:
                parts = [part for part in activity.parts or () if part.actor == actor and part.co == co]
                for part in parts:
                    facts = PartFacts(chain, standing, activity, part, survey)
                    cells.append(_judged(facts, place, many=len(parts) > 1))
                if not parts:
                    cells.append(_unsaid(activity, place, actor, co))
    return tuple(
        sorted(
            cells, key=lambda cell: (places.get(cell.stage, -1), cell.activity, cell.actor, COS.index(cell.co), cell.id)
        )
    )


def voice(facts: PartFacts) -> Known:
    """Whether the people who act here frame, decide or judge (with the result used) in any part of the policy."""
    ours = _who_act(facts)
    found: Known = either(facts.any_people("frames"), facts.any_people("decides"))
    if found is True:
        return True
    for activity in facts.chain.policy.activities or ():
        facts.reading.read[f"activities[{activity.key}].parts"] = None
        for part in activity.parts or ():
            if part is not facts.part:
                found = either(found, _voice_in(facts, activity, part, ours))
            if found is True:
                return True
    return found


def _who_act(facts: PartFacts) -> frozenset[str]:
    """The people a part is about, with those they speak for or who speak for them."""
    if facts.is_people(facts.part.actor):
        return facts.standing.same_people(facts.part.actor)
    acting = [actor for actor in facts.part.acts or () if facts.is_people(actor)]
    return frozenset().union(*(facts.standing.same_people(actor) for actor in acting))


def _voice_in(facts: PartFacts, activity: Activity, part: Part, ours: frozenset[str]) -> Known:
    if part.mode == "none":
        return False
    path = part_path(activity, part)
    theirs = part.actor in ours
    names = ("judges",) if part.co == "assess" else VOICE_FIELDS
    found: Known = False
    heard = VOICE_FIELDS if facts.only_surveys(part, path) else (*VOICE_FIELDS, "judges")
    for name in heard:
        if getattr(part, name) is None and not (theirs and name in names):
            continue  # somebody else's part that names nobody is no statement about these people
        named = facts.stated(name, part, path)
        here: Known = None if named is None else any(actor in ours for actor in named)
        if name == "judges":
            here = here if here is False else both(here, facts.used(part, path))
        found = either(found, here)
    return found


def _says_none(facts: PartFacts) -> Known:
    facts.reading.read[f"{facts.path}.mode"] = None
    return facts.part.mode == "none"


def _without_public_body(facts: PartFacts) -> Known:
    bodies = [facts.is_public_body(actor) for actor in sorted(set(facts.named_anywhere(facts.activity)))]
    if facts.activity.lead is None:
        bodies.append(None)
    if not any(bodies):
        # Whoever is named is outside government; whether that is all, an absent list leaves open.
        bodies += [None for name in _LISTS[str(facts.part.co)] if facts.stated(name) is None]
    found = either(False, *bodies)
    return None if found is None else not found


def _alone(facts: PartFacts) -> Known:
    named = set(facts.named_anywhere(facts.activity))
    lists = [facts.stated(name) for name in _LISTS.get(str(facts.part.co), ())]
    if len(named) > 1:
        return False
    return None if any(value is None for value in lists) else True


_LISTS = {
    "commission": ("frames", "decides"),
    "design": ("frames", "decides", "acts"),
    "deliver": ("acts",),
    "assess": ("judges",),
}


def _without_people(facts: PartFacts) -> Known:
    own = facts.is_people(facts.part.actor)
    if own is not False:
        return None if own is None else False
    named: Known = either(False, *(facts.any_people(name) for name in _LISTS[str(facts.part.co)]))
    return None if named is None else not named


def _handed_over(facts: PartFacts) -> Known:
    acting = facts.any_people("acts") if facts.part.acts is not None or facts.part.co == "deliver" else False
    if acting is False:
        return False
    heard = voice(facts)
    return both(acting, None if heard is None else not heard)


def _present(facts: PartFacts) -> Known:
    co = str(facts.part.co)
    if co == "assess":
        # Answering questions that others set is not judging, unless it is the users who act on the answers.
        surveyed = facts.only_surveys(facts.part, facts.path)
        judging = either(*(facts.any_people(name) for name in (VOICE_FIELDS if surveyed else ("judges",))))
        return judging if judging is False else both(judging, facts.used())
    found: Known = False
    for name in _LISTS[co]:
        found = either(found, facts.any_people(name))
        if found is True:
            return True
    return found


def _for_an_outcome(facts: PartFacts) -> Known:
    own = f"activities[{facts.activity.key}].outcomes"
    facts.reading.read[own] = None
    if facts.activity.outcomes:
        return True
    facts.reading.read["claims"] = None
    for activity in facts.chain.policy.activities or ():
        for name in ("outcomes", "outputs", "needs"):
            facts.reading.read[f"activities[{activity.key}].{name}"] = None
    if outcomes_reached(facts.chain, facts.activity.key):
        return True
    if facts.activity.outcomes is None:
        facts.reading.missing[own] = None
        return None
    return False


def _co_production(facts: PartFacts) -> Known:
    present = _present(facts)
    return present if present is False else both(present, _for_an_outcome(facts))


def _gives_input(facts: PartFacts) -> Known:
    mode = facts.reading.field(f"{facts.path}.mode", facts.part.mode)
    if mode in ("voice", "both"):
        return True
    lists = [name for name in ("frames", "decides", "acts", "judges") if getattr(facts.part, name) is not None]
    given = either(False, *(facts.any_people(name) for name in lists))
    if given is True:
        return True
    return False if mode == "action" else None


ORDER: tuple[tuple[Verdict, Test], ...] = (
    ("none", _says_none),
    ("community-led", _without_public_body),
    ("none", _alone),
    ("partnership", _without_people),
    ("handed-over-work", _handed_over),
    ("co-production", _co_production),
    ("consultation", _gives_input),
)


def decide(facts: PartFacts) -> tuple[Verdict, tuple[str, ...]]:
    """Return the verdict on a part and, where it is `unknown`, the fields that would settle it."""
    possible: dict[Verdict, None] = {}
    missing: dict[str, None] = {}
    for verdict, test in ORDER:
        facts.reading.missing = {}
        answer = test(facts)
        if answer is not False:
            possible[verdict] = None
        if answer is None:
            missing.update(facts.reading.missing)
        if answer is True:
            break
    else:
        possible["information"] = None
    if len(possible) == 1:
        return next(iter(possible)), ()
    return "unknown", tuple(missing)


def _judged(facts: PartFacts, stage: str, many: bool) -> Cell:
    activity, part = facts.activity, facts.part
    verdict, missing = decide(facts)
    fields = dict.fromkeys((f"{facts.path}.actor", f"{facts.path}.co"))
    fields.update(facts.reading.read)
    rule = f"verdict.{verdict}"
    if verdict == "unknown":
        text = say("assessment.unknown", questions=" ".join(dict.fromkeys(map(_question, missing))))
        fields = dict.fromkeys((*missing, *fields))
    else:
        text = say(f"assessment.{_sentence(verdict, facts)}")
    own = "own-authority" in facts.standing.kind_classes(part.actor)
    return Cell(
        id=f"cell:{activity.key}:{part.actor}:{part.co}" + (f":{part.key}" if many else ""),
        stage=stage,
        actor=part.actor,
        activity=activity.key,
        co=str(part.co),
        claimed=part.claimed or f"co-{part.co}",
        verdict=verdict,
        shown_as=say(
            f"assessment.shown-{verdict}-treaty" if own and verdict == "partnership" else f"assessment.shown-{verdict}"
        ),
        advice=None,
        value_served=None,
        reasons=(Reason(rule, text, tuple(fields)),),
        part=part.key,
        missing=missing,
    )


def _question(path: str) -> str:
    """What to ask about a missing field, in words."""
    last = path.rpartition(".")[2].partition("[")[0]
    return catalogue("questions").get(last, last.replace("_", " "))


def _sentence(verdict: Verdict, facts: PartFacts) -> str:
    if verdict == "none" and facts.part.mode != "none":
        return "alone"
    if verdict == "co-production" and facts.standing.is_own_authority(facts.part.actor):
        return "co-production-partner"
    if verdict == "partnership" and facts.standing.is_own_authority(facts.part.actor):
        return "partnership-treaty"
    if verdict == "consultation" and either(*(facts.any_people(name) for name in VOICE_FIELDS)) is True:
        return "consultation-with-a-say"
    if verdict in ("co-production", "consultation"):
        return f"{verdict}-{facts.part.co}"
    return verdict


def _unsaid(activity: Activity, stage: str, actor: str, co: str) -> Cell:
    unplaced = [part for part in activity.parts or () if part.actor == actor and part.co is None]
    fields = [f"{part_path(activity, part)}.co" for part in unplaced]
    parts = f"activities[{activity.key}].parts"
    fields += [parts, f"activities[{activity.key}].lead", "contributions"]
    return Cell(
        id=f"cell:{activity.key}:{actor}:{co}",
        stage=stage,
        actor=actor,
        activity=activity.key,
        co=co,
        claimed=None,
        verdict="unknown",
        shown_as=say("assessment.shown-unknown"),
        advice=None,
        value_served=None,
        reasons=(Reason("verdict.unsaid", say("assessment.unsaid"), tuple(fields)),),
        missing=tuple(fields[: len(unplaced)]) or ((parts,) if activity.parts is None else ()),
    )
