// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/ChannelEvent.h"
#include "net/HttpClient.h"
#include "net/WebSocket.h"

namespace souffleur::channels::mattermost {

//! A post is 16,383 code points; this many UTF-16 units never are more.
inline constexpr int MaxText = 16'383;
inline constexpr int MaxFilesPerPost = 10;
//! The server's default; another limit says so (413).
inline constexpr qint64 MaxFileBytes = 100ll * 1024 * 1024;

//! One post to be sent.
struct OutboundPost {
    QString text;
    QList<OutboundMessage::File> files;
    QString key; //!< the same for every attempt: found again when an answer got lost
};
//! The posts of a message in the order they are sent.
Result<QList<OutboundPost>> postsOf(const OutboundMessage& message);

//! Commands to requests. Pure. The token stands in a header, never in a URL.
class MattermostBuilder {
public:
    static Result<MattermostBuilder> create(const QJsonObject& settings, const QJsonObject& secrets);
    QString host() const { return m_base.host(); }

    net::HttpRequest ping() const;
    net::HttpRequest me() const;
    net::HttpRequest myChannels() const;
    net::HttpRequest profiles(const QStringList& users) const;
    //! What was written, edited or deleted since then, by the server's clock; 1,000 posts at most.
    net::HttpRequest postsSince(const QString& channel, qint64 ms) const;
    //! 200 posts, the newest on page 0.
    net::HttpRequest postsPage(const QString& channel, int page) const;
    net::HttpRequest post(const QString& id) const;
    net::HttpRequest upload(const QString& channel, const OutboundMessage::File& file) const;
    net::HttpRequest send(const QString& channel, const QString& root, const OutboundPost& post,
                          const QStringList& fileIds, const QString& ownUser) const;
    net::HttpRequest viewed(const QString& channel) const;
    net::HttpRequest download(const QString& file) const;

    //! connection and sequence go on with an earlier connection; empty: a new one.
    net::WebSocketRequest socket(const QString& connection, qint64 sequence) const;
    QByteArray challenge(int number) const;
    static QByteArray action(int number, const QString& name, const QJsonObject& data = {});

private:
    MattermostBuilder(QUrl base, QString token) : m_base(std::move(base)), m_token(std::move(token)) {}
    net::HttpRequest call(const QByteArray& method, const QString& path) const;
    QUrl m_base;
    QString m_token;
};

} // namespace souffleur::channels::mattermost
