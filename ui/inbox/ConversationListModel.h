// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Change.h"
#include "domain/Conversation.h"

#include <QAbstractListModel>
#include <QSet>

namespace souffleur::workspace {
class Workspace;
}

namespace souffleur::ui {

//! The rows of one inbox view, paged. Contents of a row are always fresh; its place changes only while nobody looks
//! closely: setFrozen(true) keeps the order, collects what is new or belongs elsewhere, and counts it.
class ConversationListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum class State {
        Loading,
        Ready,
        Failed,
    };
    explicit ConversationListModel(workspace::Workspace& workspace, QObject* parent = nullptr);

    void setQuery(const ConversationQuery& query);
    const ConversationQuery& query() const { return m_query; }
    //! Loads anew from the store: what is pending takes its place.
    void reload();
    //! Pointer over the list or focus in it.
    void setFrozen(bool frozen);
    bool isFrozen() const { return m_frozen; }
    //! Rows that are new or would move, held back while frozen.
    int pendingCount() const { return int(m_pending.size()); }
    State state() const { return m_state; }
    const std::optional<Error>& error() const { return m_error; }

    const Conversation* at(int row) const;
    int rowOf(ConversationId id) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

    //! "Miriam Kessler, Instagram, waiting, reply due in 7 min, 3 unread, Can I ...": for screen readers.
    QString accessibleText(const Conversation& conversation) const;
    //! The second line as shown: "Draft: ...", "You: ...", the customer's words.
    static QString previewText(const Conversation& conversation);

signals:
    void stateChanged();
    void pendingCountChanged(int count);
    //! A conversation changed, on this list or not; for whoever shows it.
    void conversationRefreshed(const souffleur::Conversation& conversation);

private:
    void onChanged(const Changes& changes);
    void flush();
    void take(const Conversation& fresh);
    void place(const Conversation& fresh);
    void applyPending();
    int placeFor(const Conversation& fresh, int skip) const;
    void setRows(const QList<Conversation>& rows);
    void put(int row, const Conversation& conversation);
    void drop(int row);
    void setPending(QSet<ConversationId> pending);

    workspace::Workspace& m_workspace;
    ConversationQuery m_query;
    QList<Conversation> m_rows;
    QList<ConversationId> m_ids; //!< of m_rows, close together: they are looked through for each change
    bool m_loose = false;        //!< rows changed while frozen: some may not stand in their order
    QByteArray m_next;
    State m_state = State::Loading;
    std::optional<Error> m_error;
    bool m_frozen = false;
    bool m_fetching = false;
    std::shared_ptr<void> m_flushPause;
    bool m_flushing = false;
    quint64 m_generation = 0; //!< answers to older queries are dropped
    QSet<ConversationId> m_dirty;
    QSet<ConversationId> m_pending;
    QHash<ConversationId, Conversation> m_waitingRows; //!< of m_pending, as last seen
};

} // namespace souffleur::ui
