"""Templates kept as they were compiled, for compiling them takes longer than filling them in."""

from contextlib import suppress
from hashlib import sha256
from pickle import UnpicklingError

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

from flows.cache_files import cache_file
from flows.program import program_hash


class CompiledTemplates(FileSystemBytecodeCache):
    """Code of templates in the user's cache folder, for exactly this program."""

    def __init__(self) -> None:
        folder = cache_file("templates")
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        super().__init__(str(folder))

    def get_source_checksum(self, source: str) -> str:
        """Return what tells a template from others: what is escaped is in the code, too."""
        return sha256((program_hash() + source).encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load a template's code, where there is some."""
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, ValueError, UnpicklingError):
            # What is damaged is compiled again, and replaced.
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code; a folder that cannot be written only costs time."""
        with suppress(OSError):
            super().dump_bytecode(bucket)
