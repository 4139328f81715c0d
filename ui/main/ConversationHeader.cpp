// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/ConversationHeader.h"

#include "base/Executor.h"
#include "ui/common/Controls.h"
#include "ui/common/Format.h"
#include "ui/common/UiSettings.h"
#include "ui/theme/Theme.h"
#include "workspace/Workspace.h"

#include <QBoxLayout>
#include <QDialog>
#include <QDialogButtonBox>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPushButton>

namespace souffleur::ui {
namespace {

Timestamp localTime(const QDate& day, const QTime& time) {
    return fromDateTime(QDateTime(day, time));
}

} // namespace

ConversationHeader::ConversationHeader(UiContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_name(new ElidedLabel(this)), m_subtitle(new ElidedLabel(this)),
      m_wait(new QLabel(this)), m_assign(makeButton(ButtonKind::Normal, {}, this)),
      m_snooze(makeButton(ButtonKind::Normal, {}, this)), m_resolve(makeButton(ButtonKind::Primary, {}, this)) {
    setLook(m_name, LabelRole::Title);
    setLook(m_subtitle, LabelRole::Small, Tone::Muted);
    m_wait->setAlignment(Qt::AlignCenter);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_name);
    words->addWidget(m_subtitle);
    auto* layout = new QHBoxLayout(this);
    const Theme& theme = m_context.theme;
    layout->setContentsMargins(theme.px(16), theme.px(9), theme.px(16), theme.px(9));
    layout->setSpacing(theme.px(10));
    layout->addLayout(words, 1);
    layout->addWidget(m_wait);
    layout->addWidget(m_assign);
    layout->addWidget(m_snooze);
    layout->addWidget(m_resolve);
    connect(m_assign, &QPushButton::clicked, this, &ConversationHeader::openAssignMenu);
    connect(m_snooze, &QPushButton::clicked, this, &ConversationHeader::openSnoozeMenu);
    connect(m_resolve, &QPushButton::clicked, this, &ConversationHeader::toggleResolved);
    m_ticker.setInterval(1000);
    connect(&m_ticker, &QTimer::timeout, this, &ConversationHeader::tick);
    m_ticker.start();
    connect(&m_context.theme, &Theme::changed, this, &ConversationHeader::refresh);
}

void ConversationHeader::setConversation(const Conversation& conversation) {
    const bool other = m_conversation.contact != conversation.contact;
    m_conversation = conversation;
    if (other) {
        m_contact = {};
        thenOn(m_context.workspace.contact(conversation.contact), this, [this](const Result<Contact>& contact) {
            if (contact && contact->id == m_conversation.contact) {
                m_contact = *contact;
                refreshSubtitle();
            }
        });
    }
    refresh();
}

void ConversationHeader::refresh() {
    m_name->setFullText(Format::isolated(m_conversation.contactName));
    m_assign->setText(m_conversation.assignee ? m_conversation.assigneeName : tr("Unassigned"));
    m_assign->setAccessibleName(tr("Assigned to: %1").arg(m_assign->text()));
    m_assign->setIcon(m_context.theme.icon(u"chevron-down"_s));
    m_assign->setLayoutDirection(Qt::RightToLeft);
    m_snooze->setText(m_conversation.state == EpisodeState::Snoozed ? tr("Snoozed") : tr("Snooze"));
    m_resolve->setText(m_conversation.state == EpisodeState::Resolved ? tr("Reopen") : tr("Resolve"));
    refreshSubtitle();
    tick();
}

void ConversationHeader::refreshSubtitle() {
    QStringList parts;
    parts += m_context.workspace.capabilities(m_conversation.channelKind).displayName;
    for (const Identity& identity : std::as_const(m_contact.identities))
        if (identity.channel == m_conversation.channel && !identity.handle.isEmpty())
            parts += Format::isolated(identity.handle);
    if (m_contact.createdAt != Timestamp{})
        parts += tr("customer since %1")
                     .arg(QLocale().toString(toDateTime(m_contact.createdAt).toLocalTime().date(),
                                             QLocale::ShortFormat));
    if (!m_conversation.language.isEmpty())
        parts += Format::languageName(m_conversation.language);
    if (m_conversation.blocked)
        parts += tr("has blocked us");
    m_subtitle->setFullText(parts.join(u" · "_s));
}

void ConversationHeader::tick() {
    const bool waits = m_conversation.dueAt.has_value();
    m_wait->setVisible(waits);
    if (!waits)
        return;
    const Milliseconds left = *m_conversation.dueAt - m_context.workspace.clock().now();
    const Milliseconds whole =
        m_conversation.waitingSince ? *m_conversation.dueAt - *m_conversation.waitingSince : Milliseconds(1h);
    const Tokens& t = m_context.theme.tokens();
    const QColor text = left.count() < 0 ? t.bad : left < whole / 4 ? t.warn : t.muted;
    const QColor back = left.count() < 0 ? t.badBg : left < whole / 4 ? t.warnBg : t.bg;
    m_wait->setText(Format::countdown(left));
    m_wait->setToolTip(Format::due(left));
    m_wait->setAccessibleName(Format::due(left));
    m_wait->setFont(m_context.theme.font(TextRole::Caption));
    m_wait->setStyleSheet(
        u"QLabel { color: %1; background: %2; border-radius: %3px; padding: 1px %4px; font-weight: 600 }"_s
            .arg(text.name(), back.name())
            .arg(m_context.theme.px(9))
            .arg(m_context.theme.px(7)));
}

void ConversationHeader::popup(QMenu* menu, QWidget* below) {
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(below->mapToGlobal(QPoint(0, below->height() + m_context.theme.px(2))));
}

void ConversationHeader::assignTo(std::optional<AgentId> agent) {
    (void)m_context.workspace.run(Assign{m_conversation.id, agent});
}

void ConversationHeader::openAssignMenu() {
    auto* menu = new QMenu(this);
    const Agent me = m_context.workspace.me();
    menu->addAction(tr("Me (%1)").arg(me.name), this, [this, me] { assignTo(me.id); });
    for (const Agent& agent : m_context.workspace.agents())
        if (agent.id != me.id)
            menu->addAction(agent.name, this, [this, agent] { assignTo(agent.id); });
    menu->addSeparator();
    menu->addAction(tr("Nobody"), this, [this] { assignTo(std::nullopt); });
    popup(menu, m_assign);
}

void ConversationHeader::openSnoozeMenu() {
    auto* menu = new QMenu(this);
    const QDateTime now = toDateTime(m_context.workspace.clock().now()).toLocalTime();
    menu->addAction(tr("Until the customer replies"), this, [this] { snooze(std::nullopt); });
    menu->addAction(tr("For one hour"), this, [this, now] { snooze(fromDateTime(now.addSecs(3600))); });
    if (now.time() < QTime(15, 30))
        menu->addAction(tr("Today, %1").arg(QLocale().toString(QTime(16, 0), QLocale::ShortFormat)), this,
                        [this, now] { snooze(localTime(now.date(), QTime(16, 0))); });
    // Tomorrow is the next working day.
    QDate tomorrow = now.date().addDays(1);
    while (tomorrow.dayOfWeek() > 5)
        tomorrow = tomorrow.addDays(1);
    menu->addAction(
        tr("%1, %2", "day, time")
            .arg(QLocale().toString(tomorrow, u"dddd"_s), QLocale().toString(QTime(9, 0), QLocale::ShortFormat)),
        this, [this, tomorrow] { snooze(localTime(tomorrow, QTime(9, 0))); });
    const QDate monday = now.date().addDays(8 - now.date().dayOfWeek());
    if (monday != tomorrow)
        menu->addAction(
            tr("%1, %2", "day, time")
                .arg(QLocale().toString(monday, u"dddd"_s), QLocale().toString(QTime(9, 0), QLocale::ShortFormat)),
            this, [this, monday] { snooze(localTime(monday, QTime(9, 0))); });
    if (m_conversation.state == EpisodeState::Snoozed) {
        menu->addSeparator();
        menu->addAction(tr("Wake now"), this, [this] { (void)m_context.workspace.run(Reopen{m_conversation.id}); });
    }
    popup(menu, m_snooze);
}

void ConversationHeader::snooze(OptionalTimestamp until) {
    (void)m_context.workspace.run(Snooze{m_conversation.id, until});
}

void ConversationHeader::openPriorityMenu() {
    auto* menu = new QMenu(this);
    const QList<std::pair<Priority, QString>> levels{{Priority::Urgent, tr("Urgent")},
                                                     {Priority::High, tr("High")},
                                                     {Priority::Normal, tr("Normal", "priority")},
                                                     {Priority::Low, tr("Low")}};
    for (const auto& [priority, text] : levels) {
        QAction* action = menu->addAction(text, this, [this, level = priority] {
            (void)m_context.workspace.run(SetPriority{m_conversation.id, level});
        });
        action->setCheckable(true);
        action->setChecked(priority == m_conversation.priority);
    }
    popup(menu, m_assign);
}

void ConversationHeader::openTags() {
    auto* dialog = new QDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Tags"));
    auto* layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(m_context.theme.px(16), m_context.theme.px(16), m_context.theme.px(16),
                               m_context.theme.px(16));
    layout->setSpacing(m_context.theme.px(12));
    auto* hint = makeLabel(LabelRole::Small, Tone::Muted, tr("Separate tags with commas."), dialog);
    auto* edit = new QLineEdit(m_conversation.tags.join(u", "_s), dialog);
    edit->setAccessibleName(tr("Tags"));
    edit->setMinimumWidth(m_context.theme.px(320));
    auto* buttons = new QDialogButtonBox(dialog);
    auto* save = makeButton(ButtonKind::Primary, tr("Save tags"), dialog);
    buttons->addButton(save, QDialogButtonBox::AcceptRole);
    buttons->addButton(makeButton(ButtonKind::Normal, tr("Cancel"), dialog), QDialogButtonBox::RejectRole);
    save->setDefault(true);
    layout->addWidget(edit);
    layout->addWidget(hint);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    connect(dialog, &QDialog::accepted, this, [this, edit, id = m_conversation.id] {
        (void)m_context.workspace.run(SetTags{id, edit->text().split(u',', Qt::SkipEmptyParts)});
    });
    dialog->open();
}

void ConversationHeader::toggleResolved() {
    if (m_conversation.state == EpisodeState::Resolved)
        (void)m_context.workspace.run(Reopen{m_conversation.id});
    else
        (void)m_context.workspace.run(Resolve{m_conversation.id});
}

void ConversationHeader::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

void ConversationHeader::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), m_context.theme.tokens().surface);
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_context.theme.tokens().line);
}

} // namespace souffleur::ui
