"""One question of the interview put to one thing of a policy: a stage, an activity, a part, an actor, or the whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from coprod_tools.knowledge.interview_questions import InterviewQuestion
from coprod_tools.render.block import shortened

STAGE = "stage"
# Letters of a label that a line of the way can hold.
SHORT = 28


@dataclass(frozen=True)
class Subject:
    """What a question is put to.

    Attributes
    ----------
    path : str
        Its field path; the id of a stage; empty for the policy as a whole.
    labels : mapping of str to str
        Words for the names in braces of a question's sentence.
    ids : mapping of str to str
        Ids, or a part's path, for the names in braces of its paths.
    also : tuple of str
        Other ways in which a field may name it: a stage by its number.
    """

    path: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    ids: Mapping[str, str] = field(default_factory=dict)
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """A question and what it is put to.

    Attributes
    ----------
    id : str
        `question`, or `question@path`; the same for as long as the thing is in the policy.
    section : str
        Id of the section; for a stage `stage:ID`.
    """

    question: InterviewQuestion
    section: str
    subject: Subject = field(default_factory=Subject)

    @property
    def id(self) -> str:
        """The id it is known by."""
        return f"{self.question.id}@{self.subject.path}" if self.subject.path else self.question.id

    @cached_property
    def ask(self) -> str:
        """The question in words."""
        return self.question.ask.format_map(self.subject.labels)

    @cached_property
    def short(self) -> str:
        """What it is called on the way."""
        names = {name: shortened(label.partition(" (")[0], SHORT) for name, label in self.subject.labels.items()}
        return self.question.short.format_map(names)

    @cached_property
    def adds(self) -> str | None:
        """The path of the list an answer adds to."""
        return self.question.adds.format_map(self.subject.ids) if self.question.adds else None

    @cached_property
    def preset(self) -> Mapping[str, str]:
        """The fields each new item of that list gets by itself."""
        return {name: value.format_map(self.subject.ids) for name, value in self.question.preset}

    @cached_property
    def fills(self) -> tuple[str, ...]:
        """The paths it fills; of a list's items, the names of their fields."""
        return tuple(path.format_map(self.subject.ids) for path in self.question.fills)

    @cached_property
    def more(self) -> tuple[str, ...]:
        """Those behind "more detail"."""
        return tuple(path.format_map(self.subject.ids) for path in self.question.more)

    @property
    def noted_at(self) -> str | None:
        """What a review row names when "none" or "not known" is said of one stage only."""
        shared = self.question.adds and self.question.preset
        return f"{self.adds}[{','.join(f'{name}={value}' for name, value in self.preset.items())}]" if shared else None

    def belongs(self, item: object) -> bool:
        """Tell whether an item of its list, as the file writes it, is one this question is about."""
        if not isinstance(item, Mapping):
            return False
        return all(item.get(name) in (value, *self.subject.also) for name, value in self.preset.items())
