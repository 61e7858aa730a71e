"""What Slack takes as a message, as documented: types, keys and limits of Block Kit.

Stricter than Slack where a message of ours has no business: texts must be escaped, literal
(``verbatim``) and mention nobody.
"""

import re
from collections.abc import Iterator
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

MAX_TABLE_CHARACTERS = 10_000
MAX_VIEW_BYTES = 250_000
_UNESCAPED = re.compile(r"&(?!amp;|lt;|gt;)|<(?!https?://[^<>]+>)|(?<!<)(?<![^<\s])>")
_PINGS = re.compile(r"<[!@#]")

BlockId = Annotated[str, Meta(min_length=1, max_length=255)]


class Element(Struct, forbid_unknown_fields=True, tag_field="type"):
    pass


class PlainText(Element, tag="plain_text"):
    text: Annotated[str, Meta(min_length=1, max_length=3000)]
    emoji: bool = True


class Mrkdwn(Element, tag="mrkdwn"):
    text: Annotated[str, Meta(min_length=1, max_length=3000)]
    verbatim: Literal[True]


class Button(Element, tag="button"):
    text: PlainText
    action_id: BlockId | None = None
    value: Annotated[str, Meta(max_length=2000)] | None = None
    url: Annotated[str, Meta(max_length=3000)] | None = None
    style: Literal["primary", "danger"] | None = None
    accessibility_label: Annotated[str, Meta(max_length=75)] | None = None


class FeedbackButton(Struct, forbid_unknown_fields=True):
    text: PlainText
    value: Annotated[str, Meta(min_length=1, max_length=2000)]
    accessibility_label: Annotated[str, Meta(max_length=75)] | None = None


class FeedbackButtons(Element, kw_only=True, tag="feedback_buttons"):
    action_id: BlockId
    positive_button: FeedbackButton
    negative_button: FeedbackButton


class Option(Struct, forbid_unknown_fields=True):
    text: PlainText
    value: Annotated[str, Meta(min_length=1, max_length=150)]


class StaticSelect(Element, kw_only=True, tag="static_select"):
    action_id: BlockId
    placeholder: PlainText
    options: Annotated[list[Option], Meta(min_length=1, max_length=100)]


class ExternalSelect(Element, kw_only=True, tag="external_select"):
    action_id: BlockId
    placeholder: PlainText
    min_query_length: Annotated[int, Meta(ge=0)] = 3
    initial_option: Option | None = None


class MultiExternalSelect(Element, kw_only=True, tag="multi_external_select"):
    action_id: BlockId
    placeholder: PlainText
    min_query_length: Annotated[int, Meta(ge=0)] = 3


class ConversationFilter(Struct, forbid_unknown_fields=True):
    include: Annotated[list[Literal["im", "mpim", "private", "public"]], Meta(min_length=1)]


class MultiConversationsSelect(Element, kw_only=True, tag="multi_conversations_select"):
    action_id: BlockId
    placeholder: PlainText | None = None
    filter: ConversationFilter | None = None
    initial_conversations: Annotated[list[str], Meta(min_length=1)] | None = None


class ConversationsSelect(Element, kw_only=True, tag="conversations_select"):
    action_id: BlockId
    default_to_current_conversation: bool = False
    response_url_enabled: bool = False


class NumberInput(Element, kw_only=True, tag="number_input"):
    action_id: BlockId
    is_decimal_allowed: bool
    min_value: str
    max_value: str
    initial_value: str


class Checkboxes(Element, kw_only=True, tag="checkboxes"):
    action_id: BlockId
    options: Annotated[list[Option], Meta(min_length=1, max_length=10)]
    initial_options: Annotated[list[Option], Meta(min_length=1)] | None = None


class RadioButtons(Element, kw_only=True, tag="radio_buttons"):
    action_id: BlockId
    options: Annotated[list[Option], Meta(min_length=1, max_length=10)]


class PlainTextInput(Element, kw_only=True, tag="plain_text_input"):
    action_id: BlockId
    multiline: bool = False
    max_length: Annotated[int, Meta(ge=1, le=3000)] | None = None
    placeholder: PlainText | None = None
    initial_value: Annotated[str, Meta(max_length=3000)] | None = None


class RawText(Element, tag="raw_text"):
    text: Annotated[str, Meta(min_length=1)]


class ColumnSetting(Struct, forbid_unknown_fields=True):
    align: Literal["left", "center", "right"] = "left"
    is_wrapped: bool = False


class Block(Element):
    block_id: BlockId | None = None


class Section(Block, tag="section"):
    text: PlainText | Mrkdwn | None = None
    fields: Annotated[list[PlainText | Mrkdwn], Meta(min_length=1, max_length=10)] | None = None
    accessory: Button | StaticSelect | ExternalSelect | None = None
    expand: bool = False


class Input(Block, kw_only=True, tag="input"):
    label: PlainText
    element: (
        ExternalSelect
        | MultiExternalSelect
        | Checkboxes
        | RadioButtons
        | PlainTextInput
        | StaticSelect
        | MultiConversationsSelect
        | ConversationsSelect
        | NumberInput
    )
    optional: bool = False
    hint: PlainText | None = None


class Header(Block, kw_only=True, tag="header"):
    text: PlainText


class Context(Block, kw_only=True, tag="context"):
    elements: Annotated[list[PlainText | Mrkdwn], Meta(min_length=1, max_length=10)]


class Divider(Block, tag="divider"):
    pass


class Actions(Block, kw_only=True, tag="actions"):
    elements: Annotated[list[Button | StaticSelect], Meta(min_length=1, max_length=25)]


Pressable = Button | StaticSelect | ExternalSelect | FeedbackButtons


class ContextActions(Block, kw_only=True, tag="context_actions"):
    elements: Annotated[list[FeedbackButtons], Meta(min_length=1, max_length=5)]


class Table(Block, kw_only=True, tag="table"):
    rows: Annotated[
        list[Annotated[list[RawText], Meta(min_length=1, max_length=20)]],
        Meta(min_length=1, max_length=100),
    ]
    column_settings: Annotated[list[ColumnSetting | None], Meta(max_length=20)] | None = None


MessageBlock = Section | Header | Context | Divider | Actions
ViewBlock = MessageBlock | Input
AnyBlock = MessageBlock | Table | ContextActions


class Message(Struct, forbid_unknown_fields=True):
    """What both a posted message and a command's response have."""

    text: Annotated[str, Meta(min_length=1, max_length=4000)]
    blocks: Annotated[list[AnyBlock], Meta(min_length=1, max_length=50)] | None = None


class Posted(Message, kw_only=True):
    """The arguments of chat.postMessage."""

    channel: Annotated[str, Meta(min_length=1)]
    thread_ts: Annotated[str, Meta(min_length=1)] | None = None
    unfurl_links: Literal[False]
    unfurl_media: Literal[False]
    team_id: str | None = None  # the SDK adds it


class Updated(Message, kw_only=True):
    """The arguments of chat.update; an empty list of blocks takes them away."""

    channel: Annotated[str, Meta(min_length=1)]
    ts: Annotated[str, Meta(min_length=1)]
    blocks: Annotated[list[AnyBlock], Meta(max_length=50)]
    team_id: str | None = None


class Response(Message, kw_only=True):
    """The response to a slash command."""

    response_type: Literal["ephemeral"]


class Responded(Message, kw_only=True):
    """What is sent to a response_url to say something."""

    response_type: Literal["ephemeral", "in_channel"]
    replace_original: bool = False
    thread_ts: str | None = None
    unfurl_links: Literal[False]
    unfurl_media: Literal[False]


class Deletion(Struct, forbid_unknown_fields=True):
    """What is sent to a response_url to delete a message; nothing may stand beside it."""

    delete_original: Literal[True]


class View(Struct, forbid_unknown_fields=True, tag_field="type"):
    blocks: Annotated[list[ViewBlock], Meta(min_length=1, max_length=100)]
    callback_id: BlockId | None = None
    private_metadata: Annotated[str, Meta(max_length=3000)] | None = None


class Home(View, tag="home"):
    pass


class Modal(View, kw_only=True, tag="modal"):
    title: PlainText
    close: PlainText | None = None
    submit: PlainText | None = None


def check_message(message: object) -> None:
    """Check a message as rendered, before it is sent; raises ValueError or AssertionError."""
    _check(msgspec.convert(message, Message))


def check_posted(message: object) -> Posted:
    """Check the arguments of chat.postMessage; raises ValueError or AssertionError."""
    posted = msgspec.convert(message, Posted)
    is_direct = posted.channel.startswith("D")
    is_shared = posted.text.startswith("Shared by ")
    assert posted.thread_ts or is_direct or is_shared, "an answer in a channel isn't in a thread"
    _check(posted)
    return posted


def check_updated(message: object) -> Updated:
    """Check the arguments of chat.update; raises ValueError or AssertionError."""
    updated = msgspec.convert(message, Updated)
    _check(updated)
    return updated


def check_response(message: object) -> Response:
    """Check the response to a command; raises ValueError or AssertionError."""
    response = msgspec.convert(message, Response)
    _check(response)
    return response


def check_responded(message: object) -> Responded | Deletion:
    """Check what is sent to a response_url; raises ValueError or AssertionError."""
    if isinstance(message, dict) and "delete_original" in message:
        return msgspec.convert(message, Deletion)
    responded = msgspec.convert(message, Responded)
    _check(responded)
    return responded


def check_view(view: object) -> Home | Modal:
    """Check a view for views.open, views.update or views.publish."""
    checked = msgspec.convert(view, Home | Modal)
    assert len(msgspec.json.encode(view)) <= MAX_VIEW_BYTES, "the view is too large"
    if isinstance(checked, Modal):
        for text in (checked.title, checked.close, checked.submit):
            assert text is None or len(text.text) <= 24, "a title or button of a view is too long"
        has_inputs = any(isinstance(block, Input) for block in checked.blocks)
        assert has_inputs is (checked.submit is not None), "inputs and a submit button go together"
    _check(checked)
    return checked


def _check(message: Message | View) -> None:
    size = 0
    for block in message.blocks or []:
        if isinstance(block, Section):
            assert block.text or block.fields, "a section needs text or fields"
        elif isinstance(block, Header):
            assert len(block.text.text) <= 150, "a header is too long"
        elif isinstance(block, Input):
            assert len(block.label.text) <= 2000, "a label is too long"
            assert len(block.hint.text if block.hint else "") <= 2000, "a hint is too long"
            if isinstance(block.element, Checkboxes):
                ticked = block.element.initial_options or []
                assert all(one in block.element.options for one in ticked), "ticks what isn't there"
        elif isinstance(block, Table):
            widths = {len(row) for row in block.rows}
            assert len(widths) == 1, "rows differ in length"
            assert len(block.column_settings or []) <= max(widths)
            size += sum(len(cell.text) for row in block.rows for cell in row)
        elements = elements_of(block)
        ids = [one.action_id for one in elements]
        assert len(set(ids)) == len(ids), "action ids repeat within a block"
        for element in elements:
            _check_element(element)
    block_ids = [block.block_id for block in message.blocks or [] if block.block_id]
    assert len(set(block_ids)) == len(block_ids), "block ids repeat"
    assert size <= MAX_TABLE_CHARACTERS, "the tables are too long"
    for text in mrkdwn_texts(message):
        assert not _PINGS.search(text), f"pings somebody: {text}"
        assert not _UNESCAPED.search(text), f"isn't escaped: {text}"


def elements_of(block: AnyBlock | Input) -> list[Pressable]:
    """Return the interactive elements of a block."""
    if isinstance(block, Actions | ContextActions):
        return list(block.elements)
    if isinstance(block, Section) and block.accessory is not None:
        return [block.accessory]
    return []


def _check_element(element: Pressable) -> None:
    if isinstance(element, Button):
        texts = [element.text]
        assert element.url is not None or element.action_id is not None, "a button does nothing"
    elif isinstance(element, FeedbackButtons):
        texts = [element.positive_button.text, element.negative_button.text]
    elif isinstance(element, ExternalSelect):
        texts = [element.placeholder]
    else:
        texts = [option.text for option in element.options]
        assert len(element.placeholder.text) <= 150, "a placeholder is too long"
        values = [option.value for option in element.options]
        assert len(set(values)) == len(values), "options repeat"
    assert all(len(text.text) <= 75 for text in texts), "a button or option is too long"


def mrkdwn_texts(message: Message | View) -> Iterator[str]:
    """Yield all texts of a message or view that Slack reads as mrkdwn."""
    if isinstance(message, Message):
        yield message.text
    for block in message.blocks or []:
        if isinstance(block, Section):
            found = [block.text, *(block.fields or [])]
        elif isinstance(block, Context):
            found = list(block.elements)
        else:
            continue
        yield from (one.text for one in found if isinstance(one, Mrkdwn))
