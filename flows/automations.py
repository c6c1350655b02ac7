"""The automations of automations.yaml and lost-runs.yaml, put up on a Prefect server."""

from pathlib import Path
from uuid import UUID

import yaml
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.events.schemas.automations import AutomationCore
from prefect.settings import PREFECT_API_URL, temporary_settings

from flows.settings import PROJECT_ROOT

FILE = PROJECT_ROOT / "automations.yaml"
OF_LOST_RUNS = PROJECT_ROOT / "lost-runs.yaml"
# What the notification block is called, whatever its type.
BLOCK_NAME = "parkfigures"
# What stands in the file for the block's id, which every server gives anew.
PLACEHOLDER = "NOTIFICATION_BLOCK"


def put_up_automations(api: str) -> int:
    """Make the automations, or renew them; return how many tell people by Prefect's block.

    Those of lost runs need no block.
    """
    with temporary_settings({PREFECT_API_URL: api}), get_client(sync_client=True) as client:
        block = _notification_block(client)
        telling = [] if block is None else _automations(FILE, block)
        for one in [*telling, *_automations(OF_LOST_RUNS)]:
            _put_up(client, one)
    return len(telling)


def _notification_block(client: SyncPrefectClient) -> UUID | None:
    named = (one for one in client.read_block_documents(limit=None) if one.name == BLOCK_NAME)
    able = (one for one in named if one.block_schema and "notify" in one.block_schema.capabilities)
    return next((one.id for one in able), None)


def _automations(file: Path, block: UUID | None = None) -> list[AutomationCore]:
    text = file.read_text(encoding="utf-8").replace(PLACEHOLDER, str(block))
    return [AutomationCore.model_validate(one) for one in yaml.safe_load(text)["automations"]]


def _put_up(client: SyncPrefectClient, automation: AutomationCore) -> None:
    there = client.read_automations_by_name(automation.name)
    if not there:
        client.create_automation(automation)
    for one in there:
        # One that was paused on the pages stays so.
        client.update_automation(one.id, automation.model_copy(update={"enabled": one.enabled}))
