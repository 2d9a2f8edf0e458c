"""Compares articles on Spark, shuffled and partitioned in several ways, with what the command prints.

Called by tests/spark/run with the path of the command, the number of articles, and the engine: spark or sail.
"""

import collections
import contextlib
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import news  # noqa: E402

COMMAND, COUNT, ENGINE = sys.argv[1], int(sys.argv[2]), sys.argv[3]
TABLES = ("claims", "tellings", "findings", "attributions", "articles")
COLUMNS = "id string, outlet string, date string, url string, title string, text string"


def session():
    """Spark in this process, or an engine that speaks its protocol, in this process as well."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    from pyspark.sql import SparkSession

    if ENGINE == "sail":
        from pysail.spark import SparkConnectServer

        # Port 0 is any that is free. It serves as long as somebody has it.
        session.server = SparkConnectServer("127.0.0.1", 0)
        session.server.start(background=True)
        address, port = session.server.listening_address
        return SparkSession.builder.remote(f"sc://{address}:{port}").getOrCreate()
    spark = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.driver.memory", "4g")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    return spark


def on_one_machine(path):
    """The lines of each table, in order of the alphabet."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([COMMAND, "report", "--format", "jsonl", "--output", f"{folder}/", path], check=True)
        tables = {table: pathlib.Path(folder, f"{table}.jsonl").read_text().splitlines() for table in TABLES}
    return {table: sorted(lines) for table, lines in tables.items()}


def on_spark(spark, articles, partitions, blocks):
    import whosaid.spark

    rows = [tuple(article[name] for name in ("id", "outlet", "date", "url", "title", "text")) for article in articles]
    frame = spark.createDataFrame(rows, COLUMNS).repartition(partitions)
    # Sail keeps nothing that is persisted.
    scratch = tempfile.TemporaryDirectory() if ENGINE == "sail" else contextlib.nullcontext()
    with scratch as folder:
        return tables_of(whosaid.spark.report(frame, blocks=blocks, scratch=folder))


def tables_of(report):
    found = collections.defaultdict(list)
    for row in report.lines.collect():
        found[row["table"]].append(row["line"])
    assert not report.problems.collect(), report.problems.collect()[:3]
    typed = {name: getattr(report, name).count() for name in ("claims", "findings")}
    assert typed == {name: len(found[name]) for name in typed}, typed
    report.unpersist()
    return {table: sorted(found[table]) for table in TABLES}


def compare(wanted, found, how):
    for table in TABLES:
        if wanted[table] == found[table]:
            print(f"{how}: {len(found[table])} {table}, letter for letter those of the command")
            continue
        lacking, more = set(wanted[table]) - set(found[table]), set(found[table]) - set(wanted[table])
        sys.exit(
            f"{how}: {table} differ: {len(lacking)} lines lack and {len(more)} are too many, such as\n"
            + "\n".join([*sorted(lacking)[:2], *sorted(more)[:2]])
        )


def extraction(spark, articles):
    """Each article by itself."""
    import whosaid
    import whosaid.spark

    rows = [tuple(article[name] for name in ("id", "outlet", "date", "url", "title", "text")) for article in articles]
    found = whosaid.spark.extract(spark.createDataFrame(rows, COLUMNS).repartition(3)).collect()
    wanted = whosaid.extract(articles).to_pylist()
    ids = lambda rows: sorted((row["article"], row["id"], row["content"]["text"]) for row in rows)
    assert ids([row.asDict(recursive=True) for row in found]) == ids(wanted)
    print(f"extract: {len(found)} attributions, the same as from whosaid.extract")


def main():
    corpus = news.corpus(COMMAND)
    articles = news.made(corpus, COUNT)
    spark = session()
    extraction(spark, corpus)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "news.jsonl")
        path.write_text("".join(json.dumps(article) + "\n" for article in articles))
        wanted = on_one_machine(path)
    # On one machine alone an article is in a file, and its lines have numbers.
    wanted["articles"] = sorted(json.dumps({**json.loads(line), "path": None}) for line in wanted["articles"])
    ways = [(articles[::-1], 2, None), (articles[:: 7], 5, 7)]
    for number, (some, partitions, blocks) in enumerate(ways):
        some = list(some)
        random.Random(number).shuffle(some)
        expected = wanted if len(some) == COUNT else part(some)
        found = on_spark(spark, some, partitions, blocks)
        found["articles"] = sorted(json.dumps(json.loads(line)) for line in found["articles"])
        compare(expected, found, f"{len(some)} articles in {partitions} parts")
    spark.stop()


def part(articles):
    """What the command says of some of the articles."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "news.jsonl")
        ordered = sorted(articles, key=lambda article: article["id"])
        path.write_text("".join(json.dumps(article) + "\n" for article in ordered))
        wanted = on_one_machine(path)
    wanted["articles"] = sorted(json.dumps({**json.loads(line), "path": None}) for line in wanted["articles"])
    return wanted


if __name__ == "__main__":
    main()
