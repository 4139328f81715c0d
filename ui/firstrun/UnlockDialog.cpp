// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firstrun/UnlockDialog.h"

#include "base/Executor.h"
#include "ui/common/MessageBar.h"
#include "ui/common/UiSettings.h"
#include "ui/firstrun/PasswordField.h"

#include <QBoxLayout>
#include <QEvent>
#include <QFontDatabase>
#include <QLineEdit>
#include <QProgressBar>

namespace souffleur::ui {

UnlockDialog::UnlockDialog(workspace::WorkspaceFactory& factory, Theme& theme, UiSettings& settings,
                           QWidget* parent)
    : QDialog(parent), m_factory(factory), m_settings(settings),
      m_headline(makeLabel(LabelRole::Headline, Tone::Text, u"Souffleur"_s, this)),
      m_intro(makeLabel(LabelRole::Body, Tone::Muted, {}, this)),
      m_fieldLabel(makeLabel(LabelRole::Strong, Tone::Text, {}, this)), m_password(new PasswordField(theme, this)),
      m_code(new QLineEdit(this)), m_bar(new MessageBar(theme, this)),
      m_other(makeButton(ButtonKind::Link, {}, this)), m_progress(new QProgressBar(this)),
      m_quit(makeButton(ButtonKind::Normal, {}, this)), m_open(makeButton(ButtonKind::Primary, {}, this)) {
    m_password->edit()->setObjectName(u"password"_s);
    m_code->setObjectName(u"recoveryCode"_s);
    m_open->setObjectName(u"open"_s);
    m_other->setObjectName(u"other"_s);
    m_intro->setWordWrap(true);
    m_code->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhPreferUppercase);
    m_code->setPlaceholderText(u"ABCDE-FGHIJ-…"_s);
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPixelSize(theme.px(13));
    m_code->setFont(fixed);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_open->setDefault(true);
    auto* field = new QVBoxLayout;
    field->setSpacing(5);
    field->addWidget(m_fieldLabel);
    field->addWidget(m_password);
    field->addWidget(m_code);
    field->addWidget(m_other, 0, Qt::AlignLeft);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(m_quit);
    buttons->addWidget(m_open);
    QSizePolicy keepPlace = m_progress->sizePolicy();
    keepPlace.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(keepPlace);
    m_progress->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(28, 24, 28, 20);
    layout->setSpacing(12);
    layout->addWidget(m_headline);
    layout->addWidget(m_intro);
    layout->addSpacing(4);
    layout->addLayout(field);
    layout->addWidget(m_bar);
    layout->addWidget(m_progress);
    layout->addStretch(1);
    layout->addLayout(buttons);

    connect(m_open, &QPushButton::clicked, this, &UnlockDialog::unlock);
    connect(m_quit, &QPushButton::clicked, this, &UnlockDialog::reject);
    connect(m_other, &QPushButton::clicked, this, [this] { setByCode(!m_byCode); });
    connect(m_password, &PasswordField::edited, this, [this] {
        m_bar->hide();
        retranslate();
    });
    connect(m_code, &QLineEdit::textChanged, this, [this] {
        m_bar->hide();
        retranslate();
    });
    setByCode(false);
    setMinimumSize(theme.px(420), theme.px(240));
    resize(theme.px(460), theme.px(270));
    fitHeight();
}

void UnlockDialog::fitHeight() {
    // A message needs room; the field must not pay for it.
    layout()->activate();
    const int height =
        layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width()) : layout()->totalSizeHint().height();
    if (height > this->height())
        resize(width(), height);
}

void UnlockDialog::setByCode(bool byCode) {
    m_byCode = byCode;
    m_bar->hide();
    m_password->setVisible(!byCode);
    m_code->setVisible(byCode);
    m_fieldLabel->setBuddy(byCode ? static_cast<QWidget*>(m_code) : m_password);
    retranslate();
    (byCode ? static_cast<QWidget*>(m_code) : m_password)->setFocus();
}

void UnlockDialog::setBusy(bool busy) {
    m_busy = busy;
    m_progress->setVisible(busy);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_password, m_code, m_other})
        widget->setEnabled(!busy);
    retranslate();
}

void UnlockDialog::unlock() {
    if (m_busy)
        return;
    workspace::OpenOptions options;
    options.directory = m_settings.workspaceDirectory();
    if (m_byCode)
        options.recoveryCode = m_code->text().trimmed();
    else
        options.passphrase = m_password->text();
    if (options.recoveryCode.isEmpty() && options.passphrase.isEmpty())
        return;
    m_bar->hide();
    setBusy(true);
    thenOn(m_factory.open(options), this, [this](const Result<std::shared_ptr<workspace::Workspace>>& result) {
        setBusy(false);
        if (result) {
            m_password->clear();
            m_code->clear();
            emit opened(*result);
            accept();
            return;
        }
        if (result.error().code == ErrorCode::WrongPassphrase)
            m_bar->showMessage(MessageBar::Level::Error,
                               m_byCode ? tr("This recovery code does not open the database. Nothing was changed.")
                                        : tr("This password does not open the database. Nothing was changed."));
        else
            m_bar->showError(result.error());
        fitHeight();
        if (m_byCode) {
            m_code->setFocus();
            m_code->selectAll();
        } else {
            m_password->selectAll();
        }
    });
}

void UnlockDialog::reject() {
    // The workspace being opened would have no window; it is a matter of a second.
    if (!m_busy)
        QDialog::reject();
}

void UnlockDialog::retranslate() {
    setWindowTitle(tr("Open Souffleur"));
    m_intro->setText(m_byCode ? tr("Enter the recovery code you noted when you set up Souffleur.")
                              : tr("Enter the password to open your conversations."));
    m_fieldLabel->setText(m_byCode ? tr("Recovery code") : tr("Password"));
    m_password->setName(tr("Password"));
    m_code->setAccessibleName(tr("Recovery code"));
    m_other->setText(m_byCode ? tr("Use the password") : tr("Use recovery code"));
    m_quit->setText(tr("Quit"));
    m_quit->setEnabled(!m_busy);
    m_open->setText(m_busy ? tr("Opening …") : tr("Open"));
    m_open->setEnabled(!m_busy && !(m_byCode ? m_code->text().trimmed() : m_password->text()).isEmpty());
    m_progress->setAccessibleName(tr("Opening …"));
}

void UnlockDialog::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

} // namespace souffleur::ui
