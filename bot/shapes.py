"""What msgspec must know before threads use it."""

import msgspec


def learn(*shapes: type) -> None:
    """Make msgspec ready to read types, which it otherwise becomes the first time it does.

    Two threads that read a type for the first time at once crash the process (seen with 0.22).
    """
    for shape in shapes:
        msgspec.json.Decoder(shape)
