// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Commands.h"

#include "knowledge/FaqFile.h"

#include <cstdio>

#include <QFile>
#include <QSaveFile>

namespace souffleur::tool {
namespace {

constexpr const char* Actions[] = {"add", "change", "duplicate", "broken"};
constexpr const char* Bands[] = {"very_good", "good", "possible"};

Result<QByteArray> readAll(const QString& path, qint64 limit = knowledge::FaqFile::MaxBytes) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return makeError(ErrorCode::IoError, path + u": "_s + file.errorString());
    if (file.size() > limit)
        return makeError(ErrorCode::TooLarge, path);
    return file.readAll();
}

} // namespace

Status runFaqImport(Tool& tool) {
    const bool dryRun = tool.flag(u"dry-run"_s);
    const std::optional<QString> path = tool.next();
    if (!path)
        return makeError(ErrorCode::InvalidInput, u"which file?"_s);
    SOUFFLEUR_CHECK(tool.finishArguments());
    SOUFFLEUR_TRY(const QByteArray content, readAll(*path));
    SOUFFLEUR_TRY(const auto workspace, tool.open(false));
    SOUFFLEUR_TRY(const ImportPlan plan, tool.call([&] { return workspace->planImport(content); }));
    int taken = 0;
    if (!dryRun) {
        SOUFFLEUR_TRY(const CommandReply reply, tool.call([&] { return workspace->run(CommitImport{plan}); }));
        taken = reply.count;
    }
    QJsonArray rows;
    QString text = u"%1 new, %2 changed, %3 duplicates, %4 broken%5"_s.arg(
        QString::number(plan.added), QString::number(plan.changed), QString::number(plan.duplicates),
        QString::number(plan.broken), dryRun ? u" (dry run, nothing changed)"_s : QString());
    for (const ImportRow& row : plan.rows) {
        QJsonObject object{{u"row"_s, row.row}, {u"action"_s, QLatin1String(Actions[int(row.action)])}};
        if (row.action == ImportAction::Broken) {
            object.insert(u"problem"_s, row.problem);
            object.insert(u"value"_s, row.value);
            text += u"\nrow %1: %2 %3"_s.arg(QString::number(row.row), row.problem, row.value);
        }
        rows += object;
    }
    tool.print(QJsonObject{{u"added"_s, plan.added},
                           {u"changed"_s, plan.changed},
                           {u"duplicates"_s, plan.duplicates},
                           {u"broken"_s, plan.broken},
                           {u"committed"_s, taken},
                           {u"dry_run"_s, dryRun},
                           {u"rows"_s, rows}},
               text);
    return ok();
}

Status runFaqExport(Tool& tool) {
    const QString format = tool.option(u"format"_s, u"json"_s);
    const std::optional<QString> path = tool.next();
    if (!path || (format != u"json" && format != u"csv"))
        return makeError(ErrorCode::InvalidInput, u"faq export FILE|- [--format json|csv]"_s);
    SOUFFLEUR_CHECK(tool.finishArguments());
    SOUFFLEUR_TRY(const auto workspace, tool.open(false));
    SOUFFLEUR_TRY(const QByteArray content, tool.call([&] {
        return workspace->exportFaq(format == u"csv" ? FaqFormat::Csv : FaqFormat::Json);
    }));
    if (*path == u"-") {
        std::fwrite(content.constData(), 1, size_t(content.size()), stdout);
        return ok();
    }
    QSaveFile file(*path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit())
        return makeError(ErrorCode::IoError, *path + u": "_s + file.errorString());
    tool.print(QJsonObject{{u"file"_s, *path}, {u"bytes"_s, content.size()}}, u"Saved: "_s + *path);
    return ok();
}

Status runFaqList(Tool& tool) {
    static const QStringList Statuses{u"draft"_s, u"in_review"_s, u"published"_s, u"archived"_s};
    FaqQuery query;
    query.text = tool.option(u"text"_s);
    query.limit = tool.option(u"limit"_s, u"1000"_s).toInt();
    if (const QString status = tool.option(u"status"_s); !status.isEmpty()) {
        if (!Statuses.contains(status))
            return makeError(ErrorCode::InvalidInput, u"status "_s + status);
        query.status = FaqStatus(Statuses.indexOf(status));
    }
    SOUFFLEUR_CHECK(tool.finishArguments());
    SOUFFLEUR_TRY(const auto workspace, tool.open(false));
    SOUFFLEUR_CHECK(tool.call([&] { return workspace->indexReady(); }));
    SOUFFLEUR_TRY(const QList<FaqListItem> items, tool.call([&] { return workspace->faqEntries(query); }));
    QJsonArray rows;
    QString text;
    for (const FaqListItem& item : items) {
        const RatingSummary rating = rules::shrunkRating(item.stats.ratingSum, item.stats.ratingCount);
        rows += QJsonObject{{u"id"_s, item.entry.id.toString()},
                            {u"number"_s, item.entry.number},
                            {u"question"_s, item.entry.question(u"de"_s)},
                            {u"status"_s, Statuses.at(int(item.entry.status))},
                            {u"tags"_s, QJsonArray::fromStringList(item.entry.tags)},
                            {u"variants"_s, item.entry.variants.size()},
                            {u"answers"_s, item.entry.answers.size()},
                            {u"sent"_s, item.stats.sent},
                            {u"rating"_s, item.stats.ratingCount > 0 ? QJsonValue(rating.mean) : QJsonValue()},
                            {u"ratings"_s, item.stats.ratingCount}};
        text += u"FAQ-%1  %2  %3\n"_s.arg(QString::number(item.entry.number).rightJustified(4),
                                          Statuses.at(int(item.entry.status)).leftJustified(10),
                                          item.entry.question(u"de"_s));
    }
    tool.print(rows, text.isEmpty() ? u"No entries."_s : text);
    return ok();
}

Status runFaqGaps(Tool& tool) {
    const int minCount = tool.option(u"min"_s, u"1"_s).toInt();
    const int limit = tool.option(u"limit"_s, u"20"_s).toInt();
    SOUFFLEUR_CHECK(tool.finishArguments());
    SOUFFLEUR_TRY(const auto workspace, tool.open(false));
    SOUFFLEUR_TRY(const QList<GapCluster> gaps, tool.call([&] { return workspace->gaps(minCount, limit); }));
    QJsonArray rows;
    QString text;
    for (const GapCluster& gap : gaps) {
        QJsonArray conversations;
        for (const ConversationId& id : gap.conversations)
            conversations += id.toString();
        const double hours = double(gap.meanWait.count()) / 3'600'000.0;
        rows += QJsonObject{{u"question"_s, gap.question},
                            {u"words"_s, QJsonArray::fromStringList(gap.words)},
                            {u"examples"_s, QJsonArray::fromStringList(gap.examples)},
                            {u"language"_s, gap.language},
                            {u"conversations"_s, gap.count},
                            {u"none_fits"_s, gap.noneFits},
                            {u"silent"_s, gap.silent},
                            {u"waiting"_s, gap.waiting},
                            {u"mean_wait_hours"_s, hours},
                            {u"cost_hours"_s, gap.cost},
                            {u"draft"_s, gap.draft},
                            {u"draft_uses"_s, gap.draftUses},
                            {u"ids"_s, conversations}};
        text += u"%1x  %2 h wait  %3\n"_s.arg(QString::number(gap.count).rightJustified(4),
                                              QString::number(hours, 'f', 1).rightJustified(5), gap.question);
        if (!gap.draft.isEmpty())
            text += u"       answered: %1\n"_s.arg(rules::oneLine(gap.draft, 160));
    }
    tool.print(rows, text.isEmpty() ? u"Nothing that the FAQ leaves open."_s : text);
    return ok();
}

Status runSuggest(Tool& tool) {
    const QString language = tool.option(u"lang"_s);
    const int limit = tool.option(u"limit"_s, u"3"_s).toInt();
    const std::optional<QString> text = tool.next();
    if (!text)
        return makeError(ErrorCode::InvalidInput, u"suggest TEXT"_s);
    SOUFFLEUR_CHECK(tool.finishArguments());
    SOUFFLEUR_TRY(const auto workspace, tool.open(false));
    SOUFFLEUR_CHECK(tool.call([&] { return workspace->indexReady(); }));
    SOUFFLEUR_TRY(const SuggestionSet set,
                  tool.call([&] { return workspace->suggestFor(*text, language, limit); }));
    QJsonArray rows;
    QString out;
    for (const Suggestion& s : set.suggestions) {
        rows += QJsonObject{{u"entry"_s, s.entry.toString()},
                            {u"number"_s, s.number},
                            {u"title"_s, s.title},
                            {u"band"_s, QLatin1String(Bands[int(s.band)])},
                            {u"probability"_s, s.probability},
                            {u"score"_s, s.score},
                            {u"text"_s, s.filled.text},
                            {u"matched"_s, QJsonArray::fromStringList(s.matchedWords)},
                            {u"rating"_s, s.rating.count > 0 ? QJsonValue(s.rating.mean) : QJsonValue()},
                            {u"ratings"_s, s.rating.count},
                            {u"sent"_s, s.timesSent}};
        out += u"%1  FAQ-%2 %3 [%4]\n    %5\n"_s.arg(QString::number(rows.size()), QString::number(s.number),
                                                     s.title, QLatin1String(Bands[int(s.band)]),
                                                     rules::oneLine(s.filled.text, 200));
    }
    tool.print(QJsonObject{{u"language"_s, set.language},
                           {u"candidates"_s, set.candidates},
                           {u"took_ms"_s, double(set.tookMicroseconds) / 1000.0},
                           {u"suggestions"_s, rows}},
               out.isEmpty() ? u"No good answer in the FAQ."_s : out);
    return ok();
}

} // namespace souffleur::tool
