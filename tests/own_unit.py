"""A unit of the user's own, as a rule file."""

from __future__ import annotations

UNIT = """[[unit]]
id = '爿'
symbols = ['爿']
dimension = 'count'
examples = ['镇上有商铺 23 爿。']
counterexamples = ['爿 23 号。']
"""
