// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/AttachmentStore.h"

#include "store/FileSync.h"
#include "store/StoreKey.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <sodium.h>

namespace souffleur::store {
namespace {

// magic (8) | secretstream header (24) | chunks of 64 KiB, each 17 bytes longer; the last one is tagged FINAL.
constexpr QByteArrayView Magic = "SOUFATT1";
constexpr qsizetype ChunkBytes = 64 * 1024;
constexpr qsizetype HeaderBytes = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr qsizetype TagBytes = crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr qint64 MaxFileBytes = qint64(2) << 30;

const unsigned char* raw(const QByteArray& bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.constData());
}
unsigned char* raw(QByteArray& bytes) {
    return reinterpret_cast<unsigned char*>(bytes.data());
}

//! name is authenticated too, so that a file put in the place of another one is noticed.
Status sealInto(const QString& path, const QByteArray& key, const QByteArray& name, const QByteArray& content) {
    return replaceFile(path, [&](QIODevice& file) {
        crypto_secretstream_xchacha20poly1305_state state;
        QByteArray header(HeaderBytes, Qt::Uninitialized);
        crypto_secretstream_xchacha20poly1305_init_push(&state, raw(header), raw(key));
        bool written = file.write(Magic.data(), Magic.size()) == Magic.size() && file.write(header) == HeaderBytes;
        QByteArray sealed;
        qsizetype at = 0;
        do {
            const qsizetype size = std::min(ChunkBytes, content.size() - at);
            const bool last = at + size == content.size();
            sealed.resize(size + TagBytes);
            crypto_secretstream_xchacha20poly1305_push(&state, raw(sealed), nullptr, raw(content) + at,
                                                       static_cast<unsigned long long>(size), raw(name),
                                                       static_cast<unsigned long long>(name.size()),
                                                       last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
            written = written && file.write(sealed) == sealed.size();
            at += size;
        } while (written && at < content.size());
        sodium_memzero(&state, sizeof state);
        return written;
    });
}

Result<QByteArray> openFrom(const QString& path, const QByteArray& key, const QByteArray& name) {
    SOUFFLEUR_TRY(const QByteArray sealed, readWholeFile(path, MaxFileBytes));
    const auto damaged = [&] { return makeError(ErrorCode::Damaged, QFileInfo(path).fileName()); };
    qsizetype at = Magic.size() + HeaderBytes;
    if (sealed.size() < at + TagBytes || !sealed.startsWith(Magic))
        return damaged();
    crypto_secretstream_xchacha20poly1305_state state;
    if (crypto_secretstream_xchacha20poly1305_init_pull(&state, raw(sealed) + Magic.size(), raw(key)) != 0)
        return damaged();
    QByteArray content(std::max<qsizetype>(sealed.size() - at, 0), Qt::Uninitialized);
    qsizetype filled = 0;
    bool complete = false;
    while (!complete && at < sealed.size()) {
        const qsizetype size = std::min(ChunkBytes + TagBytes, sealed.size() - at);
        unsigned char tag = 0;
        unsigned long long plain = 0;
        if (size < TagBytes || crypto_secretstream_xchacha20poly1305_pull(
                                   &state, raw(content) + filled, &plain, &tag, raw(sealed) + at,
                                   static_cast<unsigned long long>(size), raw(name),
                                   static_cast<unsigned long long>(name.size())) != 0)
            return damaged();
        filled += static_cast<qsizetype>(plain);
        at += size;
        complete = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    }
    sodium_memzero(&state, sizeof state);
    // Cut off, or something was added behind the end.
    if (!complete || at != sealed.size())
        return damaged();
    content.resize(filled);
    return content;
}

QString pathOf(const QString& directory, AttachmentId id) {
    return directory + u'/' + id.toString();
}

} // namespace

AttachmentStore::AttachmentStore(QString directory, const StoreKey& key)
    : m_directory(std::move(directory)), m_key(key.derive("attachments"_ba)) {}

AttachmentStore::~AttachmentStore() {
    sodium_memzero(m_key.data(), static_cast<size_t>(m_key.size()));
}

Status AttachmentStore::write(AttachmentId id, const QByteArray& content) {
    if (id.isNull())
        return makeError(ErrorCode::InvalidInput, u"attachment without id"_s);
    if (!QDir().mkpath(m_directory))
        return makeError(ErrorCode::IoError, u"attachment directory"_s);
    return sealInto(pathOf(m_directory, id), m_key, id.toBytes(), content);
}

Result<QByteArray> AttachmentStore::read(AttachmentId id) const {
    return openFrom(pathOf(m_directory, id), m_key, id.toBytes());
}

bool AttachmentStore::contains(AttachmentId id) const {
    return QFile::exists(pathOf(m_directory, id));
}

Status AttachmentStore::remove(AttachmentId id) {
    QFile file(pathOf(m_directory, id));
    if (file.exists() && !file.remove())
        return makeError(ErrorCode::IoError, u"attachment "_s + id.toString());
    return ok();
}

QList<AttachmentId> AttachmentStore::list() const {
    QList<AttachmentId> ids;
    const QStringList names = QDir(m_directory).entryList(QDir::Files, QDir::Name);
    for (const QString& name : names) {
        const auto id = AttachmentId::fromString(name);
        if (!id.isNull() && id.toString() == name)
            ids.append(id);
    }
    return ids;
}

QList<AttachmentId> AttachmentStore::verify() const {
    QList<AttachmentId> damaged;
    const auto ids = list();
    for (const AttachmentId& id : ids) {
        if (!read(id))
            damaged.append(id);
    }
    return damaged;
}

Status AttachmentStore::writeFile(const QString& path, const QByteArray& content) const {
    return sealInto(path, m_key, QFileInfo(path).fileName().toUtf8(), content);
}

Result<QByteArray> AttachmentStore::readFile(const QString& path) const {
    return openFrom(path, m_key, QFileInfo(path).fileName().toUtf8());
}

} // namespace souffleur::store
