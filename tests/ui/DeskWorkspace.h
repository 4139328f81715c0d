// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "FakeWorkspace.h"

namespace souffleur::test {

//! A FakeWorkspace with what composer and suggestions need: drafts that are kept, sends that can be held, refused
//! and undone, suggestions as given.
class DeskWorkspace : public FakeWorkspace {
    Q_OBJECT
public:
    using Done = std::function<void()>;

    QFuture<Result<std::optional<Draft>>> draft(ConversationId id, DraftMode mode) override;
    QFuture<Result<Attachment>> storeAttachment(const QString& fileName, const QByteArray& content) override;
    QFuture<Result<SuggestionSet>> suggestions(ConversationId id, int limit) override;
    QFuture<Result<SuggestionSet>> searchFaq(const QString& text, std::optional<ConversationId> id) override;
    QFuture<Result<CommandReply>> execute(const Command& command) override;
    QFuture<Result<QList<rules::GuardIssue>>> checkReply(const SendReply& reply) override;
    QFuture<Result<Contact>> contact(ContactId id) override;
    QFuture<Result<QList<TimelineItem>>> timeline(ContactId id) override;
    ChannelCapabilities capabilities(const QString& kind) const override;
    QFuture<Result<QJsonValue>> setting(const QString& key) override {
        return later(Result<QJsonValue>(values.value(key, QJsonValue())));
    }
    QFuture<Result<Polished>> polish(ConversationId, const Suggestion& suggestion) override {
        polishAsked += suggestion;
        return later(polished);
    }
    QFuture<Result<QList<SynonymGroup>>> synonyms() override {
        return later(Result<QList<SynonymGroup>>(synonymGroups));
    }
    QFuture<Result<QStringList>> dictionaries() override { return later(Result<QStringList>(dictionaryNames)); }
    QFuture<Result<QStringList>> misspelt(const QString& dictionary, const QStringList& words) override;
    QFuture<Result<QStringList>> corrections(const QString& dictionary, const QString& word, int limit) override;
    void sendTyping(ConversationId id) override { typingSent += id; }

    //! The commands of one kind, in order.
    template <class T>
    QList<T> sent() const {
        QList<T> found;
        for (const CommandPayload& payload : commands) {
            if (const T* command = std::get_if<T>(&payload))
                found += *command;
        }
        return found;
    }
    //! A set of n suggestions for the conversation.
    static SuggestionSet makeSet(ConversationId id, int n);
    //! With `slow`: lets the oldest waiting answer come; false when there is none.
    bool answerOne();

    bool slow = false;
    std::function<QList<rules::GuardIssue>(const SendReply&)> guard;
    std::optional<Error> refusal; //!< of the next commands
    QHash<ConversationId, SuggestionSet> sets;
    QHash<ConversationId, QHash<int, Draft>> drafts;
    QList<ConversationId> typingSent;
    QString searched;
    int suggestionRequests = 0;
    QHash<QString, QJsonValue> values; //!< settings
    Result<Polished> polished = makeError(ErrorCode::NotConfigured);
    QList<Suggestion> polishAsked;
    QList<SynonymGroup> synonymGroups;
    QStringList dictionaryNames;
    QHash<QString, QStringList> rightWords; //!< by dictionary
    QHash<QString, QStringList> meant;      //!< corrections by word
    QStringList spellingAsked;              //!< every word once asked for, in order
    Contact person;
    QList<TimelineItem> history;

private:
    template <class T>
    QFuture<T> later(T value) {
        if (!slow)
            return readyFuture(std::move(value));
        auto promise = std::make_shared<QPromise<T>>();
        promise->start();
        m_waiting.push_back([promise, value] {
            promise->addResult(value);
            promise->finish();
        });
        return promise->future();
    }
    std::deque<Done> m_waiting;
};

} // namespace souffleur::test
