// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/matrix/MatrixIds.h"
#include "domain/ChannelEvent.h"
#include "net/HttpClient.h"

namespace souffleur::channels::matrix {

//! An event is 65,536 bytes at most, its HTML included; this many UTF-16 units always fit beside their HTML or
//! without it.
inline constexpr int MaxText = 16'000;
//! Synapse's default; a server with another limit says so (413).
inline constexpr qint64 MaxUploadBytes = 50ll * 1024 * 1024;
inline constexpr qint64 MaxDownloadBytes = 50ll * 1024 * 1024;
inline constexpr int MaxPollSeconds = 60;
inline constexpr int TimelineLimit = 50;

//! The address of a homeserver. https, or http for this machine and private networks. There is no default: the
//! company's account lives on some server.
Result<QUrl> checkedHomeserver(const QString& text);

//! Where a media file is asked for.
enum class MediaPath {
    Authenticated, //!< /_matrix/client/v1/media, since 1.11
    Open,          //!< /_matrix/media/v3, for servers before
};

//! One event to be sent: a file is uploaded first, its address then stands in the content.
struct OutboundPart {
    QJsonObject content;
    std::optional<OutboundMessage::File> file;
};

//! The parts of a message in the order they are sent: text, in pieces when long, then the files.
Result<QList<OutboundPart>> partsOf(const OutboundMessage& message);
//! The same for every attempt, so that a repeated request is the same message.
QString transactionId(const OutboundMessage& message, qsizetype part);

//! Commands to requests. Pure. The token stands in a header, never in a URL.
class MatrixBuilder {
public:
    static Result<MatrixBuilder> create(const QJsonObject& settings);

    void setToken(const QString& token) { m_token = token; }
    bool hasToken() const { return !m_token.isEmpty(); }
    QString host() const { return m_base.host(); }

    net::HttpRequest versions() const;
    //! `device` keeps one device for this channel, however often somebody logs in.
    net::HttpRequest login(const QString& user, const QString& password, const QString& device) const;
    net::HttpRequest whoAmI() const;
    net::HttpRequest sync(const QString& since, int seconds) const;
    //! A sync that brings nothing: does receiving work?
    net::HttpRequest probe() const;
    //! Older events, from a sync's prev_batch on, at most up to `to`.
    net::HttpRequest history(const QString& room, const QString& from, const QString& to) const;
    net::HttpRequest join(const QString& room) const;
    net::HttpRequest encryptionOf(const QString& room) const;
    net::HttpRequest upload(const OutboundMessage::File& file) const;
    net::HttpRequest sendEvent(const QString& room, const QString& transaction, const QJsonObject& content) const;
    net::HttpRequest typing(const QString& room, const QString& ownUser) const;
    net::HttpRequest readReceipt(const QString& room, const QString& event) const;
    net::HttpRequest download(const MediaRef& media, MediaPath path) const;

private:
    explicit MatrixBuilder(QUrl base) : m_base(std::move(base)) {}
    net::HttpRequest call(const QByteArray& method, const QString& api, const QStringList& segments) const;
    net::HttpRequest ask(const QStringList& segments, const QList<std::pair<QString, QString>>& query) const;
    net::HttpRequest post(const QByteArray& method, const QStringList& segments, const QJsonObject& body) const;
    QUrl m_base;
    QString m_token;
};

} // namespace souffleur::channels::matrix
