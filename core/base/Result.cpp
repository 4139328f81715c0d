// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Result.h"

#include <array>

namespace souffleur {
namespace {
struct Row {
    ErrorCode code;
    ErrorGroup group;
    const char* name;
};
using enum ErrorCode;
constexpr std::array Rows = {
    Row{Timeout, ErrorGroup::Retryable, "timeout"},
    Row{NetworkDown, ErrorGroup::Retryable, "network_down"},
    Row{RateLimited, ErrorGroup::Retryable, "rate_limited"},
    Row{ServerError, ErrorGroup::Retryable, "server_error"},
    Row{Busy, ErrorGroup::Retryable, "busy"},
    Row{InvalidInput, ErrorGroup::Rejected, "invalid_input"},
    Row{Rejected, ErrorGroup::Rejected, "rejected"},
    Row{TooLarge, ErrorGroup::Rejected, "too_large"},
    Row{TooLong, ErrorGroup::Rejected, "too_long"},
    Row{WindowClosed, ErrorGroup::Rejected, "window_closed"},
    Row{RecipientBlocked, ErrorGroup::Rejected, "recipient_blocked"},
    Row{PlaceholderOpen, ErrorGroup::Rejected, "placeholder_open"},
    Row{GuardRefused, ErrorGroup::Rejected, "guard_refused"},
    Row{Unsupported, ErrorGroup::Rejected, "unsupported"},
    Row{Conflict, ErrorGroup::Rejected, "conflict"},
    Row{WrongPassphrase, ErrorGroup::Denied, "wrong_passphrase"},
    Row{Unauthorized, ErrorGroup::Denied, "unauthorized"},
    Row{PermissionDenied, ErrorGroup::Denied, "permission_denied"},
    Row{NotFound, ErrorGroup::NotFound, "not_found"},
    Row{Damaged, ErrorGroup::Corrupt, "damaged"},
    Row{NewerSchema, ErrorGroup::Corrupt, "newer_schema"},
    Row{NotEncrypted, ErrorGroup::Corrupt, "not_encrypted"},
    Row{DiskFull, ErrorGroup::Config, "disk_full"},
    Row{IoError, ErrorGroup::Config, "io_error"},
    Row{KeychainUnavailable, ErrorGroup::Config, "keychain_unavailable"},
    Row{AlreadyOpen, ErrorGroup::Config, "already_open"},
    Row{NotConfigured, ErrorGroup::Config, "not_configured"},
    Row{Cancelled, ErrorGroup::Cancelled, "cancelled"},
    Row{Unclear, ErrorGroup::Unclear, "unclear"},
    Row{Bug, ErrorGroup::Bug, "bug"},
};
} // namespace

ErrorGroup errorGroup(ErrorCode code) {
    for (const Row& row : Rows)
        if (row.code == code)
            return row.group;
    return ErrorGroup::Bug;
}

QString errorName(ErrorCode code) {
    for (const Row& row : Rows)
        if (row.code == code)
            return QString::fromLatin1(row.name);
    return u"bug"_s;
}

std::optional<ErrorCode> errorFromName(const QString& name) {
    for (const Row& row : Rows)
        if (name == QLatin1String(row.name))
            return row.code;
    return std::nullopt;
}

} // namespace souffleur
