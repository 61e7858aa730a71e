"""How an answer is scored against a labelled question: see ``tools/evaluate.py`` for the rules."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.answer.model import Outcome, Reference
from bot.ask import Guide, Reply
from bot.catalog.lookup import other_names
from bot.catalog.model import Catalog
from bot.question.model import Question
from bot.text import compact, tokenize

FAMILIES = (
    {"define", "when_to_use", "topic"},
    {"recommend", "stack", "list"},
    {"alternatives", "list", "recommend"},
    {"smalltalk", "help"},
)
"""Intents between which the border is a matter of taste."""
REFUSED = frozenset({Outcome.DECLINED, Outcome.CHAT})
_LABELS: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "labels.yaml").read_text(encoding="utf-8")
)
_SHORT, _LONG = 4, 25


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled question; ``components`` are the sets of named technologies that count.

    ``helps`` tells that the file labels calls for help; else they are small talk to it.
    """

    turns: tuple[str, ...]
    intent: str
    intents: frozenset[str]
    components: tuple[frozenset[str], ...]
    need: str | None
    good: frozenset[str]
    core: bool
    typo: bool
    helps: bool

    @property
    def text(self) -> str:
        """The question itself, the last turn."""
        return self.turns[-1]

    @property
    def outside(self) -> bool:
        """Whether the question is out of scope for everybody."""
        return self.intents == {"out_of_scope"}

    @property
    def inside(self) -> bool:
        """Whether the question is in scope for everybody."""
        return "out_of_scope" not in self.intents


@dataclass(frozen=True, slots=True)
class Named:
    """The technologies named in a question: labelled, and found by the bot."""

    wanted: tuple[frozenset[str], ...]  # of each label the ids it may stand for, or none
    linked: frozenset[str]  # ids

    @property
    def right(self) -> int:
        """How many labels were linked."""
        return sum(bool(ids & self.linked) for ids in self.wanted)

    @property
    def known(self) -> int:
        """How many labels are names of the registry."""
        return sum(bool(ids) for ids in self.wanted)

    @property
    def exact(self) -> bool:
        """Whether all that is known was linked, and nothing else."""
        return self.right == self.known and not self.extra

    @property
    def extra(self) -> frozenset[str]:
        """What was linked without being named."""
        return self.linked.difference(*self.wanted)

    def among(self, ids: Collection[str]) -> "Named":
        """Return what is named of these ids alone."""
        some = frozenset(ids)
        return Named(tuple(one & some for one in self.wanted), self.linked & some)

    @property
    def missing(self) -> list[str]:
        """What is known and named without being linked."""
        return sorted(min(ids) for ids in self.wanted if ids and not ids & self.linked)


def read_questions(path: Path) -> list[Labelled]:
    """Read a file of labelled questions; where none has components, they aren't labelled."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    named = any(one.get("components") for one in rows)
    helps = any(one["intent"] == "help" for one in rows)
    return [_labelled(row, named=named, helps=helps) for row in rows]


def _labelled(row: dict[str, object], *, named: bool, helps: bool) -> Labelled:
    intent = str(row["intent"])
    sets = [frozenset(map(compact, _texts(row.get("components"))))] if named else []
    if named and row.get("components_also") is not None:
        sets.append(frozenset(map(compact, _texts(row["components_also"]))))
    return Labelled(
        turns=tuple(_texts(row["turns"])),
        intent=intent,
        intents=frozenset({intent, *_texts(row.get("also"))}),
        components=tuple(sets),
        need=str(row["need"]) if row.get("need") else None,
        good=frozenset(_texts(row.get("good"))),
        core=bool(row.get("core")),
        typo=row.get("note") == "typo",
        helps=helps,
    )


def _texts(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


class Registry:
    """Every name that the bot recognises, with or without claims."""

    def __init__(self, catalog: Catalog) -> None:
        self._ids: dict[str, set[str]] = {}
        self.described = frozenset(catalog.components)
        for entity in (*catalog.components.values(), *catalog.topics.values()):
            self._add(entity.id, (entity.name, *other_names(entity)))
        for name in (*catalog.names.values(), *catalog.concepts.values()):
            self._add(name.id, (name.name, *(alias.text for alias in name.aliases)))
        for label, ids in _LABELS["component"].items():
            self._ids.setdefault(compact(label), set()).update(ids)

    def _add(self, entity: str, texts: Iterable[str]) -> None:
        for text in texts:
            self._ids.setdefault(compact(text), set()).add(entity)

    def ids(self, label: str) -> frozenset[str]:
        """Return the ids that a compact label may stand for."""
        return frozenset(self._ids.get(label, ()))

    def named(self, asked: Labelled, question: Question) -> Named | None:
        """Return what is named in a question, by the labels that fit best; if it is labelled."""
        linked = frozenset(
            one
            for one in (*question.components, *question.purpose, *question.excluded)
            if one in self.described
        ) | {name for _, name in question.recognised}
        ways = [Named(tuple(map(self.ids, sorted(one))), linked) for one in asked.components]
        # Concepts that stand for a label are right where they are found.
        ways = [
            Named(
                way.wanted,
                linked
                | {
                    c
                    for c in question.concepts + question.topics
                    if any(c in ids for ids in way.wanted)
                },
            )
            for way in ways
        ]
        return max(ways, key=lambda way: 2 * way.right - way.known - len(way.extra), default=None)


def read_as(asked: Labelled, reply: Reply) -> str:
    """Return the answer's intent, as the file would label it."""
    got = reply.answer.intent
    return "smalltalk" if got == "help" and not asked.helps else got


def is_lenient(asked: Labelled, reply: Reply) -> bool:
    """Tell whether the answer's intent counts as right."""
    got = reply.answer.intent
    if "out_of_scope" in asked.intents and reply.answer.outcome in REFUSED:
        return True
    return got in asked.intents or any(
        got in family and asked.intents & family for family in FAMILIES
    )


def false_answer(asked: Labelled, reply: Reply, named: Named | None) -> bool:
    """Tell whether a confident answer is wrong: see the module's rules."""
    if reply.answer.outcome is not Outcome.ANSWERED:
        return False
    compared = asked.intent == reply.answer.intent == "compare"
    leads = {lead.id for lead in reply.answer.leads}
    return (
        asked.outside
        or (compared and named is not None and not named.exact)
        or bool(leads & set(reply.understanding.question.excluded))
    )


def leads_right(asked: Labelled, leads: Iterable[Reference]) -> Iterator[bool]:
    """Yield of each lead whether it is one of those labelled as good."""
    for lead in leads:
        yield any(
            lead.id in _LABELS["good"].get(one, ()) or compact(lead.name) == compact(one)
            for one in asked.good
        )


def need_found(asked: Labelled, question: Question) -> bool | None:
    """Tell whether the labelled need was found; ``None`` where it stands for nothing known."""
    wanted = _LABELS["need"].get(asked.need or "")
    return bool({*question.needs, *question.topics} & set(wanted)) if wanted else None


def offers_right(asked: Labelled, reply: Reply) -> bool:
    """Tell whether one of the readings offered has a right intent."""
    options = {option.intent for option in reply.understanding.options}
    return bool(options & asked.intents)


def traits(guide: Guide, asked: Labelled, named: Named | None) -> Iterator[str]:
    """Yield what a question is like: the groups that it is counted in."""
    words = len(tokenize(asked.text))
    yield (
        "long, over 25 words" if words > _LONG else "short, under 4" if words < _SHORT else "usual"
    )
    yield "in a thread" if len(asked.turns) > 1 else "alone"
    if asked.typo:
        yield "with a typo"
    if named is not None:
        described = guide.catalog.components.keys()
        all_known = all(ids & described for ids in named.wanted)
        yield (
            "names nothing"
            if not named.wanted
            else ("names with claims" if all_known else "names without claims")
        )
