"""The base of all records. Pure data."""

import msgspec


class Record(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """Base of the records: immutable, keyword-only, no unknown fields; as JSON without defaults."""
