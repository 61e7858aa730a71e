"""What the process remembers: contexts of threads, and which messages are dealt with."""

from concurrent.futures import ThreadPoolExecutor

from bot.question.model import Context, Question
from bot.slack.once import Once
from bot.slack.threads import Threads
from bot.state.store import Turn

ONE, TWO, THREE = (("T", "C", ts) for ts in ("1.0", "2.0", "3.0"))


def test_the_thread_unused_for_longest_is_forgotten() -> None:
    threads = Threads(limit=2)
    context = Context(Question("define", ("redis",)))
    threads.put(ONE, context)
    threads.put(TWO, context)
    assert threads.get(ONE) == context
    threads.put(THREE, context)
    assert threads.get(TWO) is None
    assert threads.get(ONE) == threads.get(THREE) == context


def test_a_message_is_claimed_once() -> None:
    once = Once()
    assert [once.take(ONE), once.take(ONE), once.take(TWO)] == [Turn.YOURS, Turn.BUSY, Turn.YOURS]
    once.done(ONE)
    assert once.take(ONE) is Turn.DONE


def test_a_message_given_back_can_be_claimed_again_and_again() -> None:
    once = Once()
    for _ in range(5):
        assert once.take(ONE) is Turn.YOURS
        once.give_back(ONE, doubtful=False)


def test_the_fourth_doubtful_failure_settles_a_message() -> None:
    once = Once()
    for doubtful in (True, True, False, True, True):
        assert once.take(ONE) is Turn.YOURS
        once.give_back(ONE, doubtful=doubtful)
    assert once.take(ONE) is Turn.DONE


def test_the_oldest_messages_make_room() -> None:
    once = Once(limit=2)
    for key in (ONE, TWO, THREE):
        once.take(key)
        once.done(key)
    assert once.take(THREE) is Turn.DONE
    assert once.take(ONE) is Turn.YOURS


def test_of_many_threads_one_gets_the_claim() -> None:
    once = Once()
    with ThreadPoolExecutor(16) as pool:
        turns = list(pool.map(once.take, [ONE] * 500))
    assert turns.count(Turn.YOURS) == 1
