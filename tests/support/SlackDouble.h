// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "WebSocketDouble.h"

#include <map>

#include <QJsonObject>
#include <QSet>

namespace souffleur::test {

//! Slack's Web API and Socket Mode on loopback, as strict as the real one where it matters: tokens of the right
//! kind, connections by single-use tickets, deliveries repeated until they are acknowledged, ok:false with Slack's
//! names of errors, files behind the token. Written from docs.slack.dev and what its official SDKs do. One thread.
class SlackDouble : public QObject {
    Q_OBJECT
public:
    struct Sent {
        QString channel;
        QString ts;
        QString thread;
        QString text;
        bool mrkdwn = true;
        QString clientId;
        QStringList fileNames;
        QList<QByteArray> contents;
    };
    enum class Fault {
        RateLimited,   //!< 429 with Retry-After
        ServerError,   //!< 500 with nothing in it
        BadGateway,    //!< 502 with a page of HTML
        Garbage,       //!< 200 with something that is no JSON
        InternalError, //!< 200, ok:false internal_error
        Unauthorized,  //!< 200, ok:false token_revoked
        Reset,         //!< TCP reset instead of handling
        LostAnswer,    //!< handled, then TCP reset instead of the answer
    };

    explicit SlackDouble(QObject* parent = nullptr);
    bool listen(quint16 port = 0) { return m_http.listen(port); }
    QUrl baseUrl() const { return m_http.url(u"/api"_s); }

    QString botToken = u"xoxb-1-2-abc"_s;
    QString appToken = u"xapp-1-A1-2-abc"_s;
    bool answersProfiles = true;
    bool refusesHandshakes = false;

    // What customers do; each returns the ts. A user's direct channel is "D" + the rest of the id.
    static QString directChannel(const QString& user) { return u'D' + user.mid(1); }
    QString customerWrites(const QString& user, const QString& text, const QString& thread = {},
                           const QString& channel = {});
    QString customerSendsFile(const QString& user, const QString& name, const QString& mimeType,
                              const QByteArray& content, const QString& text = {}, const QString& subtype = {});
    void customerEdits(const QString& user, const QString& ts, const QString& text);
    void customerDeletes(const QString& user, const QString& ts);
    void customerReacts(const QString& user, const QString& ts, const QString& name, bool added = true);
    //! Any event of the Events API.
    void deliver(const QJsonObject& event);
    //! An envelope with this payload text, which may be no JSON inside its braces.
    void deliverRaw(const QByteArray& envelope, const QString& envelopeId);
    void addUser(const QString& id, const QString& name, const QString& realName, const QString& email);

    //! The next calls of method (empty: chat.postMessage and files.completeUploadExternal) meet this fault.
    void failNext(Fault fault, int times = 1, const QString& method = {}, int seconds = 1);
    qsizetype plannedFaults() const { return m_faults.size(); }
    //! "warning", "refresh_requested", "link_disabled".
    void sendDisconnect(const QString& reason);
    void resetConnections();
    //! Connections stand, but nobody reads or writes any more.
    void goSilent();
    //! Sends what was not acknowledged once more, as Slack does after three seconds.
    void redeliver();

    bool isConnected() const;
    int connectionsOpen() const;
    int helloCount = 0;
    qsizetype unacknowledged() const { return qsizetype(m_waiting.size()); }
    int acknowledged = 0;
    int strayAcknowledgements = 0;
    const QList<Sent>& sent() const { return m_sent; }
    int calls(const QString& method) const { return m_calls.value(method); }
    QByteArray lastAuthorization(const QString& method) const { return m_authorization.value(method); }
    HttpDouble& http() { return m_http; }

private:
    struct Envelope {
        QByteArray bytes;
        int attempts = 0;
    };
    struct File {
        QString name;
        QString mimeType;
        QByteArray content;
        bool uploaded = false;
        QMap<QString, QString> shares; //!< channel -> ts
        QString subtype{};
    };
    struct PlannedFault {
        Fault fault;
        int times;
        QString method;
        int seconds;
    };
    struct Call {
        QString method;
        QJsonObject arguments;
        ExchangePtr exchange;
        bool loseAnswer = false;
    };

    void handle(const HttpDoubleRequest& request, const ExchangePtr& exchange);
    void accept(const HttpDoubleRequest& request, const ExchangePtr& exchange);
    void received(const QByteArray& text);
    bool applyFault(Call& call);
    void dispatch(Call& call);
    void postMessage(const Call& call);
    void history(const Call& call);
    void uploadAddress(const Call& call);
    void completeUpload(const Call& call);
    void fileInfo(const Call& call);
    void download(const HttpDoubleRequest& request, const ExchangePtr& exchange);
    void answer(const Call& call, QJsonObject result);
    void refuse(const Call& call, const QString& error);
    QString nextTs();
    QJsonObject fileObject(const QString& id) const;
    void push(Envelope& envelope);
    bool knowsChannel(const QString& channel) const;

    HttpDouble m_http;
    QList<QPointer<WebSocketDouble>> m_sockets;
    QSet<QString> m_tickets;
    std::map<QString, Envelope> m_waiting; //!< by envelope id
    QHash<QString, QJsonObject> m_users;
    QSet<QString> m_channels;
    QHash<QString, File> m_files;
    QList<PlannedFault> m_faults;
    QList<Sent> m_sent;
    QHash<QString, QString> m_texts; //!< "channel:ts"
    QHash<QString, int> m_calls;
    QHash<QString, QByteArray> m_authorization;
    qint64 m_lastTs = 0;
    int m_number = 0;
};

} // namespace souffleur::test
