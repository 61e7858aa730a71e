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
    accessory: Button | None = None
    expand: bool = False


class Header(Block, kw_only=True, tag="header"):
    text: PlainText


class Context(Block, kw_only=True, tag="context"):
    elements: Annotated[list[PlainText | Mrkdwn], Meta(min_length=1, max_length=10)]


class Divider(Block, tag="divider"):
    pass


class Actions(Block, kw_only=True, tag="actions"):
    elements: Annotated[list[Button], Meta(min_length=1, max_length=25)]


class Table(Block, kw_only=True, tag="table"):
    rows: Annotated[
        list[Annotated[list[RawText], Meta(min_length=1, max_length=20)]],
        Meta(min_length=1, max_length=100),
    ]
    column_settings: Annotated[list[ColumnSetting | None], Meta(max_length=20)] | None = None


AnyBlock = Section | Header | Context | Divider | Actions | Table


class Message(Struct, forbid_unknown_fields=True):
    """What both a posted message and a command's response have."""

    text: Annotated[str, Meta(min_length=1, max_length=4000)]
    blocks: Annotated[list[AnyBlock], Meta(min_length=1, max_length=50)] | None = None


class Posted(Message, kw_only=True):
    """The arguments of chat.postMessage."""

    channel: Annotated[str, Meta(min_length=1)]
    thread_ts: Annotated[str, Meta(min_length=1)]
    unfurl_links: Literal[False]
    unfurl_media: Literal[False]
    team_id: str | None = None  # the SDK adds it


class Response(Message, kw_only=True):
    """The response to a slash command."""

    response_type: Literal["ephemeral"]


def check_message(message: object) -> None:
    """Check a message as rendered, before it is sent; raises ValueError or AssertionError."""
    _check(msgspec.convert(message, Message))


def check_posted(message: object) -> Posted:
    """Check the arguments of chat.postMessage; raises ValueError or AssertionError."""
    posted = msgspec.convert(message, Posted)
    _check(posted)
    return posted


def check_response(message: object) -> Response:
    """Check the response to a command; raises ValueError or AssertionError."""
    response = msgspec.convert(message, Response)
    _check(response)
    return response


def _check(message: Message) -> None:
    size = 0
    for block in message.blocks or []:
        if isinstance(block, Section):
            assert block.text or block.fields, "a section needs text or fields"
        elif isinstance(block, Header):
            assert len(block.text.text) <= 150, "a header is too long"
        elif isinstance(block, Table):
            widths = {len(row) for row in block.rows}
            assert len(widths) == 1, "rows differ in length"
            assert len(block.column_settings or []) <= max(widths)
            size += sum(len(cell.text) for row in block.rows for cell in row)
        elif isinstance(block, Actions):
            assert all(len(one.text.text) <= 75 for one in block.elements)
    assert size <= MAX_TABLE_CHARACTERS, "the tables are too long"
    for text in mrkdwn_texts(message):
        assert not _PINGS.search(text), f"pings somebody: {text}"
        assert not _UNESCAPED.search(text), f"isn't escaped: {text}"


def mrkdwn_texts(message: Message) -> Iterator[str]:
    """Yield all texts of a message that Slack reads as mrkdwn."""
    yield message.text
    for block in message.blocks or []:
        if isinstance(block, Section):
            found = [block.text, *(block.fields or [])]
        elif isinstance(block, Context):
            found = list(block.elements)
        else:
            continue
        yield from (one.text for one in found if isinstance(one, Mrkdwn))
