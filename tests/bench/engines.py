"""Measures extract and report by the command, by the wheel and on Spark (local[2]), for growing numbers of articles.

    PYTHON tests/bench/engines.py COMMAND [NUMBER ...]

PYTHON is that of an environment with the wheel and, for Spark, pyspark; COMMAND the built command. Numbers of
articles are 1000, 10000 and 100000 by default. Each measurement is a process of its own: the time is that of
the whole process and the memory the most that it and its children had. Prints a table in Markdown.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "spark"))
import news  # noqa: E402

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
    """Seconds, and the most memory in MiB. A process of our own waits for it, so that no other counts."""
    script = (
        "import resource, subprocess, sys, time; begun = time.time();"
        "code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode;"
        "print(time.time() - begun, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, code)"
    )
    out = subprocess.run([sys.executable, "-c", script, *map(str, arguments)], capture_output=True, text=True)
    seconds, memory, code = out.stdout.split()
    return (float(seconds), int(memory) // 1024) if code == "0" else None


def main():
    command, *numbers = sys.argv[1:]
    corpus = news.corpus(command)
    print("| articles | words | job | by | seconds | words a second | MiB |\n| --: | --: | --- | --- | --: | --: | --: |")
    with tempfile.TemporaryDirectory() as folder:
        for number in map(int, numbers or (1000, 10_000, 100_000)):
            path = pathlib.Path(folder, f"{number}.jsonl")
            words = 0
            with path.open("w") as file:
                for article in news.made(corpus, number):
                    words += len(article["text"].split())
                    file.write(json.dumps(article) + "\n")
            for job in ("extract", "report"):
                ways = {
                    "command": [command, job, "--format", "jsonl", "--output", f"{folder}/out.jsonl", path],
                    "wheel": [sys.executable, "-c", WHEEL[job], path],
                    "Spark": [sys.executable, "-c", ON_SPARK[job], path],
                }
                for by, arguments in ways.items():
                    found = measured(arguments)
                    row = "did not end well | |" if found is None else f"{found[0]:.1f} | {words / found[0]:,.0f} | {found[1]:,}"
                    print(f"| {number:,} | {words:,} | {job} | {by} | {row} |", flush=True)


if __name__ == "__main__":
    main()
