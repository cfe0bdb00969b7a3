import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;

/** Ranks documents, one a line, for queries, one a line: prints a line of ten document numbers for each query. */
class LuceneRanking {
    public static void main(String[] arguments) throws Exception {
        Analyzer analyzer = new CJKAnalyzer();
        BM25Similarity similarity = new BM25Similarity(1.2f, 0.75f);
        ByteBuffersDirectory directory = new ByteBuffersDirectory();
        IndexWriterConfig configuration = new IndexWriterConfig(analyzer).setSimilarity(similarity);
        try (IndexWriter writer = new IndexWriter(directory, configuration)) {
            for (String text : Files.readAllLines(Path.of(arguments[0]))) {
                Document document = new Document();
                document.add(new TextField("text", text, Field.Store.NO));
                writer.addDocument(document);
            }
            // One segment, so that a document's number is its place in the file.
            writer.forceMerge(1);
        }
        IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(directory));
        searcher.setSimilarity(similarity);
        QueryBuilder builder = new QueryBuilder(analyzer);
        PrintStream output = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (String text : Files.readAllLines(Path.of(arguments[1]))) {
            Query query = builder.createBooleanQuery("text", text, BooleanClause.Occur.SHOULD);
            StringBuilder line = new StringBuilder();
            if (query != null) {
                for (ScoreDoc hit : searcher.search(query, 10).scoreDocs) line.append(hit.doc).append(' ');
            }
            output.println(line.toString().trim());
        }
        output.flush();
    }
}
