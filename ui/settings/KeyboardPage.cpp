// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/KeyboardPage.h"

#include "ui/common/MessageBar.h"
#include "ui/common/UiSettings.h"
#include "ui/main/ActionRegistry.h"

#include <algorithm>

#include <QBoxLayout>
#include <QCoreApplication>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QTreeWidget>

namespace souffleur::ui {
namespace {
const QString Off = u"none"_s; //!< as ActionRegistry reads it

QString words(const char* text) {
    return QCoreApplication::translate("souffleur::ui::ActionRegistry", text);
}

QString native(const QList<QKeySequence>& keys) {
    QStringList list;
    for (const QKeySequence& key : keys)
        list += key.toString(QKeySequence::NativeText);
    return list.join(u", "_s);
}

} // namespace

KeyboardPage::KeyboardPage(UiContext& context, QWidget* parent)
    : SettingsPage(context, u"key"_s, parent), m_tree(new QTreeWidget(this)), m_edit(new QKeySequenceEdit(this)),
      m_editLabel(makeLabel(LabelRole::Small, Tone::Muted, {}, this)),
      m_assign(makeButton(ButtonKind::Primary, {}, this)), m_off(makeButton(ButtonKind::Normal, {}, this)),
      m_reset(makeButton(ButtonKind::Normal, {}, this)), m_resetAll(makeButton(ButtonKind::Link, {}, this)),
      m_bar(new MessageBar(context.theme, this)) {
    m_tree->setColumnCount(2);
    m_tree->setRootIsDecorated(false);
    m_tree->setProperty("look", u"boxed"_s);
    m_tree->setSelectionMode(QAbstractItemView::SingleSelection);
    m_tree->setMinimumHeight(context.theme.px(260));
    m_tree->setUniformRowHeights(true);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    content()->addWidget(m_tree, 1);
    content()->addWidget(m_bar);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_editLabel);
    row->addWidget(m_edit, 1);
    row->addWidget(m_assign);
    row->addWidget(m_off);
    row->addWidget(m_reset);
    content()->addLayout(row);
    content()->addWidget(m_resetAll, 0, Qt::AlignLeft);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &KeyboardPage::select);
    connect(m_tree, &QTreeWidget::itemActivated, this, [this] { m_edit->setFocus(); });
    connect(m_assign, &QPushButton::clicked, this, &KeyboardPage::assign);
    connect(m_off, &QPushButton::clicked, this, [this] { m_context.settings.setShortcut(current(), Off); });
    connect(m_reset, &QPushButton::clicked, this, [this] { m_context.settings.setShortcut(current(), {}); });
    connect(m_resetAll, &QPushButton::clicked, this, [this] {
        for (const ActionInfo& info : ActionRegistry::table()) {
            if (!m_context.settings.shortcut(info.id).isEmpty())
                m_context.settings.setShortcut(info.id, {});
        }
    });
    connect(m_edit, &QKeySequenceEdit::keySequenceChanged, this, [this] { m_bar->hide(); });
    connect(&context.settings, &UiSettings::changed, this, [this](const QString& key) {
        if (key.startsWith(u"shortcuts/"_s))
            rebuild();
    });
    retranslate();
}

QList<QKeySequence> KeyboardPage::keysOf(const QString& action) const {
    const QString chosen = m_context.settings.shortcut(action);
    if (chosen == Off)
        return {};
    if (!chosen.isEmpty())
        return {QKeySequence(chosen, QKeySequence::PortableText)};
    for (const ActionInfo& info : ActionRegistry::table()) {
        if (info.id == action)
            return info.keys;
    }
    return {};
}

QString KeyboardPage::conflict(const QString& action, const QKeySequence& key) const {
    const QList<ActionInfo>& table = ActionRegistry::table();
    const auto own =
        std::find_if(table.cbegin(), table.cend(), [&](const ActionInfo& info) { return info.id == action; });
    for (const ActionInfo& info : table) {
        if (info.id == action || (own != table.cend() && !ActionRegistry::meet(*own, info)))
            continue;
        for (const QKeySequence& other : keysOf(info.id)) {
            if (other.matches(key) != QKeySequence::NoMatch || key.matches(other) != QKeySequence::NoMatch)
                return info.id;
        }
    }
    return {};
}

bool KeyboardPage::isForbidden(const QKeySequence& sequence) {
    for (int i = 0; i < sequence.count(); ++i) {
        const QKeyCombination combination = sequence[uint(i)];
        const auto modifiers = combination.keyboardModifiers();
        const bool character = combination.key() < Qt::Key_Escape; // printable keys come first in the enumeration
        const bool control = modifiers.testFlag(Qt::ControlModifier);
        const bool alt = modifiers.testFlag(Qt::AltModifier);
        if (control && alt)
            return true;
        // Behind the first keys of a chord nothing is written any more.
        if (character && i > 0 && !alt)
            continue;
        if (character && !control && !modifiers.testFlag(Qt::MetaModifier) &&
            (alt ? !(combination.key() >= Qt::Key_0 && combination.key() <= Qt::Key_9) : true))
            return true;
    }
    return false;
}

QString KeyboardPage::current() const {
    const QTreeWidgetItem* item = m_tree->currentItem();
    return item ? item->data(0, Qt::UserRole).toString() : QString();
}

void KeyboardPage::assign() {
    const QString action = current();
    const QKeySequence key = m_edit->keySequence();
    if (action.isEmpty() || key.isEmpty())
        return;
    if (isForbidden(key)) {
        m_bar->showMessage(MessageBar::Level::Warning,
                           tr("%1 writes a character on some keyboards. Please choose a combination with Ctrl, or "
                              "a function key.")
                               .arg(key.toString(QKeySequence::NativeText)));
        return;
    }
    const QString other = conflict(action, key);
    if (other.isEmpty()) {
        m_context.settings.setShortcut(action, key.toString(QKeySequence::PortableText));
        return;
    }
    QString name;
    for (const ActionInfo& info : ActionRegistry::table()) {
        if (info.id == other)
            name = words(info.text);
    }
    m_bar->showMessage(MessageBar::Level::Warning,
                       tr("%1 already belongs to “%2”.").arg(key.toString(QKeySequence::NativeText), name));
    connect(m_bar->addAction(tr("Take it over")), &QPushButton::clicked, this, [this, action, key, other] {
        m_bar->hide();
        m_context.settings.setShortcut(other, Off);
        m_context.settings.setShortcut(action, key.toString(QKeySequence::PortableText));
    });
}

void KeyboardPage::select() {
    m_bar->hide();
    const QString action = current();
    const QList<QKeySequence> keys = keysOf(action);
    m_edit->setKeySequence(keys.isEmpty() ? QKeySequence() : keys.first());
    for (QWidget* widget : std::initializer_list<QWidget*>{m_edit, m_assign})
        widget->setEnabled(!action.isEmpty());
    m_off->setEnabled(!keys.isEmpty());
    m_reset->setEnabled(!action.isEmpty() && !m_context.settings.shortcut(action).isEmpty());
}

void KeyboardPage::rebuild() {
    const QString selected = current();
    m_tree->clear();
    for (const ActionInfo& info : ActionRegistry::table()) {
        const QList<QKeySequence> keys = keysOf(info.id);
        auto* item = new QTreeWidgetItem(m_tree, {words(info.text), keys.isEmpty() ? tr("off") : native(keys)});
        item->setData(0, Qt::UserRole, info.id);
        item->setToolTip(0, words(info.group));
        item->setSizeHint(0, {0, m_context.theme.px(26)});
        if (!m_context.settings.shortcut(info.id).isEmpty()) {
            QFont font = item->font(1);
            font.setWeight(QFont::DemiBold);
            item->setFont(1, font);
        }
        if (info.id == selected || (selected.isEmpty() && m_tree->topLevelItemCount() == 1))
            m_tree->setCurrentItem(item);
    }
    select();
}

bool KeyboardPage::filter(const QString& text) {
    bool any = false;
    const bool all = title().contains(text.trimmed(), Qt::CaseInsensitive);
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        QTreeWidgetItem* item = m_tree->topLevelItem(i);
        const bool fits = all || item->text(0).contains(text.trimmed(), Qt::CaseInsensitive) ||
                          item->text(1).contains(text.trimmed(), Qt::CaseInsensitive);
        item->setHidden(!fits);
        any = any || fits;
    }
    return any;
}

void KeyboardPage::retranslate() {
    m_tree->setHeaderLabels({tr("Action"), tr("Key")});
    m_tree->setAccessibleName(tr("Actions and their keys"));
    m_editLabel->setText(tr("New key"));
    m_edit->setAccessibleName(tr("New key"));
    m_assign->setText(tr("Assign"));
    m_off->setText(tr("Switch off"));
    m_reset->setText(tr("Default"));
    m_resetAll->setText(tr("All keys back to their defaults"));
    rebuild();
    SettingsPage::retranslate();
}

} // namespace souffleur::ui
