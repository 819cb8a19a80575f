"""Wages to price an hour with: dated settings of the policy's own jurisdiction; one still to verify is never used."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from coprod_tools.knowledge import Knowledge
from coprod_tools.knowledge.judgement import Setting
from coprod_tools.policy.values import PartialDate
from coprod_tools.words import say


@dataclass(frozen=True, slots=True)
class HourlyWage:
    """A wage for an hour and where it comes from, with its date."""

    amount: Decimal
    currency: str
    basis: str


class Wages:
    """The wages known for one jurisdiction on one day.

    A setting whose time of review has come is not used either: it is named, so that somebody looks it up again.
    """

    def __init__(self, knowledge: Knowledge, jurisdiction: str | None, as_at: PartialDate | None) -> None:
        place = (jurisdiction or "").strip().lower()
        known = knowledge.settings.get(place, {}) if place else {}
        self._as_at = as_at
        self._known = tuple(sorted((each for each in known.values() if each.wage), key=lambda each: each.id))

    def usable(self, view: str) -> HourlyWage | None:
        """Return the newest wage that was verified, is not due for review, and serves the view."""
        found = [each for each in self._known if self._serves(each, view) and each.is_verified and not self._aged(each)]
        if not found:
            return None
        newest = max(found, key=lambda each: (each.as_at or "", each.id))
        wage = newest.wage
        assert wage is not None  # noqa: S101 - only settings with a wage are known here
        basis = say("ledger.by_setting", title=newest.title, as_at=newest.as_at or "?", source=newest.source)
        return HourlyWage(wage.amount, wage.currency, basis)

    def hint(self, view: str) -> str:
        """Return which wages are known but may not be used, empty for none."""
        said = []
        for each in self._known:
            if each.wage is not None and self._serves(each, view):
                key = "ledger.aged_wage" if each.is_verified else "ledger.unverified_wage"
                values = {"title": each.title, "as_at": each.as_at or "?", "amount": each.wage.amount}
                said.append(say(key, currency=each.wage.currency, **values))
        return " ".join(said)

    def _serves(self, each: Setting, view: str) -> bool:
        return each.wage is not None and each.wage.serves == view

    def _aged(self, each: Setting) -> bool:
        return bool(self._as_at and each.review_due and PartialDate(each.review_due).surely_before(self._as_at))
