// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Strings.h"

#include <optional>

#include <QList>

namespace souffleur::test {

struct MultipartField {
    QString name;
    QString fileName;
    QString mimeType;
    QByteArray content;
    bool isFile = false;
};

//! multipart/form-data (RFC 7578), strictly: nullopt for a missing boundary, a part without a name, a body that
//! does not end with the closing boundary, or two parts of one name.
std::optional<QList<MultipartField>> parseMultipart(const QByteArray& body, const QByteArray& contentType);

} // namespace souffleur::test
