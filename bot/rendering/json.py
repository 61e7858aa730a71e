"""An answer for programs: the documented, stable JSON object (docs/json.md)."""

import msgspec

from bot.answer.model import Answer
from bot.catalog.model import Catalog
from bot.question.model import Question, Understanding
from bot.rendering.text import render_text

SCHEMA = "stackguide.answer/1"


def answer_object(
    answer: Answer,
    understanding: Understanding,
    catalog: Catalog,
    elapsed_ms: float,
    question_id: str | int | None = None,
) -> dict[str, object]:
    """Return the answer as the object that is written as JSON."""
    question: Question = understanding.question
    linked = [
        *question.components,
        *question.purpose,
        *(e for e in question.excluded if e in catalog.components),
    ]
    return {
        "schema": SCHEMA,
        "id": question_id,
        "question": understanding.text,
        "intent": answer.intent,
        "confidence": understanding.confidence,
        "outcome": str(answer.outcome),
        "components": [_named(catalog, one) for one in dict.fromkeys(linked)],
        "unknown": list(question.unknown),
        "needs": list(question.needs),
        "excluded": [_named(catalog, one) for one in question.excluded],
        "leads": [{"id": one.id, "name": one.name} for one in answer.leads],
        "options": [one.text for one in answer.options],
        "claims": [
            {
                "id": c.id,
                "text": c.text,
                "source": c.source,
                "locator": c.locator,
                "version": c.version,
                "rests_on": list(c.rests_on),
            }
            for c in answer.claims
        ],
        "text": render_text(answer),
        "suggestions": [one.text for one in answer.suggestions],
        "knowledge": answer.knowledge,
        "elapsed_ms": round(elapsed_ms, 3),
    }


def error_object(
    line: int, message: str, question_id: str | int | None = None
) -> dict[str, object]:
    """Return the object written for an input line that can't be answered."""
    return {
        "schema": SCHEMA,
        "id": question_id,
        "error": {"line": line, "message": message},
    }


def encode(value: object) -> str:
    """Return a value as one line of JSON."""
    return msgspec.json.encode(value).decode()


def _named(catalog: Catalog, entity_id: str) -> dict[str, str]:
    return {"id": entity_id, "name": catalog.entity(entity_id).name}
