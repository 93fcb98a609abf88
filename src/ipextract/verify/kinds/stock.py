"""What is new and all there is, a second time."""

from __future__ import annotations

from typing import Final

from ipextract.verify.arithmetic import at_most

recomputed: Final = at_most("flow", "stock")
