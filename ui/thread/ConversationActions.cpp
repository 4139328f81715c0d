// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/thread/ConversationActions.h"

#include "ui/common/Controls.h"
#include "ui/common/Format.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QDateTimeEdit>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QMenu>
#include <QStringListModel>
#include <QVBoxLayout>

namespace souffleur::ui {

namespace {

//! A small sheet with one field; nothing waits for it.
QDialog* makeSheet(QWidget* window, const QString& title, const QString& hint, QWidget* field,
                   const QString& action) {
    auto* dialog = new QDialog(window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    auto* layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(16, 16, 16, 12);
    layout->setSpacing(8);
    auto* label = makeLabel(LabelRole::Strong, Tone::Text, title, dialog);
    label->setBuddy(field);
    field->setAccessibleName(title);
    layout->addWidget(label);
    layout->addWidget(field);
    if (!hint.isEmpty())
        layout->addWidget(makeLabel(LabelRole::Small, Tone::Muted, hint, dialog));
    auto* buttons = new QDialogButtonBox(dialog);
    auto* apply = makeButton(ButtonKind::Primary, action, dialog);
    buttons->addButton(apply, QDialogButtonBox::AcceptRole);
    apply->setDefault(true);
    buttons->addButton(makeButton(ButtonKind::Normal, ConversationActions::tr("Cancel"), dialog),
                       QDialogButtonBox::RejectRole);
    layout->addWidget(buttons);
    QObject::connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    dialog->setMinimumWidth(340);
    field->setFocus();
    return dialog;
}

QString menuText(QString text) {
    return text.replace(u'&', u"&&"_s);
}

} // namespace

ConversationActions::ConversationActions(UiContext& context, QWidget* window)
    : QObject(window), m_context(context), m_window(window) {}

void ConversationActions::assign(const Conversation& conversation, std::optional<AgentId> agent) {
    run(Assign{conversation.id, agent});
}

void ConversationActions::assignToMe(const Conversation& conversation) {
    assign(conversation, m_context.workspace.me().id);
}

void ConversationActions::snooze(const Conversation& conversation, OptionalTimestamp until) {
    run(Snooze{conversation.id, until});
}

void ConversationActions::snoozeUntilChosen(const Conversation& conversation) {
    auto* field = new QDateTimeEdit(toDateTime(m_context.workspace.clock().now()).toLocalTime().addDays(1));
    field->setCalendarPopup(true);
    field->setMinimumDateTime(toDateTime(m_context.workspace.clock().now()).toLocalTime());
    field->setDisplayFormat(QLocale().dateTimeFormat(QLocale::ShortFormat));
    auto* dialog = makeSheet(m_window, tr("Snooze until"), {}, field, tr("Snooze"));
    connect(dialog, &QDialog::accepted, this,
            [this, conversation, field] { snooze(conversation, fromDateTime(field->dateTime().toUTC())); });
    dialog->open();
}

void ConversationActions::resolveOrReopen(const Conversation& conversation) {
    if (conversation.state == EpisodeState::Resolved) {
        run(Reopen{conversation.id});
        return;
    }
    thenOn(m_context.workspace.run(Resolve{conversation.id}), this,
           [this, id = conversation.id](const Result<CommandReply>& reply) {
               if (reply)
                   emit resolved(id);
               else
                   emit failed(reply.error());
           });
}

void ConversationActions::toggleRead(const Conversation& conversation) {
    if (conversation.unread > 0)
        run(MarkRead{conversation.id, conversation.lastSequence});
    else
        run(MarkUnread{conversation.id});
}

void ConversationActions::setPriority(const Conversation& conversation, Priority priority) {
    run(SetPriority{conversation.id, priority});
}

void ConversationActions::editTags(const Conversation& conversation) {
    auto* field = new QLineEdit(conversation.tags.join(u", "_s));
    field->setMaxLength(400);
    auto* dialog =
        makeSheet(m_window, tr("Tags"), tr("Separate several tags with commas."), field, tr("Save tags"));
    auto* known = new QStringListModel(field);
    auto* completer = new QCompleter(known, field);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setCompletionMode(QCompleter::PopupCompletion);
    completer->setWidget(field);
    // Completes the word behind the last comma, which QLineEdit's own completer cannot.
    connect(field, &QLineEdit::textEdited, completer, [completer](const QString& text) {
        const QString last = text.section(u',', -1).trimmed();
        completer->setCompletionPrefix(last);
        if (last.isEmpty() || completer->completionCount() == 0)
            completer->popup()->hide();
        else
            completer->complete();
    });
    connect(completer, qOverload<const QString&>(&QCompleter::activated), field, [field](const QString& tag) {
        const qsizetype comma = field->text().lastIndexOf(u',');
        field->setText((comma < 0 ? QString() : field->text().left(comma + 1) + u' ') + tag);
    });
    thenOn(m_context.workspace.tags(), field, [known](const Result<QStringList>& tags) {
        if (tags)
            known->setStringList(*tags);
    });
    connect(dialog, &QDialog::accepted, this, [this, conversation, field] {
        QStringList tags;
        for (const auto& tag : field->text().split(u',')) {
            const QString clean = tag.simplified();
            if (!clean.isEmpty() && !tags.contains(clean, Qt::CaseInsensitive))
                tags += clean;
        }
        run(SetTags{conversation.id, tags});
    });
    dialog->open();
}

void ConversationActions::fillAssignMenu(QMenu* menu, const Conversation& conversation) {
    menu->clear();
    const Agent me = m_context.workspace.me();
    const auto add = [&](const QString& text, std::optional<AgentId> agent) {
        auto* action = menu->addAction(menuText(text));
        action->setCheckable(true);
        action->setChecked(conversation.assignee == agent);
        connect(action, &QAction::triggered, this, [this, conversation, agent] { assign(conversation, agent); });
    };
    add(tr("Me (%1)").arg(me.name), me.id);
    for (const auto& agent : m_context.workspace.agents()) {
        if (agent.id != me.id)
            add(agent.name, agent.id);
    }
    menu->addSeparator();
    add(tr("Nobody"), std::nullopt);
}

void ConversationActions::fillSnoozeMenu(QMenu* menu, const Conversation& conversation) {
    menu->clear();
    const QDateTime now = toDateTime(m_context.workspace.clock().now()).toLocalTime();
    const auto add = [&](const QString& text, OptionalTimestamp until) {
        connect(menu->addAction(text), &QAction::triggered, this,
                [this, conversation, until] { snooze(conversation, until); });
    };
    const auto at = [](const QDateTime& time) { return fromDateTime(time.toUTC()); };
    const auto named = [](const QString& text, const QDateTime& time) {
        return tr("%1 (%2)", "snooze menu: words (time)")
            .arg(text, QLocale().dayName(time.date().dayOfWeek(), QLocale::ShortFormat) + u' ' +
                           QLocale().toString(time.time(), u"HH:mm"_s));
    };
    const QDateTime later = now.addSecs(3 * 3600);
    const QDateTime tomorrow(now.date().addDays(1), QTime(9, 0));
    const QDateTime monday(now.date().addDays(8 - now.date().dayOfWeek()), QTime(9, 0));
    add(named(tr("In 3 hours"), later), at(later));
    add(named(tr("Tomorrow morning"), tomorrow), at(tomorrow));
    add(named(tr("Next week"), monday), at(monday));
    add(tr("Until the customer writes"), std::nullopt);
    menu->addSeparator();
    connect(menu->addAction(tr("Choose a time …")), &QAction::triggered, this,
            [this, conversation] { snoozeUntilChosen(conversation); });
}

QString ConversationActions::priorityName(Priority priority) {
    switch (priority) {
    case Priority::Low:
        return tr("Low");
    case Priority::Normal:
        return tr("Normal");
    case Priority::High:
        return tr("High");
    case Priority::Urgent:
        return tr("Urgent");
    }
    return {};
}

void ConversationActions::fillPriorityMenu(QMenu* menu, const Conversation& conversation) {
    menu->clear();
    for (const auto priority : {Priority::Urgent, Priority::High, Priority::Normal, Priority::Low}) {
        auto* action = menu->addAction(priorityName(priority));
        action->setCheckable(true);
        action->setChecked(conversation.priority == priority);
        connect(action, &QAction::triggered, this,
                [this, conversation, priority] { setPriority(conversation, priority); });
    }
}

} // namespace souffleur::ui
