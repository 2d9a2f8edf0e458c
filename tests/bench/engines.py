"""Measures extract and report by the command, by the wheel and on Spark (local[2]), for growing numbers of articles.

    PYTHON tests/bench/engines.py COMMAND [NUMBER ...] [JOB ...] [WAY ...]

PYTHON is that of an environment with the wheel and, for Spark, pyspark; COMMAND the built command. Numbers of
articles are 1000, 10000 and 100000 by default; jobs are extract and report, ways command, wheel and spark, all
of them by default. Each measurement is a process of its own, with its children: seconds by the clock and of all
processors, of which other work on the machine costs less, words for each of the latter, and the most memory at
one time. Prints a table in Markdown. Linux only.
"""

import itertools
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "spark"))
import news  # noqa: E402

JOBS = ("extract", "report")
WAYS = ("command", "wheel", "spark")

READ = "import json, sys; articles = [json.loads(line) for line in open(sys.argv[1])]\n"
WHEEL = {
    "extract": READ + "import whosaid; print(whosaid.extract(articles).num_rows)",
    "report": READ + "import whosaid; print(whosaid.report(articles).claims.num_rows)",
}
SPARK = """import os, sys
os.environ["PYSPARK_PYTHON"] = sys.executable
from pyspark.sql import SparkSession
spark = (SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    .config("spark.ui.showConsoleProgress", "false").config("spark.sql.shuffle.partitions", "8")
    .config("spark.driver.memory", "6g").getOrCreate())
import whosaid.spark
frame = spark.read.schema("id string, outlet string, date string, url string, title string, text string").json(sys.argv[1])
frame = frame.repartition(8)
"""
ON_SPARK = {
    "extract": SPARK + "print(whosaid.spark.extract(frame).count())",
    "report": SPARK + "print(whosaid.spark.report(frame).claims.count())",
}


def measured(arguments):
    """Seconds by the clock and of all processors, and the most memory in MiB; None where it did not end well.

    All that the process has started counts: Spark's Java and the Python that it starts.
    """
    begun = time.monotonic()
    arguments = [str(argument) for argument in arguments]
    running = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    busy, most = {}, 0
    while running.poll() is None:
        own = descendants(running.pid)
        busy.update({pid: seconds for pid, (seconds, _) in own.items()})
        most = max(most, sum(memory for _, memory in own.values()))
        time.sleep(0.1)
    seconds = time.monotonic() - begun
    return (seconds, sum(busy.values()), most >> 20) if running.returncode == 0 else None


def descendants(root):
    """Of a process and all below it, by their numbers: seconds of processors, and bytes of memory."""
    found, children = {}, {}
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        pid = int(stat.parent.name)
        children.setdefault(int(fields[1]), []).append(pid)
        seconds = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        found[pid] = (seconds, int(fields[21]) * os.sysconf("SC_PAGE_SIZE"))
    own, left = {}, [root]
    while left:
        pid = left.pop()
        if pid in found:
            own[pid] = found[pid]
        left += children.get(pid, [])
    return own


def main():
    command, *arguments = sys.argv[1:]
    numbers = [int(argument) for argument in arguments if argument.isdigit()]
    jobs, ways = ([one for one in all_of if one in arguments] or all_of for all_of in (JOBS, WAYS))
    corpus = news.corpus(command)
    print("| articles | words | job | by | seconds | of processors | words a processor second | MiB |")
    print("| --: | --: | --- | --- | --: | --: | --: | --: |")
    with tempfile.TemporaryDirectory() as folder:
        for number in numbers or (1000, 10_000, 100_000):
            path = pathlib.Path(folder, f"{number}.jsonl")
            words = 0
            with path.open("w") as file:
                for article in news.made(corpus, number):
                    words += len(article["text"].split())
                    file.write(json.dumps(article) + "\n")
            for job, way in itertools.product(jobs, ways):
                calls = {
                    "command": [command, job, "--format", "jsonl", "--output", f"{folder}/out.jsonl", path],
                    "wheel": [sys.executable, "-c", WHEEL[job], path],
                    "spark": [sys.executable, "-c", ON_SPARK[job], path],
                }
                found = measured(calls[way])
                row = "did not end well | | |"
                if found is not None:
                    seconds, busy, most = found
                    row = f"{seconds:.1f} | {busy:.1f} | {words / busy:,.0f} | {most:,}"
                print(f"| {number:,} | {words:,} | {job} | {way} | {row} |", flush=True)


if __name__ == "__main__":
    main()
