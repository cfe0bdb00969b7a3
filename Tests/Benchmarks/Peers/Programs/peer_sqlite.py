"""SQLite FTS5 with the trigram tokenizer: build INDEX LIST THREADS, update INDEX LIST,
query INDEX QUERIES WARMUPS SECONDS SNIPPETS."""

import sqlite3
import sys

from peer_common import extension, lines, measure, text


def rows(paths):
    return ((path, extension(path), text(path)) for path in paths)


def build(index, paths, _threads):
    database = sqlite3.connect(index)
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    database.execute(
        "CREATE VIRTUAL TABLE docs USING fts5(path UNINDEXED, ext UNINDEXED, text, tokenize = 'trigram')"
    )
    # The row of each path, by which an update finds it.
    database.execute("CREATE TABLE paths(path TEXT PRIMARY KEY, id INTEGER) WITHOUT ROWID")
    with database:
        for number, row in enumerate(rows(lines(paths)), start=1):
            database.execute("INSERT INTO docs(rowid, path, ext, text) VALUES (?, ?, ?, ?)", (number, *row))
            database.execute("INSERT INTO paths VALUES (?, ?)", (row[0], number))
        database.execute("INSERT INTO docs(docs) VALUES ('optimize')")


def update(index, paths):
    database = sqlite3.connect(index)
    with database:
        for path, ext, content in rows(lines(paths)):
            (number,) = database.execute("SELECT id FROM paths WHERE path = ?", (path,)).fetchone()
            database.execute("UPDATE docs SET ext = ?, text = ? WHERE rowid = ?", (ext, content, number))


def query(index, queries, warmups, seconds, snippets):
    database = sqlite3.connect(index)
    shown = "path, snippet(docs, 2, '[', ']', '…', 40)" if snippets == "1" else "path"

    def ask(kind, ext, words):
        if kind == "question":
            word = words[0]
            grams = [word[at : at + 3] for at in range(len(word) - 2)] or [word]
            match = " OR ".join('"%s"' % gram.replace('"', "") for gram in grams)
            clauses, values = ["docs MATCH ?"], [match]
        else:
            match = " AND ".join('"%s"' % word.replace('"', "") for word in words if len(word) > 2)
            # With a plus sign, for the index answers that it has no word below three characters.
            short = [word for word in words if len(word) < 3]
            clauses = (["docs MATCH ?"] if match else []) + ["+text LIKE ?"] * len(short)
            values = ([match] if match else []) + ["%" + word + "%" for word in short]
        if ext:
            clauses.append("ext = ?")
            values.append(ext)
        order = "ORDER BY rank " if "docs MATCH ?" in clauses else ""
        sql = "SELECT %s FROM docs WHERE %s %sLIMIT 10" % (shown, " AND ".join(clauses), order)
        return len(database.execute(sql, values).fetchall())

    measure(ask, queries, warmups, seconds)


if __name__ == "__main__":
    if sys.argv[1] == "version":
        memory = sqlite3.connect(":memory:")
        memory.execute("CREATE VIRTUAL TABLE docs USING fts5(text, tokenize = 'trigram')")
        print(sqlite3.sqlite_version)
    else:
        {"build": build, "update": update, "query": query}[sys.argv[1]](*sys.argv[2:])
