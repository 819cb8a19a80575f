"""Ids: which are allowed, how a foreign one becomes ours, and how an item without one gets one."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from coprod_tools.policy.values import clean_text, refuse

PATTERN = r"^[a-z0-9]([a-z0-9_-]{0,62}[a-z0-9])?$"
_PATTERN = re.compile(r"[a-z0-9]([a-z0-9_-]{0,62}[a-z0-9])?")
# Windows refuses these as file names; `failed` is the batch's own folder.
RESERVED = {"con", "prn", "aux", "nul", "failed"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}


def is_id(text: str) -> bool:
    """Tell whether `text` may serve as an id and so as a file name on every system."""
    return bool(_PATTERN.fullmatch(text)) and text not in RESERVED


def read_id(value: Any) -> str:
    """Return `value` when it is a usable id, else refuse it."""
    if not isinstance(value, str):
        raise refuse("id")
    text = value.strip()
    if text in RESERVED:
        raise refuse("id_reserved")
    if not _PATTERN.fullmatch(text):
        raise refuse("id")
    return text


def read_reference(value: Any) -> str:
    """Return the id of another thing; made ids (with dots) may be referred to as well."""
    if not isinstance(value, str) or not value.strip():
        raise refuse("reference")
    return clean_text(value, 200)


def foreign_id(text: str) -> str:
    """Make an id of ours from somebody else's: lower case, and where more had to change, six hex digits follow.

    The six digits are the start of the SHA-256 of the whole foreign id (as UTF-8, NFC), so that the result does not
    depend on what else is imported.
    """
    whole = unicodedata.normalize("NFC", text.strip())
    lowered = whole.lower()
    if is_id(lowered):
        return lowered
    mark = hashlib.sha256(whole.encode()).hexdigest()[:6]
    plain = unicodedata.normalize("NFKD", lowered).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9_-]+", "-", plain)[:57].strip("-_")
    return f"{stem or 'x'}-{mark}"


def content_id(value: str) -> str:
    """Make an id from the whole content of an item that has neither id nor key fields."""
    return "x." + hashlib.sha256(value.encode()).hexdigest()[:10]


Id = Annotated[str, BeforeValidator(read_id), WithJsonSchema({"type": "string", "pattern": PATTERN})]


class Ref:
    """Marks a field as the id of something elsewhere in the policy.

    Parameters
    ----------
    *kinds : str
        Names of the lists it may point into (`actors`, `outcomes`, ...); `stages` means the lifecycle's stages.
    """

    def __init__(self, *kinds: str) -> None:
        self.kinds = kinds


def _reference(*kinds: str) -> Any:
    return Annotated[str, BeforeValidator(read_reference), Ref(*kinds), WithJsonSchema({"type": "string"})]


ActorRef = _reference("actors")
ActorOrGroupRef = _reference("actors", "groups")
GroupRef = _reference("groups")
OutcomeRef = _reference("outcomes")
OutputRef = _reference("outputs")
ActivityRef = _reference("activities")
IndicatorRef = _reference("indicators")
PilotRef = _reference("pilots")
StageRef = _reference("stages")
ClaimRef = _reference("claims")
OptionRef = _reference("options")
ProposalRef = _reference("proposals")
ClaimEnd = _reference("activities", "outputs", "outcomes", "concepts")
