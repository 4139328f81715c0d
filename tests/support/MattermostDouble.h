// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "WebSocketDouble.h"

#include <map>

#include <QJsonArray>
#include <QJsonObject>
#include <QSet>

namespace souffleur::test {

//! A Mattermost server on loopback, as strict as the real one where it matters: it numbers the events of a
//! connection, goes on with one that was lost when its id and number are known, forgets it otherwise, knows a
//! pending post for a while, and refuses wrong tokens, posts without a channel, too long ones, foreign files and
//! channels. One thread.
class MattermostDouble : public QObject {
    Q_OBJECT
public:
    enum class Fault {
        RateLimited,
        ServerError,
        BadGateway,
        Garbage,
        Unauthorized,
        Reset,
        LostAnswer, //!< handled, then TCP reset instead of the answer
        Hang,
    };

    explicit MattermostDouble(QObject* parent = nullptr);
    bool listen(quint16 port = 0) { return m_http.listen(port); }
    void stopListening() { m_http.stopListening(); }
    QUrl baseUrl() const { return m_http.url(); }

    QString token = u"xoken1"_s;
    const QString user = id(u"support"_s);
    qint64 serverTime = 1'763'999'000'000; //!< a millisecond more for each post
    int limitSeconds = 1;                  //!< what RateLimited says

    //! A name as an id: 26 letters and digits.
    static QString id(const QString& name);
    // What customers do. Each post's id comes back.
    QString direct(const QString& customer);
    QString open(const QString& name);
    QString writes(const QString& channel, const QString& customer, const QString& text, const QString& root = {});
    QString sendsFile(const QString& channel, const QString& customer, const QString& name,
                      const QByteArray& content, const QString& text = {}, const QString& type = u"image/png"_s);
    void edits(const QString& post, const QString& text);
    void deletes(const QString& post);
    void reacts(const QString& post, const QString& customer, const QString& emoji, bool removed = false);
    void types(const QString& channel, const QString& customer);
    //! A frame as it is; it takes a number of its own where `text` holds %1.
    void deliver(const QByteArray& text);

    // What goes wrong.
    //! Names: "me", "channels", "profiles", "posts", "send", "post", "upload", "download", "socket".
    void failNext(Fault fault, int times, const QString& call, int after = 0);
    qsizetype plannedFaults() const { return m_faults.size(); }
    void forgetFaults() { m_faults.clear(); }
    void cutSocket();                               //!< events are kept for a connection that returns
    void forgetConnections() { m_connection = {}; } //!< a server that restarted
    void loseEvents(int count) { m_lose = count; }  //!< numbered, but never sent
    //! The next list of posts is made and not answered until it is released.
    void holdPosts() { m_holds = true; }
    bool isHolding() const { return bool(m_held); }
    void releasePosts() { std::exchange(m_held, nullptr)(); }
    void forgetPending() { m_pending.clear(); }
    void goSilent(); //!< the other end of this socket is gone

    const QList<QJsonObject>& sent() const { return m_sent; }
    int calls(const QString& name) const { return m_calls.value(name); }
    bool isConnected() const { return m_socket && m_socket->isOpen() && m_greeted && !m_socket->silent; }
    //! Customers' posts from this time on.
    qsizetype postsSince(qint64 ms) const;
    std::pair<QString, QByteArray> file(const QString& id) const { return m_files.value(id); }
    QStringList viewed() const { return m_viewed; }
    int typings = 0;
    int resumed = 0;
    HttpDouble& http() { return m_http; }

private:
    struct Channel {
        QString type;
        QSet<QString> members;
        qint64 lastPostAt = 0;
    };
    struct PlannedFault {
        Fault fault;
        int times;
        QString call;
        int after;
    };
    struct Connection {
        QString id;
        qint64 next = 0;
        std::map<qint64, QByteArray> kept;
    };

    void handle(const HttpDoubleRequest& request, const ExchangePtr& exchange);
    bool applyFault(const QString& call, const ExchangePtr& exchange);
    void dispatch(const QString& call, const QStringList& segments, const HttpDoubleRequest& request,
                  const ExchangePtr& exchange);
    void openSocket(const HttpDoubleRequest& request, const ExchangePtr& exchange);
    void action(const QByteArray& text);
    void listPosts(const QString& channel, const HttpDoubleRequest& request, const ExchangePtr& exchange);
    void sendPost(const HttpDoubleRequest& request, const ExchangePtr& exchange);
    void upload(const HttpDoubleRequest& request, const ExchangePtr& exchange);
    void ok(const ExchangePtr& exchange, const QJsonValue& value, int status = 200);
    void refuse(const ExchangePtr& exchange, int status, const QString& error);
    void publish(const QString& event, const QString& channel, const QJsonObject& data);
    void publishPost(const QString& event, const QJsonObject& post);
    void push(const QByteArray& text);
    QString newPost(QJsonObject post);
    QJsonObject profile(const QString& user) const;

    HttpDouble m_http;
    QHash<QString, Channel> m_channels;
    QHash<QString, QString> m_names;
    QList<QJsonObject> m_posts;
    QHash<QString, std::pair<QString, QByteArray>> m_files;
    QHash<QString, QString> m_pending;
    QPointer<WebSocketDouble> m_socket;
    Connection m_connection;
    int m_connections = 0;
    bool m_greeted = false;
    bool m_holds = false;
    std::function<void()> m_held;
    int m_lose = 0;
    QList<PlannedFault> m_faults;
    QList<ExchangePtr> m_hanging;
    bool m_loseAnswer = false;
    QList<QJsonObject> m_sent;
    QHash<QString, int> m_calls;
    QStringList m_viewed;
};

} // namespace souffleur::test
