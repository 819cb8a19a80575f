"""What the two ends of a claim mean: an activity, an output, an outcome or a concept."""

from __future__ import annotations

from dataclasses import dataclass

from coprod_tools.policy import Policy


@dataclass(frozen=True, slots=True)
class ClaimEnds:
    """Names that may stand at the end of a claim, each with its node.

    An output may be named by its own id or as `activity/output`. Where an activity and an outcome share a name, the
    activity is meant as a cause and the outcome as an effect.
    """

    outputs: dict[str, str]
    causes: dict[str, str]
    effects: dict[str, str]

    @classmethod
    def of(cls, policy: Policy) -> ClaimEnds:
        """Gather the names a policy offers."""
        activities = {activity.id: f"activity:{activity.id}" for activity in policy.activities or ()}
        outcomes = {outcome.key: f"outcome:{outcome.key}" for outcome in policy.outcomes or ()}
        outputs: dict[str, str] = {}
        for activity in policy.activities or ():
            for output in activity.outputs or ():
                node = f"output:{activity.id}/{output.key}"
                outputs.setdefault(output.key, node)
                outputs[f"{activity.id}/{output.key}"] = node
        others = {concept.key: f"concept:{concept.key}" for concept in policy.concepts or ()} | outputs
        return cls(outputs, causes=others | outcomes | activities, effects=others | activities | outcomes)

    def cause(self, name: str) -> str:
        """Return the node meant by a claim's `from`; a name that leads nowhere gives a node that is not there."""
        return self.causes.get(name, f"nothing:{name}")

    def effect(self, name: str) -> str:
        """Return the node meant by a claim's `to`; a name that leads nowhere gives a node that is not there."""
        return self.effects.get(name, f"nothing:{name}")

    def output(self, name: str) -> str:
        """Return the node of an output; a name that leads nowhere gives a node that is not there."""
        return self.outputs.get(name, f"nothing:{name}")
