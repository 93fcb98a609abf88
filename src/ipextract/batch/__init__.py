"""Many reports at once, each analysed in a process that can be ended."""
