"""parkfigures serve: Prefect on one machine, for the folder it is started in."""

import click


@click.command()
def serve() -> int:
    """Start a Prefect server that checks on schedule, until Ctrl-C.

    What runs when stands in prefect.yaml in this folder; without one, the project's own holds.
    Relative paths start at this folder.
    """
    # Its imports take longer than --help may.
    from flows.serve import main

    return main()
