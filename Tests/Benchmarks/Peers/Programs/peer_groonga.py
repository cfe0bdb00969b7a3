"""Groonga with TokenBigram, through its own program: build INDEX LIST THREADS, update INDEX LIST,
query INDEX QUERIES WARMUPS SECONDS SNIPPETS."""

import json
import os
import subprocess
import sys

from peer_common import extension, lines, measure, pairs, text

TABLES = """table_create Docs TABLE_HASH_KEY ShortText
column_create Docs ext COLUMN_SCALAR ShortText
column_create Docs text COLUMN_SCALAR LongText
table_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram --normalizer NormalizerNFKC150
"""
# Made when the texts are there, which takes less time than as they come.
INDEX = "column_create Terms docs_text COLUMN_INDEX|WITH_POSITION Docs text\n"


def load(stream, paths):
    stream.write("load --table Docs\n[\n")
    for number, path in enumerate(paths):
        row = {"_key": path, "ext": extension(path), "text": text(path)}
        stream.write((",\n" if number else "") + json.dumps(row, ensure_ascii=False))
    stream.write("\n]\n")


def run(arguments, work):
    program = subprocess.Popen(
        ["groonga", *arguments], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, encoding="utf-8"
    )
    work(program.stdin)
    program.stdin.close()
    if program.wait() != 0:
        sys.exit("groonga ended with %d" % program.returncode)


def build(index, paths, _threads):
    os.makedirs(index)

    def work(stream):
        stream.write(TABLES)
        load(stream, lines(paths))
        stream.write(INDEX)

    run(["-n", index + "/db"], work)


def update(index, paths):
    run([index + "/db"], lambda stream: load(stream, lines(paths)))


def quoted(word):
    return '"%s"' % word.replace("\\", "").replace('"', "")


def query(index, queries, warmups, seconds, snippets):
    program = subprocess.Popen(
        ["groonga", index + "/db"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    # Else it remembers the answers of the warm-up.
    program.stdin.write("cache_limit 0\n")
    program.stdin.flush()
    program.stdout.readline()
    shown = "_key,snippet_html(text)" if snippets == "1" else "_key"

    def ask(kind, ext, words):
        parts = [quoted(pair) for word in words for pair in pairs(word)] if kind == "question" else map(quoted, words)
        match = (" OR " if kind == "question" else " ").join(parts).replace("\\", "\\\\").replace("'", "\\'")
        command = "select Docs --match_columns text --query '%s' --output_columns '%s'" % (match, shown)
        command += " --sort_keys -_score --limit 10"
        if ext:
            command += " --filter 'ext == \"%s\"'" % ext
        program.stdin.write(command + "\n")
        program.stdin.flush()
        head, *body = json.loads(program.stdout.readline())
        if head[0] != 0:
            sys.exit("groonga: %s: %s" % (command, head))
        # What Groonga says that it took, without the pipe.
        return len(body[0][0]) - 2, int(head[2] * 1e9)

    measure(ask, queries, warmups, seconds)
    program.stdin.close()
    program.wait()


if __name__ == "__main__":
    if sys.argv[1] == "version":
        print(subprocess.run(["groonga", "--version"], capture_output=True, text=True).stdout.split()[1])
    else:
        {"build": build, "update": update, "query": query}[sys.argv[1]](*sys.argv[2:])
