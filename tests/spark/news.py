"""Articles to test with: those of the corpus, and others made from them, the same ones each time.

A made article is one of the corpus in another world: its names are replaced by invented ones, its outlets and
days by others, and some of its paragraphs and figures are changed, so that worlds share words but no claims,
and outlets of one world agree and differ.
"""

import json
import pathlib
import random
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]

SYLLABLES = "bar cor dun el fen gar hol is jor kel lun mar nor ost per quin ros sel tor ul ver wick yar zan".split()
FIRST = "Ada Bram Cleo Dario Edda Finn Greta Hugo Iris Jonas Kira Leon Mira Nils Olga Piet Runa Sven Tilda Uwe".split()


def corpus(command):
    """The articles of the corpus that are text, as records."""
    files = sorted(str(path) for path in ROOT.glob("corpus/*/*.txt"))
    printed = subprocess.run([command, "read", "--format", "jsonl", *files], check=True, capture_output=True, text=True)
    fields = ("id", "outlet", "date", "url", "title", "text")
    records = [json.loads(line) for line in printed.stdout.splitlines()]
    return [{field: record[field] for field in fields} for record in records]


def made(articles, count):
    """So many articles: these, and others made from them. Sorted by id, and no two have the same."""
    chance = random.Random(17)
    # Names are what begins with a capital inside a sentence.
    names = sorted({name for article in articles for name in re.findall(r"(?<=[a-z,] )[A-Z][a-z]{3,}", article["text"])})
    all_articles = [dict(article) for article in articles]
    world = 0
    while len(all_articles) < count:
        world += 1
        named = {name: "".join(chance.sample(SYLLABLES, 2)).capitalize() for name in names}
        named.update({name: chance.choice(FIRST) for name in chance.sample(names, len(names) // 8)})
        pattern = re.compile(r"\b(" + "|".join(map(re.escape, names)) + r")\b")
        for number, article in enumerate(articles):
            if len(all_articles) == count:
                break
            text = pattern.sub(lambda found: named[found[0]], article["text"])
            paragraphs = text.split("\n\n")
            if len(paragraphs) > 4 and chance.random() < 0.5:
                del paragraphs[chance.randrange(1, len(paragraphs))]
            text = "\n\n".join(paragraphs)
            if chance.random() < 0.3:
                text = re.sub(r"\b1([0-9])\b", lambda found: f"2{found[1]}", text)
            all_articles.append(
                {
                    "id": f"world-{world:03}-{number:02}",
                    "outlet": f"Outlet {chance.randrange(12)}" if chance.random() < 0.95 else None,
                    "date": f"2025-{1 + world % 12:02}-{1 + chance.randrange(20):02}" if chance.random() < 0.97 else None,
                    "url": None,
                    "title": pattern.sub(lambda found: named[found[0]], article["title"] or ""),
                    "text": text,
                }
            )
    # A copy, and many that print the same words.
    all_articles[-1] = {**all_articles[-2], "id": all_articles[-1]["id"]}
    for number in range(40):
        said = "“Nobody on this coast will be left waiting for a ferry again,” Runa Fenwick said in Selkor."
        record = {"outlet": f"Outlet {number % 9}", "date": f"2025-06-{1 + number % 28:02}", "url": None, "title": None}
        all_articles[-3 - number] = {"id": f"said-{number:02}", **record, "text": f"{said}\n\nReport {number} follows."}
    return sorted(all_articles, key=lambda article: article["id"])
