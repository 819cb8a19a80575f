"""How many faults the rules find, and how often they cry wolf over clean policies.

A form is tried on every policy it applies to. It counts as found when a finding of its rule appears that was not there
before, at the place where the fault is. Where the clean policy has the finding at that place already, nothing new can
be expected and the trial does not count.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from coprod_tools.policy import Policy

from . import (  # noqa: F401  (importing a themed module registers its faults)
    account_faults,
    burden_faults,
    cause_faults,
    equity_faults,
    frame_faults,
    latitude_faults,
    money_faults,
    pilot_faults,
    power_faults,
    promise_faults,
    roles_faults,
    treaty_faults,
)
from .places import Plain, model_of
from .readings import ROOT
from .register import FORMS, Form

Found = frozenset[tuple[str, str]]
Examine = Callable[[Plain], Found]
Look = Callable[..., Found]
BASE = Path(__file__).parent / "base_policies"
WORKED = ROOT / "templates/worked"
# Fields for which the word unknown is itself a value (DESIGN section 3).
KEEPS_UNKNOWN = {"affected", "delegable", "answer"}


@dataclass(frozen=True, slots=True)
class CleanPolicy:
    """A policy as plain text values, and the findings that reasoning expects."""

    name: str
    plain: Plain
    expected: Found


@dataclass(frozen=True, slots=True)
class Trial:
    """One form tried on one policy."""

    form: Form
    policy: str
    places: tuple[str, ...]
    found: bool

    def __str__(self) -> str:
        expected = " or ".join(self.places) or "any place"
        return f"{self.form.way} {self.form.name} on {self.policy} at {expected}"


def read_plain(path: Path) -> Plain:
    """Read a policy file with every scalar kept as text; fields that say unknown, or nothing, are left out."""
    plain = _answered(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))
    assert isinstance(plain, dict), path
    return plain


def _answered(node: Any) -> Any:
    if isinstance(node, list):
        return [_answered(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _answered(value) for key, value in node.items() if value not in ("", "unknown") or key in KEEPS_UNKNOWN
    }


def clean_policies() -> list[CleanPolicy]:
    """The base policies of this folder and the worked policies, each that has its expected findings beside it."""
    found = []
    for expected in sorted([*BASE.glob("*.expected.json"), *WORKED.glob("*.expected.json")]):
        name = expected.name.removesuffix(".expected.json")
        files = (expected.parent / f"{name}.yaml", expected.parent / name / "policy.yaml")
        path = next((file for file in files if file.exists()), None)
        if path is not None:
            rows = json.loads(expected.read_text(encoding="utf-8"))["findings"]
            found.append(CleanPolicy(name, read_plain(path), frozenset((row["rule"], row["where"]) for row in rows)))
    return found


def examine(plain: Plain) -> Found:
    """Run the whole assessment on a plain policy and return rule and place of every finding."""
    from coprod_tools import build_chain
    from coprod_tools.assessment import assess
    from coprod_tools.knowledge import load_knowledge

    policy = Policy.model_validate(plain)
    assessment = assess(build_chain(policy), load_knowledge(), policy.as_at, seed=0)
    return frozenset((finding.rule, finding.where) for finding in assessment.findings)


def look_for_findings(plain: Plain, *wanted: str) -> Found:
    """Run only the verdicts and the wanted rules (else all): what `examine` finds of them (tested), much quicker."""
    from coprod_tools import build_chain
    from coprod_tools.assessment import findings  # noqa: F401  (importing it fills the register)
    from coprod_tools.assessment.register import REGISTER
    from coprod_tools.assessment.verdicts import judge
    from coprod_tools.assessment.view import View
    from coprod_tools.knowledge import load_knowledge

    policy, knowledge = model_of(plain), load_knowledge()
    chain = build_chain(policy)
    view = View(chain, knowledge, judge(chain, knowledge), policy.as_at)
    here = {None, (policy.jurisdiction or "").strip().lower()}
    speaking = [name for name in wanted or knowledge.rules if knowledge.rules[name].jurisdiction in here]
    return frozenset((name, hit.where) for name in speaking for hit in REGISTER[name].find(view))


def same_place(found: str, wanted: str) -> bool:
    """Tell whether a finding's place is the wanted one: the same, a field within it, or the item it is a field of.

    The empty place means the policy as a whole and is met by any place.
    """
    if not wanted or found == wanted or found.startswith((f"{wanted}.", f"{wanted}[")):
        return True
    return wanted.startswith(f"{found}.") and "[" not in wanted[len(found) :]


def _met(findings: Iterable[tuple[str, str]], rule: str, wanted: tuple[str, ...]) -> bool:
    return any(one == rule and same_place(at, place) for one, at in findings for place in wanted)


def try_forms(
    policies: Iterable[CleanPolicy], look: Look = look_for_findings, forms: Iterable[Form] | None = None
) -> list[Trial]:
    """Try every form on every policy and tell which were found; forms that give the same policy are judged once."""
    trials = []
    for policy in policies:
        before, judged = look(policy.plain), dict[tuple[str, str], Found]()
        for form in FORMS if forms is None else forms:
            faulted = form(policy.plain)
            if faulted is None:
                continue
            plain, rule, wanted = faulted
            same = (rule, json.dumps(_answered(plain)))
            if same not in judged:
                judged[same] = look(plain, rule)
            found = _met(judged[same] - before, rule, wanted)
            if found or not _met(before, rule, wanted):
                trials.append(Trial(form, policy.name, wanted, found))
    return trials


def recall(trials: Iterable[Trial]) -> float:
    """Share of trials that were found."""
    listed = list(trials)
    return sum(trial.found for trial in listed) / len(listed)


def report(trials: Iterable[Trial]) -> str:
    """Name, rule by rule, how many trials were found and each that was missed."""
    by_rule: dict[str, list[Trial]] = {}
    for trial in trials:
        by_rule.setdefault(trial.form.rule, []).append(trial)
    lines = []
    for rule, own in sorted(by_rule.items(), key=lambda pair: (recall(pair[1]), pair[0])):
        lines.append(f"{rule}: {sum(trial.found for trial in own)} of {len(own)}")
        lines += [f"    missed {trial}" for trial in own if not trial.found]
    return "\n".join(lines)


def false_alarms(policy: CleanPolicy, look: Examine = examine) -> list[tuple[str, str]]:
    """Findings on a clean policy that reasoning did not expect."""
    return sorted(
        one for one in look(policy.plain) if not any(_met([one], rule, (at,)) for rule, at in policy.expected)
    )


def not_found(policy: CleanPolicy, look: Examine = examine) -> list[tuple[str, str]]:
    """Findings that reasoning expects on a clean policy and that did not come."""
    findings = look(policy.plain)
    return sorted(one for one in policy.expected if not _met(findings, one[0], (one[1],)))
