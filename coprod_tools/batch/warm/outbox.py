"""Where a kernel without a network puts its messages: a list that the runner of the notebook reads after each cell."""

from __future__ import annotations

import json
import threading
from collections import deque
from typing import Any

from jupyter_client.jsonutil import json_default
from jupyter_client.session import Session

PUBLISHED, ANSWERED = object(), object()


class Outbox(Session):
    """A session that keeps what is sent.

    Attributes
    ----------
    published : deque of dict
        Outputs and states in the order in which they were sent.
    answer : dict or None
        The last reply to a request.
    """

    def __init__(self, **traits: Any) -> None:
        super().__init__(key=b"", **traits)
        self.published: deque[dict[str, Any]] = deque()
        self.answer: dict[str, Any] | None = None
        self._one_at_a_time = threading.RLock()

    def send(
        self,
        stream: object,
        msg_or_type: dict[str, Any] | str,
        content: dict[str, Any] | None = None,
        parent: dict[str, Any] | None = None,
        ident: object = None,
        buffers: list[Any] | None = None,
        track: bool = False,
        header: dict[str, Any] | None = None,
        metadata: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Keep a message as it would have arrived: once through JSON."""
        if isinstance(msg_or_type, dict):
            message, buffers = msg_or_type, buffers or msg_or_type.get("buffers", [])
        else:
            message = self.msg(msg_or_type, content=content, parent=parent, header=header, metadata=metadata)
        sent = {**message, "content": _through_json(message["content"]), "buffers": list(buffers or ())}
        if stream is ANSWERED:
            self.answer = sent
        else:
            with self._one_at_a_time:
                self.published.append(sent)
        return sent


def _through_json(content: Any) -> Any:
    return json.loads(json.dumps(content, default=json_default, ensure_ascii=False, allow_nan=False))
