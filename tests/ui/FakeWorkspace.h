// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Executor.h"
#include "support/ManualClock.h"
#include "workspace/Workspace.h"

#include <deque>

namespace souffleur::test {

//! A workspace in memory for tests of the screens: values as put in, commands recorded. Answers are queued until
//! answer() when hold is set, so that a test decides when they come.
class FakeWorkspace : public workspace::Workspace {
    Q_OBJECT
public:
    FakeWorkspace();

    // --- what a test sets up
    ConversationId add(const QString& name, const QString& preview, Milliseconds waitingFor, int unread = 1);
    Conversation& conversation(ConversationId id);
    //! Appends a message and tells it.
    Message& addMessage(ConversationId id, Direction direction, const QString& text);
    void addItem(ConversationId id, const ThreadItem& item, bool tell = true);
    void tell(ConversationId id, EntityKind entity = EntityKind::Conversation, qint64 sequence = 0,
              ChangeKind kind = ChangeKind::Updated);
    void remove(ConversationId id);
    void removeItem(ConversationId id, qint64 sequence);
    QList<ThreadItem>& thread(ConversationId id) { return m_threads[id]; }
    void answer();

    bool hold = false;
    QList<CommandPayload> commands;
    CommandReply reply; //!< to every command
    QList<SearchHit> hits;
    QList<SearchQuery> searches;
    std::optional<Error> failure; //!< the next reads fail with it
    QList<Channel> channelList;
    ChannelHealth channelHealth;
    QHash<AttachmentId, QByteArray> files;
    int replyWindowHours = 0;
    QString startable; //!< the kind of channel where we may write first
    ManualClock manualClock;

    // --- Workspace
    Agent me() const override { return m_me; }
    QList<Agent> agents() const override { return {m_me, m_other}; }
    Clock& clock() override { return manualClock; }
    QList<ChannelCapabilities> channelKinds() const override { return {capabilities(u"telegram"_s)}; }
    ChannelCapabilities capabilities(const QString& kind) const override;
    QList<Channel> channels() const override { return channelList; }
    ChannelHealth health(ChannelId) const override { return channelHealth; }
    QFuture<Result<InboxCounts>> counts() override;
    QFuture<Result<ConversationPage>> conversations(const ConversationQuery& query) override;
    QFuture<Result<QList<Conversation>>> conversationsById(const QList<ConversationId>& ids) override;
    QFuture<Result<std::optional<Conversation>>> nextWaiting(std::optional<ConversationId> except) override;
    QFuture<Result<Contact>> contact(ContactId id) override;
    QFuture<Result<QList<TimelineItem>>> timeline(ContactId) override { return soon(QList<TimelineItem>()); }
    QFuture<Result<ThreadPage>> threadBefore(ConversationId id, qint64 before, int limit) override;
    QFuture<Result<ThreadPage>> threadAfter(ConversationId id, qint64 after, int limit) override;
    QFuture<Result<QList<ThreadItem>>> threadItems(ConversationId id, const QList<qint64>& sequences) override;
    QFuture<Result<std::optional<Draft>>> draft(ConversationId, DraftMode) override {
        return soon(std::optional<Draft>());
    }
    QFuture<Result<QList<SearchHit>>> search(const SearchQuery& query) override {
        searches += query;
        return soon(hits);
    }
    QFuture<Result<QStringList>> tags() override { return soon(QStringList{u"vip"_s}); }
    QFuture<Result<QByteArray>> attachment(AttachmentId id) override { return soon(files.value(id)); }
    QFuture<Result<Attachment>> storeAttachment(const QString&, const QByteArray&) override {
        return soon(Attachment());
    }
    QFuture<Result<QJsonValue>> setting(const QString&) override { return soon(QJsonValue()); }
    QFuture<Result<SuggestionSet>> suggestions(ConversationId, int) override { return soon(SuggestionSet()); }
    QFuture<Result<SuggestionSet>> searchFaq(const QString&, std::optional<ConversationId>) override {
        return soon(SuggestionSet());
    }
    QFuture<Result<QList<FaqListItem>>> faqEntries(const FaqQuery&) override { return soon(QList<FaqListItem>()); }
    QFuture<Result<ImportPlan>> planImport(const QByteArray&) override { return soon(ImportPlan()); }
    QFuture<Result<QByteArray>> exportFaq(FaqFormat) override { return soon(QByteArray()); }
    QFuture<Result<CommandReply>> execute(const Command& command) override;
    QFuture<Result<QList<rules::GuardIssue>>> checkReply(const SendReply&) override {
        return soon(QList<rules::GuardIssue>());
    }
    void sendTyping(ConversationId) override {}
    workspace::Task* checkChannel(const Channel&, const QJsonObject&) override { return nullptr; }
    void reconnect(ChannelId) override {}
    void setSampleSpeed(double) override {}

private:
    template <class T>
    QFuture<Result<T>> soon(T value) {
        Result<T> result = failure ? Result<T>(*failure) : Result<T>(std::move(value));
        if (!hold)
            return readyFuture(std::move(result));
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        m_answers.push_back([promise, result] {
            promise->addResult(result);
            promise->finish();
        });
        return promise->future();
    }

    Agent m_me{AgentId::create(), u"Jana Vogt"_s};
    Agent m_other{AgentId::create(), u"Deniz Arslan"_s};
    QList<Conversation> m_conversations;
    QHash<ConversationId, QList<ThreadItem>> m_threads;
    std::deque<std::function<void()>> m_answers;
    qint64 m_change = 0;
};

} // namespace souffleur::test
