// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/discord/DiscordParser.h"
#include "channels/kit/Media.h"
#include "net/HttpClient.h"

namespace souffleur::channels::discord {

inline constexpr QStringView StandardBase = u"https://discord.com/api/v10";
inline constexpr int MaxText = 2000; //!< UTF-16 units; Discord counts characters, which are never more
inline constexpr qint64 MaxUploadBytes = 10ll * 1024 * 1024;  //!< of one file
inline constexpr qint64 MaxRequestBytes = 25ll * 1024 * 1024; //!< of one message
inline constexpr int MaxFilesPerMessage = 10;
inline constexpr qint64 MaxDownloadBytes = 25ll * 1024 * 1024;

//! What the gateway is asked to send: direct messages, reactions and typing; with chosen channels those of servers
//! too, and what is written in them, which is a privilege set in Discord's developer portal (not needed for direct
//! messages).
inline constexpr int DirectIntents = (1 << 12) | (1 << 13) | (1 << 14);
inline constexpr int ServerIntents = (1 << 9) | (1 << 10) | (1 << 11) | (1 << 15);

//! Commands to requests. Pure. The token stands in a header that only goes to the API's own address.
class DiscordBuilder {
public:
    static Result<DiscordBuilder> create(const QJsonObject& settings, const QJsonObject& secrets);

    // --- REST
    net::HttpRequest gateway() const;     //!< GET /gateway/bot
    net::HttpRequest me() const;          //!< GET /users/@me
    net::HttpRequest application() const; //!< GET /applications/@me
    net::HttpRequest channel(const QString& id) const;
    net::HttpRequest message(const QString& channel, const QString& id) const;
    //! Up to 100 messages after this one.
    net::HttpRequest history(const QString& channel, const QString& after) const;
    net::HttpRequest openDirect(const QString& user) const;
    net::HttpRequest typing(const QString& channel) const;
    //! One or more requests, to be sent in this order, each one message in the channel. mention: in a server, who
    //! is meant when no message is answered.
    Result<QList<net::HttpRequest>> send(const QString& channel, const OutboundMessage& message,
                                         const QString& mention) const;
    //! Without the token: files lie on other hosts.
    kit::MediaRequest download(const QUrl& url) const;

    // --- Gateway
    //! The address to connect to, for what /gateway/bot or READY said; PermissionDenied: not one of Discord's,
    //! where the token does not go.
    Result<QUrl> gatewayUrl(const QString& said) const;
    QByteArray identify(bool servers) const;
    QByteArray resume(const QString& session, qint64 sequence) const;
    static QByteArray heartbeat(std::optional<qint64> sequence);

    //! Required by Discord: requests and handshakes without one are refused.
    static QByteArray userAgent();
    QString host() const { return m_base.host(); }

private:
    DiscordBuilder(QUrl base, QString token) : m_base(std::move(base)), m_token(std::move(token)) {}
    net::HttpRequest call(const QByteArray& method, const QString& path) const;
    net::HttpRequest post(const QString& path, const QJsonObject& body) const;
    bool isOwnServer() const;
    QUrl m_base;
    QString m_token;
};

//! The same for the same message and part; at most 25 characters.
QString nonceOf(MessageId message, int part);

} // namespace souffleur::channels::discord
