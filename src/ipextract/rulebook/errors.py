"""The one error that rule files raise."""

from __future__ import annotations


class RuleError(ValueError):
    """A rule file that cannot be used: names the file, the line and the mend."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}" if line else f"{file}: {message}")
        self.file = file
        self.line = line
        self.message = message

    def __reduce__(self) -> tuple[type[RuleError], tuple[str, int, str]]:
        return type(self), (self.file, self.line, self.message)
