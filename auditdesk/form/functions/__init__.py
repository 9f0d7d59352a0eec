"""Every function of the form language (forms.md 4), by name. May not know sessions."""

from collections.abc import Mapping
from types import MappingProxyType

from auditdesk.form.closures import Code, Maker
from auditdesk.form.functions.dates import DATES
from auditdesk.form.functions.numbers import NUMBERS
from auditdesk.form.functions.ours import OURS
from auditdesk.form.functions.repeats import REPEATS
from auditdesk.form.functions.signature import Declared, compile_call
from auditdesk.form.functions.text import TEXT
from auditdesk.form.functions.xpath import XPATH
from auditdesk.form.trees import Call

FUNCTIONS: Mapping[str, Declared] = MappingProxyType({**XPATH, **NUMBERS, **TEXT, **DATES, **REPEATS, **OURS})


def calls(maker: Maker, call: Call) -> Code:
    """Compiles a function call: what a `Maker` is given."""
    return compile_call(FUNCTIONS, maker, call)
