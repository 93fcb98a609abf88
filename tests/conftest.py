"""What all tests share: properties are held by what they find, never by how long a machine took."""

from __future__ import annotations

import os
import sys

from hypothesis import settings

# Where nothing compiled is kept, each of the hundreds of processes that the tests start compiles the whole program,
# which takes it as long as what it is tested for. They are to find it beside the sources, as an installed program does.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

settings.register_profile("ipextract", deadline=None)
settings.load_profile("ipextract")
