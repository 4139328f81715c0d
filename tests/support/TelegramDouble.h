// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "HttpDouble.h"

#include <deque>
#include <map>

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>
#include <QSet>
#include <QTimer>

namespace souffleur::test {

//! A Bot API server on loopback, as strict as the real one where it matters: it holds long polls, redelivers until
//! the offset passes, ends the first of two polls with 409, refuses what the real server refuses, and counts what
//! it accepted. Written from the Bot API's description (10.1) and its server's rules. One thread.
class TelegramDouble : public QObject {
    Q_OBJECT
public:
    //! A message the bot sent and the server accepted.
    struct Sent {
        qint64 chatId = 0;
        qint64 messageId = 0;
        QString method;
        QString text; //!< or caption
        qint64 replyTo = 0;
        QString fileName;
        QString mimeType;
        QByteArray content;
        bool answered = true; //!< false: the answer got lost on purpose
    };
    enum class Fault {
        RateLimited, //!< 429 with retry_after
        ServerError, //!< 500 in the API's own form
        BadGateway,  //!< 502 with a page of HTML
        Garbage,     //!< 200 with something that is no JSON
        Unauthorized,
        Reset,      //!< TCP reset instead of handling
        LostAnswer, //!< handled, then TCP reset instead of the answer
        Hang,       //!< never answered
    };

    explicit TelegramDouble(QObject* parent = nullptr);
    //! 0: any free port
    bool listen(quint16 port = 0) { return m_http.listen(port); }
    void stopListening() { m_http.stopListening(); }
    QUrl baseUrl() const { return m_http.url(); }

    QString token = u"123456:TEST-token_abc"_s;
    QString botName = u"test_shop_bot"_s;
    Milliseconds conflictDelay{3000}; //!< as the real server; tests shorten it
    bool holdPolls = true;            //!< false: answers at once, as some emulators do

    // What customers do. The first message of a chat makes the chat. Each returns the message id.
    qint64 customerWrites(qint64 chatId, const QString& name, const QString& text, qint64 replyTo = 0);
    qint64 customerSendsPhoto(qint64 chatId, const QString& name, const QByteArray& image,
                              const QString& caption = {});
    qint64 customerSendsDocument(qint64 chatId, const QString& name, const QString& fileName,
                                 const QByteArray& content, const QString& caption = {});
    //! A message with anything in it.
    qint64 customerSends(qint64 chatId, const QString& name, const QJsonObject& content);
    //! What stands for it in a message; path holds a "%1".
    QJsonObject addFile(const QByteArray& content, const QString& path);
    void customerEdits(qint64 chatId, qint64 messageId, const QString& text);
    //! Returns the callback query's id.
    QString customerPresses(qint64 chatId, qint64 messageId, const QString& data);
    void customerBlocks(qint64 chatId, bool blocked);
    //! Any update; update_id is added. Returns it.
    qint64 deliver(const QString& kind, const QJsonObject& content);
    //! A member of the update list that is no JSON; the id goes in front of it.
    void deliverBroken(const QByteArray& rest);
    void setWebhook(const QString& url) { m_webhook = url; }

    //! After `after` more of them, the next `times` calls of method (empty: any but getUpdates) meet this fault.
    void failNext(Fault fault, int times = 1, const QString& method = {}, int seconds = 1, int after = 0);
    //! Planned faults that nobody has met yet.
    qsizetype plannedFaults() const { return qsizetype(m_faults.size()); }
    static std::optional<Fault> faultFromName(const QString& name);
    void resetPoll();

    const QList<Sent>& sent() const { return m_sent; }
    QList<Sent> sentTo(qint64 chatId) const;
    int calls(const QString& method) const { return m_calls.value(method); }
    int refused(const QString& method) const { return m_refused.value(method); }
    //! How often this update went out in an answer.
    int deliveries(qint64 updateId) const { return m_deliveries.value(updateId); }
    qsizetype unconfirmed() const { return m_updates.size(); }
    qint64 lastUpdateId() const { return m_nextUpdateId - 1; }
    int conflicts() const { return m_conflicts; }
    bool isPolling() const { return m_poll && m_poll->exchange->isOpen(); }
    QSet<QString> answeredCallbacks() const { return m_answeredCallbacks; }
    QJsonObject state() const;
    HttpDouble& http() { return m_http; }
    //! Answers what comes under /_control/.
    void setControl(HttpDouble::Handler handler) { m_control = std::move(handler); }

private:
    struct Update {
        qint64 id = 0;
        QString kind;
        QByteArray raw; //!< the whole member of the list
    };
    struct Call {
        QString method;
        QJsonObject arguments;
        QString fileField;
        QString fileName;
        QString fileType;
        QByteArray file;
        ExchangePtr exchange;
    };
    struct Poll {
        ExchangePtr exchange;
        int limit = 100;
        std::unique_ptr<QTimer> timer;
    };
    struct Chat {
        QString name;
        bool blocked = false;
        QSet<qint64> messages;
    };
    struct PlannedFault {
        Fault fault;
        int times;
        QString method;
        int seconds;
        int after;
    };

    void handle(const HttpDoubleRequest& request, const ExchangePtr& exchange);
    void handleFile(const QString& path, const ExchangePtr& exchange);
    bool readArguments(const HttpDoubleRequest& request, Call& call);
    void dispatch(const Call& call);
    bool applyFault(const Call& call);
    void getUpdates(const Call& call);
    void answerPoll(bool evenEmpty);
    void endPollWithConflict(std::unique_ptr<Poll> poll, const QString& description);
    void send(const Call& call);
    static QJsonArray entitiesOf(const Call& call);
    QString problemOf(const Call& call, const QString& text) const;
    void getFile(const Call& call);
    void answerCallback(const Call& call);
    void ok(const Call& call, const QJsonValue& result);
    void refuse(const Call& call, int code, const QString& description, const QJsonObject& parameters = {});
    QJsonObject messageFrom(qint64 chatId, const QString& name, qint64 messageId) const;
    QJsonObject newMessage(qint64 chatId, const QString& name);
    void push(Update update);

    HttpDouble m_http;
    HttpDouble::Handler m_control;
    std::map<qint64, Update> m_updates;
    qint64 m_nextUpdateId = 700'000'001;
    qint64 m_nextMessageId = 1;
    QHash<qint64, Chat> m_chats;
    QHash<QString, std::pair<QString, QByteArray>> m_files; //!< by file_id: path, content
    QSet<QString> m_openCallbacks;
    QSet<QString> m_answeredCallbacks;
    QStringList m_allowed;
    QString m_webhook;
    std::unique_ptr<Poll> m_poll;
    qint64 m_lastOffset = -1;
    QElapsedTimer m_lastPolled;
    QList<PlannedFault> m_faults;
    QList<ExchangePtr> m_hanging;
    bool m_loseAnswer = false;

    QList<Sent> m_sent;
    QHash<QString, int> m_calls;
    QHash<QString, int> m_refused;
    QHash<qint64, int> m_deliveries;
    int m_conflicts = 0;
};

} // namespace souffleur::test
