// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Strings.h"

#include <QHashFunctions>
#include <QUuid>

namespace souffleur {

//! A new UUID of version 7 (RFC 9562 section 5.7): 48 bits of Unix milliseconds, the rest random; never decreasing
//! within one process. Thread-safe.
QUuid newUuid7();

//! A distinct id type per entity; comparing or passing the wrong one does not compile.
//! Stored as the 16 bytes of RFC 4122; written as text without braces.
template <class Tag>
class Id {
public:
    Id() = default;
    explicit Id(const QUuid& uuid) : m_uuid(uuid) {}
    static Id create() { return Id(newUuid7()); }
    static Id fromString(const QString& text) { return Id(QUuid::fromString(text)); }
    static Id fromBytes(const QByteArray& bytes) { return Id(QUuid::fromRfc4122(bytes)); }

    bool isNull() const { return m_uuid.isNull(); }
    const QUuid& uuid() const { return m_uuid; }
    QString toString() const { return m_uuid.toString(QUuid::WithoutBraces); }
    QByteArray toBytes() const { return m_uuid.toRfc4122(); }

    friend bool operator==(const Id& a, const Id& b) { return a.m_uuid == b.m_uuid; }
    friend bool operator!=(const Id& a, const Id& b) { return a.m_uuid != b.m_uuid; }
    friend bool operator<(const Id& a, const Id& b) { return a.m_uuid < b.m_uuid; }
    friend size_t qHash(const Id& id, size_t seed = 0) { return qHash(id.m_uuid, seed); }

private:
    QUuid m_uuid;
};

} // namespace souffleur
