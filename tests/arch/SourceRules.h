// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Strings.h"

#include <QStringList>

namespace souffleur::test {

//! The rules of core/README.md ("Which way dependencies point") as functions of a path and a text, so that examples
//! can be fed to them. Paths are relative to the top of the repository, with '/'. Each gives one line per breach.
namespace rules {

//! Lines of code only: comments and the contents of literals are blanked, line breaks and include lines stay.
QString codeOnly(const QString& text);

//! "base", "store", "workspace", "workspace/local", "ui", "app" ...; empty for what belongs to no module.
QString moduleOf(const QString& path);

//! Modules that `module` may use besides itself. Null list contents are fine; an unknown module may use nothing.
QStringList allowedModules(const QString& module);
bool isKnownModule(const QString& module);

//! Own headers of modules above, siblings among channels, and foreign headers outside their one place.
QStringList includeBreaches(const QString& path, const QString& text);

//! Nested event loops, blocking waits and blocking dialogs in core and ui.
QStringList callBreaches(const QString& path, const QString& text);

//! The two SPDX lines at the top (below "#!" in scripts).
QStringList licenceBreaches(const QString& path, const QString& text);

//! Longer than a room should be.
QStringList lengthBreaches(const QString& path, const QString& text);

//! Souffleur::, Qt and engine libraries named in a module's CMakeLists.txt.
QStringList linkBreaches(const QString& path, const QString& text);

} // namespace rules
} // namespace souffleur::test
