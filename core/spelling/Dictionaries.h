// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <map>
#include <memory>

#include <QStringList>

namespace souffleur::spelling {

//! The Hunspell dictionaries of this machine, by their names: "de_DE", "de_AT", "en_US". Loads one when it is first
//! asked for, which takes a tenth of a second. Belongs to one thread; never throws. Errors: NotFound (no such
//! dictionary), Damaged (it cannot be read).
class Dictionaries {
public:
    //! The first directory that has a name wins.
    explicit Dictionaries(QStringList directories = standardDirectories());
    ~Dictionaries();

    static QStringList standardDirectories();

    //! Sorted; each file once, under its own name.
    QStringList names() const;
    //! Those of the words that the dictionary does not know, in the same order.
    Result<QStringList> misspelt(const QString& name, const QStringList& words);
    //! What may have been meant, the most likely first.
    Result<QStringList> corrections(const QString& name, const QString& word, int limit);

private:
    class Dictionary;
    Result<Dictionary*> load(const QString& name);

    QStringList m_directories;
    std::map<QString, std::unique_ptr<Dictionary>> m_loaded;
};

} // namespace souffleur::spelling
