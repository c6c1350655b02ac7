from pathlib import Path

import pytest

from flows.settings import Settings, SettingsError, read_settings


def test_defaults_hold_where_the_environment_says_nothing():
    assert read_settings({"PARKFIGURES_DATA": "", "HOME": "/root"}) == Settings()


def test_every_setting_is_read():
    environment = {
        "PARKFIGURES_DATA": "figures",
        "PARKFIGURES_WAREHOUSE": "/srv/log.duckdb",
        "PARKFIGURES_FAIL_ON": "never",
        "PARKFIGURES_PASS_ROWS": "0",
    }
    assert read_settings(environment) == Settings(
        Path("figures"), Path("/srv/log.duckdb"), "never", 0
    )


@pytest.mark.parametrize(
    ("name", "found", "expected"),
    [
        ("PARKFIGURES_FAIL_ON", "pass", "one of fail, warn, never"),
        ("PARKFIGURES_PASS_ROWS", "-1", "a whole number"),
        ("PARKFIGURES_PASS_ROWS", "1e5", "a whole number"),
        ("PARKFIGURES_PASS_ROWS", "٣", "a whole number"),
    ],
)
def test_a_bad_setting_is_named(name, found, expected):
    with pytest.raises(SettingsError, match=f"{name}: found '{found}', expected {expected}"):
        read_settings({name: found})
