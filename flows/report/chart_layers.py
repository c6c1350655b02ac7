"""A number line as a chart: its shapes in layers, and an axis in readable units."""

from collections.abc import Iterable
from typing import Any

import altair as alt

from flows.report.chart_layout import SIDE_PX, WIDTH_PX, Layout
from flows.report.chart_shapes import TEXT, Shape, arrows, boxes, strokes, texts

TEXT_PX = 12
AXIS_TEXT_PX = 11
NUMBERS_PX, UNIT_PX = 22, 14
TICKS = 4
ARROW_AREA_PX = 60


def chart(layout: Layout) -> alt.LayerChart:
    """Return the chart of a number line, whose colours are left to the page."""
    factor, unit = layout.line.scaled
    layers = [
        _axis(layout, factor, unit),
        _strokes(layout),
        _layer(boxes(layout), "rect"),
        _layer(arrows(layout), "point", size=ARROW_AREA_PX, opacity=1, stroke="transparent"),
        _layer(texts(layout), "text", fontSize=TEXT_PX, baseline="middle"),
    ]
    return alt.LayerChart(
        layer=layers,
        width=WIDTH_PX,
        height=layout.height,
        padding={"left": 0, "right": 0, "top": 0, "bottom": NUMBERS_PX + UNIT_PX * bool(unit)},
        autosize=alt.AutoSizeParams(type="none"),
        background="transparent",
        resolve=alt.Resolve(scale=alt.ScaleResolveMap(x="independent")),
        config=alt.Config(font="inherit", aria=False, view=alt.ViewConfig(stroke=None)),
    )


def _layer(shapes: Iterable[Shape], mark: Any, **look: Any) -> alt.Chart:
    """Return shapes of one kind: where they stand and how they look is data of theirs."""
    values = [dict(one) for one in shapes]
    own: dict[str, Any] = {
        name: alt.expr(f"datum.{name}") for name in (values[0] if values else ())
    }
    drawn = alt.MarkDef(type=mark, **own, **look)
    return alt.Chart(alt.InlineData(values=values), mark=drawn, encoding=alt.FacetedEncoding())


def _strokes(layout: Layout) -> alt.Chart:
    # Unlike those of other marks, the ends and the look of a rule are taken from channels only.
    channels = {
        "x": alt.X("x:Q", scale=None, axis=None),
        "x2": alt.X2("x2:Q"),
        "y": alt.Y("y:Q", scale=None, axis=None),
        "y2": alt.Y2("y2:Q"),
        "stroke": alt.Stroke("stroke:N", scale=None),
        "strokeDash": alt.StrokeDash("strokeDash:N", scale=None),
    }
    values = [dict(one) for one in strokes(layout)]
    encoding = alt.FacetedEncoding(**channels)
    return alt.Chart(
        alt.InlineData(values=values), mark=alt.MarkDef(type="rule"), encoding=encoding
    )


def _axis(layout: Layout, factor: float, unit: str) -> alt.Chart:
    domain = [bound / factor for bound in layout.line.domain]
    looks: dict[str, Any] = {
        **{f"{part}FontSize": AXIS_TEXT_PX for part in ("label", "title")},
        **{f"{part}Color": TEXT for part in ("label", "title", "domain", "tick")},
    }
    axis = alt.Axis(
        title=unit,
        titleAnchor="end",
        titleFontWeight="normal",
        titlePadding=2,
        tickCount=TICKS,
        grid=False,
        **looks,
    )
    across = alt.Scale(domain=domain, range=[SIDE_PX, WIDTH_PX - SIDE_PX], nice=False, zero=False)
    x = alt.X("x:Q", scale=across, axis=axis)
    return alt.Chart(alt.InlineData(values=[]), mark="point", encoding=alt.FacetedEncoding(x=x))
