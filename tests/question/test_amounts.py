"""Amounts in texts: how much of what is read, and in which band it is."""

import pytest

from bot.catalog.model import Catalog
from bot.question.amounts import amounts_in
from bot.text import tokenize


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("around 250 msgs/s", ["messages.little 250 msgs/s"]),
        ("5,400 writes per second", ["messages.some 5,400 writes per second"]),
        ("60k inserts/sec", ["messages.much 60k inserts/sec"]),
        ("9M messages per day", ["messages.little 9M messages per day"]),
        ("a few hundred jobs an hour", ["messages.little a few hundred jobs an hour"]),
        ("10-20k requests/min", ["requests.little 20k requests/min"]),
        ("80 rps", ["requests.little 80 rps"]),
        ("1.5k qps", ["requests.some 1.5k qps"]),
        ("1.5 TB", ["data-size.medium 1.5 TB"]),
        ("40 GB a day", ["data-size.large 40 GB a day"]),
        ("hundreds of gigabytes", ["data-size.medium hundreds of gigabytes"]),
        ("2M docs/month", ["rows.few 2M docs/month"]),
        ("half a billion rows", ["rows.some half a billion rows"]),
        ("tens of thousands of sockets", ["connections.many tens of thousands of sockets"]),
        ("20k daily active users", ["users.some 20k daily active users"]),
        ("six services on 2 servers", ["services.few six services", "servers.few 2 servers"]),
        ("16 GB of memory", []),
        ("uploads of 2 GB", []),
        ("99.9% of requests a second", []),
        ("$200 a month per server", []),
        ("3 rows", []),
        ("500 per second", []),
        ("", []),
    ],
)  # fmt: skip
def test_an_amount_is_read_with_its_band(catalog: Catalog, text: str, expected: list[str]) -> None:
    tokens = tokenize(text)
    found = amounts_in(text, tokens, catalog.measures.values())
    assert [
        f"{one.measure.id}.{one.band.id} {text[tokens[one.first].start : tokens[one.last].end]}"
        for one in found
    ] == expected
