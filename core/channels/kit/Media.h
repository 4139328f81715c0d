// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/HttpClient.h"

namespace souffleur::channels::kit {

//! A file at an address that came in a message, and is therefore not to be trusted.
struct MediaRequest {
    QUrl url;
    //! The channel's own server, as set up. It may be on this machine or in a private network; nothing else may.
    QUrl base;
    //! Further hosts that files may come from; "slack.com" stands for "files.slack.com" too. Https only.
    QStringList hosts;
    //! Any public host over https, besides those: for channels whose files lie anywhere.
    bool anyPublicHost = false;
    //! Sent to `base` and to `credentialHosts` (as in `hosts`), never to another host, redirects included.
    QList<std::pair<QByteArray, QByteArray>> credentials;
    QStringList credentialHosts;
    qint64 maxBytes = 20ll * 1024 * 1024;
    Milliseconds timeout{60'000};
};

//! Fetches it, following up to five redirects, each judged anew. PermissionDenied: a host or scheme that is not
//! allowed, or a name that stands for a private address. TooLarge: beyond maxBytes. Dropping the handle aborts.
[[nodiscard]] std::shared_ptr<void> fetchMedia(net::HttpClient& http, const MediaRequest& request,
                                               std::function<void(Result<QByteArray>)> done);

//! The same as a future; Cancelled when `owner` dies before.
QFuture<Result<QByteArray>> fetchMedia(net::HttpClient& http, const MediaRequest& request, QObject* owner);

//! Is host one of these, or a subdomain of one?
bool isWithin(const QString& host, const QStringList& hosts);
//! Same scheme, host and port.
bool isSameOrigin(const QUrl& a, const QUrl& b);

} // namespace souffleur::channels::kit
