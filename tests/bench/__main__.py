"""Ratios on demand: `python -m tests.bench start`. Absolute times say little on a shared machine."""

import sys

from tests.bench import start

BENCHES = {"start": start.told}

if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in BENCHES:
        print(BENCHES[sys.argv[1]](*(int(one) for one in sys.argv[2:])))
    else:
        sys.exit(f"usage: python -m tests.bench {'|'.join(BENCHES)} [rounds]")
