// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/EvaluationSet.h"

#include <algorithm>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace souffleur::assist {

static Status readLines(const QString& path, const std::function<Status(const QJsonObject&)>& fn) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return makeError(ErrorCode::NotFound, QFileInfo(path).fileName());
    int number = 0;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine().trimmed();
        ++number;
        if (line.isEmpty())
            continue;
        const QJsonDocument document = QJsonDocument::fromJson(line);
        if (!document.isObject())
            return makeError(ErrorCode::InvalidInput, u"%1 line %2"_s.arg(QFileInfo(path).fileName()).arg(number));
        SOUFFLEUR_CHECK(fn(document.object()));
    }
    return ok();
}

//! Of equals the first in the alphabet, so that no hash decides.
static QString commonest(const QHash<QString, int>& languages) {
    QString best;
    for (auto it = languages.cbegin(); it != languages.cend(); ++it) {
        const int count = languages.value(best);
        if (best.isEmpty() || it.value() > count || (it.value() == count && it.key() < best))
            best = it.key();
    }
    return best;
}

Result<EvaluationSet> readEvaluationSet(const QString& faqFile, const QString& queriesFile) {
    EvaluationSet set;
    set.name = QFileInfo(faqFile).dir().dirName();
    QHash<QString, int> languages;
    SOUFFLEUR_CHECK(readLines(faqFile, [&](const QJsonObject& line) -> Status {
        const QString name = line.value(u"id"_s).toString();
        if (name.isEmpty())
            return makeError(ErrorCode::InvalidInput, u"faq.jsonl: id"_s);
        FaqEntry entry;
        // The same set gives the same ids, so that ties fall the same way each time.
        entry.id = FaqEntryId(QUuid::createUuidV5(QUuid(), name));
        const QString language = line.value(u"lang"_s).toString(u"en"_s);
        ++languages[language];
        const QString question = line.value(u"question"_s).toString();
        if (!question.isEmpty())
            entry.questions.insert(language, question);
        // Entries without an answer still need one to be offered; a dash has no words.
        const QString answer = line.value(u"answer"_s).toString();
        entry.answers.append(
            {language, AnswerLength::Chat, FormOfAddress::Unknown, answer.isEmpty() ? u"-"_s : answer});
        for (const QJsonValue& tag : line.value(u"tags"_s).toArray())
            entry.tags.append(tag.toString());
        entry.status = FaqStatus::Published;
        entry.version = 1;
        set.ids.insert(name, entry.id);
        set.names.insert(entry.id, name);
        set.entries.append(entry);
        return ok();
    }));
    SOUFFLEUR_CHECK(readLines(queriesFile, [&](const QJsonObject& line) -> Status {
        EvaluationQuery query;
        query.id = line.value(u"id"_s).toString();
        query.language = line.value(u"lang"_s).toString();
        query.text = line.value(u"text"_s).toString();
        for (const QJsonValue& id : line.value(u"relevant"_s).toArray())
            query.relevant.insert(id.toString());
        set.queries.append(query);
        return ok();
    }));
    set.language = commonest(languages);
    return set;
}

Result<QStringList> readTexts(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return makeError(ErrorCode::NotFound, QFileInfo(path).fileName());
    QStringList texts;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine().trimmed();
        const QJsonDocument document = line.startsWith('{') ? QJsonDocument::fromJson(line) : QJsonDocument();
        const QString text =
            document.isObject() ? document.object().value(u"text"_s).toString() : QString::fromUtf8(line);
        if (!text.trimmed().isEmpty())
            texts.append(text);
    }
    return texts;
}

Result<QList<TrainingPair>> readPairs(const QString& path) {
    QList<TrainingPair> pairs;
    SOUFFLEUR_CHECK(readLines(path, [&](const QJsonObject& line) -> Status {
        pairs.append({line.value(u"text"_s).toString(), line.value(u"faq_id"_s).toString()});
        return ok();
    }));
    return pairs;
}

QList<TrainingPair> firstShots(const QList<TrainingPair>& pairs, int shots) {
    if (shots <= 0)
        return pairs;
    QList<TrainingPair> result;
    QHash<QString, int> taken;
    for (const TrainingPair& pair : pairs) {
        if (++taken[pair.faqId] <= shots)
            result.append(pair);
    }
    return result;
}

QList<LearnedPair> learnedPairs(const EvaluationSet& set, const QList<TrainingPair>& pairs) {
    QList<LearnedPair> result;
    QHash<QString, int> seen;
    for (const TrainingPair& pair : pairs) {
        const QString key = pair.faqId + u'\n' + pair.text;
        const bool none = pair.faqId.isEmpty();
        if (pair.text.trimmed().isEmpty() || seen.value(key) >= LearningLimits::SameWordsPerEntry ||
            (!none && !set.ids.contains(pair.faqId)))
            continue;
        const int number = seen[key]++;
        LearnedPair learned;
        learned.id = LearnedPairId(QUuid::createUuidV5(QUuid(), number > 0 ? key + QString::number(number) : key));
        learned.entry = none ? FaqEntryId() : set.ids.value(pair.faqId);
        learned.verdict = none ? Verdict::NoneFits : Verdict::Accepted;
        learned.language = set.language;
        learned.text = pair.text;
        learned.at = fromMs(1'700'000'000'000 + result.size() * 1000);
        result.append(learned);
    }
    return result;
}

EvaluationSet splitByTime(const QList<FaqEntry>& entries, QList<LearnedPair> pairs, double share) {
    EvaluationSet set;
    set.entries = entries;
    QHash<QString, int> languages;
    for (const FaqEntry& entry : entries) {
        const QString name = entry.number > 0 ? u"FAQ-%1"_s.arg(entry.number) : entry.id.toString();
        set.ids.insert(name, entry.id);
        set.names.insert(entry.id, name);
        for (const FaqAnswer& answer : entry.answers)
            ++languages[answer.language];
    }
    set.language = commonest(languages);
    std::stable_sort(pairs.begin(), pairs.end(),
                     [](const LearnedPair& a, const LearnedPair& b) { return a.at < b.at; });
    const auto kept = qsizetype(share * double(pairs.size()));
    set.pairs = pairs.mid(0, kept);
    QSet<QString> known;
    for (const LearnedPair& pair : std::as_const(set.pairs)) {
        set.history.append(pair.text);
        known.insert(pair.text);
    }
    for (const LearnedPair& pair : pairs.mid(kept)) {
        if (pair.verdict == Verdict::Wrong || known.contains(pair.text))
            continue;
        const QString name = set.names.value(pair.entry);
        if (pair.verdict == Verdict::Accepted && name.isEmpty())
            continue; // the entry has gone since
        EvaluationQuery query;
        query.id = pair.id.toString();
        query.language = pair.language.isEmpty() ? set.language : pair.language;
        query.text = pair.text;
        if (pair.verdict == Verdict::Accepted)
            query.relevant.insert(name);
        set.queries.append(query);
    }
    return set;
}

} // namespace souffleur::assist
