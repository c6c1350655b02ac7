import pytest


@pytest.fixture(scope="session")
def prefect_here():
    """A Prefect server with a database of its own, for the flows that a test calls."""
    # Imported late: it takes seconds, and most tests do without.
    import flows.prefect_start  # noqa: F401 imported for what it sets

    # isort: split
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=120):
        yield
