"""Expression text cut into tokens (XPath 1.0, 3.7). May not know what they mean together."""

import re
from dataclasses import dataclass

LONGEST = 4_000
"""Characters of one expression (forms.md 8)."""

_NAME = r"[^\W\d][\w.\-·]*"
_TOKEN = re.compile(
    rf"""
    (?P<space>[ \t\r\n]+)
  | (?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)
  | (?P<text>"[^"]*"|'[^']*')
  | (?P<ref>\$\{{[^{{}}]*\}})
  | (?P<name>{_NAME}(?::(?!:)(?:{_NAME}|\*))?)
  | (?P<mark>::|//|\.\.|!=|<=|>=|[()\[\].@,/|+\-=<>*])
    """,
    re.VERBOSE,
)
_GLUED = re.compile(r"(?:and|or|div|mod)(?=\d)")
_WORDS_BETWEEN = frozenset({"and", "or", "div", "mod"})
_BEFORE_AN_OPERAND = frozenset({"(", "[", ",", "@", "::", "/", "//"})
_SIGNS = frozenset({"|", "+", "-", "=", "!=", "<", "<=", ">", ">="})


class ExprError(Exception):
    """An expression that cannot be used: code (TOOL_...), what is wrong, and at which character (from 1)."""

    def __init__(self, code: str, text: str, at: int = 0) -> None:
        super().__init__(text)
        self.code, self.text, self.at = code, text, at


@dataclass(frozen=True, slots=True)
class Token:
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
    place = 0
    while place < len(source):
        match = _TOKEN.match(source, place)
        if match is None or match.lastgroup is None:
            raise ExprError("TOOL_EXPR", _why_no_token(source[place]), place + 1)
        text = match[0]
        if match.lastgroup == "name" and found and _ends_operand(found[-1]):
            text = _glued(text)
        if match.lastgroup != "space":
            found.append(_token(match.lastgroup, text, place + 1, found))
        place += len(text)
    found.append(Token("end", "", len(source) + 1))
    return found


def _token(kind: str, text: str, at: int, before: list[Token]) -> Token:
    """`*` and the four words are operators exactly where an operand has just ended (XPath 1.0, 3.7)."""
    if (text == "*" or text in _WORDS_BETWEEN) and before and _ends_operand(before[-1]):
        return Token("sign", text, at)
    if kind == "name" or text == "*":
        return Token("name", text, at)
    if text in _SIGNS:
        return Token("sign", text, at)
    return Token(kind, text, at)


def _glued(name: str) -> str:
    """`1 div2`: the word alone where an operand has just ended and a digit follows it."""
    found = _GLUED.match(name)
    return found[0] if found else name


def _ends_operand(token: Token) -> bool:
    if token.kind == "sign":
        return False
    return token.kind != "mark" or token.text not in _BEFORE_AN_OPERAND


def _why_no_token(character: str) -> str:
    if character in "'\"":
        return f"the text that begins with {character} is never ended"
    if character == "$":
        return "a reference is written ${name}"
    return f"unexpected '{character}'"
