"""What every test may ask for. A fixture of one folder lives in that folder's conftest.py."""

import os

from hypothesis import HealthCheck, settings

# A shared machine says nothing about time, so no example has a deadline; every failure prints its seed.
settings.register_profile(
    "dev",
    max_examples=50,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "ci",
    settings.get_profile("dev"),
    max_examples=300,
    derandomize=True,
)
settings.load_profile("ci" if os.environ.get("CI") else "dev")
