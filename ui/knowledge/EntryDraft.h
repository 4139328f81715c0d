// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Knowledge.h"

#include <QObject>
#include <QUndoStack>

namespace souffleur::ui {

//! An entry that is being edited: what is stored, what became of it, and the way back. Stays while other entries
//! are looked at, so nobody is asked anything.
class EntryDraft : public QObject {
    Q_OBJECT
public:
    explicit EntryDraft(FaqDetail detail, QObject* parent = nullptr);

    const FaqDetail& detail() const { return m_detail; }
    const FaqEntry& stored() const { return m_detail.entry; }
    const FaqEntry& edited() const { return m_edited; }
    FaqEntryId id() const { return m_detail.entry.id; }
    bool isNew() const { return m_detail.entry.version == 0; }
    bool isChanged() const { return m_edited != m_detail.entry; }
    QUndoStack& undoStack() { return m_stack; }
    //! One step on the way; steps of one field that follow each other without a new word are one.
    void edit(const QString& field, const FaqEntry& after);
    //! What the store has now. Edits stay, on top of the version they were made for: saving them tells a conflict.
    void setDetail(const FaqDetail& detail);
    //! The edits were stored.
    void saved(const FaqDetail& detail);
    //! The edits count as made for the stored version from now on.
    void rebase();
    void discard();

    //! Languages somebody added that hold nothing yet.
    QStringList openedLanguages;

signals:
    void changed();

private:
    friend class EditEntry;
    void set(const FaqEntry& entry);

    FaqDetail m_detail;
    FaqEntry m_edited;
    QUndoStack m_stack;
};

} // namespace souffleur::ui
