// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/EvaluationSet.h"

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
    for (auto it = languages.cbegin(); it != languages.cend(); ++it) {
        if (set.language.isEmpty() || it.value() > languages.value(set.language))
            set.language = it.key();
    }
    return set;
}

Result<QList<TrainingPair>> readPairs(const QString& path) {
    QList<TrainingPair> pairs;
    SOUFFLEUR_CHECK(readLines(path, [&](const QJsonObject& line) -> Status {
        pairs.append({line.value(u"text"_s).toString(), line.value(u"faq_id"_s).toString()});
        return ok();
    }));
    return pairs;
}

void learnVariants(EvaluationSet& set, const QList<TrainingPair>& pairs) {
    QHash<FaqEntryId, FaqEntry*> byId;
    for (FaqEntry& entry : set.entries)
        byId.insert(entry.id, &entry);
    QSet<QString> seen;
    for (const TrainingPair& pair : pairs) {
        FaqEntry* entry = byId.value(set.ids.value(pair.faqId));
        const QString key = pair.faqId + u'\n' + pair.text;
        if (!entry || pair.text.trimmed().isEmpty() || seen.contains(key))
            continue;
        seen.insert(key);
        entry->variants.append({pair.text, entry->answers.first().language, VariantSource::Learned});
    }
}

} // namespace souffleur::assist
