// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/StoreKey.h"

#include <cstring>

#include <sodium.h>

namespace souffleur::store {
namespace {

constexpr size_t KeyBytes = 32;

unsigned char* allocate() {
    static const bool ready = sodium_init() >= 0;
    auto* memory = ready ? static_cast<unsigned char*>(sodium_malloc(KeyBytes)) : nullptr;
    if (!memory)
        qFatal("no locked memory for the store key");
    return memory;
}

} // namespace

StoreKey StoreKey::generate() {
    StoreKey key;
    key.m_data = allocate();
    randombytes_buf(key.m_data, KeyBytes);
    return key;
}

Result<StoreKey> StoreKey::fromBytes(const QByteArray& bytes) {
    if (bytes.size() != static_cast<qsizetype>(KeyBytes))
        return makeError(ErrorCode::InvalidInput, u"a store key has 32 bytes"_s);
    StoreKey key;
    key.m_data = allocate();
    std::memcpy(key.m_data, bytes.constData(), KeyBytes);
    return key;
}

StoreKey::StoreKey(StoreKey&& other) noexcept : m_data(std::exchange(other.m_data, nullptr)) {}

StoreKey& StoreKey::operator=(StoreKey&& other) noexcept {
    std::swap(m_data, other.m_data);
    return *this;
}

StoreKey::~StoreKey() {
    sodium_free(m_data);
} // wipes

StoreKey StoreKey::clone() const {
    StoreKey key;
    key.m_data = allocate();
    std::memcpy(key.m_data, m_data, KeyBytes);
    return key;
}

QByteArray StoreKey::derive(const QByteArray& purpose) const {
    QByteArray derived(KeyBytes, Qt::Uninitialized);
    crypto_generichash(reinterpret_cast<unsigned char*>(derived.data()), KeyBytes,
                       reinterpret_cast<const unsigned char*>(purpose.constData()),
                       static_cast<unsigned long long>(purpose.size()), m_data, KeyBytes);
    return derived;
}

} // namespace souffleur::store
