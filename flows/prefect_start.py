"""Prefect's environment as this project wants it; import before Prefect.

What is set in the environment already is left as it is.
"""

import os
from collections.abc import MutableMapping

ENVIRONMENT = {
    # Nothing is reported to anybody: neither by the client nor by the server.
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    # The first start sets up the server's database, which takes longer than Prefect waits.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    # What a server answers while its database restarts: the client asks again for a minute.
    "PREFECT_CLIENT_RETRY_EXTRA_CODES": "500",
}


def set_environment(environment: MutableMapping[str, str]) -> None:
    """Add what Prefect needs to find in its environment."""
    for name, value in ENVIRONMENT.items():
        environment.setdefault(name, value)


set_environment(os.environ)
