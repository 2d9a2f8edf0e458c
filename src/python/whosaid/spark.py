"""Attributions and claims over Spark data frames.

Data frames have one article a row, with the columns ``id`` (of its own for each article), ``outlet``,
``date``, ``url``, ``title`` and ``text``; other names that :func:`whosaid.extract` understands are
understood here. The package must be installed where the executors run.

:func:`extract` reads each article by itself. :func:`report` compares them all, and gives the claims,
tellings, findings, attributions and ids that ``whosaid report`` gives for the same articles on one machine:

1. every article is read by itself (nearly all of the work);
2. one task says who is who, from the names of speakers alone, and numbers the articles;
3. the keys under which passages look for each other are rows, and passages that share a key meet by it;
   under a key each looks back at as many others as on one machine, so a common key costs no more;
4. of two articles that have something to compare, the passages are compared;
5. one task finds the components of articles that share a claim or a text, from their numbers alone;
6. the articles of a component are compared as on one machine.

What differs from one machine: articles need ids of their own; copies of an article are left out but the
one with the least id; what cannot be read is a row of ``problems``; the tables of speakers and outlets are
left to a ``groupBy`` over ``attributions``.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Callable, Iterable, Iterator, Literal

import pyarrow

from . import _whosaid, record

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["SparkReport", "extract", "report"]

Tables = Callable[[pyarrow.Table], Any]

_READ = (
    "id string, key string, order binary, copy bigint, day int, named binary, record binary, "
    "reading binary, problem string"
)
_LINK = "id string, rank bigint, known binary"
_KEYS = "sort int, key bigint, unit bigint, count int, of_article int, day int, voice string"
_SHARED = (
    "sort int, key bigint, unit bigint, count int, of_article int, day int, weight float, "
    "partners array<bigint>"
)
_TOTALS = (
    "sort int, unit bigint, of_article int, day int, total float, partners array<bigint>, shared array<float>"
)
_PAIRS = "sort int, first bigint, second bigint"
_ENDS = "first bigint, second bigint"
_LINES = "`table` string, line string"

# What a row of keys is about.
_WORDS = 3
# Below the rank of an article, the number of a passage.
_UNIT_BITS = 20
# More units of the same words than this make some of them repeat the others.
_REPEATS = 16


def extract(
    articles: DataFrame,
    *,
    scope: Literal["speech", "full"] = "speech",
    speakers: str | os.PathLike[str] | None = None,
    errors: Literal["raise", "warn"] = "raise",
) -> DataFrame:
    """Finds every attribution, with the columns of :func:`whosaid.extract`.

    Each article is read by itself, as if there were no other: copies are not looked for. ``speakers`` is a
    file that every executor can open. With ``errors="warn"`` an article that cannot be read is left out, and
    named in the executor's log.
    """
    from pyspark.sql.pandas.types import from_arrow_schema

    schema = pyarrow.table(_whosaid.attribution_columns()).schema
    path = None if speakers is None else os.fspath(speakers)

    def each(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        from . import _done

        for batch in batches:
            found = _whosaid.extract_each([record(row) for row in batch.to_pylist()], scope, path)
            yield from _done(found, errors).cast(schema).to_batches()

    return articles.mapInArrow(each, from_arrow_schema(schema))


class SparkReport:
    """What :func:`report` gives: a data frame for each table.

    ``lines`` has all of them: the name of a table, and a row of it as JSON, letter for letter as
    ``whosaid report --format jsonl --table NAME`` writes it.
    """

    def __init__(self, lines: DataFrame, problems: DataFrame, kept: list[DataFrame]):
        self.lines = lines
        self._problems = problems
        self._kept = kept

    def table(self, name: str) -> DataFrame:
        """A table by its name: attributions, claims, tellings, findings or articles."""
        from pyspark.sql import functions as F
        from pyspark.sql.pandas.types import from_arrow_schema

        schema = from_arrow_schema(pyarrow.table(_whosaid.report_columns(name)).schema)
        rows = self.lines.where(F.col("table") == name)
        return rows.select(F.from_json("line", schema).alias("row")).select("row.*")

    @property
    def attributions(self) -> DataFrame:
        """One row for each attribution."""
        return self.table("attributions")

    @property
    def claims(self) -> DataFrame:
        """One row for each claim, with its tellings and findings."""
        return self.table("claims")

    @property
    def tellings(self) -> DataFrame:
        """One row for each telling of each claim."""
        return self.table("tellings")

    @property
    def findings(self) -> DataFrame:
        """One row for each difference between two tellings."""
        return self.table("findings")

    @property
    def articles(self) -> DataFrame:
        """One row for each article, without its text."""
        return self.table("articles")

    @property
    def problems(self) -> DataFrame:
        """What could not be read or compared, in words."""
        from pyspark.sql import functions as F

        lost = self.lines.where(F.col("table") == "problems").select(F.col("line").alias("problem"))
        return self._problems.unionByName(lost)

    def unpersist(self) -> None:
        """Frees what the data frames of this report rest on."""
        for frame in self._kept:
            frame.unpersist()


def report(
    articles: DataFrame,
    *,
    scope: Literal["speech", "full"] = "speech",
    speakers: str | os.PathLike[str] | None = None,
    blocks: int | None = None,
    scratch: str | None = None,
) -> SparkReport:
    """Compares articles: which claims outlets share, and where their accounts agree or differ.

    ``blocks`` is into how many parts the comparison of articles is cut, in the order of their dates; more of
    them need less memory each [default: the number of shuffle partitions]. ``scratch`` is a folder for the
    results of steps, as Parquet, for engines that cannot persist a data frame; what lies there may be deleted
    once the report is no longer asked [default: data frames are persisted on the executors' disks].
    """
    from pyspark import StorageLevel
    from pyspark.sql import Window
    from pyspark.sql import functions as F

    spark = articles.sparkSession
    path = None if speakers is None else os.fspath(speakers)
    partitions = int(spark.conf.get("spark.sql.shuffle.partitions", "200"))
    blocks = blocks or partitions
    kept: list[DataFrame] = []

    def keep(frame: DataFrame) -> DataFrame:
        # On the disk, since what is read is as large as the articles, and every row is asked for a few times.
        if scratch is None:
            kept.append(frame.persist(StorageLevel.DISK_ONLY))
            return kept[-1]
        step = f"{scratch}/{len(kept)}"
        frame.write.mode("overwrite").parquet(step)
        kept.append(spark.read.schema(frame.schema).parquet(step))
        return kept[-1]

    def read_some(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            records = [record(row) for row in batch.to_pylist()]
            yield from pyarrow.table(_whosaid.spread_read(records, scope, path)).to_batches()

    read = keep(articles.mapInArrow(read_some, _READ))
    problems = read.where("problem is not null").select("problem")
    sound = read.where("problem is null").drop("problem")
    twice = sound.groupBy("id").count().where("count > 1").limit(1).collect()
    if twice:
        raise ValueError(f"two articles have the id {twice[0]['id']}; give each article an id of its own")

    # Copies are one article; what is alike and no copy is numbered.
    first = Window.partitionBy("copy").orderBy("id")
    alike = Window.partitionBy("key").orderBy("id")
    sound = (
        sound.withColumn("nth", F.when(F.col("copy").isNull(), 1).otherwise(F.row_number().over(first)))
        .where("nth = 1")
        .withColumn("nth", F.row_number().over(alike))
        .withColumn("key", F.when(F.col("nth") > 1, F.concat("key", F.lit("~"), "nth")).otherwise(F.col("key")))
        .drop("nth", "copy")
    )
    who = _one(sound.select("id", "order", "named"), lambda rows: _whosaid.spread_link(rows, path), _LINK)
    known = keep(sound.drop("order", "named").join(who, "id"))

    keys = keep(_whole(known.select("rank", "record", "key", "reading", "known", "day"), _whosaid.spread_keys, _KEYS))
    words = keys.where(F.col("sort") == _WORDS)
    often = words.groupBy("key").count().where(F.col("count") > _REPEATS).select("key")
    repeats = keep(
        _grouped(words.join(often, "key"), ["key"], ["unit"], _whosaid.spread_repeats, "unit bigint, partner bigint")
    )
    repeating = repeats.where("partner is null").select("unit", F.lit(0).alias("sort"))
    carrying = keys.where(F.col("sort") != _WORDS).drop("voice").join(repeating, ["sort", "unit"], "left_anti")
    shared = _grouped(
        carrying.select("sort", "key", "unit", "count", "of_article", "day"),
        ["sort", "key"],
        ["unit"],
        _whosaid.spread_shared,
        _SHARED,
    )
    totals = keep(_grouped(shared, ["sort", "unit"], ["key"], _whosaid.spread_totals, _TOTALS))
    others = totals.select(
        "sort",
        F.col("unit").alias("partner"),
        F.col("total").alias("partner_total"),
        F.col("day").alias("partner_day"),
    )
    candidates = totals.withColumn("one", F.explode(F.arrays_zip("partners", "shared"))).select(
        "sort", "unit", "of_article", "day", "total", F.col("one.partners").alias("partner"), F.col("one.shared").alias("shared")
    )
    candidates = candidates.join(others, ["sort", "partner"])
    chosen = _grouped(candidates, ["sort", "unit"], ["partner"], _whosaid.spread_chosen, _PAIRS)
    repeated = repeats.where("partner is not null").select(
        F.lit(0).alias("sort"), F.col("partner").alias("first"), F.col("unit").alias("second")
    )
    pairs = keep(chosen.unionByName(repeated))

    # Articles of which something is compared, in blocks by the later one.
    many = known.count()
    size = max(1, -(-many // blocks))
    ends = pairs.select(
        "*",
        F.shiftright("first", _UNIT_BITS).alias("one"),
        F.shiftright("second", _UNIT_BITS).alias("other"),
    )
    across = ends.where("one != other").withColumn("part", F.expr(f"other div {size}"))
    needed = across.select("part", F.col("one").alias("rank")).union(across.select("part", "other")).distinct()
    bodies = known.select("rank", "record", "key", "reading", "known")
    links = _with_pairs(
        needed.join(bodies, "rank"), across.select("part", "sort", "first", "second"), _whosaid.spread_linked, _ENDS
    )
    component = _one(links, _whosaid.spread_components, "rank bigint, component bigint")
    placed = keep(
        bodies.join(component, "rank", "left").withColumn("component", F.coalesce("component", "rank"))
    )
    # Whole components go to one part; an article that is linked with none is one of its own.
    part = F.expr(f"component div {size}").alias("part")
    where = placed.select("rank", "component")
    one = where.select(F.col("rank").alias("one"), F.col("component").alias("component"))
    other = where.select(F.col("rank").alias("other"), F.col("component").alias("other_component"))
    inside = ends.join(one, "one").join(other, "other").where("component = other_component")
    lines = keep(
        _with_pairs(
            placed.select(part, "*"), inside.select(part, "sort", "first", "second"), _whosaid.spread_report, _LINES
        )
    )
    return SparkReport(lines, problems, kept)


def _table(batches: Iterable[pyarrow.RecordBatch]) -> pyarrow.Table | None:
    """All rows of a partition; none where it is empty."""
    rows = [batch for batch in batches if batch.num_rows]
    return pyarrow.Table.from_batches(rows).combine_chunks() if rows else None


def _batch(table: pyarrow.Table) -> pyarrow.RecordBatch:
    """A table as one batch, in the types that the steps expect."""
    plain = {pyarrow.large_string(): pyarrow.string(), pyarrow.large_binary(): pyarrow.binary()}
    fields = [pyarrow.field(field.name, plain.get(field.type, field.type)) for field in table.schema]
    table = table.cast(pyarrow.schema(fields)).combine_chunks()
    if not table.num_rows:
        return pyarrow.RecordBatch.from_pylist([], schema=table.schema)
    return table.to_batches()[0]


def _made(found: Any) -> Iterator[pyarrow.RecordBatch]:
    yield from pyarrow.table(found).to_batches(max_chunksize=10_000)


def _whole(frame: DataFrame, step: Tables, schema: str) -> DataFrame:
    """Each batch by itself."""

    def each(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            if batch.num_rows:
                yield from _made(step(_batch(pyarrow.Table.from_batches([batch]))))

    return frame.mapInArrow(each, schema)


def _one(frame: DataFrame, step: Tables, schema: str) -> DataFrame:
    """All rows in one task."""

    def all_rows(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        rows = _table(batches)
        if rows is not None:
            yield from _made(step(_batch(rows)))

    return frame.coalesce(1).mapInArrow(all_rows, schema)


def _grouped(frame: DataFrame, by: list[str], then: list[str], step: Tables, schema: str) -> DataFrame:
    """Rows that have the same values together, in order."""
    # Sorted here, since not every engine keeps a sort that only the function behind it asks for.
    order = [(column, "ascending") for column in (*by, *then)]

    def partition(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        rows = _table(batches)
        if rows is not None:
            yield from _made(step(_batch(rows.sort_by(order))))

    return frame.repartition(*by).mapInArrow(partition, schema)


def _with_pairs(articles: DataFrame, pairs: DataFrame, step: Any, schema: str) -> DataFrame:
    """The articles and the pairs of each part, together."""
    rows = articles.unionByName(pairs, allowMissingColumns=True)

    def partition(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow.compute as compute

        rows = _table(batches)
        if rows is None:
            return
        for part in sorted(set(rows["part"].to_pylist())):
            own = rows.filter(compute.equal(rows["part"], part))
            is_pair = compute.is_null(own["rank"])
            articles = own.filter(compute.invert(is_pair)).sort_by("rank")
            if articles.num_rows:
                yield from _made(step(_batch(articles), _batch(own.filter(is_pair))))

    return rows.repartition("part").mapInArrow(partition, schema)
