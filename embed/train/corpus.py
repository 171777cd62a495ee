"""What the model learns from: articles (STARD's corpus, the laws as `famai export` gives them) and pairs of a text and the
articles that it belongs to. 200 public STARD queries and one local regulation in twelve are kept out of everything."""
import gzip
import hashlib
import json
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Article:
    law: str
    eid: str
    headings: tuple[str, ...]
    text: str

    @property
    def passage(self):
        """As the product embeds it (embed/passage.ts): title, headings, text."""
        return " ".join((self.law, *self.headings, self.text))


@dataclass(frozen=True)
class Pair:
    kind: str
    query: str
    """Places in the list of articles; each of them answers."""
    gold: tuple[int, ...]


def reserved(law):
    """Regulations that only the test on local law may see."""
    return int(hashlib.sha256(("reserve" + law).encode()).hexdigest()[:8], 16) % 12 == 0


def lines(path):
    opened = gzip.open(path, "rt", encoding="utf-8") if str(path).endswith(".gz") else open(path, encoding="utf-8")
    with opened as f:
        for line in f:
            yield json.loads(line)


def stard_articles(path):
    """Articles by the number that STARD's gold names."""
    return {c["id"]: Article(c["law"], c["article"], tuple(c["heading"]), c["content"]) for c in lines(path)}


def exported(path):
    """The newest edition of each law in an export: (articles, citing sentences as (sentence, law, eid))."""
    newest, provisions, levels, cites = {}, defaultdict(list), {}, []
    for r in lines(path):
        if r["type"] == "law":
            levels[r["title"]] = r.get("level")
        elif r["type"] == "edition":
            newest[r["law"]] = max(newest.get(r["law"], ""), r["id"])
        elif r["type"] == "provision" and r.get("known", True):
            provisions[r["edition"]].append(r)
        elif r["type"] == "citation" and r["status"] == "resolved" and "law" in r["from"]:
            if "eid" in r.get("to", {}):
                cites.append((r["from"], r["text"], r["to"]))
    articles, texts = [], {}
    for law, edition in sorted(newest.items()):
        above = {}
        if levels.get(law) == "local_regulation" and reserved(law):
            continue
        for p in provisions[edition]:
            name = " ".join(x for x in (p["label"], p.get("heading")) if x)
            heads = above.get(p.get("parent"), ())
            if p["kind"] == "article":
                own = (p["heading"],) if p.get("heading") else ()
                articles.append(Article(law, p["eid"], heads + own, p["text"]))
                texts[law, p["eid"]] = p["text"]
            elif p["kind"] in ("part", "subpart", "chapter", "section"):
                above[p["eid"]] = (*heads, name)
    citing = []
    for where, words, to in cites:
        text = texts.get((where["law"], where.get("eid", "").split("__")[0]), "")
        sentence = next((s for s in re.split(r"(?<=[。；])|\n", text) if words in s), None)
        if sentence and len(sentence) > len(words) + 10:
            citing.append((sentence.replace(words, ""), to["law"], to["eid"].split("__")[0]))
    return articles, citing


def load(shared: Path, export: Path, questions: Path):
    """(articles, training pairs, held-out pairs). The first articles are STARD's, in its order."""
    by_id = stard_articles(shared / "bench/stard/corpus.jsonl.gz")
    articles = list(by_id.values())
    place = {number: i for i, number in enumerate(by_id)}
    ours, citing = exported(export)
    start = len(articles)
    articles += ours
    at = {(a.law, a.eid): start + i for i, a in enumerate(ours)}
    held = set(json.loads((Path(__file__).parent / "held-out.json").read_text()))
    pairs, test = [], []
    for i, q in enumerate(lines(shared / "bench/stard/queries.jsonl")):
        gold = tuple(place[g] for g in q["gold"])
        (test if i in held else pairs).append(Pair("stard", q["text"], gold))
    for r in lines(questions):
        if (r["law"], r["eid"]) in at:
            pairs += [Pair("question", q, (at[r["law"], r["eid"]],)) for q in r["q"]]
    pairs += [Pair("cite", s, (at[law, eid],)) for s, law, eid in citing if (law, eid) in at]
    for i, a in enumerate(articles[start:], start):
        clauses = [c for c in re.split(r"[。；，,\n]", a.text) if 8 <= len(c) <= 60]
        if len(clauses) > 2:
            # a clause of its own article, chosen by the text: the same on every run
            pairs.append(Pair("clause", clauses[len(a.text) % len(clauses)], (i,)))
        if a.headings and len(a.headings[-1]) > 6:
            pairs.append(Pair("heading", f"{a.law} {a.headings[-1]}", (i,)))
    return articles, pairs, test
