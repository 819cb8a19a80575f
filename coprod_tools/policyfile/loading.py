"""Read a policy: its text, its shape, and what points where; every fault gathered and raised once."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from coprod_tools.files import decode, read_bytes
from coprod_tools.files.nodes import Mapping, Node, Scalar
from coprod_tools.files.shape import in_order, try_shape
from coprod_tools.files.yaml_tree import read_tree
from coprod_tools.policy import SCHEMA_VERSION, Policy
from coprod_tools.policyfile.soundness import unsound
from coprod_tools.policyfile.sources import Source, find, source_sha256
from coprod_tools.problems import Fault, InvalidInput, UsageError
from coprod_tools.words import say

VERSION_FIELD = "coprod"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A policy together with the text it was read from, so that it can be saved by changing only what changed.

    Attributes
    ----------
    path : Path
        Its YAML file.
    tree : Node
        The text's parts with their places.
    source_sha256 : str
        Digest of the YAML file, `joins.yaml` and `maps/`.
    """

    policy: Policy
    path: Path
    tree: Node
    text: str
    source_sha256: str
    source: Source

    @property
    def folder(self) -> Path | None:
        """The policy's own folder, or None when it is a single file."""
        return self.source.folder

    def position(self, path: str) -> tuple[int, int]:
        """Return line and column of a field, or of the nearest thing that holds it when it is absent."""
        from coprod_tools.policyfile.paths import route

        while path:
            try:
                node = route(Policy, self.tree, path).node
                return node.line, node.column
            except UsageError:
                path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self.tree.line, self.tree.column


def load(path: Path | str, knowledge: Path | None = None) -> Loaded:
    """Read the policy at `path` and keep its text beside it.

    Parameters
    ----------
    path : Path or str
        A YAML file, a policy's folder, its `policy.yaml`, or `worked:NAME`.
    knowledge : Path, optional
        A folder whose lifecycles add to the shipped ones.

    Raises
    ------
    InvalidInput
        With every fault found, in the order of the file.
    UsageError
        When no worked policy has that name.
    """
    return load_from(find(path), knowledge)


def load_from(source: Source, knowledge: Path | None = None) -> Loaded:
    """Read the policy that lies at `source`; see `load`."""
    data = read_bytes(source.path, file=source.file)
    text = decode(data, source.file)
    policy, tree = from_text(text, source.file, knowledge)
    return Loaded(policy, source.path, tree, text, source_sha256(source, data), source)


def read(path: Path | str, knowledge: Path | None = None) -> Policy:
    """Return the policy at `path`; see `load`."""
    return load(path, knowledge).policy


def from_text(text: str, file: str, knowledge: Path | None = None) -> tuple[Policy, Node]:
    """Return the policy that `text` describes, with the text's parts.

    Parameters
    ----------
    file : str
        How faults name the text.

    Raises
    ------
    InvalidInput
        With every fault found, in the order of the text; a version this package can't read is told alone.
    """
    with _collector_at_rest():
        tree, faults = read_tree(text, file)
        if tree is None:
            raise InvalidInput(faults)
        refuse_other_version(tree, file)
        policy, misshapen = try_shape(Policy, tree, file)
        faults += misshapen + tuple(unsound(tree, file, knowledge))
    if faults or policy is None:
        raise InvalidInput(in_order(faults))
    return policy, tree


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep the garbage collector from searching hundreds of thousands of new values that all stay: 40 % of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def version_node(tree: Node) -> Scalar | None:
    """Return the value of `coprod:` when it is a whole number."""
    node = tree.entries.get(VERSION_FIELD) if isinstance(tree, Mapping) else None
    # isdecimal would take digits of other scripts as well.
    sound = isinstance(node, Scalar) and node.value.isascii() and node.value.isdigit() and len(node.value) <= 9
    return node if sound and isinstance(node, Scalar) else None


def refuse_other_version(tree: Node, file: str) -> None:
    """Refuse a policy written for another version of the schema, whatever else it holds."""
    node = version_node(tree)
    if node is None or int(node.value) == SCHEMA_VERSION:
        return
    kind = "newer_version" if int(node.value) > SCHEMA_VERSION else "older_version"
    message = say(f"policyfile.{kind}", version=int(node.value), known=SCHEMA_VERSION)
    raise InvalidInput([Fault(file, message, node.line, node.column, VERSION_FIELD)])
