"""One window for one desk: a second start hands its files to the first and leaves. The desk's lock decides.

May not know what is done with a file. Local sockets are the only thing taken from Qt's network module.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 300
_MOST = 1 << 16
_MOST_FILES = 64


def _name(home: Path) -> str:
    return f"auditdesk-{hashlib.sha256(str(home).encode('utf-8', 'surrogateescape')).hexdigest()[:24]}"


def hand_over(home: Path, files: Sequence[Path]) -> bool:
    """Give files to the window that is open on this desk; False if there is none."""
    socket = QLocalSocket()
    socket.connectToServer(_name(home))
    if not socket.waitForConnected(_WAIT_MS):
        return False
    socket.write(json.dumps([str(path) for path in files]).encode("utf-8", "surrogatepass") + b"\n")
    socket.waitForBytesWritten(_WAIT_MS)
    socket.disconnectFromServer()
    return True


class FirstWindow(QObject):
    """Listens for second starts. `reached` gives the files that one of them brought, none or more."""

    reached = Signal(object)

    def __init__(self, home: Path, parent: QObject) -> None:
        super().__init__(parent)
        self.name = _name(home)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._connected)
        if not self._server.listen(_name(home)):
            # What a killed window left; nobody answered there a moment ago.
            QLocalServer.removeServer(_name(home))
            self._server.listen(_name(home))

    @Slot()
    def _connected(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda one=socket: self._read(one))
            socket.disconnected.connect(socket.deleteLater)
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > _MOST:
            socket.abort()
        elif socket.canReadLine():
            self.reached.emit(_files(bytes(socket.readLine(_MOST).data())))


def _files(line: bytes) -> tuple[Path, ...]:
    """The files named in a line; none where it is not what `hand_over` writes."""
    try:
        names = json.loads(line)
    except ValueError:
        return ()
    is_list = isinstance(names, list) and len(names) <= _MOST_FILES
    return tuple(Path(name) for name in names if isinstance(name, str)) if is_list else ()
