"""The modal in which a workspace's admins decide what is kept, and where the bot answers."""

from collections.abc import Sequence

from bot.rendering.block_kit import Json, option, plain
from bot.rendering.forms import form, input_block
from bot.rendering.labels import Label

SETTINGS_FORM = "settings_form"
"""The callback id."""
CHANNELS, SHARED, KEPT, DAYS = "channels", "shared", "kept", "days"
"""Ids of blocks."""
SHARED_CHANNELS = "shared_channels"
KEEP_QUESTIONS, KEEP_RECENT = "keep_questions", "keep_recent"
"""Values of boxes that are ticked."""


def render_settings_form(
    metadata: str,
    *,
    channels: Sequence[str],
    shared_channels: bool,
    keep_questions: bool,
    keep_recent: bool,
    keep_days: int,
    most_days: int,
) -> Json:
    """Return the modal as things stand; ``metadata`` comes back with what is sent."""
    where: Json = {
        "type": "multi_conversations_select",
        "action_id": CHANNELS,
        "placeholder": plain(Label.ALL_CHANNELS),
        "filter": {"include": ["public", "private"]},
    }
    if channels:
        where["initial_conversations"] = list(channels)
    days: Json = {
        "type": "number_input",
        "action_id": DAYS,
        "is_decimal_allowed": False,
        "min_value": "1",
        "max_value": str(most_days),
        "initial_value": str(keep_days),
    }
    kept = {
        KEEP_QUESTIONS: (Label.KEEP_QUESTIONS, keep_questions),
        KEEP_RECENT: (Label.KEEP_RECENT, keep_recent),
    }
    shared = {SHARED_CHANNELS: (Label.SHARED_CHANNELS, shared_channels)}
    blocks = [
        input_block(CHANNELS, Label.CHANNELS, where, hint=Label.CHANNELS_HINT),
        input_block(SHARED, Label.SHARED, _boxes(SHARED, shared)),
        input_block(KEPT, Label.KEPT, _boxes(KEPT, kept), hint=Label.KEPT_HINT),
        input_block(DAYS, Label.DAYS, days, optional=False, hint=Label.DAYS_HINT),
    ]
    view = form(SETTINGS_FORM, Label.SETTINGS, Label.SAVE, blocks)
    return {**view, "private_metadata": metadata}


def _boxes(action: str, boxes: dict[str, tuple[Label, bool]]) -> Json:
    """Return boxes to tick, those ticked that are so."""
    options = {value: option(label, value) for value, (label, _) in boxes.items()}
    ticked = [options[value] for value, (_, is_ticked) in boxes.items() if is_ticked]
    chosen: Json = {"initial_options": ticked} if ticked else {}
    return {
        "type": "checkboxes",
        "action_id": action,
        "options": list(options.values()),
        **chosen,
    }
