"""What a run has written against what the program derives again from the sources it names: the proof behind `verify`.

Everything is derived again by the road of a run, with what the records say that the run was told, and every record,
cell and byte of the output is held against that. The second opinion on a report's own arithmetic, ``ipextract.verify``,
shares nothing with what happens here.
"""

from __future__ import annotations

from ipextract.command.replay.command import verify

__all__ = ["verify"]
