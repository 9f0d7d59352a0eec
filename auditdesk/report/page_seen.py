"""One page of a PDF as a window shows it. Apart from what draws it, which loads a library."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageSeen:
    """An image, `width` × `height` pixels of 4 bytes (blue, green, red, unused), and the words on it."""

    number: int
    width: int
    height: int
    pixels: bytes
    text: str
