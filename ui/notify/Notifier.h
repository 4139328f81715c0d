// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Change.h"
#include "domain/Conversation.h"
#include "ui/common/UiContext.h"

#include <QHash>
#include <QObject>
#include <QSet>

namespace souffleur::ui {

class NotificationServer;

//! Tells the desktop when a customer writes who waits for this agent or for nobody yet: one notice for each
//! conversation, gone as soon as it was read, answered, resolved or taken by a colleague. What stands in it and
//! when it is quiet is up to the settings.
class Notifier : public QObject {
    Q_OBJECT
public:
    static constexpr auto LaterAfter = std::chrono::minutes(15);
    //! More customers at once than this become one notice.
    static constexpr qsizetype MaxAtOnce = 3;

    Notifier(UiContext& context, NotificationServer& server, QObject* parent = nullptr);

    //! What the agent looks at in the active window; nothing is told about it.
    void setWatched(std::optional<ConversationId> conversation);
    //! Do not disturb is on, or it is one of the quiet hours.
    bool isQuiet() const;

signals:
    void openRequested(souffleur::ConversationId conversation, bool reply);
    void inboxRequested();
    //! A reply out of a notice did not pass; its text must not be lost.
    void replyRefused(souffleur::ConversationId conversation, const QString& text);

private:
    void onChanges(const Changes& changes);
    void look(const QSet<ConversationId>& fresh, const QList<ConversationId>& all);
    bool waitsForMe(const Conversation& conversation) const;
    void tell(const Conversation& conversation);
    void tellMany(const QList<Conversation>& conversations);
    void act(const QString& name, const QString& action);
    void reply(const QString& name, const QString& text);
    void withdraw(ConversationId conversation);

    UiContext m_context;
    NotificationServer& m_server;
    std::optional<ConversationId> m_watched;
    QHash<ConversationId, Conversation> m_told;           //!< as it was when the notice was made
    QSet<ConversationId> m_asked;                         //!< whose answer has not come yet
    QHash<ConversationId, std::shared_ptr<void>> m_later; //!< reminders
};

} // namespace souffleur::ui
