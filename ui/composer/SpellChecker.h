// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Suggestion.h"

#include <functional>
#include <memory>

#include <QHash>
#include <QObject>
#include <QSet>
#include <QStringList>

namespace souffleur::workspace {
class Workspace;
}

namespace souffleur::ui {

//! The words of a text that a dictionary can say something about: no addresses, placeholders, @names, numbers and
//! what holds one, nothing in capitals only.
QList<TextRange> spelledWords(const QString& text);

//! Which words are wrong, as far as known. Answers at once out of what it was told; what is new it asks the
//! workspace for, several times a second at most, and says `changed` when it knows more.
class SpellChecker : public QObject {
    Q_OBJECT
public:
    explicit SpellChecker(workspace::Workspace& workspace, QObject* parent = nullptr);

    //! Names of the dictionaries there are; none as long as they are not known.
    const QStringList& dictionaries() const { return m_dictionaries; }
    //! The one for a language ("de") or a name ("de_AT"), the region first; empty: there is none.
    QString dictionaryFor(const QString& language, const QString& region) const;

    //! Empty: nothing is checked.
    void setDictionary(const QString& name);
    const QString& dictionary() const { return m_dictionary; }
    //! Words that are right here and nowhere else: the names of the people in the conversation.
    void setNames(const QStringList& names);

    //! typingAt: the word that ends or goes on there is being written; nothing is said about it yet. -1: none.
    QList<TextRange> misspelt(const QString& text, int typingAt = -1);
    bool isOwnWord(const QString& word) const { return m_own.contains(word); }
    //! For the team, from now on.
    void learn(const QString& word, bool forget = false);
    //! Calls use with what may have been meant, unless context has died.
    void corrections(const QString& word, QObject* context, std::function<void(const QStringList&)> use);

signals:
    void dictionariesFound();
    //! Look at the text again.
    void changed();

private:
    bool isRight(const QString& word) const;
    void ask();
    void readOwnWords();

    workspace::Workspace& m_workspace;
    QStringList m_dictionaries;
    QString m_dictionary;
    QSet<QString> m_names;
    QSet<QString> m_own;
    QHash<QString, bool> m_known; //!< by the dictionary in use
    QSet<QString> m_wanted;
    QSet<QString> m_asked; //!< on its way
    std::shared_ptr<void> m_timer;
};

} // namespace souffleur::ui
