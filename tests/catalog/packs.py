"""Writes small packs for tests."""

from pathlib import Path
from textwrap import dedent

PACK = """
    id: acme
    name: Acme's rules
    title: Rules of the house
    edition: "1"
    sources:
      - id: acme-handbook
        title: Handbook
        publisher: Acme
        url: https://handbook.example/stack
        locators: [Databases, Queues]
"""
COMPONENT = """
    name: FrobnicateDB
    kind: relational-database
    aliases: [frob, frobdb]
    source: acme-handbook
    locator: Databases
    claims:
      - id: is
        says: is
        text: FrobnicateDB is the house database of Acme.
      - id: fits
        says: fits
        needs: [transactions]
        text: FrobnicateDB is what Acme uses for transactions.
"""


def write_pack(directory: Path, files: dict[str, str] | None = None) -> Path:
    """Write a valid pack with one component; ``files`` adds or replaces files."""
    wanted = {"pack.yaml": PACK, "components/frobnicatedb.yaml": COMPONENT, **(files or {})}
    for name, text in wanted.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    return directory
