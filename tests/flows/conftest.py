import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    said = "runs in parts have so many made figures instead of the example's"
    parser.addoption("--figures", type=int, default=0, help=said)


@pytest.fixture(scope="session")
def prefect_here():
    """A Prefect server with a database of its own, for the flows that a test calls."""
    # Imported late: it takes seconds, and most tests do without.
    import flows.prefect_start  # noqa: F401 imported for what it sets

    # isort: split
    from prefect.testing.utilities import prefect_test_harness

    with pytest.MonkeyPatch.context() as patch:
        # Seconds until an event can be read; the server's own are 5.
        patch.setenv("PREFECT_SERVER_SERVICES_EVENT_PERSISTER_FLUSH_INTERVAL", "0.2")
        with prefect_test_harness(server_startup_timeout=120):
            yield
