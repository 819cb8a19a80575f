"""Other people's files: a registry of formats, what each carries, and a report of everything that was lost."""

from coprod_tools.exchange.causal_map import CausalMap, MapEdge, MapNode
from coprod_tools.exchange.imported import Imported, ImportedPolicy, ImportReport, Lost, Refused, Row
from coprod_tools.exchange.importing import import_file
from coprod_tools.exchange.registry import Format, format_named, formats, map_formats, read_map, recognise

__all__ = [
    "CausalMap",
    "Format",
    "ImportReport",
    "Imported",
    "ImportedPolicy",
    "Lost",
    "MapEdge",
    "MapNode",
    "Refused",
    "Row",
    "format_named",
    "formats",
    "import_file",
    "map_formats",
    "read_map",
    "recognise",
]
