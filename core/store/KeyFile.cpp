// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/StoreKey.h"

#include "store/FileSync.h"

#include <array>

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <sodium.h>

namespace souffleur::store {
namespace {

constexpr auto Format = u"souffleur-key";
constexpr int Version = 1;
constexpr int RecoveryBytes = 20;
constexpr qsizetype GroupLength = 5;
constexpr qint64 MaxFileBytes = 64 * 1024;
// What a file may ask of us: more would be somebody's attempt to keep the program busy.
constexpr qint64 MaxOps = 20;
constexpr qint64 MaxMemory = qint64(1) << 30;
constexpr std::string_view Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"; // RFC 4648 base32

using Bytes32 = std::array<unsigned char, 32>;
static_assert(crypto_secretbox_KEYBYTES == 32);

const unsigned char* raw(const QByteArray& bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.constData());
}
unsigned char* raw(QByteArray& bytes) {
    return reinterpret_cast<unsigned char*>(bytes.data());
}

QByteArray randomBytes(qsizetype count) {
    QByteArray bytes(count, Qt::Uninitialized);
    randombytes_buf(bytes.data(), static_cast<size_t>(count));
    return bytes;
}

QString base64(const QByteArray& bytes) {
    return QString::fromLatin1(bytes.toBase64());
}
QByteArray bytesOf(const QJsonObject& object, const QString& member) {
    return QByteArray::fromBase64(object[member].toString().toLatin1());
}

Result<QByteArray> passphraseBytes(const QString& passphrase) {
    // The same passphrase typed on another system may come in another Unicode form.
    const QByteArray bytes = passphrase.normalized(QString::NormalizationForm_KC).toUtf8();
    if (bytes.isEmpty() || bytes.size() > KeyFile::MaxPassphraseBytes)
        return makeError(ErrorCode::InvalidInput, u"passphrase length"_s);
    return bytes;
}

//! Seals the store key with a wrapping key: {"nonce": ..., "box": ...}.
void seal(const StoreKey& key, const Bytes32& wrapping, QJsonObject* object) {
    const QByteArray nonce = randomBytes(crypto_secretbox_NONCEBYTES);
    QByteArray box(32 + crypto_secretbox_MACBYTES, Qt::Uninitialized);
    crypto_secretbox_easy(raw(box), key.data(), 32, raw(nonce), wrapping.data());
    object->insert(u"nonce"_s, base64(nonce));
    object->insert(u"box"_s, base64(box));
}

Result<StoreKey> open(const QJsonObject& object, const Bytes32& wrapping) {
    const QByteArray nonce = bytesOf(object, u"nonce"_s);
    const QByteArray box = bytesOf(object, u"box"_s);
    if (nonce.size() != crypto_secretbox_NONCEBYTES || box.size() != 32 + crypto_secretbox_MACBYTES)
        return makeError(ErrorCode::Damaged, u"key file"_s);
    QByteArray plain(32, Qt::Uninitialized);
    if (crypto_secretbox_open_easy(raw(plain), raw(box), static_cast<unsigned long long>(box.size()), raw(nonce),
                                   wrapping.data()) != 0)
        return makeError(ErrorCode::WrongPassphrase);
    auto key = StoreKey::fromBytes(plain);
    sodium_memzero(plain.data(), static_cast<size_t>(plain.size()));
    return key;
}

Status stretch(const QByteArray& passphrase, const QByteArray& salt, qint64 ops, qint64 memory, Bytes32* key) {
    if (salt.size() != crypto_pwhash_SALTBYTES || ops < qint64(crypto_pwhash_OPSLIMIT_MIN) || ops > MaxOps ||
        memory < qint64(crypto_pwhash_MEMLIMIT_MIN) || memory > MaxMemory)
        return makeError(ErrorCode::Damaged, u"key file parameters"_s);
    if (crypto_pwhash(key->data(), key->size(), passphrase.constData(),
                      static_cast<unsigned long long>(passphrase.size()), raw(salt),
                      static_cast<unsigned long long>(ops), static_cast<size_t>(memory),
                      crypto_pwhash_ALG_ARGON2ID13) != 0)
        return makeError(ErrorCode::IoError, u"not enough memory for Argon2id"_s);
    return ok();
}

Result<QJsonObject> sealWithPassphrase(const StoreKey& key, const QString& passphrase) {
    SOUFFLEUR_TRY(QByteArray bytes, passphraseBytes(passphrase));
    const QByteArray salt = randomBytes(crypto_pwhash_SALTBYTES);
    const qint64 ops = crypto_pwhash_OPSLIMIT_INTERACTIVE;
    const qint64 memory = crypto_pwhash_MEMLIMIT_INTERACTIVE;
    Bytes32 wrapping{};
    const Status stretched = stretch(bytes, salt, ops, memory, &wrapping);
    sodium_memzero(bytes.data(), static_cast<size_t>(bytes.size()));
    if (!stretched)
        return stretched.error();
    QJsonObject object{
        {u"kdf"_s, u"argon2id13"_s}, {u"ops"_s, ops}, {u"memory"_s, memory}, {u"salt"_s, base64(salt)}};
    seal(key, wrapping, &object);
    sodium_memzero(wrapping.data(), wrapping.size());
    return object;
}

//! 160 random bits need no stretching, only a key of the right length.
Bytes32 recoveryKey(const QByteArray& code) {
    Bytes32 key{};
    constexpr std::string_view Purpose = "souffleur recovery";
    crypto_generichash(key.data(), key.size(), raw(code), static_cast<unsigned long long>(code.size()),
                       reinterpret_cast<const unsigned char*>(Purpose.data()), Purpose.size());
    return key;
}

QString encodeCode(const QByteArray& code) {
    QString text;
    quint32 buffer = 0;
    int bits = 0;
    qsizetype letters = 0;
    for (const char c : code) {
        buffer = (buffer << 8) | static_cast<unsigned char>(c);
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            if (letters > 0 && letters % GroupLength == 0)
                text.append(u'-');
            text.append(QLatin1Char(Alphabet[(buffer >> bits) & 31]));
            ++letters;
        }
    }
    return text;
}

//! Forgives case, spaces, dashes and the digits people take for letters; empty: no code.
QByteArray decodeCode(const QString& text) {
    QByteArray code;
    quint32 buffer = 0;
    int bits = 0;
    for (QChar c : text.normalized(QString::NormalizationForm_KC).toUpper()) {
        if (c.isSpace() || c.category() == QChar::Punctuation_Dash)
            continue;
        c = c == u'0' ? QChar(u'O') : c == u'1' ? QChar(u'I') : c == u'8' ? QChar(u'B') : c;
        const size_t value =
            c.unicode() < 128 ? Alphabet.find(static_cast<char>(c.unicode())) : std::string_view::npos;
        if (value == std::string_view::npos || code.size() > RecoveryBytes)
            return {};
        buffer = (buffer << 5) | static_cast<quint32>(value);
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            code.append(static_cast<char>((buffer >> bits) & 255));
        }
    }
    return code.size() == RecoveryBytes && bits == 0 ? code : QByteArray();
}

Status write(const QString& path, const QJsonObject& object) {
    return replaceFile(path, QJsonDocument(object).toJson(QJsonDocument::Indented));
}

Result<QJsonObject> read(const QString& path) {
    SOUFFLEUR_TRY(const QByteArray content, readWholeFile(path, MaxFileBytes));
    const QJsonObject object = QJsonDocument::fromJson(content).object();
    if (object[u"format"_s].toString() != Format)
        return makeError(ErrorCode::Damaged, u"key file"_s);
    if (object[u"version"_s].toInt() > Version)
        return makeError(ErrorCode::NewerSchema, u"key file"_s);
    return object;
}

} // namespace

Result<QString> KeyFile::create(const QString& path, const StoreKey& key, const QString& passphrase) {
    if (QFile::exists(path))
        return makeError(ErrorCode::Conflict, u"key file exists"_s);
    SOUFFLEUR_TRY(const QJsonObject sealed, sealWithPassphrase(key, passphrase));
    QByteArray code = randomBytes(RecoveryBytes);
    Bytes32 wrapping = recoveryKey(code);
    QJsonObject recovery;
    seal(key, wrapping, &recovery);
    SOUFFLEUR_CHECK(write(path, {{u"format"_s, QString::fromUtf16(Format)},
                                 {u"version"_s, Version},
                                 {u"passphrase"_s, sealed},
                                 {u"recovery"_s, recovery}}));
    QString text = encodeCode(code);
    sodium_memzero(wrapping.data(), wrapping.size());
    sodium_memzero(code.data(), static_cast<size_t>(code.size()));
    return text;
}

Result<StoreKey> KeyFile::unlock(const QString& path, const QString& passphrase) {
    SOUFFLEUR_TRY(const QJsonObject file, read(path));
    SOUFFLEUR_TRY(QByteArray bytes, passphraseBytes(passphrase));
    const QJsonObject sealed = file[u"passphrase"_s].toObject();
    Bytes32 wrapping{};
    const Status stretched = stretch(bytes, bytesOf(sealed, u"salt"_s), sealed[u"ops"_s].toInteger(),
                                     sealed[u"memory"_s].toInteger(), &wrapping);
    sodium_memzero(bytes.data(), static_cast<size_t>(bytes.size()));
    if (!stretched)
        return stretched.error();
    auto key = open(sealed, wrapping);
    sodium_memzero(wrapping.data(), wrapping.size());
    return key;
}

Result<StoreKey> KeyFile::unlockWithRecoveryCode(const QString& path, const QString& text) {
    SOUFFLEUR_TRY(const QJsonObject file, read(path));
    QByteArray code = decodeCode(text);
    if (code.isEmpty())
        return makeError(ErrorCode::InvalidInput, u"recovery code"_s);
    Bytes32 wrapping = recoveryKey(code);
    auto key = open(file[u"recovery"_s].toObject(), wrapping);
    sodium_memzero(wrapping.data(), wrapping.size());
    sodium_memzero(code.data(), static_cast<size_t>(code.size()));
    return key;
}

Status KeyFile::changePassphrase(const QString& path, const StoreKey& key, const QString& passphrase) {
    SOUFFLEUR_TRY(QJsonObject file, read(path));
    SOUFFLEUR_TRY(const QJsonObject sealed, sealWithPassphrase(key, passphrase));
    file[u"passphrase"_s] = sealed;
    return write(path, file);
}

} // namespace souffleur::store
