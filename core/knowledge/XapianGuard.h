// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include "knowledge/XapianHeader.h"

#include <exception>

namespace souffleur::knowledge {

inline QString xapianText(const std::string& text) {
    return QString::fromStdString(text).left(200);
}

//! The one border at which Xapian's exceptions become errors. fn returns a Result. Xapian's messages name terms and
//! files, never texts; the term is left out all the same because it is a customer's or the FAQ's word.
template <class F>
auto guarded(F fn) -> decltype(fn()) {
    try {
        return fn();
    } catch (const Xapian::DatabaseCorruptError& e) {
        return makeError(ErrorCode::Damaged, xapianText(e.get_type()));
    } catch (const Xapian::DatabaseVersionError& e) {
        return makeError(ErrorCode::Damaged, xapianText(e.get_type()));
    } catch (const Xapian::DatabaseOpeningError& e) {
        return makeError(ErrorCode::Damaged, xapianText(e.get_type()));
    } catch (const Xapian::DatabaseError& e) {
        return makeError(ErrorCode::IoError, xapianText(e.get_type()));
    } catch (const Xapian::Error& e) {
        return makeError(ErrorCode::Bug, xapianText(e.get_type()));
    } catch (const std::bad_alloc&) {
        return makeError(ErrorCode::Busy, u"out of memory"_s);
    } catch (const std::exception&) {
        return makeError(ErrorCode::Damaged, u"unreadable index"_s);
    }
}

} // namespace souffleur::knowledge
