"""Expression text cut into tokens (XPath 1.0, 3.7). May not know what they mean together."""

import re
from typing import NamedTuple

LONGEST = 4_000
"""Characters of one expression (forms.md 8)."""

_NAME = r"[^\W\d][\w.\-·]*"
_TOKEN = re.compile(
    rf"""
    [ \t\r\n]*
    (?:
      (?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<text>"[^"]*"|'[^']*')
    | (?P<ref>\$\{{[^{{}}]*\}})
    | (?P<name>{_NAME}(?::(?!:)(?:{_NAME}|\*))?)
    | (?P<mark>::|//|\.\.|!=|<=|>=|[()\[\].@,/|+\-=<>*])
    | (?P<wrong>.)
    )
    """,
    re.VERBOSE | re.DOTALL,
)
_SPACE = " \t\r\n"
_GLUED = re.compile(r"(?:and|or|div|mod)(?=\d)")
_WORDS_BETWEEN = frozenset({"and", "or", "div", "mod"})
_MARKS = dict.fromkeys(["|", "+", "-", "=", "!=", "<", "<=", ">", ">="], ("sign", False))
_MARKS |= dict.fromkeys(["(", "[", ",", "@", "::", "/", "//"], ("mark", False))
"""Marks after which an operand begins; after every other one an operand has ended."""


class ExprError(Exception):
    """An expression that cannot be used: code (TOOL_...), what is wrong, and at which character (from 1)."""

    def __init__(self, code: str, text: str, at: int = 0) -> None:
        super().__init__(text)
        self.code, self.text, self.at = code, text, at


class Token(NamedTuple):
    """`kind` is number, text, ref, name, mark, sign (between operands) or end; `at` counts from 1."""

    kind: str
    text: str
    at: int


def tokens(source: str) -> list[Token]:
    """Every token of an expression and an end mark.

    Raises:
        ExprError: too long, or a character that starts no token.
    """
    if len(source) > LONGEST:
        raise ExprError("TOOL_LIMIT", f"{len(source):,} characters, at most {LONGEST:,}")
    found: list[Token] = []
    place, end, scan = 0, len(source.rstrip(_SPACE)), _TOKEN.match
    after_operand = False
    while place < end and (match := scan(source, place)):
        kind, place = match.lastgroup or "wrong", match.end()
        text = match[kind]
        at = place - len(text) + 1
        if kind == "wrong":
            raise ExprError("TOOL_EXPR", _why_no_token(text), at)
        if kind == "name" and after_operand and (glued := _GLUED.match(text)):
            text = glued[0]  # `1 div2`: the word alone
            place = at - 1 + len(text)
        kind, after_operand = _meant(kind, text, after_operand=after_operand)
        found.append(Token(kind, text, at))
    found.append(Token("end", "", len(source) + 1))
    return found


def _meant(kind: str, text: str, *, after_operand: bool) -> tuple[str, bool]:
    """The kind of a token, and whether an operand ends with it.

    `*` and the four words are operators exactly where an operand has just ended (XPath 1.0, 3.7).
    """
    if kind == "mark" and text != "*":
        return _MARKS.get(text, ("mark", True))
    if after_operand and (text == "*" or text in _WORDS_BETWEEN):
        return "sign", False
    return "name" if kind == "mark" else kind, True


def _why_no_token(character: str) -> str:
    if character in "'\"":
        return f"the text that begins with {character} is never ended"
    if character == "$":
        return "a reference is written ${name}"
    return f"unexpected '{character}'"
