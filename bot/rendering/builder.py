"""A link that opens an answer in Slack's Block Kit Builder, which takes blocks and no text."""

from urllib.parse import quote

import msgspec

from bot.answer.model import Answer
from bot.rendering.block_kit import render_block_kit

BUILDER = "https://app.slack.com/block-kit-builder/"
MAX_LINK = 32_000
"""Chrome shows no more of an address, and a desktop on Windows passes no more to a browser."""


def builder_link(answer: Answer) -> str:
    """Return the link. The blocks are its fragment, as JSON: no server gets to see them."""
    blocks = {"blocks": render_block_kit(answer)["blocks"]}
    return f"{BUILDER}#{quote(msgspec.json.encode(blocks), safe='')}"
