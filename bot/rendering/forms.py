"""Modals with something to fill in: asking, and the reason for a thumb down."""

import json
from collections.abc import Iterable, Sequence

from bot.answer.model import AskForm, Reference
from bot.rendering.block_kit import (
    MAX_OPTION_VALUE,
    Json,
    option,
    plain,
    section,
    shortened,
)
from bot.rendering.labels import Label

ASK_FORM, REASON_FORM, SHARE_FORM = "ask_form", "reason_form", "share_form"
"""Callback ids."""
QUESTION, FIRST, SECOND = "question", "first", "second"
NEEDS, MORE_NEEDS = "needs", "more_needs"
"""Of the form to ask by: ids of blocks, and of what they hold behind ``PICK`` or ``PICK_NEED``."""
CHOICE, WORDS = "choice", "words"
CHANNEL = "channel"
PICK, PICK_NEED = "pick", "pick_need"
REASONS = {
    "wrong": Label.REASON_WRONG,
    "old": Label.REASON_OLD,
    "misread": Label.REASON_MISREAD,
    "thin": Label.REASON_THIN,
    "long": Label.REASON_LONG,
}
MAX_INPUT = 3000
MAX_WORDS = 500
MAX_BOXES = 10
MAX_OPTIONS = 100


def render_ask_form(asked: AskForm) -> Json:
    """Return the modal to ask by: a question, or what to compare and for what.

    Where the first to compare is chosen already, the other is all that is asked for.
    """
    first, second = picker(f"{PICK}.{FIRST}"), picker(f"{PICK}.{SECOND}")
    if asked.first is not None:
        first["initial_option"] = options([asked.first])[0]
        blocks = [
            input_block(FIRST, Label.ASK_FIRST, first, optional=False),
            input_block(SECOND, Label.ASK_SECOND, second, optional=False),
        ]
        return form(ASK_FORM, Label.COMPARE_TITLE, Label.COMPARE_SUBMIT, blocks)
    question: Json = {
        "type": "plain_text_input",
        "action_id": f"{PICK}.{QUESTION}",
        "multiline": True,
        "max_length": MAX_INPUT,
        "placeholder": plain(Label.ASK_EXAMPLE),
    }
    if asked.text:
        question["initial_value"] = shortened(asked.text, MAX_INPUT)
    blocks = [
        input_block(QUESTION, Label.ASK_QUESTION, question),
        section(Label.ASK_OR),
        input_block(FIRST, Label.ASK_FIRST, first),
        input_block(SECOND, Label.ASK_SECOND, second),
    ]
    if boxes := options(asked.needs)[:MAX_BOXES]:
        ticked: Json = {"type": "checkboxes", "action_id": f"{PICK}.{NEEDS}", "options": boxes}
        others = picker(f"{PICK_NEED}.{MORE_NEEDS}", Label.ASK_TYPE_NEED, several=True)
        blocks.append(input_block(NEEDS, Label.ASK_NEEDS, ticked))
        blocks.append(input_block(MORE_NEEDS, Label.ASK_MORE_NEEDS, others))
    return form(ASK_FORM, Label.ASK_TITLE, Label.ASK_SUBMIT, blocks)


def render_reason_form(metadata: str) -> Json:
    """Return the modal that asks what was wrong; ``metadata`` comes back with what is sent."""
    radio: Json = {
        "type": "radio_buttons",
        "action_id": CHOICE,
        "options": [option(text, reason) for reason, text in REASONS.items()],
    }
    words: Json = {
        "type": "plain_text_input",
        "action_id": WORDS,
        "multiline": True,
        "max_length": MAX_WORDS,
    }
    blocks = [
        input_block(CHOICE, Label.REASON_CHOICE, radio),
        input_block(WORDS, Label.REASON_WORDS, words, hint=Label.REASON_KEPT),
    ]
    view = form(REASON_FORM, Label.REASON_TITLE, Label.REASON_SUBMIT, blocks)
    return {**view, "private_metadata": metadata}


def render_share_form(token: str) -> Json:
    """Return the modal that asks where to share the answer to a token.

    What is chosen comes with a URL to post there, also where the bot isn't.
    """
    where: Json = {
        "type": "conversations_select",
        "action_id": CHANNEL,
        "default_to_current_conversation": True,
        "response_url_enabled": True,
    }
    blocks = [input_block(CHANNEL, Label.SHARE_CHANNEL, where, optional=False)]
    view = form(SHARE_FORM, Label.SHARE_TITLE, Label.SHARE_SUBMIT, blocks)
    return {**view, "private_metadata": token}


def render_suggestions(found: Sequence[Reference], most: int) -> Json:
    """Return what a picker is to offer, in ``most`` bytes; what is left out is counted."""
    shown = options(found)
    while shown and len(json.dumps(_suggested(shown, len(found)))) > most:
        shown = shown[: len(shown) * 3 // 4]
    return _suggested(shown, len(found))


def _suggested(shown: list[Json], found: int) -> Json:
    if not shown or len(shown) == found:
        return {"options": shown}
    label = Label.SUGGESTED.format(shown=len(shown), found=found)
    return {"option_groups": [{"label": plain(label), "options": shown}]}


def options(references: Iterable[Reference]) -> list[Json]:
    """Return things as options to choose from, those that fit into one."""
    shown: list[Json] = [
        option(one.name, one.id) for one in references if len(one.id) <= MAX_OPTION_VALUE
    ]
    return shown[:MAX_OPTIONS]


def picker(action_id: str, hint: str = Label.ASK_CHOOSE, *, several: bool = False) -> Json:
    """Return a menu of names that are suggested as one types, to choose one or several from."""
    return {
        "type": "multi_external_select" if several else "external_select",
        "action_id": action_id,
        "placeholder": plain(hint),
        "min_query_length": 1,
    }


def input_block(
    block_id: str, label: str, element: Json, *, optional: bool = True, hint: str = ""
) -> Json:
    """Return a field of a form, with a hint below it if there is one."""
    below: Json = {"hint": plain(hint)} if hint else {}
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "optional": optional,
        "element": element,
        **below,
    }


def form(callback_id: str, title: str, submit: str, blocks: list[Json]) -> Json:
    """Return a modal that is sent when it is filled in."""
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title),
        "submit": plain(submit),
        "close": plain(Label.CLOSE),
        "blocks": blocks,
    }
