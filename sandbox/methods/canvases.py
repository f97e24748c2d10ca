"""canvases.create, edit, delete and sections.lookup, and conversations.canvases.create: documents in a workspace."""

from __future__ import annotations

from collections.abc import Iterator

from sandbox.canvases import LARGEST, Access, Canvas, Plan, sections_of
from sandbox.channels import Channel
from sandbox.methods.call import Call
from sandbox.shapes import Json, SlackError

HEADINGS = {"h1": {1}, "h2": {2}, "h3": {3}, "any_header": {1, 2, 3, 4, 5, 6}}
MAIN_TITLE = "Channel canvas"


def create(call: Call) -> Json:
    """canvases.create: by itself, or as a tab of a channel."""
    plan, channel = _allowed(call), call.joined(name="channel_id") if call.args.has("channel_id") else None
    if plan is Plan.FREE and channel is None:
        raise SlackError("free_teams_cannot_create_non_tabbed_canvases")
    if plan is Plan.FREE and channel and call.slack.canvases.tabs(channel.id):
        raise SlackError("free_team_canvas_tab_already_exists")
    return _made(call, channel, call.args.text("title") or "Untitled")


def create_for_channel(call: Call) -> Json:
    """conversations.canvases.create: the one canvas of a channel."""
    plan, channel = _allowed(call), call.joined(name="channel_id")
    if plan is Plan.FREE:
        raise SlackError("team_tier_cannot_create_channel_canvases")
    if channel.canvas:
        raise SlackError("channel_canvas_already_exists")
    made = _made(call, channel, call.args.text("title") or MAIN_TITLE)
    channel.canvas = made["canvas_id"]
    return made


def _allowed(call: Call) -> Plan:
    plan = call.slack.canvases.plan
    if plan is Plan.OFF:
        raise SlackError("canvas_disabled_user_team")
    return plan


def _made(call: Call, channel: Channel | None, title: str) -> Json:
    if channel is not None and channel.archived:
        raise SlackError("is_archived")
    content = call.args.nested("document_content") if call.args.has("document_content") else _document("")
    markdown = _markdown(content)
    if markdown is None or len(markdown.encode()) > LARGEST:
        raise SlackError("canvas_creation_failed")
    access = {call.bot: Access.OWNER} | ({channel.id: Access.WRITE} if channel else {})
    place = channel.id if channel else ""
    canvas = Canvas(call.slack.new_id("F"), title, call.bot, place, sections_of(markdown), access)
    call.slack.canvases.kept[canvas.id] = canvas
    shown(call, canvas)
    return {"canvas_id": canvas.id}


def _document(markdown: str) -> Json:
    return {"type": "markdown", "markdown": markdown}


def _markdown(content: object) -> str | None:
    """The Markdown of a `document_content`; None if it is not one."""
    if not isinstance(content, dict) or content.get("type") != "markdown":
        return None
    markdown = content.get("markdown")
    return markdown if isinstance(markdown, str) else None


def shown(call: Call, canvas: Canvas) -> None:
    """Make a change known to who looks."""
    call.slack.hub.change("channel", channel=canvas.channel)


def found(call: Call, wanted: Access = Access.WRITE) -> Canvas:
    """The canvas of a call, if the bot may do that with it; what it may not read does not exist for it.

    Raises:
        SlackError: canvas_not_found, restricted_action.
    """
    canvas = call.slack.canvases.kept.get(call.args.text("canvas_id"))
    parties = [call.bot, *(one.id for one in call.slack.channels.values() if call.bot in one.members)]
    if canvas is None or canvas.deleted or not canvas.allows(parties, Access.READ):
        raise SlackError("canvas_not_found")
    if not canvas.allows(parties, wanted):
        raise SlackError("restricted_action")
    return canvas


def edit(call: Call) -> Json:
    """canvases.edit: one change in a call, as in Slack."""
    plan, canvas = _allowed(call), found(call)
    if plan is Plan.FREE and not canvas.channel:
        raise SlackError("free_teams_cannot_edit_standalone_canvases")
    changes = call.args.nested("changes")
    if not isinstance(changes, list) or len(changes) != 1 or not isinstance(changes[0], dict):
        raise SlackError("invalid_arguments", ["must provide an array with one change [json-pointer:/changes]"])
    before = canvas.sections
    _change(canvas, changes[0])
    if len(canvas.markdown.encode()) > LARGEST:
        canvas.sections = before
        raise SlackError("canvas_too_large")
    shown(call, canvas)
    return {}


def _change(canvas: Canvas, change: Json) -> None:
    operation, section = change.get("operation"), str(change.get("section_id") or "")
    at = canvas.place(section)
    if section and at is None:
        raise SlackError("canvas_editing_failed")
    if operation == "rename":
        canvas.title = _content(change, "title_content")
        return
    added = [] if operation == "delete" else sections_of(_content(change, "document_content"))
    first, last = _span(str(operation), at, len(canvas.sections))
    canvas.sections = [*canvas.sections[:first], *added, *canvas.sections[last:]]


def _content(change: Json, name: str) -> str:
    markdown = _markdown(change.get(name))
    if not markdown:
        raise SlackError("canvas_editing_failed")
    return markdown


def _span(operation: str, at: int | None, length: int) -> tuple[int, int]:
    """The sections that a change takes the place of, from the first up to before the last."""
    match operation, at:
        case "insert_at_start", _:
            return 0, 0
        case "insert_at_end", _:
            return length, length
        case "replace", None:
            return 0, length
        case "replace" | "delete", int(place):
            return place, place + 1
        case "insert_before", int(place):
            return place, place
        case "insert_after", int(place):
            return place + 1, place + 1
        case _:
            raise SlackError("canvas_editing_failed")


def delete(call: Call) -> Json:
    """canvases.delete: for who owns it."""
    if call.slack.canvases.plan is Plan.OFF:
        raise SlackError("canvas_deleting_disabled")
    canvas = found(call, Access.OWNER)
    canvas.deleted = True
    for channel in call.slack.channels.values():
        channel.canvas = "" if channel.canvas == canvas.id else channel.canvas
    shown(call, canvas)
    return {}


def look_up(call: Call) -> Json:
    """canvases.sections.lookup: sections by kind of heading, by words, or by both."""
    _allowed(call)
    kept = call.slack.canvases.kept.get(call.args.text("canvas_id"))
    if kept is not None and kept.deleted:
        raise SlackError("canvas_deleted")
    return {"sections": [{"id": section} for section in _matching(call, found(call, Access.READ))]}


def _matching(call: Call, canvas: Canvas) -> Iterator[str]:
    given = call.args.nested("criteria")
    criteria = given if isinstance(given, dict) else {}
    kinds, words = criteria.get("section_types") or [], str(criteria.get("contains_text") or "")
    if not (kinds or words) or not isinstance(kinds, list) or not set(kinds) <= set(HEADINGS):
        raise SlackError("invalid_arguments", ["must name section_types or contains_text [json-pointer:/criteria]"])
    levels = {level for kind in kinds for level in HEADINGS[kind]}
    for section in canvas.sections:
        if (not kinds or section.level in levels) and words.casefold() in section.markdown.casefold():
            yield section.id
