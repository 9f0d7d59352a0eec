"""What `auditdesk.form` offers, as text: names, signatures, fields. Run as a module, writes `public_api.txt`.

Other people's programs lean on it, so it changes only when somebody means it to (forms.md 7).
"""

import dataclasses
import enum
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from auditdesk import form

KEPT = Path(__file__).with_suffix(".txt")
_ROOMS = re.compile(
    r"\b(?:auditdesk(?:\.\w+)*|collections\.abc|typing|zoneinfo|datetime|pathlib)\.(?=[A-Za-z])"
)

_OPTIONAL = re.compile(r"Optional\[(\w+)\]")


def described() -> str:
    """A paragraph for each name, in the order of the alphabet."""
    return "\n\n".join("\n".join(_lines(name, getattr(form, name))) for name in form.__all__) + "\n"


def _lines(name: str, offered: Any) -> Iterator[str]:
    if inspect.isclass(offered):
        yield f"class {name}({_bases(offered)})"
        yield from (f"    {line}" for line in _inside(offered))
    elif inspect.isfunction(offered):
        yield f"{name}{_signature(offered)}"
    else:
        yield f"{name}: a {offered.__supertype__.__name__}"


def _bases(offered: type) -> str:
    """What a caller may catch or compare it as; our own parts of a class are its own business."""
    own = [base for base in offered.__mro__[1:] if not base.__module__.startswith("auditdesk.form")]
    return own[0].__name__ if own[0] is not object else ""


def _inside(offered: type) -> Iterator[str]:
    if issubclass(offered, enum.Enum):
        yield from (f"{member.name} = {member.value!r}" for member in offered)
        return
    if dataclasses.is_dataclass(offered):
        frozen = "frozen" if offered.__dataclass_params__.frozen else "not frozen"  # type: ignore[attr-defined]
        yield f"({frozen})"
        yield from map(_field, dataclasses.fields(offered))
    else:
        yield f"__init__{_signature(offered.__init__)}"
        yield from sorted(f"{name}: {_type(kind)}" for name, kind in _attributes(offered).items())
    for name, member in sorted(_members(offered).items()):
        yield from _member(name, member)


def _attributes(offered: type) -> dict[str, object]:
    """Attributes that the class declares."""
    told = {
        name: kind for base in offered.__mro__ for name, kind in vars(base).get("__annotations__", {}).items()
    }
    return {name: kind for name, kind in told.items() if not name.startswith("_")}


def _members(offered: type) -> dict[str, object]:
    """Public methods and properties, those of our own bases too; fields are told apart."""
    fields = {one.name for one in dataclasses.fields(offered)} if dataclasses.is_dataclass(offered) else set()
    ours = [base for base in reversed(offered.__mro__) if base.__module__.startswith("auditdesk.form")]
    found = {name: member for base in ours for name, member in vars(base).items()}
    return {name: one for name, one in found.items() if not name.startswith("_") and name not in fields}


def _member(name: str, member: object) -> Iterator[str]:
    if isinstance(member, classmethod):
        yield f"{name}{_signature(member.__func__)}  (of the class)"
    elif inspect.isfunction(member):
        yield f"{name}{_signature(member)}"
    elif isinstance(member, property):
        yield f"{name} -> {_type(inspect.signature(member.fget).return_annotation)}"  # type: ignore[arg-type]
    elif (made := getattr(member, "func", None)) is not None:  # a cached property
        yield f"{name} -> {_type(inspect.signature(made).return_annotation)}"


def _field(one: "dataclasses.Field[object]") -> str:
    default = "" if one.default is dataclasses.MISSING else f" = {_plain(repr(one.default))}"
    if one.default_factory is not dataclasses.MISSING:
        default = f" = {getattr(one.default_factory, '__name__', '…')}()"
    return f"{one.name}: {_type(one.type)}{default}"


def _signature(of: object) -> str:
    return _plain(str(inspect.signature(of)))  # type: ignore[arg-type]


def _type(annotation: object) -> str:
    return _plain(annotation if isinstance(annotation, str) else inspect.formatannotation(annotation))


def _plain(text: str) -> str:
    """Types by their own names: which file they live in may change."""
    return _OPTIONAL.sub(r"\1 | None", _ROOMS.sub("", text).replace("'", '"'))


if __name__ == "__main__":
    KEPT.write_text(described(), encoding="utf-8")
