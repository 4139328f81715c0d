// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/StoreKey.h"

#include <QPromise>
#include <QTimer>

#include <qt6keychain/keychain.h>
#include <sodium.h>

namespace souffleur::store::keychain {
namespace {

constexpr auto Service = u"souffleur";
//! Long enough for a person to unlock the keyring, short enough not to wait for a service that is not there.
constexpr int TimeoutMs = 60'000;

Error errorOf(const QKeychain::Job& job) {
    // The back end's own text may name paths and services; its number says enough.
    const QString detail = u"keychain error %1"_s.arg(static_cast<int>(job.error()));
    switch (job.error()) {
    case QKeychain::EntryNotFound:
        return makeError(ErrorCode::NotFound, detail);
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return makeError(ErrorCode::PermissionDenied, detail);
    default:
        return makeError(ErrorCode::KeychainUnavailable, detail);
    }
}

//! Starts the job (which deletes itself); answer(job) makes the result of a job that ended without error. The
//! future is always finished: a keychain that never answers is an unavailable one.
template <class R, class J>
QFuture<R> start(J* job, std::function<R(J&)> answer) {
    struct Once {
        QPromise<R> promise;
        bool done = false;
        void finish(R result) {
            if (std::exchange(done, true))
                return;
            promise.addResult(std::move(result));
            promise.finish();
        }
    };
    auto once = std::make_shared<Once>();
    once->promise.start();
    auto future = once->promise.future();
    job->setInsecureFallback(false);
    job->setAutoDelete(true);
    auto* timer = new QTimer(job);
    timer->setSingleShot(true);
    QObject::connect(timer, &QTimer::timeout, job,
                     [once] { once->finish(makeError(ErrorCode::KeychainUnavailable, u"no answer"_s)); });
    QObject::connect(job, &QKeychain::Job::finished, job, [once, job, answer] {
        once->finish(job->error() == QKeychain::NoError ? answer(*job) : R(errorOf(*job)));
    });
    timer->start(TimeoutMs);
    job->start();
    return future;
}

} // namespace

QFuture<Result<std::shared_ptr<StoreKey>>> read(const QString& workspaceId) {
    using R = Result<std::shared_ptr<StoreKey>>;
    auto* job = new QKeychain::ReadPasswordJob(QString::fromUtf16(Service));
    job->setKey(workspaceId);
    return start<R, QKeychain::ReadPasswordJob>(job, [](QKeychain::ReadPasswordJob& finished) -> R {
        QByteArray text = finished.binaryData();
        QByteArray bytes = QByteArray::fromBase64(text);
        sodium_memzero(text.data(), static_cast<size_t>(text.size()));
        auto key = StoreKey::fromBytes(bytes);
        sodium_memzero(bytes.data(), static_cast<size_t>(bytes.size()));
        if (!key)
            return makeError(ErrorCode::Damaged, u"keychain entry"_s);
        return std::make_shared<StoreKey>(std::move(*key));
    });
}

QFuture<Status> write(const QString& workspaceId, const StoreKey& key) {
    auto* job = new QKeychain::WritePasswordJob(QString::fromUtf16(Service));
    job->setKey(workspaceId);
    // Base64: not every back end keeps binary data.
    QByteArray bytes(reinterpret_cast<const char*>(key.data()), 32);
    job->setBinaryData(bytes.toBase64());
    sodium_memzero(bytes.data(), static_cast<size_t>(bytes.size()));
    return start<Status, QKeychain::WritePasswordJob>(job, [](QKeychain::WritePasswordJob&) { return ok(); });
}

QFuture<Status> remove(const QString& workspaceId) {
    auto* job = new QKeychain::DeletePasswordJob(QString::fromUtf16(Service));
    job->setKey(workspaceId);
    return start<Status, QKeychain::DeletePasswordJob>(job, [](QKeychain::DeletePasswordJob&) { return ok(); });
}

} // namespace souffleur::store::keychain
