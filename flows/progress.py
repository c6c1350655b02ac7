"""How far a run is, shown in Prefect once it has taken a while."""

from time import monotonic
from typing import cast
from uuid import UUID

from prefect.artifacts import create_progress_artifact, update_progress_artifact

# A shorter run is over before anybody looks.
SHOWN_AFTER_SECONDS = 3.0


class LateProgress:
    """Take note of progress; from `after_seconds` on it is a progress artifact."""

    def __init__(self, after_seconds: float = SHOWN_AFTER_SECONDS) -> None:
        self._shown_from = monotonic() + after_seconds
        self._artifact: UUID | None = None

    def __call__(self, what: str, share_done: float) -> None:
        """Show how far the run is; `share_done` is a fraction of one."""
        percent = 100 * share_done
        if self._artifact is not None:
            update_progress_artifact(self._artifact, percent, description=what)
        elif monotonic() >= self._shown_from and share_done < 1:
            # Outside an event loop it is the identifier itself.
            created = create_progress_artifact(percent, "progress", description=what)
            self._artifact = cast(UUID, created)
