"""Text that knows where it stands: of whatever is cut and put together each character keeps its place."""

from __future__ import annotations

import pickle
from functools import reduce
from operator import add

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipextract.structure.placed import Placed, blanked, cut, spans_of, split, trimmed

TEXT = "渔港 建成泊位，“远洋”渔船归港；近海渔船、远洋渔船出海"
SPANS = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted)
NAMES = st.lists(SPANS, min_size=1, max_size=4).map(lambda spans: reduce(add, (cut(TEXT, *span) for span in spans)))


def stands(name: str) -> bool:
    """True when each character of a name is the one that stands at its offset."""
    assert isinstance(name, Placed)
    return all(at == -1 or TEXT[at] == ch for ch, at in zip(name, name.at, strict=True))


@given(NAMES, st.integers(-30, 30), st.integers(-30, 30))
def test_slices_and_sums_keep_their_offsets(name: Placed, start: int, end: int) -> None:
    whole = str(name)
    assert stands(name[start:end])
    assert name[start:end] == whole[start:end]
    assert stands(name[start:end] + "占比" + name)
    assert "占" + name == "占" + whole
    assert [(name[i : i + 1], stands(name[i])) for i in range(len(name))] == [(ch, True) for ch in whole]


@given(NAMES, SPANS)
def test_what_affixes_leave_keeps_its_offsets(name: Placed, span: tuple[int, int]) -> None:
    affix = TEXT[slice(*span)]
    whole = str(name)
    for placed, plain in (
        (name.removeprefix(affix), whole.removeprefix(affix)),
        (name.removesuffix(affix), whole.removesuffix(affix)),
        (trimmed(name), whole.strip()),
        (name.without(frozenset("“”")), "".join(ch for ch in whole if ch not in "“” ")),
    ):
        assert placed == plain
        assert stands(placed)
    if affix:
        assert name.partition(affix) == whole.partition(affix)
        assert all(map(stands, name.partition(affix)))
        assert blanked(name, affix) == whole.replace(affix, "\0" * len(affix))


@given(NAMES)
def test_lists_are_split_where_marks_stand(name: Placed) -> None:
    items = split(name, ("、", "；"))
    assert items == [item for part in str(name).split("、") for item in part.split("；") if item]
    assert all(map(stands, items))


def test_spans_are_those_of_the_printed_characters() -> None:
    assert spans_of(cut(TEXT, 3, 7)) == ((3, 7),)
    assert spans_of(cut(TEXT, 3, 5) + "的" + cut(TEXT, 5, 7)) == ((3, 7),)
    assert spans_of(cut(TEXT, 5, 7) + cut(TEXT, 3, 5)) == ((5, 7), (3, 5))
    assert spans_of("渔港") == spans_of(cut(TEXT, 4, 4)) == spans_of(cut(TEXT, 7, 3)) == ()


def test_a_placed_text_is_a_text() -> None:
    name = cut(TEXT, 3, 7)
    assert (name, hash(name), {name: 1}["建成泊位"]) == ("建成泊位", hash("建成泊位"), 1)
    assert type(pickle.loads(pickle.dumps(name))) is str  # noqa: S301 - our own bytes
    with pytest.raises(ValueError, match="2 offsets for 1 characters"):
        Placed("渔", (1, 2))
