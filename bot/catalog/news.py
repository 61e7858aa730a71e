"""What came to the knowledge, and when. Pure data."""

import datetime as dt

from bot.catalog.record import Record


class News(Record, frozen=True, kw_only=True):
    """What came to a pack on a ``date``, as YYYY-MM-DD: components and topics, by id."""

    id: str
    date: str
    about: tuple[str, ...]
    pack: str

    @property
    def day(self) -> dt.date:
        """The date; ``ValueError`` if it is none."""
        return dt.date.fromisoformat(self.date)
