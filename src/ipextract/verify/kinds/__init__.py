"""One module a relation kind: what its relations come to, by an arithmetic that has not seen the check."""
