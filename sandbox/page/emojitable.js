// The emoji that the page knows, by the short names that Slack shows for them; a workspace may have others.

export const TABLE = `
grinning 😀|smiley 😃|smile 😄|grin 😁|laughing 😆|sweat_smile 😅|rolling_on_the_floor_laughing 🤣|joy 😂
slightly_smiling_face 🙂|upside_down_face 🙃|wink 😉|blush 😊|innocent 😇|heart_eyes 😍|star-struck 🤩
kissing_heart 😘|yum 😋|stuck_out_tongue 😛|stuck_out_tongue_winking_eye 😜|zany_face 🤪|money_mouth_face 🤑
hugging_face 🤗|shushing_face 🤫|thinking_face 🤔|zipper_mouth_face 🤐|face_with_raised_eyebrow 🤨
neutral_face 😐|expressionless 😑|no_mouth 😶|smirk 😏|unamused 😒|face_with_rolling_eyes 🙄|grimacing 😬
lying_face 🤥|relieved 😌|pensive 😔|sleepy 😪|sleeping 😴|mask 😷|face_with_thermometer 🤒|nauseated_face 🤢
sneezing_face 🤧|hot_face 🥵|cold_face 🥶|dizzy_face 😵|exploding_head 🤯|face_with_cowboy_hat 🤠
partying_face 🥳|sunglasses 😎|nerd_face 🤓|face_with_monocle 🧐|confused 😕|worried 😟
slightly_frowning_face 🙁|white_frowning_face ☹️|open_mouth 😮|hushed 😯|astonished 😲|flushed 😳
pleading_face 🥺|saluting_face 🫡|melting_face 🫠|fearful 😨|cold_sweat 😰|disappointed_relieved 😥|cry 😢|sob 😭
scream 😱|confounded 😖|persevere 😣|disappointed 😞|sweat 😓|weary 😩|tired_face 😫|yawning_face 🥱|triumph 😤
rage 😡|angry 😠|smiling_imp 😈|skull 💀|ghost 👻|alien 👽|space_invader 👾|robot_face 🤖|poop 💩|hankey 💩
see_no_evil 🙈|hear_no_evil 🙉|speak_no_evil 🙊
wave 👋|raised_hand ✋|hand ✋|spock-hand 🖖|ok_hand 👌|pinching_hand 🤏|v ✌️|crossed_fingers 🤞|the_horns 🤘
call_me_hand 🤙|point_left 👈|point_right 👉|point_up_2 👆|point_down 👇|point_up ☝️|+1 👍|thumbsup 👍|-1 👎
thumbsdown 👎|fist ✊|facepunch 👊|clap 👏|raised_hands 🙌|open_hands 👐|palms_up_together 🤲|handshake 🤝|pray 🙏
writing_hand ✍️|muscle 💪|brain 🧠|eyes 👀|eye 👁️|ear 👂|speaking_head_in_silhouette 🗣️|bust_in_silhouette 👤
busts_in_silhouette 👥|raising_hand 🙋|shrug 🤷|face_palm 🤦|bow 🙇|ok_woman 🙆|no_good 🙅|technologist 🧑‍💻
scientist 🧑‍🔬|judge 🧑‍⚖️|firefighter 🧑‍🚒|detective 🕵️|sleuth_or_spy 🕵️|runner 🏃|dancer 💃|superhero 🦸
heart ❤️|orange_heart 🧡|yellow_heart 💛|green_heart 💚|blue_heart 💙|purple_heart 💜|black_heart 🖤
white_heart 🤍|broken_heart 💔|sparkling_heart 💖|two_hearts 💕|100 💯|anger 💢|boom 💥|collision 💥|dizzy 💫
sweat_drops 💦|dash 💨|hole 🕳️|speech_balloon 💬|thought_balloon 💭|zzz 💤|white_check_mark ✅
heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|negative_squared_cross_mark ❎|heavy_plus_sign ➕
heavy_minus_sign ➖|heavy_multiplication_x ✖️|question ❓|grey_question ❔|exclamation ❗
heavy_exclamation_mark ❗|grey_exclamation ❕|bangbang ‼️|interrobang ⁉️|warning ⚠️|no_entry ⛔
no_entry_sign 🚫|octagonal_sign 🛑|rotating_light 🚨|sos 🆘|new 🆕|ok 🆗|up 🆙|cool 🆒|free 🆓
information_source ℹ️|recycle ♻️|radioactive_sign ☢️|biohazard_sign ☣️|copyright ©️|tm ™️|infinity ♾️
red_circle 🔴|large_orange_circle 🟠|orange_circle 🟠|large_yellow_circle 🟡|yellow_circle 🟡
large_green_circle 🟢|green_circle 🟢|large_blue_circle 🔵|blue_circle 🔵|large_purple_circle 🟣
large_brown_circle 🟤|black_circle ⚫|white_circle ⚪|large_red_square 🟥|large_orange_square 🟧
large_yellow_square 🟨|large_green_square 🟩|large_blue_square 🟦|large_purple_square 🟪|white_large_square ⬜
large_white_square ⬜|black_large_square ⬛|black_small_square ▪️|white_small_square ▫️|white_square_button 🔳
small_blue_diamond 🔹|small_orange_diamond 🔸|large_blue_diamond 🔷|large_orange_diamond 🔶
small_red_triangle 🔺|small_red_triangle_down 🔻
arrow_up ⬆️|arrow_down ⬇️|arrow_left ⬅️|arrow_right ➡️|arrow_upper_right ↗️|arrow_lower_right ↘️
arrow_up_down ↕️|left_right_arrow ↔️|leftwards_arrow_with_hook ↩️|arrow_right_hook ↪️
arrows_counterclockwise 🔄|arrows_clockwise 🔃|rewind ⏪|fast_forward ⏩|arrow_forward ▶️|arrow_backward ◀️
double_vertical_bar ⏸️|black_right_pointing_double_triangle_with_vertical_bar ⏭️|black_square_for_stop ⏹️
twisted_rightwards_arrows 🔀|repeat 🔁|back 🔙|soon 🔜|end 🔚
hourglass ⌛|hourglass_flowing_sand ⏳|watch ⌚|alarm_clock ⏰|stopwatch ⏱️|timer_clock ⏲️|clock1 🕐|clock2 🕑
clock3 🕒|clock4 🕓|clock5 🕔|clock6 🕕|clock9 🕘|clock12 🕛|calendar 📅|date 📅|spiral_calendar_pad 🗓️
pushpin 📌|round_pushpin 📍|paperclip 📎|link 🔗|scissors ✂️|straight_ruler 📏|memo 📝|pencil 📝|pencil2 ✏️
lower_left_ballpoint_pen 🖊️|page_facing_up 📄|page_with_curl 📃|clipboard 📋|bookmark 🔖|bookmark_tabs 📑
books 📚|book 📖|notebook 📓|ledger 📒|newspaper 📰|scroll 📜|label 🏷️|card_index 📇|card_file_box 🗃️
file_folder 📁|open_file_folder 📂|wastebasket 🗑️|bar_chart 📊|chart_with_upwards_trend 📈
chart_with_downwards_trend 📉|email 📧|envelope ✉️|incoming_envelope 📨|mailbox 📫|outbox_tray 📤|inbox_tray 📥
package 📦|telephone_receiver 📞|phone ☎️|iphone 📱|pager 📟|computer 💻|desktop_computer 🖥️|keyboard ⌨️
printer 🖨️|floppy_disk 💾|cd 💿|camera 📷|video_camera 📹|tv 📺|microphone 🎤|headphones 🎧|radio 📻
electric_plug 🔌|battery 🔋|briefcase 💼|moneybag 💰|dollar 💵|euro 💶|credit_card 💳|receipt 🧾
lock 🔒|unlock 🔓|key 🔑|closed_lock_with_key 🔐|mag 🔍|mag_right 🔎|bulb 💡|flashlight 🔦|hammer 🔨|wrench 🔧
hammer_and_wrench 🛠️|screwdriver 🪛|nut_and_bolt 🔩|gear ⚙️|toolbox 🧰|magnet 🧲|microscope 🔬|telescope 🔭
test_tube 🧪|dna 🧬|petri_dish 🧫|syringe 💉|pill 💊|shield 🛡️|fire_extinguisher 🧯|fire 🔥|zap ⚡|bomb 💣|bell 🔔
no_bell 🔕|mega 📣|loudspeaker 📢|speaker 🔈|mute 🔇|satellite 🛰️|satellite_antenna 📡|compass 🧭|scales ⚖️
balance_scale ⚖️|ladder 🪜|broom 🧹|crystal_ball 🔮|helmet_with_white_cross ⛑️|construction 🚧
triangular_flag_on_post 🚩|checkered_flag 🏁|white_flag 🏳️|waving_black_flag 🏴|crossed_flags 🎌
dog 🐶|cat 🐱|mouse 🐭|fox_face 🦊|bear 🐻|panda_face 🐼|monkey_face 🐵|chicken 🐔|penguin 🐧|bird 🐦|owl 🦉|duck 🦆
frog 🐸|turtle 🐢|snake 🐍|whale 🐳|octopus 🐙|snail 🐌|bug 🐛|ant 🐜|bee 🐝|honeybee 🐝|butterfly 🦋|spider 🕷️
unicorn_face 🦄|horse 🐴|elephant 🐘|parrot 🦜|seedling 🌱|evergreen_tree 🌲|deciduous_tree 🌳|cactus 🌵|herb 🌿
four_leaf_clover 🍀|maple_leaf 🍁|sunflower 🌻|rose 🌹|bouquet 💐|sunny ☀️|partly_sunny ⛅|cloud ☁️
rain_cloud 🌧️|lightning 🌩️|snowflake ❄️|rainbow 🌈|ocean 🌊|umbrella ☔|tornado 🌪️|full_moon 🌕
crescent_moon 🌙|star ⭐|star2 🌟|sparkles ✨|globe_with_meridians 🌐|earth_africa 🌍|earth_americas 🌎
earth_asia 🌏
coffee ☕|tea 🍵|beer 🍺|beers 🍻|wine_glass 🍷|clinking_glasses 🥂|champagne 🍾|pizza 🍕|hamburger 🍔|taco 🌮
sushi 🍣|ramen 🍜|bread 🍞|cheese_wedge 🧀|egg 🥚|apple 🍎|banana 🍌|lemon 🍋|strawberry 🍓|avocado 🥑
hot_pepper 🌶️|popcorn 🍿|doughnut 🍩|cookie 🍪|cake 🍰|birthday 🎂|chocolate_bar 🍫|tada 🎉|confetti_ball 🎊
balloon 🎈|gift 🎁|trophy 🏆|medal 🏅|first_place_medal 🥇|second_place_medal 🥈|third_place_medal 🥉|dart 🎯
game_die 🎲|jigsaw 🧩|soccer ⚽|basketball 🏀|guitar 🎸|musical_note 🎵|art 🎨|clapper 🎬|ticket 🎫
rocket 🚀|airplane ✈️|helicopter 🚁|car 🚗|taxi 🚕|bus 🚌|ambulance 🚑|fire_engine 🚒|police_car 🚓|truck 🚚
bike 🚲|train 🚆|ship 🚢|anchor ⚓|fuelpump ⛽|vertical_traffic_light 🚦|traffic_light 🚥|house 🏠|office 🏢
hospital 🏥|bank 🏦|school 🏫|factory 🏭|classical_building 🏛️|world_map 🗺️|mountain ⛰️|volcano 🌋
beach_with_umbrella 🏖️|tent ⛺|milky_way 🌌
`;
