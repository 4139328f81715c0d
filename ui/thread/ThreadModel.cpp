// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/thread/ThreadModel.h"

#include "base/Executor.h"
#include "ui/common/Format.h"
#include "ui/thread/ThreadText.h"
#include "workspace/Workspace.h"

#include <limits>

namespace souffleur::ui {

namespace {
//! Quotes reach back days, not years; a search without an end would read a whole life.
constexpr int MaxSeekPages = 60;
constexpr qint64 End = std::numeric_limits<qint64>::max();
} // namespace

ThreadModel::ThreadModel(workspace::Workspace& workspace, QObject* parent)
    : QAbstractListModel(parent), m_workspace(workspace) {
    connect(&workspace, &workspace::Workspace::changed, this, &ThreadModel::onChanged);
}

void ThreadModel::setConversation(std::optional<ConversationId> id) {
    m_id = id;
    ++m_generation;
    m_dirty.clear();
    m_seek.reset();
    m_flushing = false;
    m_error.reset();
    reset({});
    m_loading = false;
    if (id)
        jumpToLatest();
}

void ThreadModel::reset(const ThreadPage& page) {
    beginResetModel();
    m_items = page.items;
    m_hasOlder = page.hasOlder;
    m_hasNewer = page.hasNewer;
    endResetModel();
}

void ThreadModel::jumpToLatest() {
    if (!m_id)
        return;
    m_loading = true;
    const quint64 generation = ++m_generation;
    thenOn(m_workspace.threadBefore(*m_id, End, FirstPage), this,
           [this, generation](const Result<ThreadPage>& page) {
               if (generation != m_generation)
                   return;
               m_loading = false;
               if (page) {
                   m_error.reset();
                   reset(*page);
               } else {
                   m_error = page.error();
               }
               emit loaded();
               flush();
           });
}

void ThreadModel::jumpTo(qint64 sequence) {
    if (rowOf(sequence) >= 0) {
        emit jumped(sequence);
        return;
    }
    resetTo(sequence);
}

void ThreadModel::jumpToMessage(MessageId id) {
    m_seek = Seek{id, 0};
    seek();
}

void ThreadModel::seek() {
    if (!m_seek || m_loading)
        return; // goes on when the page is there
    if (const int row = rowOfMessage(m_seek->message); row >= 0) {
        m_seek.reset();
        emit jumped(sequenceOf(m_items.at(row)));
    } else if (!m_hasOlder || m_seek->pages >= MaxSeekPages) {
        m_seek.reset();
        emit notFound();
    } else {
        ++m_seek->pages;
        loadOlder();
    }
}

void ThreadModel::resetTo(qint64 sequence) {
    if (!m_id)
        return;
    m_loading = true;
    const quint64 generation = ++m_generation;
    const ConversationId id = *m_id;
    thenOn(m_workspace.threadBefore(id, sequence + 1, PageSize / 2), this,
           [this, generation, id, sequence](const Result<ThreadPage>& before) {
               if (generation != m_generation)
                   return;
               if (!before) {
                   m_loading = false;
                   emit failed(before.error());
                   return;
               }
               thenOn(m_workspace.threadAfter(id, sequence, PageSize / 2), this,
                      [this, generation, sequence, page = *before](const Result<ThreadPage>& after) mutable {
                          if (generation != m_generation)
                              return;
                          m_loading = false;
                          if (!after) {
                              emit failed(after.error());
                              return;
                          }
                          page.items += after->items;
                          page.hasNewer = after->hasNewer;
                          reset(page);
                          emit loaded();
                          emit jumped(sequence);
                          flush();
                      });
           });
}

void ThreadModel::loadOlder() {
    if (!m_id || m_loading || !m_hasOlder || m_items.isEmpty())
        return;
    m_loading = true;
    const quint64 generation = m_generation;
    thenOn(m_workspace.threadBefore(*m_id, sequenceOf(m_items.first()), PageSize), this,
           [this, generation](const Result<ThreadPage>& page) {
               if (generation != m_generation)
                   return;
               m_loading = false;
               if (!page) {
                   m_seek.reset();
                   emit failed(page.error());
                   return;
               }
               m_hasOlder = page->hasOlder;
               if (!page->items.isEmpty()) {
                   beginInsertRows({}, 0, int(page->items.size()) - 1);
                   m_items = page->items + m_items;
                   endInsertRows();
                   // What was the first row may lose its separator.
                   const auto seam = index(int(page->items.size()));
                   emit dataChanged(seam, seam);
                   trim(true);
               }
               flush();
               seek();
           });
}

void ThreadModel::loadNewer() {
    if (!m_id || m_loading || !m_hasNewer || m_items.isEmpty())
        return;
    m_loading = true;
    const quint64 generation = m_generation;
    thenOn(m_workspace.threadAfter(*m_id, sequenceOf(m_items.last()), PageSize), this,
           [this, generation](const Result<ThreadPage>& page) {
               if (generation != m_generation)
                   return;
               m_loading = false;
               if (!page) {
                   emit failed(page.error());
                   return;
               }
               m_hasNewer = page->hasNewer;
               if (!page->items.isEmpty()) {
                   beginInsertRows({}, int(m_items.size()), int(m_items.size() + page->items.size()) - 1);
                   m_items += page->items;
                   endInsertRows();
                   trim(false);
               }
               flush();
           });
}

void ThreadModel::trim(bool atEnd) {
    const int over = int(m_items.size()) - MaxRows;
    if (over <= 0)
        return;
    if (atEnd) {
        beginRemoveRows({}, int(m_items.size()) - over, int(m_items.size()) - 1);
        m_items.remove(m_items.size() - over, over);
        endRemoveRows();
        m_hasNewer = true;
    } else {
        beginRemoveRows({}, 0, over - 1);
        m_items.remove(0, over);
        endRemoveRows();
        m_hasOlder = true;
        emit dataChanged(index(0), index(0));
    }
}

const ThreadItem* ThreadModel::at(int row) const {
    return row >= 0 && row < m_items.size() ? &m_items.at(row) : nullptr;
}

const Message* ThreadModel::messageAt(int row) const {
    const ThreadItem* item = at(row);
    return item ? std::get_if<Message>(item) : nullptr;
}

int ThreadModel::rowOf(qint64 sequence) const {
    const auto found = std::lower_bound(m_items.begin(), m_items.end(), sequence,
                                        [](const ThreadItem& item, qint64 s) { return sequenceOf(item) < s; });
    return found != m_items.end() && sequenceOf(*found) == sequence ? int(found - m_items.begin()) : -1;
}

int ThreadModel::rowOfMessage(MessageId id) const {
    for (int i = int(m_items.size()) - 1; i >= 0; --i) {
        const Message* message = messageAt(i);
        if (message && message->id == id)
            return i;
    }
    return -1;
}

qint64 ThreadModel::lastSequence() const {
    return m_items.isEmpty() ? 0 : sequenceOf(m_items.last());
}

QString ThreadModel::separator(int row) const {
    const ThreadItem* item = at(row);
    if (!item)
        return {};
    const ThreadItem* before = at(row - 1);
    // The latest message before decides on the channel; notes and marks have none.
    const auto channelOf = [this](int from) {
        for (int i = from; i >= 0 && i > from - 20; --i) {
            if (const Message* message = messageAt(i))
                return message->channelKind;
        }
        return QString();
    };
    const bool newDay = !before || !Format::sameDay(timeOf(*before), timeOf(*item));
    const Message* message = std::get_if<Message>(item);
    const QString earlier = channelOf(row - 1);
    const bool newChannel = message && !earlier.isEmpty() && earlier != message->channelKind;
    if (!newDay && !newChannel)
        return {};
    QString channel;
    for (int i = row; i < row + 5 && channel.isEmpty(); ++i) {
        if (const Message* next = messageAt(i))
            channel = next->channelKind;
    }
    QString text = Format::day(timeOf(*item), m_workspace.clock().now());
    if (!channel.isEmpty())
        text += u" \u00B7 "_s + Format::channelName(m_workspace.capabilities(channel));
    return text;
}

int ThreadModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_items.size());
}

QVariant ThreadModel::data(const QModelIndex& index, int role) const {
    const ThreadItem* item = index.isValid() ? at(index.row()) : nullptr;
    if (!item)
        return {};
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return ThreadText::accessible(*item);
    return {};
}

void ThreadModel::onChanged(const Changes& changes) {
    if (!m_id)
        return;
    for (const auto& change : changes) {
        if (change.conversation == *m_id && change.sequence > 0 &&
            (change.entity == EntityKind::Message || change.entity == EntityKind::Note ||
             change.entity == EntityKind::Mark))
            m_dirty += change.sequence;
        // A fetched file changes how its message looks.
        if (change.entity == EntityKind::Attachment &&
            (change.conversation == *m_id || change.conversation.isNull())) {
            for (const auto& item : std::as_const(m_items)) {
                const auto* message = std::get_if<Message>(&item);
                if (message && std::any_of(message->attachments.begin(), message->attachments.end(),
                                           [&](const Attachment& a) { return a.id.uuid() == change.id; }))
                    m_dirty += message->sequence;
            }
        }
    }
    flush();
}

void ThreadModel::flush() {
    // While a page is on its way its items are fresh anyway; what changed since is asked for after it.
    if (m_dirty.isEmpty() || m_flushing || m_loading || !m_id)
        return;
    QList<qint64> sequences;
    for (const qint64 sequence : std::exchange(m_dirty, {})) {
        const bool inWindow = m_items.isEmpty() || sequence >= sequenceOf(m_items.first());
        const bool behind = !m_items.isEmpty() && sequence > sequenceOf(m_items.last());
        if (inWindow && !(behind && m_hasNewer))
            sequences += sequence;
    }
    if (sequences.isEmpty())
        return;
    m_flushing = true;
    const quint64 generation = m_generation;
    thenOn(m_workspace.threadItems(*m_id, sequences), this,
           [this, generation, sequences](const Result<QList<ThreadItem>>& items) {
               if (generation != m_generation) {
                   m_flushing = false;
                   flush();
                   return;
               }
               m_flushing = false;
               if (items) {
                   const qint64 last = lastSequence();
                   QSet<qint64> gone(sequences.begin(), sequences.end());
                   int fresh = 0;
                   for (const auto& item : *items) {
                       gone -= sequenceOf(item);
                       fresh += sequenceOf(item) > last ? 1 : 0;
                       put(item);
                   }
                   for (const qint64 sequence : gone) {
                       if (const int row = rowOf(sequence); row >= 0) {
                           beginRemoveRows({}, row, row);
                           m_items.removeAt(row);
                           endRemoveRows();
                           if (row < m_items.size())
                               emit dataChanged(index(row), index(row));
                       }
                   }
                   if (fresh > 0) {
                       trim(false);
                       emit appended(fresh);
                   }
               } else {
                   emit failed(items.error());
               }
               flush();
           });
}

void ThreadModel::put(const ThreadItem& item) {
    const auto found = std::lower_bound(m_items.begin(), m_items.end(), sequenceOf(item),
                                        [](const ThreadItem& i, qint64 s) { return sequenceOf(i) < s; });
    const int row = int(found - m_items.begin());
    if (found != m_items.end() && sequenceOf(*found) == sequenceOf(item)) {
        m_items[row] = item;
        emit dataChanged(index(row), index(row));
        return;
    }
    beginInsertRows({}, row, row);
    m_items.insert(row, item);
    endInsertRows();
    if (row + 1 < m_items.size())
        emit dataChanged(index(row + 1), index(row + 1));
}

} // namespace souffleur::ui
