// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
// bench_evaluate DIR...: success at 1 and 3 of the bot against plain Xapian (one document per entry: question three
// times, tags and answer; the language's stemmer, OR, default BM25) on evaluation sets (core/assist/Evaluation.h).
// Options: --pairs FILE and
// --history FILE, names within each directory.
#include "knowledge/XapianHeader.h"

#include "assist/Evaluation.h"
#include "assist/EvaluationSet.h"

#include <cstdio>

#include <QCoreApplication>
#include <QFile>

using namespace souffleur;
using namespace souffleur::assist;

static EvaluationReport plainXapian(const EvaluationSet& set) {
    Xapian::WritableDatabase database(std::string(), Xapian::DB_BACKEND_INMEMORY);
    Xapian::TermGenerator generator;
    generator.set_stemmer(Xapian::Stem(set.language.toStdString()));
    generator.set_stemming_strategy(Xapian::TermGenerator::STEM_ALL);
    QStringList names;
    for (const FaqEntry& entry : set.entries) {
        Xapian::Document document;
        generator.set_document(document);
        generator.index_text(entry.question(set.language).toStdString(), 3);
        generator.index_text(entry.tags.join(u' ').toStdString());
        for (const FaqVariant& variant : entry.variants)
            generator.index_text(variant.text.toStdString());
        generator.index_text(entry.answers.first().body.toStdString());
        database.add_document(document);
        names.append(set.names.value(entry.id));
    }
    QList<QueryOutcome> outcomes;
    for (const EvaluationQuery& query : set.queries) {
        Xapian::Document words;
        generator.set_document(words);
        generator.index_text(query.text.toStdString());
        std::vector<std::string> terms(words.termlist_begin(), words.termlist_end());
        Xapian::Enquire enquire(database);
        enquire.set_query(Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()));
        QueryOutcome outcome;
        outcome.relevant = query.relevant;
        const Xapian::MSet hits = enquire.get_mset(0, 10);
        for (auto it = hits.begin(); it != hits.end(); ++it)
            outcome.hits.append(names.at(qsizetype(*it) - 1));
        outcome.confidence = hits.empty() ? 0 : hits.begin().get_weight();
        outcomes.append(outcome);
    }
    return report(outcomes);
}

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    QStringList directories = app.arguments().mid(1);
    const auto option = [&](const QString& name) {
        const qsizetype at = directories.indexOf(name);
        if (at < 0)
            return QString();
        const QString value = directories.value(at + 1);
        directories.remove(at, 2);
        return value;
    };
    const QString pairs = option(QStringLiteral("--pairs"));
    const QString history = option(QStringLiteral("--history"));
    std::printf("%-18s %7s %7s %7s | %7s %7s | %7s %7s | %7s %7s\n", "set", "S@1", "S@3", "S@5", "plain1", "plain3",
                "AUROC", "cov95", "p50 ms", "p99 ms");
    double sum1 = 0;
    double sum3 = 0;
    int count = 0;
    for (const QString& directory : std::as_const(directories)) {
        EvaluationInput input;
        input.faqFile = directory + QStringLiteral("/faq.jsonl");
        input.queriesFile = directory + QStringLiteral("/queries.jsonl");
        if (!pairs.isEmpty())
            input.trainFile = directory + u'/' + pairs;
        if (!history.isEmpty())
            input.historyFile = directory + u'/' + history;
        if ((!pairs.isEmpty() && !QFile::exists(input.trainFile)) ||
            (!history.isEmpty() && !QFile::exists(input.historyFile)))
            continue;
        const Result<EvaluationReport> bot = evaluate(input);
        Result<EvaluationSet> set = readEvaluationSet(directory + QStringLiteral("/faq.jsonl"),
                                                      directory + QStringLiteral("/queries.jsonl"));
        if (!bot || !set) {
            std::printf("%s: %s\n", qPrintable(directory),
                        qPrintable(bot ? set.error().toString() : bot.error().toString()));
            continue;
        }
        if (!pairs.isEmpty()) {
            const auto known = readPairs(input.trainFile);
            if (known)
                learnVariants(*set, *known);
        }
        const EvaluationReport plain = plainXapian(*set);
        std::printf("%-18s %7.3f %7.3f %7.3f | %7.3f %7.3f | %7.3f %7.3f | %7.2f %7.2f\n", qPrintable(bot->name),
                    bot->successAt1.value_or(0), bot->successAt3.value_or(0), bot->successAt5.value_or(0),
                    plain.successAt1.value_or(0), plain.successAt3.value_or(0), bot->auroc.value_or(0),
                    bot->coverageAt95.value_or(0), bot->latencyP50Ms.value_or(0), bot->latencyP99Ms.value_or(0));
        std::fflush(stdout);
        sum1 += bot->successAt1.value_or(0);
        sum3 += bot->successAt3.value_or(0);
        ++count;
    }
    if (count > 0)
        std::printf("%-18s %7.3f %7.3f\n", "mean", sum1 / count, sum3 / count);
    return 0;
}
