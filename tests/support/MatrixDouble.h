// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "HttpDouble.h"

#include <map>

#include <QJsonArray>
#include <QJsonObject>
#include <QSet>
#include <QTimer>

namespace souffleur::test {

//! A homeserver on loopback, as strict as the real ones where it matters: it holds /sync, leaves gaps in long
//! timelines, applies the filter it is given, knows a transaction id again, and refuses wrong tokens, unknown
//! rooms, bad filters, bad bodies and too large events. Written from the client-server API 1.19. One thread.
class MatrixDouble : public QObject {
    Q_OBJECT
public:
    enum class Fault {
        RateLimited, //!< 429 M_LIMIT_EXCEEDED
        ServerError, //!< 500 M_UNKNOWN
        BadGateway,  //!< 502 with a page of HTML
        Garbage,     //!< 200 with something that is no JSON
        Unauthorized,
        Reset,      //!< TCP reset instead of handling
        LostAnswer, //!< handled, then TCP reset instead of the answer
        Hang,       //!< never answered
    };
    //! An event we sent and the server accepted.
    struct Sent {
        QString room;
        QString event;
        QString transaction;
        QJsonObject content;
    };

    explicit MatrixDouble(QObject* parent = nullptr);
    bool listen(quint16 port = 0) { return m_http.listen(port); }
    void stopListening() { m_http.stopListening(); }
    QUrl baseUrl() const { return m_http.url(); }

    QString token = u"syt_test_token"_s;
    QString user = u"@support:example.org"_s;
    QString password = u"right horse"_s;
    bool authenticatedMedia = true; //!< false: a server before 1.11
    bool holdSyncs = true;
    int limitMilliseconds = 1000; //!< what RateLimited says
    qsizetype pageSize = 100;
    qint64 serverTime = 1'763'999'990'000; //!< of the first event; a millisecond more for each further one

    // What customers do; each returns the event's id. createRoom makes a room of us and the customer.
    QString createRoom(const QString& customer, const QString& name);
    QString invite(const QString& customer, const QString& name, bool direct);
    //! The id of an event of another server's that is still under way; what refers to it may come first.
    QString announce() { return u"$late%1"_s.arg(++m_announced); }
    QString writes(const QString& room, const QString& customer, const QString& text, const QString& id = {});
    QString sends(const QString& room, const QString& customer, const QString& type, const QJsonObject& content);
    QString edits(const QString& room, const QString& customer, const QString& target, const QString& text);
    QString reacts(const QString& room, const QString& customer, const QString& target, const QString& key);
    QString redacts(const QString& room, const QString& customer, const QString& target);
    void reads(const QString& room, const QString& customer, const QString& event);
    void types(const QString& room, const QString& customer);
    void leaves(const QString& room, const QString& customer);
    void encrypts(const QString& room);
    //! A member of the timeline that is no JSON.
    void deliverBroken(const QString& room, const QByteArray& raw);
    QString addMedia(const QByteArray& content);
    QByteArray media(const QString& uri) const { return m_media.value(uri.section(u'/', -1)); }

    //! After `after` more of them, the next `times` calls of this name meet this fault. Names: "sync", "messages",
    //! "send", "upload", "download", "whoami", "login", "join", "state".
    void failNext(Fault fault, int times, const QString& call, int after = 0);
    qsizetype plannedFaults() const { return m_faults.size(); }
    void forgetFaults() { m_faults.clear(); }
    void resetSync();
    void revokeToken() { m_tokens.remove(token); }
    //! No token and no transaction id survives it; rooms do.
    void forgetTransactions() { m_transactions.clear(); }

    const QList<Sent>& sent() const { return m_sent; }
    int calls(const QString& name) const { return m_calls.value(name); }
    //! What customers did since the place that the last /sync named.
    qsizetype unconfirmed() const;
    bool isSyncing() const { return m_sync && m_sync->exchange->isOpen(); }
    bool isJoined(const QString& room) const { return m_rooms.at(room).members.value(user).membership == u"join"; }
    QStringList receipts() const { return m_receipts; }
    int typings = 0;
    int logins = 0;
    HttpDouble& http() { return m_http; }

private:
    struct Member {
        QString name;
        QString membership;
    };
    struct Event {
        qint64 place = 0;
        QString type;
        QJsonObject object;
        QByteArray raw; //!< instead of the object
    };
    struct Room {
        QHash<QString, Member> members;
        QList<Event> events;
        QList<std::pair<qint64, QJsonObject>> ephemeral;
        bool encrypted = false;
        qint64 invitedAt = 0;
        QString inviter;
        bool direct = false;
        qint64 joinedAt = 0;
        qint64 leftAt = 0;
    };
    struct Call {
        QString name;
        QStringList segments;
        const HttpDoubleRequest* request = nullptr;
        ExchangePtr exchange;
        QJsonObject body;
    };
    struct PendingSync {
        ExchangePtr exchange;
        qint64 since = 0;
        bool first = false;
        QJsonObject filter;
        std::unique_ptr<QTimer> timer;
    };
    struct PlannedFault {
        Fault fault;
        int times;
        QString call;
        int after;
    };

    void handle(const HttpDoubleRequest& request, const ExchangePtr& exchange);
    void dispatch(Call& call);
    bool applyFault(const Call& call);
    void sync(const Call& call);
    void answerSync(bool evenEmpty);
    QJsonObject roomAnswer(Room& room, const PendingSync& sync, QList<QByteArray>& raws, bool& anything);
    void messages(const Call& call);
    void send(const Call& call);
    void upload(const Call& call);
    void download(const Call& call, bool authenticated);
    void join(const Call& call);
    void login(const Call& call);
    void ok(const Call& call, const QJsonObject& answer, const QList<QByteArray>& raws = {});
    void refuse(const Call& call, int status, const QString& code, const QString& words);
    QString append(const QString& room, Event event);
    QJsonObject memberEvent(const QString& user, const Member& member) const;

    HttpDouble m_http;
    std::map<QString, Room> m_rooms;
    int m_announced = 0;
    QSet<QString> m_redacted;
    qint64 m_place = 0;
    qint64 m_confirmed = 0;
    QSet<QString> m_tokens;
    QHash<QString, QString> m_transactions; //!< to event ids
    QHash<QString, QByteArray> m_media;
    std::unique_ptr<PendingSync> m_sync;
    QList<PlannedFault> m_faults;
    QList<ExchangePtr> m_hanging;
    bool m_loseAnswer = false;
    QList<Sent> m_sent;
    QHash<QString, int> m_calls;
    QStringList m_receipts;
};

} // namespace souffleur::test
