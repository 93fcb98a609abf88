"""The rules on trial: their own examples, and what an audit notices of planted slips."""
