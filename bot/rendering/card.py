"""One citation of an answer in full, with the claims that rest on it, for checking them."""

from bot.answer.model import Answer, Citation, UsedClaim
from bot.rendering.labels import Label, address
from bot.rendering.terminal import Style


def render_card(answer: Answer, number: int, style: Style) -> str:
    """Return the citation of that number, or which numbers there are."""
    citation = next((one for one in answer.citations if one.number == number), None)
    if citation is None:
        return "\n".join(style.lines(_none(answer, number)))
    lines = _source(citation, style)
    lines += ["", style.bold(Label.CARD_CLAIMS)]
    for claim in _claims(answer, citation):
        lines += style.lines(f"- {claim.text} {style.dim(f'({claim.id})')}", hang=2)
    return "\n".join(lines)


def _source(citation: Citation, style: Style) -> list[str]:
    lines = [style.bold(one) for one in style.lines(f"[{citation.number}] {citation.title}", 4)]
    for label, text in (
        (Label.CARD_AUTHOR, citation.author),
        (Label.CARD_PUBLISHER, citation.publisher),
        (Label.CARD_SECTION, ", ".join(citation.locators)),
        (Label.CARD_PACK, citation.pack),
        (Label.CARD_CHECKED, citation.checked),
        (Label.CARD_ADDRESS, citation.url),
    ):
        if text:
            where = address(citation) if label is Label.CARD_ADDRESS else None
            lines += [style.link(line, where) for line in style.lines(f"{label}: {text}", hang=2)]
    return lines


def _claims(answer: Answer, citation: Citation) -> list[UsedClaim]:
    """Return the claims behind a citation."""
    return [claim for claim in answer.claims if citation.number in claim.citations]


def _none(answer: Answer, number: int) -> str:
    if not answer.citations:
        return Label.NO_SOURCES
    known = ", ".join(f"[{one.number}]" for one in answer.citations)
    return Label.NO_SUCH_SOURCE.format(number=number, known=known)
