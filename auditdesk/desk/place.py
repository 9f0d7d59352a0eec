"""Where a desk may live: on a local disk that no sync client copies (formats.md 2). May not know desks."""

import os
import re
import sys
from pathlib import Path, PurePath

from auditdesk.errors import DeskError

_MOUNTS = Path("/proc/mounts")
_NETWORK = frozenset(
    (
        *("afs", "beegfs", "ceph", "cifs", "coda", "davfs", "gfs2", "glusterfs", "gpfs", "lustre"),
        *("ncp", "ncpfs", "nfs", "nfs4", "ocfs2", "orangefs", "pvfs2", "smb2", "smb3", "smbfs"),
        *("fuse.ceph", "fuse.davfs", "fuse.davfs2", "fuse.gcsfuse", "fuse.glusterfs", "fuse.gvfsd-fuse"),
        *("fuse.onedriver", "fuse.rclone", "fuse.s3fs", "fuse.smbnetfs", "fuse.sshfs"),
    )
)
_SYNCED = re.compile(
    r"onedrive( ?-.*)?|dropbox( ?\(.*\))?|google ?drive( ?-.*)?|my drive|drivefs|"
    r"icloud ?drive|mobile documents|com~apple~clouddocs|cloudstorage",
    re.IGNORECASE,
)
"""Names of the folders that the four sync clients make, with the account some of them add."""
_SYNC_MARKS = (".dropbox.cache", ".tmp.driveupload", ".tmp.drivedownload")
_OCTAL = re.compile(r"\\([0-7]{3})")
_DRIVE_REMOTE = 4


def ensure_local(folder: Path) -> None:
    """Refuse UNC paths, network drives and file systems, and whatever lies under a sync client's root.

    Raises:
        DeskError: D_PLACE.
    """
    real = Path(os.path.realpath(folder))
    mounts = _MOUNTS.read_text("utf-8", "replace") if _MOUNTS.exists() else ""
    if _is_unc(str(folder)) or _is_unc(str(real)) or _is_remote_drive(real):
        raise DeskError("D_PLACE")
    if is_synced(folder.absolute()) or is_synced(real) or is_network(real, mounts):
        raise DeskError("D_PLACE")


def is_synced(folder: Path) -> bool:
    """Whether the folder or one above it is the root of OneDrive, Dropbox, Google Drive or iCloud."""
    if any(_SYNCED.fullmatch(part) for part in folder.parts):
        return True
    return any(_is_marked(above) for above in (folder, *folder.parents))


def _is_marked(folder: Path) -> bool:
    """By what the clients leave in a root of another name; a *folder* `.dropbox` is only their settings."""
    return (folder / ".dropbox").is_file() or any(os.path.lexists(folder / mark) for mark in _SYNC_MARKS)


def lies_at(file: Path) -> tuple[int, int] | None:
    """Which file on which disk lies there; None if none does, or the disk does not say."""
    try:
        found = file.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino)


def is_network(folder: PurePath, mounts: str) -> bool:
    """Whether `folder` lies on a network file system, by the text of /proc/mounts: the deepest counts."""
    kind, depth = "", -1
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:  # noqa: PLR2004 - device, where, kind
            continue
        where = PurePath(_OCTAL.sub(lambda found: chr(int(found[1], 8)), fields[1]))
        if folder.is_relative_to(where) and len(where.parts) >= depth:
            kind, depth = fields[2], len(where.parts)
    return kind in _NETWORK


def _is_unc(path: str) -> bool:
    return path.startswith(("\\\\", "//")) and not path.startswith("\\\\?\\")


def _is_remote_drive(folder: Path) -> bool:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only Windows has windll

        return bool(ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == _DRIVE_REMOTE)
    return False
