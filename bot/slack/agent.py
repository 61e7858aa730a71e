"""The conversation with the bot under Messages, where Slack shows the app as an agent.

It takes the scope ``assistant:write``, which an app has that declares ``agent_view``; an app
without it answers there all the same, without suggestions. https://docs.slack.dev/ai/
"""

from collections.abc import Sequence

from slack_sdk import WebClient

from bot.answer.home import home
from bot.answer.model import Offer, Outcome
from bot.slack.answering import Said
from bot.slack.conversations import Place
from bot.slack.desk import Desk
from bot.slack.posting import Posting, attempt

MAX_PROMPTS = 4
MAX_PROMPT_TITLE = 75
WITHIN = 1.0  # seconds; an answer is out by then, and Slack still waits for its acknowledgement


def suggest_prompts(desk: Desk, team: str, client: WebClient, channel: str) -> bool:
    """Suggest what to ask in a conversation that is opened; tell whether Slack took it."""
    examples = home(desk.guide.catalog).examples[:MAX_PROMPTS]
    posting = attempt(
        "Suggesting prompts",
        lambda: client.assistant_threads_setSuggestedPrompts(
            channel_id=channel, prompts=prompts_of(examples)
        ),
    ).posting
    if posting is Posting.SENT:
        desk.agents.add(team)
    return posting is Posting.SENT


def prompts_of(examples: Sequence[Offer]) -> list[dict[str, str]]:
    """Return examples as prompts; their text is what is sent where one is chosen."""
    return [{"title": one.text[:MAX_PROMPT_TITLE], "message": one.text} for one in examples]


def settle_session(desk: Desk, client: WebClient, place: Place, ts: str, said: Said) -> None:
    """Tell Slack that a direct message was dealt with, or waits for the person to choose.

    Only where Slack has taken us for an agent: elsewhere there is no session. ``ts`` is the
    message's own; it names the session where the message is in no thread.
    """
    if not place.is_direct or place.team not in desk.agents:
        return
    asks = said.reply is not None and said.reply.answer.outcome is Outcome.CLARIFY
    client.timeout = WITHIN  # type: ignore[assignment]  # a float does as well
    sent = attempt(
        "Telling how a session stands",
        lambda: client.agents_sessions_setStatus(
            channel_id=place.channel,
            thread_ts=place.thread_ts or ts,
            status="suspended" if asks else "active",
        ),
    )
    if sent.posting is Posting.IMPOSSIBLE:
        desk.agents.discard(place.team)
