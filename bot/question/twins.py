"""What is named in one way and meant in another: practices, needs, and kinds as needs."""

from collections.abc import Mapping

from msgspec.structs import replace

from bot.question.model import Question

_ABOUT_ANYTHING = frozenset({"define", "when_to_use"})
_CHOOSING_KIND = frozenset({"recommend", "list", "stack"})
_CHOOSING = _CHOOSING_KIND | {"alternatives"}
_OF_COMPONENTS = frozenset({"compare", "when_to_use"})


class Twins:
    """Practices and kinds with the need that they stand for, and the kinds of components.

    ``offers`` are components that are a kind of thing had in a way, with the kind and the need.

    "How do we run background jobs?" asks for the practice, "which library for background jobs?"
    for the need, and so does "is X good as a job queue?" where X is of another kind.
    """

    def __init__(
        self,
        need_of_topic: Mapping[str, str],
        need_of_kind: Mapping[str, str],
        kinds_of: Mapping[str, frozenset[str]],
        offers: Mapping[str, tuple[str, str]],
    ) -> None:
        self._need_of_topic = need_of_topic
        self._topic_of = {need: topic for topic, need in need_of_topic.items()}
        self._need_of_kind = need_of_kind
        self._kinds_of = kinds_of
        self._offers = offers

    @property
    def needs_of_kinds(self) -> frozenset[str]:
        """The needs that a kind of things is there for."""
        return frozenset(self._need_of_kind.values())

    def kind_of(self, need: str) -> str | None:
        """Return the kind of things that is there for a need, if any is."""
        return next((kind for kind, one in self._need_of_kind.items() if one == need), None)

    def topic_of(self, entity: str | None) -> str | None:
        """Return the practice that a need stands for, and anything else as it is."""
        return entity if entity is None else self._topic_of.get(entity, entity)

    def settled(self, question: Question) -> Question:
        """Return a question with its practices, needs and kinds as its intent takes them."""
        intent, components = question.intent, question.components
        named = components or question.kinds
        if intent == "topic" or (intent in _ABOUT_ANYTHING and not named):
            return self._as_topics(question)
        if intent == "when_to_use" and components and question.kinds:
            question = self._kinds_as_needs(question)
        if intent in _CHOOSING_KIND and not question.kinds:
            question = self._offers_as_kinds(question)
        alone = len(components) == 1 and not question.recognised
        weighs_practice = intent == "compare" and alone
        if intent in _CHOOSING or (intent in _OF_COMPONENTS and named and not weighs_practice):
            return self.topics_as_needs(question)
        return question

    def _as_topics(self, question: Question) -> Question:
        if self._topic_of.keys().isdisjoint(question.needs):
            return question
        found = [self._topic_of[need] for need in question.needs if need in self._topic_of]
        needs = tuple(need for need in question.needs if need not in self._topic_of)
        topics = tuple(dict.fromkeys((*question.topics, *found)))
        return replace(question, needs=needs, topics=topics)

    def topics_as_needs(self, question: Question) -> Question:
        """Return a question with the needs that its practices stand for in their place."""
        of = self._need_of_topic
        if of.keys().isdisjoint(question.topics):
            return question
        found = [of[topic] for topic in question.topics if topic in of]
        topics = tuple(topic for topic in question.topics if topic not in of)
        needs = tuple(dict.fromkeys((*question.needs, *found)))
        return replace(question, needs=needs, topics=topics)

    def _offers_as_kinds(self, question: Question) -> Question:
        """Read "which managed database" as a choice among databases that are offered so."""
        found = [self._offers[one] for one in question.components if one in self._offers]
        if not found:
            return question
        return replace(
            question,
            components=tuple(one for one in question.components if one not in self._offers),
            kinds=tuple(dict.fromkeys(kind for kind, _ in found)),
            needs=tuple(dict.fromkeys((*question.needs, *(need for _, need in found)))),
        )

    def _kinds_as_needs(self, question: Question) -> Question:
        """Read kinds that what is asked about isn't of as what it would be used for."""
        of = self._need_of_kind
        own = {kind for one in question.components for kind in self._kinds_of[one]}
        found = [kind for kind in question.kinds if kind in of and kind not in own]
        if not found:
            return question
        kinds = tuple(kind for kind in question.kinds if kind not in found)
        needs = tuple(dict.fromkeys((*question.needs, *(of[kind] for kind in found))))
        return replace(question, needs=needs, kinds=kinds)
