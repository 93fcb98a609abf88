"""What all tests share: properties are held by what they find, never by how long a machine took."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("ipextract", deadline=None)
settings.load_profile("ipextract")
