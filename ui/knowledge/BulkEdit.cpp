// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/knowledge/BulkEdit.h"

#include "base/Executor.h"
#include "workspace/Workspace.h"

namespace souffleur::ui {

namespace {
//! Commands that wait together share one commit of the store.
constexpr int AtOnce = 8;
} // namespace

FaqEntry BulkChange::appliedTo(FaqEntry entry) const {
    if (status)
        entry.status = *status;
    if (audience)
        entry.audience = *audience;
    for (const QString& tag : removeTags)
        entry.tags.removeAll(tag);
    for (const QString& tag : addTags) {
        if (!entry.tags.contains(tag, Qt::CaseInsensitive))
            entry.tags += tag;
    }
    if (validFrom)
        entry.validFrom = *validFrom;
    if (validUntil)
        entry.validUntil = *validUntil;
    return entry;
}

void BulkEdit::start(const QList<FaqEntryId>& entries, const BulkChange& change) {
    if (m_running)
        return;
    m_changed.clear();
    run(entries, [this, change](const FaqEntry& entry) { return changedEntry(entry, change); });
}

std::optional<FaqEntry> BulkEdit::changedEntry(const FaqEntry& entry, const BulkChange& change) {
    const FaqEntry after = change.appliedTo(entry);
    if (after == entry)
        ++m_outcome.alike;
    else if (change.status == FaqStatus::Published &&
             (after.answers.isEmpty() || (after.questions.isEmpty() && after.variants.isEmpty())))
        ++m_outcome.incomplete;
    else if (after.validFrom.isValid() && after.validUntil.isValid() && after.validUntil < after.validFrom)
        ++m_outcome.reversed;
    else
        return after;
    return std::nullopt;
}

void BulkEdit::undo() {
    if (m_running)
        return;
    const QHash<FaqEntryId, Changed> changed = std::exchange(m_changed, {});
    run(changed.keys(), [this, changed](const FaqEntry& entry) -> std::optional<FaqEntry> {
        const Changed was = changed.value(entry.id);
        if (entry.version != was.version) {
            ++m_outcome.overtaken;
            return std::nullopt;
        }
        FaqEntry back = was.before;
        back.version = entry.version;
        return back;
    });
}

void BulkEdit::cancel() {
    if (!m_running)
        return;
    m_outcome.cancelled = m_next < m_entries.size();
    m_next = m_entries.size();
    settle();
}

void BulkEdit::run(const QList<FaqEntryId>& entries, std::function<std::optional<FaqEntry>(const FaqEntry&)> make) {
    m_entries = entries;
    m_make = std::move(make);
    m_outcome = {};
    m_next = m_done = m_open = 0;
    m_running = true;
    emit progressed(0, int(m_entries.size()));
    next();
}

void BulkEdit::next() {
    while (m_open < AtOnce && m_next < m_entries.size()) {
        ++m_open;
        change(m_entries.at(m_next++));
    }
    settle();
}

void BulkEdit::change(FaqEntryId id) {
    const auto ended = [this] {
        --m_open;
        ++m_done;
        emit progressed(m_done, int(m_entries.size()));
        next();
    };
    const auto failed = [this, ended](const Error& error) {
        if (error.code == ErrorCode::Conflict || error.code == ErrorCode::NotFound) {
            ++m_outcome.overtaken;
        } else {
            // The others would most likely end the same way.
            m_outcome.error = error;
            m_next = m_entries.size();
        }
        ended();
    };
    thenOn(m_context.workspace.faqDetail(id), this, [this, ended, failed](const Result<FaqDetail>& detail) {
        if (!detail) {
            failed(detail.error());
            return;
        }
        const FaqEntry before = detail->entry;
        const std::optional<FaqEntry> after = m_make(before);
        if (!after) {
            ended();
            return;
        }
        thenOn(m_context.workspace.run(SaveFaqEntry{*after, {}}), this,
               [this, ended, failed, before](const Result<CommandReply>& reply) {
                   if (!reply) {
                       failed(reply.error());
                       return;
                   }
                   ++m_outcome.changed;
                   m_changed.insert(before.id, {before, before.version + 1});
                   ended();
               });
    });
}

void BulkEdit::settle() {
    if (!m_running || m_open > 0 || m_next < m_entries.size())
        return;
    m_running = false;
    emit finished(m_outcome);
}

} // namespace souffleur::ui
