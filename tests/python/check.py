"""Holds what the package gives against what the command prints, and runs the examples of README.md.

Called by tests/python/run with the path of the command that was built beside the wheel.
"""

import contextlib
import io
import json
import pathlib
import re
import subprocess
import sys
import threading
import time
import unittest
import warnings

import pandas
import pyarrow
import pyarrow.parquet

import whosaid

ROOT = pathlib.Path(__file__).resolve().parents[2]
COMMAND = sys.argv.pop(1)

sys.path.insert(0, str(ROOT / "tests" / "spark"))
import news  # noqa: E402

ARTICLES = news.corpus(COMMAND)


def printed(*arguments, articles=None):
    """What the command prints for some articles, on standard input."""
    text = None if articles is None else "".join(json.dumps(article) + "\n" for article in articles)
    done = subprocess.run([COMMAND, *map(str, arguments)], input=text, capture_output=True, text=True, cwd=ROOT)
    return done.stdout


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def without_nulls(value):
    """JSON leaves out what a table has as null."""
    if isinstance(value, dict):
        return {name: without_nulls(one) for name, one in value.items() if one not in (None, [], {})}
    if isinstance(value, list):
        return [without_nulls(one) for one in value]
    return value


class Package(unittest.TestCase):
    maxDiff = 4000

    def same(self, table, wanted):
        self.assertIsInstance(table, pyarrow.Table)
        self.assertGreater(len(wanted), 0)
        self.assertEqual(without_nulls(whosaid.dicts(table)), without_nulls(wanted))

    def test_attributions_are_those_of_the_command(self):
        for scope in ("speech", "full"):
            wanted = lines(printed("extract", "--format", "jsonl", "--scope", scope, "-", articles=ARTICLES))
            self.same(whosaid.extract(ARTICLES, scope=scope), wanted)

    def test_reports_are_those_of_the_command(self):
        report = whosaid.report(ARTICLES)
        wanted = json.loads(printed("report", "--format", "json", "-", articles=ARTICLES))
        self.assertEqual(report.to_dict(), wanted)
        self.same(report.claims, wanted["clusters"])
        self.same(report.speakers, wanted["speakers"])
        self.same(report.outlets, wanted["outlets"])
        for table in ("attributions", "tellings", "findings", "articles"):
            rows = lines(printed("report", "--format", "jsonl", "--table", table, "-", articles=ARTICLES))
            self.same(getattr(report, table), rows)
        self.assertIn("conflicting", repr(report))

    def test_every_kind_of_table_is_read(self):
        wanted = whosaid.extract(ARTICLES)
        frame = pandas.DataFrame(ARTICLES)
        self.assertEqual(whosaid.extract(frame), wanted)
        frame["date"] = pandas.to_datetime(frame["date"])
        self.assertEqual(whosaid.extract(frame), wanted)
        table = pyarrow.Table.from_pylist(ARTICLES)
        self.assertEqual(whosaid.extract(table), wanted)

        class Stream:
            def __arrow_c_stream__(self, requested_schema=None):
                return table.__arrow_c_stream__(requested_schema)

        self.assertEqual(whosaid.extract(Stream()), wanted)
        self.assertEqual(whosaid.extract(iter(ARTICLES)), wanted)

    def test_articles_are_asked_for_some_at_a_time(self):
        days = [f"“We will open bridge {number} by 12 March,” Elise Ortega told reporters." for number in range(1100)]
        articles = [{"id": str(number % 1090), "text": text} for number, text in enumerate(days)]
        wanted = lines(printed("extract", "--format", "jsonl", "-", articles=articles))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.same(whosaid.extract(iter(articles)), wanted)
        self.assertEqual(wanted[-1]["article"], "9#2")

        def broken():
            yield articles[0]
            raise OSError("the line is down")

        with self.assertRaisesRegex(OSError, "the line is down"):
            whosaid.extract(broken())

    def test_paths_are_read_as_the_command_reads_them(self):
        folder = ROOT / "corpus" / "single"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.same(whosaid.extract(folder), lines(printed("extract", "--format", "jsonl", folder)))
            self.same(whosaid.read(folder), lines(printed("read", "--format", "jsonl", folder)))

    def test_tables_become_files_and_frames(self):
        table = whosaid.extract(ARTICLES)
        sink = io.BytesIO()
        pyarrow.parquet.write_table(table, sink)
        self.assertEqual(pyarrow.parquet.read_table(io.BytesIO(sink.getvalue())).num_rows, table.num_rows)
        frame = table.to_pandas()
        bodies = {article["id"]: article["text"] for article in ARTICLES}
        for row in frame.itertuples():
            start, end = row.content["spans"][0]
            self.assertTrue(row.content["text"].startswith(bodies[row.article][start:end][:20]))

    def test_no_articles_are_a_table_without_rows(self):
        table = whosaid.extract([])
        self.assertEqual(table.num_rows, 0)
        self.assertEqual(table.schema, whosaid.extract(ARTICLES).schema)
        self.assertEqual(table.column_names[:5], ["article", "outlet", "date", "id", "kind"])

    def test_pairs_are_compared(self):
        first, second = (
            {"text": f"“We will open the bridge by {day} March,”", "speaker": "Elise Ortega"} for day in (12, 14)
        )
        found = whosaid.compare(first, second)
        pair = {"a": first, "b": second}
        done = subprocess.run([COMMAND, "compare", "--jsonl"], input=json.dumps(pair), capture_output=True, text=True)
        self.assertEqual(found, json.loads(done.stdout))
        self.assertEqual((found["verdict"], found["kind"]), ("conflicting", "date"))

    def test_quotations_are_looked_up(self):
        record = pathlib.Path(self.enterContext(temporary()), "speech.txt")
        record.write_text("ORTEGA: We will open the bridge by 12 March, and not a day later.\n")
        article = {"id": "a", "text": "“We will open the bridge by 14 March,” Elise Ortega told reporters."}
        table = whosaid.verify([article], record)
        wanted = printed("verify", "-", "--against", record, "--format", "jsonl", articles=[article])
        self.same(table, lines(wanted))
        self.assertEqual(table["fidelity"].to_pylist(), ["altered"])

    def test_versions_are_compared(self):
        old = [{"id": "a", "text": "“We will open the bridge by 12 March,” Elise Ortega told reporters."}]
        new = [{**old[0], "text": old[0]["text"].replace("12", "14")}]
        folder = pathlib.Path(self.enterContext(temporary()))
        for name, articles in (("old", old), ("new", new)):
            text = json.dumps(articles[0]) + "\n"
            (folder / f"{name}.jsonl").write_text(text)
        paths = [folder / "old.jsonl", folder / "new.jsonl"]
        wanted = json.loads(printed("diff", *paths, "--format", "json"))
        self.assertEqual(wanted["summary"]["silent"], 1)
        self.assertEqual(whosaid.diff(*paths), wanted)
        nowhere = json.loads(json.dumps(wanted))
        for version in nowhere["histories"][0]["versions"]:
            version["path"] = None
        self.assertEqual(whosaid.diff(old, new), nowhere)
        self.assertEqual(whosaid.diff(pandas.DataFrame(old), pyarrow.Table.from_pylist(new)), nowhere)
        both = folder / "both.jsonl"
        records = [{**one, "id": str(number), "url": "https://courant.example/1"} for number, one in enumerate(old + new)]
        both.write_text("".join(json.dumps(one) + "\n" for one in records))
        self.assertEqual(whosaid.diff(both), json.loads(printed("diff", both, "--format", "json")))

    def test_reports_are_compared(self):
        said = "“We will open the bridge by {} March,” Elise Ortega told reporters."
        told = lambda days: [
            {"id": outlet, "outlet": outlet, "date": "2025-03-11", "text": said.format(day)}
            for outlet, day in zip(("Courant", "Echo"), days)
        ]
        old, new = told((12, 12)), told((12, 14))
        folder = pathlib.Path(self.enterContext(temporary()))
        reports = [folder / "old.json", folder / "new.json"]
        for path, articles in zip(reports, (old, new)):
            path.write_text(printed("report", "--format", "json", "-", articles=articles))
        wanted = json.loads(printed("diff", *reports, "--format", "json"))
        self.assertEqual(wanted["summary"]["changed_claims"], 1)
        self.assertEqual(whosaid.diff(*reports), wanted)
        self.assertEqual(whosaid.diff(whosaid.report(old), whosaid.report(new)), wanted)
        for given in (reports[:1], [reports[0], new]):
            files = [reports[0], ROOT / "corpus" / "single"][: len(given)]
            said = subprocess.run([COMMAND, "diff", *files], capture_output=True, text=True).stderr
            with self.assertRaises(ValueError) as raised:
                whosaid.diff(*given)
            self.assertEqual(f"error: {raised.exception}\n", said)

    def test_errors_are_exceptions_with_the_words_of_the_command(self):
        articles = [ARTICLES[0], {"id": "b", "title": "no text"}]
        said = subprocess.run(
            [COMMAND, "extract", "-"],
            input="".join(json.dumps(article) + "\n" for article in articles),
            capture_output=True,
            text=True,
        ).stderr
        with self.assertRaises(whosaid.ArticleError) as raised:
            whosaid.extract(articles)
        self.assertIn(f"error: {raised.exception}\n", said)
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            found = whosaid.extract(articles, errors="warn")
        self.assertIn(raised.exception.errors[0], [str(one.message) for one in warned])
        self.assertEqual(found, whosaid.extract(articles[:1]))
        with self.assertRaisesRegex(ValueError, "missing.txt: there is no such file or folder"):
            whosaid.extract("missing.txt")
        with self.assertRaisesRegex(ValueError, "some is no scope"):
            whosaid.extract(articles[:1], scope="some")
        with self.assertRaises(TypeError):
            whosaid.extract([42])
        with self.assertRaises(TypeError):
            whosaid.extract(articles[0])

    def test_other_threads_go_on(self):
        seen = []
        ended = threading.Event()

        def count():
            while not ended.is_set():
                seen.append(time.monotonic())
                ended.wait(0.001)

        counting = threading.Thread(target=count)
        counting.start()
        begun = time.monotonic()
        whosaid.report(ARTICLES)
        took = time.monotonic() - begun
        ended.set()
        counting.join()
        gaps = [after - before for before, after in zip(seen, seen[1:])]
        self.assertLess(max(gaps), took / 2, "the interpreter was not released")

    def test_the_command_is_there(self):
        scripts = pathlib.Path(sys.executable).parent
        arguments = ["extract", "corpus/single/commuter-poll.txt", "--format", "jsonl"]
        for command in ([scripts / "whosaid"], [sys.executable, "-m", "whosaid"]):
            done = subprocess.run([*command, *arguments], capture_output=True, text=True, cwd=ROOT)
            self.assertEqual((done.returncode, done.stdout), (0, printed(*arguments)))
        done = subprocess.run([scripts / "whosaid", "extract", "missing.txt"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 2)
        self.assertIn("error: cannot read missing.txt", done.stderr)

    def test_types_are_told(self):
        folder = pathlib.Path(whosaid.__file__).parent
        self.assertTrue((folder / "py.typed").is_file())
        stubs = (folder / "_whosaid.pyi").read_text()
        for name in dir(whosaid._whosaid):
            if not name.startswith("_"):
                self.assertRegex(stubs, rf"\b{name}\b")

    def test_the_examples_of_the_readme(self):
        readme = (ROOT / "README.md").read_text()
        blocks = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
        examples = [block for block in blocks if block.startswith(">>> ")]
        self.assertTrue(examples)
        import doctest

        for block in examples:
            out = io.StringIO()
            test = doctest.DocTestParser().get_doctest(block, {}, "README.md", "README.md", 0)
            runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
            with contextlib.chdir(ROOT), contextlib.redirect_stdout(out):
                failed = runner.run(test, out=out.write).failed
            self.assertEqual(failed, 0, out.getvalue())


def temporary():
    import tempfile

    return tempfile.TemporaryDirectory()


if __name__ == "__main__":
    unittest.main()
