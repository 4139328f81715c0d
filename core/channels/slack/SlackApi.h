// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/kit/HttpAnswer.h"
#include "domain/ChannelEvent.h"

#include <QJsonObject>

//! Slack's Web API (docs.slack.dev, November 2026): builder and errors. Pure.
namespace souffleur::channels::slack {

using kit::CallKind;

inline constexpr int MaxText = 4000; //!< what Slack advises; it cuts at 40,000
inline constexpr qint64 MaxUploadBytes = 50ll * 1024 * 1024;
inline constexpr qint64 MaxDownloadBytes = 32ll * 1024 * 1024;
inline constexpr QStringView StandardBaseUrl = u"https://slack.com/api";
//! metadata.event_type of what we post; event_payload.client_id finds it again.
inline constexpr QStringView MetadataType = u"souffleur_message";

//! "<channel>:<ts>"
QString externalIdOf(const QString& channel, const QString& ts);
//! A recipient is a direct message's channel ("D024BE91L"), or in a shared channel "<channel>/<user>".
QString recipientOf(const QString& channel, const QString& user);
QString channelOf(const QString& recipient);
//! The ts in an external id of this channel; empty: none.
QString tsOf(const QString& externalId, const QString& channel);

//! Attachment::remoteRef: "file id|size|address"; the address holds no token.
struct FileRef {
    QString id;
    qint64 size = 0;
    QUrl url;
};
QString toRemoteRef(const FileRef& ref);
Result<FileRef> fromRemoteRef(const QString& remoteRef);

//! The answer, or what went wrong: Slack says "ok": false with a name, mostly with status 200. A Send whose answer
//! does not say clearly that it was refused is Unclear. Details are Slack's names of errors.
Result<QJsonObject> resultOf(const net::HttpOutcome& outcome, CallKind kind, Timestamp now);
//! Out of auth.test: "souffleur @ Demo".
QString accountOf(const QJsonObject& authTest);
bool isSlackAnswer(const net::HttpOutcome& outcome);

class SlackBuilder {
public:
    static Result<SlackBuilder> create(const QJsonObject& settings, const QJsonObject& secrets);

    net::HttpRequest openConnection() const;
    net::HttpRequest authTest() const;
    net::HttpRequest userInfo(const QString& user) const;
    //! One text message. clientId comes back in its metadata. An empty thread: at the top.
    net::HttpRequest post(const QString& channel, const QString& text, const QString& thread,
                          const QString& clientId) const;
    //! The latest messages of a channel, or of a thread, with their metadata.
    net::HttpRequest latest(const QString& channel, const QString& thread) const;
    net::HttpRequest uploadAddress(const QString& fileName, qint64 size) const;
    //! PermissionDenied: not an address of Slack's.
    Result<net::HttpRequest> upload(const QUrl& address, const OutboundMessage::File& file) const;
    struct Uploaded {
        QString id;
        QString title;
    };
    net::HttpRequest completeUpload(const QList<Uploaded>& files, const QString& channel, const QString& thread,
                                    const QString& comment) const;
    net::HttpRequest fileInfo(const QString& file) const;

    const QUrl& base() const { return m_base; }
    std::pair<QByteArray, QByteArray> credentials() const;
    //! Is a WebSocket's address Slack's, or on the server that was set up?
    bool isOurs(const QUrl& url) const;

private:
    SlackBuilder(QUrl base, QString botToken, QString appToken)
        : m_base(std::move(base)), m_botToken(std::move(botToken)), m_appToken(std::move(appToken)) {}
    net::HttpRequest form(QStringView method, const QList<std::pair<QString, QString>>& fields) const;
    net::HttpRequest json(QStringView method, const QJsonObject& arguments) const;
    net::HttpRequest call(QStringView method, const QString& token) const;

    QUrl m_base;
    QString m_botToken;
    QString m_appToken;
};

//! What Slack shows: our Markdown as mrkdwn, and words without markup as they are.
struct SlackText {
    QString text;
    bool mrkdwn = false;
};
SlackText slackText(const QString& text);
QStringList textPieces(const QString& text);

} // namespace souffleur::channels::slack
