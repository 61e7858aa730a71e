"""A way to a server on this machine that can be closed, and that can go silent."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Lock, Thread

_CHUNK = 64 * 1024  # bytes


class Proxy:
    """Passes connections on to ``address`` until told otherwise."""

    def __init__(self, address: tuple[str, int]) -> None:
        self._address = address
        self._lock = Lock()
        self._ends: list[socket.socket] = []
        self._flowing = Event()
        self._flowing.set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._accept_from(self._listener)

    @contextmanager
    def down(self) -> Iterator[None]:
        """End all connections and refuse new ones until the end of the block."""
        self.close()
        yield
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self._accept_from(self._listener)

    @contextmanager
    def silent(self) -> Iterator[None]:
        """Take connections and pass nothing on until the end of the block."""
        self._flowing.clear()
        yield
        self._flowing.set()

    def close(self) -> None:
        """End all connections, and take no more."""
        with suppress(OSError):  # wakes who waits for the next connection
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            for end in self._ends:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
            self._ends.clear()

    def _accept_from(self, listener: socket.socket) -> None:
        Thread(target=self._accept, args=(listener,), daemon=True).start()

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):  # the listener was closed
            while True:
                near, _ = listener.accept()
                try:
                    far = socket.create_connection(self._address)
                except OSError:
                    near.close()
                    continue
                with self._lock:
                    self._ends += [near, far]
                for one, other in ((near, far), (far, near)):
                    Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with one, suppress(OSError):  # either end is gone
            while data := one.recv(_CHUNK):
                self._flowing.wait()
                other.sendall(data)
        with suppress(OSError):  # wakes who reads there
            other.shutdown(socket.SHUT_RDWR)
