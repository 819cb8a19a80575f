"""A plan written by hand, with every kind of row, some of it absent, and some of it hostile."""

from __future__ import annotations

from typing import Any

REASON = {
    "rule": "survey-is-not-assessment",
    "text": "The ministry wrote the questions.",
    "fields": ["activities[survey].parts[parents.assess].judges"],
}


def line(text: str) -> dict[str, Any]:
    """A line of the first screen."""
    return {"text": text, "from": ["cell-1"]}


def cell(number: int, actor: str, co: str, verdict: str, advice: str | None, claimed: str | None) -> dict[str, Any]:
    """One row of the cube."""
    return {
        "id": f"cell-{number}",
        "actor": actor,
        "activity": "survey",
        "co": co,
        "claimed": claimed,
        "verdict": verdict,
        "shown_as": verdict,
        "advice": advice,
        "value_served": "fed",
        "reasons": [REASON],
    }


def opportunity(number: int) -> dict[str, Any]:
    """One opportunity."""
    return {
        "id": f"opp-{number}",
        "co": "deliver",
        "subtype": "co-performing",
        "actors": ["parents"],
        "advice": "start",
        "promise": {
            "level": "involve",
            "scale": "iap2",
            "promise": "We will work with you.",
            "could_authorise": "ministry",
        },
        "rank": number,
        "score": 0.62,
        "stability": 0.8,
        "value_served": "Children arrive fed",
        "asks": "Two hours a week, paid.",
        "reasons": [REASON],
        "methods": [{"id": "peer-support", "name": "Peer support", "source": "govint.org"}],
        "cases": [{"id": "keyring", "title": "KeyRing networks", "lesson": "Pay the connector."}],
        "needs": ["a paid coordinator"],
    }


def stage(order: int) -> dict[str, Any]:
    """One stage with a row of each kind."""
    return {
        "id": "delivery" if order == 7 else "problem",
        "title": "Delivery" if order == 7 else "Problem and evidence",
        "order": order,
        "advice": {"advice": "stop", "value_served": "fed", "reasons": [REASON]},
        "activities": [
            {
                "id": "survey",
                "label": "Yearly survey of parents",
                "summary": "Forty questions, on paper.",
                "lead": "ministry",
                "government_role": {"now": "provider", "wanted": "partner", "needs": None},
                "latitude": {"kind": "local-decides", "why": None, "who": []},
                "start": "2027-02",
                "finish": None,
                "outcomes": ["fed"],
            }
        ],
        "already_happening": [
            {
                "id": "parents",
                "who": "parents",
                "what": "Parents cook together on Fridays",
                "since": "2019",
                "terms": "their own",
            }
        ],
        "workarounds": [
            {
                "id": "w1",
                "what": "Staff keep food over for siblings",
                "rule_it_bends": "One meal a pupil",
                "need_it_shows": "Families, not pupils, are hungry",
                "risk": None,
                "spread": None,
                "verdict": "adopt",
            }
        ],
        "cells": [
            cell(1, "parents", "commission", "unknown", None, None),
            cell(2, "parents", "design", "unknown", None, None),
            cell(3, "parents", "deliver", "co-production", "keep", None),
            cell(4, "parents", "assess", "consultation", "stop", "co-assess"),
            *(
                cell(5 + n, "ministry", co, "unknown", None, None)
                for n, co in enumerate(("commission", "design", "deliver", "assess"))
            ),
        ],
        "opportunities": [opportunity(n) for n in (1, 2, 3, 4)],
        "barriers": [
            {
                "id": "bar-1",
                "barrier": "b6",
                "title": "Unfair burden",
                "severity": "warning",
                "reasons": [REASON],
                "hits": ["outcome:fed"],
                "ways_over": [{"action": "Pay for the hours asked", "to_ask": "ministry", "due": "2027-03"}],
            }
        ],
    }


def plan(title: str = "School breakfasts in Te Tai Tokerau") -> dict[str, Any]:
    """A whole plan with every key of the published form."""
    return {
        "schema": "coprod-plan/1",
        "policy": {
            "id": "breakfasts",
            "title": title,
            "summary": "Breakfast at school, cooked by parents and staff together.",
            "owner": "Ministry of Education",
            "jurisdiction": "nz",
            "lifecycle": "default",
            "standing": "desk-draft",
            "standing_text": "Desk draft; seen by no partner yet",
            "as_at": "2026-11-01",
            "source_sha256": "0" * 64,
        },
        "first_screen": {
            "decision_wanted": {
                "what": "Fund breakfasts in 40 schools for three years",
                "who": "Minister of Education",
                "by_when": "2027-02-15",
                "caution": "Before signing: of the parts entered as shared, 1 is, 5 are not, 2 cannot be judged.",
            },
            "fixed": [line("The budget of $4.2m and $0.3m for support"), line("Schools stay the employers")],
            "open": [line("What is served, when, by whom")],
            "promises": [
                {
                    "text": "Whānau decide the menu",
                    "level": "empower",
                    "actor": "parents",
                    "activity": "survey",
                    "authorised_by": None,
                    "date": None,
                    "answer_by": None,
                    "from": [],
                }
            ],
            "real": [line("Parents deliver breakfast with school staff: they act, and they set the roster.")],
            "claimed": [
                line(
                    "The yearly survey is called co-assessment; the ministry writes the questions and uses the answers."
                )
            ],
            "unknown": [line("Whether tamariki have a say: no part names them.")],
            "crown_maori": {
                "text": "Most pupils are Māori.",
                "whose_interests": ["Te Rūnanga"],
                "binds": ["Relationship agreement of 2019"],
                "reply_owed": ["Te Rūnanga, since 2025-04"],
                "not_settled": ["Relationship agreement of 2019: a joint decision, and the plan gives none."],
            },
            "missing_people": [line("Parents who work early shifts")],
            "asks": [
                {
                    "text": "Parents: two hours a week in the survey and the kitchen",
                    "actor": "parents",
                    "actor_label": "Parents",
                    "hours": "2",
                    "paid": None,
                    "pay": None,
                    "can_refuse": "yes",
                    "if_refused": ["Breakfast stays"],
                    "answer_by": ["2027-12-15"],
                    "asked_before": 4,
                    "unanswered": 3,
                    "from": [],
                }
            ],
            "decisive_link": {
                "claim": "c1",
                "text": "A fed child attends more often",
                "evidence": "nesta 2",
                "contested_by": ["Two principals"],
                "smallest_test": "Compare attendance in 4 schools for one term",
            },
            "not_here": [line("The Friday cooking group: it works without us.")],
            "in_the_way": [
                {
                    "text": "Nobody pays for the hours",
                    "first_move": "Find a support budget",
                    "to_ask": "Ministry of Education",
                    "from": [],
                }
            ],
            "this_week": [
                {
                    "text": "Answer the rūnanga's letter of April 2025",
                    "owner": "Ministry of Education",
                    "to_ask": None,
                    "from": [],
                },
                {"text": "Call the school boards", "owner": None, "to_ask": "School boards", "from": []},
            ],
            "counts": {"real": 1, "led_outside": 0, "claimed": 5, "unknown": 2, "unknowns": 1},
            "more": {"claimed": 4},
        },
        "stages": [stage(1), stage(7)],
        "findings": [
            {
                "id": f"f{n}",
                "rule": "unpaid-work",
                "title": "Work without pay",
                "stage": "delivery",
                "group": "burden",
                "reasons": [REASON],
                "severity": severity,
                "message": "Two hours a week are asked, and pay is not said.",
                "where": "activities[survey].parts[parents.assess].pay",
                "repair": "Say the pay, or say why there is none.",
                "waived_until": None,
            }
            for n, severity in enumerate(("error", "warning", "warning", "note", "note", "note"))
        ],
        "actions": [
            {
                "id": "a1",
                "title": "Pay for the hours asked",
                "kind": "barrier",
                "stage": "delivery",
                "owner": None,
                "days": None,
                "gate": None,
                "to_ask": "ministry",
                "agreed_on": None,
                "start": "2027-01",
                "finish": "2027-03",
                "needs": [],
                "critical": True,
                "from": ["f1"],
            },
            {
                "id": "a2",
                "title": "Test in four schools",
                "kind": "pilot",
                "stage": "delivery",
                "owner": "ministry",
                "to_ask": None,
                "days": 90,
                "gate": "Go on if 3 of 4 schools want to",
                "agreed_on": "2026-10-01",
                "start": "2027-02",
                "finish": None,
                "needs": ["a1"],
                "critical": False,
                "from": [],
            },
        ],
        "cause_effect": {"links": [], "framings": [], "agreed": [], "contested": [], "talk_next": [], "robust": []},
        "pilots": [],
        "accountability": {
            "ledger": [
                {
                    "id": "l1",
                    "actor": "parents",
                    "stage": "delivery",
                    "kind": "time",
                    "quantity": "3200",
                    "unit": "hours a year",
                    "ranges": None,
                    "consent": None,
                }
            ],
            "shares": [],
            "rewards": [],
            "duties": [],
            "scorecard": [
                {
                    "id": "s1",
                    "question": "better",
                    "indicator": "attendance",
                    "group": None,
                    "state": "unknown",
                    "periods": [],
                },
                {"id": "s2", "question": "feel", "indicator": None, "group": None, "state": "unknown", "periods": []},
                {
                    "id": "s3",
                    "question": "public-value",
                    "indicator": None,
                    "group": None,
                    "state": "unknown",
                    "periods": [],
                },
            ],
        },
        "investment": {},
        "capability": [
            {
                "id": "map-it",
                "kind": "step",
                "title": "Map it",
                "what": "See what is there.",
                "asks": ["Who does this already?"],
                "evidence": "1 thing is written down",
                "gap": None,
                "next_step": "Ask the four boards",
                "cost": None,
                "cost_hint": "Two days.",
                "source": "govint.org",
                "status": "verified",
            },
            {
                "id": "charter-purpose",
                "kind": "charter",
                "title": "What this is for",
                "text": "We work together so that ...",
                "source": "own",
                "status": "to-verify",
            },
            {
                "id": "role:connector",
                "kind": "role",
                "title": "Connector",
                "who": None,
                "activity": "survey",
                "trained_by": None,
                "by_when": None,
                "cost": {"amount": "1200", "currency": "NZD"},
            },
        ],
        "unknowns": [
            {
                "field": "treaty.legal_advice",
                "question": "What does legal advice say?",
                "why_it_matters": "A duty may bind this decision.",
            }
        ],
        "record": {
            "inputs": [{"path": "breakfasts.yaml", "sha256": "0" * 64}],
            "versions": {"coprod-tools": "0.1.0"},
            "parameters": {"as_at": "2026-11-01"},
        },
    }
