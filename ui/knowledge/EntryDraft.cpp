// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/knowledge/EntryDraft.h"

namespace souffleur::ui {

namespace {
qsizetype wordsIn(const FaqEntry& entry) {
    qsizetype words = 0;
    const auto count = [&](const QString& text) { words += text.count(u' ') + text.count(u'\n'); };
    for (const QString& question : entry.questions)
        count(question);
    for (const FaqAnswer& answer : entry.answers)
        count(answer.body);
    return words;
}
} // namespace

class EditEntry final : public QUndoCommand {
public:
    EditEntry(EntryDraft& draft, QString field, FaqEntry after)
        : m_draft(draft), m_field(std::move(field)), m_before(draft.m_edited), m_after(std::move(after)) {}
    int id() const override { return 1; }
    void undo() override { m_draft.set(m_before); }
    void redo() override { m_draft.set(m_after); }
    bool mergeWith(const QUndoCommand* command) override {
        const auto* next = static_cast<const EditEntry*>(command);
        if (next->m_field != m_field || wordsIn(next->m_before) != wordsIn(next->m_after))
            return false;
        m_after = next->m_after;
        return true;
    }

private:
    EntryDraft& m_draft;
    QString m_field;
    FaqEntry m_before;
    FaqEntry m_after;
};

EntryDraft::EntryDraft(FaqDetail detail, QObject* parent)
    : QObject(parent), m_detail(std::move(detail)), m_edited(m_detail.entry) {
    m_stack.setUndoLimit(200);
}

void EntryDraft::edit(const QString& field, const FaqEntry& after) {
    if (after != m_edited)
        m_stack.push(new EditEntry(*this, field, after));
}

void EntryDraft::set(const FaqEntry& entry) {
    // The way back does not lead behind what was saved meanwhile.
    FaqEntry next = entry;
    next.version = m_edited.version;
    next.number = m_edited.number;
    next.createdAt = m_edited.createdAt;
    next.updatedAt = m_edited.updatedAt;
    m_edited = next;
    emit changed();
}

void EntryDraft::setDetail(const FaqDetail& detail) {
    if (!isChanged()) {
        saved(detail);
        return;
    }
    m_detail.stats = detail.stats;
    m_detail.learned = detail.learned;
    m_detail.versions = detail.versions;
    emit changed();
}

void EntryDraft::saved(const FaqDetail& detail) {
    m_detail = detail;
    m_edited = detail.entry;
    emit changed();
}

void EntryDraft::rebase() {
    if (m_detail.versions.isEmpty())
        return;
    m_detail.entry = m_detail.versions.first().entry;
    m_edited.version = m_detail.entry.version;
    m_edited.number = m_detail.entry.number;
    m_edited.createdAt = m_detail.entry.createdAt;
    m_edited.updatedAt = m_detail.entry.updatedAt;
    emit changed();
}

void EntryDraft::discard() {
    edit(u"discard"_s, m_detail.entry);
}

} // namespace souffleur::ui
