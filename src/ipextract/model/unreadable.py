"""The one error that reading raises; model.py offers it with the other nouns."""

from __future__ import annotations


class UnreadableDocument(Exception):  # noqa: N818 - named for what it says about the document
    """A document that cannot be read whole; ``outcome`` says which way, ``mend`` what the user can do.

    outcome: missing, empty, encrypted, truncated, damaged, limit, no-text, garbage, layout, unsupported, encoding.
    """

    def __init__(self, name: str, outcome: str, message: str, mend: str = "") -> None:
        super().__init__(f"{name}: {outcome}: {message}" + (f" ({mend})" if mend else ""))
        self.name = name
        self.outcome = outcome
        self.message = message
        self.mend = mend

    def __reduce__(self) -> tuple[type[UnreadableDocument], tuple[str, str, str, str]]:
        return type(self), (self.name, self.outcome, self.message, self.mend)
