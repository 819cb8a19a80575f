"""Text that the editor Quill keeps as a list of insertions (its Delta form), as plain words."""

from __future__ import annotations

from coprod_tools.exchange.json_trail import JsonTrail, Object, part


def plain_words(trail: JsonTrail, holder: Object, key: str) -> str | None:
    """Return the words under `key`, plain or in Delta form; addresses that words are linked to follow them.

    How words look, and what is inserted that is no words, stays unread in the trail.
    """
    value = holder.get(key)
    inserted = value.get("ops") if isinstance(value, dict) else None
    if not isinstance(inserted, list):
        return trail.words(holder, key)
    pieces = []
    for each in inserted:
        words = each.get("insert") if isinstance(each, dict) else None
        if not isinstance(words, str):
            continue
        trail.words(each, "insert")
        address = trail.words(part(each, "attributes"), "link")
        pieces.append(words if address is None or address in words else f"{words} ({address})")
    return "".join(pieces).strip() or None
