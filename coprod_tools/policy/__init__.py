"""The policy as frozen values: what a policy file says, and nothing it does not say."""

from coprod_tools.policy.activities import Activity, Part, Promise
from coprod_tools.policy.model import SCHEMA_VERSION, Policy
from coprod_tools.policy.people import Actor
from coprod_tools.policy.purpose import Claim, Evidence, Indicator, Outcome

__all__ = [
    "SCHEMA_VERSION",
    "Activity",
    "Actor",
    "Claim",
    "Evidence",
    "Indicator",
    "Outcome",
    "Part",
    "Policy",
    "Promise",
]
