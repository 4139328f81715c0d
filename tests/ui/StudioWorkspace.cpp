// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "StudioWorkspace.h"

#include <algorithm>

namespace souffleur::test {

FaqEntryId StudioWorkspace::addEntry(const QString& question, const QString& answer) {
    FaqDetail detail;
    FaqEntry& entry = detail.entry;
    entry.id = FaqEntryId::create();
    entry.number = int(details.size()) + 1;
    entry.questions.insert(u"de"_s, question);
    entry.answers = {{u"de"_s, AnswerLength::Chat, FormOfAddress::Formal, answer}};
    entry.status = FaqStatus::Published;
    entry.version = 1;
    entry.createdAt = entry.updatedAt = manualClock.now();
    detail.stats.entry = entry.id;
    detail.versions = {{1, manualClock.now(), u"Jana Vogt"_s, {}, entry}};
    details += detail;
    return entry.id;
}

qsizetype StudioWorkspace::place(FaqEntryId id) const {
    const auto found = std::find_if(details.cbegin(), details.cend(),
                                    [&](const FaqDetail& detail) { return detail.entry.id == id; });
    return found == details.cend() ? -1 : found - details.cbegin();
}

void StudioWorkspace::tellEntry(FaqEntryId id) {
    emit changed({{1, EntityKind::FaqEntry, ChangeKind::Updated, id.uuid(), {}, 0}});
}

Result<CommandReply> StudioWorkspace::save(const FaqEntry& given, const QString& author) {
    qsizetype at = place(given.id);
    if (given.version != (at < 0 ? 0 : details.at(at).entry.version))
        return makeError(ErrorCode::Conflict);
    if (at < 0) {
        FaqDetail detail;
        detail.entry = given;
        detail.entry.number = int(details.size()) + 1;
        detail.entry.createdAt = manualClock.now();
        details += detail;
        at = details.size() - 1;
    }
    FaqDetail& detail = details[at];
    const FaqEntry before = detail.entry;
    detail.entry = given;
    detail.entry.number = before.number;
    detail.entry.createdAt = before.createdAt;
    detail.entry.updatedAt = manualClock.now();
    detail.entry.version = given.version + 1;
    detail.versions.prepend({detail.entry.version, manualClock.now(), author, {}, detail.entry});
    CommandReply reply;
    reply.faqEntry = given.id;
    return reply;
}

void StudioWorkspace::saveElsewhere(FaqEntryId id, const QString& question) {
    FaqEntry other = entry(id);
    other.questions.insert(u"de"_s, question);
    if (!save(other, u"Deniz Arslan"_s))
        qFatal("saveElsewhere");
}

QFuture<Result<QList<FaqListItem>>> StudioWorkspace::faqEntries(const FaqQuery& query) {
    QList<FaqListItem> items;
    for (const FaqDetail& detail : details.mid(query.offset, query.limit))
        items += FaqListItem{detail.entry, detail.stats};
    return now(items);
}

QFuture<Result<FaqDetail>> StudioWorkspace::faqDetail(FaqEntryId id) {
    const qsizetype at = place(id);
    if (at < 0)
        return readyFuture(Result<FaqDetail>(makeError(ErrorCode::NotFound)));
    return now(details.at(at));
}

QFuture<Result<Trial>> StudioWorkspace::tryQuestion(const TrialQuery& query) {
    tried += query;
    return now(trial);
}

QFuture<Result<QList<FaqDuplicate>>> StudioWorkspace::faqDuplicates(int) {
    return now(duplicateList);
}

QFuture<Result<QList<GapCluster>>> StudioWorkspace::gaps(int, int) {
    return now(gapList);
}

QFuture<Result<QList<ReviewTask>>> StudioWorkspace::reviewTasks(bool) {
    return now(taskList);
}

QFuture<Result<QJsonValue>> StudioWorkspace::setting(const QString& key) {
    return now(values.value(key, QJsonValue()));
}

QFuture<Result<CommandReply>> StudioWorkspace::execute(const Command& command) {
    commands += command.payload;
    if (failure)
        return readyFuture(Result<CommandReply>(*failure));
    if (const auto* saving = std::get_if<SaveFaqEntry>(&command.payload)) {
        const Result<CommandReply> reply = save(saving->entry, me().name);
        if (reply)
            tellEntry(saving->entry.id);
        return readyFuture(reply);
    }
    if (const auto* set = std::get_if<SetSetting>(&command.payload))
        values.insert(set->key, set->value);
    return readyFuture(Result<CommandReply>(CommandReply()));
}

} // namespace souffleur::test
