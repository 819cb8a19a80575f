"""Faults of B9, B14 and B17: who is missing, how the three questions are measured, the risk of doing nothing."""

from __future__ import annotations

from .additions import new_provider
from .places import Place, Plain, at, forget, given, places
from .readings import agency, group_ids, is_people, people_parts, stage_for
from .register import Edit, add, adding, fault, setting, unanswered

GROUPS = ("problem", "groups")


def _without_groups(value: object) -> Edit:
    def edit(policy: Plain) -> Place | None:
        ids = group_ids(policy)
        if not ids:
            return None
        del policy["problem"]["groups"]
        forget(policy, "groups", ids)
        if value is not None:
            policy["problem"]["groups"] = value
        return GROUPS

    return edit


add("affected-groups-not-named", "delete", "groups_deleted", _without_groups(None))
add("affected-groups-not-named", "variant", "groups_empty", _without_groups([]))
add("affected-groups-not-named", "variant", "groups_unknown", _without_groups("unknown"))


def _rows(policy: Plain, group: str) -> list[Place]:
    return [place for place in places(policy, "participation") if at(policy, place).get("group") == group]


def _named(policy: Plain) -> list[tuple[Place, list[Place]]]:
    """Groups with their rows, but for those of which a segment takes part: then the group does."""
    wholes = {
        at(policy, place).get("segment_of")
        for place in places(policy, "problem.groups")
        if _rows(policy, at(policy, place).get("id", ""))
    }
    found = (place for place in places(policy, "problem.groups") if at(policy, place).get("id") not in wholes)
    return [(place, _rows(policy, at(policy, place).get("id", ""))) for place in found]


@fault("group-not-in-the-room", "delete")
def a_group_loses_its_rows(policy: Plain) -> Place | None:
    """Nothing is said of one group's participation."""
    place, rows = next(((p, r) for p, r in _named(policy) if r), (None, []))
    policy["participation"] = [
        row for row in policy.get("participation") or [] if row not in [at(policy, r) for r in rows]
    ]
    return place


@fault("group-not-in-the-room", "contradict")
def nobody_counted_a_group(policy: Plain) -> list[Place] | None:
    """A group's rows stand without numbers."""
    place, rows = next(((p, r) for p, r in reversed(_named(policy)) if r), (None, []))
    for row in rows:
        at(policy, row).pop("planned", None)
        at(policy, row).update(actual="unknown")
    return [place, *rows] if place else None


@fault("group-not-in-the-room", "misrefer")
def a_row_names_another_group(policy: Plain) -> Place | None:
    """The rows of one group are given to another."""
    named = [(place, rows) for place, rows in _named(policy) if rows]
    if len(named) < 2:
        return None
    for row in named[0][1]:
        at(policy, row).update(group=at(policy, named[1][0])["id"], stage=None, id=f"moved-{row[-1]}")
        del at(policy, row)["stage"]
    return named[0][0]


adding(
    "group-not-in-the-room",
    "new_group",
    "problem.groups",
    lambda _: {"id": "added-group", "label": "Added", "size": "5"},
)


def _counted(policy: Plain) -> list[tuple[Place, list[Place]]]:
    """Groups with a size and a number of participants, two or more of them."""
    named = [
        (place, rows)
        for place, rows in _named(policy)
        if given(at(policy, place).get("size"))
        and any(given(at(policy, r).get("actual") or at(policy, r).get("planned")) for r in rows)
    ]
    return named if len(named) > 1 else []


def _tiny_share(policy: Plain, which: int, own: str, others: str) -> list[Place] | None:
    counted = _at_one_stage(policy)
    for index, (_, rows) in enumerate(counted):
        for row in rows:
            number = own if index == which % len(counted) else others
            at(policy, row).update(actual=number, planned=number)
    return [counted[which][0], *counted[which][1]] if counted else None


def _at_one_stage(policy: Plain) -> list[tuple[Place, list[Place]]]:
    """Groups of one level that are counted, each with one row, all of them at the same stage."""
    levels: dict[str | None, list[tuple[Place, list[Place]]]] = {}
    for place, rows in _counted(policy):
        levels.setdefault(at(policy, place).get("segment_of"), []).append((place, rows[:1]))
    level = max(levels.values(), key=len, default=[])
    for _, rows in level:
        at(policy, rows[0]).pop("stage", None)
    return level if len(level) > 1 else []


@fault("group-under-represented", "contradict")
def hardly_anybody_of_the_first_group_came(policy: Plain) -> list[Place] | None:
    """One of the first group came, and a million of the others."""
    return _tiny_share(policy, 0, "1", "1000000")


@fault("group-under-represented", "contradict")
def nobody_of_the_last_group_came(policy: Plain) -> list[Place] | None:
    """Nobody of the last group came."""
    return _tiny_share(policy, -1, "0", "40")


@fault("group-under-represented", "variant")
def a_group_is_far_larger_than_thought(policy: Plain) -> list[Place] | None:
    """A group is a million times as large, so that its share of participants is far too small."""
    counted = _at_one_stage(policy)
    if not counted:
        return None
    place, rows = counted[-1]
    at(policy, place)["size"] = "1000000000"
    for _, others in counted[:-1]:
        for row in others:
            at(policy, row).update(actual="9", planned="9")
    for row in rows:
        at(policy, row).update(actual="1", planned="1")
    return [place, *rows]


@fault("group-under-represented", "misrefer")
def a_group_comes_only_when_all_is_decided(policy: Plain) -> list[Place] | None:
    """Hardly anybody of a group is asked at the problem stage; that many use it in the end does not mend it."""
    counted, early, late = _at_one_stage(policy), stage_for(policy, 1), stage_for(policy, 7)
    if not counted or early is None or late is None:
        return None
    for index, (_, rows) in enumerate(counted):
        number = "40" if index else "0"
        at(policy, rows[0]).update(stage=early, actual=number, planned=number)
    place = counted[0][0]
    added = {"id": "added-row", "group": at(policy, place)["id"], "stage": late, "actual": "100000"}
    policy["participation"] = [*policy["participation"], added]
    return [place, *counted[0][1]]


@fault("group-under-represented", "variant")
def a_segment_hardly_comes(policy: Plain) -> Place | None:
    """Half of a group are a segment of it, and one in forty of those who take part."""
    for place, rows in _counted(policy):
        group = at(policy, place)
        size = group["size"] if isinstance(group["size"], str) else group["size"].get("mid")
        if size is None or "id" not in group:
            continue
        at(policy, rows[0]).update(actual="40", planned="40")
        added = {"id": "added-segment", "label": "Added", "segment_of": group["id"], "size": str(float(size) / 2)}
        policy["problem"]["groups"] = [*policy["problem"]["groups"], added]
        row = {"id": "added-row", "group": "added-segment", "actual": "1", "stage": at(policy, rows[0]).get("stage")}
        policy["participation"] = [at(policy, rows[0]), {field: value for field, value in row.items() if value}]
        return ("problem", "groups", len(policy["problem"]["groups"]) - 1)
    return None


unanswered(
    "barrier-without-access",
    lambda p: (r for r in places(p, "participation") if given(at(p, r).get("barriers"))),
    "access",
)
setting("barrier-without-access", "contradict", "no_access_at_all", "participation", barriers=["No bus"], access=[])


def _alone(policy: Plain) -> Place | None:
    """Activities led by people are led by a public body instead."""
    public = agency(policy)
    for place in places(policy, "activities"):
        if is_people(policy, at(policy, place).get("lead", "")):
            at(policy, place)["lead"] = public
    return () if public and any(people_parts(policy)) else None


@fault("no-people-take-part", "delete")
def every_part_of_people_goes(policy: Plain) -> Place | None:
    """Parts of people are taken away."""
    found = _alone(policy)
    for place in places(policy, "activities"):
        kept = at(policy, place).get("parts") or []
        at(policy, place)["parts"] = [part for part in kept if not is_people(policy, part["actor"])]
    return found


@fault("no-people-take-part", "contradict")
def every_part_of_people_is_none(policy: Plain) -> Place | None:
    """Parts of people say that they take no part."""
    found = _alone(policy)
    for place in list(people_parts(policy)):
        at(policy, place)["mode"] = "none"
    return found


@fault("no-people-take-part", "misrefer")
def every_part_of_people_is_a_providers(policy: Plain) -> Place | None:
    """Parts of people are given to a provider without mandate."""
    found, provider = _alone(policy), new_provider(policy)
    for place in list(people_parts(policy)):
        at(policy, place)["actor"] = provider
    return found


def _question_gone(question: str, value: str | None) -> Edit:
    def edit(policy: Plain) -> Place | None:
        asked = [one for one in policy.get("indicators") or [] if one.get("question") == question]
        for one in asked:
            one.pop("question")
            if value is not None:
                one["question"] = value
        if value is None:
            policy["indicators"] = [one for one in policy.get("indicators") or [] if one not in asked]
        return ("indicators", question) if asked else None

    return edit


for _question, _other in (("better", "feel"), ("feel", "public-value"), ("public-value", "better")):
    add("question-without-indicator", "delete", f"no_indicator_for_{_question}", _question_gone(_question, None))
    add("question-without-indicator", "misrefer", f"{_question}_answers_{_other}", _question_gone(_question, _other))
    add("question-without-indicator", "variant", f"{_question}_unknown", _question_gone(_question, "unknown"))

unanswered("indicator-incomplete", "indicators", "outcome", "baseline", "target", "source", "measured_by")
for _field in ("baseline", "target"):
    setting(
        "share-above-whole",
        "contradict",
        f"{_field}_counts_more_than_all",
        "indicators",
        **{_field: {"numerator": "9", "denominator": "5"}},
    )
setting(
    "share-above-whole",
    "contradict",
    "one_period_counts_more_than_all",
    "indicators",
    actuals=[{"period": "2026", "value": {"numerator": "41", "denominator": "40"}}],
)
unanswered("indicator-chosen-by-government", "indicators", "chosen_by")
setting(
    "indicator-chosen-by-government",
    "contradict",
    "only_an_agency_chose_it",
    "indicators",
    chosen_by=lambda policy: [agency(policy)] if agency(policy) else None,
)
setting("indicator-chosen-by-government", "contradict", "nobody_chose_it", "indicators", chosen_by=[])
unanswered("risk-of-not-acting-not-said", "problem", "risk_of_not_acting", item=False)
