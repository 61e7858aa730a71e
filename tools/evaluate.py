"""Scores understanding on a file of labelled questions: ``make eval QUESTIONS=file.jsonl``.

A line is ``{"id", "turns", "intent", "also", "components", "components_also", "need", "core",
"good"}``: turns of one thread of which the last is the question; ``also`` lists other intents
that count; component names may be unknown to the knowledge base; ``good`` lists names, or
labels of tools/labels.yaml, that a right answer may lead with. Scoring rules:

* strict intent: the label itself. Lenient: also those in ``also``, within the families
  define/when_to_use/topic and recommend/stack/list and alternatives/list/recommend.
* an out-of-scope question is right when it gets no in-domain answer (declined or chat); an
  in-scope one that is declined counts as refused.
* a false answer: answered where the label is only out of scope, a compare answered over a
  wrong set of components, or an excluded component among the leads.
"""

import argparse
import json
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

import yaml

from bot.answer.model import Outcome, Reference
from bot.ask import Guide, Reply, ask
from bot.cli.guide import open_guide
from bot.question.model import Context, EntityType
from bot.text import compact

_FAMILIES = (
    {"define", "when_to_use", "topic"},
    {"recommend", "stack", "list"},
    {"alternatives", "list", "recommend"},
)
_WORST = 60
LABELS: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "labels.yaml").read_text(encoding="utf-8")
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled question."""

    id: str
    turns: list[str]
    intents: set[str]
    intent: str
    components: tuple[frozenset[str], ...]
    core: bool
    good: frozenset[str]


@dataclass(slots=True)
class Score:
    """Counts over a file; misses are kept with their reason."""

    total: Counter[str] = field(default_factory=Counter)
    misses: list[tuple[str, str, str]] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)

    def share(self, part: str, whole: str) -> str:
        """Return a share with its counts."""
        done, of = self.total[part], self.total[whole]
        return f"{done / of:.3f} ({done}/{of})" if of else "n/a (0)"


def main() -> int:
    """Score the file named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("questions", type=Path)
    parser.add_argument("--all-misses", action="store_true")
    parser.add_argument("--quiet", action="store_true", help="print no question texts")
    options = parser.parse_args()
    guide = open_guide()
    names = _known_names(guide)
    score = Score()
    for line in options.questions.read_text(encoding="utf-8").splitlines():
        if line.strip():
            _score(guide, _labelled(json.loads(line)), score, names)
    _print(score, quiet=options.quiet, most=10_000 if options.all_misses else _WORST)
    return 0


def _labelled(raw: dict[str, object]) -> Labelled:
    def keys(value: object) -> frozenset[str]:
        return (
            frozenset(compact(str(one)) for one in value)
            if isinstance(value, list)
            else frozenset()
        )

    also = raw.get("also")
    others = [str(one) for one in also] if isinstance(also, list) else []
    sets = [keys(raw.get("components"))]
    if raw.get("components_also") is not None:
        sets.append(keys(raw["components_also"]))
    turns, good = raw["turns"], raw.get("good")
    intent = str(raw["intent"])
    return Labelled(
        id=str(raw.get("id")),
        turns=[str(turn) for turn in turns] if isinstance(turns, list) else [str(turns)],
        intents={intent, *others},
        intent=intent,
        components=tuple(sets),
        core=bool(raw.get("core")),
        good=frozenset(str(one) for one in good) if isinstance(good, list) else frozenset(),
    )


def _known_names(guide: Guide) -> dict[str, str]:
    """Return component ids by the compact form of every name and alias."""
    forms = guide.language.lexicon.names
    return {
        key: form.entity
        for key, found in forms.items()
        for form in found
        if form.type is EntityType.COMPONENT
    }


def _score(guide: Guide, asked: Labelled, score: Score, names: dict[str, str]) -> None:
    context: Context | None = None
    started = time.perf_counter()
    for turn in asked.turns:
        reply = ask(guide, turn, context)
        context = reply.context
    score.milliseconds.append((time.perf_counter() - started) * 1000 / len(asked.turns))
    text = asked.turns[-1]
    _score_intent(asked, reply, score, text)
    _score_components(guide, asked, reply, score, names)
    _score_leads(asked, reply, score, text)
    _score_outcome(asked, reply, score, text)


def _score_intent(asked: Labelled, reply: Reply, score: Score, text: str) -> None:
    got = reply.answer.intent
    outcome = reply.answer.outcome
    score.total["all"] += 1
    score.total["strict"] += got == asked.intent
    score.confusion[asked.intent, got] += 1
    lenient = got in asked.intents or any(
        got in family and asked.intents & family for family in _FAMILIES
    )
    if "out_of_scope" in asked.intents:
        lenient = lenient or outcome in {Outcome.DECLINED, Outcome.CHAT}
    score.total["lenient"] += lenient
    if not lenient:
        score.misses.append(("intent", f"{asked.intent} read as {got}", text))


def _score_components(
    guide: Guide, asked: Labelled, reply: Reply, score: Score, names: dict[str, str]
) -> None:
    question, text = reply.understanding.question, asked.turns[-1]
    catalog = guide.catalog
    linked = {c for c in (*question.components, *question.excluded) if c in catalog.components}
    options = [{names[key] for key in one if key in names} for one in asked.components]
    best = max(options, key=lambda wanted: len(wanted & linked) - len(wanted ^ linked))
    score.total["true"] += len(best & linked)
    score.total["linked"] += len(linked)
    score.total["wanted"] += len(best)
    if linked != best:
        extra, missing = sorted(linked - best), sorted(best - linked)
        score.misses.append(("components", f"extra {extra} missing {missing}", text))
    surfaces = {compact(one) for one in question.unknown}
    unknown = {key for key in asked.components[0] if key not in names}
    score.total["unknown wanted"] += len(unknown)
    score.total["unknown seen"] += sum(
        any(key in surface or surface in key for surface in surfaces) for key in unknown
    )


def _score_leads(asked: Labelled, reply: Reply, score: Score, text: str) -> None:
    if not asked.good:
        return
    leads = reply.answer.leads
    score.total["good"] += 1
    score.total["first"] += bool(leads) and _is_good(leads[0], asked.good)
    hit = any(_is_good(lead, asked.good) for lead in leads[:3])
    score.total["top3"] += hit
    if not hit:
        wanted, led = ", ".join(sorted(asked.good)), [lead.id for lead in leads[:3]]
        score.misses.append(("lead", f"wanted {wanted}; led with {led}", text))


def _is_good(lead: Reference, good: frozenset[str]) -> bool:
    return any(lead.id in LABELS.get(one, ()) or compact(lead.name) == compact(one) for one in good)


def _score_outcome(asked: Labelled, reply: Reply, score: Score, text: str) -> None:
    outcome = reply.answer.outcome
    outside = asked.intents == {"out_of_scope"}
    false = reply.answer.outcome is Outcome.ANSWERED and (
        outside
        or any(lead.id in reply.understanding.question.excluded for lead in reply.answer.leads)
    )
    if outside:
        score.total["outside"] += 1
        score.total["outside refused"] += outcome in {Outcome.DECLINED, Outcome.CHAT}
    elif "out_of_scope" not in asked.intents:
        score.total["inside"] += 1
        score.total["refused"] += outcome is Outcome.DECLINED
        score.total["clarified"] += outcome is Outcome.CLARIFY
        score.total["refused by intent"] += reply.answer.intent == "out_of_scope"
        if asked.core:
            score.total["core"] += 1
            score.total["core answered"] += outcome is Outcome.ANSWERED
            if outcome is Outcome.DECLINED:
                score.misses.append(("refused", f"core {asked.intent}", text))
    wrong = (c[1] for c in score.misses if c[0] == "components" and c[2] == text)
    if asked.intent == "compare" and outcome is Outcome.ANSWERED and any(wrong):
        false = false or reply.answer.intent == "compare"
    score.total["false"] += false
    if false:
        score.misses.append(("false answer", f"{asked.intent} as {reply.answer.intent}", text))


def _print(score: Score, *, quiet: bool, most: int) -> None:
    true, linked, wanted = (score.total[k] for k in ("true", "linked", "wanted"))
    precision = true / linked if linked else 0.0
    recall = true / wanted if wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    print(f"questions              {score.total['all']}")
    print(f"intent, strict         {score.share('strict', 'all')}")
    print(f"intent, lenient        {score.share('lenient', 'all')}")
    print(f"components             P {precision:.3f} R {recall:.3f} F1 {f1:.3f} (n {wanted})")
    print(f"unknown names seen     {score.share('unknown seen', 'unknown wanted')}")
    print(f"lead right             {score.share('first', 'good')}")
    print(f"lead right in top 3    {score.share('top3', 'good')}")
    print(f"out of scope refused   {score.share('outside refused', 'outside')}")
    print(f"false answers          {score.share('false', 'all')}")
    print(f"in scope: clarified    {score.share('clarified', 'inside')}")
    print(f"in scope: refused      {score.share('refused', 'inside')}")
    print(f"  of them as off topic {score.share('refused by intent', 'inside')}")
    print(f"core questions answered {score.share('core answered', 'core')}")
    times = sorted(score.milliseconds)
    p99 = quantiles(times, n=100)[98] if len(times) > 1 else times[0]
    print(f"ms a question          p50 {median(times):.3f} p99 {p99:.3f}")
    worst = [(pair, n) for pair, n in score.confusion.most_common() if pair[0] != pair[1]]
    print("confused               " + ", ".join(f"{a}→{b} {n}" for (a, b), n in worst[:12]))
    if quiet:
        return
    print(f"\nmisses ({len(score.misses)})")
    for kind, why, text in score.misses[:most]:
        print(f"  {kind:12} {why}: {text[:160]!r}")


if __name__ == "__main__":
    sys.exit(main())
