"""Prefect on one machine: server, deployments and a worker together, until Ctrl-C."""

import flows.prefect_start  # noqa: F401 sets the environment that Prefect reads on import

# isort: split
