// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/channels/ChannelDialog.h"

#include "base/Executor.h"
#include "domain/ChannelSetup.h"
#include "ui/channels/CheckList.h"
#include "ui/channels/FieldRow.h"
#include "ui/channels/SetupTexts.h"
#include "ui/common/ErrorText.h"
#include "ui/common/Format.h"
#include "ui/common/GrowToFit.h"
#include "ui/common/MessageBar.h"
#include "workspace/Workspace.h"

#include <algorithm>

#include <QBoxLayout>
#include <QClipboard>
#include <QEvent>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLineEdit>
#include <QScreen>
#include <QScrollArea>

namespace souffleur::ui {

ChannelDialog::ChannelDialog(UiContext& context, const QString& kind, std::optional<Channel> existing,
                             QWidget* parent)
    : QDialog(parent), m_context(context), m_can(context.workspace.capabilities(existing ? existing->kind : kind)),
      m_existing(std::move(existing)), m_id(m_existing ? m_existing->id : ChannelId::create()),
      m_headline(makeLabel(LabelRole::Title, Tone::Text, {}, this)),
      m_intro(makeLabel(LabelRole::Small, Tone::Muted, {}, this)), m_bar(new MessageBar(context.theme, this)),
      m_nameLabel(makeLabel(LabelRole::Small, Tone::Muted, {}, this)), m_scroll(new QScrollArea(this)),
      m_name(new QLineEdit(this)), m_secretHint(makeLabel(LabelRole::Caption, Tone::Faint, {}, this)),
      m_advanced(makeButton(ButtonKind::Link, {}, this)),
      m_checksTitle(makeLabel(LabelRole::Strong, Tone::Text, {}, this)), m_list(new CheckList(context, this)),
      m_abilities(makeLabel(LabelRole::Small, Tone::Muted, {}, this)),
      m_test(makeButton(ButtonKind::Normal, {}, this)), m_copy(makeButton(ButtonKind::Link, {}, this)),
      m_cancel(makeButton(ButtonKind::Normal, {}, this)), m_save(makeButton(ButtonKind::Primary, {}, this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 18);
    layout->setSpacing(12);
    build(layout);
    if (m_existing) {
        m_name->setText(m_existing->name);
        fill(m_existing->settings);
        for (FieldRow* row : std::as_const(m_rows))
            row->setKept(row->field().kind == ChannelField::Kind::Secret);
    } else {
        loadDraft();
    }
    m_save->setDefault(true);
    connect(m_name, &QLineEdit::textEdited, this, [this] {
        m_edited = true;
        m_bar->hide();
    });
    connect(m_advanced, &QPushButton::clicked, this, [this] {
        m_showAdvanced = !m_showAdvanced;
        arrange();
        retranslate();
    });
    connect(m_test, &QPushButton::clicked, this, &ChannelDialog::test);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(report());
        m_bar->showMessage(MessageBar::Level::Info, tr("The report is in the clipboard. It holds no secrets."));
    });
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &ChannelDialog::save);
    arrange();
    retranslate();
    setMinimumWidth(context.theme.px(640));
    const int width = context.theme.px(700);
    resize(width, neededHeight(width));
}

ChannelDialog::~ChannelDialog() {
    stop();
}

void ChannelDialog::build(QBoxLayout* layout) {
    for (QLabel* label : {m_intro, m_secretHint, m_abilities})
        label->setWordWrap(true);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_nameLabel, 0, 0);
    grid->addWidget(m_name, 0, 1);
    bool secret = false;
    for (const bool advanced : {false, true}) {
        for (const ChannelField& field : m_can.fields) {
            if (field.advanced != advanced)
                continue;
            auto* row = new FieldRow(m_context.theme, m_can.kind, field, grid, this);
            connect(row, &FieldRow::edited, this, &ChannelDialog::edited);
            // Leaving a field is a good moment too.
            connect(row, &FieldRow::finished, this, [this] {
                if (m_timer)
                    test();
            });
            connect(row, &FieldRow::arranged, this, &ChannelDialog::grow);
            m_rows += row;
            secret |= field.kind == ChannelField::Kind::Secret;
        }
        if (!advanced) {
            grid->addWidget(m_secretHint, grid->rowCount(), 1);
            grid->addWidget(m_advanced, grid->rowCount(), 1, Qt::AlignLeft);
        }
    }
    m_secretHint->setVisible(secret);
    auto* checksHead = new QHBoxLayout;
    checksHead->addWidget(m_checksTitle);
    checksHead->addStretch(1);
    checksHead->addWidget(m_copy);
    checksHead->addWidget(m_test);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_save);
    layout->addWidget(m_headline);
    layout->addWidget(m_intro);
    layout->addWidget(m_bar);
    auto* form = new QWidget(this);
    setPane(form, Pane::Bg);
    auto* formLayout = new QVBoxLayout(form);
    formLayout->setContentsMargins(0, 0, 0, 0);
    formLayout->setSpacing(12);
    formLayout->addLayout(grid);
    formLayout->addLayout(checksHead);
    formLayout->addWidget(m_list);
    formLayout->addWidget(m_abilities);
    formLayout->addStretch(1);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(form);
    layout->addWidget(m_scroll, 1);
    layout->addLayout(buttons);
    orderTabs();
}

//! As it is read, which is not as it was made.
void ChannelDialog::orderTabs() {
    QList<QWidget*> order{m_name};
    bool advanced = false;
    for (const FieldRow* row : std::as_const(m_rows)) {
        if (row->field().advanced && !std::exchange(advanced, true))
            order += m_advanced;
        order += row->tabs();
    }
    if (!advanced)
        order += m_advanced;
    order += {m_copy, m_test, m_cancel, m_save};
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order.at(i - 1), order.at(i));
}

void ChannelDialog::arrange() {
    bool folded = false;
    for (FieldRow* row : std::as_const(m_rows)) {
        const bool set = !row->text().isEmpty();
        row->setShown(!row->field().advanced || m_showAdvanced || set);
        folded |= row->field().advanced;
    }
    m_advanced->setVisible(folded);
    grow();
}

void ChannelDialog::grow() {
    growToFit(*this, [this](int width) { return neededHeight(width); });
}

int ChannelDialog::neededHeight(int width) const {
    const QMargins margins = layout()->contentsMargins();
    const int inner = width - margins.left() - margins.right();
    // What was hidden just now still counts in the form's inner layout.
    m_scroll->widget()->layout()->activate();
    // Row by row: what a scroll area would like is known only after the next turn of the event loop.
    int needed = margins.top() + margins.bottom() - layout()->spacing();
    for (int i = 0; i < layout()->count(); ++i) {
        QLayoutItem* row = layout()->itemAt(i);
        if (row->isEmpty())
            continue;
        needed += layout()->spacing();
        if (row->widget() == m_scroll)
            needed += m_scroll->widget()->layout()->totalHeightForWidth(inner);
        else
            needed += row->hasHeightForWidth() ? row->heightForWidth(inner) : row->sizeHint().height();
    }
    const int room = screen()->availableGeometry().height() - m_context.theme.px(60); // and the window's frame
    return std::min(needed, room);
}

void ChannelDialog::fill(const QJsonObject& settings) {
    for (FieldRow* row : std::as_const(m_rows))
        if (row->field().kind != ChannelField::Kind::Secret)
            row->setText(setup::textOf(row->field(), settings[row->field().key]));
}

QString ChannelDialog::draftKey(const QString& kind) {
    return u"channel_draft/"_s + kind;
}

void ChannelDialog::loadDraft() {
    thenOn(m_context.workspace.setting(draftKey(m_can.kind)), this, [this](const Result<QJsonValue>& draft) {
        // Who has begun to type already wants something else.
        if (!draft || !draft->isObject() || touched())
            return;
        const QJsonObject kept = draft->toObject();
        m_name->setText(kept[u"name"].toString());
        fill(kept[u"settings"].toObject());
        for (FieldRow* row : std::as_const(m_rows))
            if (row->field().kind == ChannelField::Kind::Secret)
                row->setText(kept[u"secrets"][row->field().key].toString());
        arrange();
        refreshChecks();
        m_bar->showMessage(MessageBar::Level::Info, tr("You left this half-way; here is what you had entered."));
        connect(m_bar->addAction(tr("Start anew")), &QPushButton::clicked, this, [this] {
            stop();
            m_checks.clear();
            m_name->clear();
            for (FieldRow* row : std::as_const(m_rows)) {
                row->setText({});
                row->showProblem({});
            }
            m_edited = true;
            m_bar->hide();
            arrange();
            refreshChecks();
        });
    });
}

bool ChannelDialog::touched() const {
    return m_edited || !m_name->text().isEmpty() ||
           std::any_of(m_rows.cbegin(), m_rows.cend(), [](const FieldRow* row) { return !row->text().isEmpty(); });
}

void ChannelDialog::keepDraft() {
    if (!m_edited)
        return;
    const Channel channel = typed();
    const QString name = m_name->text().simplified();
    QJsonValue draft(QJsonValue::Undefined);
    if (!name.isEmpty() || !channel.settings.isEmpty() || !typedSecrets().isEmpty())
        draft = QJsonObject{{u"name"_s, name}, {u"settings"_s, channel.settings}, {u"secrets"_s, typedSecrets()}};
    m_context.workspace.run(SetSetting{draftKey(m_can.kind), draft});
}

void ChannelDialog::done(int result) {
    if (!m_existing && result != Accepted)
        keepDraft();
    QDialog::done(result);
}

Channel ChannelDialog::typed() const {
    Channel channel = m_existing.value_or(Channel{});
    channel.id = m_id;
    channel.kind = m_can.kind;
    channel.name = m_name->text().simplified();
    if (channel.name.isEmpty())
        channel.name = Format::channelName(m_can);
    QJsonObject secrets;
    // What cannot be used is said at the field, and keeps the channel from being saved.
    for (const FieldRow* row : m_rows)
        if (!setup::enter(row->field(), row->text(), channel.settings, secrets))
            channel.settings.remove(row->field().key);
    return channel;
}

QJsonObject ChannelDialog::typedSecrets() const {
    QJsonObject settings;
    QJsonObject secrets;
    for (const FieldRow* row : m_rows)
        if (row->field().kind == ChannelField::Kind::Secret)
            (void)setup::enter(row->field(), row->text(), settings, secrets);
    return secrets;
}

FieldRow* ChannelDialog::unusable(QString& words) const {
    for (FieldRow* row : m_rows) {
        const ChannelField& field = row->field();
        const QString label = SetupTexts::label(m_can.kind, field.key);
        if (!setup::valueOf(field, row->text())) {
            words = field.kind == ChannelField::Kind::Number
                        ? tr("“%1” is a number between %2 and %3.")
                              .arg(label, Format::count(field.least), Format::count(field.most))
                        : tr("“%1” cannot be used as it is. Please check it.").arg(label);
            return row;
        }
        if (field.required && !row->isKept() && row->text().trimmed().isEmpty()) {
            words = tr("“%1” is missing.").arg(label);
            return row;
        }
    }
    return nullptr;
}

void ChannelDialog::edited() {
    m_edited = true;
    m_bar->hide();
    stop();
    m_checks.clear();
    for (FieldRow* row : std::as_const(m_rows))
        row->showProblem({});
    if (mayTest())
        m_timer = m_context.workspace.clock().callAfter(TypingPause, this, [this] { test(); });
    refreshChecks();
}

bool ChannelDialog::mayTest() const {
    QString words;
    return !m_can.checks.isEmpty() && !unusable(words);
}

void ChannelDialog::stop() {
    m_timer.reset();
    if (!m_task)
        return;
    m_task->disconnect(this);
    m_task->cancel();
    m_task = nullptr;
}

void ChannelDialog::test() {
    stop();
    m_checks.clear();
    m_bar->hide();
    QString words;
    if (FieldRow* row = unusable(words)) {
        row->showProblem(words);
        return;
    }
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

QString ChannelDialog::checkText(const ChannelCheck& check) const {
    if (check.state == CheckState::Failed)
        return check.error ? SetupTexts::problem(m_can.kind, *check.error) : QString();
    return check.state == CheckState::Passed ? SetupTexts::found(m_can.kind, check) : QString();
}

void ChannelDialog::refreshChecks() {
    QList<CheckList::Row> rows;
    for (const ChannelCheck& check : std::as_const(m_checks))
        rows += CheckList::Row{check, SetupTexts::checkName(m_can.kind, check.name), checkText(check)};
    m_list->showRows(
        rows, m_task || m_timer ? tr("Checking …")
              : m_existing      ? tr("“Test” checks what is stored. Enter something else to replace it.")
                           : tr("Fill in the fields; the checks start by themselves. Nothing is sent or changed."));
    m_copy->setEnabled(!m_checks.isEmpty());
    m_test->setEnabled(mayTest());
    m_test->setText(m_checks.isEmpty() ? tr("Test") : tr("Test again"));
    grow();
}

QString ChannelDialog::abilities() const {
    QStringList list{tr("text up to %1 characters").arg(Format::count(m_can.maxTextLength))};
    if (m_can.maxUploadBytes > 0)
        list += tr("files up to %1").arg(Format::fileSize(m_can.maxUploadBytes));
    if (m_can.canReplyTo)
        list += tr("quotes");
    if (m_can.canReact)
        list += tr("reactions");
    if (m_can.showsTyping)
        list += tr("typing sign");
    if (m_can.tellsRead)
        list += tr("read receipts");
    if (m_can.replyWindowHours > 0)
        list += tr("free replies for %n hour(s) after the customer wrote", nullptr, m_can.replyWindowHours);
    return tr("%1 can: %2.").arg(Format::channelName(m_can), list.join(u", "_s));
}

QString ChannelDialog::report() const {
    QStringList lines{u"Souffleur "_s + QString::fromLatin1(SOUFFLEUR_VERSION), u"channel: "_s + m_can.kind};
    for (const ChannelCheck& check : m_checks)
        lines += reportLine(check);
    QString text = lines.join(u'\n');
    // A server's error text could repeat what it was sent.
    const QJsonObject secrets = typedSecrets();
    for (const QJsonValue& secret : secrets)
        text.replace(secret.toString(), u"***"_s);
    return text + u'\n';
}

void ChannelDialog::save() {
    QString words;
    if (FieldRow* row = unusable(words)) {
        m_bar->showMessage(MessageBar::Level::Warning, words);
        row->setShown(true);
        m_scroll->ensureWidgetVisible(row->input());
        row->input()->setFocus();
        return;
    }
    m_save->setEnabled(false);
    SaveChannel command{typed(), std::nullopt};
    if (const QJsonObject secrets = typedSecrets(); !secrets.isEmpty())
        command.secrets = secrets;
    thenOn(m_context.workspace.run(command), this, [this](const Result<CommandReply>& result) {
        m_save->setEnabled(true);
        if (!result) {
            m_bar->showError(result.error());
            return;
        }
        if (!m_existing)
            m_context.workspace.run(SetSetting{draftKey(m_can.kind), QJsonValue(QJsonValue::Undefined)});
        emit saved();
        accept();
    });
}

void ChannelDialog::retranslate() {
    const QString kind = Format::channelName(m_can);
    setWindowTitle(m_existing ? tr("Channel settings") : tr("Add a channel"));
    m_headline->setText(m_existing ? tr("%1 channel").arg(kind) : tr("Connect %1").arg(kind));
    m_intro->setText(SetupTexts::intro(m_can.kind));
    m_intro->setVisible(!m_intro->text().isEmpty());
    m_nameLabel->setText(tr("Name"));
    m_name->setPlaceholderText(kind);
    m_name->setAccessibleName(tr("Name of the channel"));
    for (FieldRow* row : std::as_const(m_rows))
        row->retranslate();
    m_secretHint->setText(tr("Secrets are kept encrypted and never shown in logs or reports."));
    m_advanced->setText(m_showAdvanced ? tr("Hide advanced settings") : tr("Advanced settings"));
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
