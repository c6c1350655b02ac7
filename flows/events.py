"""Events for Prefect's automations: a check newly fails or recovered, a figure is overdue."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from prefect.events import emit_event

from flows.news_message import message_of
from flows.report.names import Names
from flows.slugs import slug
from schemas.news import News
from schemas.quality_log import Row

EVENTS = {
    "failed": "parkfigures.check.failed",
    "recovered": "parkfigures.check.recovered",
    "overdue": "parkfigures.figure.overdue",
}
# An event is a notice; the quality log has every relation.
MOST_RELATIONS = 10
# Prefect takes 100 related resources, and adds the run's own.
MOST_FIGURES = 50


def emit(news: Sequence[News], run: Row, names: Names, link: str | None) -> None:
    """Emit an event for each piece of news; a run that is retried emits the same ones."""
    for one in news:
        name, resource = EVENTS[one.kind], _resource(one, run["package"], names)
        identity = f"{run['run_id']} {name} {resource['prefect.resource.id']}"
        emit_event(
            event=name,
            resource=resource,
            related=[*_related(one, run["package"], names)],
            payload=payload_of(one, run, names, link),
            id=uuid5(NAMESPACE_URL, identity),
        )


def _resource(one: News, package: str, names: Names) -> dict[str, str]:
    park = names.park(one.park)
    if one.kind == "overdue":
        figure_id = one.rows[0]["figure_ids"][0]
        name = f"{park}: {names.coordinates(one.rows[0], with_park=False)}"
        return _labelled(_figure(package, figure_id), name) | {"parkfigures.figure": figure_id}
    resource_id = f"parkfigures.check.{package}.{_park(one)}.{one.check_id}"
    return _labelled(resource_id, f"{park}: {one.check_id}") | {"parkfigures.check": one.check_id}


def _related(one: News, package: str, names: Names) -> Iterator[dict[str, str]]:
    yield _labelled(f"parkfigures.package.{package}", package, "package")
    if one.park:
        resource_id = f"parkfigures.park.{package}.{_park(one)}"
        yield _labelled(resource_id, names.park(one.park), "park") | {"parkfigures.park": one.park}
    figures = dict.fromkeys(figure for row in one.rows for figure in row["figure_ids"])
    for figure in list(figures)[:MOST_FIGURES]:
        yield _labelled(_figure(package, figure), figure, "figure")


def _labelled(resource_id: str, name: str, role: str = "") -> dict[str, str]:
    labels = {"prefect.resource.id": resource_id, "prefect.resource.name": name}
    return labels | ({"prefect.resource.role": role} if role else {})


def _figure(package: str, figure_id: str) -> str:
    return f"parkfigures.figure.{package}.{figure_id}"


def _park(one: News) -> str:
    return slug(one.park) if one.park else "all"


def payload_of(one: News, run: Row, names: Names, link: str | None) -> dict[str, Any]:
    """Return what an event says of a piece of news."""
    told = message_of([one], names, link)
    return {
        "run_id": run["run_id"],
        "package": run["package"],
        "park": one.park,
        "check_id": one.check_id,
        "relations": len(one.rows),
        "first_relations": [_relation(row) for row in one.rows[:MOST_RELATIONS]],
        "report": link,
        "subject": told and told.subject,
        "body": told and told.body,
    }


def _relation(row: Row) -> dict[str, Any]:
    figures = list(row["figure_ids"])[:MOST_FIGURES]
    said = ("relation_id", "indicator", "segment", "period", "outcome", "message")
    guessed = {"suspect": row["suspect_figure_id"], "suggestion": row["suggestion"]}
    return {name: row[name] for name in said} | {"figure_ids": figures} | guessed
