"""Reads the knowledge directories into records; every problem is reported, none is fatal here.

A pack is a directory::

    pack.yaml                who it is, and its sources
    components/ID.yaml       a component with its claims
    topics/ID.yaml           a topic with its claims
    claims/ANY.yaml          claims about anything, also of other packs
    needs.yaml kinds.yaml dimensions.yaml news.yaml    optional lists of records

The root of the shipped knowledge holds packs beside ``vocabulary/`` (layers, kinds,
dimensions) and ``language/`` (how people ask).
"""

from difflib import get_close_matches
from pathlib import Path
from typing import Literal, TypeVar

from bot.catalog.decode import Report, decode
from bot.catalog.judgements import JUDGED, full_id, settle_judgements
from bot.catalog.model import (
    SHIPPED_PACKS,
    Claim,
    Component,
    Degree,
    Dimension,
    Kind,
    Layer,
    Need,
    Pack,
    Says,
    Source,
    Stage,
    Topic,
)
from bot.catalog.news import News
from bot.catalog.record import Record
from bot.catalog.records import Place, Records
from bot.catalog.strict_yaml import Node, read
from bot.catalog.wording import Alias, Aspect, Concept, IntentData, KnownName, Measure, Sense
from bot.errors import Problem

_PACK_FILES = ("pack.yaml", "needs.yaml", "kinds.yaml", "dimensions.yaml", "news.yaml")

R = TypeVar("R", bound=Record)


class ClaimEntry(Record, frozen=True, kw_only=True):
    """A claim as written in a file, which has the defaults of some fields.

    ``rests_on`` names claims of the same file by their ids as written, of another file of the
    pack as "redis.latency", and of another pack as "guide:redis.latency".
    """

    id: str
    says: Says
    text: str
    about: tuple[str, ...] = ()
    source: str | None = None
    locator: str | None = None
    needs: tuple[str, ...] = ()
    degree: Degree | None = None
    dimension: str | None = None
    value: str | None = None
    object: str | None = None
    version: str | None = None
    review_by: str | None = None
    reread: str | None = None
    rests_on: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()


class SubjectFile(Record, frozen=True, kw_only=True):
    """The part that the files of components, topics and claims share."""

    sources: tuple[Source, ...] = ()
    source: str | None = None
    locator: str | None = None
    review_by: str | None = None
    claims: tuple[ClaimEntry, ...] = ()


class ComponentFile(SubjectFile, frozen=True, kw_only=True):
    """``components/ID.yaml``."""

    name: str
    kind: str
    aliases: tuple[Alias, ...] = ()
    sense: Sense | None = None


class TopicFile(SubjectFile, frozen=True, kw_only=True):
    """``topics/ID.yaml``."""

    name: str
    aliases: tuple[Alias, ...] = ()
    stage: Stage | None = None
    need: str | None = None
    related: tuple[str, ...] = ()
    chooses: tuple[str, ...] = ()


class ClaimsFile(SubjectFile, frozen=True, kw_only=True):
    """``claims/ANY.yaml``."""

    about: tuple[str, ...] = ()


class PackFile(Record, frozen=True, kw_only=True):
    """``pack.yaml``."""

    id: str
    name: str
    title: str
    edition: str
    review: Literal["full"] | None = None
    sources: tuple[Source, ...] = ()


def read_shipped(root: Path) -> Records:
    """Read the shipped knowledge under ``root``; problems are in the result."""
    records = Records()
    reader = _Reader(records, root, shown=root.name)
    vocabulary = root / "vocabulary"
    reader.list_of(Layer, vocabulary / "layers.yaml", records.layers, "layer")
    reader.list_of(Kind, vocabulary / "kinds.yaml", records.kinds, "entity")
    reader.list_of(Dimension, vocabulary / "dimensions.yaml", records.dimensions, "dimension")
    reader.list_of(KnownName, root / "language" / "names.yaml", records.names, "name")
    reader.list_of(Concept, root / "language" / "concepts.yaml", records.concepts, "concept")
    reader.list_of(Aspect, root / "language" / "aspects.yaml", records.aspects, "aspect")
    reader.list_of(Measure, vocabulary / "measures.yaml", records.measures, "measure")
    for path in _yaml_files(root / "language" / "intents"):
        reader.intent(path)
    records.words = frozenset(
        word
        for path in sorted((root / "language").glob("*words.txt"))
        for word in path.read_text(encoding="utf-8").split()
    )
    for name in SHIPPED_PACKS:
        reader.pack(root / name)
    settle_judgements(records)
    return records


def read_pack(records: Records, directory: Path) -> None:
    """Add an operator's pack to the records; problems are in ``records.problems``."""
    _Reader(records, directory, shown=str(directory)).pack(directory)
    settle_judgements(records)


def pack_directories(shipped: Path, packs: tuple[Path, ...]) -> dict[str, Path]:
    """Return where each pack is, by its id; one that two directories claim is left out."""
    found: dict[str, list[Path]] = {}
    for directory in (*(shipped / name for name in SHIPPED_PACKS), *packs):
        node, _ = read(directory / "pack.yaml", str(directory))
        if node is not None and isinstance(node.value, dict) and "id" in node.value:
            found.setdefault(str(node.value["id"].value), []).append(directory)
    return {pack: places[0] for pack, places in found.items() if len(places) == 1}


def _yaml_files(directory: Path) -> list[Path]:
    return sorted(directory.glob("*.yaml"))


class _Reader:
    """Reads files into ``records``; ``shown`` replaces ``root`` in the paths of problems."""

    def __init__(self, records: Records, root: Path, shown: str) -> None:
        self.records = records
        self.root = root
        self.shown = shown

    def pack(self, directory: Path) -> None:
        """Read a pack's directory."""
        path = directory / "pack.yaml"
        if not path.is_file():
            self._problem(path, 0, "is missing; a pack is a directory that holds a pack.yaml")
            return
        node, file = self._file(PackFile, path)
        if not node or not file:
            return
        if any(pack.id == file.id for pack in self.records.packs):
            self._problem(path, node.line, f"the pack id {file.id!r} is taken by another pack")
            return
        self.records.packs.append(
            Pack(
                id=file.id,
                name=file.name,
                title=file.title,
                edition=file.edition,
                review=file.review,
            )
        )
        self._sources(file.sources, path, node)
        self._pack_records(directory, file.id)

    def _strays(self, directory: Path) -> None:
        """Report what looks like knowledge and would be passed over in silence."""
        folders = {"components", "topics", "claims"}
        for path in sorted(directory.glob("*")):
            if path.is_dir() and path.name not in folders:
                expected = get_close_matches(path.name, folders, n=1)
                if expected:
                    self._problem(path, 0, f"is not read; the folder is called {expected[0]!r}")
            elif path.suffix in {".yaml", ".yml"} and path.name not in _PACK_FILES:
                self._problem(path, 0, f"is not read; a pack has {', '.join(_PACK_FILES)}")
        for folder in sorted(folders):
            for path in sorted((directory / folder).glob("*.yml")):
                self._problem(path, 0, "is not read; name it .yaml")

    def _pack_records(self, directory: Path, pack: str) -> None:
        records = self.records
        self._strays(directory)
        self.list_of(Kind, directory / "kinds.yaml", records.kinds, "entity")
        self.list_of(Dimension, directory / "dimensions.yaml", records.dimensions, "dimension")
        self.list_of(Need, directory / "needs.yaml", records.needs, "entity", {"pack": pack})
        self.list_of(News, directory / "news.yaml", records.news, "news", {"pack": pack})
        for path in _yaml_files(directory / "components"):
            self._component(path, pack)
        for path in _yaml_files(directory / "topics"):
            self._topic(path, pack)
        for path in _yaml_files(directory / "claims"):
            node, file = self._file(ClaimsFile, path)
            if node and file:
                self._claims(file, file.about, path, node, pack=pack)

    def list_of(
        self,
        record: type[R],
        path: Path,
        table: dict[str, R],
        space: str,
        given: dict[str, object] | None = None,
    ) -> None:
        """Read an optional file that lists records into their table."""
        node = self._node(path) if path.is_file() else None
        if node is None:
            return
        if not isinstance(node.value, list):
            self._problem(path, node.line, "must be a list of records")
            return
        for item in node.value:
            decoded = decode(record, item, self._reporter(path), given)
            if decoded is not None:
                place = self._place(path, item.line)
                self._add(table, space, decoded.id, decoded, place)  # type: ignore[attr-defined]

    def intent(self, path: Path) -> None:
        """Read how people ask for one intent."""
        node, intent = self._file(IntentData, path, {"id": path.stem})
        if node and intent:
            place = self._place(path, node.line)
            self._add(self.records.intents, "intent", intent.id, intent, place)

    def _component(self, path: Path, pack: str) -> None:
        node, file = self._file(ComponentFile, path)
        if not node or not file:
            return
        component = Component(
            id=path.stem,
            name=file.name,
            kind=file.kind,
            pack=pack,
            aliases=file.aliases,
            sense=file.sense,
        )
        place = self._place(path, node.line)
        self._add(self.records.components, "entity", component.id, component, place)
        self._claims(file, (component.id,), path, node, pack=pack)

    def _topic(self, path: Path, pack: str) -> None:
        node, file = self._file(TopicFile, path)
        if not node or not file:
            return
        topic = Topic(
            id=path.stem,
            name=file.name,
            pack=pack,
            aliases=file.aliases,
            stage=file.stage,
            need=file.need,
            related=file.related,
            chooses=file.chooses,
        )
        self._add(self.records.topics, "entity", topic.id, topic, self._place(path, node.line))
        self._claims(file, (topic.id,), path, node, pack=pack)

    def _sources(self, sources: tuple[Source, ...], path: Path, node: Node) -> None:
        for source, line in zip(sources, _lines(node, "sources"), strict=True):
            self._add(self.records.sources, "source", source.id, source, self._place(path, line))

    def _claims(
        self,
        file: SubjectFile,
        about: tuple[str, ...],
        path: Path,
        node: Node,
        *,
        pack: str,
    ) -> None:
        self._sources(file.sources, path, node)
        for entry, line in zip(file.claims, _lines(node, "claims"), strict=True):
            source, locator = entry.source or file.source, entry.locator or file.locator
            subjects = entry.about or about
            if entry.rests_on:
                source, locator = JUDGED, ""
                if entry.source or entry.locator:
                    message = f"the claim {entry.id!r} has a source or rests on claims, not both"
                    self._problem(path, line, message)
            if source is None or locator is None:
                missing = "source" if source is None else "locator"
                self._problem(path, line, f"the claim {entry.id!r} has no {missing}")
                continue
            if not subjects:
                self._problem(path, line, f"the claim {entry.id!r} doesn't say what it is about")
                continue
            claim = Claim(
                id=f"{pack}:{path.stem}.{entry.id}",
                about=subjects,
                says=entry.says,
                text=entry.text,
                source=source,
                locator=locator,
                pack=pack,
                place=f"{path.parent.name}/{path.name}:{line}",
                needs=entry.needs,
                degree=entry.degree,
                dimension=entry.dimension,
                value=entry.value,
                object=entry.object,
                version=entry.version,
                review_by=entry.review_by or file.review_by,
                reread=entry.reread,
                rests_on=tuple(full_id(one, pack, path.stem) for one in entry.rests_on),
                amounts=entry.amounts,
            )
            self._add(self.records.claims, "claim", claim.id, claim, self._place(path, line))

    def _add(self, table: dict[str, R], space: str, key: str, record: R, place: Place) -> None:
        """Put a record into its table; ids are unique within a ``space`` over all packs."""
        first = self.records.places.get(f"{space} {key}")
        if first is not None:
            message = f"the id {key!r} is already used at {first.path}:{first.line}"
            if isinstance(record, Component):
                message += f"; to say more of it, write claims/{key}.yaml with `about: [{key}]`"
            self.records.problems.append(Problem(place.path, place.line, message))
            return
        table[key] = record
        self.records.places[f"{space} {key}"] = place

    def _node(self, path: Path) -> Node | None:
        node, problems = read(path, self._shown(path))
        self.records.problems += problems
        return None if problems else node

    def _file(
        self, record: type[R], path: Path, given: dict[str, object] | None = None
    ) -> tuple[Node | None, R | None]:
        node = self._node(path)
        file = decode(record, node, self._reporter(path), given) if node else None
        if file is None:
            self.records.broken.add(path.stem)
        return node, file

    def _shown(self, path: Path) -> str:
        return f"{self.shown}/{path.relative_to(self.root).as_posix()}"

    def _place(self, path: Path, line: int) -> Place:
        return Place(self._shown(path), line)

    def _problem(self, path: Path, line: int, message: str) -> None:
        self.records.problems.append(Problem(self._shown(path), line, message))

    def _reporter(self, path: Path) -> Report:
        return lambda line, message: self._problem(path, line, message)


def _lines(node: Node, key: str) -> list[int]:
    """Return the lines on which the items of a list in a mapping begin."""
    items = node.value.get(key) if isinstance(node.value, dict) else None
    return [item.line for item in items.value] if items and isinstance(items.value, list) else []
