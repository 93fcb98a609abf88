"""The claims and the archive as tables: columns, types, and what we promise of every row."""
