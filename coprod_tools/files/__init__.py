"""The one place that touches the disk: safe reading, atomic writing, YAML with positions."""

from coprod_tools.files.folder_scan import policies_in
from coprod_tools.files.locking import one_writer
from coprod_tools.files.reading import decode, read_bytes, read_text
from coprod_tools.files.writing import write_atomic

__all__ = ["decode", "one_writer", "policies_in", "read_bytes", "read_text", "write_atomic"]
