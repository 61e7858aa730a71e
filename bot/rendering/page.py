"""The page of a component or topic as a modal."""

import re

from bot.answer.model import Page
from bot.rendering.block_kit import (
    LOOK,
    MAX_VIEW_TITLE,
    Json,
    Surface,
    button,
    modal,
    render_blocks,
    shortened,
)
from bot.rendering.labels import Label
from bot.rendering.shelves import menus


def render_page(page: Page) -> Json:
    """Return the modal: a part of the page, what leads to the next, and what else to look up."""
    beside: list[Json] = []
    if not page.is_last:
        on = button(Label.MORE, f"{LOOK}.more", look_value(page.id, page.part + 1))
        beside.append({"type": "actions", "elements": [on]})
    beside += (block for block, _ in menus(page.others, "other"))
    blocks = render_blocks(page.answer, Surface.VIEW, beside=beside)
    return modal(blocks, shortened(page.name, MAX_VIEW_TITLE))


def look_value(entity_id: str, part: int) -> str:
    """Return what a button carries that leads to a part of a page."""
    return f"{entity_id} {part}"


def read_look(value: str) -> tuple[str, int]:
    """Return what a button or menu leads to: the id, and the part of its page."""
    entity_id, _, part = value.partition(" ")
    return entity_id, int(part) if re.fullmatch("[0-9]{1,4}", part) else 0
