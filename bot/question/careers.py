"""Whether a text asks about work as such: careers, pay, and whom to hire."""

from collections.abc import Sequence
from itertools import pairwise

_WORK = frozenset({"freelancing", "freelance", "career", "careers", "contracting"})
_OF_WORK = frozenset(
    "as in with advice path paths change growth option options or for choice move".split()
)
_JOBS = frozenset({"job", "jobs"})
_GETTING = frozenset(
    "get getting find finding land landing leave leaving quit quitting lose losing offered change"
    " changing switch switching".split()
)
_AFTER_JOB = frozenset("with as in knowing or after if without using for at".split())
_HIRING = frozenset("hire hired hires hiring recruit recruited recruiting".split())
_BECOMING = frozenset({"become", "becoming"})
_ROLES = frozenset(
    "admin admins architect architects candidate candidates coder coders contractor contractors"
    " dba dbas dev developer developers devs engineer engineers freelancer freelancers programmer"
    " programmers scientist scientists".split()
)
_PAID = frozenset("earn earns salary salaries underpaid".split())
_LOOKED_FOR = ("look", "for", "in")
_CHOOSING = frozenset({"which", "alternative", "alternatives", "replacement", "vs", "instead"})
"""Words of a choice among technologies, whoever is hired for it."""
_BUILDING = frozenset(
    "app application apps board boards marketplace platform portal site sites system website"
    " database backend schema store storing".split()
)
"""What is made for people's work is a product like others: "a backend for a freelance site"."""
_NEAR, _FAR = 4, 6  # words
_DONE_WITH_JOBS = frozenset("queue queues worker workers cron background scheduled batch".split())


def asks_of_work(keys: Sequence[str]) -> bool:
    """Tell whether a text asks about somebody's work: "is a career in X a good idea?"."""
    if not (_CHOOSING.isdisjoint(keys) and _BUILDING.isdisjoint(keys)):
        return False
    return _asks_of_career(keys) or _asks_of_job(keys) or _asks_whom(keys)


def _asks_of_career(keys: Sequence[str]) -> bool:
    """Tell whether a way of working is asked about, or becoming something."""
    as_work = any(
        one in _WORK and (two in _OF_WORK or two in _ROLES) for one, two in pairwise(keys)
    )
    becoming = any(
        one in _BECOMING and not _ROLES.isdisjoint(keys[at : at + _FAR])
        for at, one in enumerate(keys)
    )
    paid = not (_PAID.isdisjoint(keys) or _ROLES.isdisjoint(keys))
    return as_work or becoming or paid


def _asks_of_job(keys: Sequence[str]) -> bool:
    """Tell whether a job is one that somebody has or wants: "leave my new job after a month?"."""
    if not _DONE_WITH_JOBS.isdisjoint(keys):
        return False
    return any(
        one in _JOBS
        and not _GETTING.isdisjoint(keys[max(at - _NEAR, 0) : at])
        and (at + 1 == len(keys) or keys[at + 1] in _AFTER_JOB)
        for at, one in enumerate(keys)
    )


def _asks_whom(keys: Sequence[str]) -> bool:
    """Tell whether it is asked whom to hire, or what to look for in somebody."""
    hired = any(
        one in _HIRING and not _ROLES.isdisjoint(keys[at : at + _FAR])
        for at, one in enumerate(keys)
    )
    sought = any(
        tuple(keys[at : at + len(_LOOKED_FOR)]) == _LOOKED_FOR
        and not _ROLES.isdisjoint(keys[at : at + 2 * _NEAR])
        for at, one in enumerate(keys)
        if one == _LOOKED_FOR[0]
    )
    return hired or sought
