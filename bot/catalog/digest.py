"""Names the exact state of the knowledge sources, without reading their meaning."""

import hashlib
from pathlib import Path

FORMAT = "27"
"""Version of the built file's tables and views; part of the digest, so that a change rebuilds."""

_METADATA = "datasette.yaml"  # beside the shipped packs, for readers of the built file only


def digest(shipped: Path, packs: tuple[Path, ...]) -> str:
    """Return the SHA-256 (hex) of every file that the knowledge is built from."""
    total = hashlib.sha256(FORMAT.encode())
    for root in (shipped, *packs):
        total.update(b"\0root")
        for path in _source_files(root):
            if path == shipped / _METADATA:
                continue
            content = path.read_bytes()
            total.update(f"\0{path.relative_to(root).as_posix()}\0{len(content)}\0".encode())
            total.update(content)
    return total.hexdigest()


def _source_files(root: Path) -> list[Path]:
    """Return the files that count, and no pipes, directories or broken links of such names."""
    found = (path for pattern in ("*.yaml", "*.txt", "*.model") for path in root.rglob(pattern))
    return sorted(path for path in found if path.is_file())
