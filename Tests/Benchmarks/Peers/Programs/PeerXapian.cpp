// Xapian from C++ with Sou's schema, the least that an index like Sou's costs through libxapian's own interface.
//
//   PeerXapian build INDEX LIST THREADS                   one path a line in LIST
//   PeerXapian update INDEX LIST                          those documents are replaced
//   PeerXapian query INDEX QUERIES WARMUPS SECONDS SNIPPETS
//   PeerXapian omega INDEX QUERIES WARMUPS SECONDS SNIPPETS   the same on an index of omindex, by Xapian's own parser
//
// A query is a line: kind, extension or nothing, words, with tabs between them. For each query that was measured a line
// with its nanoseconds and the number of its hits, up to 10, is printed.

#include <sys/stat.h>
#include <xapian.h>
#include <zstd.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using Clock = std::chrono::steady_clock;
using Strings = std::vector<std::string>;

static Strings lines(const std::string& path) {
    std::ifstream file(path);
    Strings result;
    for (std::string line; std::getline(file, line);) result.push_back(line);
    return result;
}

static std::string contents(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

static std::string extension(const std::string& path) {
    std::string name = path.substr(path.rfind('/') + 1);
    size_t dot = name.rfind('.');
    return dot == std::string::npos ? "" : name.substr(dot + 1);
}

/// The bytes of the character that begins with this one.
static size_t width(unsigned char byte) { return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4; }

static bool isHan(const std::string& text, size_t at) {
    uint32_t first = (unsigned char)text[at];
    if (first < 0xE3) return false;
    if (first >= 0xF0) return true;
    uint32_t point = (first & 15) << 12 | (text[at + 1] & 63) << 6 | (text[at + 2] & 63);
    return (point >= 0x3040 && point < 0x30FF) || (point >= 0x3400 && point < 0xA000);
}

/// Every Han character and every pair of neighbours, and words of ASCII in small letters.
static void forEachTerm(const std::string& text, const std::function<void(const std::string&)>& visit) {
    std::string before, word;
    size_t at = 0;
    while (at < text.size()) {
        size_t next = std::min(at + width(text[at]), text.size());
        bool whole = next - at == width(text[at]);
        if (whole && isHan(text, at)) {
            std::string character = text.substr(at, next - at);
            if (!word.empty()) visit(word);
            word.clear();
            visit(character);
            if (!before.empty()) visit(before + character);
            before = character;
        } else {
            before.clear();
            if (isalnum((unsigned char)text[at])) {
                word += tolower(text[at]);
            } else if (!word.empty()) {
                visit(word);
                word.clear();
            }
        }
        at = next;
    }
    if (!word.empty()) visit(word);
}

static Xapian::Document makeDocument(const std::string& path) {
    std::string text = contents(path);
    Xapian::Document document;
    std::map<std::string, unsigned> counts;
    auto visit = [&](const std::string& term) {
        if (term.size() <= 240) counts[term]++;
    };
    forEachTerm(text, visit);
    for (auto& [term, count] : counts) document.add_term(term, count);
    document.add_boolean_term("Q" + path.substr(0, 244));
    document.add_boolean_term("E" + extension(path));
    document.add_boolean_term("Ttext/plain");
    for (size_t slash = path.rfind('/'); slash != std::string::npos && slash > 0; slash = path.rfind('/', slash - 1))
        document.add_boolean_term("P" + path.substr(0, std::min(slash, size_t(244))));
    struct stat facts;
    stat(path.c_str(), &facts);
    document.add_value(0, Xapian::sortable_serialise(facts.st_mtime));
    document.add_value(1, Xapian::sortable_serialise(facts.st_mtime));
    document.add_value(2, Xapian::sortable_serialise(facts.st_size));
    document.add_value(3, path.substr(0, 256));
    document.add_value(4, std::string(48, 'f'));

    std::string record = "{\"path\":\"" + path + "\",\"type\":\"text/plain\"}\n";
    if (text.size() < 2048) {
        record += text;
    } else {
        std::string frame(ZSTD_compressBound(text.size()), '\0');
        frame.resize(ZSTD_compress(frame.data(), frame.size(), text.data(), text.size(), 6));
        record += frame;
    }
    document.set_data(record);
    return document;
}

/// The text in a document's data.
static std::string storedText(const Xapian::Document& document) {
    std::string data = document.get_data();
    std::string text = data.substr(data.find('\n') + 1);
    if (text.compare(0, 4, "\x28\xB5\x2F\xFD") != 0) return text;
    std::string whole(ZSTD_getFrameContentSize(text.data(), text.size()), '\0');
    whole.resize(ZSTD_decompress(whole.data(), whole.size(), text.data(), text.size()));
    return whole;
}

static void build(const std::string& index, const Strings& paths, unsigned threads) {
    std::vector<std::thread> workers;
    std::vector<std::string> errors(threads);
    for (unsigned number = 0; number < threads; number++) {
        workers.emplace_back([&, number] {
            try {
                Xapian::WritableDatabase database(
                    index + ".part" + std::to_string(number), Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC);
                for (size_t at = number; at < paths.size(); at += threads)
                    database.add_document(makeDocument(paths[at]));
                database.commit();
            } catch (const Xapian::Error& error) {
                errors[number] = error.get_description();
            } catch (const std::exception& error) {
                errors[number] = error.what();
            }
        });
    }
    for (auto& worker : workers) worker.join();
    for (auto& error : errors)
        if (!error.empty()) throw std::runtime_error(error);
    Xapian::Database parts;
    for (unsigned number = 0; number < threads; number++)
        parts.add_database(Xapian::Database(index + ".part" + std::to_string(number)));
    parts.compact(index);
    for (unsigned number = 0; number < threads; number++)
        std::filesystem::remove_all(index + ".part" + std::to_string(number));
}

static void update(const std::string& index, const Strings& paths) {
    Xapian::WritableDatabase database(index, Xapian::DB_OPEN);
    for (auto& path : paths) database.replace_document("Q" + path.substr(0, 244), makeDocument(path));
    database.commit();
}

struct Question {
    std::string kind, extension;
    Strings words;

    explicit Question(const std::string& line) {
        std::istringstream fields(line);
        std::getline(fields, kind, '\t');
        std::getline(fields, extension, '\t');
        for (std::string word; std::getline(fields, word, '\t');) words.push_back(word);
    }
};

/// The terms of a word that a document with the word must have: its pairs, or what it has of single terms.
static Strings neededTerms(const std::string& word) {
    Strings terms, pairs;
    forEachTerm(word, [&](const std::string& term) {
        terms.push_back(term);
        if ((unsigned char)term[0] >= 0xE3 && term.size() > width(term[0])) pairs.push_back(term);
    });
    return pairs.empty() ? terms : pairs;
}

/// Whether the text has the word, letters of ASCII in any case.
static bool contains(const std::string& text, const std::string& word) {
    auto same = [](char one, char other) { return tolower((unsigned char)one) == tolower((unsigned char)other); };
    return std::search(text.begin(), text.end(), word.begin(), word.end(), same) != text.end();
}

static unsigned ask(Xapian::Database& database, const Question& question) {
    bool any = question.kind == "question";
    Strings terms;
    for (auto& word : question.words)
        for (auto& term : neededTerms(word)) terms.push_back(term);
    if (terms.empty()) return 0;
    Xapian::Query query(any ? Xapian::Query::OP_OR : Xapian::Query::OP_AND, terms.begin(), terms.end());
    if (!question.extension.empty())
        query = Xapian::Query(Xapian::Query::OP_FILTER, query, Xapian::Query("E" + question.extension));
    Xapian::Enquire enquire(database);
    enquire.set_weighting_scheme(Xapian::BM25Weight(1.2, 0, 1, 0.75, 0.5));
    enquire.set_query(query);
    unsigned hits = 0;
    // No positions are stored: whether the pairs are one phrase, the text says.
    bool isVerified = !any && question.kind != "character";
    for (unsigned first = 0, count = isVerified ? 30 : 10; hits < 10; first += count, count = 1000) {
        Xapian::MSet matches = enquire.get_mset(first, count);
        for (auto match = matches.begin(); match != matches.end() && hits < 10; ++match) {
            Xapian::Document document = match.get_document();
            std::string text = storedText(document);
            bool isHit = true;
            for (auto& word : question.words) isHit = isHit && (!isVerified || contains(text, word));
            hits += isHit;
        }
        if (matches.size() < count || !isVerified) break;
    }
    return hits;
}

static std::string quoted(const std::string& word) { return "\"" + word + "\""; }

static unsigned askOmega(Xapian::Database& database, const Question& question, bool snippets) {
    Xapian::QueryParser parser;
    parser.set_database(database);
    parser.set_stemmer(Xapian::Stem("english"));
    parser.set_stemming_strategy(Xapian::QueryParser::STEM_NONE);
    bool any = question.kind == "question";
    parser.set_default_op(any ? Xapian::Query::OP_OR : Xapian::Query::OP_AND);
    std::string text;
    // Of a run of Han the parser makes an AND of all its pairs; a question is an OR of them.
    for (auto& word : question.words)
        if (any)
            for (auto& term : neededTerms(word)) text += term + " ";
        else
            text += (question.kind == "character" ? word : quoted(word)) + " ";
    Xapian::Query query = parser.parse_query(
        text, Xapian::QueryParser::FLAG_PHRASE | Xapian::QueryParser::FLAG_CJK_NGRAM);
    if (!question.extension.empty())
        query = Xapian::Query(Xapian::Query::OP_FILTER, query, Xapian::Query("E" + question.extension));
    Xapian::Enquire enquire(database);
    enquire.set_query(query);
    Xapian::MSet matches = enquire.get_mset(0, 10);
    for (auto match = matches.begin(); match != matches.end(); ++match) {
        std::string data = match.get_document().get_data();
        if (snippets)
            matches.snippet(data, 200, Xapian::Stem(),
                            Xapian::MSet::SNIPPET_BACKGROUND_MODEL | Xapian::MSet::SNIPPET_CJK_NGRAM);
    }
    return matches.size();
}

static void measure(char** arguments, const std::function<unsigned(Xapian::Database&, const Question&)>& answer) {
    Xapian::Database database(arguments[2]);
    std::vector<Question> questions;
    for (auto& line : lines(arguments[3])) questions.emplace_back(line);
    int warmups = std::stoi(arguments[4]);
    double seconds = std::stod(arguments[5]);
    auto since = [](Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); };
    auto start = Clock::now();
    for (int pass = 0; pass < warmups; pass++)
        for (size_t at = 0; at < questions.size() && since(start) < seconds / 2; at++) answer(database, questions[at]);
    start = Clock::now();
    for (size_t at = 0; at < questions.size() && since(start) < seconds; at++) {
        auto begin = Clock::now();
        unsigned hits = answer(database, questions[at]);
        auto end = Clock::now();
        std::cout << std::chrono::nanoseconds(end - begin).count() << ' ' << hits << '\n';
    }
}

int main(int count, char** arguments) {
    try {
        std::string command = count > 1 ? arguments[1] : "";
        if (command == "version") {
            std::cout << Xapian::version_string() << '\n';
        } else if (command == "build" && count == 5) {
            build(arguments[2], lines(arguments[3]), std::stoul(arguments[4]));
        } else if (command == "update" && count == 4) {
            update(arguments[2], lines(arguments[3]));
        } else if (command == "query" && count == 7) {
            measure(arguments, ask);
        } else if (command == "omega" && count == 7) {
            bool snippets = std::string(arguments[6]) == "1";
            measure(arguments, [=](Xapian::Database& database, const Question& question) {
                return askOmega(database, question, snippets);
            });
        } else {
            std::cerr << "usage: build, update, query or omega, and what belongs to it\n";
            return 2;
        }
        return 0;
    } catch (const Xapian::Error& error) {
        std::cerr << error.get_description() << '\n';
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
    }
    return 1;
}
