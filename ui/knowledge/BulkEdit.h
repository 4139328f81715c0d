// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Knowledge.h"
#include "ui/common/UiContext.h"

#include <QObject>

namespace souffleur::ui {

//! What is changed in several entries alike; what is not set stays as each of them has it.
struct BulkChange {
    std::optional<FaqStatus> status;
    std::optional<FaqAudience> audience;
    QStringList addTags;
    QStringList removeTags;
    std::optional<QDate> validFrom;  //!< an invalid date: at once
    std::optional<QDate> validUntil; //!< an invalid date: no end
    bool isEmpty() const { return *this == BulkChange(); }
    FaqEntry appliedTo(FaqEntry entry) const;
    bool operator==(const BulkChange&) const = default;
};

//! One change of several entries: each is read, changed and stored by a command of its own, a few at a time. What
//! was stored can be taken back, unless somebody saved the entry since.
class BulkEdit : public QObject {
    Q_OBJECT
public:
    //! How many entries came to which end.
    struct Outcome {
        int changed = 0;
        int alike = 0;      //!< nothing to change in them
        int incomplete = 0; //!< not published: no question or no answer
        int reversed = 0;   //!< would end before they begin
        int overtaken = 0;  //!< somebody else saved or removed them meanwhile
        bool cancelled = false;
        std::optional<Error> error; //!< ended the run
    };
    explicit BulkEdit(UiContext& context, QObject* parent = nullptr) : QObject(parent), m_context(context) {}

    void start(const QList<FaqEntryId>& entries, const BulkChange& change);
    //! Puts back what the last run changed.
    void undo();
    //! What is under way still ends; the rest is left alone.
    void cancel();
    bool isRunning() const { return m_running; }
    int changedCount() const { return int(m_changed.size()); }

signals:
    void progressed(int done, int total);
    void finished(const souffleur::ui::BulkEdit::Outcome& outcome);

private:
    struct Changed {
        FaqEntry before;
        int version = 0; //!< that the change made
    };
    void run(const QList<FaqEntryId>& entries, std::function<std::optional<FaqEntry>(const FaqEntry&)> make);
    void next();
    void change(FaqEntryId id);
    void settle();
    std::optional<FaqEntry> changedEntry(const FaqEntry& entry, const BulkChange& change);

    UiContext m_context;
    QList<FaqEntryId> m_entries;
    std::function<std::optional<FaqEntry>(const FaqEntry&)> m_make; //!< none: counted, and left alone
    QHash<FaqEntryId, Changed> m_changed;
    Outcome m_outcome;
    qsizetype m_next = 0;
    int m_done = 0;
    int m_open = 0;
    bool m_running = false;
};

} // namespace souffleur::ui
