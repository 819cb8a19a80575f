"""IATI's code lists as far as a policy needs them; version 1 used words, in any mix of cases.

Source: IATI Standard 2.03 code lists (OrganisationRole, OrganisationType, ResultType, ActivityStatus,
ActivityDateType, TransactionType, IndicatorMeasure, ActivityScope) and those of 1.05.
"""

from __future__ import annotations

ROLES = {"1": "funding", "2": "accountable", "3": "extending", "4": "implementing"}
RESULTS = {"1": "output", "2": "outcome", "3": "impact", "9": "other"}
DATES = {"1": "start-planned", "2": "start-actual", "3": "end-planned", "4": "end-actual"}
DESCRIPTIONS = {"1": "general", "2": "objectives", "3": "target-groups", "4": "other"}
MEASURES = {"1": "unit", "2": "percentage", "3": "nominal", "4": "ordinal", "5": "qualitative"}
STATUSES = {
    "1": "pipeline",
    "2": "implementation",
    "3": "finalisation",
    "4": "closed",
    "5": "cancelled",
    "6": "suspended",
}
_STATUSES_OF_VERSION_1 = {
    "pipeline/identification": "pipeline",
    "completion": "finalisation",
    "post-completion": "closed",
}
# A policy's stage by the activity's status; a cancelled or suspended one stays where it was stopped.
STAGES = {
    "pipeline": "service-design",
    "implementation": "delivery",
    "finalisation": "assessment",
    "closed": "assessment",
    "cancelled": "delivery",
    "suspended": "delivery",
}
TRANSACTIONS_OF_VERSION_1 = {
    "IF": "1", "C": "2", "D": "3", "E": "4", "IR": "5", "LR": "6", "R": "7", "QP": "8", "QS": "9", "CG": "10",
}  # fmt: skip
# "If omitted on outgoing funds the reporting-org is assumed" (IATI Standard, transaction/provider-org).
OUTGOING = frozenset({"2", "3", "4", "8", "12"})
# Only where the code settles what kind of body it is. An NGO may provide a service or be a community's own body; a
# multilateral answers to many governments; a public-private partnership is both: for these nobody knows yet.
KINDS = {
    "10": "agency",
    "11": "agency",
    "15": "agency",
    "60": "philanthropy",
    "70": "business",
    "71": "business",
    "72": "business",
    "73": "business",
    "80": "research",
}
_ORGANISATION_WORDS = {
    "government": "10",
    "other public sector": "15",
    "international ngo": "21",
    "national ngo": "22",
    "regional ngo": "23",
    "public private partnership": "30",
    "multilateral": "40",
    "foundation": "60",
    "private sector": "70",
    "academic, training and research": "80",
}
ORGANISATION_TYPES = frozenset({*KINDS, "21", "22", "23", "24", "30", "40", "90"})
SCOPES = {"4": "national", "6": "regional", "7": "local", "8": "local"}
CURRENCY_LENGTH = 3


def word(value: str | None, codes: dict[str, str]) -> str | None:
    """Return the word a code stands for; a word of version 1 is taken in any case, anything else gives None."""
    if value is None:
        return None
    said = value.strip().lower()
    return codes.get(said) or (said if said in codes.values() else None)


def status(value: str | None) -> str | None:
    """Return an activity's status as a word of version 2."""
    return word(value, STATUSES) or _STATUSES_OF_VERSION_1.get((value or "").strip().lower())


def organisation_type(value: str | None) -> str | None:
    """Return the code of an organisation type given as code or as version 1's word; unknown ones as they are."""
    return None if value is None else _ORGANISATION_WORDS.get(value.strip().lower(), value.strip())


def transaction_type(value: str | None) -> str | None:
    """Return the code of a transaction type in version 2's numbers; unknown ones as they are."""
    return None if value is None else TRANSACTIONS_OF_VERSION_1.get(value.strip().upper(), value.strip())
