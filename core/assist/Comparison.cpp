// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/Comparison.h"

#include "knowledge/XapianHeader.h"

#include <QElapsedTimer>

namespace souffleur::assist {

namespace {
constexpr int MaxHits = 10;

QString answerOf(const FaqEntry& entry, const QString& language) {
    for (const FaqAnswer& answer : entry.answers) {
        // A dash stands for the answer of sets that have none.
        if (answer.language == language && answer.body != u"-"_s)
            return answer.body;
    }
    return {};
}

QStringList questionsOf(const FaqEntry& entry, const QString& language) {
    QStringList texts;
    if (const QString question = entry.question(language); !question.isEmpty())
        texts.append(question);
    for (const FaqVariant& variant : entry.variants) {
        if (variant.language == language)
            texts.append(variant.text);
    }
    return texts;
}

Xapian::Stem stemmer(const QString& language) {
    try {
        return Xapian::Stem(language.toStdString());
    } catch (const Xapian::Error&) {
        return Xapian::Stem("none");
    }
}
} // namespace

bool hasAnswers(const EvaluationSet& set) {
    for (const FaqEntry& entry : set.entries) {
        if (!entry.tags.isEmpty() ||
            (!questionsOf(entry, set.language).isEmpty() && !answerOf(entry, set.language).isEmpty()))
            return true;
    }
    return false;
}

ComparisonTask comparisonTask(const EvaluationSet& set, ComparedText text, int maxQueries) {
    ComparisonTask task;
    task.language = set.language;
    QHash<FaqEntryId, QStringList> learned;
    for (const LearnedPair& pair : set.pairs) {
        if (pair.verdict == Verdict::Accepted)
            learned[pair.entry].append(pair.text);
    }
    for (const FaqEntry& entry : set.entries) {
        QStringList texts = questionsOf(entry, set.language);
        const QString answer = answerOf(entry, set.language);
        if (text == ComparedText::Everything) {
            texts += entry.tags;
            texts += answer;
        } else if (texts.isEmpty()) {
            texts += answer;
        }
        texts += learned.value(entry.id);
        task.names.append(set.names.value(entry.id));
        task.documents.append(texts.join(u'\n'));
    }
    task.queries = maxQueries > 0 ? set.queries.mid(0, maxQueries) : set.queries;
    for (const EvaluationQuery& query : std::as_const(task.queries))
        task.queryTexts.append(query.text);
    return task;
}

ComparisonHits askXapian(const ComparisonTask& task, QList<double>& milliseconds) {
    Xapian::WritableDatabase database(std::string(), Xapian::DB_BACKEND_INMEMORY);
    Xapian::TermGenerator generator;
    generator.set_stemmer(stemmer(task.language));
    for (const QString& text : task.documents) {
        Xapian::Document document;
        generator.set_document(document);
        generator.index_text(text.toStdString());
        database.add_document(document);
    }
    Xapian::QueryParser parser;
    parser.set_database(database);
    parser.set_stemmer(stemmer(task.language));
    parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
    parser.set_default_op(Xapian::Query::OP_OR);
    ComparisonHits result;
    for (const QString& text : task.queryTexts) {
        QElapsedTimer timer;
        timer.start();
        QList<std::pair<int, double>> hits;
        Xapian::Enquire enquire(database);
        // Flags 0: signs mean nothing, as customers do not write in a query language.
        enquire.set_query(parser.parse_query(text.toStdString(), 0));
        const Xapian::MSet found = enquire.get_mset(0, MaxHits);
        for (auto it = found.begin(); it != found.end(); ++it)
            hits.append({int(*it) - 1, it.get_weight()});
        milliseconds.append(double(timer.nsecsElapsed()) / 1e6);
        result.append(hits);
    }
    return result;
}

EvaluationReport comparisonReport(const ComparisonTask& task, const ComparisonHits& hits,
                                  const QList<double>& milliseconds) {
    QList<QueryOutcome> outcomes;
    for (qsizetype i = 0; i < task.queries.size() && i < hits.size(); ++i) {
        QueryOutcome outcome;
        outcome.relevant = task.queries.at(i).relevant;
        outcome.text = task.queries.at(i).text;
        outcome.milliseconds = milliseconds.value(i);
        for (const auto& [document, score] : hits.at(i)) {
            if (outcome.hits.isEmpty())
                outcome.confidence = score;
            outcome.hits.append(task.names.value(document));
        }
        outcomes.append(outcome);
    }
    return report(outcomes, false);
}

} // namespace souffleur::assist
