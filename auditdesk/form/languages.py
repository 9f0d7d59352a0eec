"""Languages by the names that authors write above their columns. May not know columns."""

import re
from collections.abc import Mapping
from types import MappingProxyType

_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")
_NAMED = re.compile(r"(?P<name>.*?)\s*\((?P<code>[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})?)\)")

_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "en": ("English",),
        "cy": ("Welsh", "Cymraeg"),
        "am": ("Amharic",),
        "ar": ("Arabic", "العربية"),
        "bg": ("Bulgarian",),
        "bn": ("Bengali", "Bangla"),
        "cs": ("Czech",),
        "de": ("German", "Deutsch"),
        "el": ("Greek",),
        "es": ("Spanish", "Español", "Castellano"),
        "fa": ("Persian", "Farsi", "Dari"),
        "fr": ("French", "Français"),
        "ga": ("Irish", "Gaeilge"),
        "gd": ("Scottish Gaelic", "Gàidhlig"),
        "gu": ("Gujarati",),
        "hi": ("Hindi",),
        "ht": ("Haitian Creole", "Kreyòl"),
        "hu": ("Hungarian",),
        "id": ("Indonesian", "Bahasa Indonesia"),
        "it": ("Italian", "Italiano"),
        "km": ("Khmer",),
        "ku": ("Kurdish",),
        "lt": ("Lithuanian",),
        "lv": ("Latvian",),
        "my": ("Burmese",),
        "ne": ("Nepali",),
        "nl": ("Dutch", "Nederlands"),
        "pa": ("Punjabi", "Panjabi"),
        "pl": ("Polish", "Polski"),
        "ps": ("Pashto",),
        "pt": ("Portuguese", "Português"),
        "ro": ("Romanian", "Română"),
        "ru": ("Russian", "Русский"),
        "sk": ("Slovak",),
        "so": ("Somali", "Soomaali"),
        "sq": ("Albanian",),
        "sw": ("Swahili", "Kiswahili"),
        "ta": ("Tamil",),
        "te": ("Telugu",),
        "th": ("Thai",),
        "ti": ("Tigrinya",),
        "tl": ("Tagalog",),
        "tr": ("Turkish", "Türkçe"),
        "uk": ("Ukrainian", "Українська"),
        "ur": ("Urdu",),
        "vi": ("Vietnamese",),
        "zh": ("Chinese",),
    }
)
_CODES: Mapping[str, str] = MappingProxyType(
    {name.casefold(): code for code, names in _NAMES.items() for name in names}
)


def is_language(code: str) -> bool:
    """Whether a text is a language code: `en`, `cy`, `pt-BR`."""
    return _CODE.fullmatch(code) is not None


def code_of(written: str) -> str | None:
    """The code that `Welsh (cy)`, `Welsh` or `cy` names; None if it names none."""
    text = " ".join(written.split())
    if found := _NAMED.fullmatch(text):
        text = found["code"].replace("_", "-")
    elif text.casefold() in _CODES:
        return _CODES[text.casefold()]
    first, dash, rest = text.partition("-")
    code = first.lower() + dash + rest
    return code if is_language(code) else None


def written(code: str) -> str:
    """As it stands above a column: `Welsh (cy)`."""
    return f"{_NAMES.get(code, (code,))[0]} ({code})"
