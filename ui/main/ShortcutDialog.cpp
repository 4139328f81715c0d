// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/ShortcutDialog.h"

#include "ui/common/Controls.h"
#include "ui/main/ActionRegistry.h"
#include "ui/main/CommandPalette.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

namespace souffleur::ui {

ShortcutDialog::ShortcutDialog(UiContext& context, const ActionRegistry& registry, QWidget* parent)
    : QDialog(parent) {
    setWindowTitle(tr("Keyboard shortcuts"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 12);
    layout->setSpacing(10);
    auto* filter = new QLineEdit(this);
    filter->setPlaceholderText(tr("Filter …"));
    filter->setAccessibleName(tr("Filter shortcuts"));
    layout->addWidget(filter);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto* content = new QWidget(scroll);
    setPane(content, Pane::Bg);
    auto* grid = new QGridLayout(content);
    grid->setContentsMargins(0, 0, 8, 0);
    grid->setVerticalSpacing(5);
    grid->setColumnStretch(0, 1);
    QString group;
    struct Line {
        QString words;
        QList<QWidget*> widgets;
    };
    QList<Line> lines;
    int row = 0;
    const auto add = [&](const QString& text, const QList<QKeySequence>& keys) {
        auto* label = makeLabel(LabelRole::Body, Tone::Text, text, content);
        grid->addWidget(label, row, 0);
        auto* caps = new QWidget(content);
        auto* flow = new QHBoxLayout(caps);
        flow->setContentsMargins(0, 0, 0, 0);
        flow->addStretch();
        QString words = text;
        for (const auto& key : keys) {
            flow->addWidget(new KeyCap(context.theme, key, caps));
            words += u' ' + key.toString(QKeySequence::NativeText);
        }
        grid->addWidget(caps, row++, 1);
        lines += {words, {label, caps}};
    };
    for (auto* action : registry.actions()) {
        const QString own = registry.group(action->objectName());
        if (own != group) {
            group = own;
            grid->addWidget(makeLabel(LabelRole::Strong, Tone::Muted, group, content), row++, 0, 1, 2);
        }
        add(action->text(), action->shortcuts());
    }
    // These belong to the editor, which handles them itself.
    grid->addWidget(makeLabel(LabelRole::Strong, Tone::Muted, tr("Editor"), content), row++, 0, 1, 2);
    add(tr("Send (see settings)"), {QKeySequence(Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Return)});
    add(tr("New line"), {QKeySequence(Qt::SHIFT | Qt::Key_Return)});
    add(tr("Send and go to the next"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Return)});
    add(tr("Undo sending (empty editor)"), {QKeySequence(Qt::CTRL | Qt::Key_Z)});
    grid->setRowStretch(row, 1);
    scroll->setWidget(content);
    layout->addWidget(scroll, 1);
    auto* buttons = new QDialogButtonBox(this);
    buttons->addButton(makeButton(ButtonKind::Normal, tr("Close"), this), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    connect(filter, &QLineEdit::textChanged, this, [lines](const QString& pattern) {
        for (const auto& line : lines) {
            for (auto* widget : line.widgets)
                widget->setVisible(paletteScore(line.words, pattern) > 0);
        }
    });
    // Wide enough for the longest keys; it scrolls downwards only.
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const int wide = content->sizeHint().width() + context.theme.px(56);
    resize(std::max(context.theme.px(560), wide), context.theme.px(640));
}

} // namespace souffleur::ui
