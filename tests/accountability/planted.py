"""Made-up policies with one double count planted in each, and honest ones that look much like them.

Every form is written from the sentence of its rule, before the code that finds it; numbers, dates, units and what is
left unsaid vary with the seed.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

ACTIVITIES = ("plan-it", "do-it", "judge-it")
ACTORS: dict[str, dict[str, Any]] = {
    "council": {"label": "Council (made-up)", "kind": "agency"},
    "ministry": {"label": "Ministry (made-up)", "kind": "agency"},
    "trust": {"label": "Trust (made-up)", "kind": "provider"},
    "walkers": {"label": "Walkers (made-up)", "kind": "community"},
    "growers": {"label": "Growers (made-up)", "kind": "community"},
    "federation": {"label": "Federation (made-up)", "kind": "community"},
    "elders": {"label": "Elders (made-up)", "kind": "people-who-use-it"},
}


@dataclass
class Planted:
    """A policy as plain data, and the ids that a finding of it must name; none for an honest one."""

    form: str
    rows: list[dict[str, Any]]
    named: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    speaks_for: dict[str, list[str]] = field(default_factory=dict)
    budgets: list[dict[str, Any]] = field(default_factory=list)
    streams: list[dict[str, Any]] = field(default_factory=list)

    def policy(self) -> dict[str, Any]:
        """Return the whole policy."""
        actors = []
        for name, actor in ACTORS.items():
            mandate = {"mandate": {"speaks_for": self.speaks_for[name]}} if name in self.speaks_for else {}
            actors.append({"id": name, **actor, **mandate})
        return {
            "coprod": 1,
            "id": "planted",
            "title": "Planted (made-up)",
            "currency": "NZD",
            "actors": actors,
            "activities": [{"id": name, "label": name} for name in ACTIVITIES],
            "contributions": self.rows,
            "budgets": self.budgets,
            "streams": self.streams,
        }


def noise(chance: random.Random) -> list[dict[str, Any]]:
    """Return honest rows that have nothing to do with each other."""
    return [
        {
            "id": "n1",
            "actor": "ministry",
            "activity": "judge-it",
            "kind": "money",
            "unit_value": 11_000 + chance.randrange(900),
            "date": "2021-03",
            "what": "An audit",
            "source": "Vote of the ministry",
        },
        {
            "id": "n2",
            "actor": "elders",
            "activity": "plan-it",
            "kind": "knowledge",
            "what": "What winter is like",
            "quantity": 3 + chance.randrange(5),
            "unit": "meetings",
            "paid": "no",
        },
        {
            "id": "n3",
            "actor": "trust",
            "activity": "do-it",
            "kind": "assets",
            "what": "A hall",
            "quantity": 1,
            "unit": "hall",
        },
    ]


def maybe(chance: random.Random, **fields: Any) -> dict[str, Any]:
    """Return some of the fields; which of them varies."""
    return {name: value for name, value in fields.items() if chance.random() < 0.5}


def amount(chance: random.Random) -> int:
    """Return a sum of money."""
    return chance.choice((500, 1200, 25_000, 48_750, 310_000))


def day(chance: random.Random) -> str:
    """Return a date, whole or partial."""
    return chance.choice(("2026-05-04", "2026-05", "2026-11-30", "2025-02"))


# ---- planted


def declared(chance: random.Random) -> Planted:
    """A contribution says that it is the same input as another."""
    one = {
        "id": "a",
        "actor": "walkers",
        "activity": "do-it",
        "kind": "time",
        "quantity": 40,
        "unit": "hours",
        "paid": "no",
    }
    other = {
        "id": "b",
        "actor": "federation",
        "activity": "do-it",
        "kind": "time",
        "quantity": chance.choice((40, 44)),
        "unit": "hours",
        "paid": "no",
        "same_as": "a",
        **maybe(chance, what="Walking with people"),
    }
    return Planted("declared", [one, other], frozenset("ab"), frozenset({"same-declared"}))


def one_number(chance: random.Random) -> Planted:
    """Giver and receiver tell of one transaction by its number."""
    scheme = chance.choice(("bank-reference", "iati-transaction", "invoice"))
    money = amount(chance)
    one = {
        "id": "a",
        "actor": "council",
        "receiver": "trust",
        "activity": "do-it",
        "kind": "money",
        "unit_value": money,
        "external_ids": {scheme: "77-12"},
        **maybe(chance, date="2026-05-04", what="Grant"),
    }
    other = {
        "id": "b",
        "actor": "trust",
        "activity": "do-it",
        "kind": "money",
        "unit_value": chance.choice((money, money - 15)),
        "external_ids": {scheme: "77-12"},
        "source": "Accounts of the trust",
        **maybe(chance, date="2026-05-06", what="Grant received"),
    }
    return Planted("one_number", [one, other], frozenset("ab"), frozenset({"same-transaction", "told-by-both"}))


def told_by_both(chance: random.Random) -> Planted:
    """The receiver tells of the same sum, borne by the giver, without any number."""
    when, money = day(chance), amount(chance)
    one = {
        "id": "a",
        "actor": "council",
        "activity": "do-it",
        "kind": "money",
        "unit_value": money,
        "date": when,
        **maybe(chance, receiver="trust"),
    }
    other = {
        "id": "b",
        "actor": "trust",
        "bearer": "council",
        "activity": "do-it",
        "kind": "money",
        "unit_value": money,
        "source": "Accounts of the trust",
        **maybe(chance, date=when, receiver="trust"),
    }
    return Planted("told_by_both", [one, other], frozenset("ab"), frozenset({"told-by-both"}))


def told_again(chance: random.Random) -> Planted:
    """The same sum of the same giver stands there twice, with nothing that sets the lines apart."""
    row = {"actor": "council", "activity": "do-it", "kind": "money", "unit_value": amount(chance), "date": day(chance)}
    one, other = (
        {"id": "a", **row, **maybe(chance, what="Grant")},
        {"id": "b", **row, **maybe(chance, receiver="trust")},
    )
    return Planted("told_again", [one, other], frozenset("ab"), frozenset({"same-money"}))


def handed_on_declared(chance: random.Random) -> Planted:
    """A contribution says by which other one it was paid."""
    money = amount(chance)
    one = {"id": "a", "actor": "council", "receiver": "trust", "kind": "money", "unit_value": money}
    kind = chance.choice(("money", "time"))
    given = (
        {"unit_value": money - 100}
        if kind == "money"
        else {"quantity": 20, "unit": "hours", "unit_value": 30, "paid": "yes"}
    )
    other = {
        "id": "b",
        "actor": "trust",
        "kind": kind,
        "passed_on_from": "a",
        **given,
        **maybe(chance, activity="do-it"),
    }
    return Planted("handed_on_declared", [one, other], frozenset("ab"), frozenset({"passed-on"}))


def handed_on(chance: random.Random) -> Planted:
    """Who received money gives as much or less to the same activity, without a source of its own."""
    money = amount(chance)
    one = {
        "id": "a",
        "actor": "council",
        "receiver": "trust",
        "activity": "do-it",
        "kind": "money",
        "unit_value": money,
        **maybe(chance, date="2026-01", what="Grant"),
    }
    other = {
        "id": "b",
        "actor": "trust",
        "activity": "do-it",
        "kind": "money",
        "unit_value": chance.choice((money, money - 100)),
        **maybe(chance, date="2026-06-30", receiver="walkers"),
    }
    return Planted("handed_on", [one, other], frozenset("ab"), frozenset({"passed-on"}))


def handed_on_in_time(chance: random.Random) -> Planted:
    """Who received money gives as much or less within the same period, elsewhere."""
    money = amount(chance)
    one = {
        "id": "a",
        "actor": "ministry",
        "receiver": "council",
        "activity": "plan-it",
        "kind": "money",
        "unit_value": money,
        "date": chance.choice(("2026", "2026-02", "2026-02-01")),
    }
    other = {
        "id": "b",
        "actor": "council",
        "kind": "money",
        "unit_value": chance.choice((money, money - 50)),
        "date": chance.choice(("2026-09-30", "2026-10")),
        **maybe(chance, activity="do-it", what="Small grants"),
    }
    return Planted("handed_on_in_time", [one, other], frozenset("ab"), frozenset({"passed-on"}))


def two_activities(chance: random.Random) -> Planted:
    """The same hours of the same people stand under two activities."""
    same = maybe(chance, what="Tuesday walks", date=day(chance))
    quantity, unit = chance.choice(((120, "hours"), (15, "days"), (90, "minutes")))
    row = {"actor": "walkers", "kind": "time", "quantity": quantity, "unit": unit, "paid": "no", **same}
    return Planted(
        "two_activities",
        [{"id": "a", **row, "activity": "plan-it"}, {"id": "b", **row, "activity": "do-it"}],
        frozenset("ab"),
        frozenset({"same-hours"}),
    )


def umbrella(chance: random.Random) -> Planted:
    """A body and a member it speaks for both tell of the member's hours."""
    row = {
        "kind": "time",
        "quantity": 300,
        "unit": chance.choice(("hours", "volunteer hours")),
        "paid": "no",
        "activity": "do-it",
        **maybe(chance, what="Tuesday walks", date="2026-05"),
    }
    rows = [
        {"id": "a", "actor": "walkers", **row},
        {"id": "b", "actor": "federation", **row, **maybe(chance, source="Report")},
    ]
    chance.shuffle(rows)
    return Planted("umbrella", rows, frozenset("ab"), frozenset({"same-umbrella"}), {"federation": ["walkers"]})


def umbrella_in_minutes(chance: random.Random) -> Planted:
    """The same, where one counts in hours and the other in minutes: 300 hours are 18,000 minutes."""
    rows = [
        {"id": "a", "actor": "walkers", "kind": "time", "quantity": 300, "unit": "hours", "activity": "do-it"},
        {
            "id": "b",
            "actor": "federation",
            "kind": "time",
            "quantity": 18_000,
            "unit": "minutes",
            **maybe(chance, activity="do-it"),
        },
    ]
    return Planted(
        "umbrella_in_minutes", rows, frozenset("ab"), frozenset({"same-umbrella"}), {"federation": ["walkers"]}
    )


def two_partners(chance: random.Random) -> Planted:
    """Two partners tell of equally much of the same thing on the same date."""
    row = {
        "kind": chance.choice(("time", "assets")),
        "quantity": 64,
        "unit": "hours",
        "what": "Opening night of the garden",
        "date": chance.choice(("2026-05-04", "2026-05")),
    }
    rows = [
        {"id": "a", "actor": "walkers", **row, **maybe(chance, activity="do-it")},
        {
            "id": "b",
            "actor": "growers",
            **row,
            "what": "opening night  of the Garden",
            **maybe(chance, source="Report"),
        },
    ]
    return Planted("two_partners", rows, frozenset("ab"), frozenset({"same-partners"}))


def budget_and_payments(chance: random.Random) -> Planted:
    """A budget and the payments from it stand side by side."""
    budget = {
        "id": "bud",
        "money": 90_000,
        "start": "2026-01-01",
        "end": "2026-12-31",
        **maybe(chance, what_for="Walks"),
    }
    budget |= {"actor": "council"} if chance.random() < 0.5 else {"activity": "do-it"}
    rows = [
        {
            "id": "a",
            "actor": "council",
            "activity": "do-it",
            "kind": "money",
            "unit_value": 60_000,
            **maybe(chance, date="2026-05"),
        }
    ]
    return Planted("budget", rows, frozenset({"a", "bud"}), frozenset({"budget-and-payments"}), budgets=[budget])


def valued_and_paid(chance: random.Random) -> Planted:
    """Work has a value of its own, and money pays for the same work."""
    worth = 200 * 32
    work = {
        "id": "a",
        "actor": "walkers",
        "activity": "do-it",
        "kind": "time",
        "quantity": 200,
        "unit": "hours",
        "paid": "yes",
        "unit_value": 32,
        "valuation_method": "agreed wage",
        **maybe(chance, bearer="council", date="2026-05"),
    }
    sum_of = {"receiver": "walkers", "unit_value": chance.choice((worth, worth + 600))}
    sum_of = sum_of if chance.random() < 0.5 else {"unit_value": worth}
    money = {
        "id": "b",
        "actor": "council",
        "activity": "do-it",
        "kind": "money",
        **sum_of,
        **maybe(chance, date="2026"),
    }
    return Planted("valued_and_paid", [work, money], frozenset("ab"), frozenset({"valued-and-paid"}))


def hours_as_gain(chance: random.Random) -> Planted:
    """A stream of benefit names the hours that volunteers give."""
    row = {
        "id": "a",
        "actor": "walkers",
        "activity": "do-it",
        "kind": "time",
        "quantity": 500,
        "unit": "hours",
        "unit_value": 30,
        **maybe(chance, paid="no", valuation_method="replacement cost"),
    }
    stream = {
        "id": "s",
        "label": "Volunteers' hours",
        "kind": "benefit",
        "contribution": "a",
        **maybe(chance, for_whom="society"),
    }
    return Planted("hours_as_gain", [row], frozenset({"a", "s"}), frozenset({"cost-as-gain"}), streams=[stream])


def transfer_as_gain(chance: random.Random) -> Planted:
    """A stream of benefit says who pays it and who gets it."""
    payer, payee = chance.choice((("government", "people"), ("business", "community"), ("government", "business")))
    stream = {
        "id": "s",
        "label": "Allowance",
        "kind": "benefit",
        "paid_by": payer,
        "for_whom": payee,
        **maybe(chance, unit_value=80, quantity=100),
    }
    return Planted("transfer_as_gain", [], frozenset({"s"}), frozenset({"transfer-as-gain"}), streams=[stream])


PLANTED: tuple[Callable[[random.Random], Planted], ...] = (
    declared,
    one_number,
    told_by_both,
    told_again,
    handed_on_declared,
    handed_on,
    handed_on_in_time,
    two_activities,
    umbrella,
    umbrella_in_minutes,
    two_partners,
    budget_and_payments,
    valued_and_paid,
    hours_as_gain,
    transfer_as_gain,
)


# ---- honest ones that look much like them


def monthly(chance: random.Random) -> Planted:
    """Equal payments of different months."""
    row = {"actor": "council", "receiver": "trust", "activity": "do-it", "kind": "money", "unit_value": amount(chance)}
    dates = (("2026-05", "2026-06"), ("2026-05-04", "2026-06-04"))[chance.randrange(2)]
    return Planted("monthly", [{"id": f"a{n}", **row, "date": when} for n, when in enumerate(dates)])


def monthly_covers(chance: random.Random) -> Planted:
    """Equal payments for different months, on one day."""
    row = {
        "actor": "council",
        "kind": "money",
        "unit_value": amount(chance),
        "date": "2026-07-01",
        **maybe(chance, what="Rent"),
    }
    spans = (("2026-05-01", "2026-05-31"), ("2026-06-01", "2026-06-30"))
    return Planted(
        "monthly_covers",
        [{"id": f"a{n}", **row, "covers_from": a, "covers_until": b} for n, (a, b) in enumerate(spans)],
    )


def two_groups(chance: random.Random) -> Planted:
    """Two groups of volunteers with equally many hours."""
    row = {
        "kind": "time",
        "quantity": 120,
        "unit": "hours",
        "paid": "no",
        "activity": "do-it",
        **maybe(chance, date="2026-05"),
    }
    one = {"id": "a", "actor": "walkers", **row, **maybe(chance, what="Walking with people")}
    return Planted("two_groups", [one, {"id": "b", "actor": "growers", **row, **maybe(chance, what="Growing beans")}])


def two_groups_one_year(chance: random.Random) -> Planted:
    """Two groups with equally many hours of the same kind of work, in the same year and other places."""
    row = {"kind": "time", "quantity": 50, "unit": "hours", "what": "Volunteering", "paid": "no"}
    return Planted(
        "two_groups_one_year",
        [
            {"id": "a", "actor": "walkers", **row, "activity": "do-it", **maybe(chance, date="2026")},
            {"id": "b", "actor": "growers", **row, "activity": "plan-it", **maybe(chance, date="2026")},
        ],
    )


def other_work(chance: random.Random) -> Planted:
    """The same people give equally many hours to two activities, and say at what."""
    row = {
        "actor": "walkers",
        "kind": "time",
        "quantity": 40,
        "unit": "hours",
        "paid": "no",
        **maybe(chance, date="2026"),
    }
    return Planted(
        "other_work",
        [
            {"id": "a", **row, "activity": "plan-it", "what": "Drawing the routes"},
            {"id": "b", **row, "activity": "do-it", "what": "Walking"},
        ],
    )


def other_weeks(chance: random.Random) -> Planted:
    """The same people give equally many hours at the same work in two weeks."""
    row = {"actor": "walkers", "kind": "time", "quantity": 4, "unit": "hours", "paid": "no", "what": "Walking"}
    return Planted(
        "other_weeks",
        [
            {"id": "a", **row, "activity": "do-it", "date": "2026-05-04"},
            {"id": "b", **row, "activity": chance.choice(("do-it", "plan-it")), "date": "2026-05-11"},
        ],
    )


def umbrella_of_its_own(chance: random.Random) -> Planted:
    """A federation gives hours of its own office, and a member gives hours of its own."""
    row = {"kind": "time", "unit": "hours", "paid": "no", "activity": "do-it"}
    rows = [
        {"id": "a", "actor": "walkers", **row, "quantity": 300, "what": "Walking"},
        {
            "id": "b",
            "actor": "federation",
            **row,
            "quantity": chance.choice((300, 20)),
            "what": "Insurance and training",
        },
    ]
    return Planted("umbrella_of_its_own", rows, speaks_for={"federation": ["walkers"]})


def own_money(chance: random.Random) -> Planted:
    """Who received money gives less from a source of its own."""
    one = {
        "id": "a",
        "actor": "council",
        "receiver": "trust",
        "activity": "do-it",
        "kind": "money",
        "unit_value": 5000,
        "date": "2026-02",
    }
    other = {
        "id": "b",
        "actor": "trust",
        "activity": "do-it",
        "kind": "money",
        "unit_value": chance.choice((5000, 4000)),
        "date": "2026-04",
        "source": "Donations of its members",
    }
    return Planted("own_money", [one, other])


def more_money(chance: random.Random) -> Planted:
    """Who received money gives more than that, in another currency, or gave it before."""
    one = {
        "id": "a",
        "actor": "council",
        "receiver": "trust",
        "activity": "do-it",
        "kind": "money",
        "unit_value": 5000,
        "date": "2026-02",
    }
    how = chance.choice(
        (
            {"unit_value": 7000, "date": "2026-04"},
            {"unit_value": {"amount": 4000, "currency": "AUD"}, "date": "2026-04"},
            {"unit_value": 4000, "date": "2024"},
        )
    )
    return Planted("more_money", [one, {"id": "b", "actor": "trust", "activity": "do-it", "kind": "money", **how}])


def two_invoices(chance: random.Random) -> Planted:
    """Two payments of one day with a number each."""
    row = {
        "actor": "council",
        "activity": "do-it",
        "kind": "money",
        "unit_value": amount(chance),
        "date": "2026-05-04",
        **maybe(chance, receiver="trust"),
    }
    return Planted("two_invoices", [{"id": f"a{n}", **row, "external_ids": {"invoice": f"77-{n}"}} for n in range(2)])


def one_project_number(chance: random.Random) -> Planted:
    """Many payments carry the number of the project they belong to."""
    ids = {chance.choice(("iati-receiver-activity", "project")): "NZ-1-X"}
    rows = [
        {
            "id": f"a{n}",
            "actor": "council",
            "receiver": who,
            "activity": "do-it",
            "kind": "money",
            "unit_value": 300 + n,
            "external_ids": ids,
        }
        for n, who in enumerate(("trust", "walkers"))
    ]
    return Planted("one_project_number", rows)


def parts_of_one(chance: random.Random) -> Planted:
    """One transaction in two parts of different sums, from one giver under one number."""
    row = {
        "actor": "council",
        "receiver": "trust",
        "kind": "money",
        "external_ids": {"bank-reference": "9"},
        "date": "2026-05",
    }
    return Planted(
        "parts_of_one",
        [
            {"id": "a", **row, "activity": "do-it", "unit_value": 400},
            {"id": "b", **row, "activity": chance.choice(("do-it", "plan-it")), "unit_value": 650},
        ],
    )


def other_budget(chance: random.Random) -> Planted:
    """A budget of another year, another actor, another currency or another activity."""
    how = chance.choice(
        (
            {"actor": "council", "start": "2024-01-01", "end": "2024-12-31"},
            {"actor": "ministry"},
            {"actor": "council", "activity": "judge-it"},
            {"actor": "council", "money": {"amount": 90_000, "currency": "EUR"}},
        )
    )
    budget = {"id": "bud", "money": 90_000, "start": "2026-01-01", **how}
    row = {"id": "a", "actor": "council", "activity": "do-it", "kind": "money", "unit_value": 60_000, "date": "2026-05"}
    return Planted("other_budget", [row], budgets=[budget])


def volunteers_and_a_grant(chance: random.Random) -> Planted:
    """Unpaid hours have a value, and a grant pays for something else."""
    work = {
        "id": "a",
        "actor": "walkers",
        "activity": "do-it",
        "kind": "time",
        "quantity": 200,
        "unit": "hours",
        "paid": "no",
        "unit_value": 32,
        "valuation_method": "replacement cost",
    }
    money = {
        "id": "b",
        "actor": "council",
        "receiver": "walkers",
        "activity": "do-it",
        "kind": "money",
        "unit_value": chance.choice((6400, 900)),
        "what": "High-visibility vests and rides",
    }
    return Planted("volunteers_and_a_grant", [work, money])


def paid_elsewhere(chance: random.Random) -> Planted:
    """Paid work has a value; the money beside it is another body's, or for another activity or year."""
    work = {
        "id": "a",
        "actor": "walkers",
        "activity": "do-it",
        "kind": "time",
        "quantity": 200,
        "unit": "hours",
        "paid": "yes",
        "unit_value": 32,
        "bearer": "council",
        "date": "2026",
    }
    how = chance.choice(
        (
            {"activity": "plan-it", "receiver": "walkers"},
            {"activity": "do-it", "receiver": "walkers", "date": "2023"},
            {"activity": "do-it", "receiver": "growers"},
        )
    )
    payer = "ministry" if how.get("receiver") == "growers" else "council"
    return Planted("paid_elsewhere", [work, {"id": "b", "actor": payer, "kind": "money", "unit_value": 6400, **how}])


def honest_streams(chance: random.Random) -> Planted:
    """What changes for people is a gain; a transfer says it is one; hours stand as a cost."""
    row = {
        "id": "a",
        "actor": "walkers",
        "activity": "do-it",
        "kind": "time",
        "quantity": 500,
        "unit": "hours",
        "paid": "no",
    }
    streams = [
        {
            "id": "s1",
            "label": "Fewer broken hips",
            "kind": "benefit",
            "for_whom": chance.choice(("people", "government")),
        },
        {"id": "s2", "label": "Allowance", "kind": "transfer", "paid_by": "government", "for_whom": "people"},
        {"id": "s3", "label": "Volunteers' hours", "kind": "cost", "contribution": "a", "for_whom": "community"},
        {
            "id": "s4",
            "label": "Time saved in queues",
            "kind": "benefit",
            "quantity": 700,
            "unit": "hours",
            "for_whom": "people",
        },
    ]
    return Planted("honest_streams", [row], streams=streams)


def equal_grants(chance: random.Random) -> Planted:
    """Equal grants to two bodies on one day, or for two activities with words of their own."""
    row = {"actor": "council", "kind": "money", "unit_value": amount(chance), "date": "2026-05-04"}
    how = chance.choice(
        (
            ({"receiver": "trust"}, {"receiver": "walkers"}),
            ({"what": "Seeds", "activity": "do-it"}, {"what": "Maps", "activity": "plan-it"}),
        )
    )
    return Planted("equal_grants", [{"id": f"a{n}", **row, **each} for n, each in enumerate(how)])


HONEST: tuple[Callable[[random.Random], Planted], ...] = (
    monthly,
    monthly_covers,
    two_groups,
    two_groups_one_year,
    other_work,
    other_weeks,
    umbrella_of_its_own,
    own_money,
    more_money,
    two_invoices,
    one_project_number,
    parts_of_one,
    other_budget,
    volunteers_and_a_grant,
    paid_elsewhere,
    honest_streams,
    equal_grants,
)


def whole(make: Callable[[random.Random], Planted], seed: int) -> Planted:
    """Return one made-up policy among honest rows, in an order that varies."""
    chance = random.Random(f"{make.__name__} {seed}")
    made = make(chance)
    extra = noise(chance)
    place = chance.randrange(len(extra) + 1)
    made.rows[:] = [*extra[:place], *made.rows, *extra[place:]]
    return made
