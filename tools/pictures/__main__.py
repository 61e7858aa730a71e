"""Draws the pictures anew."""

from pathlib import Path

from msgspec.structs import replace

from bot.ask import Guide, prepare
from bot.cli.guide import open_guide
from tools.pictures.slack import draw_slack
from tools.pictures.terminal import draw_terminal

PICTURES = Path(__file__).resolve().parent.parent.parent / "docs" / "pictures"


def draw_all(guide: Guide) -> dict[str, str]:
    """Return the pictures by file name. The knowledge version is left out of them."""
    still = prepare(replace(guide.catalog, version="0" * 8))
    return {"terminal.svg": draw_terminal(still), **draw_slack(still)}


def main() -> None:
    """Draw the pictures."""
    PICTURES.mkdir(exist_ok=True)
    for name, picture in draw_all(open_guide()).items():
        (PICTURES / name).write_text(picture, encoding="utf-8")
        print(PICTURES / name)


if __name__ == "__main__":
    main()
