"""``--explain``: how a question was understood, step by step."""

from bot.catalog.model import Catalog
from bot.question.model import (
    Candidate,
    EntityType,
    Evidence,
    Mention,
    RankedIntent,
    Role,
    Trace,
    Understanding,
)
from bot.question.ranking import telling

_SHOWN = 0.15
"""The score from which it is told which words spoke for an intent."""
_ROLES = {Role.EXCLUDED: ", excluded", Role.USED: ", in use"}


def explained(understanding: Understanding, catalog: Catalog) -> str:
    """Return mentions, the masked text, and every intent with its evidence, as lines."""
    trace = understanding.trace
    lines = ["How this was understood", "  mentions:"]
    lines += [f"    {_mention(mention, catalog)}" for mention in trace.mentions] or ["    none"]
    lines.append(f"  read as: {trace.masked}")
    lines.append("  intents:")
    for ranked in trace.ranking:
        lines.append(f"    {ranked.intent} {ranked.score:.2f}")
        for one in ranked.evidence:
            lines.append(
                f"      {one.weight:.2f} {one.reason}: {_detail(one, ranked, trace, catalog)}"
            )
    if trace.from_context:
        lines.append(f"  from the thread: {', '.join(trace.from_context)}")
    question = understanding.question
    lines.append(
        f"  taken as: {question.intent}, confidence {understanding.confidence:.2f}, "
        f"about {', '.join((*question.subjects, *question.needs, *question.unknown)) or 'nothing'}"
    )
    return "\n".join(lines)


def _detail(evidence: Evidence, ranked: RankedIntent, trace: Trace, catalog: Catalog) -> str:
    if evidence.reason != "model" or ranked.score < _SHOWN:
        return evidence.detail
    return ", ".join(
        repr(one) for one in telling(trace.masked.split(), catalog.weights, ranked.intent)
    )


def _mention(mention: Mention, catalog: Catalog) -> str:
    span = f"{mention.surface!r} at {mention.start}-{mention.end}"
    excluded = _ROLES.get(mention.role, "")
    if mention.recognised is not None:
        name = catalog.names[mention.recognised]
        return f"{span}: {name.name} ({name.what}, nothing claimed of it){excluded}"
    if not mention.candidates:
        return f"{span}: a name nothing is known about{excluded}"
    found = ", ".join(
        f"{_name(one, catalog)} ({one.type}, {one.strategy})" for one in mention.candidates
    )
    return f"{span}: {found}{excluded}"


def _name(candidate: Candidate, catalog: Catalog) -> str:
    if candidate.type in {EntityType.CONCEPT, EntityType.CATEGORY}:
        return catalog.concepts[candidate.entity].name
    return catalog.entity(candidate.entity).name
