// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Executor.h"
#include "base/Result.h"

namespace souffleur::ui {

//! Reads files of questions and answers beside the UI thread.
class FaqFileReader {
public:
    static constexpr qint64 MaximumSize = 256LL * 1000 * 1000;

    FaqFileReader() : m_thread(u"faq file"_s) {}
    //! TooLarge, PermissionDenied, NotFound, IoError; InvalidInput for a *.json that is none and for an empty file.
    QFuture<Result<QByteArray>> read(const QString& path);
    //! Replaces the file in one go or not at all.
    QFuture<Status> write(const QString& path, const QByteArray& content);

private:
    ThreadExecutor m_thread;
};

} // namespace souffleur::ui
