// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firstrun/PasswordField.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSet>

namespace souffleur::ui {

PasswordStrength passwordStrength(const QString& password) {
    const QList<uint> characters = password.toUcs4();
    if (characters.isEmpty())
        return PasswordStrength::None;
    if (characters.size() < MinimumPasswordLength)
        return PasswordStrength::TooShort;
    const QSet<uint> different(characters.cbegin(), characters.cend());
    if (characters.size() < AdvisedPasswordLength || different.size() < 5)
        return PasswordStrength::Weak;
    bool lower = false;
    bool upper = false;
    bool digit = false;
    bool other = false;
    for (const uint c : characters) {
        const char32_t character = c;
        if (QChar::isLower(character))
            lower = true;
        else if (QChar::isUpper(character))
            upper = true;
        else if (QChar::isDigit(character))
            digit = true;
        else
            other = true;
    }
    const int kinds = int(lower) + int(upper) + int(digit) + int(other);
    // Length counts for more than kinds: four plain words are better than one word with a sign in it.
    const qsizetype points = characters.size() + 2 * (kinds - 1);
    if (different.size() < 7 || points < 14)
        return PasswordStrength::Fair;
    return points < 20 ? PasswordStrength::Good : PasswordStrength::Strong;
}

PasswordField::PasswordField(Theme& theme, QWidget* parent)
    : QWidget(parent), m_edit(new QLineEdit(this)), m_eye(new IconButton(theme, u"eye"_s, {}, this)) {
    m_edit->setEchoMode(QLineEdit::Password);
    m_edit->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    m_eye->setCheckable(true);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_eye);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::textChanged, this, &PasswordField::edited);
    connect(m_eye, &QToolButton::toggled, this, &PasswordField::refresh);
    refresh();
}

QString PasswordField::text() const {
    return m_edit->text();
}

void PasswordField::clear() {
    m_edit->clear();
}

void PasswordField::selectAll() {
    m_edit->setFocus();
    m_edit->selectAll();
}

void PasswordField::setName(const QString& name) {
    m_edit->setAccessibleName(name);
}

void PasswordField::refresh() {
    const bool shown = m_eye->isChecked();
    m_edit->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
    m_eye->setIconName(shown ? u"eye-off"_s : u"eye"_s);
    m_eye->setLabel(shown ? tr("Hide the password") : tr("Show the password"));
}

void PasswordField::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace souffleur::ui
