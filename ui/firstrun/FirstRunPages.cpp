// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firstrun/FirstRunPages.h"

#include "ui/common/Format.h"
#include "ui/common/MessageBar.h"
#include "ui/common/UiSettings.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPainter>

namespace souffleur::ui {

FirstRunPage::FirstRunPage(QWidget* parent)
    : QWidget(parent), m_headline(makeLabel(LabelRole::Headline, Tone::Text, {}, this)),
      m_intro(makeLabel(LabelRole::Body, Tone::Muted, {}, this)), m_content(new QVBoxLayout) {
    m_headline->setWordWrap(true);
    m_intro->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(32, 24, 32, 20);
    layout->setSpacing(8);
    layout->addWidget(m_headline);
    layout->addWidget(m_intro);
    layout->addSpacing(8);
    m_content->setSpacing(10);
    layout->addLayout(m_content);
    layout->addStretch(1);
}

void FirstRunPage::setHead(const QString& headline, const QString& intro) {
    m_headline->setText(headline);
    m_intro->setText(intro);
    setAccessibleName(headline);
}

void FirstRunPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

OptionCard::OptionCard(Theme& theme, QWidget* parent)
    : QFrame(parent), m_theme(theme), m_radio(new QRadioButton(this)),
      m_hint(makeLabel(LabelRole::Small, Tone::Muted, {}, this)), m_words(new QVBoxLayout) {
    setPane(this, Pane::Card);
    setCursor(Qt::PointingHandCursor);
    m_hint->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(4);
    layout->addWidget(m_radio);
    m_words->setContentsMargins(theme.px(24), 0, 0, 0);
    m_words->setSpacing(8);
    m_words->addWidget(m_hint);
    layout->addLayout(m_words);
    connect(m_radio, &QRadioButton::toggled, this, qOverload<>(&QWidget::update));
}

void OptionCard::setTexts(const QString& name, const QString& hint) {
    m_radio->setText(name);
    m_radio->setAccessibleDescription(hint);
    m_hint->setText(hint);
}

void OptionCard::addBelow(QWidget* widget) {
    m_words->addWidget(widget);
}

void OptionCard::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) {
        m_radio->setChecked(true);
        m_radio->setFocus(Qt::MouseFocusReason);
    }
}

void OptionCard::paintEvent(QPaintEvent* event) {
    QFrame::paintEvent(event);
    if (!m_radio->isChecked())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.tokens().accent, 1.5));
    const int radius = m_theme.px(10);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75), radius, radius);
}

WelcomePage::WelcomePage(Theme& theme, UiSettings& settings, QWidget* parent)
    : FirstRunPage(parent), m_theme(theme), m_settings(settings),
      m_languageLabel(makeLabel(LabelRole::Strong, Tone::Text, {}, this)), m_language(new QComboBox(this)),
      m_modeLabel(makeLabel(LabelRole::Strong, Tone::Text, {}, this)), m_mode(new QComboBox(this)) {
    m_language->addItem(u"Deutsch"_s, u"de"_s);
    m_language->addItem(u"English"_s, u"en"_s);
    const QString now = settings.language().isEmpty() ? QLocale().name().left(2) : settings.language();
    m_language->setCurrentIndex(now == u"de" ? 0 : 1);
    for (const ColourMode mode : {ColourMode::System, ColourMode::Light, ColourMode::Dark})
        m_mode->addItem({}, int(mode));
    m_mode->setCurrentIndex(m_mode->findData(settings.colourMode()));
    m_languageLabel->setBuddy(m_language);
    m_modeLabel->setBuddy(m_mode);
    for (auto [label, box] : {std::pair{m_languageLabel, m_language}, std::pair{m_modeLabel, m_mode}}) {
        box->setMinimumWidth(theme.px(240));
        auto* group = new QVBoxLayout;
        group->setSpacing(5);
        group->addWidget(label);
        group->addWidget(box, 0, Qt::AlignLeft);
        content()->addLayout(group);
    }
    connect(m_language, &QComboBox::activated, this, [this] { m_settings.setLanguage(language()); });
    connect(m_mode, &QComboBox::activated, this, [this] {
        const int mode = m_mode->currentData().toInt();
        m_settings.setColourMode(mode);
        m_theme.setMode(ColourMode(mode));
    });
    retranslate();
}

void WelcomePage::focusFirst() {
    m_language->setFocus();
}

QString WelcomePage::language() const {
    return m_language->currentData().toString();
}

void WelcomePage::retranslate() {
    setHead(tr("Welcome to Souffleur"),
            tr("All conversations with your customers in one inbox, with good answers whispered to you while you "
               "write. A few questions, then you can start; it takes about two minutes."));
    m_languageLabel->setText(tr("Language"));
    m_language->setAccessibleName(tr("Language"));
    m_modeLabel->setText(tr("Look"));
    m_mode->setAccessibleName(tr("Look"));
    m_mode->setItemText(0, tr("Like the system"));
    m_mode->setItemText(1, tr("Light"));
    m_mode->setItemText(2, tr("Dark"));
}

WorkPage::WorkPage(Theme& theme, QWidget* parent)
    : FirstRunPage(parent), m_alone(new OptionCard(theme, this)), m_samples(new OptionCard(theme, this)),
      m_team(makeLabel(LabelRole::Small, Tone::Muted, {}, this)) {
    auto* group = new QButtonGroup(this);
    group->addButton(m_alone->radio());
    group->addButton(m_samples->radio());
    m_alone->radio()->setObjectName(u"alone"_s);
    m_samples->radio()->setObjectName(u"samples"_s);
    m_alone->radio()->setChecked(true);
    m_team->setWordWrap(true);
    content()->addWidget(m_alone);
    content()->addWidget(m_samples);
    content()->addWidget(m_team);
    connect(group, &QButtonGroup::buttonToggled, this, &FirstRunPage::edited);
    retranslate();
}

void WorkPage::focusFirst() {
    (wantsSamples() ? m_samples : m_alone)->radio()->setFocus();
}

bool WorkPage::wantsSamples() const {
    return m_samples->radio()->isChecked();
}

void WorkPage::retranslate() {
    setHead(tr("How do you work?"), tr("You can change your mind later."));
    m_alone->setTexts(tr("Alone on this computer"),
                      tr("Everything stays on this computer, encrypted. You connect your own channels."));
    m_samples->setTexts(tr("Just look around first"),
                        tr("Made-up customers write to you and an online shop's FAQ is filled in. One click in the "
                           "settings removes them again."));
    m_team->setText(tr("Working with a team comes in a later version. Your data come along then."));
}

ProtectPage::ProtectPage(Theme& theme, QWidget* parent)
    : FirstRunPage(parent), m_nameLabel(makeLabel(LabelRole::Strong, Tone::Text, {}, this)),
      m_name(new QLineEdit(this)), m_passwordLabel(makeLabel(LabelRole::Strong, Tone::Text, {}, this)),
      m_password(new PasswordField(theme, this)), m_strength(makeLabel(LabelRole::Small, Tone::Muted, {}, this)),
      m_repeatLabel(makeLabel(LabelRole::Strong, Tone::Text, {}, this)), m_repeat(new PasswordField(theme, this)),
      m_match(makeLabel(LabelRole::Small, Tone::Muted, {}, this)), m_remember(new QCheckBox(this)),
      m_rememberHint(makeLabel(LabelRole::Small, Tone::Muted, {}, this)) {
    m_name->setObjectName(u"name"_s);
    m_name->setMaxLength(100);
    m_password->edit()->setObjectName(u"password"_s);
    m_repeat->edit()->setObjectName(u"repeat"_s);
    m_remember->setObjectName(u"remember"_s);
    m_remember->setChecked(true);
    m_nameLabel->setBuddy(m_name);
    m_passwordLabel->setBuddy(m_password);
    m_repeatLabel->setBuddy(m_repeat);
    m_strength->setWordWrap(true);
    m_rememberHint->setWordWrap(true);
    const auto add = [this](QLabel* label, QWidget* field, QLabel* hint) {
        auto* group = new QVBoxLayout;
        group->setSpacing(4);
        group->addWidget(label);
        group->addWidget(field);
        if (hint)
            group->addWidget(hint);
        content()->addLayout(group);
    };
    add(m_nameLabel, m_name, nullptr);
    add(m_passwordLabel, m_password, m_strength);
    add(m_repeatLabel, m_repeat, m_match);
    auto* keep = new QVBoxLayout;
    keep->setSpacing(2);
    keep->addWidget(m_remember);
    m_rememberHint->setContentsMargins(theme.px(24), 0, 0, 0);
    keep->addWidget(m_rememberHint);
    content()->addLayout(keep);
    connect(m_name, &QLineEdit::textEdited, this, &FirstRunPage::edited);
    for (PasswordField* field : {m_password, m_repeat}) {
        connect(field, &PasswordField::edited, this, &FirstRunPage::edited);
        connect(field, &PasswordField::edited, this, &ProtectPage::judge);
    }
    retranslate();
}

void ProtectPage::focusFirst() {
    m_name->setFocus();
}

QString ProtectPage::agentName() const {
    return m_name->text().simplified();
}

bool ProtectPage::remember() const {
    return m_remember->isChecked();
}

void ProtectPage::forget() {
    m_password->clear();
    m_repeat->clear();
}

QString ProtectPage::problem() {
    if (agentName().isEmpty()) {
        m_name->setFocus();
        return tr("Please enter your name.");
    }
    const PasswordStrength strength = passwordStrength(m_password->text());
    if (strength == PasswordStrength::None) {
        m_password->setFocus();
        return tr("Please choose a password.");
    }
    if (strength == PasswordStrength::TooShort) {
        m_password->selectAll();
        return tr("The password is too short. It needs at least %n character(s).", nullptr, MinimumPasswordLength);
    }
    if (m_password->text() != m_repeat->text()) {
        m_repeat->selectAll();
        return tr("The two passwords are not the same. Please type the second one again.");
    }
    return {};
}

void ProtectPage::judge() {
    struct Verdict {
        QString text;
        Tone tone;
    };
    const auto verdict = [this]() -> Verdict {
        switch (passwordStrength(m_password->text())) {
        case PasswordStrength::None:
            return {tr("%n character(s) or more, best several words.", nullptr, AdvisedPasswordLength),
                    Tone::Muted};
        case PasswordStrength::TooShort:
            return {tr("Too short: at least %n character(s).", nullptr, MinimumPasswordLength), Tone::Bad};
        case PasswordStrength::Weak:
            return {tr("Weak: take %n different character(s) or more, best several words.", nullptr,
                       AdvisedPasswordLength),
                    Tone::Warn};
        case PasswordStrength::Fair:
            return {tr("Fair: another word makes it better."), Tone::Warn};
        case PasswordStrength::Good:
            return {tr("Good password."), Tone::Ok};
        case PasswordStrength::Strong:
            return {tr("Strong password."), Tone::Ok};
        }
        return {{}, Tone::Muted};
    }();
    m_strength->setText(verdict.text);
    setLook(m_strength, LabelRole::Small, verdict.tone);
    const QString again = m_repeat->text();
    const bool same = again == m_password->text();
    m_match->setText(again.isEmpty() ? QString() : same ? tr("Both are the same.") : tr("Not the same yet."));
    m_match->setVisible(!again.isEmpty());
    setLook(m_match, LabelRole::Small, same ? Tone::Ok : Tone::Muted);
}

void ProtectPage::retranslate() {
    setHead(tr("Protect your data"),
            tr("Your conversations are encrypted on this computer. The password opens them; nobody can reset it, "
               "we neither."));
    m_nameLabel->setText(tr("Your name"));
    m_name->setAccessibleName(tr("Your name"));
    m_name->setPlaceholderText(tr("As it stands beside your replies"));
    m_passwordLabel->setText(tr("Password"));
    m_password->setName(tr("Password"));
    m_repeatLabel->setText(tr("Password again"));
    m_repeat->setName(tr("Password again"));
    m_remember->setText(tr("Remember in the system's keychain"));
    m_rememberHint->setText(tr("Souffleur then opens without asking while you are logged in to this computer."));
    m_remember->setAccessibleDescription(m_rememberHint->text());
    judge();
}

FirstFaqPage::FirstFaqPage(Theme& theme, QWidget* parent)
    : FirstRunPage(parent), m_sample(new OptionCard(theme, this)), m_import(new OptionCard(theme, this)),
      m_empty(new OptionCard(theme, this)), m_choose(makeButton(ButtonKind::Normal, {}, m_import)),
      m_file(new ElidedLabel(m_import)), m_bar(new MessageBar(theme, m_import)) {
    auto* group = new QButtonGroup(this);
    for (OptionCard* card : {m_sample, m_import, m_empty}) {
        group->addButton(card->radio());
        content()->addWidget(card);
    }
    m_sample->radio()->setObjectName(u"sampleFaq"_s);
    m_import->radio()->setObjectName(u"importFaq"_s);
    m_empty->radio()->setObjectName(u"emptyFaq"_s);
    m_sample->radio()->setChecked(true);
    setLook(m_file, LabelRole::Small, Tone::Muted);
    auto* line = new QWidget(m_import);
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_choose);
    layout->addWidget(m_file, 1);
    m_import->addBelow(line);
    m_import->addBelow(m_bar);
    connect(m_choose, &QPushButton::clicked, this, &FirstFaqPage::chooseFile);
    connect(group, &QButtonGroup::buttonToggled, this, &FirstRunPage::edited);
    retranslate();
}

void FirstFaqPage::focusFirst() {
    m_sample->radio()->setFocus();
}

bool FirstFaqPage::wantsSampleFaq() const {
    return m_sample->radio()->isChecked();
}

QByteArray FirstFaqPage::imported() const {
    return m_import->radio()->isChecked() ? m_content : QByteArray();
}

QString FirstFaqPage::problem() {
    if (!m_import->radio()->isChecked())
        return {};
    if (m_reading)
        return tr("The file is still being read.");
    if (m_content.isEmpty()) {
        m_choose->setFocus();
        return tr("Please choose the file to import.");
    }
    return {};
}

void FirstFaqPage::chooseFile() {
    auto* dialog = new QFileDialog(this, tr("Import questions and answers"), {},
                                   tr("Questions and answers (*.csv *.json);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &FirstFaqPage::takeFile);
    dialog->open();
}

void FirstFaqPage::takeFile(const QString& path) {
    m_import->radio()->setChecked(true);
    m_bar->hide();
    m_reading = true;
    m_name = QFileInfo(path).fileName();
    m_content.clear();
    m_choose->setEnabled(false);
    refreshFile();
    emit edited();
    thenOn(m_files.read(path), this, [this](const Result<QByteArray>& content) {
        m_reading = false;
        m_choose->setEnabled(true);
        if (content) {
            m_content = *content;
        } else {
            m_name.clear();
            m_bar->showError(content.error());
        }
        refreshFile();
        emit edited();
    });
}

void FirstFaqPage::refreshFile() {
    const QString name = Format::isolated(m_name);
    m_file->setFullText(m_reading          ? tr("Reading %1 …").arg(name)
                        : m_name.isEmpty() ? tr("No file chosen")
                                           : tr("%1, %2").arg(name, Format::fileSize(m_content.size())));
}

void FirstFaqPage::retranslate() {
    setHead(tr("What shall Souffleur know?"),
            tr("Suggestions come out of your questions and answers. They grow with every reply you give."));
    m_sample->setTexts(tr("Sample FAQ of an online shop"),
                       tr("Returns, shipping, payment and more, in German and English; change what does not fit."));
    m_import->setTexts(
        tr("Import a file"),
        tr("CSV or JSON with questions and answers, up to %1.").arg(Format::fileSize(FaqFileReader::MaximumSize)));
    m_empty->setTexts(tr("Start empty"), tr("Your replies become the FAQ, one after the other."));
    m_choose->setText(tr("Choose a file …"));
    refreshFile();
}

RecoveryPage::RecoveryPage(Theme& theme, QWidget* parent)
    : FirstRunPage(parent), m_theme(theme), m_codeLabel(new QLabel(this)),
      m_copy(makeButton(ButtonKind::Normal, {}, this)), m_save(makeButton(ButtonKind::Normal, {}, this)),
      m_bar(new MessageBar(theme, this)), m_keychain(new MessageBar(theme, this)), m_noted(new QCheckBox(this)) {
    auto* card = new QFrame(this);
    setPane(card, Pane::Card);
    m_codeLabel->setTextFormat(Qt::PlainText);
    m_codeLabel->setAlignment(Qt::AlignCenter);
    m_codeLabel->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_codeLabel->setObjectName(u"code"_s);
    auto* box = new QVBoxLayout(card);
    box->setContentsMargins(16, 22, 16, 22);
    box->addWidget(m_codeLabel);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_save);
    buttons->addStretch(1);
    m_noted->setObjectName(u"noted"_s);
    content()->addWidget(card);
    content()->addLayout(buttons);
    content()->addWidget(m_bar);
    content()->addWidget(m_keychain);
    content()->addWidget(m_noted);
    connect(m_noted, &QCheckBox::toggled, this, &RecoveryPage::notedChanged);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_code);
        m_bar->showMessage(MessageBar::Level::Info,
                           tr("The code is in the clipboard. Paste it into a safe place now."));
    });
    connect(m_save, &QPushButton::clicked, this, &RecoveryPage::saveAs);
    connect(&theme, &Theme::changed, this, &RecoveryPage::refreshCode);
    retranslate();
}

void RecoveryPage::focusFirst() {
    m_copy->setFocus();
}

void RecoveryPage::setCode(const QString& code, bool keychainFailed) {
    m_code = code;
    m_keychainFailed = keychainFailed;
    refreshCode();
    retranslate();
}

bool RecoveryPage::isNoted() const {
    return m_noted->isChecked();
}

void RecoveryPage::refreshCode() {
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPixelSize(m_theme.px(20));
    font.setWeight(QFont::DemiBold);
    m_codeLabel->setFont(font);
    // Two lines with whole groups are easier to copy by hand than one long one.
    const QStringList groups = m_code.split(u'-');
    if (groups.size() < 5) {
        m_codeLabel->setText(m_code);
    } else {
        const qsizetype half = (groups.size() + 1) / 2;
        m_codeLabel->setText(groups.mid(0, half).join(u'-') + u"-\n"_s + groups.mid(half).join(u'-'));
    }
    m_codeLabel->setAccessibleName(tr("Recovery code: %1").arg(m_code));
}

void RecoveryPage::saveAs() {
    auto* dialog = new QFileDialog(this, tr("Save the recovery code"), {}, tr("Text files (*.txt)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"txt"_s);
    dialog->selectFile(tr("souffleur-recovery-code", "file name") + u".txt"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        const QString text = tr("Souffleur recovery code") + u"\n\n"_s + m_code + u"\n\n"_s +
                             tr("It opens the conversations when the password is lost. Keep it apart from the "
                                "computer.") +
                             u'\n';
        thenOn(m_files.write(path, text.toUtf8()), this, [this, path](const Status& written) {
            if (!written)
                m_bar->showError(written.error());
            else
                m_bar->showMessage(
                    MessageBar::Level::Info,
                    tr("Saved: %1. Move it to a place other than this computer.").arg(Format::isolated(path)));
        });
    });
    dialog->open();
}

void RecoveryPage::retranslate() {
    setHead(tr("Your recovery code"),
            tr("If you forget the password, this code opens your conversations; without both they are lost. It is "
               "shown only now."));
    m_copy->setText(tr("Copy"));
    m_copy->setAccessibleName(tr("Copy the recovery code"));
    m_save->setText(tr("Save as text file …"));
    m_noted->setText(tr("I have noted the code"));
    if (m_keychainFailed)
        m_keychain->showMessage(
            MessageBar::Level::Warning,
            tr("The system's keychain could not be reached, so the password was not remembered. "
               "Souffleur asks for it at every start."));
    refreshCode();
}

DonePage::DonePage(Theme& theme, QWidget* parent) : FirstRunPage(parent) {
    for (const Qt::Key key : {Qt::Key_K, Qt::Key_J, Qt::Key_1}) {
        auto* row = new QHBoxLayout;
        row->setSpacing(14);
        auto* caps = new QWidget(this);
        caps->setFixedWidth(theme.px(72));
        auto* capLayout = new QHBoxLayout(caps);
        capLayout->setContentsMargins(0, 0, 0, 0);
        capLayout->addWidget(new KeyCap(theme, QKeySequence(Qt::CTRL | key), caps), 0, Qt::AlignRight);
        auto* tip = makeLabel(LabelRole::Body, Tone::Text, {}, this);
        tip->setWordWrap(true);
        row->addWidget(caps);
        row->addWidget(tip, 1);
        content()->addLayout(row);
        m_tips += tip;
    }
    retranslate();
}

void DonePage::retranslate() {
    setHead(tr("Everything is ready"), tr("Three keys that save you the most time:"));
    m_tips[0]->setText(tr("finds every command, conversation and customer."));
    m_tips[1]->setText(tr("takes you to the customer who has waited longest."));
    m_tips[2]->setText(tr("puts the first suggestion into your reply. You read it, change it, send it."));
}

} // namespace souffleur::ui
