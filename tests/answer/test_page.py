"""Pages: all that is known of a thing, in parts that Slack takes."""

from itertools import count

import msgspec
import pytest

from bot.answer.model import Page, Paragraph
from bot.answer.page import PART, page
from bot.answer.phrases import text_of
from bot.catalog.model import Catalog, Claim, Says
from bot.rendering.page import look_value, read_look, render_page
from tests.slack.block_kit_limits import check_view


def parts(entity_id: str, catalog: Catalog) -> list[Page]:
    """Return all parts, to which one leads on from the other."""
    found: list[Page] = []
    for number in count():
        part = page(entity_id, number, catalog)
        assert part is not None
        assert part.part == number
        found.append(part)
        if part.is_last:
            return found
    raise AssertionError


def test_the_parts_of_a_page_tell_each_claim_once(catalog: Catalog) -> None:
    for one in (*catalog.components, *catalog.topics):
        told = [claim.id for part in parts(one, catalog) for claim in part.answer.claims]
        texts = {claim.text for claim in catalog.claims_about(one)}
        assert {catalog.claim(claim).text for claim in told} == texts, one
        assert len(told) == len(set(told)), one


def test_slack_takes_every_page(catalog: Catalog) -> None:
    for one in (*catalog.components, *catalog.topics):
        for part in parts(one, catalog):
            view = render_page(part)
            check_view(view)
            assert "more parts do not fit" not in str(view)


def test_a_page_begins_with_what_it_is_and_has_something_of_all(catalog: Catalog) -> None:
    first, *rest = parts("postgresql", catalog)
    assert rest
    said = {catalog.claim(claim.id).says for claim in first.answer.claims}
    assert said == {claim.says for claim in catalog.claims_about("postgresql")} - {Says.ASIDE}
    assert catalog.claim(first.answer.claims[0].id).says is Says.IS
    shown = sum(len(part.answer.claims) for part in rest)
    last = first.answer.blocks[-1]
    assert isinstance(last, Paragraph)
    assert text_of(last.phrase).endswith(f"left: {shown}.")


@pytest.mark.parametrize("number", [0, 1, PART - 1, PART, PART + 1, 1000])
def test_however_much_is_claimed_all_of_it_is_reached(catalog: Catalog, number: int) -> None:
    (known,) = catalog.claims_about("nats", Says.IS)
    claims = tuple(
        msgspec.structs.replace(known, id=f"beyond:nats.{n}", says=Says.STRENGTH, text=_text(n))
        for n in range(number)
    )
    grown = msgspec.structs.replace(catalog, claims=(known, *claims))
    found = parts("nats", grown)
    assert len(found) == max(1, -(-number // PART))
    assert sum(len(part.answer.claims) for part in found) == number + 1
    for part in found:
        check_view(render_page(part))


def _text(number: int) -> str:
    return f"<{number}> {'& so on ' * 49}"


def test_there_is_no_page_of_what_is_not_known(catalog: Catalog) -> None:
    assert page("gone", 0, catalog) is None
    assert page("transactions", 0, catalog) is None  # a need
    assert page("redis", 99, catalog) is None


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("redis", ("redis", 0)),
        (look_value("redis", 12), ("redis", 12)),
        ("redis x", ("redis", 0)),
        ("redis " + "9" * 5000, ("redis", 0)),
        ("redis ٣", ("redis", 0)),
        ("", ("", 0)),
    ],
)
def test_what_a_button_leads_to(value: str, read: tuple[str, int]) -> None:
    assert read_look(value) == read


def test_pages_lead_to_what_does_the_same_job(catalog: Catalog) -> None:
    (others,) = page("redis", 0, catalog).others  # type: ignore[union-attr]
    assert "memcached" in {one.id for one in others.entries}
    assert "redis" not in {one.id for one in others.entries}
    claim: Claim
    for claim in catalog.claims_about("redis", Says.SERVES):
        served_by, practices = page(str(claim.object), 0, catalog).others  # type: ignore[union-attr]
        assert "redis" in {one.id for one in served_by.entries}
        assert "sharding" in {one.id for one in practices.entries}
