"""The error codes that Slack documents, for the methods that the sandbox has (docs.slack.dev, read 2026-08-20)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# Any method may answer these; the last ones any that names a channel, a person or a message.
_ANYWHERE = (
    "not_authed invalid_auth account_inactive token_revoked token_expired no_permission missing_scope "
    "not_allowed_token_type ratelimited rate_limited invalid_arguments invalid_arg_name invalid_array_arg "
    "invalid_charset invalid_form_data invalid_json json_not_object missing_argument missing_post_type "
    "invalid_post_type method_deprecated deprecated_endpoint two_factor_setup_required access_denied "
    "org_login_required ekm_access_denied enterprise_is_restricted team_added_to_org team_access_not_granted "
    "request_timeout service_unavailable internal_error fatal_error accesslimited unknown_method "
    "channel_not_found not_in_channel is_archived user_not_found message_not_found no_text"
)
# What the page of each method lists besides.
_LISTED: Mapping[str, str] = {
    "api.test": "",
    "apps.connections.open": "forbidden_team insecure_request internal_error invalid_auth missing_args",
    "auth.test": "internal_error invalid_auth",
    "bookmarks.add": (
        "access_denied cannot_bookmark_from_external_org cannot_bookmark_restricted_sharing_enabled "
        "channel_not_found file_already_added file_not_found invalid_app_action_type invalid_bookmark_type "
        "invalid_child_type invalid_emoji invalid_entity_id invalid_link invalid_parent_type "
        "invalid_shortcut_type not_implemented parent_bookmark_disabled parent_with_link permission_denied "
        "slack_connect_blocked_file_type slack_connect_clip_sharing_blocked "
        "slack_connect_file_upload_sharing_blocked too_many_bookmarks too_many_requests too_many_tabs"
    ),
    "bookmarks.edit": (
        "access_denied channel_not_found invalid_bookmark_type invalid_emoji invalid_link not_found "
        "not_implemented parent_with_link permission_denied slack_connect_blocked_file_type "
        "slack_connect_clip_sharing_blocked slack_connect_file_upload_sharing_blocked"
    ),
    "bookmarks.list": "access_denied channel_not_found not_implemented",
    "bookmarks.remove": (
        "access_denied channel_not_found invalid_bookmark_type not_found not_implemented permission_denied "
        "user_not_found"
    ),
    "bots.info": "bot_not_found bots_not_found missing_argument team_not_found",
    "canvases.access.delete": (
        "canvas_disabled_user_team canvas_not_found channel_not_found invalid_parameters restricted_action "
        "user_not_found"
    ),
    "canvases.access.set": (
        "canvas_disabled_user_team canvas_not_found channel_not_found failed_to_update_user_ids invalid_parameters "
        "restricted_action user_not_found"
    ),
    "canvases.create": (
        "canvas_creation_failed canvas_disabled_user_team free_team_canvas_tab_already_exists "
        "free_teams_cannot_create_non_tabbed_canvases free_teams_cannot_create_standalone_canvases restricted_action"
    ),
    "canvases.delete": "canvas_deleting_disabled canvas_not_found restricted_action",
    "canvases.edit": (
        "canvas_disabled_user_team canvas_editing_failed canvas_editing_locked canvas_not_found canvas_too_large "
        "free_teams_cannot_edit_standalone_canvases restricted_action"
    ),
    "canvases.sections.lookup": "canvas_deleted canvas_disabled_user_team canvas_not_found internal_error",
    "chat.delete": "cant_delete_message channel_not_found message_not_found",
    "chat.deleteScheduledMessage": "bad_token channel_not_found invalid_scheduled_message_id",
    "chat.getPermalink": "channel_not_found message_not_found",
    "chat.meMessage": "channel_not_found is_archived msg_too_long no_text not_in_channel rate_limited",
    "chat.postEphemeral": (
        "cannot_reply_to_message channel_not_found invalid_attachments invalid_blocks invalid_blocks_format "
        "is_archived markdown_text_conflict message_limit_exceeded messages_tab_disabled msg_too_long no_text "
        "not_in_channel restricted_action too_many_attachments user_not_in_channel"
    ),
    "chat.postMessage": (
        "app_access_restricted as_user_not_supported attachment_payload_limit_exceeded cannot_reply_to_message "
        "channel_not_found draft_already_deleted draft_already_sent draft_has_conflict draft_not_found "
        "duplicate_channel_not_found duplicate_message_not_found ekm_access_denied invalid_blocks "
        "invalid_blocks_format invalid_metadata_format invalid_metadata_schema is_archived markdown_text_conflict "
        "message_limit_exceeded messages_tab_disabled metadata_must_be_sent_from_app metadata_too_large "
        "missing_file_data msg_blocks_too_long no_text not_in_channel rate_limited restricted_action "
        "restricted_action_non_threadable_channel restricted_action_read_only_channel "
        "restricted_action_thread_locked restricted_action_thread_only_channel send_on_behalf_not_allowed "
        "slack_connect_canvas_sharing_blocked slack_connect_file_link_sharing_blocked "
        "slack_connect_lists_sharing_blocked team_not_found too_many_attachments too_many_contact_cards"
    ),
    "chat.scheduleMessage": (
        "channel_not_found invalid_blocks invalid_blocks_format invalid_metadata_format invalid_metadata_schema "
        "invalid_time invalid_token is_archived markdown_text_conflict message_limit_exceeded "
        "metadata_must_be_sent_from_app metadata_too_large msg_too_long no_text not_in_channel rate_limited "
        "restricted_action restricted_action_non_threadable_channel restricted_action_read_only_channel "
        "restricted_action_thread_only_channel restricted_too_many slack_connect_file_link_sharing_blocked "
        "time_in_past time_too_far too_many_attachments"
    ),
    "chat.scheduledMessages.list": "invalid_channel invalid_cursor invalid_token",
    "chat.unfurl": (
        "cannot_auth_user cannot_find_channel cannot_find_message cannot_find_service cannot_parse_attachment "
        "cannot_prompt cannot_unfurl_message cannot_unfurl_url invalid_metadata_format invalid_source "
        "invalid_unfurl_id invalid_unfurls_format missing_channel missing_source missing_ts missing_unfurl_id "
        "missing_unfurls"
    ),
    "chat.update": (
        "as_user_not_supported block_mismatch blocked_file_type cant_broadcast_message cant_update_message "
        "channel_not_found edit_window_closed external_channel_migrating file_deleted file_is_deleted "
        "file_not_found file_share_limit_reached invalid_attachments invalid_blocks invalid_blocks_format "
        "invalid_metadata_format invalid_metadata_schema is_inactive markdown_text_conflict "
        "max_file_sharing_exceeded message_limit_exceeded message_not_found metadata_must_be_sent_from_app "
        "metadata_too_large msg_too_long no_dual_broadcast_content_update no_text posting_to_channel_denied "
        "slack_connect_blocked_file_type slack_connect_canvas_sharing_blocked slack_connect_clip_sharing_blocked "
        "slack_connect_file_link_sharing_blocked slack_connect_file_upload_sharing_blocked "
        "streaming_state_conflict team_not_found too_many_attachments unable_to_share_files update_failed"
    ),
    "conversations.archive": (
        "already_archived cant_archive_general cant_archive_required channel_not_found "
        "method_not_supported_for_channel_type missing_scope not_in_channel restricted_action"
    ),
    "conversations.canvases.create": (
        "canvas_creation_failed canvas_disabled_user_team canvas_tab_creation_failed channel_canvas_already_exists "
        "channel_canvas_creation_failed free_team_canvas_tab_already_exists restricted_action "
        "team_tier_cannot_create_channel_canvases"
    ),
    "conversations.close": (
        "channel_not_found external_channel_migrating method_not_supported_for_channel_type missing_scope "
        "not_permitted user_does_not_own_channel"
    ),
    "conversations.create": (
        "cannot_create_channel canvas_disabled_user_team invalid_name invalid_name_maxlength "
        "invalid_name_punctuation invalid_name_required invalid_name_specials missing_argument missing_scope "
        "name_taken no_channel restricted_action"
    ),
    "conversations.history": (
        "channel_is_limited_access channel_not_found invalid_cursor invalid_metadata_filter_keys "
        "invalid_ts_latest invalid_ts_oldest not_in_channel"
    ),
    "conversations.info": "channel_is_limited_access channel_not_found missing_scope",
    "conversations.invite": (
        "already_in_channel app_cannot_join_channel cant_invite cant_invite_self channel_not_found "
        "external_channel_migrating invitee_cant_see_channel is_archived method_not_supported_for_channel_type "
        "missing_scope no_external_invite_permission no_permission no_user not_in_channel org_user_not_in_team "
        "ura_max_channels user_is_restricted user_not_found"
    ),
    "conversations.join": (
        "channel_is_limited_access channel_not_found is_archived method_not_supported_for_channel_type "
        "missing_scope too_many_members"
    ),
    "conversations.kick": (
        "cant_kick_from_general cant_kick_self channel_not_found method_not_supported_for_channel_type "
        "missing_scope not_in_channel not_supported restricted_action user_not_found"
    ),
    "conversations.leave": (
        "cant_leave_general channel_not_found is_archived last_member method_not_supported_for_channel_type "
        "missing_scope user_is_restricted"
    ),
    "conversations.list": (
        "invalid_cursor invalid_limit invalid_types method_not_supported_for_channel_type missing_argument "
        "missing_scope"
    ),
    "conversations.mark": "channel_not_found invalid_timestamp not_in_channel",
    "conversations.members": (
        "channel_not_found fetch_members_failed invalid_cursor invalid_limit "
        "method_not_supported_for_channel_type missing_scope"
    ),
    "conversations.open": (
        "channel_not_found invalid_user_combination method_not_supported_for_channel_type missing_scope "
        "not_enough_users too_many_users user_disabled user_not_found user_not_visible users_list_not_supplied"
    ),
    "conversations.rename": (
        "channel_not_found invalid_name invalid_name_maxlength invalid_name_punctuation invalid_name_required "
        "invalid_name_specials is_archived method_not_supported_for_channel_type missing_scope name_taken "
        "not_authorized not_in_channel"
    ),
    "conversations.replies": (
        "channel_not_found invalid_cursor invalid_metadata_filter_keys invalid_ts_latest invalid_ts_oldest "
        "list_record_comment_fetch_failed method_not_supported_for_channel_type missing_scope thread_not_found"
    ),
    "conversations.setPurpose": (
        "channel_not_found is_archived method_not_supported_for_channel_type missing_scope not_in_channel "
        "too_long user_is_restricted"
    ),
    "conversations.setTopic": (
        "channel_not_found is_archived method_not_supported_for_channel_type missing_scope not_in_channel "
        "too_long user_is_restricted"
    ),
    "conversations.unarchive": "channel_not_found method_not_supported_for_channel_type missing_scope not_archived",
    "dnd.info": "user_not_found user_not_visible",
    "dnd.teamInfo": "no_users_provided user_not_visible",
    "emoji.list": "invalid_arguments unable_to_fetch_custom_emojis",
    "files.comments.delete": "cant_delete file_deleted file_not_found",
    "files.completeUploadExternal": (
        "access_denied channel_not_found channels_limit_exceeded file_not_found file_type_not_allowed "
        "file_update_failed file_uploads_except_images_disabled invalid_blocks invalid_channel not_in_channel "
        "posting_to_channel_denied"
    ),
    "files.delete": "cant_delete_file delete_not_allowed file_deleted file_deleting_disabled file_not_found",
    "files.getUploadURLExternal": (
        "alt_txt_too_large file_type_not_allowed file_upload_size_restricted file_uploads_disabled "
        "file_uploads_except_images_disabled missing_argument snippet_too_large storage_limit_reached "
        "unknown_snippet_type unknown_subtype"
    ),
    "files.info": (
        "access_denied canvas_disabled_file_team canvas_disabled_user_team canvas_globally_disabled file_deleted "
        "file_not_found not_visible slack_connect_canvas_sharing_blocked template_not_visible"
    ),
    "files.list": "missing_argument slack_connect_canvas_sharing_blocked unknown_type user_not_found",
    "files.revokePublicURL": "file_not_found",
    "files.upload": (
        "blocked_file_type channel_not_found invalid_channel invalid_thread_ts malware_detected method_deprecated "
        "not_in_channel post_contents_too_large posting_to_general_channel_denied slack_connect_blocked_file_type "
        "slack_connect_clip_sharing_blocked slack_connect_file_upload_sharing_blocked"
    ),
    "pins.add": (
        "already_pinned bad_timestamp channel_not_found external_channel_migrating file_not_found file_not_shared "
        "message_not_found no_item_specified not_in_channel not_pinnable restricted_action too_many_pins"
    ),
    "pins.list": "channel_not_found restricted_action",
    "pins.remove": (
        "bad_timestamp channel_not_found external_channel_migrating file_comment_not_found file_not_found "
        "message_not_found no_item_specified no_pin not_pinned restricted_action"
    ),
    "reactions.add": (
        "already_reacted bad_timestamp channel_not_found external_channel_migrating invalid_name is_archived "
        "message_not_found no_access no_item_specified not_reactable thread_locked too_many_emoji "
        "too_many_reactions"
    ),
    "reactions.get": (
        "bad_timestamp channel_not_found file_comment_not_found file_not_found message_not_found no_item_specified"
    ),
    "reactions.list": "user_not_found",
    "reactions.remove": (
        "bad_timestamp channel_not_found external_channel_migrating file_comment_not_found file_not_found "
        "invalid_name message_not_found no_access no_item_specified no_reaction thread_locked"
    ),
    "team.info": (
        "enterprise_not_found fail_to_get_teams_for_restricted_user missing_user org_not_found team_not_found "
        "team_not_on_enterprise user_not_found"
    ),
    "usergroups.create": (
        "bad_handle description_too_long forbidden_handle handle_already_exists invalid_channel_provided "
        "invalid_group_provided missing_argument missing_subteam_name name_already_exists name_too_long "
        "paid_teams_only permission_denied plan_upgrade_required target_team_must_be_specified_in_org_context "
        "target_team_not_on_org"
    ),
    "usergroups.disable": (
        "missing_argument permission_denied plan_upgrade_required target_team_must_be_specified_in_org_context "
        "target_team_not_on_org"
    ),
    "usergroups.enable": "missing_argument permission_denied plan_upgrade_required",
    "usergroups.list": "invalid_cursor invalid_team missing_argument plan_upgrade_required users_not_found",
    "usergroups.update": "missing_argument paid_teams_only permission_denied too_many_linked_channels",
    "usergroups.users.list": "invalid_cursor no_such_subteam plan_upgrade_required",
    "usergroups.users.update": (
        "failed_for_some_users invalid_users missing_argument no_users_provided permission_denied "
        "plan_upgrade_required subteam_max_users_exceeded"
    ),
    "users.conversations": (
        "invalid_cursor invalid_limit invalid_types method_not_supported_for_channel_type missing_argument "
        "missing_scope"
    ),
    "users.getPresence": "",
    "users.info": "too_many_users user_not_found user_not_visible",
    "users.list": "invalid_cursor limit_required missing_argument",
    "users.lookupByEmail": "enterprise_is_restricted users_not_found",
    "users.profile.get": "ratelimited token_revoked user_not_found",
    "users.setPresence": "invalid_presence",
    "views.open": "duplicate_external_id exchanged_trigger_id expired_trigger_id invalid_trigger_id view_too_large",
    "views.publish": (
        "duplicate_external_id hash_conflict missing_profile_id not_allowed_token_type not_enabled "
        "not_implemented view_too_large"
    ),
    "views.push": (
        "duplicate_external_id exchanged_trigger_id expired_trigger_id invalid_trigger_id not_found "
        "push_limit_reached view_too_large"
    ),
    "views.update": "duplicate_external_id hash_conflict not_found view_too_large",
}
COMMON = frozenset(_ANYWHERE.split())
DOCUMENTED: Mapping[str, frozenset[str]] = MappingProxyType(
    {method: frozenset(codes.split()) for method, codes in _LISTED.items()}
)
