"""Things that are a practice to ask about as well as a need to choose for: background jobs."""

from dataclasses import replace

from bot.question.model import Question

_CHOOSING = frozenset({"recommend", "alternatives", "list", "stack"})
_ABOUT_ANYTHING = frozenset({"define", "when_to_use"})
_OF_COMPONENTS = frozenset({"compare", "when_to_use"})


class Twins:
    """The needs that topics are the practice of, both ways."""

    def __init__(self, need_of: dict[str, str]) -> None:
        self._need_of = need_of
        self._topic_of = {need: topic for topic, need in need_of.items()}

    def settled(self, question: Question) -> Question:
        """Return a question about a practice as one, and one that chooses for it by the need."""
        intent, components = question.intent, question.components
        named = components or question.kinds
        if intent == "topic" or (intent in _ABOUT_ANYTHING and not named):
            return self._as_topics(question)
        if intent in _CHOOSING or (intent in _OF_COMPONENTS and named):
            return self._as_needs(question)
        return question

    def _as_topics(self, question: Question) -> Question:
        found = [self._topic_of[need] for need in question.needs if need in self._topic_of]
        if not found:
            return question
        needs = tuple(need for need in question.needs if need not in self._topic_of)
        topics = tuple(dict.fromkeys((*question.topics, *found)))
        return replace(question, needs=needs, topics=topics)

    def _as_needs(self, question: Question) -> Question:
        found = [self._need_of[topic] for topic in question.topics if topic in self._need_of]
        if not found:
            return question
        topics = tuple(topic for topic in question.topics if topic not in self._need_of)
        needs = tuple(dict.fromkeys((*question.needs, *found)))
        return replace(question, needs=needs, topics=topics)
