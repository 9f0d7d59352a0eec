"""What benches print: figures with their targets, as lines for a person or as one JSON object."""

import math
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """One number. `most` or `least` is its target, None where there is none; `unit` is ms, MB, × …"""

    name: str
    value: float
    unit: str
    most: float | None = None
    least: float | None = None

    @property
    def is_met(self) -> bool:
        return (self.most is None or self.value <= self.most) and (
            self.least is None or self.value >= self.least
        )

    def line(self) -> str:
        target = ""
        if self.most is not None:
            target = f"  at most {self.most:g}"
        elif self.least is not None:
            target = f"  at least {self.least:g}"
        missed = "" if self.is_met else "  MISSED"
        return f"{self.name:<66} {_digits(self.value):>8} {self.unit:<2}{target}{missed}"

    def told(self) -> dict[str, object]:
        target = {"most": self.most} if self.most is not None else {}
        target |= {"least": self.least} if self.least is not None else {}
        return {"name": self.name, "value": self.value, "unit": self.unit, **target}


def _digits(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.3f}"


@dataclass(frozen=True, slots=True)
class Spread:
    """Times of many acts of one kind, in milliseconds: the median, the 99th of a hundred, the worst."""

    p50: float
    p99: float
    worst: float

    @classmethod
    def of(cls, times: Sequence[float]) -> "Spread":
        inorder = sorted(times)
        return cls(*(inorder[math.ceil(len(inorder) * part) - 1] for part in (0.5, 0.99, 1.0)))

    def figures(self, name: str, **most: float) -> list[Figure]:
        """Three figures; `p50`, `p99` and `worst` may be given targets."""
        parts = {"p50": self.p50, "p99": self.p99, "worst": self.worst}
        return [Figure(f"{name}, {part}", value, "ms", most.get(part)) for part, value in parts.items()]


def machine() -> dict[str, str]:
    """What the figures were measured on."""
    return {"python": platform.python_version(), "system": platform.platform(), "processor": _processor()}


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor())


def in_lines(groups: Mapping[str, Sequence[Figure]]) -> str:
    lines = [line for name, found in groups.items() for line in ("", name, *(one.line() for one in found))]
    return "\n".join(lines[1:])
