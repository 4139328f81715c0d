// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/NewConversationDialog.h"

#include "base/Executor.h"
#include "ui/common/Controls.h"
#include "ui/common/Format.h"
#include "ui/common/MessageBar.h"
#include "ui/main/CommandPalette.h"
#include "workspace/Workspace.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>

namespace souffleur::ui {

namespace {
constexpr int MaxKnown = 500; //!< of each view
constexpr int MaxShown = 50;
} // namespace

NewConversationDialog::NewConversationDialog(UiContext& context, QWidget* parent)
    : QDialog(parent), m_context(context), m_edit(new QLineEdit(this)), m_list(new QListWidget(this)),
      m_by(new QWidget(this)), m_name(new QLineEdit(m_by)), m_channel(new QComboBox(m_by)),
      m_why(makeLabel(LabelRole::Small, Tone::Muted, {}, this)), m_bar(new MessageBar(context.theme, this)),
      m_setup(makeButton(ButtonKind::Link, tr("Add channel"), this)),
      m_go(makeButton(ButtonKind::Primary, {}, this)) {
    setWindowTitle(tr("New conversation"));
    const Theme& theme = m_context.theme;
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(12);
    column->addWidget(makeLabel(LabelRole::Title, Tone::Text, tr("New conversation"), this));
    m_edit->setMaxLength(300);
    m_edit->setPlaceholderText(tr("Name or e-mail address"));
    m_edit->setAccessibleName(tr("Name or e-mail address"));
    m_edit->installEventFilter(this);
    column->addWidget(m_edit);
    m_list->setAccessibleName(tr("Known customers"));
    m_list->setProperty("look", u"boxed"_s);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    column->addWidget(m_list, 1);
    auto* form = new QFormLayout(m_by);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(8);
    m_name->setMaxLength(200);
    form->addRow(tr("Name"), m_name);
    form->addRow(tr("Channel"), m_channel);
    m_name->setAccessibleName(tr("Name"));
    m_name->setPlaceholderText(tr("As you will see it in the list"));
    m_channel->setAccessibleName(tr("Channel"));
    column->addWidget(m_by);
    m_why->setWordWrap(true);
    column->addWidget(m_why);
    column->addWidget(m_bar);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(8);
    foot->addWidget(m_setup);
    foot->addStretch();
    auto* cancel = makeButton(ButtonKind::Normal, tr("Cancel"), this);
    foot->addWidget(cancel);
    foot->addWidget(m_go);
    column->addLayout(foot);
    m_go->setDefault(true);

    QStringList closed;
    for (const Channel& channel : m_context.workspace.channels()) {
        const ChannelCapabilities can = m_context.workspace.capabilities(channel.kind);
        if (can.canStart)
            m_channel->addItem(Format::channelName(channel, can), channel.id.toString());
        else if (const QString name = Format::channelName(can); !closed.contains(name))
            closed += name;
    }
    m_why->setText(
        closed.isEmpty()
            ? QString()
            : tr("On %1 only the customer can begin: the service lets nobody write to people who have not "
                 "written first.")
                  .arg(closed.join(u", "_s)));
    m_why->setVisible(!closed.isEmpty());
    m_setup->setVisible(m_channel->count() == 0);
    connect(m_setup, &QPushButton::clicked, this, [this] {
        reject();
        emit channelSetupRequested();
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_go, &QPushButton::clicked, this, &NewConversationDialog::accept);
    connect(m_edit, &QLineEdit::textChanged, this, &NewConversationDialog::fill);
    connect(m_list, &QListWidget::itemClicked, this, &NewConversationDialog::refresh);
    connect(m_list, &QListWidget::itemDoubleClicked, this, &NewConversationDialog::accept);
    for (const InboxView view : {InboxView::AllOpen, InboxView::Snoozed, InboxView::Resolved})
        load(view);
    fill();
    resize(theme.px(460), theme.px(440));
    m_edit->setFocus();
}

void NewConversationDialog::load(InboxView view) {
    ConversationQuery query;
    query.view = view;
    query.order = InboxOrder::Newest;
    query.limit = MaxKnown;
    thenOn(m_context.workspace.conversations(query), this, [this](const Result<ConversationPage>& page) {
        if (!page) {
            m_bar->showError(page.error());
            return;
        }
        m_known += page->conversations;
        fill();
    });
}

bool NewConversationDialog::isAddress() const {
    const QString text = m_edit->text().trimmed();
    const qsizetype at = text.indexOf(u'@');
    return at > 0 && text.indexOf(u'.', at) > at + 1 && !text.endsWith(u'.');
}

void NewConversationDialog::fill() {
    const QString pattern = m_edit->text();
    QList<std::pair<int, qsizetype>> rows;
    for (qsizetype i = 0; i < m_known.size(); ++i) {
        if (const int score = paletteScore(m_known.at(i).contactName, pattern); score > 0)
            rows += {score, i};
    }
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    m_list->clear();
    const Theme& theme = m_context.theme;
    for (const auto& [score, index] : rows.mid(0, MaxShown)) {
        const Conversation& c = m_known.at(index);
        const QString channel = Format::channelName(m_context.workspace.capabilities(c.channelKind));
        auto* item = new QListWidgetItem(m_list);
        item->setData(Qt::UserRole, c.id.toString());
        item->setData(Qt::AccessibleTextRole, c.contactName + u", "_s + channel);
        item->setSizeHint({0, theme.px(32)});
        auto* row = new QWidget;
        auto* line = new QHBoxLayout(row);
        line->setContentsMargins(theme.px(10), 0, theme.px(10), 0);
        line->addWidget(new ElidedLabel(c.contactName, row), 1);
        line->addWidget(makeLabel(LabelRole::Small, Tone::Muted, channel, row));
        row->setAttribute(Qt::WA_TransparentForMouseEvents);
        m_list->setItemWidget(item, row);
    }
    // An address means somebody else than the names that happen to look like it.
    m_list->setCurrentRow(isAddress() || m_list->count() == 0 ? -1 : 0);
    refresh();
}

void NewConversationDialog::refresh() {
    const bool chosen = m_list->currentRow() >= 0;
    const bool address = isAddress() && !chosen;
    m_by->setVisible(address && m_channel->count() > 0);
    m_go->setEnabled(!m_running && (chosen || (address && m_channel->count() > 0)));
    m_go->setText(address ? tr("Write") : tr("Open"));
}

void NewConversationDialog::accept() {
    if (m_running || !m_go->isEnabled())
        return;
    if (const QListWidgetItem* item = m_list->currentItem(); item && m_list->currentRow() >= 0) {
        emit chosen(ConversationId::fromString(item->data(Qt::UserRole).toString()));
        QDialog::accept();
        return;
    }
    start();
}

void NewConversationDialog::start() {
    m_running = true;
    refresh();
    StartConversation command;
    command.channel = ChannelId::fromString(m_channel->currentData().toString());
    command.address = m_edit->text().trimmed();
    command.name = m_name->text().trimmed();
    thenOn(m_context.workspace.run(command), this, [this](const Result<CommandReply>& done) {
        m_running = false;
        refresh();
        if (!done) {
            if (done.error().code == ErrorCode::InvalidInput)
                m_bar->showMessage(MessageBar::Level::Warning,
                                   tr("This is not a complete address. It looks like name@example.org."));
            else
                m_bar->showError(done.error());
            return;
        }
        emit chosen(done->conversation);
        QDialog::accept();
    });
}

bool NewConversationDialog::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const int rows = m_list->count();
        if ((key == Qt::Key_Down || key == Qt::Key_Up) && rows > 0) {
            const int row = m_list->currentRow();
            m_list->setCurrentRow(key == Qt::Key_Down ? std::min(row + 1, rows - 1) : std::max(row - 1, 0));
            refresh();
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace souffleur::ui
