"""Who said what, across news outlets, and where their accounts differ.

Articles go in; every attribution comes out with its speaker; the same claim told by several outlets is
brought together, and called consistent or conflicting. What a function here gives is what the command of
the same name writes: the same ids, the same values.

**Articles** are given as

- a list (or any iterable, asked for some at a time) of dicts with the fields ``id``, ``outlet``, ``date``, ``url``, ``title`` and
  ``text``, of which only ``text`` is needed; the names that known exports use are understood as well,
- a pandas data frame, an Arrow table, or anything else with ``__arrow_c_stream__``, with such columns,
- a path, or a list of paths: files and folders, in all formats that the command reads.

**Places** (``start``, ``end``, ``spans``, ``quoted``) count Unicode code points of the article's text,
``start`` inclusive, ``end`` exclusive, so ``text[start:end]`` are the words. **Confidences** are shares from
0 to 1. **Dates** are written ``YYYY-MM-DD``.

**Results** are :class:`pyarrow.Table`, handed over without a copy. ``table.to_pylist()`` or
:func:`dicts` makes dicts of them, ``table.to_pandas()`` a data frame, ``pyarrow.parquet.write_table``
a file.
"""

from __future__ import annotations

import datetime
import itertools
import json
import math
import os
import warnings
from typing import Any, Iterable, Iterator, Literal, Mapping

import pyarrow

from . import _whosaid

__version__: str = _whosaid.VERSION

__all__ = [
    "ArticleError",
    "Report",
    "__version__",
    "compare",
    "dicts",
    "diff",
    "extract",
    "read",
    "report",
    "verify",
]

Errors = Literal["raise", "warn"]

# Rows of a table that are dicts at a time.
_ROWS_AT_ONCE = 1024


class ArticleError(ValueError):
    """An article, file or record that cannot be read; the words are those of the command.

    ``errors`` has the message of each, ``str(error)`` the first and how many more there are.
    """

    def __init__(self, errors: list[str]):
        more = len(errors) - 1
        super().__init__(errors[0] + (f" (and {more} more)" if more else ""))
        self.errors = errors


def read(articles: Any, *, errors: Errors = "raise") -> pyarrow.Table:
    """Shows what is taken for each article.

    One row for each article: ``id``, ``path``, ``outlet``, ``date``, ``url``, ``title``, ``byline``,
    ``because`` (what told outlet and date), ``text`` (in which all places count), ``clutter`` (what is left
    out, as lists of two code points), ``clutter_kinds`` and ``quoted_blocks``.

    ``errors`` says what becomes of articles that cannot be read: ``"raise"`` an :class:`ArticleError`, or
    ``"warn"`` and go on with the others.
    """
    return _done(_whosaid.read(_source(articles)), errors)


def extract(
    articles: Any,
    *,
    scope: Literal["speech", "full"] = "speech",
    speakers: str | os.PathLike[str] | None = None,
    errors: Errors = "raise",
) -> pyarrow.Table:
    """Finds every attribution: who is reported to have said what.

    One row for each attribution, article by article, in the order of the text, with the fields of a line of
    ``whosaid extract --format jsonl``: ``article`` (its id), ``kind`` (``direct``, ``mixed``, ``indirect``),
    ``source``, ``cue`` and ``content`` (``start`` and ``end`` in code points, ``text``), ``speaker``
    (``name``, ``type``, ``role`` ...), ``confidence`` (0 to 1) and others. Speakers are told apart article
    by article.

    ``scope`` is ``"speech"`` for what is spoken or written, ``"full"`` for beliefs, plans and wishes as well.
    ``speakers`` is a file of aliases and attributes (TOML or CSV). ``errors`` is as in :func:`read`.
    """
    return _done(_whosaid.extract(_source(articles), scope, _path(speakers)), errors)


class Report:
    """Articles compared: what :func:`report` gives.

    Each table has one row for each attribution, claim, telling of a claim, finding (a difference between two
    tellings), speaker, outlet or article, with the fields of ``whosaid report --format jsonl --table NAME``.
    """

    def __init__(self, native: Any):
        self._native = native
        self._tables: dict[str, pyarrow.Table] = {}

    def _table(self, name: str) -> pyarrow.Table:
        if name not in self._tables:
            self._tables[name] = pyarrow.table(self._native.table(name))
        return self._tables[name]

    @property
    def attributions(self) -> pyarrow.Table:
        """One row for each attribution, with the claims that it tells and the gravest verdict of them."""
        return self._table("attributions")

    @property
    def claims(self) -> pyarrow.Table:
        """One row for each claim: ``verdict`` (``conflicting``, ``consistent``, ``single``), ``accounts``
        (how many are independent), ``members`` and ``findings``, conflicts first."""
        return self._table("claims")

    @property
    def tellings(self) -> pyarrow.Table:
        """One row for each telling of each claim: where it stands, who said it, in whose voice."""
        return self._table("tellings")

    @property
    def findings(self) -> pyarrow.Table:
        """One row for each difference: ``kind``, ``nature``, the words of both sides, ``confidence``."""
        return self._table("findings")

    @property
    def speakers(self) -> pyarrow.Table:
        """One row for each speaker over all articles."""
        return self._table("speakers")

    @property
    def outlets(self) -> pyarrow.Table:
        """One row for each outlet: how it attributes."""
        return self._table("outlets")

    @property
    def articles(self) -> pyarrow.Table:
        """One row for each article, without its text."""
        return self._table("articles")

    def to_dict(self) -> dict[str, Any]:
        """The whole report, as ``whosaid report --format json`` writes it."""
        return json.loads(self._native.json())

    @property
    def summary(self) -> dict[str, int]:
        """How much was found."""
        return self.to_dict()["summary"]

    def __repr__(self) -> str:
        counts = ", ".join(f"{count} {name}" for name, count in self.summary.items())
        return f"<whosaid.Report: {counts}>"


def report(
    articles: Any,
    *,
    scope: Literal["speech", "full"] = "speech",
    speakers: str | os.PathLike[str] | None = None,
    errors: Errors = "raise",
) -> Report:
    """Compares outlets: which claims they share, and where their accounts agree or differ.

    The arguments are those of :func:`extract`. All articles are held in memory; :mod:`whosaid.spark` does
    the same over a cluster.
    """
    native, notices = _whosaid.report(_source(articles), scope, _path(speakers))
    _tell(notices, errors)
    return Report(native)


def compare(a: str | Mapping[str, Any], b: str | Mapping[str, Any]) -> dict[str, Any]:
    """Compares two versions of a statement.

    Each is a text, or a dict with ``text`` and, where known, ``speaker``, ``cue``, ``outlet``, ``date`` and
    ``context``. Gives ``similarity`` (0 to 1), ``relation``, ``wording``, ``verdict``, ``kind``, ``because``
    and ``findings``, whose places count code points of the two texts.
    """
    side = lambda one: {"text": one} if isinstance(one, str) else dict(one)
    pair = json.dumps({"a": side(a), "b": side(b)}, default=_plain)
    return json.loads(_whosaid.compare(pair.encode()))


def verify(
    articles: Any,
    against: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    tolerance: float | None = None,
    errors: Errors = "raise",
) -> pyarrow.Table:
    """Looks up quotations in transcripts: which words were said, which were changed, by whom.

    ``against`` are files or folders of transcripts. One row for each quotation: ``fidelity``
    (``verbatim``, ``typographic``, ``trimmed``, ``altered``, ``not_found``, ``ambiguous``), ``words`` (pairs
    that differ: here, there), ``transcript``, ``at`` (where it stands there), ``speaker_ok``, ``because``.
    ``tolerance`` is the share of words, 0 to 1, that may have been misheard.
    """
    paths = [against] if isinstance(against, (str, os.PathLike)) else list(against)
    found = _whosaid.verify(_source(articles), [os.fspath(path) for path in paths], tolerance)
    return _done(found, errors)


def diff(old: Any, new: Any = None, *, errors: Errors = "raise") -> dict[str, Any]:
    """Compares versions of articles, or two reports: what came, went and was changed.

    ``old`` and ``new`` are articles, of which those with one address, id or name are versions of one; without
    ``new``, ``old`` has all versions. Or both are reports: what :func:`report` gives, or the path of one that
    was written as JSON. Gives what ``whosaid diff --format json`` writes: ``summary`` (counts), ``histories``
    (for each article its ``versions``, and ``revisions`` with ``notes`` and ``changes``) and, for two reports,
    ``claims``. Places count code points of the version that they stand in; ``places`` count in ``old.text`` and
    ``new.text`` of their change. ``errors`` is as in :func:`read`.
    """
    versions = lambda given: given._native.json() if isinstance(given, Report) else _source(given)
    found, notices = _whosaid.diff(versions(old), None if new is None else versions(new))
    _tell(notices, errors)
    return json.loads(found)


def dicts(table: pyarrow.Table) -> list[dict[str, Any]]:
    """The rows of a table as dicts, with dicts for the user's own attributes of speakers as well."""
    return table.to_pylist(maps_as_pydicts="strict")


def _source(articles: Any) -> Iterator[bytes] | list[str]:
    """Records as JSON, made when they are asked for, or paths."""
    if isinstance(articles, (str, os.PathLike)):
        return [os.fspath(articles)]
    if isinstance(articles, Mapping):
        raise TypeError("articles are a list of dicts, a table or paths; put the one dict into a list")
    if hasattr(articles, "to_dict") and hasattr(articles, "columns"):
        parts = range(0, len(articles), _ROWS_AT_ONCE)
        rows = (row for at in parts for row in articles.iloc[at : at + _ROWS_AT_ONCE].to_dict("records"))
    elif hasattr(articles, "__arrow_c_stream__") or hasattr(articles, "to_pylist"):
        table = articles if hasattr(articles, "to_batches") else pyarrow.table(articles)
        rows = (row for batch in table.to_batches(max_chunksize=_ROWS_AT_ONCE) for row in batch.to_pylist())
    else:
        rows = iter(articles)
        first = next(rows, None)
        if isinstance(first, (str, os.PathLike)):
            return [os.fspath(path) for path in (first, *rows)]
        if first is not None:
            rows = itertools.chain((first,), rows)
    return map(record, rows)


def record(row: Any) -> bytes:
    """An article as JSON; what is missing in it is left out."""
    if not isinstance(row, Mapping):
        raise TypeError(f"an article is a dict with the field text, not {type(row).__name__}")
    fields = {name: value for name, value in row.items() if not _is_missing(value)}
    return json.dumps(fields, ensure_ascii=False, default=_plain).encode("utf-8", "replace")


def _is_missing(value: Any) -> bool:
    # pandas writes what is missing as NaN or NaT, neither of which equals itself.
    if value is None or isinstance(value, float) and math.isnan(value):
        return True
    return isinstance(value, datetime.date) and value != value


def _plain(value: Any) -> Any:
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    if hasattr(value, "item"):
        return value.item()
    return str(value)


def _path(path: str | os.PathLike[str] | None) -> str | None:
    return None if path is None else os.fspath(path)


def _done(found: tuple[Any, list[tuple[str, str]]], errors: Errors) -> pyarrow.Table:
    table, notices = found
    _tell(notices, errors)
    return pyarrow.table(table)


def _tell(notices: list[tuple[str, str]], errors: Errors) -> None:
    if errors not in ("raise", "warn"):
        raise ValueError(f'errors is "raise" or "warn", not {errors!r}')
    failed = [words for severity, words in notices if severity == "error"]
    if failed and errors == "raise":
        raise ArticleError(failed)
    for _, words in notices:
        warnings.warn(words, stacklevel=3)
