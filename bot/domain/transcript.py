"""What was said in an incident's channel, as it stands now, and who the people are whose names documents leave out."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


def permalink(team_url: str, channel: str, ts: str) -> str:
    """The address of a message, as Slack writes it; `team_url` is the workspace's and ends in a slash."""
    return f"{team_url}archives/{channel}/p{ts.replace('.', '')}"


class FileReference(_Value):
    """A file that was shared: by reference only, its content is never fetched."""

    name: str
    permalink: str
    mimetype: str = ""


class Entry(_Value):
    """One message: `ts` is Slack's id and time of it, `text` its last text (mrkdwn as Slack delivers it).

    After a deletion `deleted_at` is set and `text` and `files` are empty: only time and author remain.
    """

    channel: str
    ts: str
    thread_ts: str | None = None
    user: str
    text: str
    at: datetime
    edited_at: datetime | None = None
    deleted_at: datetime | None = None
    files: tuple[FileReference, ...] = ()
    by_bot: bool = False

    @property
    def is_reply(self) -> bool:
        """Whether it stands in a thread, below another message."""
        return self.thread_ts is not None and self.thread_ts != self.ts


class Person(_Value):
    """Somebody in the workspace.

    `names` is every name by which others may write them: real name, display name, handle, first name.
    """

    id: str
    names: tuple[str, ...] = ()
    title: str = ""
    tz: str = "UTC"
    is_bot: bool = False
    is_deactivated: bool = False
