"""What the peers that are driven from Python share: how files are listed, and how queries are measured."""

import os
import time


def lines(path):
    with open(path, encoding="utf-8") as file:
        return file.read().splitlines()


def text(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def extension(path):
    return os.path.splitext(path)[1][1:]


def pairs(word):
    """Every two neighbouring characters of a word, in small letters; the word itself when it is shorter."""
    word = word.lower()
    return [word[at : at + 2] for at in range(len(word) - 1)] or [word]


def measure(ask, queries, warmups, seconds):
    """Asks every query, and prints nanoseconds and hits of each that the time is enough for.

    `ask` takes kind, extension and words, and returns the number of hits, and the nanoseconds when it knows better.
    """
    asked = []
    for line in lines(queries):
        kind, ext, *words = line.split("\t")
        asked.append((kind, ext, words))
    start = time.perf_counter()
    for _ in range(int(warmups)):
        for query in asked:
            if time.perf_counter() - start > float(seconds) / 2:
                break
            ask(*query)
    start = time.perf_counter()
    for query in asked:
        if time.perf_counter() - start > float(seconds):
            break
        begin = time.perf_counter_ns()
        result = ask(*query)
        elapsed = time.perf_counter_ns() - begin
        hits, elapsed = result if isinstance(result, tuple) else (result, elapsed)
        print(elapsed, hits)
