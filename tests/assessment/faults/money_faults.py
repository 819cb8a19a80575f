"""Faults of B5, B7 and B8: funding that ends, what survives it, and money for support."""

from __future__ import annotations

from .places import Place, Plain, at, given, places
from .readings import activities, orders, people_parts
from .register import Edit, add, fault, unanswered

BENEFITS = ("exit", "benefits_until")


def _funding_ends(policy: Plain) -> bool:
    return given((policy.get("exit") or {}).get("funding_ends")) or any(
        given(one.get("end")) for one in policy.get("budgets") or []
    )


def _nobody_carries_on(policy: Plain) -> None:
    """Take away whoever would carry on: the handover, and who pays for a test that worked."""
    (policy.get("exit") or {}).pop("handover_to", None)
    for place in places(policy, "pilots"):
        at(policy, place).pop("mainstreaming", None)


@fault("benefit-outlasts-funding", "contradict")
def the_benefit_comes_in_the_far_future(policy: Plain) -> Place | None:
    """Benefits are counted until 2990."""
    if not _funding_ends(policy):
        return None
    _nobody_carries_on(policy)
    policy["exit"] = {**(policy.get("exit") or {}), "benefits_until": "2990"}
    return BENEFITS


@fault("benefit-outlasts-funding", "contradict")
def the_money_ends_years_before_the_benefit(policy: Plain) -> Place | None:
    """Funding ends in 1999."""
    ends = [one.get("horizon") for one in policy.get("outcomes") or []]
    if not given((policy.get("exit") or {}).get("benefits_until")) and not any(ends):
        return None
    _nobody_carries_on(policy)
    policy["exit"] = {**(policy.get("exit") or {}), "funding_ends": "1999-06"}
    return BENEFITS


@fault("benefit-outlasts-funding", "variant")
def the_outcome_lies_beyond_the_money(policy: Plain) -> Place | None:
    """No date of benefit is given, and an outcome's horizon is 2990."""
    if not _funding_ends(policy) or not policy.get("outcomes"):
        return None
    _nobody_carries_on(policy)
    (policy.get("exit") or {}).pop("benefits_until", None)
    policy["outcomes"][-1]["horizon"] = "2990"
    return BENEFITS


@fault("benefit-outlasts-funding", "misrefer")
def a_test_that_names_only_a_day_to_go_on(policy: Plain) -> Place | None:
    """Mainstreaming has a start and no payer, and no handover is planned."""
    if not _funding_ends(policy) or not policy.get("pilots"):
        return None
    _nobody_carries_on(policy)
    policy["exit"] = {**(policy.get("exit") or {}), "benefits_until": "2990-01"}
    policy["pilots"][0]["mainstreaming"] = {"start": "2031"}
    return BENEFITS


def _no_end(policy: Plain, value: str | None) -> Place | None:
    if not list(activities(policy, 7)) or not _funding_ends(policy):
        return None
    for node, field in [
        (policy.get("exit") or {}, "funding_ends"),
        *((one, "end") for one in policy.get("budgets") or []),
    ]:
        node.pop(field, None)
        if value is not None:
            node[field] = value
    return ()


@fault("funding-end-unknown", "delete")
def no_end_of_money_is_given(policy: Plain) -> Place | None:
    """All ends of funding go."""
    return _no_end(policy, None)


@fault("funding-end-unknown", "variant")
def the_end_of_money_is_unknown(policy: Plain) -> Place | None:
    """All ends of funding say unknown."""
    return _no_end(policy, "unknown")


@fault("funding-end-unknown", "variant")
def the_end_of_money_is_empty(policy: Plain) -> Place | None:
    """All ends of funding are empty."""
    return _no_end(policy, "")


unanswered("nothing-survives", "", "exit", item=False)


@fault("nothing-survives", "delete")
def neither_remains_nor_handover(policy: Plain) -> Place | None:
    """What survives and the handover go."""
    late = any(max(orders(policy, one), default=0) >= 6 for one in policy.get("activities") or [])
    gone = [(policy.get("exit") or {}).pop(field, None) for field in ("what_survives", "handover_to")]
    return ("exit",) if late and any(gone) else None


unanswered("no-stop-question", "exit", "review_on", "stop_when")


def _support_as(field: str, value: str) -> Edit:
    def edit(policy: Plain) -> Place | None:
        budgets = [place for place in places(policy, "budgets") if at(policy, place).get("purpose") == "support"]
        for place in budgets:
            at(policy, place)[field] = value
        return () if budgets and any(people_parts(policy)) else None

    return edit


add("no-support-budget", "misrefer", "support_money_is_for_delivery", _support_as("purpose", "delivery"))
add("no-support-budget", "contradict", "support_money_is_nothing", _support_as("money", "0"))
add("no-support-budget", "variant", "purpose_of_money_unknown", _support_as("purpose", "unknown"))


@fault("no-support-budget", "delete")
def there_are_no_budgets(policy: Plain) -> Place | None:
    """The list of budgets goes."""
    return () if any(people_parts(policy)) and policy.pop("budgets", None) else None
