"""What the bot says in Slack around its answers: every fixed word of it is here."""

from enum import StrEnum

from bot.rendering.block_kit import Json


class Word(StrEnum):
    """The words. They hold nothing that Slack's markup reads, and name nothing."""

    APOLOGY = (
        "Sorry, something went wrong while I was answering. The reason is in my log; asking in "
        "other words may help."
    )


def message(word: Word) -> Json:
    """Return a word as a message of its own."""
    return {"text": word.value}
