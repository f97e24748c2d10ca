import pytest
from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    CheckboxesElement,
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    InputBlock,
    MarkdownTextObject,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    SectionBlock,
)

from bot.blocks.checked import BrokenBlocksError, Texts, modal, rendered
from bot.ids import View
from bot.messages import Context


def plain(length: int) -> PlainTextObject:
    return PlainTextObject(text="x" * length)


def option(value: str) -> Option:
    return Option(value=value, text=plain(5))


def button(action_id: str, value: str = "1") -> ButtonElement:
    return ButtonElement(text=plain(5), action_id=action_id, value=value)


def boxes(*values: str, initial: str | None = None) -> SectionBlock:
    chosen = [option(initial)] if initial else None
    element = CheckboxesElement(action_id="a", options=[option(value) for value in values], initial_options=chosen)
    return SectionBlock(text=plain(5), accessory=element)


def radio(*values: str, initial: str) -> InputBlock:
    options = [option(value) for value in values]
    element = RadioButtonsElement(action_id="a", options=options, initial_option=option(initial))
    return InputBlock(label=plain(5), block_id="a", element=element)


def typed(block_id: str = "a") -> InputBlock:
    return InputBlock(label=plain(5), block_id=block_id, element=PlainTextInputElement(action_id=block_id))


GOOD = [
    pytest.param([DividerBlock()] * 50, id="50 blocks"),
    pytest.param([HeaderBlock(text=plain(150))], id="header of 150"),
    pytest.param([SectionBlock(text=plain(3000))], id="section of 3000"),
    pytest.param([ContextBlock(elements=[plain(5)] * 10)], id="10 in a context"),
    pytest.param([ActionsBlock(elements=[button(str(n)) for n in range(25)])], id="25 buttons"),
    pytest.param([boxes(*map(str, range(10)), initial="3")], id="10 boxes"),
    pytest.param([SectionBlock(text=plain(3000))] * 4 + [SectionBlock(text=plain(1000))], id="13,000 characters"),
]
BROKEN = [
    pytest.param([DividerBlock()] * 51, id="51 blocks"),
    pytest.param([DividerBlock(block_id="a"), DividerBlock(block_id="a")], id="a block id twice"),
    pytest.param([DividerBlock(block_id="a" * 256)], id="block id of 256"),
    pytest.param([ActionsBlock(elements=[button("a"), button("a")])], id="an action id twice in a block"),
    pytest.param([SectionBlock(fields=[plain(2001)])], id="field of 2001"),
    pytest.param([boxes("a", "a")], id="an option value twice"),
    pytest.param([boxes("a", "b", initial="c")], id="an initial option that is not offered"),
    pytest.param([boxes("a" * 151)], id="option value of 151"),
    pytest.param([ActionsBlock(elements=[button("a", "v" * 2001)])], id="button value of 2001"),
    pytest.param([SectionBlock(text=plain(3000))] * 4 + [SectionBlock(text=plain(1001))], id="13,001 characters"),
    pytest.param([SectionBlock(text=MarkdownTextObject(text="x" * 3001))], id="section of 3001"),
]


@pytest.mark.parametrize("blocks", GOOD)
def test_what_slack_accepts_passes(blocks: list[Block]) -> None:
    message = rendered("text", blocks)

    assert len(message.blocks) == len(blocks)


@pytest.mark.parametrize("blocks", BROKEN)
def test_what_slack_would_refuse_is_a_bug_before_it_is_sent(blocks: list[Block]) -> None:
    with pytest.raises(BrokenBlocksError):
        rendered("text", blocks)


@pytest.mark.parametrize("text", [pytest.param("", id="none"), pytest.param("x" * 4001, id="4001 characters")])
def test_a_message_has_a_fallback_text_of_sensible_length(text: str) -> None:
    with pytest.raises(BrokenBlocksError, match="fallback text"):
        rendered(text, [DividerBlock()])


def test_a_modal_with_inputs_has_a_submit() -> None:
    with pytest.raises(BrokenBlocksError, match="no submit"):
        modal(View.NOTICE, Texts("Title"), [typed()], Context())


@pytest.mark.parametrize(
    ("texts", "blocks"),
    [
        pytest.param(Texts("T" * 25, "Save"), [typed()], id="title of 25"),
        pytest.param(Texts("Title", "S" * 25), [typed()], id="submit of 25"),
        pytest.param(Texts("Title", "Save", "C" * 25), [typed()], id="close of 25"),
        pytest.param(Texts("Title", "Save"), [typed(str(n)) for n in range(101)], id="101 blocks"),
        pytest.param(Texts("Title", "Save"), [typed(), typed()], id="a field twice"),
        pytest.param(Texts("Title", "Save"), [radio("a", "b", initial="c")], id="an initial option not offered"),
    ],
)
def test_a_modal_that_slack_would_refuse_is_a_bug(texts: Texts, blocks: list[Block]) -> None:
    with pytest.raises(BrokenBlocksError):
        modal(View.NOTICE, texts, blocks, Context())


def test_a_modal_carries_its_context_and_callback() -> None:
    shown = modal(View.RESOLVE, Texts("Resolve", "Resolve"), [typed()], Context(incident=7))

    assert shown.view["callback_id"] == "resolve"
    assert Context.model_validate_json(shown.view["private_metadata"]) == Context(incident=7)
