// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/UiSettings.h"
#include "ui/composer/Composer.h"
#include "ui/composer/ComposerEdit.h"
#include "ui/composer/SpellChecker.h"
#include "workspace/Workspace.h"

#include <QLocale>
#include <QMenu>

namespace souffleur::ui {

namespace {
//! A menu waits so long for corrections; then it opens without them.
constexpr auto MenuPatience = 400ms;

//! "Deutsch", in the language itself; the same in every language of the window.
QString languageName(const QString& code) {
    const QLocale locale(code);
    if (locale.language() == QLocale::C)
        return code;
    // Without a country: "English", not "American English".
    return QLocale(locale.language(), QLocale::World).nativeLanguageName();
}

//! "Deutsch (Österreich)"
QString dictionaryName(const QString& name) {
    const QString language = languageName(name.section(u'_', 0, 0));
    const QString territory = name.contains(u'_') ? QLocale(name).nativeTerritoryName() : QString();
    return territory.isEmpty() ? language : u"%1 (%2)"_s.arg(language, territory);
}

//! An ampersand in a menu would mark a key.
QString plainText(QString text) {
    return text.replace(u'&', u"&&"_s);
}
} // namespace

QString Composer::writtenLanguage() const {
    if (mode() == DraftMode::Reply && m_conversation && !m_conversation->language.isEmpty())
        return m_conversation->language.section(u'_', 0, 0).section(u'-', 0, 0).toLower();
    return QLocale().language() == QLocale::C ? u"en"_s : QLocale().name().section(u'_', 0, 0);
}

void Composer::refreshSpelling() {
    if (!m_conversation || !m_buffer) {
        m_spelling->setDictionary({});
        return;
    }
    const QString language = writtenLanguage();
    QString dictionary = m_buffer->dictionary;
    if (dictionary.isEmpty()) {
        const QString wanted = m_context.settings.dictionary(language);
        dictionary = m_spelling->dictionaries().contains(wanted)
                         ? wanted
                         : m_spelling->dictionaryFor(language, QLocale::system().name().section(u'_', 1, 1));
    }
    const bool on = m_context.settings.spelling();
    m_spelling->setNames({m_conversation->contactName, m_context.workspace.me().name});
    m_spelling->setDictionary(on ? dictionary : QString());
    const QString name = languageName(dictionary.isEmpty() ? language : dictionary.section(u'_', 0, 0));
    m_language->setFont(m_context.theme.font(TextRole::Small));
    const int side = m_context.theme.px(12);
    m_language->setIconSize({side, side});
    m_language->setIcon(m_context.theme.icon(u"chevron-down"_s, m_context.theme.tokens().muted));
    if (!on) {
        m_language->setText(tr("Spelling off"));
        m_language->setToolTip(tr("Spelling is not checked"));
    } else if (dictionary.isEmpty()) {
        m_language->setText(tr("%1: no dictionary", "a language").arg(name));
        m_language->setToolTip(tr("No Hunspell dictionary for this language is installed; nothing is checked."));
    } else {
        m_language->setText(name);
        m_language->setToolTip(
            tr("Spelling: %1. Next mistake: %2", "a dictionary, a key")
                .arg(dictionaryName(dictionary), QKeySequence(Qt::Key_F7).toString(QKeySequence::NativeText)));
    }
    m_language->setAccessibleName(tr("Spelling: %1").arg(m_language->text()));
}

void Composer::showLanguageMenu() {
    if (!m_buffer)
        return;
    auto* menu = new QMenu(m_language);
    menu->setObjectName(u"spellingMenu"_s);
    menu->setLayoutDirection(layoutDirection()); // the button's is turned round for its arrow
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool on = m_context.settings.spelling();
    const auto add = [&](const QString& text, bool checked, const std::function<void()>& chosen) {
        auto* action = menu->addAction(plainText(text));
        action->setCheckable(true);
        action->setChecked(checked);
        connect(action, &QAction::triggered, this, chosen);
    };
    const QString language = writtenLanguage();
    const auto use = [this](const QString& dictionary) {
        if (m_buffer)
            m_buffer->dictionary = dictionary;
        m_context.settings.setSpelling(true);
        refreshSpelling();
    };
    const QString own = languageName(language);
    add(mode() == DraftMode::Note ? tr("As in this window: %1", "a language").arg(own)
                                  : tr("As the customer writes: %1", "a language").arg(own),
        on && m_buffer->dictionary.isEmpty(), [use] { use({}); });
    menu->addSeparator();
    for (const QString& name : m_spelling->dictionaries()) {
        add(dictionaryName(name), on && m_spelling->dictionary() == name, [this, use, name, language] {
            // Another country of the same language is a wish for all texts, another language for this one.
            const bool same = name.section(u'_', 0, 0) == language;
            if (same)
                m_context.settings.setDictionary(language, name);
            use(same ? QString() : name);
        });
    }
    if (m_spelling->dictionaries().isEmpty())
        menu->addAction(tr("No dictionaries are installed"))->setEnabled(false);
    menu->addSeparator();
    add(tr("Off"), !on, [this] { m_context.settings.setSpelling(false); });
    menu->popup(m_language->mapToGlobal(QPoint(0, m_language->height() + 2)));
}

void Composer::nextSpellingError() {
    if (!m_buffer || !m_edit->isVisible())
        return;
    m_edit->setFocus();
    if (m_spelling->dictionary().isEmpty()) {
        inform(m_context.settings.spelling() ? tr("No dictionary for this language is installed.")
                                             : tr("Spelling is switched off for now."));
        return;
    }
    const QList<TextRange> wrong = m_spelling->misspelt(m_buffer->text.text());
    if (wrong.isEmpty()) {
        inform(tr("No spelling mistakes found."));
        return;
    }
    const int from = m_edit->textCursor().selectionEnd();
    for (const TextRange& range : wrong) {
        if (range.start >= from) {
            m_edit->selectRange(range);
            return;
        }
    }
    m_edit->selectRange(wrong.first());
}

void Composer::showEditMenu(int position, const QPoint& globalPos) {
    const int request = ++m_menuRequest;
    TextRange word;
    if (m_buffer) {
        const QString text = m_buffer->text.text();
        for (const TextRange& range : m_spelling->misspelt(text)) {
            if (position >= range.start && position <= range.start + range.length)
                word = range;
        }
        // A word of the team's own is right, but can be taken back.
        for (const TextRange& range : spelledWords(text)) {
            if (position >= range.start && position <= range.start + range.length &&
                m_spelling->isOwnWord(text.mid(range.start, range.length)))
                word = range;
        }
        if (word.length > 0 && !m_spelling->isOwnWord(text.mid(word.start, word.length))) {
            const auto open = [this, request, word, globalPos](const QStringList& corrections) {
                if (request == m_menuRequest)
                    popUpEditMenu(word, corrections, globalPos);
            };
            m_menuTimer = m_context.workspace.clock().callAfter(MenuPatience, this, [open] { open({}); });
            m_spelling->corrections(text.mid(word.start, word.length), this, open);
            return;
        }
    }
    popUpEditMenu(word, {}, globalPos);
}

void Composer::popUpEditMenu(const TextRange& word, const QStringList& corrections, const QPoint& globalPos) {
    ++m_menuRequest;
    m_menuTimer.reset();
    QMenu* menu = m_edit->createStandardContextMenu();
    menu->setObjectName(u"editMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* first = menu->actions().value(0);
    const QString wrong = m_buffer ? m_buffer->text.text().mid(word.start, word.length) : QString();
    if (!wrong.isEmpty()) {
        const auto put = [&](const QString& text, const std::function<void()>& chosen) {
            auto* action = new QAction(plainText(text), menu);
            menu->insertAction(first, action);
            connect(action, &QAction::triggered, this, chosen);
            return action;
        };
        for (const QString& correction : corrections) {
            auto* action = put(correction, [this, word, wrong, correction, buffer = m_buffer] {
                // The text may have moved on while the menu was open.
                if (!buffer || buffer.data() != m_buffer.data() ||
                    buffer->text.text().mid(word.start, word.length) != wrong)
                    return;
                QTextCursor cursor = m_edit->textCursor();
                cursor.setPosition(word.start);
                cursor.setPosition(word.start + word.length, QTextCursor::KeepAnchor);
                cursor.insertText(correction);
                typedByHand();
            });
            QFont font = action->font();
            font.setBold(true);
            action->setFont(font);
        }
        const bool own = m_spelling->isOwnWord(wrong);
        if (!own && corrections.isEmpty())
            put(tr("No corrections found"), [] {})->setEnabled(false);
        put(own ? tr("Remove “%1” from the dictionary").arg(wrong) : tr("Add “%1” to the dictionary").arg(wrong),
            [this, wrong, own] { m_spelling->learn(wrong, own); });
        menu->insertSeparator(first);
    }
    menu->popup(globalPos);
}

} // namespace souffleur::ui
