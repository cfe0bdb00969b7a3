"""tantivy with 2-grams, from its Python package: build INDEX LIST THREADS, update INDEX LIST,
query INDEX QUERIES WARMUPS SECONDS SNIPPETS."""

import os
import sys

import tantivy
from peer_common import extension, lines, measure, pairs, text


def analyzer():
    grams = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(2, 2, False))
    return grams.filter(tantivy.Filter.lowercase()).build()


def opened(index):
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("path", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("ext", stored=False, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", stored=True, tokenizer_name="pairs", index_option="freq")
    os.makedirs(index, exist_ok=True)
    result = tantivy.Index(builder.build(), path=index)
    result.register_tokenizer("pairs", analyzer())
    return result


def document(path):
    return tantivy.Document(path=path, ext=extension(path), text=text(path))


def build(index, paths, threads):
    writer = opened(index).writer(256_000_000 * int(threads), int(threads))
    for path in lines(paths):
        writer.add_document(document(path))
    writer.commit()
    writer.wait_merging_threads()


def update(index, paths):
    writer = opened(index).writer(256_000_000, 1)
    for path in lines(paths):
        writer.delete_documents_by_term("path", path)
        writer.add_document(document(path))
    writer.commit()
    writer.wait_merging_threads()


def query(index, queries, warmups, seconds, snippets):
    opened_index = opened(index)
    schema = opened_index.schema
    searcher = opened_index.searcher()

    def ask(kind, ext, words):
        occur = tantivy.Occur.Should if kind == "question" else tantivy.Occur.Must
        terms = [
            (occur, tantivy.Query.term_query(schema, "text", pair, "freq")) for word in words for pair in pairs(word)
        ]
        asked = tantivy.Query.boolean_query(terms)
        if ext:
            only = tantivy.Query.const_score_query(tantivy.Query.term_query(schema, "ext", ext, "basic"), 0.0)
            asked = tantivy.Query.boolean_query([(tantivy.Occur.Must, asked), (tantivy.Occur.Must, only)])
        hits = searcher.search(asked, 10, count=False).hits
        generator = tantivy.SnippetGenerator.create(searcher, asked, schema, "text") if snippets == "1" else None
        for _, address in hits:
            found = searcher.doc(address)
            if generator:
                generator.snippet_from_doc(found).to_html()
        return len(hits)

    measure(ask, queries, warmups, seconds)


if __name__ == "__main__":
    if sys.argv[1] == "version":
        print(tantivy.__version__.split(",")[0].removeprefix("tantivy v"))
    else:
        {"build": build, "update": update, "query": query}[sys.argv[1]](*sys.argv[2:])
