"""``stackguide manifest``: what to paste where a Slack app is created."""

import argparse


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "manifest",
        help="print the manifest of the Slack app",
        description="Print what Slack needs to know to create the app: for Socket Mode, or "
        "with --url for HTTP.",
        epilog="Example: stackguide manifest --url https://stackguide.example.com",
    )
    parser.add_argument(
        "--url",
        type=_base_url,
        metavar="https://HOST",
        help="where Slack reaches the bot over HTTPS",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the manifest as YAML."""
    from bot.slack.manifest import render_manifest  # noqa: PLC0415 - --help needs no Slack code

    print(render_manifest(options.url), end="")
    return 0


def _base_url(text: str) -> str:
    from bot.slack.manifest import base_url  # noqa: PLC0415 - likewise

    try:
        return base_url(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
