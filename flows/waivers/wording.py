"""What all forms of report say of a waiver: its reason, who gave it and until when it holds."""

from collections.abc import Iterable, Mapping

from flows.wording import Row

NO_END = "without an end"


def waivers_by_id(waivers: Iterable[Row]) -> dict[str, Row]:
    """Return rows of the table of waivers by their id."""
    return {row["waiver_id"]: row for row in waivers}


def accepted_by(waiver_id: str, waivers: Mapping[str, Row]) -> tuple[str, str]:
    """Return a waiver's reason, "" where nothing is known of it, and whose word it is."""
    waiver = waivers.get(waiver_id)
    if waiver is None:
        return "", waiver_id
    until = f"until {waiver['until']}" if waiver["until"] else NO_END
    word = f"{waiver_id}, by {waiver['by']}, {until}"
    return waiver["reason"], f"{word}, {waiver['link']}" if waiver["link"] else word
