"""The two words that every part of the sandbox shares: a JSON object, and a refusal in Slack's form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]


class SlackError(Exception):
    """A refusal of the Web API: its code, and what Slack adds to explain it."""

    def __init__(self, code: str, messages: Iterable[str] = (), **more: Any) -> None:
        super().__init__(code)
        self.code = code
        self.messages = [f"[ERROR] {message}" for message in messages]
        self.more = more

    def body(self) -> Json:
        """The answer that carries this refusal."""
        body: Json = {"ok": False, "error": self.code, **self.more}
        if self.messages:
            body["response_metadata"] = {"messages": self.messages}
        return body


class ActError(Exception):
    """Something that a person cannot do in this workspace; a sentence, and the HTTP status of the control API."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status
