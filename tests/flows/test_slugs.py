import re

import pytest

from flows.slugs import slug
from tests.fuzz.words import HOSTILE


@pytest.mark.parametrize("text", [*HOSTILE, "..", "/", "中关村", "\0", "-", "x" * 5000])
def test_a_name_of_any_text_is_a_key(text: str) -> None:
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", key := slug(text))
    assert len(key) <= 60
