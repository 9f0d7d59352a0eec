"""The match code of a name and a birth date: compared across agencies, so neither has to be sent.

Still personal data: a birth date can be guessed by whoever holds the round's match key (needs 5.4). May not
know whose code it is.
"""

import hashlib
import hmac
import unicodedata
from dataclasses import dataclass

_SHOWN = 16


@dataclass(frozen=True, slots=True)
class MatchKey:
    """The round's match key, 32 bytes in hex; fulfils `form.given.Matching`."""

    hex: str

    def code(self, name: str, born: str) -> str:
        """16 hex; the spelling counts (a difference is a finding), case and spaces do not."""
        spelt = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
        mac = hmac.digest(bytes.fromhex(self.hex), f"{spelt}\x00{born}".encode(), hashlib.sha256)
        return mac.hex()[:_SHOWN]
