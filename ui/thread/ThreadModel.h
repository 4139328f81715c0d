// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Change.h"
#include "domain/Message.h"

#include <QAbstractListModel>
#include <QSet>

namespace souffleur::workspace {
class Workspace;
}

namespace souffleur::ui {

//! Messages, notes and marks of one conversation in the order of their sequence. Holds a window of at most MaxRows:
//! reading up through 50 000 messages lets go of the newest ones, reading down brings them back.
class ThreadModel : public QAbstractListModel {
    Q_OBJECT
public:
    //! A switch of conversation lays out no more than fills a screen; the view asks for the rest at once.
    static constexpr int FirstPage = 30;
    static constexpr int PageSize = 80;
    static constexpr int MaxRows = 600;

    explicit ThreadModel(workspace::Workspace& workspace, QObject* parent = nullptr);
    void setConversation(std::optional<ConversationId> id);
    std::optional<ConversationId> conversation() const { return m_id; }
    void loadOlder();
    void loadNewer();
    //! Shows the neighbourhood of this place, loading it when needed; jumped() follows.
    void jumpTo(qint64 sequence);
    void jumpToLatest();
    //! Reads upwards until the message is there; jumped() or notFound() follows.
    void jumpToMessage(MessageId id);
    bool hasOlder() const { return m_hasOlder; }
    bool hasNewer() const { return m_hasNewer; }
    bool isLoading() const { return m_loading; }
    const std::optional<Error>& error() const { return m_error; }

    const ThreadItem* at(int row) const;
    const Message* messageAt(int row) const;
    int rowOf(qint64 sequence) const; //!< -1: not loaded
    int rowOfMessage(MessageId id) const;
    //! Highest sequence here; 0 when empty.
    qint64 lastSequence() const;
    //! "Today · Instagram" above the first item of a day or channel; empty: none.
    QString separator(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

signals:
    void loaded(); //!< the first page, also when it is empty or failed
    void jumped(qint64 sequence);
    //! The message is not in this conversation, or too far up.
    void notFound();
    //! Live items at the end.
    void appended(int count);
    void failed(const souffleur::Error& error);

private:
    void reset(const ThreadPage& page);
    void onChanged(const Changes& changes);
    void flush();
    void put(const ThreadItem& item);
    void trim(bool atEnd);
    void resetTo(qint64 sequence);
    void seek();

    workspace::Workspace& m_workspace;
    std::optional<ConversationId> m_id;
    QList<ThreadItem> m_items;
    bool m_hasOlder = false;
    bool m_hasNewer = false;
    bool m_loading = false;
    bool m_flushing = false;
    std::optional<Error> m_error;
    QSet<qint64> m_dirty;
    struct Seek {
        MessageId message;
        int pages = 0; //!< read so far
    };
    std::optional<Seek> m_seek;
    quint64 m_generation = 0;
};

} // namespace souffleur::ui
