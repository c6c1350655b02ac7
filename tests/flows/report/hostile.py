"""A run in which every text is hostile, and every part of a report has something to say."""

from dataclasses import replace

from tests.flows.hand_made import implied, unread
from tests.flows.report.reported import DAY, figure, log, row, source, title, waiver

# Markup, a template, a control character of a terminal, and a reversal of direction.
HOSTILE = "</q></script><script>alert(1)</script><img src=x onerror=alert(1)>'\"&{{7*7}}\x1b\u202e"
LONG = "a word without an end".replace(" ", "") * 20
_IDS = [f"{name} {HOSTILE}" for name in ("suspect", "other", "old", "alone")]
_PLACES = {"park": HOSTILE, "indicator": HOSTILE, "segment": HOSTILE}
_SAID = _PLACES | {"period": HOSTILE, "source_id": "s1", "unit": HOSTILE}
_APART = {"observed_low": 49.5, "observed_high": 50.5, "expected_low": 39.5, "expected_high": 40.5}
_ACCUSED = {
    "suspect_figure_id": _IDS[0],
    "suspect_low": 39.5,
    "suspect_high": 40.5,
    "suggestion": HOSTILE,
    "gap": 9.0,
    "message": f"{HOSTILE}; suspect {_IDS[0]}: perhaps {HOSTILE!r} ({HOSTILE})",
}
_LATE = {"observed_low": 400.0, "observed_high": 400.0, "expected_high": 300.0}


def log_hostile(file):
    """Log the run."""
    pair = _IDS[:2]
    return log(
        file,
        row("fail", *pair, check_id=HOSTILE, **_SAID, **_APART, **_ACCUSED),
        row("fail", *pair, check_id="sum", **_SAID, **_APART, **_ACCUSED, waiver_id=HOSTILE),
        row("warn", *pair, check_id="share", **_SAID, **_APART, message=LONG),
        row("unknown", *pair, check_id="sum", **_SAID, message=f"part {HOSTILE} not known; {LONG}"),
        row("warn", *pair, check_id="freshness", **_SAID, **_LATE, message=HOSTILE),
        row("pass", *_IDS[1:3], check_id=HOSTILE, **_SAID, message=HOSTILE),
        package=HOSTILE,
        figures=[
            _figure(_IDS[0], "50", "s1"),
            _figure(_IDS[1], "40", "s1"),
            _figure(_IDS[2], "60", "s2"),
            _figure(_IDS[3], LONG, "s1"),
        ],
        uncompared=[_IDS[3]],
        implied=[
            implied(**_PLACES, of=LONG, law=HOSTILE, from_figure_ids=_IDS, period=HOSTILE),
            implied(**_PLACES, of=HOSTILE, law=LONG, kind="tightened", period=HOSTILE),
        ],
        quarantine=[
            unread(file=HOSTILE, column=HOSTILE, found=LONG, expected=HOSTILE),
            unread(file=HOSTILE, column=None, found=HOSTILE, expected=HOSTILE, refused=True),
        ],
        **_lists(),
    )


def _figure(name, printed, source_id):
    texts = _PLACES | dict.fromkeys(("note", "file", "of", "unit", "period"), HOSTILE)
    read = figure("f", "50", source_id=source_id)
    return replace(read, **(texts | {"figure_id": name, "printed": f"{printed} {HOSTILE}"}))


def _lists():
    script = "javascript:alert(1)"
    address = f"https://example.org/{HOSTILE}".replace(" ", "")
    kinds = ("park", "indicator", "segment")
    return {
        "sources": [
            source("s1", title=HOSTILE, publisher=LONG, url=script, language=HOSTILE),
            source("s2", title=LONG, url=address, language="zh", published_on=DAY),
        ],
        "titles": [title(kind, HOSTILE, f"{HOSTILE} {kind}") for kind in kinds],
        "waivers": [waiver(HOSTILE, reason=LONG, by=HOSTILE, link=script, line=3)],
    }
