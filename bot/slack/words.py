"""What the bot says in Slack around its answers: every fixed word of it is here."""

from enum import StrEnum

from bot.rendering.block_kit import Json


class Word(StrEnum):
    """The words. They hold nothing that Slack's markup reads, and name nothing."""

    ASKED = "Asked: {question}"
    READ_AS = "Read as: {question}"
    SHARED = "Shared by {name}: {question}"
    CHANGED = "What I know has changed since this was offered; this is the answer of today."
    CHANGED_UNSHARED = (
        "What I know has changed since your answer, so I shared nothing. This is the answer of "
        "today: look at it, then press again."
    )
    STALE = (
        "What I know has changed since this was offered, so I can't tell what it asks. Please ask "
        "again in words."
    )
    ALREADY_ANSWERED = "That was asked here before: my answer is further down."
    ALREADY_SHARED = "You have shared that already."
    NOT_POSTED = (
        "Slack didn't take my answer just now. If you don't see it here in a moment, press again."
    )
    NOT_REPLACED = (
        "Slack didn't take the other answer just now. If this one still stands here in a moment, "
        "choose again."
    )
    NOT_SHARED = (
        "Slack didn't take that for the channel just now. If you don't see it there in a moment, "
        "press again."
    )
    SHARED_NOW = "Shared."
    NOT_SHARED_THERE = (
        "Slack didn't take that for the channel. If you don't see it there in a moment, close this "
        "and share again."
    )
    THANKS = "Thank you. I have kept your vote."
    REASON_THANKS = "Thank you. I have kept your vote and what you said of it."
    NOT_KEPT = "I couldn't keep your vote just now. Please press again in a minute."
    NOTHING_ASKED = "Write a question here, or choose a technology or a need below."
    NOTHING_TO_COMPARE = "Choose another name to compare with; one that is offered as you type."
    TOO_LONG_HERE = (
        "The answer is too long for this window. Ask the same in a message or with /stack."
    )
    FORGOT = (
        "I can't look up what we talked about here just now, so I took your question on its own."
    )
    RECENT_AWAY = "I can't look up what you asked lately just now."
    ADMINS_ALONE = "Only an admin or owner of this workspace can do that."
    ADMINS_UNTOLD = (
        "Slack didn't tell me just now whether you are an admin of this workspace. Please try "
        "again in a minute."
    )
    ADMINS_UNTELLABLE = (
        "I can't tell who is an admin here: I lack the permission users:read. Your operator can "
        "add it, or change the settings where I run."
    )
    SETTINGS_AWAY = "I can't look up the settings just now. Please try again in a minute."
    SETTINGS_NOT_KEPT = "I couldn't save that just now. Please try again in a minute."
    SETTINGS_SAVED = "Saved. It holds from now on."
    SETTINGS_CHANGED = (
        "These settings were changed meanwhile. Close this window, and open it again to see them."
    )
    NO_CHANNEL = "I can only be told channels here."
    NO_DAYS = "Give a whole number of days from 1 to {most}."
    APOLOGY = (
        "Sorry, something went wrong while I was answering. The reason is in my log; asking in "
        "other words may help."
    )


def as_message(word: Word) -> Json:
    """Return a word as a message of its own."""
    return {"text": word.value}
