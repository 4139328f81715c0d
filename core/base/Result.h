// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Strings.h"

#include <optional>
#include <utility>
#include <variant>

namespace souffleur {

//! What went wrong. Core gives codes and data; only ui/ turns them into sentences (ui/common/ErrorText).
enum class ErrorCode {
    // Retryable: the same request may work later.
    Timeout,
    NetworkDown,
    RateLimited, //!< detail may hold the seconds to wait
    ServerError,
    Busy,
    // Rejected: the request itself is at fault.
    InvalidInput,
    Rejected, //!< refused by the channel; detail is its own text
    TooLarge,
    TooLong,
    WindowClosed,
    RecipientBlocked,
    PlaceholderOpen, //!< detail is the placeholder's name
    GuardRefused,    //!< see SendGuard for the reason
    Unsupported,
    Conflict,
    // Denied
    WrongPassphrase,
    Unauthorized,
    PermissionDenied,
    // NotFound
    NotFound,
    // Corrupt
    Damaged,
    NewerSchema,
    NotEncrypted,
    // Config: the machine or the set-up
    DiskFull,
    IoError,
    KeychainUnavailable,
    AlreadyOpen,
    NotConfigured,
    // The rest
    Cancelled,
    Unclear, //!< the request left but its answer never came; it may have taken effect
    Bug,
};

enum class ErrorGroup { Retryable, Rejected, Denied, NotFound, Corrupt, Config, Cancelled, Unclear, Bug };

ErrorGroup errorGroup(ErrorCode code);
//! Stable lower-case name for logs, JSON and tests, for instance "wrong_passphrase".
QString errorName(ErrorCode code);
std::optional<ErrorCode> errorFromName(const QString& name);

//! Code, technical detail (never a secret, never a customer's words) and an optional wait.
struct Error {
    ErrorCode code = ErrorCode::Bug;
    QString detail;
    int retryAfterSeconds = 0; //!< 0: unknown

    bool operator==(const Error&) const = default;
    QString toString() const { return detail.isEmpty() ? errorName(code) : errorName(code) + u": "_s + detail; }
};

inline Error makeError(ErrorCode code, QString detail = {}) {
    return Error{code, std::move(detail), 0};
}

//! Either a value or an Error. A small part of std::expected (C++23), to be replaced by it one day.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_data(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_data(std::in_place_index<1>, std::move(error)) {}
    //! Only so that Result can live in QFuture; a default-built Result is an error nobody should see.
    Result() : m_data(std::in_place_index<1>, Error{ErrorCode::Bug, u"no result"_s, 0}) {}

    bool hasValue() const { return m_data.index() == 0; }
    explicit operator bool() const { return hasValue(); }
    const T& value() const& { return std::get<0>(m_data); }
    T& value() & { return std::get<0>(m_data); }
    T&& value() && { return std::get<0>(std::move(m_data)); }
    const T& operator*() const& { return value(); }
    T& operator*() & { return value(); }
    T&& operator*() && { return std::get<0>(std::move(m_data)); }
    const T* operator->() const { return &std::get<0>(m_data); }
    T* operator->() { return &std::get<0>(m_data); }
    const Error& error() const { return std::get<1>(m_data); }
    T valueOr(T other) const { return hasValue() ? value() : std::move(other); }

private:
    std::variant<T, Error> m_data;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)) {}
    bool hasValue() const { return !m_error; }
    explicit operator bool() const { return hasValue(); }
    const Error& error() const { return *m_error; }

private:
    std::optional<Error> m_error;
};

using Status = Result<void>;
inline Status ok() {
    return {};
}

} // namespace souffleur

#define SOUFFLEUR_CONCAT_INNER(a, b) a##b
#define SOUFFLEUR_CONCAT(a, b) SOUFFLEUR_CONCAT_INNER(a, b)
//! SOUFFLEUR_TRY(auto x, call()): declares x from the value or returns the error.
#define SOUFFLEUR_TRY(declaration, expression)                                                                     \
    auto SOUFFLEUR_CONCAT(tryResult, __LINE__) = (expression);                                                     \
    if (!SOUFFLEUR_CONCAT(tryResult, __LINE__))                                                                    \
        return SOUFFLEUR_CONCAT(tryResult, __LINE__).error();                                                      \
    declaration = std::move(SOUFFLEUR_CONCAT(tryResult, __LINE__)).value()
//! SOUFFLEUR_CHECK(call()): returns the error of a Result whose value does not matter.
#define SOUFFLEUR_CHECK(expression)                                                                                \
    do {                                                                                                           \
        if (auto checkResult = (expression); !checkResult)                                                         \
            return checkResult.error();                                                                            \
    } while (false)
