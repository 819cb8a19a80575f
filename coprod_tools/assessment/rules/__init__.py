"""The rules, a module a theme; importing this room puts them all in the register."""

from coprod_tools.assessment.rules import (
    burden,
    cause_and_effect,
    consent,
    equity,
    experiment,
    harm,
    latitude,
    measures,
    one_chain,
    power,
    promises,
    rights,
    roles,
    structure,
    treaty,
)

__all__ = [
    "burden",
    "cause_and_effect",
    "consent",
    "equity",
    "experiment",
    "harm",
    "latitude",
    "measures",
    "one_chain",
    "power",
    "promises",
    "rights",
    "roles",
    "structure",
    "treaty",
]
