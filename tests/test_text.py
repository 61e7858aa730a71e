import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text import compact, fold, stem, tokenize, words


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Node.js", ["node", "js"]),
        ("C, C++ and C#", ["c", "c++", "and", "c#"]),
        ("the .NET runtime", ["the", ".net", "runtime"]),
        ("ASP.NET", ["asp", "net"]),
        ("Redis' and Django's", ["redis", "and", "django"]),
        ("\uff30ostgres café", ["postgres", "cafe"]),
        ("Postgres/MySQL", ["postgres", "mysql"]),
    ],
)
def test_tokens_keep_what_tells_names_apart(text: str, keys: list[str]) -> None:
    assert [token.key for token in tokenize(text)] == keys


def test_contractions_are_written_out_for_cues() -> None:
    assert words("What's Redis, and why don't we use it?") == (
        *("what", "is", "redis", "and", "why", "do", "not", "we", "use", "it"),
    )


@pytest.mark.parametrize("spelling", ["Node.js", "NodeJS", "node js", "node-js", "NODE.JS"])
def test_spellings_of_one_name_share_a_key(spelling: str) -> None:
    assert compact(spelling) == "nodejs"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("scaling", "scales"),
        ("queries", "query"),
        ("caching", "caches"),
        ("transactions", "transaction"),
        ("shipped", "shipping"),
        ("killing", "kills"),
    ],
)
def test_inflections_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@given(st.text(max_size=200))
def test_any_text_gives_tokens_in_order_that_lie_in_it(text: str) -> None:
    end = 0
    for token in tokenize(text):
        assert end <= token.start < token.end <= len(text)
        assert text[token.start : token.end] == token.text
        end = token.end


@given(st.text(max_size=30))
def test_folding_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)
