"""Scores understanding on a file of labelled questions: ``make eval QUESTIONS=file.jsonl``.

A line is ``{"id", "turns", "intent", "also", "components", "components_also", "need", "core",
"good"}``: turns of one thread of which the last is the question; ``also`` lists other intents
that count; component names may be unknown to the knowledge base; ``good`` lists names, or
labels of tools/labels.yaml, that a right answer may lead with. Scoring rules:

* strict intent: the label itself (where a file has no "help", that is small talk).
* lenient: also those in ``also``, within the families
  define/when_to_use/topic, recommend/stack/list, alternatives/list/recommend, smalltalk/help.
* an out-of-scope question is right when it gets no in-domain answer (declined or chat); an
  in-scope one that is declined counts as refused: as off topic, or for want of knowledge.
* a false answer: answered where the label is only out of scope, a compare answered over a
  wrong set of components, or an excluded component among the leads.
* components are scored over all names of the registry, with or without claims; and over the names
  that the file labels anywhere, as some files label a few dozen names alone.
"""

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import mean, median, quantiles

from bot.answer.model import Outcome
from bot.ask import Guide, Reply, ask
from bot.cli.guide import open_guide
from bot.question.model import Context
from bot.question.understand import understand
from tools.scoring import (
    REFUSED,
    Labelled,
    Named,
    Registry,
    false_answer,
    is_lenient,
    leads_right,
    need_found,
    offers_right,
    read_as,
    read_questions,
    traits,
)

_WORST = 60
_CONFUSED = 14
_ROUNDS = 3
_STEPS = (0.0, 0.3, 0.5, 0.7, 0.9, 1.01)
"""Borders between the groups of confidence."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A labelled question with the reply to it."""

    asked: Labelled
    reply: Reply
    named: Named | None
    microseconds: float  # of understanding alone

    @property
    def got(self) -> str:
        """The answer's intent, as the file would label it."""
        return read_as(self.asked, self.reply)

    @property
    def strict(self) -> bool:
        """Whether the intent is the label."""
        return self.got == self.asked.intent

    @property
    def right(self) -> bool:
        """Whether the intent counts as right."""
        return is_lenient(self.asked, self.reply)

    @property
    def outcome(self) -> Outcome:
        """What became of the question."""
        return self.reply.answer.outcome

    @property
    def false(self) -> bool:
        """Whether a confident answer is wrong."""
        return false_answer(self.asked, self.reply, self.named)


def main() -> int:
    """Score the file named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("questions", type=Path)
    parser.add_argument("--all-misses", action="store_true")
    parser.add_argument("--quiet", action="store_true", help="print no question texts")
    options = parser.parse_args()
    guide = open_guide()
    registry = Registry(guide.catalog)
    scored = [_score(guide, registry, asked) for asked in read_questions(options.questions)]
    for part in (_summary, _intents, _calibration, _traits):
        print("\n".join(part(guide, scored)), end="\n\n")
    if not options.quiet:
        misses = [miss for one in scored for miss in _misses(one)]
        print(f"misses ({len(misses)})")
        print("\n".join(misses if options.all_misses else misses[:_WORST]))
    return 0


def _score(guide: Guide, registry: Registry, asked: Labelled) -> Scored:
    context: Context | None = None
    for turn in asked.turns[:-1]:
        context = ask(guide, turn, context).context
    reply = ask(guide, asked.text, context)
    times = []
    for _ in range(_ROUNDS):
        started = time.perf_counter()
        understand(asked.text, context, guide.language)
        times.append((time.perf_counter() - started) * 1e6)
    named = registry.named(asked, reply.understanding.question)
    return Scored(asked, reply, named, min(times))


def _share(done: int, of: int) -> str:
    return f"{done / of:.3f} ({done}/{of})" if of else "n/a (0)"


def _row(name: str, value: str) -> str:
    return f"{name:30} {value}"


def _count(scored: Sequence[Scored], what: str) -> int:
    return sum(bool(getattr(one, what)) for one in scored)


def _summary(guide: Guide, scored: Sequence[Scored]) -> Iterator[str]:
    every = len(scored)
    inside = [one for one in scored if one.asked.inside]
    outside = [one for one in scored if one.asked.outside]
    yield _row("questions", str(every))
    strict = _count(scored, "strict")
    yield _row("intent, strict", _share(strict, every))
    yield _row("intent, lenient", _share(_count(scored, "right"), every))
    yield from _components(guide, scored)
    needs = [found for one in scored if (found := _need(one)) is not None]
    yield _row("needs found", _share(sum(needs), len(needs)))
    leads = [list(leads_right(s.asked, s.reply.answer.leads)) for s in scored if s.asked.good]
    yield _row("lead right", _share(sum(any(one[:1]) for one in leads), len(leads)))
    yield _row("lead right in top 3", _share(sum(any(one[:3]) for one in leads), len(leads)))
    refused = sum(one.outcome in REFUSED for one in outside)
    yield _row("out of scope: refused", _share(refused, len(outside)))
    yield _row("false answers", _share(_count(scored, "false"), every))
    clarified = [one for one in inside if one.outcome is Outcome.CLARIFY]
    yield _row("in scope: clarified", _share(len(clarified), len(inside)))
    offered = sum(offers_right(one.asked, one.reply) for one in clarified)
    yield _row("  with the right reading", _share(offered, len(clarified)))
    yield _row("in scope: refused", _share(_declined(inside), len(inside)))
    off_topic = sum(one.got == "out_of_scope" for one in inside)
    yield _row("  as off topic", _share(off_topic, len(inside)))
    known = [one for one in inside if one.named and one.named.wanted and _described(guide, one)]
    yield _row("  where every name has claims", _share(_declined(known), len(known)))
    core = [one for one in scored if one.asked.core]
    answered = sum(one.outcome is Outcome.ANSWERED for one in core)
    yield _row("core questions answered", _share(answered, len(core)))
    times = sorted(one.microseconds for one in scored)
    p99 = quantiles(times, n=100)[98] if len(times) > 1 else times[0]
    yield _row("µs to understand", f"p50 {median(times):.0f} p99 {p99:.0f}")


def _components(guide: Guide, scored: Sequence[Scored]) -> Iterator[str]:
    labelled = [one.named for one in scored if one.named is not None]
    if not labelled:
        yield _row("components", "not labelled")
        return
    described = guide.catalog.components.keys()
    yield _row("names of the registry", _found(labelled))
    yield _row("  with claims", _found([one.among(described) for one in labelled]))
    used = {each for one in labelled for ids in one.wanted for each in ids}
    yield _row("  that the file labels", _found([one.among(used) for one in labelled]))
    wanted = sum(len(one.wanted) for one in labelled)
    yield _row("  of all named, recognised", _share(sum(one.right for one in labelled), wanted))
    with_claims = sum(bool(ids & described) for one in labelled for ids in one.wanted)
    yield _row("  of all named, with claims", _share(with_claims, wanted))


def _found(named: Sequence[Named]) -> str:
    """Return precision, recall and F1 of what was linked."""
    true, known = sum(one.right for one in named), sum(one.known for one in named)
    extra = sum(len(one.extra) for one in named)
    precision, recall = true / max(true + extra, 1), true / max(known, 1)
    f1 = 2 * precision * recall / (precision + recall) if true else 0.0
    return f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f} (n {known})"


def _need(one: Scored) -> bool | None:
    return need_found(one.asked, one.reply.understanding.question)


def _declined(scored: Sequence[Scored]) -> int:
    return sum(one.outcome is Outcome.DECLINED for one in scored)


def _described(guide: Guide, one: Scored) -> bool:
    described = guide.catalog.components.keys()
    return one.named is not None and all(ids & described for ids in one.named.wanted)


def _intents(_: Guide, scored: Sequence[Scored]) -> Iterator[str]:
    """Yield precision and recall of each intent, strictly, and what is confused most."""
    yield f"{'intent':14} {'precision':>9} {'recall':>7} {'F1':>6} {'lenient F1':>10} {'n':>4}"
    strict, lenient = [], []
    for intent in sorted({one.asked.intent for one in scored}):
        precision, recall, f1 = _f1([(one.asked.intent, one.got) for one in scored], intent)
        strict.append(f1)
        taken = [(one.asked.intent, one.asked.intent if one.right else one.got) for one in scored]
        lenient.append(_f1(taken, intent)[2])
        n = sum(one.asked.intent == intent for one in scored)
        yield f"{intent:14} {precision:9.3f} {recall:7.3f} {f1:6.3f} {lenient[-1]:10.3f} {n:4}"
    yield f"{'mean':14} {'':9} {'':7} {mean(strict):6.3f} {mean(lenient):10.3f}"
    confused = Counter((one.asked.intent, one.got) for one in scored if not one.right)
    listed = (f"{a}→{b} {n}" for (a, b), n in confused.most_common(_CONFUSED))
    yield "confused: " + ", ".join(listed)


def _f1(pairs: Sequence[tuple[str, str]], intent: str) -> tuple[float, float, float]:
    """Return precision, recall and F1 of an intent from pairs of label and reading."""
    true = pairs.count((intent, intent))
    precision = true / max(sum(read == intent for _, read in pairs), 1)
    recall = true / max(sum(label == intent for label, _ in pairs), 1)
    return precision, recall, 2 * precision * recall / (precision + recall) if true else 0.0


def _calibration(_: Guide, scored: Sequence[Scored]) -> Iterator[str]:
    """Yield how often the intent is right by how sure the bot is of it."""
    yield f"{'confidence':14} {'mean':>6} {'right':>6} {'n':>4}"
    apart = 0.0
    for low, high in pairwise(_STEPS):
        group = [one for one in scored if low <= one.reply.understanding.confidence < high]
        if not group:
            continue
        sure = mean(one.reply.understanding.confidence for one in group)
        right = _count(group, "right") / len(group)
        apart += abs(sure - right) * len(group) / len(scored)
        yield f"{low:.1f} to {min(high, 1.0):.1f}     {sure:6.2f} {right:6.2f} {len(group):4}"
    yield f"expected calibration error {apart:.3f}"


def _traits(guide: Guide, scored: Sequence[Scored]) -> Iterator[str]:
    """Yield the figures of the questions that have something in common."""
    groups: dict[str, list[Scored]] = defaultdict(list)
    for one in scored:
        for trait in traits(guide, one.asked, one.named):
            groups[trait].append(one)
    yield f"{'trait':22} {'strict':>6} {'lenient':>7} {'false':>6} {'refused':>7} {'n':>4}"
    for trait, group in sorted(groups.items()):
        strict = _count(group, "strict") / len(group)
        figures = (_count(group, "right"), _count(group, "false"), _declined(group))
        right, false, refused = (figure / len(group) for figure in figures)
        yield f"{trait:22} {strict:6.2f} {right:7.2f} {false:6.2f} {refused:7.2f} {len(group):4}"


def _misses(one: Scored) -> Iterator[str]:
    """Yield what went wrong with a question."""
    asked, text = one.asked, one.asked.text[:160]
    if not one.right:
        yield f"  intent       {asked.intent} read as {one.got}: {text!r}"
    if one.named is not None and not one.named.exact:
        extra, missing = sorted(one.named.extra), one.named.missing
        yield f"  components   extra {extra} missing {missing}: {text!r}"
    if _need(one) is False:
        yield f"  need         {asked.need!r} not found: {text!r}"
    if asked.good and not any(list(leads_right(asked, one.reply.answer.leads))[:3]):
        led = [lead.id for lead in one.reply.answer.leads[:3]]
        yield f"  lead         wanted {', '.join(sorted(asked.good))}; led with {led}: {text!r}"
    if asked.core and one.outcome is Outcome.DECLINED:
        yield f"  refused      core {asked.intent}: {text!r}"
    if one.false:
        yield f"  false answer {asked.intent} as {one.got}: {text!r}"


if __name__ == "__main__":
    sys.exit(main())
