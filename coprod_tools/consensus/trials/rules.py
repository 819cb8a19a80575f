"""The rule that decides after a test: go, stop, by when, who decides, what waits for it, who pays when it works."""

from __future__ import annotations

from dataclasses import dataclass

from coprod_tools.consensus.trials.designing import Sized
from coprod_tools.consensus.values import Link
from coprod_tools.policy import Policy
from coprod_tools.policy.care import Pilot
from coprod_tools.policy.values import PartialDate
from coprod_tools.words import say


@dataclass(frozen=True, slots=True)
class Rules:
    """What follows from a test.

    Attributes
    ----------
    go, stop : str
        When to go on and when to stop: the policy's words, else a proposal that says it is one.
    proposed : bool
        Whether any of the two is a proposal.
    decide_by : str or None
        Partial date; the policy's, else months from today; None when neither is known.
    decided_by : tuple of str
        Who decides; empty when not recorded.
    gates : tuple of str
        Activities that wait for it: the roll-out starts only when the rule says go.
    pays : str or None
        Who pays on success, in words; None when nobody is named.
    instead : tuple of str
        Where no test is run: stages, sunset, review clause, triggers, in words.
    sunset : str or None
        When what stands instead of a test ends by itself.
    date_proposed : bool
        Whether nobody wrote `decide_by`.
    """

    go: str
    stop: str
    proposed: bool
    decide_by: str | None
    decided_by: tuple[str, ...]
    gates: tuple[str, ...]
    pays: str | None
    instead: tuple[str, ...] = ()
    sunset: str | None = None
    date_proposed: bool = False


def rules_of(
    policy: Policy, link: Link, pilot: Pilot | None, sized: Sized, as_at: PartialDate | None, effect: float
) -> Rules:
    """Return the rules for a link's test: the policy's own, and a proposal, named as one, where it has none."""
    answers = sized.design.answers
    go = pilot.decision_rule if pilot and pilot.decision_rule else None
    stop = pilot.stop_rule if pilot and pilot.stop_rule else None
    written = str(pilot.decide_by) if pilot and pilot.decide_by else None
    decide_by = written
    if decide_by is None and as_at is not None and sized.months is not None:
        decide_by = after_months(as_at, sized.months)
    gates = tuple(str(each) for each in pilot.gates or ()) if pilot else ()
    if not gates and link.cause.startswith("activity:"):
        gates = (link.cause.removeprefix("activity:"),)
    instead, sunset = _instead(pilot) if answers == "instead" else ((), None)
    return Rules(
        go=str(go or say(f"trials.go_{answers}", effect=effect)),
        stop=str(stop or say(f"trials.stop_{answers}")),
        proposed=go is None or stop is None,
        decide_by=decide_by,
        decided_by=tuple(str(each) for each in pilot.decided_by or ()) if pilot else (),
        gates=gates,
        pays=_pays(policy, pilot),
        instead=instead,
        sunset=sunset,
        date_proposed=decide_by is not None and written is None,
    )


def after_months(day: PartialDate, months: int) -> str:
    """Return the month that lies so many months after the last day a date may mean, as YYYY-MM."""
    last = day.last
    whole = last.year * 12 + last.month - 1 + months
    return f"{whole // 12:04}-{whole % 12 + 1:02}"


def _pays(policy: Policy, pilot: Pilot | None) -> str | None:
    main = pilot.mainstreaming if pilot else None
    if main is None or main.funded_by is None:
        return None
    actor = next((each for each in policy.actors or () if each.key == main.funded_by), None)
    told = [str(actor.label if actor else main.funded_by), *([str(main.budget_line)] if main.budget_line else [])]
    return "; ".join([*told, *([say("trials.from", date=main.start)] if main.start else [])])


def _instead(pilot: Pilot | None) -> tuple[tuple[str, ...], str | None]:
    other = pilot.alternative if pilot else None
    if other is None:
        return (
            say("trials.stages_ask"),
            say("trials.sunset_ask"),
            say("trials.review_ask"),
            say("trials.triggers_ask"),
        ), None
    stages = (
        say("trials.stages", what=other.staged_commencement) if other.staged_commencement else say("trials.stages_ask")
    )
    sunset = say("trials.sunset", date=other.sunset) if other.sunset else say("trials.sunset_ask")
    review = say("trials.review", what=other.review_clause) if other.review_clause else say("trials.review_ask")
    signs = "; ".join(str(each) for each in other.triggers or ())
    triggers = say("trials.triggers", what=signs) if signs else say("trials.triggers_ask")
    return (stages, sunset, review, triggers), str(other.sunset) if other.sunset else None
