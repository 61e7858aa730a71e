"""Sources and claims as an answer notes them: numbered, with the sections that it cites."""

from typing import NamedTuple

from bot.answer.model import Citation, UsedClaim
from bot.catalog.model import Catalog, Claim

_AS_CLAIMED = ("id", "text", "source", "locator", "version", "rests_on")


class Cited(NamedTuple):
    """A source as cited so far; the keys of ``locators`` are the sections, in order."""

    number: int
    pack: str
    locators: dict[str, None]


def citation(catalog: Catalog, source_id: str, cited: Cited) -> Citation:
    """Return a source that was cited as it is listed under an answer."""
    source = catalog.sources[source_id]
    return Citation(
        number=cited.number,
        title=source.title,
        author=source.author,
        publisher=source.publisher,
        locators=tuple(cited.locators),
        url=source.url,
        pack=catalog.pack_name(cited.pack),
        checked=source.checked,
    )


def used(claim: Claim, citations: tuple[int, ...], *, told: bool = True) -> UsedClaim:
    """Return a claim as one that an answer uses: told, or only summed up."""
    same = {one: getattr(claim, one) for one in _AS_CLAIMED}
    return UsedClaim(**same, citations=citations, told=told)
