// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notify/Notifier.h"

#include "base/Executor.h"
#include "domain/Rules.h"
#include "ui/common/Format.h"
#include "ui/common/UiSettings.h"
#include "ui/notify/NotificationServer.h"
#include "ui/thread/SafeText.h"
#include "workspace/Workspace.h"

namespace souffleur::ui {

namespace {

const QString Many = u"many"_s;
constexpr int MaxTitle = 80;
constexpr int MaxBody = 240;

QString line(const QString& text, int max) {
    return rules::oneLine(makeSafeText(text).text, max);
}

} // namespace

Notifier::Notifier(UiContext& context, NotificationServer& server, QObject* parent)
    : QObject(parent), m_context(context), m_server(server) {
    connect(&m_context.workspace, &workspace::Workspace::changed, this, &Notifier::onChanges);
    connect(&server, &NotificationServer::invoked, this, &Notifier::act);
    connect(&server, &NotificationServer::replied, this, &Notifier::reply);
    connect(&server, &NotificationServer::closed, this,
            [this](const QString& name) { m_told.remove(ConversationId::fromString(name)); });
}

void Notifier::setWatched(std::optional<ConversationId> conversation) {
    m_watched = conversation;
    if (m_watched)
        withdraw(*m_watched);
}

bool Notifier::isQuiet() const {
    const UiSettings& settings = m_context.settings;
    if (settings.doNotDisturb())
        return true;
    if (!settings.quietHours())
        return false;
    const QTime time = toDateTime(m_context.workspace.clock().now()).toLocalTime().time();
    const QTime from = settings.quietFrom();
    const QTime to = settings.quietTo();
    // Over midnight the quiet time is what is not between its end and its beginning.
    return from <= to ? time >= from && time < to : time >= from || time < to;
}

void Notifier::onChanges(const Changes& changes) {
    QSet<ConversationId> fresh;
    QSet<ConversationId> all;
    for (const Change& change : changes) {
        if (change.entity == EntityKind::Message && change.kind == ChangeKind::Added)
            fresh.insert(change.conversation);
        const ConversationId id =
            change.entity == EntityKind::Conversation ? ConversationId(change.id) : change.conversation;
        if (fresh.contains(id) || m_told.contains(id) || m_asked.contains(id))
            all.insert(id);
    }
    if (!all.isEmpty())
        look(fresh, all.values());
}

void Notifier::look(const QSet<ConversationId>& fresh, const QList<ConversationId>& all) {
    m_asked.unite(QSet<ConversationId>(all.cbegin(), all.cend()));
    thenOn(m_context.workspace.conversationsById(all), this,
           [this, fresh, all](const Result<QList<Conversation>>& found) {
               m_asked.subtract(QSet<ConversationId>(all.cbegin(), all.cend()));
               if (!found)
                   return;
               QSet<ConversationId> gone(all.cbegin(), all.cend());
               QList<Conversation> wrote;
               for (const Conversation& conversation : *found) {
                   if (!waitsForMe(conversation))
                       continue;
                   gone.remove(conversation.id);
                   if (fresh.contains(conversation.id) && conversation.previewDirection == Direction::Inbound)
                       wrote += conversation;
               }
               for (const ConversationId& id : std::as_const(gone))
                   withdraw(id);
               const UiSettings& settings = m_context.settings;
               if (!settings.notifications() || isQuiet())
                   return;
               wrote.removeIf([&](const Conversation& c) {
                   return c.id == m_watched || settings.mutedChannels().contains(c.channel.toString());
               });
               if (wrote.size() > MaxAtOnce) {
                   tellMany(wrote);
                   return;
               }
               for (const Conversation& conversation : std::as_const(wrote))
                   tell(conversation);
           });
}

bool Notifier::waitsForMe(const Conversation& c) const {
    return c.waitingSince && c.unread > 0 && c.state == EpisodeState::Open &&
           (!c.assignee || *c.assignee == m_context.workspace.me().id);
}

void Notifier::tell(const Conversation& conversation) {
    const UiSettings& settings = m_context.settings;
    DesktopNotice notice;
    notice.title = line(conversation.contactName, MaxTitle);
    const QString channel = Format::channelName(m_context.workspace.capabilities(conversation.channelKind));
    if (settings.notificationText())
        notice.body = line(conversation.preview, MaxBody);
    else
        notice.body = tr("%n new message(s), %1", nullptr, conversation.unread).arg(channel);
    notice.sound = settings.notificationSound();
    notice.actions = {{u"default"_s, tr("Open")}};
    if (m_server.canReply()) {
        notice.actions += {u"inline-reply"_s, tr("Reply")};
        notice.replyHint = tr("Reply to %1").arg(Format::isolated(notice.title));
    } else {
        notice.actions += {u"reply"_s, tr("Reply")};
    }
    notice.actions += {u"open"_s, tr("Open")};
    notice.actions += {u"later"_s, tr("Later")};
    m_later.remove(conversation.id);
    m_told.insert(conversation.id, conversation);
    m_server.show(conversation.id.toString(), notice);
}

void Notifier::tellMany(const QList<Conversation>& conversations) {
    DesktopNotice notice;
    notice.title = tr("%n customer(s) wrote", nullptr, int(conversations.size()));
    QStringList names;
    for (const Conversation& conversation : conversations.mid(0, MaxAtOnce))
        names += line(conversation.contactName, MaxTitle / 2);
    notice.body = tr("%1 and more", "names of customers").arg(names.join(u", "_s));
    notice.sound = m_context.settings.notificationSound();
    notice.actions = {{u"default"_s, tr("Open")}, {u"open"_s, tr("Open")}};
    m_server.show(Many, notice);
}

void Notifier::act(const QString& name, const QString& action) {
    if (name == Many) {
        m_server.withdraw(name);
        emit inboxRequested();
        return;
    }
    const ConversationId id = ConversationId::fromString(name);
    if (action == u"later") {
        withdraw(id);
        m_later.insert(id,
                       m_context.workspace.clock().callAfter(LaterAfter, this, [this, id] { look({id}, {id}); }));
        return;
    }
    withdraw(id);
    emit openRequested(id, action == u"reply" || action == u"inline-reply");
}

void Notifier::reply(const QString& name, const QString& text) {
    const ConversationId id = ConversationId::fromString(name);
    if (id.isNull() || !m_told.contains(id) || text.trimmed().isEmpty())
        return;
    // What stood in the notice is all the agent has seen: when more came meanwhile, the guard stops the reply.
    const Conversation seen = m_told.value(id);
    const int hold = m_context.settings.holdSeconds();
    SendReply command;
    command.conversation = id;
    command.message = MessageId::create();
    command.text = text.trimmed();
    command.seenSequence = seen.lastSequence;
    command.holdSeconds = hold >= 0 ? hold : m_context.workspace.capabilities(seen.channelKind).holdSeconds;
    thenOn(m_context.workspace.run(command), this, [this, id, text](const Result<CommandReply>& done) {
        if (!done)
            emit replyRefused(id, text.trimmed());
    });
    withdraw(id);
}

void Notifier::withdraw(ConversationId conversation) {
    m_told.remove(conversation);
    m_later.remove(conversation);
    m_server.withdraw(conversation.toString());
}

} // namespace souffleur::ui
