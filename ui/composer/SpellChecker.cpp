// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/SpellChecker.h"

#include "base/Executor.h"
#include "workspace/Workspace.h"

#include <algorithm>

#include <QJsonArray>
#include <QRegularExpression>

namespace souffleur::ui {
namespace {
constexpr auto AskAfter = 100ms; //!< words that are typed in one go are asked for together
constexpr qsizetype MaxKnown = 20'000;
constexpr int MaxCorrections = 5;

bool holdsDigit(QStringView word) {
    return std::any_of(word.cbegin(), word.cend(), [](QChar c) { return c.isDigit(); });
}

bool isAllCapitals(QStringView word) {
    return word.size() > 1 && std::none_of(word.cbegin(), word.cend(), [](QChar c) { return c.isLower(); });
}
} // namespace

QList<TextRange> spelledWords(const QString& text) {
    // What is left out comes first, so that its parts are not taken for words.
    static const QRegularExpression pattern(
        u"(?<skip>\\{\\{[^{}]*\\}\\}"                         // placeholders
        u"|(?:https?://|www\\.)\\S+"                          // addresses
        u"|[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+"                  // of mail
        u"|[@#][\\p{L}\\p{N}_.-]+"                            // names, tags
        u"|\\w[\\w-]*(?:\\.[\\w-]*\\p{L}[\\w-]*)+(?:/\\S*)?)" // shop.example, z.B.
        u"|(?<word>[\\p{L}\\p{M}\\p{N}_]+(?:['’-][\\p{L}\\p{M}\\p{N}_]+)*)"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    QList<TextRange> words;
    for (auto it = pattern.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        const QStringView word = match.capturedView(u"word"_s);
        if (word.size() < 2 || holdsDigit(word) || word.contains(u'_') || isAllCapitals(word))
            continue;
        words += {int(match.capturedStart()), int(match.capturedLength())};
    }
    return words;
}

SpellChecker::SpellChecker(workspace::Workspace& workspace, QObject* parent)
    : QObject(parent), m_workspace(workspace) {
    thenOn(workspace.dictionaries(), this, [this](const Result<QStringList>& names) {
        if (!names)
            return; // without dictionaries nothing is marked
        m_dictionaries = *names;
        emit dictionariesFound();
    });
    connect(&workspace, &workspace::Workspace::changed, this, [this](const Changes& changes) {
        if (std::any_of(changes.cbegin(), changes.cend(),
                        [](const Change& change) { return change.entity == EntityKind::Setting; }))
            readOwnWords();
    });
    readOwnWords();
}

QString SpellChecker::dictionaryFor(const QString& language, const QString& region) const {
    if (language.isEmpty())
        return {};
    const QString wanted = language + u'_' + region;
    if (m_dictionaries.contains(wanted))
        return wanted;
    // The language's own country before its neighbours: German from Germany.
    const QString home = language + u'_' + language.toUpper();
    if (m_dictionaries.contains(home))
        return home;
    for (const QString& name : m_dictionaries) {
        if (name == language || name.startsWith(language + u'_'))
            return name;
    }
    return {};
}

void SpellChecker::setDictionary(const QString& name) {
    if (name == m_dictionary)
        return;
    m_dictionary = name;
    m_known.clear();
    m_wanted.clear();
    m_asked.clear();
    m_timer.reset();
    emit changed();
}

void SpellChecker::setNames(const QStringList& names) {
    QSet<QString> words;
    for (const QString& name : names) {
        for (const TextRange& range : spelledWords(name))
            words += name.mid(range.start, range.length);
    }
    if (words == m_names)
        return;
    m_names = words;
    emit changed();
}

bool SpellChecker::isRight(const QString& word) const {
    if (m_names.contains(word) || m_own.contains(word))
        return true;
    // At the beginning of a sentence; and a name in the genitive.
    return m_own.contains(word.at(0).toLower() + word.mid(1)) ||
           (word.endsWith(u's') && m_names.contains(word.chopped(1)));
}

QList<TextRange> SpellChecker::misspelt(const QString& text, int typingAt) {
    QList<TextRange> wrong;
    if (m_dictionary.isEmpty())
        return wrong;
    for (const TextRange& range : spelledWords(text)) {
        const QString word = text.mid(range.start, range.length);
        if (isRight(word) || (typingAt > range.start && typingAt <= range.start + range.length))
            continue;
        if (const auto it = m_known.constFind(word); it != m_known.cend()) {
            if (!*it)
                wrong += range;
        } else if (!m_asked.contains(word)) {
            m_wanted += word;
        }
    }
    if (!m_wanted.isEmpty() && !m_timer)
        m_timer = m_workspace.clock().callAfter(AskAfter, this, [this] { ask(); });
    return wrong;
}

void SpellChecker::ask() {
    m_timer.reset();
    const QStringList words(m_wanted.cbegin(), m_wanted.cend());
    m_asked += m_wanted;
    m_wanted.clear();
    thenOn(m_workspace.misspelt(m_dictionary, words), this,
           [this, words, dictionary = m_dictionary](const Result<QStringList>& wrong) {
               if (dictionary != m_dictionary)
                   return;
               if (!wrong)
                   return; // still asked for: a dictionary that cannot be read is not asked again and again
               if (m_known.size() > MaxKnown)
                   m_known.clear();
               for (const QString& word : words) {
                   m_known.insert(word, true);
                   m_asked.remove(word);
               }
               for (const QString& word : *wrong)
                   m_known.insert(word, false);
               if (!wrong->isEmpty())
                   emit changed();
           });
}

void SpellChecker::readOwnWords() {
    thenOn(m_workspace.setting(QLatin1String(spellingsettings::OwnWords)), this,
           [this](const Result<QJsonValue>& value) {
               if (!value)
                   return;
               const QStringList words = value->toVariant().toStringList();
               const QSet<QString> own(words.cbegin(), words.cend());
               if (own == m_own)
                   return;
               m_own = own;
               emit changed();
           });
}

void SpellChecker::learn(const QString& word, bool forget) {
    // Shown at once; the store's word follows.
    if (forget)
        m_own.remove(word);
    else
        m_own += word;
    emit changed();
    m_workspace.run(LearnWord{word, forget});
}

void SpellChecker::corrections(const QString& word, QObject* context, std::function<void(const QStringList&)> use) {
    thenOn(m_workspace.corrections(m_dictionary, word, MaxCorrections), context,
           [use = std::move(use)](const Result<QStringList>& found) { use(found ? *found : QStringList()); });
}

} // namespace souffleur::ui
