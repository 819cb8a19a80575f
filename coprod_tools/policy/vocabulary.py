"""The closed word lists of a policy file; each word is explained in GLOSSARY.md."""

from __future__ import annotations

from typing import Literal, get_args

Co = Literal["commission", "design", "deliver", "assess"]
COS: tuple[Co, ...] = get_args(Co)
ActorKind = Literal[
    "agency",
    "provider",
    "community",
    "people-who-use-it",
    "iwi",
    "hapu",
    "whanau",
    "settlement-entity",
    "maori-land-trust",
    "maori-provider",
    "urban-maori-body",
    "indigenous-body",
    "business",
    "philanthropy",
    "research",
]
Audience = Literal["team", "partners", "public"]
Standing = Literal["desk-draft", "shared", "jointly-agreed"]
Beneficiary = Literal["people", "community", "business", "society", "environment", "government"]
Question = Literal["better", "feel", "public-value"]
Level = Literal["individual", "group", "collective"]
Mode = Literal["voice", "action", "both", "none"]
PromiseScale = Literal["iap2", "te-arawhiti"]
# The levels of each scale, by the names people write for them.
PROMISE_LEVELS: dict[str, dict[str, str]] = {
    "iap2": {name: name for name in ("inform", "consult", "involve", "collaborate", "empower")},
    "te-arawhiti": {
        **{name: name for name in ("inform", "consult", "collaborate", "partner", "empower")},
        "partner/co-design": "partner",
        "partner or co-design": "partner",
        "co-design": "partner",
    },
}
GovernmentRole = Literal[
    "provider", "broker", "facilitator", "catalyst", "partner", "commissioner", "regulator", "nudger"
]
Latitude = Literal["same-everywhere", "local-within-a-minimum", "local-decides"]
ContributionKind = Literal["money", "time", "assets", "knowledge", "relationships", "mandate"]
DecisionForm = Literal["advise", "veto", "joint", "delegate"]
WorkaroundVerdict = Literal["keep", "adopt", "fix", "stop"]
Sign = Literal["+", "-", "?"]
EvidenceScale = Literal["maryland-sms", "nesta", "eef-trial", "eef-toolkit", "gm-grade", "matauranga", "lived", "none"]
Answer = Literal["yes", "no", "unknown"]
BudgetPurpose = Literal["delivery", "support", "pilot", "assessment", "other"]
Reach = Literal["pilot", "local", "regional", "national"]
Purpose = Literal["outcome", "efficiency", "both"]
