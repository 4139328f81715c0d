// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/ActionRegistry.h"

#include "ui/common/UiSettings.h"

#include <QWidget>

namespace souffleur::ui {
namespace {
using Group = ActionRegistry::Group;
constexpr auto SettingPrefix = "shortcut/";
} // namespace

const QList<ActionRegistry::Row>& ActionRegistry::table() {
    static const QList<Row> rows = {
        {u"help"_s, Group::Everywhere, QT_TR_NOOP("Keyboard shortcuts"), {u"F1"_s}},
        {u"palette"_s, Group::Everywhere, QT_TR_NOOP("Search or command"), {u"Ctrl+K"_s}},
        {u"nextRegion"_s, Group::Everywhere, QT_TR_NOOP("Next region"), {u"F6"_s}},
        {u"previousRegion"_s, Group::Everywhere, QT_TR_NOOP("Previous region"), {u"Shift+F6"_s}},
        {u"settings"_s, Group::Everywhere, QT_TR_NOOP("Settings"), {u"Ctrl+,"_s, u"Ctrl+G, S"_s}},
        {u"quit"_s, Group::Everywhere, QT_TR_NOOP("Quit"), {u"Ctrl+Q"_s}},
        {u"search"_s, Group::Everywhere, QT_TR_NOOP("Search everything"), {u"Ctrl+Shift+F"_s}},
        {u"larger"_s, Group::Everywhere, QT_TR_NOOP("Larger text"), {u"Ctrl++"_s, u"Ctrl+="_s}},
        {u"smaller"_s, Group::Everywhere, QT_TR_NOOP("Smaller text"), {u"Ctrl+-"_s}},
        {u"normalSize"_s, Group::Everywhere, QT_TR_NOOP("Normal text size"), {u"Ctrl+0"_s}},
        {u"customer"_s, Group::Everywhere, QT_TR_NOOP("Show or hide the customer column"), {u"F9"_s}},
        {u"fullScreen"_s, Group::Everywhere, QT_TR_NOOP("Full screen"), {u"F11"_s}},
        {u"refresh"_s, Group::Everywhere, QT_TR_NOOP("Show new rows"), {u"F5"_s}},
        {u"inbox"_s, Group::Everywhere, QT_TR_NOOP("Go to the inbox"), {u"Ctrl+G, I"_s}},
        {u"channels"_s, Group::Everywhere, QT_TR_NOOP("Connect a channel"), {u"Ctrl+G, C"_s}},
        {u"nextWaiting"_s, Group::Inbox, QT_TR_NOOP("Next waiting conversation"), {u"Ctrl+J"_s}},
        {u"previous"_s,
         Group::Inbox,
         QT_TR_NOOP("Back to the conversation before"),
         {u"Ctrl+Shift+J"_s, u"Alt+Left"_s}},
        {u"down"_s, Group::Inbox, QT_TR_NOOP("Next conversation in the list"), {u"Alt+Down"_s, u"Ctrl+PgDown"_s}},
        {u"up"_s, Group::Inbox, QT_TR_NOOP("Previous conversation in the list"), {u"Alt+Up"_s, u"Ctrl+PgUp"_s}},
        {u"resolve"_s, Group::Inbox, QT_TR_NOOP("Resolve or reopen"), {u"Ctrl+Shift+D"_s}},
        {u"snooze"_s, Group::Inbox, QT_TR_NOOP("Snooze"), {u"Ctrl+Shift+S"_s}},
        {u"assign"_s, Group::Inbox, QT_TR_NOOP("Assign"), {u"Ctrl+Shift+A"_s}},
        {u"assignToMe"_s, Group::Inbox, QT_TR_NOOP("Assign to me"), {u"Ctrl+Shift+M"_s}},
        {u"tags"_s, Group::Inbox, QT_TR_NOOP("Tags"), {u"Ctrl+Shift+T"_s}},
        {u"priority"_s, Group::Inbox, QT_TR_NOOP("Priority"), {u"Ctrl+Shift+P"_s}},
        {u"unread"_s, Group::Inbox, QT_TR_NOOP("Mark as read or unread"), {u"Ctrl+Shift+R"_s}},
        {u"quote"_s, Group::Composer, QT_TR_NOOP("Quote the selected message"), {u"Ctrl+R"_s}},
        {u"noteMode"_s, Group::Composer, QT_TR_NOOP("Reply or internal note"), {u"Ctrl+Shift+N"_s}},
        {u"suggestion1"_s, Group::Suggestions, QT_TR_NOOP("Insert suggestion 1"), {u"Ctrl+1"_s}},
        {u"suggestion2"_s, Group::Suggestions, QT_TR_NOOP("Insert suggestion 2"), {u"Ctrl+2"_s}},
        {u"suggestion3"_s, Group::Suggestions, QT_TR_NOOP("Insert suggestion 3"), {u"Ctrl+3"_s}},
        {u"suggestions"_s, Group::Suggestions, QT_TR_NOOP("Go to the suggestions"), {u"F8"_s}},
        {u"searchFaq"_s, Group::Suggestions, QT_TR_NOOP("Search the FAQ by hand"), {u"Ctrl+Shift+K"_s}},
        {u"noneFits"_s, Group::Suggestions, QT_TR_NOOP("None fits"), {u"Ctrl+Shift+X"_s}},
    };
    return rows;
}

QString ActionRegistry::text(const QString& id) {
    for (const Row& row : table())
        if (row.id == id)
            return tr(row.text);
    return id;
}

QString ActionRegistry::groupName(Group group) {
    switch (group) {
    case Group::Everywhere:
        return tr("Everywhere");
    case Group::Inbox:
        return tr("Inbox");
    case Group::Composer:
        return tr("Composer");
    case Group::Suggestions:
        return tr("Suggestions");
    }
    return {};
}

ActionRegistry::ActionRegistry(UiSettings& settings, QWidget* window)
    : QObject(window), m_settings(settings), m_window(window) {
    connect(&settings, &UiSettings::changed, this, [this](const QString& changed) {
        if (changed.startsWith(QLatin1String(SettingPrefix)))
            applyKeys();
    });
}

QAction* ActionRegistry::bind(const QString& id, std::function<void()> work) {
    auto* action = new QAction(this);
    action->setObjectName(id);
    action->setShortcutContext(Qt::WindowShortcut);
    connect(action, &QAction::triggered, this, [work = std::move(work)] { work(); });
    m_actions.insert(id, action);
    m_window->addAction(action);
    action->setText(text(id));
    applyKeys();
    return action;
}

QList<QAction*> ActionRegistry::all() const {
    QList<QAction*> actions;
    for (const Row& row : table())
        if (QAction* found = m_actions.value(row.id))
            actions += found;
    return actions;
}

QKeySequence ActionRegistry::key(const UiSettings& settings, const QString& id) {
    if (const QString own = settings.shortcut(id); !own.isEmpty())
        return QKeySequence(own, QKeySequence::PortableText);
    for (const Row& row : table())
        if (row.id == id)
            return QKeySequence(row.keys.first(), QKeySequence::PortableText);
    return {};
}

QKeySequence ActionRegistry::key(const QString& id) const {
    return key(m_settings, id);
}

QString ActionRegistry::holderOf(const UiSettings& settings, const QKeySequence& wanted, const QString& except) {
    for (const Row& row : table())
        if (row.id != except && key(settings, row.id) == wanted)
            return row.id;
    return {};
}

void ActionRegistry::applyKeys() {
    for (const Row& row : table()) {
        QAction* action = m_actions.value(row.id);
        if (!action)
            continue;
        QList<QKeySequence> keys;
        if (const QString own = m_settings.shortcut(row.id); !own.isEmpty())
            keys += QKeySequence(own, QKeySequence::PortableText);
        else
            for (const QString& text : row.keys)
                keys += QKeySequence(text, QKeySequence::PortableText);
        action->setShortcuts(keys);
    }
}

void ActionRegistry::retranslate() {
    for (auto it = m_actions.cbegin(); it != m_actions.cend(); ++it)
        it.value()->setText(text(it.key()));
}

} // namespace souffleur::ui
