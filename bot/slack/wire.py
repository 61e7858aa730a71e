"""One WebSocket to Slack: the SDK's connection, mended where it would go on half dead.

Left alone, it takes the end of the stream for silence, forgets the half of a frame that came
before a pause, and calls nothing stale until a first pong arrived.
"""

import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from functools import cache

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError
from slack_sdk.socket_mode.builtin.connection import Connection, ConnectionState

from bot.slack.api import QUIET

PING_INTERVAL = 10.0  # seconds of silence before a ping; also the bound on sending
MAX_SILENCES = 3  # in a row, and the other end counts as dead
_CONNECT_TIMEOUT = 5.0  # seconds
_CHUNK = 64 * 1024  # bytes; the SDK nests a call for every piece of a frame
_ENDS: dict[type[Exception], str] = {
    ConnectionAbortedError: "no sign of life",
    ConnectionResetError: "closed without a word",
}


class Wire:
    """A connection; ``received`` gets every text. ``end`` tells afterwards why it ended."""

    def __init__(self, url: str, client: WebClient, received: Callable[[str], None]) -> None:
        self.end = "closed"
        self._state = ConnectionState()  # type: ignore[no-untyped-call]
        self._socket: _Socket | None = None
        self._connection = Connection(
            url=url,
            logger=QUIET,  # it logs frames that it can't read, with their text
            proxy=client.proxy,
            ssl_context=_trusted(),
            receive_timeout=_CONNECT_TIMEOUT,
            receive_buffer_size=_CHUNK,
            on_message_listener=received,
            on_error_listener=self._failed,
            on_close_listener=self._closed,
        )

    def open(self) -> bool:
        """Connect and return whether that worked."""
        self.end = "not accepted"
        self._connection.connect()
        sock = self._connection.sock
        if sock is None:
            return False
        self._socket = _Socket(sock, self._connection.ping)
        self._connection.sock = self._socket  # type: ignore[assignment]  # quacks like one
        self.end = "closed"
        return True

    def read(self) -> None:
        """Hand on texts until the connection ends, for whatever reason."""
        self._connection.run_until_completion(self._state)
        self._connection.disconnect()  # in this thread alone: the SDK locks out all others

    def send(self, text: str) -> bool:
        """Send a text and return whether the connection took it."""
        try:
            self._connection.send(text)
        except SlackClientError:
            return False
        return True

    def close(self) -> None:
        """Make :meth:`read` return soon; from any thread, at any time."""
        if self._socket is None:
            self._state.terminated = True
        else:
            self._socket.shut()

    def _failed(self, error: Exception) -> None:
        # Whatever the SDK can't read, the rest of the stream is no better.
        kind = type(error)
        self.end = _ENDS.get(kind, kind.__name__)
        self._state.terminated = True

    def _closed(self, code: int, _reason: str | None) -> None:
        self.end = f"closed with code {code}"


class _Socket:
    """What the SDK uses of a socket, with a heartbeat, and an end that is an error."""

    def __init__(self, sock: ssl.SSLSocket, ping: Callable[[str], None]) -> None:
        self._sock = sock
        self._ping = ping
        sock.settimeout(PING_INTERVAL)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def recv(self, size: int) -> bytes:
        """Return the next bytes, however long they take, as long as pings are answered."""
        for _ in range(MAX_SILENCES):
            with suppress(TimeoutError):
                if data := self._sock.recv(size):
                    return data
                raise ConnectionResetError
            self._ping("")
        raise ConnectionAbortedError

    def send(self, data: bytes) -> None:
        """Send all of it; half a frame would spoil the rest."""
        try:
            self._sock.sendall(data)
        except TimeoutError:
            raise ConnectionAbortedError from None

    def close(self) -> None:
        """Close the socket."""
        self._sock.close()

    def shut(self) -> None:
        """Wake whoever reads with the end of the stream."""
        with suppress(OSError):  # it was closed in the meantime
            # Past TLS, whose own shutdown would let a late sender write in the clear.
            socket.socket.shutdown(self._sock, socket.SHUT_RDWR)


@cache  # it reads the system's certificates, which takes longer than connecting
def _trusted() -> ssl.SSLContext:
    return ssl.create_default_context()
