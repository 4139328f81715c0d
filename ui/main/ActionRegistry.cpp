// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/ActionRegistry.h"

#include <QWidget>

namespace souffleur::ui {

namespace {
//! Names of keys as Qt asks for them; with our translations "Ctrl+K" reads "Strg+K" wherever Qt's own are missing.
[[maybe_unused]] constexpr const char* KeyNames[] = {
    QT_TRANSLATE_NOOP("QShortcut", "Ctrl"),      QT_TRANSLATE_NOOP("QShortcut", "Shift"),
    QT_TRANSLATE_NOOP("QShortcut", "Alt"),       QT_TRANSLATE_NOOP("QShortcut", "Return"),
    QT_TRANSLATE_NOOP("QShortcut", "Enter"),     QT_TRANSLATE_NOOP("QShortcut", "Del"),
    QT_TRANSLATE_NOOP("QShortcut", "Ins"),       QT_TRANSLATE_NOOP("QShortcut", "Esc"),
    QT_TRANSLATE_NOOP("QShortcut", "Space"),     QT_TRANSLATE_NOOP("QShortcut", "Tab"),
    QT_TRANSLATE_NOOP("QShortcut", "Backspace"), QT_TRANSLATE_NOOP("QShortcut", "Up"),
    QT_TRANSLATE_NOOP("QShortcut", "Down"),      QT_TRANSLATE_NOOP("QShortcut", "Left"),
    QT_TRANSLATE_NOOP("QShortcut", "Right"),     QT_TRANSLATE_NOOP("QShortcut", "Home"),
    QT_TRANSLATE_NOOP("QShortcut", "End"),       QT_TRANSLATE_NOOP("QShortcut", "PgUp"),
    QT_TRANSLATE_NOOP("QShortcut", "PgDown"),
};
constexpr const char* General = QT_TRANSLATE_NOOP("souffleur::ui::ActionRegistry", "General");
constexpr const char* Inbox = QT_TRANSLATE_NOOP("souffleur::ui::ActionRegistry", "Inbox");
constexpr const char* Bot = QT_TRANSLATE_NOOP("souffleur::ui::ActionRegistry", "Suggestions");
constexpr const char* Knowledge = QT_TRANSLATE_NOOP("souffleur::ui::ActionRegistry", "Knowledge");
} // namespace

bool ActionRegistry::isOfKnowledge(const ActionInfo& info) {
    return qstrcmp(info.group, Knowledge) == 0;
}

bool ActionRegistry::isOfInbox(const ActionInfo& info) {
    return qstrcmp(info.group, Inbox) == 0 || qstrcmp(info.group, Bot) == 0;
}

bool ActionRegistry::meet(const ActionInfo& a, const ActionInfo& b) {
    return !(isOfKnowledge(a) && isOfInbox(b)) && !(isOfInbox(a) && isOfKnowledge(b));
}

const QList<ActionInfo>& ActionRegistry::table() {
    const auto ctrl = [](int key) { return QKeySequence(QKeyCombination(Qt::CTRL, Qt::Key(key))); };
    const auto both = [](int key) { return QKeySequence(QKeyCombination(Qt::CTRL | Qt::SHIFT, Qt::Key(key))); };
    // Go to a screen: Ctrl+G, then its letter.
    const auto go = [](int key) { return QKeySequence(Qt::CTRL | Qt::Key_G, Qt::Key(key)); };
    static const QList<ActionInfo> table = {
        {u"help"_s, QT_TR_NOOP("Help for this view, then all keys"), General, {QKeySequence(Qt::Key_F1)}},
        {u"help.shortcuts"_s, QT_TR_NOOP("Keyboard shortcuts"), General, {QKeySequence(Qt::SHIFT | Qt::Key_F1)}},
        {u"palette"_s, QT_TR_NOOP("Commands and quick switch"), General, {ctrl(Qt::Key_K)}},
        {u"region.next"_s, QT_TR_NOOP("Next area"), General, {QKeySequence(Qt::Key_F6)}},
        {u"region.previous"_s, QT_TR_NOOP("Previous area"), General, {QKeySequence(Qt::SHIFT | Qt::Key_F6)}},
        {u"go.inbox"_s, QT_TR_NOOP("Go to the inbox"), General, {go(Qt::Key_I)}},
        {u"go.knowledge"_s, QT_TR_NOOP("Go to the knowledge"), General, {go(Qt::Key_F)}},
        {u"go.channels"_s, QT_TR_NOOP("Go to the channels"), General, {go(Qt::Key_C)}},
        {u"settings"_s, QT_TR_NOOP("Settings"), General, {ctrl(Qt::Key_Comma), go(Qt::Key_S)}},
        {u"quit"_s, QT_TR_NOOP("Quit"), General, {ctrl(Qt::Key_Q)}},
        {u"search"_s, QT_TR_NOOP("Search everything"), General, {both(Qt::Key_F)}},
        {u"text.larger"_s, QT_TR_NOOP("Larger text"), General, {ctrl(Qt::Key_Plus), ctrl(Qt::Key_Equal)}},
        {u"text.smaller"_s, QT_TR_NOOP("Smaller text"), General, {ctrl(Qt::Key_Minus)}},
        {u"text.reset"_s, QT_TR_NOOP("Normal text size"), General, {ctrl(Qt::Key_0)}},
        {u"panel.customer"_s, QT_TR_NOOP("Customer and suggestions column"), General, {QKeySequence(Qt::Key_F9)}},
        {u"fullscreen"_s, QT_TR_NOOP("Full screen"), General, {QKeySequence(Qt::Key_F11)}},
        {u"menu"_s, QT_TR_NOOP("Menu"), General, {QKeySequence(Qt::Key_F10)}},
        {u"refresh"_s, QT_TR_NOOP("Refresh, show new rows"), General, {QKeySequence(Qt::Key_F5)}},
        {u"next"_s, QT_TR_NOOP("Next waiting customer"), Inbox, {ctrl(Qt::Key_J)}},
        {u"next.back"_s, QT_TR_NOOP("Back to the one before"), Inbox, {both(Qt::Key_J)}},
        {u"visited.back"_s, QT_TR_NOOP("Back in the visited chats"), Inbox, {QKeySequence(Qt::ALT | Qt::Key_Left)}},
        {u"visited.forward"_s,
         QT_TR_NOOP("Forward in the visited chats"),
         Inbox,
         {QKeySequence(Qt::ALT | Qt::Key_Right)}},
        {u"new"_s, QT_TR_NOOP("New conversation …"), Inbox, {ctrl(Qt::Key_N)}},
        {u"row.next"_s,
         QT_TR_NOOP("Next conversation in the list"),
         Inbox,
         {QKeySequence(Qt::ALT | Qt::Key_Down), ctrl(Qt::Key_PageDown)}},
        {u"row.previous"_s,
         QT_TR_NOOP("Previous conversation in the list"),
         Inbox,
         {QKeySequence(Qt::ALT | Qt::Key_Up), ctrl(Qt::Key_PageUp)}},
        {u"chat.next"_s, QT_TR_NOOP("Chat used before"), Inbox, {ctrl(Qt::Key_Tab)}},
        {u"chat.previous"_s,
         QT_TR_NOOP("Back through the used chats"),
         Inbox,
         {both(Qt::Key_Tab), both(Qt::Key_Backtab)}},
        {u"chat.left"_s, QT_TR_NOOP("Move the chat to the left"), Inbox, {both(Qt::Key_PageUp)}},
        {u"chat.right"_s, QT_TR_NOOP("Move the chat to the right"), Inbox, {both(Qt::Key_PageDown)}},
        {u"chat.close"_s, QT_TR_NOOP("Close the chat"), Inbox, {ctrl(Qt::Key_W)}},
        {u"chat.1"_s, QT_TR_NOOP("Open chat 1"), Inbox, {QKeySequence(Qt::ALT | Qt::Key_1)}},
        {u"chat.2"_s, QT_TR_NOOP("Open chat 2"), Inbox, {QKeySequence(Qt::ALT | Qt::Key_2)}},
        {u"chat.3"_s, QT_TR_NOOP("Open chat 3"), Inbox, {QKeySequence(Qt::ALT | Qt::Key_3)}},
        {u"chat.4"_s, QT_TR_NOOP("Open chat 4"), Inbox, {QKeySequence(Qt::ALT | Qt::Key_4)}},
        {u"chat.5"_s, QT_TR_NOOP("Open chat 5"), Inbox, {QKeySequence(Qt::ALT | Qt::Key_5)}},
        {u"chat.6"_s, QT_TR_NOOP("Open chat 6"), Inbox, {QKeySequence(Qt::ALT | Qt::Key_6)}},
        {u"chat.7"_s, QT_TR_NOOP("Open chat 7"), Inbox, {QKeySequence(Qt::ALT | Qt::Key_7)}},
        {u"chat.8"_s, QT_TR_NOOP("Open chat 8"), Inbox, {QKeySequence(Qt::ALT | Qt::Key_8)}},
        {u"chat.9"_s, QT_TR_NOOP("Open chat 9"), Inbox, {QKeySequence(Qt::ALT | Qt::Key_9)}},
        {u"find"_s, QT_TR_NOOP("Find in this conversation"), Inbox, {ctrl(Qt::Key_F)}},
        {u"find.next"_s, QT_TR_NOOP("Next older hit"), Inbox, {QKeySequence(Qt::Key_F3)}},
        {u"find.previous"_s, QT_TR_NOOP("Next newer hit"), Inbox, {QKeySequence(Qt::SHIFT | Qt::Key_F3)}},
        {u"resolve"_s, QT_TR_NOOP("Resolve or reopen"), Inbox, {both(Qt::Key_D)}},
        {u"snooze"_s, QT_TR_NOOP("Snooze …"), Inbox, {both(Qt::Key_S)}},
        {u"assign"_s, QT_TR_NOOP("Assign …"), Inbox, {both(Qt::Key_A)}},
        {u"assign.me"_s, QT_TR_NOOP("Assign to me"), Inbox, {both(Qt::Key_M)}},
        {u"tags"_s, QT_TR_NOOP("Tags …"), Inbox, {both(Qt::Key_T)}},
        {u"priority"_s, QT_TR_NOOP("Priority …"), Inbox, {both(Qt::Key_P)}},
        {u"read"_s, QT_TR_NOOP("Mark as read or unread"), Inbox, {both(Qt::Key_R)}},
        {u"note"_s, QT_TR_NOOP("Reply or internal note"), Inbox, {both(Qt::Key_N)}},
        {u"quote"_s, QT_TR_NOOP("Quote selected or latest message"), Inbox, {ctrl(Qt::Key_R)}},
        {u"reply.holding"_s, QT_TR_NOOP("Holding reply with a promised time"), Inbox, {both(Qt::Key_B)}},
        {u"spelling.next"_s, QT_TR_NOOP("Next spelling mistake"), Inbox, {QKeySequence(Qt::Key_F7)}},
        {u"insert.1"_s, QT_TR_NOOP("Insert suggestion 1"), Bot, {ctrl(Qt::Key_1)}},
        {u"insert.2"_s, QT_TR_NOOP("Insert suggestion 2"), Bot, {ctrl(Qt::Key_2)}},
        {u"insert.3"_s, QT_TR_NOOP("Insert suggestion 3"), Bot, {ctrl(Qt::Key_3)}},
        {u"panel.suggestions"_s, QT_TR_NOOP("To the suggestions"), Bot, {QKeySequence(Qt::Key_F8)}},
        {u"faq.search"_s, QT_TR_NOOP("Search the FAQ by hand"), Bot, {both(Qt::Key_K)}},
        {u"faq.none"_s, QT_TR_NOOP("No suggestion fits"), Bot, {both(Qt::Key_X)}},
        {u"faq.propose"_s, QT_TR_NOOP("Note my reply for the FAQ"), Bot, {both(Qt::Key_L)}},
        {u"knowledge.new"_s, QT_TR_NOOP("New entry"), Knowledge, {ctrl(Qt::Key_N)}},
        {u"knowledge.save"_s, QT_TR_NOOP("Save the entry"), Knowledge, {ctrl(Qt::Key_S)}},
        {u"knowledge.publish"_s, QT_TR_NOOP("Publish the entry"), Knowledge, {both(Qt::Key_Return)}},
        {u"knowledge.search"_s, QT_TR_NOOP("Search the knowledge"), Knowledge, {ctrl(Qt::Key_F)}},
        {u"knowledge.try"_s, QT_TR_NOOP("Try a question out"), Knowledge, {ctrl(Qt::Key_T)}},
        {u"knowledge.rename"_s, QT_TR_NOOP("Edit the question"), Knowledge, {QKeySequence(Qt::Key_F2)}},
        {u"knowledge.history"_s, QT_TR_NOOP("History of the entry"), Knowledge, {both(Qt::Key_H)}},
    };
    return table;
}

ActionRegistry::ActionRegistry(UiSettings& settings, QWidget* window) : QObject(window), m_settings(settings) {
    for (const auto& info : table()) {
        auto* action = new QAction(this);
        action->setObjectName(info.id);
        action->setShortcutContext(Qt::WindowShortcut);
        window->addAction(action);
        m_actions.insert(info.id, action);
        m_order += action;
        applyKeys(info);
    }
    connect(&settings, &UiSettings::changed, this, [this](const QString& key) {
        if (!key.startsWith(u"shortcuts/"_s))
            return;
        for (const auto& info : table()) {
            if (key == u"shortcuts/"_s + info.id)
                applyKeys(info);
        }
        emit keysChanged();
    });
    retranslate();
}

void ActionRegistry::applyKeys(const ActionInfo& info) {
    const QString chosen = m_settings.shortcut(info.id);
    // "none" switches a key off; empty means the default.
    if (chosen == u"none")
        action(info.id)->setShortcuts(QList<QKeySequence>());
    else if (chosen.isEmpty())
        action(info.id)->setShortcuts(info.keys);
    else
        action(info.id)->setShortcuts({QKeySequence(chosen, QKeySequence::PortableText)});
}

QAction* ActionRegistry::action(const QString& id) const {
    return m_actions.value(id);
}

QString ActionRegistry::group(const QString& id) const {
    for (const auto& info : table()) {
        if (info.id == id)
            return tr(info.group);
    }
    return {};
}

QKeySequence ActionRegistry::key(const QString& id) const {
    return action(id)->shortcut();
}

void ActionRegistry::retranslate() {
    for (const auto& info : table())
        action(info.id)->setText(tr(info.text));
}

} // namespace souffleur::ui
