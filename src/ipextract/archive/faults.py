"""What can be wrong with an archive, said with the file and the mend."""

from __future__ import annotations


class ArchiveFault(Exception):  # noqa: N818 - named for what it says about the file
    """The archive cannot be used as asked; the message names the file and the mend."""
