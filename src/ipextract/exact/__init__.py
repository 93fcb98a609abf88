"""Exact numbers: intervals, printed numerals, decimals as text. No rule, no text."""
