// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/channels/ChannelDialog.h"

#include "base/Executor.h"
#include "ui/common/ErrorText.h"
#include "ui/common/Format.h"
#include "ui/common/MessageBar.h"
#include "workspace/Workspace.h"

#include <algorithm>
#include <array>

#include <QBoxLayout>
#include <QClipboard>
#include <QEvent>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLineEdit>
#include <QSlider>

namespace souffleur::ui {
namespace {
//! Steps of the slider: standing still, real time, faster.
constexpr std::array Speeds{0.0, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0};

int stepOf(double speed) {
    int best = 0;
    for (size_t i = 0; i < Speeds.size(); ++i) {
        if (std::abs(Speeds[i] - speed) < std::abs(Speeds[size_t(best)] - speed))
            best = int(i);
    }
    return best;
}
} // namespace

ChannelDialog::ChannelDialog(UiContext& context, std::optional<Channel> existing, QWidget* parent)
    : QDialog(parent), m_context(context), m_existing(std::move(existing)),
      m_id(m_existing ? m_existing->id : ChannelId::create()),
      m_headline(makeLabel(LabelRole::Title, Tone::Text, {}, this)),
      m_intro(makeLabel(LabelRole::Small, Tone::Muted, {}, this)), m_bar(new MessageBar(context.theme, this)),
      m_nameLabel(makeLabel(LabelRole::Small, Tone::Muted, {}, this)), m_name(new QLineEdit(this)),
      m_tokenLabel(makeLabel(LabelRole::Small, Tone::Muted, {}, this)), m_token(new QLineEdit(this)),
      m_eye(new IconButton(context.theme, u"eye"_s, {}, this)),
      m_tokenHint(makeLabel(LabelRole::Caption, Tone::Faint, {}, this)),
      m_advanced(makeButton(ButtonKind::Link, {}, this)),
      m_addressLabel(makeLabel(LabelRole::Small, Tone::Muted, {}, this)), m_address(new QLineEdit(this)),
      m_speedLabel(makeLabel(LabelRole::Small, Tone::Muted, {}, this)), m_speed(new QSlider(Qt::Horizontal, this)),
      m_speedValue(makeLabel(LabelRole::Small, Tone::Text, {}, this)),
      m_checksTitle(makeLabel(LabelRole::Strong, Tone::Text, {}, this)), m_checksBox(new QFrame(this)),
      m_checksLayout(new QVBoxLayout(m_checksBox)), m_abilities(makeLabel(LabelRole::Small, Tone::Muted, {}, this)),
      m_test(makeButton(ButtonKind::Normal, {}, this)), m_copy(makeButton(ButtonKind::Link, {}, this)),
      m_cancel(makeButton(ButtonKind::Normal, {}, this)), m_save(makeButton(ButtonKind::Primary, {}, this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    m_intro->setWordWrap(true);
    m_tokenHint->setWordWrap(true);
    m_abilities->setWordWrap(true);
    setPane(m_checksBox, Pane::Card);
    m_checksLayout->setContentsMargins(12, 10, 12, 10);
    m_checksLayout->setSpacing(6);
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    m_eye->setCheckable(true);
    connect(m_eye, &QToolButton::toggled, this, [this](bool shown) {
        m_token->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
        m_eye->setIconName(shown ? u"eye-off"_s : u"eye"_s);
        retranslate();
    });
    if (m_existing) {
        m_name->setText(m_existing->name);
        m_address->setText(m_existing->settings[u"base_url"].toString());
        m_speed->setValue(0);
    }
    m_speed->setRange(0, int(Speeds.size()) - 1);
    m_speed->setPageStep(1);
    m_speed->setValue(stepOf(m_existing ? m_existing->settings[u"speed"].toDouble(1) : 1));
    connect(m_speed, &QSlider::valueChanged, this, [this](int step) {
        m_context.workspace.setSampleSpeed(Speeds[size_t(step)]);
        retranslate();
    });

    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_nameLabel, 0, 0);
    grid->addWidget(m_name, 0, 1, 1, 2);
    grid->addWidget(m_tokenLabel, 1, 0);
    grid->addWidget(m_token, 1, 1);
    grid->addWidget(m_eye, 1, 2);
    grid->addWidget(m_tokenHint, 2, 1, 1, 2);
    grid->addWidget(m_advanced, 3, 1, 1, 2, Qt::AlignLeft);
    grid->addWidget(m_addressLabel, 4, 0);
    grid->addWidget(m_address, 4, 1, 1, 2);
    auto* speed = new QHBoxLayout;
    speed->addWidget(m_speed, 1);
    speed->addWidget(m_speedValue);
    m_speedValue->setMinimumWidth(context.theme.px(96));
    grid->addWidget(m_speedLabel, 5, 0);
    grid->addLayout(speed, 5, 1, 1, 2);

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
    layout->addWidget(m_checksBox);
    layout->addWidget(m_abilities);
    layout->addStretch(1);
    layout->addLayout(buttons);

    const bool sample = isSample();
    for (QWidget* widget : std::initializer_list<QWidget*>{m_tokenLabel, m_token, m_eye, m_tokenHint, m_advanced,
                                                           m_checksTitle, m_checksBox, m_copy, m_test})
        widget->setVisible(!sample);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_speedLabel, m_speed, m_speedValue})
        widget->setVisible(sample);
    const bool moved = !m_address->text().isEmpty();
    m_addressLabel->setVisible(!sample && moved);
    m_address->setVisible(!sample && moved);
    connect(m_advanced, &QPushButton::clicked, this, [this] {
        m_addressLabel->setVisible(!m_address->isVisible());
        m_address->setVisible(m_addressLabel->isVisible());
        retranslate();
    });
    m_save->setDefault(true);
    for (QLineEdit* field : {m_name, m_token, m_address})
        connect(field, &QLineEdit::textEdited, this, [this, field] {
            m_bar->hide();
            if (field != m_name && m_tested) {
                stop();
                m_checks.clear();
                m_tested = false;
            }
            refreshChecks();
        });
    // Leaving the field with a token in it starts the checks; nobody has to find the button.
    connect(m_token, &QLineEdit::editingFinished, this, [this] {
        if (!m_tested && !m_token->text().trimmed().isEmpty())
            test();
    });
    connect(m_test, &QPushButton::clicked, this, &ChannelDialog::test);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(report());
        m_bar->showMessage(MessageBar::Level::Info, tr("The report is in the clipboard. It holds no secrets."));
    });
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &ChannelDialog::save);
    retranslate();
    resize(context.theme.px(520), sizeHint().height());
}

ChannelDialog::~ChannelDialog() {
    stop();
}

bool ChannelDialog::isSample() const {
    return m_existing && m_existing->kind == u"sample";
}

Channel ChannelDialog::typed() const {
    Channel channel = m_existing.value_or(Channel{});
    channel.id = m_id;
    if (!m_existing)
        channel.kind = u"telegram"_s;
    channel.name = m_name->text().simplified();
    if (isSample()) {
        channel.settings[u"speed"_s] = Speeds[size_t(m_speed->value())];
    } else {
        const QString address = m_address->text().trimmed();
        if (address.isEmpty())
            channel.settings.remove(u"base_url"_s);
        else
            channel.settings[u"base_url"_s] = address;
        if (channel.name.isEmpty())
            channel.name = Format::channelName(m_context.workspace.capabilities(channel.kind));
    }
    return channel;
}

QJsonObject ChannelDialog::typedSecrets() const {
    const QString token = m_token->text().trimmed();
    return token.isEmpty() ? QJsonObject() : QJsonObject{{u"token"_s, token}};
}

void ChannelDialog::stop() {
    if (!m_task)
        return;
    m_task->disconnect(this);
    m_task->cancel();
    m_task = nullptr;
}

void ChannelDialog::test() {
    stop();
    m_checks.clear();
    m_tested = true;
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

QString ChannelDialog::checkName(const ChannelCheck& check) const {
    if (check.name == u"address")
        return tr("Address of the server");
    if (check.name == u"token")
        return tr("Token");
    if (check.name == u"webhook")
        return tr("No other program fetches the messages");
    if (check.name == u"receive")
        return tr("Receiving messages");
    return check.name;
}

void ChannelDialog::refreshChecks() {
    while (QLayoutItem* item = m_checksLayout->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    const Tokens& tokens = m_context.theme.tokens();
    const int side = m_context.theme.px(16);
    if (m_checks.isEmpty())
        m_checksLayout->addWidget(
            makeLabel(LabelRole::Small, Tone::Muted,
                      m_task       ? tr("Checking …")
                      : m_existing ? tr("“Test” checks the stored token. Paste another one to replace it.")
                                   : tr("Paste the token; the checks start by themselves."),
                      m_checksBox));
    for (const ChannelCheck& check : std::as_const(m_checks)) {
        QString icon = u"clock"_s;
        QColor colour = tokens.muted;
        QString state = tr("checking …");
        switch (check.state) {
        case CheckState::Passed:
            icon = u"tick"_s;
            colour = tokens.ok;
            state = check.value.isEmpty() ? tr("passed") : check.value;
            break;
        case CheckState::Failed:
            icon = u"error"_s;
            colour = tokens.bad;
            state = check.error ? errorText(*check.error) : tr("failed");
            break;
        case CheckState::Skipped:
            icon = u"info"_s;
            state = tr("skipped");
            break;
        case CheckState::Running:
            break;
        }
        auto* row = new QWidget(m_checksBox);
        auto* layout = new QHBoxLayout(row);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(8);
        auto* sign = new QLabel(row);
        sign->setPixmap(m_context.theme.icon(icon, colour).pixmap(QSize(side, side), devicePixelRatioF()));
        layout->addWidget(sign, 0, Qt::AlignTop);
        layout->addWidget(makeLabel(LabelRole::Small, Tone::Text, checkName(check), row), 0, Qt::AlignTop);
        auto* value =
            makeLabel(LabelRole::Small, check.state == CheckState::Failed ? Tone::Bad : Tone::Muted, state, row);
        value->setWordWrap(true);
        layout->addWidget(value, 1);
        row->setAccessibleName(checkName(check) + u": "_s + state);
        m_checksLayout->addWidget(row);
    }
    m_copy->setEnabled(!m_checks.isEmpty());
    m_test->setEnabled(m_existing || !m_token->text().trimmed().isEmpty());
    m_test->setText(m_checks.isEmpty() ? tr("Test") : tr("Test again"));
}

QString ChannelDialog::abilities() const {
    const ChannelCapabilities can = m_context.workspace.capabilities(typed().kind);
    QStringList list{tr("text up to %1 characters").arg(Format::count(can.maxTextLength))};
    if (can.maxUploadBytes > 0)
        list += tr("files up to %1").arg(Format::fileSize(can.maxUploadBytes));
    if (can.canReplyTo)
        list += tr("quotes");
    if (can.canReact)
        list += tr("reactions");
    if (can.showsTyping)
        list += tr("typing sign");
    if (can.tellsRead)
        list += tr("read receipts");
    if (can.replyWindowHours > 0)
        list += tr("free replies for %n hour(s) after the customer wrote", nullptr, can.replyWindowHours);
    return tr("%1 can: %2.").arg(Format::channelName(can), list.join(u", "_s));
}

QString ChannelDialog::report() const {
    const Channel channel = typed();
    QStringList lines{u"Souffleur "_s + QString::fromLatin1(SOUFFLEUR_VERSION), u"channel: "_s + channel.kind};
    for (const ChannelCheck& check : m_checks) {
        static const QHash<CheckState, QString> states = {{CheckState::Running, u"running"_s},
                                                          {CheckState::Passed, u"passed"_s},
                                                          {CheckState::Failed, u"failed"_s},
                                                          {CheckState::Skipped, u"skipped"_s}};
        QString line = check.name + u": "_s + states.value(check.state);
        if (check.error)
            line += u" ("_s + check.error->toString() + u')';
        lines += line;
    }
    QString text = lines.join(u'\n');
    // A server's error text could repeat what it was sent.
    if (const QString token = m_token->text().trimmed(); !token.isEmpty())
        text.replace(token, u"***"_s);
    return text + u'\n';
}

void ChannelDialog::save() {
    const Channel channel = typed();
    const QJsonObject secrets = typedSecrets();
    if (!isSample() && !m_existing && secrets.isEmpty()) {
        m_bar->showMessage(MessageBar::Level::Warning,
                           tr("The token is missing. You get it from @BotFather in Telegram."));
        m_token->setFocus();
        return;
    }
    if (channel.name.isEmpty()) {
        m_bar->showMessage(MessageBar::Level::Warning, tr("Give the channel a name."));
        m_name->setFocus();
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

void ChannelDialog::retranslate() {
    const QString kind = Format::channelName(m_context.workspace.capabilities(typed().kind));
    setWindowTitle(m_existing ? tr("Channel settings") : tr("Add a channel"));
    m_headline->setText(m_existing ? tr("%1 channel").arg(kind) : tr("Connect %1").arg(kind));
    m_intro->setText(isSample() ? tr("Made-up customers who write to you, for trying things out.")
                                : tr("Create a bot with @BotFather in Telegram and paste its token here. Customers "
                                     "write to the bot; their messages arrive in your inbox."));
    m_nameLabel->setText(tr("Name"));
    m_name->setPlaceholderText(kind);
    m_name->setAccessibleName(tr("Name of the channel"));
    m_tokenLabel->setText(tr("Token"));
    m_token->setPlaceholderText(m_existing ? tr("unchanged") : u"123456789:AAE…"_s);
    m_token->setAccessibleName(tr("Token"));
    m_eye->setLabel(m_eye->isChecked() ? tr("Hide the token") : tr("Show the token"));
    m_tokenHint->setText(tr("It is kept encrypted and never shown in logs or reports."));
    m_advanced->setText(m_address->isVisibleTo(this) ? tr("Hide advanced settings") : tr("Advanced settings"));
    m_addressLabel->setText(tr("Server"));
    m_address->setPlaceholderText(u"https://api.telegram.org"_s);
    m_address->setAccessibleName(tr("Address of the server"));
    m_speedLabel->setText(tr("Speed"));
    m_speed->setAccessibleName(tr("Speed of the sample customers"));
    const double speed = Speeds[size_t(m_speed->value())];
    m_speedValue->setText(speed == 0   ? tr("paused")
                          : speed == 1 ? tr("real time")
                                       : tr("%1 times as fast").arg(QLocale().toString(speed)));
    m_checksTitle->setText(tr("Checks"));
    m_abilities->setText(abilities());
    m_copy->setText(tr("Copy report"));
    m_cancel->setText(tr("Cancel"));
    m_save->setText(tr("Save"));
    refreshChecks();
}

void ChannelDialog::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

} // namespace souffleur::ui
