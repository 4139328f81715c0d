// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "spelling/Dictionaries.h"

#include <hunspell.hxx>

#include <optional>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QStringDecoder>
#include <QStringEncoder>

namespace souffleur::spelling {
namespace {

//! Hunspell cuts longer ones, in bytes.
constexpr qsizetype MaxWord = 60;

QString fileOf(const QStringList& directories, const QString& name) {
    for (const QString& directory : directories) {
        const QString base = directory + u'/' + name;
        if (QFileInfo(base + u".aff"_s).isReadable() && QFileInfo(base + u".dic"_s).isReadable())
            return base;
    }
    return {};
}

} // namespace

class Dictionaries::Dictionary {
public:
    explicit Dictionary(const QString& file)
        : m_hunspell(QFile::encodeName(file + u".aff"_s).constData(),
                     QFile::encodeName(file + u".dic"_s).constData()),
          m_encode(m_hunspell.get_dict_encoding().c_str()), m_decode(m_hunspell.get_dict_encoding().c_str()) {}

    bool isUsable() const { return m_encode.isValid() && m_decode.isValid(); }

    bool knows(const QString& word) {
        const std::optional<std::string> bytes = encoded(word);
        return !bytes || m_hunspell.spell(*bytes);
    }

    QStringList corrections(const QString& wrong, int limit) {
        QStringList found;
        const std::optional<std::string> bytes = encoded(wrong);
        if (!bytes)
            return found;
        for (const std::string& correction : m_hunspell.suggest(*bytes)) {
            if (found.size() >= limit)
                break;
            m_decode.resetState();
            const QString word = m_decode(QByteArrayView(correction.data(), qsizetype(correction.size())));
            found += word;
        }
        return found;
    }

private:
    //! None: too long, or of letters that the dictionary does not have.
    std::optional<std::string> encoded(QString word) {
        if (word.isEmpty() || word.size() > MaxWord)
            return {};
        word.replace(u'\u2019', u'\''); // dictionaries have the straight one
        m_encode.resetState();
        const QByteArray bytes = m_encode(word);
        if (m_encode.hasError())
            return {};
        return bytes.toStdString();
    }

    Hunspell m_hunspell;
    QStringEncoder m_encode;
    QStringDecoder m_decode;
};

Dictionaries::Dictionaries(QStringList directories) : m_directories(std::move(directories)) {}

Dictionaries::~Dictionaries() = default;

QStringList Dictionaries::standardDirectories() {
    QStringList directories = QStandardPaths::locateAll(QStandardPaths::GenericDataLocation, u"hunspell"_s,
                                                        QStandardPaths::LocateDirectory);
    directories += QStandardPaths::locateAll(QStandardPaths::GenericDataLocation, u"myspell/dicts"_s,
                                             QStandardPaths::LocateDirectory);
    return directories;
}

QStringList Dictionaries::names() const {
    static const QRegularExpression localeName(u"^[a-z]{2,3}(_[A-Z]{2})?$"_s);
    std::map<QString, QString> byFile;
    for (const QString& directory : m_directories) {
        const QFileInfoList files = QDir(directory).entryInfoList({u"*.dic"_s}, QDir::Files, QDir::Name);
        for (const QFileInfo& file : files) {
            const QString name = file.completeBaseName();
            if (!localeName.match(name).hasMatch() || fileOf(m_directories, name) != directory + u'/' + name)
                continue;
            const QFileInfo real(file.canonicalFilePath());
            QString& listed = byFile[real.filePath()];
            // The file's own name before those that point to it.
            if (listed.isEmpty() || real.completeBaseName() == name)
                listed = name;
        }
    }
    QStringList names;
    for (const auto& [file, name] : byFile)
        names += name;
    names.sort();
    return names;
}

Result<Dictionaries::Dictionary*> Dictionaries::load(const QString& name) {
    if (const auto it = m_loaded.find(name); it != m_loaded.end())
        return it->second.get();
    const QString file = name.contains(u'/') ? QString() : fileOf(m_directories, name);
    if (file.isEmpty())
        return makeError(ErrorCode::NotFound, u"dictionary "_s + name);
    auto dictionary = std::make_unique<Dictionary>(file);
    if (!dictionary->isUsable())
        return makeError(ErrorCode::Damaged, u"encoding of dictionary "_s + name);
    return m_loaded.emplace(name, std::move(dictionary)).first->second.get();
}

Result<QStringList> Dictionaries::misspelt(const QString& name, const QStringList& words) {
    SOUFFLEUR_TRY(Dictionary* const dictionary, load(name));
    QStringList wrong;
    for (const QString& word : words) {
        if (!dictionary->knows(word))
            wrong += word;
    }
    return wrong;
}

Result<QStringList> Dictionaries::corrections(const QString& name, const QString& word, int limit) {
    SOUFFLEUR_TRY(Dictionary* const dictionary, load(name));
    return dictionary->corrections(word, limit);
}

} // namespace souffleur::spelling
