"""What all tests share: where property tests may surprise, and where they must not."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
# A landing is judged by the same examples every time; whoever works on the program looks for new ones.
settings.load_profile("ci" if os.environ.get("CI") else "local")
