"""Run every benchmark with its default figures: ``python -m bench``; ``python -m bench NAME…`` runs some."""

from __future__ import annotations

import subprocess
import sys

BENCHES = ("export_rate", "import_rate", "reader", "search")
"""Those that need nothing but the checkout."""


def main(names: list[str]) -> int:
    """Run each in a process of its own, so that none sees another's memory; return the worst exit code."""
    worst = 0
    for name in names or BENCHES:
        print(f"== {name}", flush=True)
        worst = max(worst, subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode)
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
