"""Vectors of the two outer layers: age and tar."""

import base64
from collections.abc import Callable, Iterator
from functools import partial

from auditdesk import crypto
from auditdesk.exchange import tar
from tests.exchange.forge import Draft
from tests.exchange.people import EVE, ROUND_KEY
from tests.exchange.vectors import Vector

BEGIN, END = b"-----BEGIN AGE ENCRYPTED FILE-----", b"-----END AGE ENCRYPTED FILE-----"
MAGIC = b"age-encryption.org/v1\n"
X25519 = b"-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n"
MAC = b"--- " + b"A" * 43 + b"\n"
FOOT = bytes(48)


def age(*stanzas: bytes, mac: bytes = MAC) -> bytes:
    return MAGIC + b"".join(stanzas) + mac + FOOT


def grease(size: int) -> bytes:
    """A stanza of exactly so many bytes; 64 columns a line, the last one shorter."""
    head = b"-> x-grease a\n"
    full, rest = divmod(size - len(head) - 1, 65)
    return head + (b"A" * 64 + b"\n") * full + b"A" * rest + b"\n"


def header_of(size: int) -> bytes:
    return age(grease(size - len(MAGIC) - len(MAC)))


def lines_of(raw: bytes, columns: int = 64) -> list[bytes]:
    code = base64.b64encode(raw)
    return [BEGIN, *(code[at : at + columns] for at in range(0, len(code), columns)), END]


def _other_mac(raw: bytes) -> bytes:
    at = raw.index(b"--- ") + 4
    return raw[:at] + (b"B" if raw[at : at + 1] == b"A" else b"A") + raw[at + 1 :]


def outside() -> Iterator[Vector]:
    """What is judged before anything is decrypted, and what decryption refuses."""
    small = crypto.encrypt(b"x" * 100, [ROUND_KEY.recipient])
    table: list[tuple[str, str, str, bytes]] = [
        ("A_MAGIC", "empty", "an empty file", b""),
        ("A_MAGIC", "zip", "a ZIP archive", b"PK\x03\x04" + bytes(60)),
        ("A_MAGIC", "pdf", "a PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
        ("A_MAGIC", "lnk", "a Windows shortcut: it is not followed", b"L\0\0\0\x01\x14\x02\0" + bytes(68)),
        ("A_MAGIC", "exe", "a Windows program", b"MZ\x90\0" + bytes(60)),
        ("A_MAGIC", "text", "plain text", b"Dear colleague,\n"),
        ("A_MAGIC", "v2", "an age file of a version to come", b"age-encryption.org/v2\n" + X25519 + MAC),
        ("A_MAGIC", "crlf", "line ends changed by mail", age(X25519).replace(b"\n", b"\r\n")),
        ("A_MAGIC", "bom", "a byte order mark before it", b"\xef\xbb\xbf" + age(X25519)),
        ("A_MAGIC", "before-armour", "a word before the armour", b"Hello\n" + b"\n".join(lines_of(small))),
        ("A_MAGIC", "armoured-text", "armour around something else", b"\n".join(lines_of(b"hello there"))),
        ("A_SIZE", "one-too-many", "one byte more than 16 MiB", bytes((16 << 20) + 1)),
        ("A_SIZE", "65-mib", "a file of 65 MiB", bytes(65 << 20)),
        ("A_HEADER", "endless-line", "a header line that does not end", MAGIC + b"-> X25519 " + b"A" * 20_000),
        ("A_HEADER", "no-mac", "a header without its end", MAGIC + X25519),
        ("A_HEADER", "cut", "cut after the first line", MAGIC),
        ("A_HEADER", "wide", "a stanza line of 65 columns", age(X25519[:54] + b"A" * 65 + b"\n")),
        ("A_HEADER", "blank", "a blank line between stanzas", age(X25519, b"\n\n", X25519)),
        ("A_HEADER", "nul", "a NUL in a stanza", age(X25519.replace(b"AAAA\n", b"AA\0A\n"))),
        ("A_HEADER", "short-mac", "an end of 42 characters", age(X25519, mac=b"--- " + b"A" * 42 + b"\n")),
        ("A_HEADER", "too-long", "a header of one byte more than 16 KiB", header_of((16 << 10) + 1)),
        ("A_STANZAS", "none", "no stanza at all", age()),
        ("A_STANZAS", "21", "21 stanzas", age(*[X25519] * 21)),
        ("A_STANZAS", "1000", "1,000 stanzas: 6.9 s in the library", age(*[X25519] * 1_000)),
        ("A_STANZAS", "50000", "50,000 stanzas", age(*[X25519] * 50_000)),
        ("A_STANZA_TYPE", "scrypt-30", "a passphrase stanza of work factor 30: hours", age(b"-> scrypt AAAAAAAAAAAAAAAAAAAAAA 30\n" + b"A" * 43 + b"\n")),
        ("A_STANZA_TYPE", "ssh", "an SSH key's stanza", age(b"-> ssh-ed25519 AAAA BBBB\n" + b"A" * 43 + b"\n")),
        ("A_STANZA_TYPE", "lower", "a type in lower case", age(X25519.lower())),
        ("A_STANZA_TYPE", "bare", "a stanza without a type", age(b"-> \n\n")),
        ("A_STANZA_TYPE", "plugin", "a plug-in's stanza after a right one", age(X25519, b"-> piv-p256 a\n\n")),
        ("A_ARMOR", "letters", "a letter that base64 has not", b"\n".join(lines_of(small)).replace(b"YWdl", b"YW*l", 1)),
        ("A_ARMOR", "76", "lines of 76 columns", b"\n".join(lines_of(small, 76))),
        ("A_ARMOR", "mixed", "one CRLF among LF", b"\n".join(lines_of(small)).replace(b"\n", b"\r\n", 1)),
        ("A_ARMOR", "after", "a line after the end", b"\n".join([*lines_of(small), b"Regards"])),
        ("A_ARMOR", "no-end", "no end", b"\n".join(lines_of(small)[:-1])),
        ("A_ARMOR", "blank", "a blank line inside", b"\n".join([BEGIN, b"", *lines_of(small)[1:]])),
        ("A_ARMOR", "spaces", "spaces at the ends of lines", b" \n".join(lines_of(small))),
        ("A_ARMOR", "begin", "nothing but a beginning", BEGIN + b"\n"),
        ("A_DECRYPT", "other-key", "for another round", crypto.encrypt(b"x", [EVE.recipient])),
        ("A_DECRYPT", "full-header", "a header of exactly 16 KiB, for nobody", header_of(16 << 10)),
        ("A_DECRYPT", "20-stanzas", "20 stanzas, none of them for us", age(*[X25519] * 20)),
        ("A_DECRYPT", "low-order", "a share of which everybody knows the secret", age(X25519)),
        ("A_DECRYPT", "short-share", "a share of 3 bytes", age(X25519.replace(b"A" * 43, b"AAAA", 1))),
        ("A_DECRYPT", "two-shares", "a stanza with two shares", age(X25519.replace(b"\n", b" AAAA\n", 1))),
        ("A_DECRYPT", "short-body", "a file key of 3 bytes", age(X25519[:54] + b"AAAA\n")),
        ("A_DECRYPT", "no-payload", "nothing after the header", age(X25519)[: -len(FOOT)]),
        ("A_DECRYPT", "cut", "the last byte is missing", small[:-1]),
        ("A_DECRYPT", "more", "a byte too many", small + b"\0"),
        ("A_DECRYPT", "last-bit", "the last bit changed", small[:-1] + bytes([small[-1] ^ 1])),
        ("A_DECRYPT", "mac", "the header's check changed", _other_mac(small)),
    ]  # fmt: skip
    for code, name, what, raw in table:
        yield Vector(f"age/{code}-{name}", code, "bundle", "file", what, "judged outside", "", raw)


def patched(raw: bytes, offset: int, new: bytes) -> bytes:
    """The first header with other bytes in it and its checksum made right again."""
    head = bytearray(raw[:512])
    head[offset : offset + len(new)] = new
    head[148:156] = b" " * 8
    head[148:156] = b"%06o\0 " % sum(head)
    return bytes(head) + raw[512:]


def tarred(draft: Draft) -> Iterator[Vector]:
    """The archive of a good bundle, changed: everything but the changed part is right and was signed."""
    good = draft.inside()
    end = len(good.rstrip(b"\0")) // 512 * 512 + 512
    change: list[tuple[str, str, str, Callable[[bytes], bytes]]] = [
        ("T_SHORT", "empty", "nothing in it", lambda _: b""),
        ("T_SHORT", "in-header", "cut in the first header", lambda raw: raw[:300]),
        ("T_SHORT", "in-content", "cut in the manifest", lambda raw: raw[:700]),
        ("T_SHORT", "no-end", "no zeros at the end", lambda raw: raw[:end]),
        ("T_SHORT", "one-block", "one block of zeros at the end", lambda raw: raw[: end + 512]),
        ("T_SHORT", "size", "a size beyond the end", partial(patched, offset=124, new=b"77777777777\0")),
        ("T_HEADER", "mode", "mode 0644", partial(patched, offset=100, new=b"0000644")),
        ("T_HEADER", "owner", "an owner", partial(patched, offset=108, new=b"0001750")),
        ("T_HEADER", "group", "a group", partial(patched, offset=116, new=b"0001750")),
        ("T_HEADER", "time", "a time", partial(patched, offset=136, new=b"12733502000")),
        ("T_HEADER", "name-of-owner", "an owner's name", partial(patched, offset=265, new=b"root")),
        ("T_HEADER", "folder", "a folder", partial(patched, offset=156, new=b"5")),
        ("T_HEADER", "link", "a hard link", partial(patched, offset=156, new=b"1")),
        ("T_HEADER", "symlink", "a symbolic link", partial(patched, offset=156, new=b"2")),
        ("T_HEADER", "pax", "a pax header", partial(patched, offset=156, new=b"x")),
        ("T_HEADER", "long-name", "a GNU long name", partial(patched, offset=156, new=b"L")),
        ("T_HEADER", "sparse", "a sparse file", partial(patched, offset=156, new=b"S")),
        ("T_HEADER", "old", "the type of an old archive", partial(patched, offset=156, new=b"\0")),
        ("T_HEADER", "gnu", "GNU format", partial(patched, offset=257, new=b"ustar  \0")),
        ("T_HEADER", "prefix", "a folder before the name", partial(patched, offset=345, new=b"etc")),
        ("T_HEADER", "target", "a link's target", partial(patched, offset=157, new=b"/etc/passwd")),
        ("T_HEADER", "device", "a device number", partial(patched, offset=329, new=b"0000001")),
        ("T_HEADER", "no-name", "no name", partial(patched, offset=0, new=bytes(100))),
        ("T_HEADER", "accent", "a name that is not ASCII", partial(patched, offset=0, new="é".encode())),
        ("T_HEADER", "after-name", "letters after the end of the name", partial(patched, offset=90, new=b"x")),
        ("T_HEADER", "below-nothing", "a size of -1", partial(patched, offset=124, new=b"-0000000001\0")),
        ("T_HEADER", "for-ever", "a size of -512: the reader would stand still", partial(patched, offset=124, new=b"-0000001000\0")),
        ("T_HEADER", "spaces", "a size with spaces", partial(patched, offset=124, new=b"        700\0")),
        ("T_HEADER", "binary", "a size in binary", partial(patched, offset=124, new=b"\x80" + bytes(11))),
        ("T_HEADER", "eights", "a size that is not octal", partial(patched, offset=124, new=b"00000000888\0")),
        ("T_HEADER", "checksum", "a wrong checksum", lambda raw: raw[:148] + b"000000\0 " + raw[156:]),
        ("T_PAD", "512", "no zeros beyond two blocks", lambda raw: raw[: end + 1024]),
        ("T_PAD", "10240", "padded as tar does without -b 128", lambda raw: raw[: -(-(end + 1024) // 10240) * 10240]),
        ("T_PAD", "twice", "64 KiB too many", lambda raw: raw + bytes(65_536)),
        ("T_PAD", "slack", "a word between manifest and signature", _in_slack),
        ("T_TRAIL", "after", "a word after the end", lambda raw: raw[:-4] + b"oops"),
        ("T_TRAIL", "second", "a second archive after the first", lambda raw: raw + raw),
        ("T_TRAIL", "after-one-block", "a member after one block of zeros", lambda raw: raw[: end + 512] + raw[:512] + bytes(64_512 - end % 65_536 - 512)),
    ]  # fmt: skip
    for code, name, what, make in change:
        yield Vector(
            f"tar/{code}-{name}", code, "bundle", "inside", what, "not as tar writes it", "", make(good)
        )
    many = tar.written(tuple((f"m{n}", b"") for n in range(19)))
    yield Vector("tar/T_LIMIT-19", "T_LIMIT", "bundle", "inside", "19 members", "at most 18", "", many)


def _in_slack(raw: bytes) -> bytes:
    size = int(raw[124:135], 8)
    at = 512 + size
    return raw[:at] + b"x" + raw[at + 1 :]
