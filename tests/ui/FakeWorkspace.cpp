// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "FakeWorkspace.h"

#include <QCoreApplication>

namespace souffleur::test {

FakeWorkspace::FakeWorkspace() {
    Channel channel;
    channel.id = ChannelId::create();
    channel.kind = u"telegram"_s;
    channel.name = u"Telegram"_s;
    channelList = {channel};
    channelHealth.state = ChannelState::Connected;
}

ChannelCapabilities FakeWorkspace::capabilities(const QString& kind) const {
    ChannelCapabilities row;
    row.kind = kind;
    row.displayName = kind == u"telegram" ? u"Telegram"_s : kind;
    row.shortName = u"T"_s;
    row.colour = u"#229ED9"_s;
    row.canReplyTo = true;
    row.replyWindowHours = replyWindowHours;
    row.canStart = kind == startable;
    return row;
}

ConversationId FakeWorkspace::add(const QString& name, const QString& preview, Milliseconds waitingFor,
                                  int unread) {
    Conversation c;
    c.id = ConversationId::create();
    c.contact = ContactId::create();
    c.contactName = name;
    c.channel = channelList.first().id;
    c.channelKind = u"telegram"_s;
    c.preview = preview;
    c.language = u"de"_s;
    c.unread = unread;
    c.lastActivityAt = manualClock.now() - waitingFor;
    c.waitingSince = c.lastActivityAt;
    c.dueAt = *c.waitingSince + std::chrono::hours(1);
    m_conversations += c;
    return c.id;
}

Conversation& FakeWorkspace::conversation(ConversationId id) {
    for (auto& c : m_conversations) {
        if (c.id == id)
            return c;
    }
    qFatal("no such conversation");
}

void FakeWorkspace::addItem(ConversationId id, const ThreadItem& item, bool tellIt) {
    m_threads[id] += item;
    auto& c = conversation(id);
    c.lastSequence = sequenceOf(item);
    if (tellIt)
        tell(id, EntityKind::Message, c.lastSequence, ChangeKind::Added);
}

Message& FakeWorkspace::addMessage(ConversationId id, Direction direction, const QString& text) {
    auto& c = conversation(id);
    Message m;
    m.id = MessageId::create();
    m.conversation = id;
    m.channel = c.channel;
    m.channelKind = c.channelKind;
    m.sequence = c.lastSequence + 1;
    m.direction = direction;
    m.text = text;
    m.authorName = direction == Direction::Inbound ? c.contactName : m_me.name;
    m.status = direction == Direction::Inbound ? MessageStatus::Received : MessageStatus::Delivered;
    m.sentAt = m.receivedAt = manualClock.now();
    addItem(id, m, false);
    tell(id, EntityKind::Message, m.sequence, ChangeKind::Added);
    return std::get<Message>(m_threads[id].last());
}

void FakeWorkspace::tell(ConversationId id, EntityKind entity, qint64 sequence, ChangeKind kind) {
    Change change;
    change.number = ++m_change;
    change.entity = entity;
    change.kind = kind;
    change.id = id.uuid();
    change.conversation = id;
    change.sequence = sequence;
    emit changed({change});
}

void FakeWorkspace::remove(ConversationId id) {
    m_conversations.removeIf([&](const Conversation& c) { return c.id == id; });
    tell(id);
}

void FakeWorkspace::removeItem(ConversationId id, qint64 sequence) {
    m_threads[id].removeIf([&](const ThreadItem& item) { return sequenceOf(item) == sequence; });
    tell(id, EntityKind::Message, sequence);
}

void FakeWorkspace::answer() {
    while (!m_answers.empty()) {
        const auto next = std::move(m_answers.front());
        m_answers.pop_front();
        next();
        QCoreApplication::processEvents();
    }
}

QFuture<Result<InboxCounts>> FakeWorkspace::counts() {
    InboxCounts counts;
    counts.allOpen = int(m_conversations.size());
    counts.waiting = counts.allOpen;
    counts.openByChannel.insert(channelList.isEmpty() ? ChannelId() : channelList.first().id, counts.allOpen);
    return soon(counts);
}

QFuture<Result<ConversationPage>> FakeWorkspace::conversations(const ConversationQuery& query) {
    // Its own words for the views and orders: a test of the model must not share the model's rules.
    QList<Conversation> rows;
    for (const auto& c : m_conversations) {
        const bool fits = query.view == InboxView::AllOpen ? c.state == EpisodeState::Open
                          : query.view == InboxView::Mine  ? c.state == EpisodeState::Open && c.assignee == m_me.id
                          : query.view == InboxView::Unassigned ? c.state == EpisodeState::Open && !c.assignee
                          : query.view == InboxView::Snoozed    ? c.state == EpisodeState::Snoozed
                          : query.view == InboxView::Resolved   ? c.state == EpisodeState::Resolved
                                                                : c.mentioned;
        if (fits)
            rows += c;
    }
    std::sort(rows.begin(), rows.end(), [&](const Conversation& a, const Conversation& b) {
        const auto key = [&](const Conversation& c) {
            const qint64 wait = c.waitingSince ? toMs(*c.waitingSince) : 8'000'000'000'000 - toMs(c.lastActivityAt);
            return query.order == InboxOrder::Newest
                       ? std::tuple(qint64(0), -toMs(c.lastActivityAt), c.id.toBytes())
                       : std::tuple(query.order == InboxOrder::Priority ? -qint64(c.priority) : qint64(0), wait,
                                    c.id.toBytes());
        };
        return key(a) < key(b);
    });
    ConversationPage page;
    const int from = query.after.isEmpty() ? 0 : query.after.toInt();
    page.conversations = rows.mid(from, query.limit);
    if (from + query.limit < rows.size())
        page.next = QByteArray::number(from + query.limit);
    return soon(page);
}

QFuture<Result<QList<Conversation>>> FakeWorkspace::conversationsById(const QList<ConversationId>& ids) {
    QList<Conversation> found;
    for (const auto& c : m_conversations) {
        if (ids.contains(c.id))
            found += c;
    }
    return soon(found);
}

QFuture<Result<std::optional<Conversation>>> FakeWorkspace::nextWaiting(std::optional<ConversationId> except) {
    std::optional<Conversation> next;
    for (const auto& c : m_conversations) {
        if (c.id != except && c.waitingSince && (!next || *c.waitingSince < *next->waitingSince))
            next = c;
    }
    return soon(next);
}

QFuture<Result<Contact>> FakeWorkspace::contact(ContactId id) {
    Contact contact;
    contact.id = id;
    contact.createdAt = manualClock.now() - std::chrono::hours(24 * 400);
    return soon(contact);
}

QFuture<Result<ThreadPage>> FakeWorkspace::threadBefore(ConversationId id, qint64 before, int limit) {
    ThreadPage page;
    page.conversation = id;
    for (const auto& item : m_threads.value(id)) {
        if (sequenceOf(item) < before)
            page.items += item;
        else
            page.hasNewer = true;
    }
    if (page.items.size() > limit) {
        page.items = page.items.mid(page.items.size() - limit);
        page.hasOlder = true;
    }
    return soon(page);
}

QFuture<Result<ThreadPage>> FakeWorkspace::threadAfter(ConversationId id, qint64 after, int limit) {
    ThreadPage page;
    page.conversation = id;
    for (const auto& item : m_threads.value(id)) {
        if (sequenceOf(item) <= after)
            page.hasOlder = true;
        else if (page.items.size() < limit)
            page.items += item;
        else
            page.hasNewer = true;
    }
    return soon(page);
}

QFuture<Result<QList<ThreadItem>>> FakeWorkspace::threadItems(ConversationId id, const QList<qint64>& sequences) {
    QList<ThreadItem> found;
    for (const auto& item : m_threads.value(id)) {
        if (sequences.contains(sequenceOf(item)))
            found += item;
    }
    return soon(found);
}

QFuture<Result<CommandReply>> FakeWorkspace::execute(const Command& command) {
    commands += command.payload;
    return soon(reply);
}

} // namespace souffleur::test
