// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/channels/MailDialog.h"

#include "base/Executor.h"
#include "ui/channels/CheckList.h"
#include "ui/common/ErrorText.h"
#include "ui/common/Format.h"
#include "ui/common/GrowToFit.h"
#include "ui/common/MessageBar.h"
#include "workspace/Workspace.h"

#include <array>

#include <QBoxLayout>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLineEdit>
#include <QScreen>

namespace souffleur::ui {
namespace {

//! What the channel knows under these keys (core/channels/mail/MailSettings.h); here only what is shown.
struct Provider {
    QStringView key;
    QStringView name;
    QStringView domains; //!< separated by spaces
};
constexpr std::array Providers{
    Provider{u"google", u"Gmail / Google Workspace", u"gmail.com googlemail.com"},
    Provider{u"microsoft", u"Microsoft 365 / Outlook", u"outlook.com outlook.de hotmail.com hotmail.de live.com"},
    Provider{u"gmx", u"GMX", u"gmx.de gmx.net gmx.at gmx.ch"},
    Provider{u"webde", u"WEB.DE", u"web.de"},
    Provider{u"ionos", u"IONOS", u""},
    Provider{u"strato", u"STRATO", u""},
    Provider{u"icloud", u"iCloud", u"icloud.com me.com"},
    Provider{u"mailbox", u"mailbox.org", u"mailbox.org"},
    Provider{u"fastmail", u"Fastmail", u"fastmail.com"},
};

QStringList words(const QString& text) {
    QStringList list;
    for (const QString& word : text.split(u','))
        if (!word.trimmed().isEmpty())
            list += word.trimmed();
    return list;
}

//! "imap.shop.test:1993" to host and port; 0: the usual one.
std::pair<QString, int> hostAndPort(const QString& text) {
    const QString trimmed = text.trimmed();
    bool ok = false;
    const int port = trimmed.section(u':', 1, 1).toInt(&ok);
    return {trimmed.section(u':', 0, 0), ok && trimmed.count(u':') == 1 ? port : 0};
}

QString shownHost(const QJsonObject& settings, const QString& prefix) {
    const QString host = settings[prefix + u"_host"_s].toString();
    const int port = settings[prefix + u"_port"_s].toInt();
    return port > 0 && !host.isEmpty() ? host + u':' + QString::number(port) : host;
}

void put(QJsonObject& settings, const QString& key, const QString& value) {
    if (value.isEmpty())
        settings.remove(key);
    else
        settings.insert(key, value);
}

void secretField(QLineEdit* field) {
    field->setEchoMode(QLineEdit::Password);
    field->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
}

} // namespace

MailDialog::MailDialog(UiContext& context, std::optional<Channel> existing, QWidget* parent)
    : QDialog(parent), m_context(context), m_existing(std::move(existing)),
      m_id(m_existing ? m_existing->id : ChannelId::create()),
      m_headline(makeLabel(LabelRole::Title, Tone::Text, {}, this)),
      m_intro(makeLabel(LabelRole::Small, Tone::Muted, {}, this)), m_bar(new MessageBar(context.theme, this)),
      m_address(new QLineEdit(this)), m_sender(new QLineEdit(this)), m_provider(new QComboBox(this)),
      m_signIn(new QComboBox(this)), m_password(new QLineEdit(this)), m_clientId(new QLineEdit(this)),
      m_refreshToken(new QLineEdit(this)), m_clientSecret(new QLineEdit(this)), m_tokenUrl(new QLineEdit(this)),
      m_imapHost(new QLineEdit(this)), m_smtpHost(new QLineEdit(this)),
      m_advanced(makeButton(ButtonKind::Link, {}, this)), m_user(new QLineEdit(this)),
      m_imapSecurity(new QComboBox(this)), m_smtpSecurity(new QComboBox(this)), m_mailboxes(new QLineEdit(this)),
      m_aliases(new QLineEdit(this)), m_markSeen(new QCheckBox(this)),
      m_hint(makeLabel(LabelRole::Caption, Tone::Faint, {}, this)),
      m_checksTitle(makeLabel(LabelRole::Strong, Tone::Text, {}, this)), m_list(new CheckList(context, this)),
      m_test(makeButton(ButtonKind::Normal, {}, this)), m_copy(makeButton(ButtonKind::Link, {}, this)),
      m_cancel(makeButton(ButtonKind::Normal, {}, this)), m_save(makeButton(ButtonKind::Primary, {}, this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    m_intro->setWordWrap(true);
    m_hint->setWordWrap(true);
    for (QLineEdit* field : {m_password, m_refreshToken, m_clientSecret})
        secretField(field);
    m_address->setInputMethodHints(Qt::ImhEmailCharactersOnly);
    for (const Provider& provider : Providers)
        m_provider->addItem(provider.name.toString(), provider.key.toString());
    m_provider->addItem(QString(), QString());
    m_provider->setCurrentIndex(m_provider->count() - 1);
    m_signIn->addItem(QString(), u"password"_s);
    m_signIn->addItem(QString(), u"oauth2"_s);
    for (QComboBox* box : {m_imapSecurity, m_smtpSecurity}) {
        box->addItem(QString(), QString());
        box->addItem(u"STARTTLS"_s, u"starttls"_s);
    }

    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    m_addressRow = addRow(grid, m_address);
    m_senderRow = addRow(grid, m_sender);
    m_providerRow = addRow(grid, m_provider);
    m_imapRow = addRow(grid, m_imapHost);
    m_smtpRow = addRow(grid, m_smtpHost);
    m_signInRow = addRow(grid, m_signIn);
    m_passwordRow = addRow(grid, m_password);
    m_clientIdRow = addRow(grid, m_clientId);
    m_clientSecretRow = addRow(grid, m_clientSecret);
    m_refreshTokenRow = addRow(grid, m_refreshToken);
    m_tokenUrlRow = addRow(grid, m_tokenUrl);
    grid->addWidget(m_hint, grid->rowCount(), 1);
    grid->addWidget(m_advanced, grid->rowCount(), 1, Qt::AlignLeft);
    m_userRow = addRow(grid, m_user);
    m_imapSecurityRow = addRow(grid, m_imapSecurity);
    m_smtpSecurityRow = addRow(grid, m_smtpSecurity);
    m_mailboxesRow = addRow(grid, m_mailboxes);
    m_aliasesRow = addRow(grid, m_aliases);
    grid->addWidget(m_markSeen, grid->rowCount(), 1);

    auto* checksHead = new QHBoxLayout;
    checksHead->addWidget(m_checksTitle);
    checksHead->addStretch(1);
    checksHead->addWidget(m_copy);
    checksHead->addWidget(m_test);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_save);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 18);
    layout->setSpacing(12);
    layout->addWidget(m_headline);
    layout->addWidget(m_intro);
    layout->addWidget(m_bar);
    layout->addLayout(grid);
    layout->addLayout(checksHead);
    layout->addWidget(m_list);
    layout->addStretch(1);
    layout->addLayout(buttons);

    fill();
    m_save->setDefault(true);
    const auto changed = [this] {
        m_bar->hide();
        if (!m_checks.isEmpty()) {
            stop();
            m_checks.clear();
        }
        refreshChecks();
    };
    for (QLineEdit* field : {m_address, m_password, m_clientId, m_refreshToken, m_clientSecret, m_tokenUrl,
                             m_imapHost, m_smtpHost, m_user, m_mailboxes})
        connect(field, &QLineEdit::textEdited, this, changed);
    for (QComboBox* box : {m_signIn, m_imapSecurity, m_smtpSecurity})
        connect(box, &QComboBox::activated, this, changed);
    connect(m_address, &QLineEdit::editingFinished, this, &MailDialog::guessProvider);
    connect(m_provider, &QComboBox::activated, this, [this, changed] {
        m_providerChosen = true;
        m_signIn->setCurrentIndex(provider() == u"microsoft" ? 1 : 0);
        changed();
        arrange();
        retranslate();
    });
    connect(m_signIn, &QComboBox::activated, this, [this] {
        arrange();
        retranslate();
    });
    connect(m_advanced, &QPushButton::clicked, this, [this] {
        m_showAdvanced = !m_showAdvanced;
        arrange();
        retranslate();
    });
    connect(m_test, &QPushButton::clicked, this, &MailDialog::test);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(report());
        m_bar->showMessage(MessageBar::Level::Info, tr("The report is in the clipboard. It holds no secrets."));
    });
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &MailDialog::save);
    arrange();
    retranslate();
    const int width = context.theme.px(560);
    resize(width, neededHeight(width));
}

MailDialog::~MailDialog() {
    // It loses the focus when the window goes, and would call what is gone already.
    m_address->disconnect(this);
    stop();
}

MailDialog::Row MailDialog::addRow(QGridLayout* grid, QWidget* field) {
    Row row{makeLabel(LabelRole::Small, Tone::Muted, {}, this), field};
    const int number = grid->rowCount();
    grid->addWidget(row.label, number, 0);
    grid->addWidget(row.field, number, 1);
    return row;
}

void MailDialog::fill() {
    if (!m_existing)
        return;
    const QJsonObject& s = m_existing->settings;
    const auto choose = [](QComboBox* box, const QString& key) {
        box->setCurrentIndex(std::max(0, box->findData(key)));
    };
    m_providerChosen = true;
    m_address->setText(s[u"address"_s].toString());
    m_sender->setText(s[u"name"_s].toString());
    choose(m_provider, s[u"provider"_s].toString());
    choose(m_signIn, s[u"auth"_s].toString(u"password"_s));
    m_clientId->setText(s[u"oauth_client_id"_s].toString());
    m_tokenUrl->setText(s[u"oauth_token_url"_s].toString());
    m_imapHost->setText(shownHost(s, u"imap"_s));
    m_smtpHost->setText(shownHost(s, u"smtp"_s));
    m_user->setText(s[u"user"_s].toString());
    choose(m_imapSecurity, s[u"imap_security"_s].toString());
    choose(m_smtpSecurity, s[u"smtp_security"_s].toString());
    const auto joined = [&s](const QString& key) {
        QStringList list;
        for (const QJsonValue& value : s[key].toArray())
            list += value.toString();
        return list.join(u", "_s);
    };
    m_mailboxes->setText(joined(u"mailboxes"_s));
    m_aliases->setText(joined(u"aliases"_s));
    m_markSeen->setChecked(s[u"mark_seen"_s].toBool());
}

QString MailDialog::provider() const {
    return m_provider->currentData().toString();
}

bool MailDialog::byToken() const {
    return m_signIn->currentData().toString() == u"oauth2";
}

void MailDialog::guessProvider() {
    if (m_providerChosen)
        return;
    const QString domain = m_address->text().section(u'@', -1).trimmed().toLower();
    int index = m_provider->count() - 1;
    for (size_t i = 0; i < Providers.size(); ++i)
        if (!domain.isEmpty() && Providers[i].domains.split(u' ').contains(QStringView(domain)))
            index = int(i);
    m_provider->setCurrentIndex(index);
    m_signIn->setCurrentIndex(provider() == u"microsoft" ? 1 : 0);
    arrange();
    retranslate();
}

void MailDialog::arrange() {
    const auto show = [](const Row& row, bool shown) {
        row.label->setVisible(shown);
        row.field->setVisible(shown);
    };
    const bool other = provider().isEmpty();
    show(m_imapRow, other);
    show(m_smtpRow, other);
    show(m_passwordRow, !byToken());
    for (const Row& row : {m_clientIdRow, m_clientSecretRow, m_refreshTokenRow})
        show(row, byToken());
    show(m_tokenUrlRow, byToken() && (other || m_showAdvanced));
    for (const Row& row : {m_userRow, m_mailboxesRow, m_aliasesRow})
        show(row, m_showAdvanced);
    show(m_imapSecurityRow, m_showAdvanced && other);
    show(m_smtpSecurityRow, m_showAdvanced && other);
    m_markSeen->setVisible(m_showAdvanced);
    grow();
}

void MailDialog::grow() {
    growToFit(*this, [this](int width) { return neededHeight(width); });
}

int MailDialog::neededHeight(int width) const {
    const int room = screen()->availableGeometry().height() - m_context.theme.px(60); // and the window's frame
    return std::min(layout()->totalHeightForWidth(width), room);
}

Channel MailDialog::typed() const {
    Channel channel = m_existing.value_or(Channel{});
    channel.id = m_id;
    channel.kind = u"mail"_s;
    QJsonObject& s = channel.settings;
    const QString address = m_address->text().trimmed();
    put(s, u"address"_s, address);
    put(s, u"name"_s, m_sender->text().simplified());
    put(s, u"provider"_s, provider());
    put(s, u"auth"_s, m_signIn->currentData().toString());
    put(s, u"oauth_client_id"_s, byToken() ? m_clientId->text().trimmed() : QString());
    put(s, u"oauth_token_url"_s, byToken() ? m_tokenUrl->text().trimmed() : QString());
    const bool other = provider().isEmpty();
    for (const auto& [prefix, field, security] :
         {std::tuple{u"imap"_s, m_imapHost, m_imapSecurity}, std::tuple{u"smtp"_s, m_smtpHost, m_smtpSecurity}}) {
        const auto [host, port] = hostAndPort(other ? field->text() : QString());
        put(s, prefix + u"_host"_s, host);
        s.remove(prefix + u"_port"_s);
        if (port > 0)
            s.insert(prefix + u"_port"_s, port);
        // What the dialog does not offer (a server on this machine without encryption) stays as it is.
        if (!other || security->currentIndex() > 0 || s[prefix + u"_security"_s].toString() != u"none")
            put(s, prefix + u"_security"_s, other ? security->currentData().toString() : QString());
    }
    put(s, u"user"_s, m_user->text().trimmed());
    for (const auto& [key, field] : {std::pair{u"mailboxes"_s, m_mailboxes}, std::pair{u"aliases"_s, m_aliases}}) {
        const QStringList list = words(field->text());
        if (list.isEmpty())
            s.remove(key);
        else
            s.insert(key, QJsonArray::fromStringList(list));
    }
    if (m_markSeen->isChecked())
        s.insert(u"mark_seen"_s, true);
    else
        s.remove(u"mark_seen"_s);
    channel.name = m_sender->text().simplified();
    if (channel.name.isEmpty())
        channel.name = address;
    return channel;
}

QJsonObject MailDialog::typedSecrets() const {
    QJsonObject secrets;
    if (byToken()) {
        put(secrets, u"refresh_token"_s, m_refreshToken->text().trimmed());
        put(secrets, u"client_secret"_s, m_clientSecret->text().trimmed());
    } else {
        put(secrets, u"password"_s, m_password->text());
    }
    return secrets;
}

void MailDialog::stop() {
    if (!m_task)
        return;
    m_task->disconnect(this);
    m_task->cancel();
    m_task = nullptr;
}

void MailDialog::test() {
    stop();
    m_checks.clear();
    m_bar->hide();
    m_task = m_context.workspace.checkChannel(typed(), typedSecrets());
    if (!m_task)
        return;
    connect(m_task, &workspace::Task::checkChanged, this, [this](const ChannelCheck& check) {
        const auto it = std::find_if(m_checks.begin(), m_checks.end(),
                                     [&](const ChannelCheck& known) { return known.name == check.name; });
        if (it == m_checks.end())
            m_checks += check;
        else
            *it = check;
        refreshChecks();
    });
    connect(m_task, &workspace::Task::finished, this, [this](const Result<int>& result) {
        m_task = nullptr;
        if (!result && result.error().code != ErrorCode::Cancelled && m_checks.isEmpty())
            m_bar->showError(result.error());
        refreshChecks();
    });
    refreshChecks();
}

QString MailDialog::checkName(const ChannelCheck& check) const {
    if (check.name == u"settings")
        return tr("Settings");
    if (check.name == u"imap")
        return tr("Receiving");
    if (check.name == u"mailboxes")
        return tr("Mailboxes");
    if (check.name == u"push")
        return tr("New mail arrives at once");
    if (check.name == u"smtp")
        return tr("Sending");
    if (check.name == u"sent")
        return tr("Copies of sent mail");
    return check.name;
}

QString MailDialog::settingName(const QString& key) const {
    if (key == u"address")
        return tr("E-mail address");
    if (key.startsWith(u"imap_"))
        return tr("Server for receiving");
    if (key.startsWith(u"smtp_"))
        return tr("Server for sending");
    if (key == u"password")
        return tr("Password");
    if (key == u"oauth_client_id")
        return tr("Client ID");
    if (key == u"refresh_token")
        return tr("Refresh token");
    if (key == u"oauth_token_url")
        return tr("Token address");
    return key;
}

QString MailDialog::checkText(const ChannelCheck& check) const {
    if (check.state == CheckState::Passed && check.name == u"push")
        return check.value == u"idle" ? tr("yes, the server tells us") : tr("no, the server is asked every minute");
    if (check.state == CheckState::Passed && check.name == u"mailboxes")
        return tr("%n mail(s) in the inbox", nullptr, check.value.toInt());
    if (check.state == CheckState::Passed)
        return check.value;
    // Without a failure before it, for then the rest is skipped.
    const bool failed = std::any_of(m_checks.cbegin(), m_checks.cend(),
                                    [](const ChannelCheck& one) { return one.state == CheckState::Failed; });
    if (check.state == CheckState::Skipped && check.name == u"sent" && !failed)
        return tr("the server keeps them itself");
    if (check.state != CheckState::Failed || !check.error)
        return {};
    const Error& error = *check.error;
    switch (error.code) {
    case ErrorCode::NotConfigured:
        return tr("“%1” is missing or not usable. Please check it.").arg(settingName(error.detail));
    case ErrorCode::PermissionDenied:
        return tr(
            "No secure connection: the certificate does not belong to this server, or encryption is refused. No "
            "password was sent. Check the name of the server.");
    case ErrorCode::Unauthorized:
        return tr("The server does not accept this login. Check user name and password; some providers want an app "
                  "password, or IMAP switched on in their settings.");
    case ErrorCode::NetworkDown:
    case ErrorCode::Timeout:
        return tr("The server cannot be reached. Check its name, its port and the network.");
    case ErrorCode::NotFound:
        return tr("There is no mailbox “%1” on the server.").arg(Format::isolated(error.detail));
    case ErrorCode::Unsupported:
        return tr("The server does not offer this way to sign in (%1).").arg(Format::isolated(error.detail));
    default:
        return errorText(error);
    }
}

void MailDialog::refreshChecks() {
    QList<CheckList::Row> rows;
    for (const ChannelCheck& check : std::as_const(m_checks))
        rows += CheckList::Row{check, checkName(check), checkText(check)};
    const bool ready = m_existing || (!m_address->text().trimmed().isEmpty() && !typedSecrets().isEmpty());
    m_list->showRows(rows, m_task ? tr("Checking …")
                           : m_existing
                               ? tr("“Test” checks with the stored password. Enter another one to replace it.")
                               : tr("Enter address and password, then test. Nothing is sent or changed."));
    m_copy->setEnabled(!m_checks.isEmpty());
    m_test->setEnabled(ready);
    m_test->setText(m_checks.isEmpty() ? tr("Test") : tr("Test again"));
    grow();
}

QString MailDialog::report() const {
    QStringList lines{u"Souffleur "_s + QString::fromLatin1(SOUFFLEUR_VERSION), u"channel: mail"_s};
    for (const ChannelCheck& check : m_checks)
        lines += reportLine(check);
    QString text = lines.join(u'\n');
    // A server's error text could repeat what it was sent.
    for (const QLineEdit* field : {m_password, m_refreshToken, m_clientSecret})
        if (const QString secret = field->text().trimmed(); !secret.isEmpty())
            text.replace(secret, u"***"_s);
    return text + u'\n';
}

void MailDialog::save() {
    const Channel channel = typed();
    const QJsonObject secrets = typedSecrets();
    QLineEdit* missing = nullptr;
    if (!channel.settings[u"address"_s].toString().contains(u'@'))
        missing = m_address;
    else if (provider().isEmpty() && m_imapHost->text().trimmed().isEmpty())
        missing = m_imapHost;
    else if (provider().isEmpty() && m_smtpHost->text().trimmed().isEmpty())
        missing = m_smtpHost;
    else if (!m_existing && secrets.isEmpty())
        missing = byToken() ? m_refreshToken : m_password;
    if (missing) {
        m_bar->showMessage(MessageBar::Level::Warning, tr("“%1” is missing.").arg(missing->accessibleName()));
        missing->setFocus();
        return;
    }
    m_save->setEnabled(false);
    SaveChannel command{channel, std::nullopt};
    if (!secrets.isEmpty())
        command.secrets = secrets;
    thenOn(m_context.workspace.run(command), this, [this](const Result<CommandReply>& result) {
        m_save->setEnabled(true);
        if (!result) {
            m_bar->showError(result.error());
            return;
        }
        emit saved();
        accept();
    });
}

void MailDialog::retranslate() {
    setWindowTitle(m_existing ? tr("Channel settings") : tr("Add a channel"));
    m_headline->setText(m_existing ? tr("E-mail account") : tr("Connect an e-mail account"));
    m_intro->setText(
        tr("Mail to this address arrives in your inbox, and replies go out from it. Nothing is deleted on "
           "the server."));
    const auto name = [](const Row& row, const QString& text) {
        row.label->setText(text);
        row.field->setAccessibleName(text);
    };
    name(m_addressRow, tr("E-mail address"));
    m_address->setPlaceholderText(u"support@example.org"_s);
    name(m_senderRow, tr("Name shown to customers"));
    name(m_providerRow, tr("Provider"));
    m_provider->setItemText(m_provider->count() - 1, tr("Another provider"));
    name(m_imapRow, tr("Server for receiving"));
    m_imapHost->setPlaceholderText(u"imap.example.org"_s);
    name(m_smtpRow, tr("Server for sending"));
    m_smtpHost->setPlaceholderText(u"smtp.example.org"_s);
    name(m_signInRow, tr("Sign in with"));
    m_signIn->setItemText(0, tr("Password or app password"));
    m_signIn->setItemText(1, tr("OAuth 2 token"));
    name(m_passwordRow, tr("Password"));
    m_password->setPlaceholderText(m_existing ? tr("unchanged") : QString());
    name(m_clientIdRow, tr("Client ID"));
    name(m_clientSecretRow, tr("Client secret"));
    name(m_refreshTokenRow, tr("Refresh token"));
    m_refreshToken->setPlaceholderText(m_existing ? tr("unchanged") : QString());
    name(m_tokenUrlRow, tr("Token address"));
    m_tokenUrl->setPlaceholderText(provider() == u"microsoft"
                                       ? u"https://login.microsoftonline.com/common/oauth2/v2.0/token"_s
                                       : u"https://login.example.org/token"_s);
    m_hint->setText(
        byToken() && provider() == u"microsoft"
            ? tr("Microsoft 365 takes no passwords for mail any more. Register an app in Entra ID; one for a "
                 "single organization needs its token address (advanced settings). IDs and tokens are kept "
                 "encrypted.")
            : tr("It is kept encrypted and never shown in logs or reports."));
    m_advanced->setText(m_showAdvanced ? tr("Hide advanced settings") : tr("Advanced settings"));
    name(m_userRow, tr("User name"));
    m_user->setPlaceholderText(tr("the address"));
    name(m_imapSecurityRow, tr("Encryption when receiving"));
    name(m_smtpSecurityRow, tr("Encryption when sending"));
    for (QComboBox* box : {m_imapSecurity, m_smtpSecurity})
        box->setItemText(0, tr("TLS (recommended)"));
    name(m_mailboxesRow, tr("Mailboxes"));
    m_mailboxes->setPlaceholderText(u"INBOX"_s);
    name(m_aliasesRow, tr("Further own addresses"));
    m_markSeen->setText(tr("Mark mail as read on the server once it is stored here"));
    m_checksTitle->setText(tr("Checks"));
    m_copy->setText(tr("Copy report"));
    m_cancel->setText(tr("Cancel"));
    m_save->setText(tr("Save"));
    refreshChecks();
}

void MailDialog::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

} // namespace souffleur::ui
