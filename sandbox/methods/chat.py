"""chat.*: what the app says."""

from __future__ import annotations

from dataclasses import replace

from sandbox import talk
from sandbox.channels import Channel, Kind
from sandbox.messages import BROADCAST, Message
from sandbox.methods import drafts
from sandbox.methods.call import Call
from sandbox.present import message_json
from sandbox.shapes import Json, SlackError
from sandbox.talk import Draft
from sandbox.text import from_api

CONTENT = ("text", "blocks", "attachments", "markdown_text")


def post_message(call: Call) -> Json:
    """chat.postMessage."""
    _check_as_user(call)
    channel = addressee(call)
    check_thread(call, channel)
    draft = broadcast(call, replace(drafts.whole(call), metadata=drafts.metadata(call)))
    message = talk.say(call.slack, channel, call.bot, draft)
    return {"channel": channel.id, "ts": message.ts, "message": message_json(call.slack, message)}


def post_ephemeral(call: Call) -> Json:
    """chat.postEphemeral."""
    channel, user = addressee(call), call.args.text("user")
    if user not in channel.members:
        raise SlackError("user_not_in_channel")
    draft = replace(drafts.whole(call, drafts.TOO_LONG), only_for=user)
    return {"message_ts": talk.say(call.slack, channel, call.bot, draft).ts}


def me_message(call: Call) -> Json:
    """chat.meMessage: as `/me` writes."""
    channel, text = reachable(call), from_api(call.args.text("text"))
    if not text:
        raise SlackError("no_text")
    message = talk.say(call.slack, channel, call.bot, Draft(text, subtype="me_message"))
    return {"channel": channel.id, "ts": message.ts}


def addressee(call: Call) -> Channel:
    """The channel to speak in now.

    Raises:
        SlackError: channel_not_found, is_archived, not_in_channel, messages_tab_disabled.
    """
    channel = reachable(call)
    if channel.kind is Kind.IM and not call.app.messages_tab:
        raise SlackError("messages_tab_disabled")
    return channel


def reachable(call: Call) -> Channel:
    """The channel of a call, by id or name; a user's id means the direct conversation with the bot.

    Raises:
        SlackError: channel_not_found, is_archived, not_in_channel.
    """
    target, slack = call.args.text("channel"), call.slack
    channel = _direct(call, target) if slack.directory.active(target) else slack.channel(target, call.bot)
    if channel.archived:
        raise SlackError("is_archived")
    spoken_from_outside = channel.kind is Kind.PUBLIC and "chat:write.public" in call.app.scopes
    if call.bot not in channel.members and not spoken_from_outside:
        raise SlackError("not_in_channel")
    return channel


def _direct(call: Call, user: str) -> Channel:
    return call.slack.direct(call.bot, user) or call.slack.add_channel("", Kind.IM, user, [call.bot, user])


def _check_as_user(call: Call) -> None:
    """Apps with scopes of their own always speak as their bot."""
    if call.args.flag("as_user"):
        raise SlackError("as_user_not_supported")


def check_thread(call: Call, channel: Channel) -> None:
    """Refuse a reply to nothing.

    Raises:
        SlackError: cannot_reply_to_message.
    """
    ts = call.args.text("thread_ts")
    if ts and ts not in call.slack.messages[channel.id]:
        raise SlackError("cannot_reply_to_message")


def broadcast(call: Call, draft: Draft) -> Draft:
    """A reply that is to stand in its channel as well, if the call asks for that."""
    wanted = bool(draft.thread_ts) and call.args.flag("reply_broadcast")
    return replace(draft, subtype=BROADCAST) if wanted else draft


def update(call: Call) -> Json:
    """chat.update: text without blocks takes the blocks away; neither keeps both."""
    _check_as_user(call)
    channel = call.channel()
    message = _own(call, channel, "cant_update_message")
    if call.args.flag("reply_broadcast"):
        _broadcast_later(call, message)
    else:
        talk.edit(call.slack, message, _draft_of_update(call, message))
    shown = message_json(call.slack, message)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shown}


def _broadcast_later(call: Call, message: Message) -> None:
    """A reply that was said before comes to stand in its channel as well."""
    if any(call.args.has(name) for name in CONTENT):
        raise SlackError("no_dual_broadcast_content_update")
    if not message.is_reply or message.subtype:
        raise SlackError("cant_broadcast_message")
    talk.broadcast(call.slack, message)


def _draft_of_update(call: Call, message: Message) -> Draft:
    if not any(call.args.has(name) for name in CONTENT):
        if not call.args.has("metadata"):
            raise SlackError("no_text")
        kept = message.text, message.blocks, message.attachments
        return Draft(*kept, metadata=drafts.metadata(call))
    content = drafts.content(call, drafts.TOO_LONG)
    text = content.text or ("" if call.args.has("text") else message.text)
    if not (text or content.blocks or content.attachments):
        raise SlackError("no_text")
    return replace(content, text=text, metadata=drafts.metadata(call))


def _own(call: Call, channel: Channel, refusal: str) -> Message:
    message = call.slack.message(channel, call.args.text("ts"))
    if message.bot_id != call.app.bot_id:
        raise SlackError(refusal)
    return message


def delete(call: Call) -> Json:
    """chat.delete."""
    channel = call.channel()
    message = _own(call, channel, "cant_delete_message")
    talk.delete(call.slack, message)
    return {"channel": channel.id, "ts": message.ts}


def permalink(call: Call) -> Json:
    """chat.getPermalink."""
    channel = call.channel()
    message = call.slack.message(channel, call.args.text("message_ts"))
    link = f"https://{call.slack.team_domain}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}
