// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "FakeWorkspace.h"

namespace souffleur::test {

//! A FakeWorkspace that keeps a FAQ: entries with versions and conflicts, gaps, duplicates and tasks as given.
class StudioWorkspace : public FakeWorkspace {
    Q_OBJECT
public:
    //! A published entry with one German answer.
    FaqEntryId addEntry(const QString& question, const QString& answer = QStringLiteral("Gern."));
    FaqEntry& entry(FaqEntryId id) { return details[place(id)].entry; }
    //! Somebody else saves the entry.
    void saveElsewhere(FaqEntryId id, const QString& question);
    void tellEntry(FaqEntryId id);

    QList<FaqDetail> details;
    QList<GapCluster> gapList;
    QList<FaqDuplicate> duplicateList;
    QList<ReviewTask> taskList;
    QList<TrialQuery> tried;
    Trial trial;
    QHash<QString, QJsonValue> values;

    template <class T>
    QList<T> sent() const {
        QList<T> found;
        for (const CommandPayload& payload : commands) {
            if (const T* command = std::get_if<T>(&payload))
                found += *command;
        }
        return found;
    }

    QFuture<Result<QList<FaqListItem>>> faqEntries(const FaqQuery& query) override;
    QFuture<Result<FaqDetail>> faqDetail(FaqEntryId id) override;
    QFuture<Result<Trial>> tryQuestion(const TrialQuery& query) override;
    QFuture<Result<QList<FaqDuplicate>>> faqDuplicates(int limit) override;
    QFuture<Result<QList<GapCluster>>> gaps(int minCount, int limit) override;
    QFuture<Result<QList<ReviewTask>>> reviewTasks(bool withClosed) override;
    QFuture<Result<QJsonValue>> setting(const QString& key) override;
    QFuture<Result<CommandReply>> execute(const Command& command) override;

private:
    template <class T>
    QFuture<Result<T>> now(T value) {
        return readyFuture(failure ? Result<T>(*failure) : Result<T>(std::move(value)));
    }
    qsizetype place(FaqEntryId id) const;
    Result<CommandReply> save(const FaqEntry& entry, const QString& author);
};

} // namespace souffleur::test
