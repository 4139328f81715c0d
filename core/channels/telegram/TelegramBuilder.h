// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/ChannelEvent.h"
#include "net/HttpClient.h"

namespace souffleur::channels::telegram {

inline constexpr int MaxText = 4096;    //!< UTF-16 units
inline constexpr int MaxCaption = 1024; //!< UTF-16 units
inline constexpr qint64 MaxUploadBytes = 50ll * 1024 * 1024;
inline constexpr qint64 MaxPhotoBytes = 10ll * 1024 * 1024;
inline constexpr qint64 MaxDownloadBytes = 20ll * 1024 * 1024;
inline constexpr int MaxPollSeconds = 50;
inline constexpr QStringView StandardBaseUrl = u"https://api.telegram.org";

//! Commands to requests. Pure. Every request of the Bot API holds the token in its URL.
class TelegramBuilder {
public:
    static Result<TelegramBuilder> create(const QJsonObject& settings, const QJsonObject& secrets);

    net::HttpRequest getMe() const;
    net::HttpRequest getWebhookInfo() const;
    //! offset 0: from the first unconfirmed update on.
    net::HttpRequest getUpdates(qint64 offset, int seconds, int limit = 100) const;
    //! One or more requests, to be sent in this order, each one message. Text beside files becomes the first file's
    //! caption when it fits, else messages before the files.
    Result<QList<net::HttpRequest>> send(const OutboundMessage& message) const;
    net::HttpRequest typing(const QString& chatId) const;
    net::HttpRequest answerCallback(const QString& callbackId) const;
    net::HttpRequest getFile(const QString& fileId) const;
    Result<net::HttpRequest> download(const QString& filePath) const;

    QString host() const;

private:
    TelegramBuilder(QUrl base, QString token) : m_base(std::move(base)), m_token(std::move(token)) {}
    net::HttpRequest call(QStringView method, const QJsonObject& arguments) const;
    net::HttpRequest sendFile(const OutboundMessage::File& file, const QString& chatId, const QString& caption,
                              const QJsonObject& reply) const;
    QUrl m_base;
    QString m_token;
};

} // namespace souffleur::channels::telegram
