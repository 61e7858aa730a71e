"""Modals with something to fill in: asking, and the reason for a thumb down."""

from collections.abc import Iterable

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

ASK_FORM, REASON_FORM = "ask_form", "reason_form"
"""Callback ids."""
QUESTION, FIRST, SECOND = "question", "first", "second"
NEEDS = ("needs", "more_needs")
"""Of the form to ask by: ids of blocks; its elements' action ids begin with ``PICK``."""
CHOICE, WORDS = "choice", "words"
PICK = "pick"
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


def render_ask_form(form: AskForm) -> Json:
    """Return the modal to ask by: a question, or what to compare and for what.

    Where the first to compare is chosen already, the other is all that is asked for.
    """
    first = _picker(FIRST)
    if form.first is not None:
        first["initial_option"] = options([form.first])[0]
        blocks = [
            _input(FIRST, Label.ASK_FIRST, first, optional=False),
            _input(SECOND, Label.ASK_SECOND, _picker(SECOND), optional=False),
        ]
        return _form(ASK_FORM, Label.COMPARE_TITLE, Label.COMPARE_SUBMIT, blocks)
    question: Json = {
        "type": "plain_text_input",
        "action_id": f"{PICK}.{QUESTION}",
        "multiline": True,
        "max_length": MAX_INPUT,
        "placeholder": plain(Label.ASK_EXAMPLE),
    }
    if form.text:
        question["initial_value"] = shortened(form.text, MAX_INPUT)
    blocks = [
        _input(QUESTION, Label.ASK_QUESTION, question),
        section(Label.ASK_OR),
        _input(FIRST, Label.ASK_FIRST, first),
        _input(SECOND, Label.ASK_SECOND, _picker(SECOND)),
    ]
    labels = (Label.ASK_NEEDS, Label.ASK_MORE_NEEDS)
    starts = range(0, len(form.needs), MAX_BOXES)
    for group, label, start in zip(NEEDS, labels, starts, strict=False):
        boxes: Json = {
            "type": "checkboxes",
            "action_id": f"{PICK}.{group}",
            "options": options(form.needs[start : start + MAX_BOXES]),
        }
        blocks.append(_input(group, label, boxes))
    return _form(ASK_FORM, Label.ASK_TITLE, Label.ASK_SUBMIT, blocks)


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
        _input(CHOICE, Label.REASON_CHOICE, radio, optional=False),
        {**_input(WORDS, Label.REASON_WORDS, words), "hint": plain(Label.REASON_KEPT)},
    ]
    form = _form(REASON_FORM, Label.REASON_TITLE, Label.REASON_SUBMIT, blocks)
    return {**form, "private_metadata": metadata}


def options(references: Iterable[Reference]) -> list[Json]:
    """Return things as options to choose from, those that fit into one."""
    shown: list[Json] = [
        option(one.name, one.id) for one in references if len(one.id) <= MAX_OPTION_VALUE
    ]
    return shown[:MAX_OPTIONS]


def _picker(name: str) -> Json:
    return {
        "type": "external_select",
        "action_id": f"{PICK}.{name}",
        "placeholder": plain(Label.ASK_CHOOSE),
        "min_query_length": 1,
    }


def _input(block_id: str, label: str, element: Json, *, optional: bool = True) -> Json:
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "optional": optional,
        "element": element,
    }


def _form(callback_id: str, title: str, submit: str, blocks: list[Json]) -> Json:
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title),
        "submit": plain(submit),
        "close": plain(Label.CLOSE),
        "blocks": blocks,
    }
