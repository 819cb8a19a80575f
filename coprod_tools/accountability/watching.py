"""Which indicators have left their path: the stated rule, and what it saw of each indicator and group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coprod_tools.accountability.charts import Cusum, cusum, limit_for
from coprod_tools.accountability.planned_paths import OnPath, on_path
from coprod_tools.chain import ValueChain
from coprod_tools.chain.claim_ends import ClaimEnds
from coprod_tools.knowledge import Knowledge
from coprod_tools.policy import Indicator
from coprod_tools.policy.values import PartialDate
from coprod_tools.policy.vocabulary import Audience
from coprod_tools.words import say

WatchState = Literal["on-path", "leaning", "off-path", "not-known"]


@dataclass(frozen=True, slots=True)
class Rule:
    """The rule by which an indicator counts as off its path, with all its numbers.

    Attributes
    ----------
    allowance, limit, leaning : float
        k, h and the lower limit of the cumulative sum, in standard deviations of a period.
    false_alarms : float
        In 100 policies where nothing is wrong, how many give an alarm within `periods`, all indicators together.
    series, periods : int
        How many rows of values are watched at once, and for how many periods; both set the limit.
    """

    allowance: float
    limit: float
    leaning: float
    false_alarms: float
    series: int
    periods: int
    words: str


@dataclass(frozen=True, slots=True)
class Watch:
    """What the rule saw of one indicator and group.

    Attributes
    ----------
    node : str or None
        The node of the chain it measures.
    since : PartialDate or None
        The period in which it most likely began to leave its path.
    """

    id: str
    indicator: str
    label: str
    group: str | None
    node: str | None
    state: WatchState
    reason: str
    since: PartialDate | None
    path: OnPath
    chart: Cusum
    visible_to: Audience | None


def watch(chain: ValueChain, knowledge: Knowledge, as_at: PartialDate | None = None) -> tuple[Rule, tuple[Watch, ...]]:
    """Return the rule as it holds for this policy, and what it saw of each indicator and group.

    The limit of the cumulative sum is set so that all rows of values together give a false alarm in about as few
    policies as `false-alarms` says: more rows, or a longer watch, want a higher limit (a union bound on Siegmund's run
    length).
    """
    numbers = {key: entry.value for key, entry in knowledge.indicator_numbers.items()}
    confidence, before = numbers["confidence"] / 100, int(numbers["periods-before"])
    ends = ClaimEnds.of(chain.policy)
    found: list[tuple[Indicator, str | None, OnPath]] = []
    for indicator in sorted(chain.policy.indicators or (), key=lambda each: each.key):
        groups = {each.group for each in indicator.actuals or ()} or {None}
        for group in sorted(groups, key=lambda each: each or ""):
            path = on_path(indicator, group, confidence=confidence, before=before, as_at=as_at)
            found.append((indicator, group, path))
    rule = _rule(numbers, [path for _, _, path in found])
    return rule, tuple(_watch(rule, ends, *each) for each in found)


def _rule(numbers: dict[str, float], paths: list[OnPath]) -> Rule:
    series = max(sum(1 for each in paths if each.points), 1)
    periods = max(int(numbers["watch-periods"]), *(len(each.points) for each in paths), 1)
    alarms, allowance = numbers["false-alarms"], numbers["cusum-allowance"]
    limit = limit_for(allowance, max(series * periods * 100 / alarms, 1.0))
    words = say(
        "scorecard.rule", allowance=f"{allowance:g}", limit=f"{limit:.2f}", alarms=f"{alarms:g}", periods=periods
    )
    return Rule(allowance, limit, min(numbers["leaning"], limit), alarms, series, periods, words)


def _watch(rule: Rule, ends: ClaimEnds, indicator: Indicator, group: str | None, path: OnPath) -> Watch:
    chart = cusum([each.worse for each in path.points], rule.allowance, rule.limit)
    state: WatchState = "on-path"
    if not path.points:
        state = "not-known"
    elif chart.signalled is not None:
        state = "off-path"
    elif chart.last >= rule.leaning:
        state = "leaning"
    since = path.points[chart.since].measured.start if chart.since is not None and state != "on-path" else None
    node = f"outcome:{indicator.outcome}" if indicator.outcome else None
    if node is None and indicator.output:
        node = ends.output(indicator.output)
    return Watch(
        id=f"watch:{indicator.key}" + (f":{group}" if group else ""),
        indicator=indicator.key,
        label=str(indicator.label),
        group=group,
        node=node,
        state=state,
        reason=path.why or say(f"scorecard.watch_{state.replace('-', '_')}", path=say(f"scorecard.path_{path.path}")),
        since=since,
        path=path,
        chart=chart,
        visible_to=indicator.visible_to,
    )
