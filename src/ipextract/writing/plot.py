"""Series as a picture, by matplotlib (extra ``plot``): the same bytes for the same series."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Final

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.font_manager import get_font_names
from matplotlib.ticker import FuncFormatter, MaxNLocator

from ipextract.years import Series

#: Fonts with Chinese characters, and one without; those that are installed are used in this order.
FONTS: Final = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "WenQuanYi Micro Hei", "SimHei",
    "DejaVu Sans",
)  # fmt: skip
#: No more lines than a reader can tell apart.
MOST: Final = 6


def to_bytes(found: Sequence[Series], form: str) -> bytes:
    """The first series, at most six, as ``svg`` or ``png``: levels over periods, one line a scope, basis and unit."""
    style: Any = {
        "font.family": [name for name in FONTS if name in set(get_font_names())],
        "svg.fonttype": "none",
        "svg.hashsalt": "ipextract",
        "axes.unicode_minus": False,
    }
    with mpl.rc_context(style):
        figure = Figure(figsize=(8, 4.5), dpi=120, layout="constrained")
        axes = figure.add_subplot()
        for each in found[:MOST]:
            points = [point for point in each.points if point.level.value is not None]
            label = " ".join(part for part in (each.name, each.key.scope, f"({each.key.unit})") if part)
            values = [float(point.level.value or 0) for point in points]
            axes.plot([point.period for point in points], values, marker="o", linewidth=1.6, label=label)
        axes.margins(y=0.12)
        if all((point.level.value or 0) >= 0 for each in found[:MOST] for point in each.points):
            axes.set_ylim(bottom=0)
        axes.yaxis.set_major_locator(MaxNLocator(6))
        axes.yaxis.set_major_formatter(
            FuncFormatter(lambda value, _: f"{value:,.0f}" if abs(value) >= 10 else f"{value:g}")
        )
        axes.grid(axis="y", linewidth=0.4, alpha=0.6)
        axes.spines[["top", "right"]].set_visible(False)
        axes.legend(frameon=False, fontsize="small")
        out = io.BytesIO()
        figure.savefig(out, format=form, metadata={"Date": None} if form == "svg" else {"Software": None})
    return out.getvalue()
