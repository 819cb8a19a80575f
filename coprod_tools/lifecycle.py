"""The lifecycles a policy may follow, their stages, and which default stage each of them stands for.

The stages are data (`knowledge/lifecycles.yaml`). Sources of the lifecycles stand with each entry there.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from coprod_tools.files import shape
from coprod_tools.problems import UsageError
from coprod_tools.words import say

DEFAULT = "default"
OWN = "own"
FILE = "lifecycles.yaml"
_SHIPPED = Path(__file__).parent / "knowledge" / FILE


def _pairs(value: Any) -> Any:
    """Turn a mapping of Co to weight into pairs, in the order written."""
    return tuple(value.items()) if isinstance(value, Mapping) else value


Weight = Annotated[float, Field(ge=0, le=1)]
CoWeights = Annotated[
    tuple[tuple[Literal["commission", "design", "deliver", "assess"], Weight], ...], BeforeValidator(_pairs)
]
Order = Annotated[int, Field(ge=0, le=9)]


class _Part(BaseModel):
    """Frozen, and refusing fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, defer_build=True)


class Stage(_Part):
    """One stage of a lifecycle.

    Attributes
    ----------
    order : int
        Its place as the authors of the lifecycle count: the default from 0, all others from 1.
    default : tuple of int
        The default stages (0 mandate to 9 adapt) it stands for; empty for an own stage that stands for none.
    cos : tuple of (str, float)
        The Co's typical here, each with a weight from 0 to 1; the weights are the project's own and may be changed.
    """

    id: str
    title: str
    order: int
    default: tuple[Order, ...] = ()
    what: str = ""
    cos: CoWeights = ()


class Lifecycle(_Part):
    """An ordered list of stages with the edges that run back.

    Attributes
    ----------
    feedback : tuple of (str, str)
        Edges from a later to an earlier stage, by id.
    gaps : tuple of int
        Default stages for which it has no stage.
    """

    id: str
    title: str
    source: str
    status: Literal["verified", "to-verify"]
    stages: Annotated[tuple[Stage, ...], Field(min_length=1)]
    feedback: tuple[tuple[str, str], ...] = ()
    gaps: tuple[Order, ...] = ()
    note: str | None = None
    jurisdiction: str | None = None
    as_at: str | None = None
    review_due: str | None = None

    @model_validator(mode="after")
    def _edges_join_stages(self) -> Self:
        known = {stage.id for stage in self.stages}
        loose = sorted({end for edge in self.feedback for end in edge} - known)
        if loose or len(known) < len(self.stages):
            message = say("lifecycle.loose", id=self.id, stages=", ".join(loose) or self.id)
            raise PydanticCustomError("coprod", message.replace("{", "(").replace("}", ")"))
        return self

    def stage(self, ref: str) -> Stage:
        """Return the stage with this id, or with this order number written as text.

        Raises
        ------
        UsageError
            When no stage answers to `ref`; the message names the nearest ids.
        """
        found = self._by_ref().get(str(ref).strip())
        if found is None:
            ids = [stage.id for stage in self.stages]
            raise UsageError(say("lifecycle.no_stage", ref=ref, title=self.title, nearest=_nearest(ref, ids)))
        return found

    def _by_ref(self) -> dict[str, Stage]:
        return {str(stage.order): stage for stage in self.stages} | {stage.id: stage for stage in self.stages}


class _File(_Part):
    version: Annotated[Literal["1"], Field(alias="coprod-knowledge")]
    lifecycles: tuple[Lifecycle, ...]


def _nearest(word: str, known: Iterable[str]) -> str:
    """Return up to three known words like `word`, or all of them when none is like it."""
    known = list(known)
    return ", ".join(difflib.get_close_matches(str(word).strip().lower(), known, 3, 0.5) or known)


def _read(path: Path) -> dict[str, Lifecycle]:
    return {lifecycle.id: lifecycle for lifecycle in shape.load(_File, path).lifecycles}


@cache
def lifecycles(extra_dir: Path | None = None) -> Mapping[str, Lifecycle]:
    """Return every lifecycle by id, those of `extra_dir` added or put in place of the shipped ones.

    Raises
    ------
    InvalidInput
        When `extra_dir` holds a `lifecycles.yaml` that cannot be used.
    """
    found = _read(_SHIPPED)
    if extra_dir is not None and (extra_dir / FILE).is_file():
        found |= _read(extra_dir / FILE)
    return MappingProxyType(found)


def lifecycle_of(choice: Any = None, extra_dir: Path | None = None) -> Lifecycle:
    """Return the lifecycle a policy follows.

    Parameters
    ----------
    choice : None, str or an object with `template`, `stages` and `title`
        None is the default. An own stage may name the default stages it stands for (`default`, by id or number);
        one that does not, but bears the id of a default stage, stands for that one.
    extra_dir : Path, optional
        A folder whose `lifecycles.yaml` adds to the shipped ones.

    Raises
    ------
    UsageError
        When the template or a default stage is unknown; the message names the nearest ones.
    """
    if getattr(choice, "stages", None):
        return _own(choice, lifecycles(extra_dir)[DEFAULT])
    named = choice if isinstance(choice, str) else getattr(choice, "template", None)
    name = (named or DEFAULT).strip().lower()
    found = lifecycles(extra_dir)
    if name not in found:
        raise UsageError(say("lifecycle.no_template", name=name, nearest=_nearest(name, found)))
    return found[name]


def _own(choice: Any, default: Lifecycle) -> Lifecycle:
    """Make a lifecycle of a team's own stages; it feeds back where the default stages it stands for do."""
    stages = tuple(_own_stage(stage, order, default) for order, stage in enumerate(choice.stages, start=1))
    covered = {order for stage in stages for order in stage.default}
    return Lifecycle(
        id=OWN,
        title=str(choice.title or say("lifecycle.own_title")),
        source=say("lifecycle.own_source"),
        status="to-verify",
        stages=stages,
        feedback=tuple(_own_feedback(stages, default)),
        gaps=tuple(stage.order for stage in default.stages if stage.order not in covered),
    )


def _own_stage(stage: Any, order: int, default: Lifecycle) -> Stage:
    named = stage.default or (stage.id,) * (stage.id in {known.id for known in default.stages})
    stands_for = [default.stage(ref) for ref in named]
    weights: dict[str, float] = {}
    for known in stands_for:
        for co, weight in known.cos:
            weights[co] = max(weight, weights.get(co, 0.0))
    orders = tuple(sorted({known.order for known in stands_for}))
    return Stage.model_validate(
        {"id": stage.id, "title": str(stage.title), "order": order, "default": orders, "cos": weights}
    )


def _own_feedback(stages: tuple[Stage, ...], default: Lifecycle) -> Iterable[tuple[str, str]]:
    for later, earlier in default.feedback:
        sources = [stage for stage in stages if default.stage(later).order in stage.default]
        targets = [stage for stage in stages if default.stage(earlier).order in stage.default]
        yield from ((a.id, b.id) for a in sources for b in targets if a.order > b.order)
