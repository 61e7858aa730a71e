"""The kinds of components, as far as reading a text needs them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds of components, parents included.

    ``of`` has those of each component, ``bases`` the root kinds of languages and whatever else
    components are built for. ``classes`` are the names of kinds, also of those that nothing is
    claimed of. ``qualities`` are the needs that are wanted of anything.
    """

    of: Mapping[str, frozenset[str]]
    bases: frozenset[str]
    classes: Mapping[str, frozenset[str]]
    qualities: frozenset[str]
