// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/ShortcutList.h"

#include "ui/common/Controls.h"
#include "ui/common/UiSettings.h"
#include "ui/main/ActionRegistry.h"
#include "ui/theme/Theme.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

namespace souffleur::ui {

ShortcutList::ShortcutList(UiContext& context, QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Keyboard shortcuts"));
    const Theme& theme = context.theme;
    auto* body = new QWidget;
    auto* grid = new QGridLayout(body);
    grid->setHorizontalSpacing(theme.px(24));
    grid->setVerticalSpacing(theme.px(6));
    grid->setColumnStretch(0, 1);
    int row = 0;
    auto group = ActionRegistry::Group(-1);
    const auto add = [&](const QString& text, const QKeySequence& key) {
        grid->addWidget(makeLabel(LabelRole::Body, Tone::Text, text, body), row, 0);
        auto* cap = new KeyCap(context.theme, key, body);
        grid->addWidget(cap, row++, 1, Qt::AlignRight);
    };
    for (const ActionRegistry::Row& entry : ActionRegistry::table()) {
        if (entry.group != group) {
            group = entry.group;
            auto* title = makeLabel(LabelRole::Strong, Tone::Muted, ActionRegistry::groupName(group), body);
            title->setContentsMargins(0, row == 0 ? 0 : theme.px(10), 0, 0);
            grid->addWidget(title, row++, 0, 1, 2);
        }
        add(ActionRegistry::text(entry.id), ActionRegistry::key(context.settings, entry.id));
    }
    auto* title = makeLabel(LabelRole::Strong, Tone::Muted, tr("While writing"), body);
    title->setContentsMargins(0, theme.px(10), 0, 0);
    grid->addWidget(title, row++, 0, 1, 2);
    add(tr("Send (always)"), QKeySequence(Qt::CTRL | Qt::Key_Return));
    add(tr("Send and go to the next waiting"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Return));
    add(tr("New line"), QKeySequence(Qt::SHIFT | Qt::Key_Return));
    add(tr("Undo sending (empty editor, within the hold)"), QKeySequence(Qt::CTRL | Qt::Key_Z));

    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(body);
    auto* close = makeButton(ButtonKind::Normal, tr("Close"), this);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16));
    layout->setSpacing(theme.px(12));
    layout->addWidget(scroll, 1);
    layout->addWidget(close, 0, Qt::AlignRight);
    resize(theme.px(560), theme.px(640));
}

} // namespace souffleur::ui
