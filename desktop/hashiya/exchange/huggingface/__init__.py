"""Data sets as Hugging Face's `datasets` loads them: JSON lines, and a README.md whose head declares the features."""

from __future__ import annotations

from hashiya.exchange.huggingface.parquet import ParquetReader, ParquetWriter
from hashiya.exchange.huggingface.reader import DatasetReader
from hashiya.exchange.huggingface.writer import DatasetWriter
from hashiya.exchange.protocol import Format

FORMAT = Format(
    name="huggingface",
    endings=(".jsonl", ".json"),
    reader=DatasetReader,
    writer=DatasetWriter,
    shape="folder",
    loses=("replaces", "extra"),
)

PARQUET = Format(
    name="huggingface-parquet",
    endings=(".parquet", ".arrow"),
    reader=ParquetReader,
    writer=ParquetWriter,
    shape="folder",
    needs="pyarrow",
    loses=("replaces", "extra"),
)
