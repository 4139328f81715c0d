// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/Workspace.h"

#include "base/Executor.h"

namespace souffleur::workspace {
namespace {

template <class T>
QFuture<Result<T>> unsupported() {
    return readyFuture(Result<T>(makeError(ErrorCode::Unsupported)));
}

} // namespace

QFuture<Result<Polished>> Workspace::polish(ConversationId, const Suggestion&) {
    return readyFuture(Result<Polished>(makeError(ErrorCode::NotConfigured)));
}

QFuture<Result<FaqDetail>> Workspace::faqDetail(FaqEntryId) {
    return unsupported<FaqDetail>();
}

QFuture<Result<Trial>> Workspace::tryQuestion(const TrialQuery&) {
    return unsupported<Trial>();
}

QFuture<Result<QList<FaqDuplicate>>> Workspace::faqDuplicates(int) {
    return unsupported<QList<FaqDuplicate>>();
}

QFuture<Result<QList<GapCluster>>> Workspace::gaps(int, int) {
    return unsupported<QList<GapCluster>>();
}

QFuture<Result<QList<ReviewTask>>> Workspace::reviewTasks(bool) {
    return unsupported<QList<ReviewTask>>();
}

QFuture<Result<QList<SynonymGroup>>> Workspace::synonyms() {
    return unsupported<QList<SynonymGroup>>();
}

QFuture<Result<QList<EpisodeRating>>> Workspace::ratings(int) {
    return unsupported<QList<EpisodeRating>>();
}

QFuture<Result<QStringList>> Workspace::dictionaries() {
    return unsupported<QStringList>();
}

QFuture<Result<QStringList>> Workspace::misspelt(const QString&, const QStringList&) {
    return unsupported<QStringList>();
}

QFuture<Result<QStringList>> Workspace::corrections(const QString&, const QString&, int) {
    return unsupported<QStringList>();
}

QFuture<Result<int>> Workspace::draftCount() {
    return unsupported<int>();
}

} // namespace souffleur::workspace
