"""Queries that are worked out once: a catalog never changes, and every answer asks the same."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")
Memo = dict[tuple[object, ...], object]


class Remembers(Protocol):
    """What keeps results; it doesn't change, and goes with all that it remembers."""

    @property
    def memo(self) -> Memo:
        """The results by query and what it was given."""
        ...


R = TypeVar("R", bound=Remembers)


def once(query: Callable[Concatenate[R, P], T]) -> Callable[Concatenate[R, P], T]:
    """Have a query on a catalog worked out once for what it is given.

    What it returns is not to be changed.
    """

    @wraps(query)
    def look_up(catalog: R, /, *given: P.args, **named: P.kwargs) -> T:
        key = (query, *given, *named.items())
        try:
            found = catalog.memo[key]
        except KeyError:
            found = catalog.memo[key] = query(catalog, *given, **named)
        return cast("T", found)

    return look_up
