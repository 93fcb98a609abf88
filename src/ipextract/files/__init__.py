"""Files and folders that people hand us: read within bounds, refused with the reason."""
