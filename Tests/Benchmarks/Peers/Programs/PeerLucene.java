import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.QueryBuilder;
import org.apache.lucene.util.Version;

/**
 * Lucene's CJKAnalyzer: build INDEX LIST THREADS, update INDEX LIST, or query INDEX QUERIES WARMUPS SECONDS SNIPPETS.
 *
 * <p>A query is a line: kind, extension or nothing, words, with tabs between them. For each query that was measured a
 * line with its nanoseconds and the number of its hits, up to 10, is printed.
 */
class PeerLucene {
    private static final Analyzer ANALYZER = new CJKAnalyzer();
    private static final BM25Similarity SIMILARITY = new BM25Similarity(1.2f, 0.75f);

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "version" -> System.out.println(Version.LATEST);
            case "build" -> write(
                arguments[1], arguments[2], Integer.parseInt(arguments[3]), IndexWriterConfig.OpenMode.CREATE);
            case "update" -> write(arguments[1], arguments[2], 1, IndexWriterConfig.OpenMode.APPEND);
            case "query" -> query(
                arguments[1], arguments[2], Integer.parseInt(arguments[3]), Double.parseDouble(arguments[4]),
                arguments[5].equals("1"));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void write(String index, String list, int threads, IndexWriterConfig.OpenMode mode)
        throws IOException, InterruptedException, ExecutionException {
        IndexWriterConfig configuration =
            new IndexWriterConfig(ANALYZER).setSimilarity(SIMILARITY).setOpenMode(mode).setRAMBufferSizeMB(256);
        List<String> paths = Files.readAllLines(Path.of(list));
        try (IndexWriter writer = new IndexWriter(new MMapDirectory(Path.of(index)), configuration)) {
            ExecutorService workers = Executors.newFixedThreadPool(threads);
            List<Future<?>> parts = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int first = thread;
                parts.add(workers.submit(() -> {
                    for (int at = first; at < paths.size(); at += threads) add(writer, paths.get(at), mode);
                    return null;
                }));
            }
            for (Future<?> part : parts) part.get();
            workers.shutdown();
            writer.commit();
        }
    }

    private static void add(IndexWriter writer, String path, IndexWriterConfig.OpenMode mode) throws IOException {
        String text = new String(Files.readAllBytes(Path.of(path)), StandardCharsets.UTF_8);
        String name = path.substring(path.lastIndexOf('/') + 1);
        Document document = new Document();
        document.add(new StringField("path", path, Field.Store.YES));
        document.add(new StringField("ext", name.substring(name.lastIndexOf('.') + 1), Field.Store.NO));
        document.add(new TextField("text", text, Field.Store.YES));
        if (mode == IndexWriterConfig.OpenMode.CREATE) writer.addDocument(document);
        else writer.updateDocument(new Term("path", path), document);
    }

    private static void query(String index, String list, int warmups, double seconds, boolean snippets)
        throws IOException {
        IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(new MMapDirectory(Path.of(index))));
        searcher.setSimilarity(SIMILARITY);
        QueryBuilder builder = new QueryBuilder(ANALYZER);
        UnifiedHighlighter highlighter = new UnifiedHighlighter(searcher, ANALYZER);
        List<String> lines = Files.readAllLines(Path.of(list));
        long start = System.nanoTime();
        for (int pass = 0; pass < warmups; pass++)
            for (String line : lines) {
                if (System.nanoTime() - start > seconds / 2 * 1e9) break;
                ask(searcher, builder, highlighter, line, snippets);
            }
        StringBuilder output = new StringBuilder();
        start = System.nanoTime();
        for (String line : lines) {
            long begin = System.nanoTime();
            if (begin - start > seconds * 1e9) break;
            int hits = ask(searcher, builder, highlighter, line, snippets);
            output.append(System.nanoTime() - begin).append(' ').append(hits).append('\n');
        }
        System.out.print(output);
    }

    /** Parses, searches, and reads the paths of the first ten; with snippets also their texts. */
    private static int ask(
        IndexSearcher searcher, QueryBuilder builder, UnifiedHighlighter highlighter, String line, boolean snippets)
        throws IOException {
        String[] fields = line.split("\t", -1);
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (String word : Arrays.asList(fields).subList(2, fields.length)) {
            Query part = fields[0].equals("question")
                ? builder.createBooleanQuery("text", word, BooleanClause.Occur.SHOULD)
                : builder.createPhraseQuery("text", word);
            if (part == null) return 0;
            all.add(part, BooleanClause.Occur.MUST);
        }
        if (!fields[1].isEmpty()) all.add(new TermQuery(new Term("ext", fields[1])), BooleanClause.Occur.FILTER);
        Query query = all.build();
        TopDocs top = searcher.search(query, 10);
        if (snippets && top.scoreDocs.length > 0) highlighter.highlight("text", query, top, 2);
        for (ScoreDoc hit : top.scoreDocs) searcher.doc(hit.doc, Set.of("path")).get("path");
        return top.scoreDocs.length;
    }
}
