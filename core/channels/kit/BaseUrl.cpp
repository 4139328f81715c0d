// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/kit/BaseUrl.h"

#include "net/HttpClient.h"

namespace souffleur::channels::kit {

Result<QUrl> checkedBaseUrl(const QString& text, QStringView standard) {
    const QString address = text.trimmed();
    QUrl url(address.isEmpty() ? standard.toString() : address, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return makeError(ErrorCode::NotConfigured, u"base_url is not an address"_s);
    if (url.scheme() != u"https" && !(url.scheme() == u"http" && net::isLocalHost(url.host())))
        return makeError(ErrorCode::NotConfigured, u"base_url must be https"_s);
    QString path = url.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path);
    return url;
}

QUrl below(const QUrl& base, const QString& path) {
    QUrl url = base;
    url.setPath(base.path() + path);
    return url;
}

} // namespace souffleur::channels::kit
