// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/HttpDouble.h"

#include <map>

#include <QJsonArray>
#include <QJsonObject>
#include <QPointer>
#include <QWebSocket>
#include <QWebSocketServer>

namespace souffleur::test {

//! Discord's API and gateway on loopback, written from their description (v10), as strict as the real ones where it
//! matters: no handshake without User-Agent, one identify per connection, intents that decide what comes,
//! privileges that must be switched on, sessions that are replayed or refused, rate limits in headers, nonces that
//! are kept for a while. It counts what it accepted. One thread.
class DiscordDouble : public QObject {
    Q_OBJECT
public:
    struct Sent {
        QString channel;
        QString id;
        QString content;
        QString nonce;
        QString replyTo;
        QStringList mentioned; //!< who was called by it
        QList<std::pair<QString, QByteArray>> files;
    };
    enum class Fault {
        RateLimited, //!< 429 for the bucket
        GlobalLimit, //!< 429 for everything
        ServerError,
        BadGateway, //!< 502 with a page of HTML
        Garbage,    //!< 200 with something that is no JSON
        Unauthorized,
        Reset,      //!< TCP reset instead of handling
        LostAnswer, //!< handled, then TCP reset instead of the answer
    };

    explicit DiscordDouble(QObject* parent = nullptr);
    bool listen();
    QUrl baseUrl() const { return m_http.url(u"/api/v10"_s); }

    QString token = u"MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs"_s;
    QString selfId = u"900000000000000001"_s;
    int heartbeatMs = 41'250;
    int sessionsLeft = 1000;
    bool mayReadContent = true; //!< the privilege of the developer portal
    bool acksHeartbeats = true;
    bool keepsNonces = true; //!< false: the few minutes are over
    QStringList serverChannels{u"700000000000000001"_s};

    // What customers do; each returns the message's id. channel: empty is a direct message.
    QString customerWrites(const QString& user, const QString& text, const QString& channel = {},
                           const QJsonObject& more = {});
    void customerEdits(const QString& user, const QString& message, const QString& text,
                       const QString& channel = {});
    void customerDeletes(const QString& user, const QString& message, const QString& channel = {});
    void customerReacts(const QString& user, const QString& message, const QString& emoji, bool added,
                        const QString& channel = {});
    void customerTypes(const QString& user, const QString& channel = {});
    void closeDirect(const QString& user) { m_closed.insert(user); } //!< takes no direct messages any more
    QString directChannel(const QString& user);
    //! A file under an address that is good until it is expired.
    QJsonObject attachment(const QString& name, const QString& type, const QByteArray& content);
    void expireAddresses() { ++m_addressRound; }
    void dispatch(const QString& type, const QJsonObject& data);
    void sendRaw(const QByteArray& text);

    // What the gateway does.
    void closeGateway(int code);         //!< with the session kept
    void dropGateway();                  //!< as a broken network: no close frame
    void forgetSession();                //!< the next resume is refused
    void askReconnect();                 //!< op 7
    void goSilent() { m_silent = true; } //!< until the next connection nothing goes out
    void invalidate(bool resume);        //!< op 9
    bool isConnected() const { return m_client && m_identified; }

    //! After `after` more of them, the next `times` requests for the route meet this fault. route: "messages"
    //! (sending), "gateway", "history", "direct".
    void failNext(Fault fault, int times = 1, const QString& route = u"messages"_s, double seconds = 1,
                  int after = 0);
    void clearFaults() { m_faults.clear(); }
    //! The next history is read now and given out when it is let go.
    void holdHistory() { m_holdsHistory = true; }
    bool holdsHistory() const { return bool(m_heldHistory); }
    void letHistoryGo() { std::exchange(m_heldHistory, nullptr)(); }
    //! Tells the gateway of our latest message, as when its answer got lost on the way.
    void echoLast();
    void setBucket(int remaining, double resetAfter);

    const QList<Sent>& sent() const { return m_sent; }
    int identifies = 0;
    int resumes = 0;
    int heartbeats = 0;
    int refusedHandshakes = 0;
    int tokensElsewhere = 0; //!< a token that came to the files' address
    QList<int> closedWith;   //!< codes with which the gateway sent somebody away
    int calls(const QString& route) const { return m_calls.value(route); }
    HttpDouble& http() { return m_http; }

private:
    struct Session {
        QString id;
        int intents = 0;
        qint64 sequence = 0;
        QList<std::pair<qint64, QByteArray>> replay;
    };
    struct Planned {
        Fault fault;
        int times;
        QString route;
        double seconds;
        int after;
    };
    struct File {
        QString name;
        QByteArray content;
    };

    void accept();
    void received(const QByteArray& text);
    void identify(const QJsonObject& data);
    void resume(const QJsonObject& data);
    void refuseClient(int code);
    void sendNow(const QJsonObject& payload);
    bool wants(const QString& type, const QJsonObject& data) const;
    QString nextId();
    QString nameOf(const QString& user) const { return u"user"_s + user.right(3); }
    QJsonObject userOf(const QString& user) const;
    QString place(const QString& user, const QString& channel);
    QJsonObject& stored(const QString& channel, const QString& message);
    QJsonObject withAddresses(QJsonObject message) const;

    void handle(const HttpDoubleRequest& request, const ExchangePtr& exchange);
    bool applyFault(const QString& route, const HttpDoubleRequest& request, const ExchangePtr& exchange);
    void route(const QString& name, const HttpDoubleRequest& request, const ExchangePtr& exchange);
    void post(const QString& channel, const HttpDoubleRequest& request, const ExchangePtr& exchange);
    void history(const QString& channel, const HttpDoubleRequest& request, const ExchangePtr& exchange);
    void serveFile(const HttpDoubleRequest& request, const ExchangePtr& exchange);
    void answer(const ExchangePtr& exchange, int status, const QJsonValue& body);
    void refuse(const ExchangePtr& exchange, int status, int code, const QString& message);

    HttpDouble m_http;
    QWebSocketServer m_gateway;
    QPointer<QWebSocket> m_client;
    bool m_identified = false;
    bool m_silent = false;
    int m_received = 0;
    std::optional<Session> m_session;
    qint64 m_nextId = 1'300'000'000'000'000'000;
    int m_sessions = 0;
    QHash<QString, QString> m_direct; //!< user to channel
    QSet<QString> m_closed;
    std::map<QString, QList<QJsonObject>> m_messages; //!< by channel, in order
    QHash<QString, File> m_files;
    int m_addressRound = 0;
    QHash<QString, QString> m_nonces; //!< to the message's id
    QList<Planned> m_faults;
    QList<Sent> m_sent;
    QHash<QString, int> m_calls;
    QList<std::pair<QByteArray, QByteArray>> m_limits;
    bool m_loseAnswer = false;
    bool m_holdsHistory = false;
    std::function<void()> m_heldHistory;
};

} // namespace souffleur::test
