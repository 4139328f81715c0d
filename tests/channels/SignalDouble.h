// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Strings.h"

#include <optional>

#include <QJsonArray>
#include <QJsonObject>
#include <QLocalServer>
#include <QPointer>
#include <QTcpServer>

namespace souffleur::test {

//! A signal-cli daemon on loopback, written from its manual page and its classes: one JSON-RPC object a line, one
//! or several accounts, messages that wait with Signal until somebody subscribes and are handed over once. One
//! thread.
class SignalDouble : public QObject {
    Q_OBJECT
public:
    struct Sent {
        QString recipient;
        QString text;
        qint64 timestamp = 0;
        qint64 quoteTimestamp = 0;
        QString quoteAuthor;
        QStringList attachments;
        QStringList styles; //!< "start:length:STYLE"
    };
    enum class Fault {
        LostAnswer, //!< sent, then the connection ends
        Drop,       //!< not sent, the connection ends
        RateLimit,  //!< -5, with the wait inside
        IoError,    //!< -3
        Untrusted,  //!< a result of IDENTITY_FAILURE, as an error with the answer inside
        Unregistered,
        Network,   //!< a result of NETWORK_FAILURE
        Silence,   //!< never answered
        Internal,  //!< -32603
        Garbage,   //!< an answer that says nothing
        NotServed, //!< -32602: Signal has unregistered the account or unlinked the device, and the daemon dropped
                   //!< it
    };

    explicit SignalDouble(QObject* parent = nullptr);
    ~SignalDouble() override;
    bool listen();
    bool listenAt(const QString& path);
    QString address() const { return u"localhost:%1"_s.arg(m_tcp.serverPort()); }

    QString account = u"+4915112345678"_s;
    bool manyAccounts = false;
    bool answersAtAll = true;

    // What customers do; each returns its time.
    qint64 customerWrites(const QString& uuid, const QString& text, const QJsonObject& more = {});
    qint64 customerEdits(const QString& uuid, qint64 target, const QString& text);
    void customerDeletes(const QString& uuid, qint64 target);
    void customerReacts(const QString& uuid, qint64 target, bool ours, const QString& emoji, bool removed = false);
    void customerReads(const QString& uuid, const QList<qint64>& times);
    void customerTypes(const QString& uuid);
    QJsonObject attachment(const QString& id, const QString& type, const QByteArray& content,
                           const QString& name = u"größe.png"_s);
    void deliver(const QString& uuid, const QJsonObject& content);
    void sendLine(const QByteArray& line);
    //! What was handed over last comes once more, as from a second device of the customer's.
    void repeats();
    qint64 nextTime() { return ++m_time; }
    void setTime(qint64 time) { m_time = time; }

    void failNext(Fault fault, int times = 1) { m_faults.append({fault, times}); }
    void failNextSubscription(Fault fault) { m_subscriptionFault = fault; }
    void goSilent() { m_silent = true; } //!< until the next connection nothing is answered or handed over
    void drop();                         //!< every connection
    void unregister();                   //!< the account is not served any more; nobody is told
    bool isSubscribed() const { return m_client && m_subscribed; }

    const QList<Sent>& sent() const { return m_sent; }
    int subscriptions = 0;
    QString subscribedTo; //!< the account; empty: all of the daemon's
    int typings = 0;
    int malformed = 0;
    qsizetype waiting() const { return m_waiting.size(); }
    //! Does the message of that time wait with Signal?
    bool isWaiting(qint64 time) const;

private:
    void accept(QIODevice* client);
    void read();
    void handle(const QJsonObject& request);
    void send(const QString& id, const QJsonObject& params);
    //! True: the fault has seen to the request.
    bool applyFault(Fault fault, const QString& id);
    void answer(const QString& id, const QJsonValue& result);
    void refuse(const QString& id, int code, const QString& message, const QJsonObject& data = {});
    void handOver();
    bool isOurs(const QJsonObject& params) const;

    QTcpServer m_tcp;
    QLocalServer m_local;
    QPointer<QIODevice> m_client;
    QByteArray m_buffer;
    bool m_subscribed = false;
    bool m_served = true;
    bool m_silent = false;
    std::optional<Fault> m_subscriptionFault;
    QList<QJsonObject> m_waiting; //!< envelopes that Signal still has
    QJsonObject m_handedOver;     //!< the last one
    QHash<QString, QByteArray> m_files;
    QList<std::pair<Fault, int>> m_faults;
    QList<Sent> m_sent;
    qint64 m_time = 1'763'999'000'000;
};

} // namespace souffleur::test
