"""Bech32 by BIP 173, written anew: age keys from fixed bytes, and recipients that no library would make."""

LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
STEPS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def _sum(fives: list[int]) -> int:
    total = 1
    for five in fives:
        top, total = total >> 25, (total & 0x1FFFFFF) << 5 ^ five
        for place, step in enumerate(STEPS):
            total ^= step if top >> place & 1 else 0
    return total


def encoded(head: str, raw: bytes, spare: int = 0) -> str:
    """32 bytes under a head; `spare` are the four bits after them, 0 in the one right way."""
    number = int.from_bytes(raw, "big") << 4 | spare
    fives = [number >> 5 * place & 31 for place in range(51, -1, -1)]
    spread = [ord(c) >> 5 for c in head] + [0] + [ord(c) & 31 for c in head]
    check = _sum([*spread, *fives, *[0] * 6]) ^ 1
    fives += [check >> 5 * (5 - place) & 31 for place in range(6)]
    return f"{head}1{''.join(LETTERS[five] for five in fives)}"


def recipient(raw: bytes, spare: int = 0) -> str:
    return encoded("age", raw, spare)


def secret(raw: bytes) -> str:
    return encoded("age-secret-key-", raw).upper()
