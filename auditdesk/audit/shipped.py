"""What travels with the program for every round: bank holidays of each nation, the timescales of one.

May not know where it lies: whoever asks hands over a way to read it.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from auditdesk.audit.clock_packs import in_force
from auditdesk.audit.days import Calendar
from auditdesk.audit.filling import Setting

NATIONS: Mapping[str, str] = MappingProxyType(
    {
        "england": "england-and-wales",
        "wales": "england-and-wales",
        "scotland": "scotland",
        "northern_ireland": "northern-ireland",
    }
)
"""The calendar of each nation."""


def shipped_setting(
    nation: str, to: date, local: Mapping[str, str], resource: Callable[[str], bytes | None]
) -> Setting:
    """Bank holidays of all nations, and the nation's clocks (else England's) as they hold on the day `to`.

    `local` are the round's own values, a clock's among them. `resource` gives the bytes of a shipped file,
    `clocks/england.json`, or None if there is none.

    Raises:
        LocalClockError: a local value of a clock is none.
    """
    holidays = {name: _holidays(resource(f"calendars/{file}.json")) for name, file in NATIONS.items()}
    pack = resource(f"clocks/{nation}.json") or resource("clocks/england.json") or b"{}"
    hold = in_force(json.loads(pack), to, local)
    values = {"nation": nation, "clock_pack": hold.pack, **local, **hold.thresholds}
    return Setting(Calendar(holidays, nation), hold.clocks, values)


def _holidays(raw: bytes | None) -> frozenset[date]:
    return frozenset(
        date.fromisoformat(one["date"]) for one in json.loads(raw or b'{"holidays":[]}')["holidays"]
    )
