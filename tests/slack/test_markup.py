"""Slack's markup to plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.markup import plain_text


@pytest.mark.parametrize(
    ("markup", "plain"),
    [
        ("<@U0BOT> which db?", "which db?"),
        ("hi <@U1|ann>, <@W2>: redis", "hi , : redis"),
        ("<!here> <!channel> <!subteam^S1|@dba> redis", "redis"),
        ("R&amp;D &lt;-&gt; ops", "R&D <-> ops"),
        ("&amp;lt;", "&lt;"),
        ("&lt;@U1&gt;", "<@U1>"),
        ("is <http://node.js|node.js> fast", "is node.js fast"),
        ("see <https://a.example/x_y_z>", "see https://a.example/x_y_z"),
        ("<https://a.example/?a=1&amp;b=2>", "https://a.example/?a=1&b=2"),
        ("<mailto:a@b.c|a@b.c>", "a@b.c"),
        ("in <#C1|backend> and <#C2> or <#C3|>", "in backend and or"),
        ("*bold* _italic_ ~strike~ *_both_* _*both*_", "bold italic strike both both"),
        ("*<https://a.example|redis>* rocks", "redis rocks"),
        ("(*redis*, _kafka_)", "(redis, kafka)"),
        ("node_js snake_case_name __init__ _private", "node_js snake_case_name __init__ _private"),
        ("C++ C# 2*3*4 a*b * c *", "C++ C# 2*3*4 a*b * c *"),
        ("SELECT * FROM t WHERE a*b", "SELECT * FROM t WHERE a*b"),
        ("~5ms vs ~10ms", "~5ms vs ~10ms"),
        ("`SELECT *` and `*args`, `a_b_`", "SELECT * and *args, a_b_"),
        ("```\nx = _y_\n``` ok", "x = _y_ ok"),
        ("a ` lone tick", "a ` lone tick"),
        (":wave: hi :+1::skin-tone-2: redis :100:", "hi redis"),
        ("at 10:30:45, ratio 1:2:3", "at 10:30:45, ratio 1:2:3"),
        ("&gt; which db?", "which db?"),
        ("&gt;&gt;&gt; quoted\n&gt; more\nlatency &gt; 5", "quoted more latency > 5"),
        ("two\nlines\t apart", "two lines apart"),
        ("half \ud800 pair", "half ? pair"),
        ("", ""),
    ],
)
def test_markup_becomes_plain_text(markup: str, plain: str) -> None:
    assert plain_text(markup) == plain


@given(st.text(alphabet="ab <>@!#|*_~`:&gt;lmp;\n\ud800", max_size=200))
def test_any_text_becomes_one_clean_line(markup: str) -> None:
    plain = plain_text(markup)
    assert plain == " ".join(plain.split())
    plain.encode()


@pytest.mark.parametrize(
    "piece", ["*", "_ ", "~a", "`", "```", "<", ":", ":a", "&gt;", " \t", "*a "]
)
def test_long_hostile_text_is_converted(piece: str) -> None:
    # A pattern that isn't linear would not come back from this within a day.
    plain_text(piece * (1_000_000 // len(piece)))
