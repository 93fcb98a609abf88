"""Everything behind the command line: arguments, exit codes, console, what a run writes."""
