"""A question names whom or what it is about, so that it stands alone on the first page."""

from __future__ import annotations

from coprod_tools.plan.questions import question, subjects_of
from coprod_tools.policyfile import from_text

TEXT = """coprod: 1
id: small
title: Small
actors: [{id: class, label: Tuesday class}]
offers:
  - {id: hall, by: class, offer: A second hall}
  - {id: quiet, by: class, offer: Something for the team alone, visible_to: team}
"""


def test_an_unanswered_offer_is_asked_about_by_who_made_it_and_what() -> None:
    """Not `When was this answered?`, which says nothing."""
    policy, _ = from_text(TEXT, "small.yaml")
    asked = question("offers[hall].answered_on", subjects_of(policy))
    assert "Tuesday class" in asked and "A second hall" in asked and asked.endswith("when was this answered?")


def test_an_offer_that_only_the_team_may_see_is_not_quoted() -> None:
    """Consent decides what a page shows."""
    policy, _ = from_text(TEXT, "small.yaml")
    assert "for the team alone" not in question("offers[quiet].answered_on", subjects_of(policy))
