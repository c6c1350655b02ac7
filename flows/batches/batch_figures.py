"""The figures of a batch: each becomes an object when somebody asks for it, which few do."""

from collections.abc import Iterator, Mapping

import pyarrow as pa

from schemas.figures import Figure


class BatchFigures(Mapping[str, Figure]):
    """Figures by their ids, from a table with their columns."""

    def __init__(self, table: pa.Table) -> None:
        self._columns = [column.combine_chunks() for column in table.columns]
        ids = table.column("figure_id").to_pylist()
        self._places = {figure_id: place for place, figure_id in enumerate(ids)}
        self._made: dict[str, Figure] = {}

    def __getitem__(self, figure_id: str) -> Figure:
        place = self._places[figure_id]
        if figure_id not in self._made:
            self._made[figure_id] = Figure(*(column[place].as_py() for column in self._columns))
        return self._made[figure_id]

    def __contains__(self, figure_id: object) -> bool:
        return figure_id in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
