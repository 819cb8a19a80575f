"""The values of a joint map: who says what, the concepts and links it makes, how far those who speak agree."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from coprod_tools.policy.partner_maps import Statement
from coprod_tools.problems import Fault

State = Literal["agreed", "contested", "one-view", "not-known"]
Reading = Literal["confirmed", "changed-since", "not-read-back", "own-file"]
# A map that its holder withdrew, or says is not what was told, is no part of a joint map and so has no reading here.
Timing = Literal["before", "after", "unknown"]


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who told a map, or is named in the policy file as holding a claim.

    Attributes
    ----------
    actor : str
        Id of the actor; `owner` for what the policy file says without naming a holder, unless the policy's owner is
        one of its actors.
    label : str
        Its name for people.
    kind : str or None
        The actor's kind; None when the policy does not know the actor.
    outside : bool or None
        Whether it stands outside government; None when the kind is not known.
    named : bool
        Whether it agreed to be named (`visible_to` partners or public).
    reading : str
        Whether the map was read back and confirmed as it stands now.
    timing : str
        Whether the map was gathered before or after the option was chosen; a view gathered after is consultation.
    rounds : tuple of int
        The rounds there are; the last one counts. Empty for somebody whom only the policy file names.
    """

    actor: str
    label: str
    kind: str | None
    outside: bool | None
    named: bool
    reading: Reading
    timing: Timing
    rounds: tuple[int, ...] = (1,)


@dataclass(frozen=True, slots=True)
class Held:
    """A statement with who holds it, in which round, and where it stands (`maps/x.csv:4` or `claims[ID]`).

    The round is 0 for what the policy file says, which always counts.

    `stance` is `says` for a statement of one's own, `agrees` or `contests` for one that the policy file says somebody
    agrees with or contests.
    """

    actor: str
    round: int
    statement: Statement
    origin: str
    stance: Literal["says", "agrees", "contests"] = "says"


@dataclass(frozen=True, slots=True)
class Concept:
    """A thing that changes: one node of the joint map.

    Attributes
    ----------
    id : str
        The value chain's node (`activity:x`, `output:a/x`, `outcome:x`, `concept:x`), or `said:x` for one that only
        partners' maps name.
    label : str
        How it is shown: the policy's words, else the join's, else the first of `names`.
    names : tuple of str
        Every name it goes by, sorted.
    kind : str
        `activity`, `output`, `outcome`, `concept` or `said`.
    """

    id: str
    label: str
    names: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Link:
    """One cause and one effect with everything said of it.

    Attributes
    ----------
    id : str
        `CAUSE>EFFECT`, the ids of its concepts.
    held : tuple of Held
        Each holder's last round only, sorted.
    earlier : tuple of Held
        What was said of it in rounds before; never counted, never lost.
    claims : tuple of str
        Keys of the policy's own claims on it.
    """

    id: str
    cause: str
    effect: str
    held: tuple[Held, ...]
    earlier: tuple[Held, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JointMap:
    """All maps as one: concepts, links and holders, each sorted by id; no statement is lost.

    Attributes
    ----------
    speaks_of : dict of str to frozenset of str
        For each holder, the ids of the concepts its last map names: who could have drawn a link and did not.
    set_aside : tuple of Held
        Statements whose two ends are one concept once names are joined; shown, never counted.
    faults : tuple of Fault
        Each name, join or figure that could not be used as written; nothing is guessed.
    """

    concepts: tuple[Concept, ...]
    links: tuple[Link, ...]
    holders: tuple[Holder, ...]
    speaks_of: dict[str, frozenset[str]] = field(default_factory=dict)
    set_aside: tuple[Held, ...] = ()
    faults: tuple[Fault, ...] = ()

    def concept(self, id: str) -> Concept:
        """Return the concept of that id."""
        return next(each for each in self.concepts if each.id == id)


@dataclass(frozen=True, slots=True)
class GroupSays:
    """How many holders of one opinion group say what of a link; `members` counts the silent ones too."""

    group: int
    members: int
    plus: int
    minus: int
    unsure: int
    contests: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far those who speak of a link agree.

    Attributes
    ----------
    state : str
        `agreed`: at least two holders, one of them outside government, say the same sign in every opinion group that
        speaks, and nobody contests it; `contested`: holders say different signs or somebody contests it; `one-view`:
        all who speak agree but they are too few or all in government; `not-known`: nobody who speaks knows the sign.
    plus, minus, unsure, contests : tuple of str
        Holders by what they say, sorted; `unsure` says `?` or no sign.
    silent : tuple of str
        Holders whose map names both ends and draws no link; silence is neither agreement nor dissent.
    not_asked : tuple of str
        Holders whose map names not both ends.
    strength_low, strength_high : float or None
        Range of the strengths given.
    confidence : dict of str to int
        How many said low, medium, high.
    by_group : tuple of GroupSays
        What each opinion group says; empty where there are too few holders for groups.
    """

    link: str
    state: State
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    contests: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    not_asked: tuple[str, ...] = ()
    strength_low: float | None = None
    strength_high: float | None = None
    confidence: dict[str, int] = field(default_factory=dict)
    by_group: tuple[GroupSays, ...] = ()
