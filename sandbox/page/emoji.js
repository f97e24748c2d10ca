// The emoji that the page can draw by their short names; any other stays as its name.

const TABLE = `
pushpin 📌|round_pushpin 📍|rotating_light 🚨|white_check_mark ✅|heavy_check_mark ✔️
ballot_box_with_check ☑️|hourglass ⌛|hourglass_flowing_sand ⏳|warning ⚠️|x ❌|no_entry ⛔|no_entry_sign 🚫
octagonal_sign 🛑|red_circle 🔴|large_orange_circle 🟠|orange_circle 🟠|large_yellow_circle 🟡|yellow_circle 🟡
large_green_circle 🟢|green_circle 🟢|large_blue_circle 🔵|blue_circle 🔵|white_circle ⚪|black_circle ⚫
large_purple_circle 🟣|large_orange_square 🟧|large_red_square 🟥|large_yellow_square 🟨|large_green_square 🟩
large_blue_square 🟦|white_large_square ⬜|white_square_button 🔳|black_large_square ⬛|large_white_square ⬜
eyes 👀|+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|tada 🎉|pray 🙏|clap 👏|wave 👋|raised_hands 🙌|raised_hand ✋|hand ✋
ok_hand 👌|muscle 💪|handshake 🤝|point_right 👉|heart ❤️|fire 🔥|boom 💥|zap ⚡|bulb 💡|bell 🔔|no_bell 🔕|mega 📣
loudspeaker 📢|speech_balloon 💬|thought_balloon 💭|sos 🆘|new 🆕|ok 🆗|100 💯|memo 📝|pencil 📝|pencil2 ✏️
page_facing_up 📄|clipboard 📋|bookmark 🔖|bookmark_tabs 📑|books 📚|book 📖|newspaper 📰|scroll 📜|file_folder 📁
card_index 📇|ledger 📒|bar_chart 📊|chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|mag 🔍
mag_right 🔎|microscope 🔬|test_tube 🧪|link 🔗|paperclip 📎|lock 🔒|unlock 🔓|key 🔑|closed_lock_with_key 🔐
clock1 🕐|clock3 🕒|clock12 🕛|alarm_clock ⏰|stopwatch ⏱️|timer_clock ⏲️|watch ⌚|calendar 📅|date 📅
spiral_calendar_pad 🗓️|robot_face 🤖|brain 🧠|computer 💻|gear ⚙️|wrench 🔧|hammer_and_wrench 🛠️|toolbox 🧰
shield 🛡️|fire_engine 🚒|fire_extinguisher 🧯|ambulance 🚑|helmet_with_white_cross ⛑️|firefighter 🧑‍🚒
police_car 🚓|bust_in_silhouette 👤|busts_in_silhouette 👥|scales ⚖️|balance_scale ⚖️|syringe 💉|bug 🐛
ghost 👻|skull 💀|biohazard_sign ☣️|globe_with_meridians 🌐|earth_africa 🌍|satellite 🛰️|satellite_antenna 📡
arrow_up ⬆️|arrow_down ⬇️|arrow_right ➡️|arrow_left ⬅️|arrow_upper_right ↗️|arrows_counterclockwise 🔄
leftwards_arrow_with_hook ↩️|rewind ⏪|fast_forward ⏩
black_right_pointing_double_triangle_with_vertical_bar ⏭️|double_vertical_bar ⏸️
twisted_rightwards_arrows 🔀|smile 😄|slightly_smiling_face 🙂|thinking_face 🤔|sweat_smile 😅|cry 😢|sob 😭
joy 😂|rocket 🚀|sparkles ✨|star ⭐|checkered_flag 🏁|triangular_flag_on_post 🚩|construction 🚧|seedling 🌱
information_source ℹ️|question ❓|grey_question ❔|exclamation ❗|heavy_exclamation_mark ❗|bangbang ‼️
heavy_plus_sign ➕|heavy_minus_sign ➖|black_small_square ▪️|small_blue_diamond 🔹|small_orange_diamond 🔸
dart 🎯|package 📦|outbox_tray 📤|inbox_tray 📥|email 📧|envelope ✉️|telephone_receiver 📞|pager 📟|sleeping 😴
zzz 💤|coffee ☕|white_flag 🏳️|compass 🧭|label 🏷️|moneybag 💰|credit_card 💳|hospital 🏥|classical_building 🏛️
detective 🕵️|sleuth_or_spy 🕵️
`;

const BY_NAME = new Map(
  TABLE.split(/[|\n]/)
    .filter(Boolean)
    .map((row) => row.split(" ")),
);

/** What a short name draws, or null. */
export const glyph = (name) => BY_NAME.get(name.replace(/::skin-tone-\d$/, "")) || null;
/** A short name's glyph, or the name between colons. */
export const drawn = (name) => glyph(name) || `:${name}:`;
/** What the small picker offers, the pushpin first: it puts a message on the timeline. */
export const PICKER = [
  "pushpin",
  "+1",
  "eyes",
  "white_check_mark",
  "pray",
  "tada",
  "warning",
  "rotating_light",
  "thinking_face",
  "heart",
  "fire",
  "x",
];
