"""What came of a call to Slack, and whether repeating it could help."""

from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, TypeVar

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Retry:
    """Slack did not do it and may do it later: `after` seconds, where it said so."""

    code: str
    after: float | None = None


@dataclass(frozen=True, slots=True)
class Lost:
    """Nobody knows whether Slack did it: no answer came, or one that does not say."""

    code: str


@dataclass(frozen=True, slots=True)
class GiveUp:
    """Slack will not do it; `detail` holds what else it said."""

    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class AlreadyDone:
    """What was asked for is so already."""

    code: str


Failure = Retry | Lost | GiveUp | AlreadyDone


class CallFailed(Exception):
    """A call that Slack did not answer with `ok`; `errors` are those it lists for the parts of the call."""

    def __init__(self, outcome: Failure, errors: Sequence[Mapping[str, Any]] = ()) -> None:
        self.outcome = outcome
        self.errors = errors
        super().__init__(str(outcome))

    @property
    def code(self) -> str:
        """Slack's error code, or the bot's own for what is not Slack's."""
        return self.outcome.code


# Slack's page of errors says of internal_error and fatal_error that part of the call may have been done before them.
_BY_CODE: Final[Mapping[str, type[Retry | Lost | AlreadyDone]]] = MappingProxyType(
    {
        "ratelimited": Retry,
        "rate_limited": Retry,
        "too_many_requests": Retry,
        "message_limit_exceeded": Retry,
        "service_unavailable": Retry,
        "request_timeout": Retry,
        "team_added_to_org": Retry,
        "internal_error": Lost,
        "fatal_error": Lost,
        "already_pinned": AlreadyDone,
        "already_in_channel": AlreadyDone,
        "already_archived": AlreadyDone,
        "already_reacted": AlreadyDone,
    }
)

TOO_MANY: Final = 429
SERVER_ERRORS: Final = 500
DEFAULT_RETRY_AFTER: Final = 1.0


async def answered(call: Awaitable[T]) -> T:
    """Await a call to Slack.

    Raises:
        CallFailed: it was not answered with `ok`; its outcome says what that means.
    """
    try:
        return await call
    except SlackApiError as error:
        raise CallFailed(_refused(error), _errors(error)) from error
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
        raise CallFailed(Retry("unreachable")) from error
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise CallFailed(Lost("no_answer")) from error


def _refused(error: SlackApiError) -> Failure:
    response, body = error.response, _body(error)
    status = response.status_code if isinstance(response, AsyncSlackResponse) else response.status
    code = str(body.get("error", f"http_{status}"))
    if status == TOO_MANY:
        return Retry(code, _retry_after(response.headers))
    if status >= SERVER_ERRORS or not body:
        return Lost(code)
    return _by_code(code, body)


def _body(error: SlackApiError) -> Mapping[str, Any]:
    """Read the JSON of an answer; what is not JSON comes without one, or as the HTTP library's own response."""
    data = error.response.data if isinstance(error.response, AsyncSlackResponse) else None
    return data if isinstance(data, dict) else {}


def _errors(error: SlackApiError) -> Sequence[Mapping[str, Any]]:
    listed = _body(error).get("errors") or ()
    return tuple(one for one in listed if isinstance(one, dict))


def _by_code(code: str, body: Mapping[str, Any]) -> Failure:
    kind = _BY_CODE.get(code)
    return GiveUp(code, _detail(body)) if kind is None else kind(code)


def _detail(body: Mapping[str, Any]) -> str:
    """Collect what Slack says beside the code: a missing scope, the place of a bad block."""
    messages = (body.get("response_metadata") or {}).get("messages") or ()
    needed = f"needed: {body['needed']}" if body.get("needed") else ""
    return "; ".join(filter(None, (needed, *map(str, messages))))


def _retry_after(headers: Mapping[str, str]) -> float:
    """Read the seconds that Slack asks to wait."""
    value = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    return float(value) if value.isdecimal() else DEFAULT_RETRY_AFTER
