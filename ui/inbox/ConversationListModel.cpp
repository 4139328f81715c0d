// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inbox/ConversationListModel.h"

#include "base/Executor.h"
#include "ui/common/Format.h"
#include "ui/inbox/InboxOrder.h"
#include "workspace/Workspace.h"

#include <algorithm>

namespace souffleur::ui {

namespace {
constexpr qsizetype Flood = 50; //!< conversations changed at once
constexpr auto FloodPause = 250ms;
} // namespace

ConversationListModel::ConversationListModel(workspace::Workspace& workspace, QObject* parent)
    : QAbstractListModel(parent), m_workspace(workspace) {
    connect(&workspace, &workspace::Workspace::changed, this, &ConversationListModel::onChanged);
}

void ConversationListModel::setQuery(const ConversationQuery& query) {
    m_query = query;
    m_query.after.clear();
    ++m_generation;
    beginResetModel();
    setRows({});
    m_next.clear();
    endResetModel();
    reload();
}

void ConversationListModel::reload() {
    const quint64 generation = ++m_generation;
    m_fetching = true;
    m_error.reset();
    if (m_rows.isEmpty()) {
        m_state = State::Loading;
        emit stateChanged();
    }
    ConversationQuery query = m_query;
    // A refresh keeps as much as was loaded, within reason.
    query.limit = std::clamp(int(m_rows.size()), m_query.limit, 5 * m_query.limit);
    thenOn(m_workspace.conversations(query), this, [this, generation](const Result<ConversationPage>& page) {
        if (generation != m_generation)
            return;
        m_fetching = false;
        if (!page) {
            m_error = page.error();
            m_state = State::Failed;
            emit stateChanged();
            return;
        }
        setPending({});
        m_loose = false;
        beginResetModel();
        setRows(page->conversations);
        m_next = page->next;
        endResetModel();
        m_state = State::Ready;
        emit stateChanged();
    });
}

const Conversation* ConversationListModel::at(int row) const {
    return row >= 0 && row < m_rows.size() ? &m_rows.at(row) : nullptr;
}

int ConversationListModel::rowOf(ConversationId id) const {
    return int(m_ids.indexOf(id));
}

void ConversationListModel::put(int row, const Conversation& conversation) {
    m_rows.insert(row, conversation);
    m_ids.insert(row, conversation.id);
}

void ConversationListModel::drop(int row) {
    m_rows.removeAt(row);
    m_ids.removeAt(row);
}

void ConversationListModel::setRows(const QList<Conversation>& rows) {
    m_rows = rows;
    m_ids.clear();
    m_ids.reserve(rows.size());
    for (const Conversation& row : rows)
        m_ids += row.id;
}

int ConversationListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant ConversationListModel::data(const QModelIndex& index, int role) const {
    const Conversation* c = index.isValid() ? at(index.row()) : nullptr;
    if (!c)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return c->contactName;
    case Qt::AccessibleTextRole:
        return accessibleText(*c);
    default:
        return {};
    }
}

bool ConversationListModel::canFetchMore(const QModelIndex& parent) const {
    return !parent.isValid() && !m_next.isEmpty() && !m_fetching;
}

void ConversationListModel::fetchMore(const QModelIndex& parent) {
    if (!canFetchMore(parent))
        return;
    m_fetching = true;
    ConversationQuery query = m_query;
    query.after = m_next;
    const quint64 generation = m_generation;
    thenOn(m_workspace.conversations(query), this, [this, generation](const Result<ConversationPage>& page) {
        if (generation != m_generation)
            return;
        m_fetching = false;
        if (!page) {
            m_error = page.error();
            emit stateChanged();
            return;
        }
        m_next = page->next;
        QList<Conversation> more;
        for (const auto& conversation : page->conversations) {
            // A row may have moved up while the pages were read.
            if (rowOf(conversation.id) < 0)
                more += conversation;
        }
        if (more.isEmpty())
            return;
        beginInsertRows({}, int(m_rows.size()), int(m_rows.size() + more.size()) - 1);
        setRows(m_rows + more);
        endInsertRows();
    });
}

void ConversationListModel::setFrozen(bool frozen) {
    if (m_frozen == frozen)
        return;
    m_frozen = frozen;
    if (!frozen)
        applyPending();
}

void ConversationListModel::applyPending() {
    const auto waiting = std::exchange(m_waitingRows, {});
    setPending({});
    for (const auto& conversation : waiting)
        place(conversation);
    m_loose = false;
}

void ConversationListModel::setPending(QSet<ConversationId> pending) {
    if (pending.isEmpty())
        m_waitingRows.clear();
    const auto before = m_pending.size();
    m_pending = std::move(pending);
    if (before != m_pending.size())
        emit pendingCountChanged(int(m_pending.size()));
}

void ConversationListModel::onChanged(const Changes& changes) {
    for (const auto& change : changes) {
        if (!change.conversation.isNull())
            m_dirty += change.conversation;
        else if (change.entity == EntityKind::Conversation)
            m_dirty += ConversationId(change.id);
    }
    flush();
}

void ConversationListModel::flush() {
    // One question at a time: what changes while it runs is asked next, together.
    if (m_dirty.isEmpty() || m_flushing)
        return;
    m_flushing = true;
    const auto ids = std::exchange(m_dirty, {});
    thenOn(m_workspace.conversationsById(QList<ConversationId>(ids.begin(), ids.end())), this,
           [this, ids](const Result<QList<Conversation>>& fresh) {
               if (fresh) {
                   QSet<ConversationId> gone = ids;
                   for (const auto& conversation : *fresh) {
                       gone -= conversation.id;
                       take(conversation);
                       emit conversationRefreshed(conversation);
                   }
                   for (const auto& id : gone) {
                       if (const int row = rowOf(id); row >= 0) {
                           beginRemoveRows({}, row, row);
                           drop(row);
                           endRemoveRows();
                       }
                   }
               }
               const auto next = [this] {
                   m_flushPause.reset();
                   m_flushing = false;
                   flush();
               };
               // In a flood the store has better things to do than to read every row twenty times a second.
               if (ids.size() > Flood)
                   m_flushPause = m_workspace.clock().callAfter(FloodPause, this, next);
               else
                   next();
           });
}

void ConversationListModel::take(const Conversation& fresh) {
    if (m_state != State::Ready)
        return;
    if (!m_frozen) {
        place(fresh);
        return;
    }
    const int row = rowOf(fresh.id);
    const bool belongs = belongsTo(m_query, fresh, m_workspace.me().id);
    bool waits = false;
    if (row >= 0) {
        m_rows[row] = fresh;
        m_loose = true;
        emit dataChanged(index(row), index(row));
        waits = !belongs || (row > 0 && standsBefore(m_query.order, fresh, m_rows.at(row - 1))) ||
                (row + 1 < m_rows.size() && standsBefore(m_query.order, m_rows.at(row + 1), fresh));
    } else {
        waits = belongs && (m_next.isEmpty() || placeFor(fresh, -1) < m_rows.size());
    }
    auto pending = m_pending;
    if (waits) {
        m_waitingRows.insert(fresh.id, fresh);
        pending += fresh.id;
    } else {
        m_waitingRows.remove(fresh.id);
        pending -= fresh.id;
    }
    setPending(pending);
}

int ConversationListModel::placeFor(const Conversation& fresh, int skip) const {
    if (!m_loose) {
        const auto place = std::partition_point(m_rows.cbegin(), m_rows.cend(), [&](const Conversation& row) {
            return standsBefore(m_query.order, row, fresh);
        });
        return int(place - m_rows.cbegin());
    }
    int place = 0;
    for (int i = 0; i < m_rows.size(); ++i) {
        if (i != skip && standsBefore(m_query.order, m_rows.at(i), fresh))
            place = i + 1;
    }
    return place;
}

void ConversationListModel::place(const Conversation& fresh) {
    const int row = rowOf(fresh.id);
    if (!belongsTo(m_query, fresh, m_workspace.me().id)) {
        if (row >= 0) {
            beginRemoveRows({}, row, row);
            drop(row);
            endRemoveRows();
        }
        return;
    }
    const int to = placeFor(fresh, row);
    if (row < 0) {
        // Beyond the loaded pages it will come with its own page.
        if (to == m_rows.size() && !m_next.isEmpty())
            return;
        beginInsertRows({}, to, to);
        put(to, fresh);
        endInsertRows();
        return;
    }
    if (to == row || to == row + 1) {
        m_rows[row] = fresh;
        emit dataChanged(index(row), index(row));
        return;
    }
    beginMoveRows({}, row, row, {}, to);
    drop(row);
    const int at = to > row ? to - 1 : to;
    put(at, fresh);
    endMoveRows();
    emit dataChanged(index(at), index(at));
}

QString ConversationListModel::previewText(const Conversation& c) {
    if (!c.draftPreview.isEmpty())
        return tr("Draft: %1").arg(Format::isolated(c.draftPreview));
    QString words = Format::isolated(c.preview);
    if (c.preview.isEmpty()) {
        switch (c.previewKind) {
        case MessageKind::Image:
            words = tr("Photo");
            break;
        case MessageKind::Document:
            words = tr("Document");
            break;
        case MessageKind::Audio:
            words = tr("Audio");
            break;
        case MessageKind::Video:
            words = tr("Video");
            break;
        case MessageKind::Voice:
            words = tr("Voice message");
            break;
        case MessageKind::Sticker:
            words = tr("Sticker");
            break;
        case MessageKind::Location:
            words = tr("Location");
            break;
        case MessageKind::ContactCard:
            words = tr("Contact");
            break;
        case MessageKind::Unsupported:
            words = tr("Message of a kind that cannot be shown");
            break;
        case MessageKind::Encrypted:
            words = tr("Encrypted, cannot be read");
            break;
        case MessageKind::Invitation:
            words = tr("Invitation to a room");
            break;
        case MessageKind::Text:
        case MessageKind::ButtonPress:
            words.clear();
            break;
        }
    }
    if (c.previewDirection == Direction::Outbound && !words.isEmpty())
        return tr("You: %1", "preview of our own message").arg(words);
    return words;
}

QString ConversationListModel::accessibleText(const Conversation& c) const {
    QStringList parts = {c.contactName, Format::channelName(m_workspace.capabilities(c.channelKind))};
    const Timestamp now = m_workspace.clock().now();
    if (c.waitingSince)
        parts += tr("waiting for %1").arg(Format::duration(now - *c.waitingSince));
    if (c.waitingSince && c.dueAt)
        parts += Format::due(*c.dueAt - now);
    if (c.unread > 0)
        parts += tr("%n unread message(s)", nullptr, c.unread);
    if (c.state == EpisodeState::Snoozed)
        parts += c.snoozedUntil ? tr("snoozed until %1").arg(Format::absolute(*c.snoozedUntil))
                                : tr("snoozed until the customer writes");
    if (c.state == EpisodeState::Resolved)
        parts += tr("resolved");
    if (c.previewStatus == MessageStatus::Failed)
        parts += tr("last message not delivered");
    if (c.previewStatus == MessageStatus::Unclear)
        parts += tr("not known whether the last message arrived");
    if (!c.assigneeName.isEmpty())
        parts += tr("assigned to %1").arg(c.assigneeName);
    if (!c.language.isEmpty())
        parts += Format::languageName(c.language);
    parts += c.tags;
    parts += previewText(c);
    parts += Format::relative(c.lastActivityAt, now);
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

} // namespace souffleur::ui
