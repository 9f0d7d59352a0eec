"""One word, one meaning: words that stand where a better one was not looked for are in no name."""

from tests.house.tree import Module, found_by, given_names, words_of

BANNED = {
    "manager", "controller", "handler", "helper", "util", "common", "misc", "base", "service", "wrapper",
    "data", "info", "object", "item", "process", "handle", "do", "perform", "execute", "smart", "tmp",
}  # fmt: skip
PLURALS = {f"{word}s" for word in BANNED} | {"processes", "utility", "utilities"}
PREFIXES = ("new_", "old_")
ALLOWED = {
    "new_id",  # an argument of many rooms
    "open_data",  # a field word
    "common",  # a key of round.yaml
    "items",  # a key of receipts
}


QT_NAMES = {  # overrides keep Qt's names
    "addItem",
    "data",
    "headerData",
    "insertFromMimeData",
    "itemAt",
    "setData",
}


def banned(name: str) -> bool:
    plain = name.lstrip("_")
    if plain in ALLOWED:
        return False
    return plain.lower().startswith(PREFIXES) or bool((BANNED | PLURALS) & set(words_of(plain)))


def found(module: Module) -> list[str]:
    parts = module.name.removesuffix(".py").split("/")
    names = [(part, 0) for part in parts if part not in {"__init__", "__main__"}]
    given = [
        (name, line) for name, line in given_names(module) if module.room != "ui" or name not in QT_NAMES
    ]
    return [f"{module.name}:{line} {name}" for name, line in [*names, *given] if banned(name)]


def test_no_name_uses_a_banned_word():
    assert found_by(found) == ""


def test_planted_banned_words_are_found():
    planted = Module(
        "desk/row_utils.py",
        "class ReturnManager:\n    item: int\n    def __init__(self):\n        self.old_row = 1\n"
        "def process_bundle(): ...\nCOMMON = 1\n",
    )

    assert [line.split()[1] for line in found(planted)] == [
        "row_utils", "ReturnManager", "process_bundle", "COMMON", "item", "old_row",
    ]  # fmt: skip


def test_field_words_are_allowed():
    assert not any(
        banned(name) for name in ("open_data", "database", "new_id", "newest", "document", "renewed")
    )
