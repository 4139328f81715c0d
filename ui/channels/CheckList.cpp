// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/channels/CheckList.h"

#include "ui/common/Controls.h"

#include <QBoxLayout>

namespace souffleur::ui {

CheckList::CheckList(UiContext& context, QWidget* parent)
    : QFrame(parent), m_context(context), m_layout(new QVBoxLayout(this)) {
    setPane(this, Pane::Card);
    m_layout->setContentsMargins(12, 10, 12, 10);
    m_layout->setSpacing(6);
}

void CheckList::showRows(const QList<Row>& rows, const QString& hint) {
    while (QLayoutItem* item = m_layout->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    if (rows.isEmpty()) {
        auto* label = makeLabel(LabelRole::Small, Tone::Muted, hint, this);
        label->setWordWrap(true);
        m_layout->addWidget(label);
        return;
    }
    const Tokens& tokens = m_context.theme.tokens();
    const int side = m_context.theme.px(16);
    for (const Row& row : rows) {
        QString icon = u"clock"_s;
        QColor colour = tokens.muted;
        QString state = tr("checking …");
        switch (row.check.state) {
        case CheckState::Passed:
            icon = u"tick"_s;
            colour = tokens.ok;
            state = tr("passed");
            break;
        case CheckState::Failed:
            icon = u"error"_s;
            colour = tokens.bad;
            state = tr("failed");
            break;
        case CheckState::Skipped:
            icon = u"info"_s;
            state = tr("skipped");
            break;
        case CheckState::Running:
            break;
        }
        if (!row.text.isEmpty())
            state = row.text;
        auto* widget = new QWidget(this);
        auto* layout = new QHBoxLayout(widget);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(8);
        auto* sign = new QLabel(widget);
        sign->setPixmap(m_context.theme.icon(icon, colour).pixmap(QSize(side, side), devicePixelRatioF()));
        layout->addWidget(sign, 0, Qt::AlignTop);
        layout->addWidget(makeLabel(LabelRole::Small, Tone::Text, row.name, widget), 0, Qt::AlignTop);
        auto* value = makeLabel(LabelRole::Small, row.check.state == CheckState::Failed ? Tone::Bad : Tone::Muted,
                                state, widget);
        value->setWordWrap(true);
        layout->addWidget(value, 1);
        widget->setAccessibleName(row.name + u": "_s + state);
        m_layout->addWidget(widget);
    }
}

QString reportLine(const ChannelCheck& check) {
    static const QHash<CheckState, QString> States = {{CheckState::Running, u"running"_s},
                                                      {CheckState::Passed, u"passed"_s},
                                                      {CheckState::Failed, u"failed"_s},
                                                      {CheckState::Skipped, u"skipped"_s}};
    QString line = check.name + u": "_s + States.value(check.state);
    if (check.error)
        line += u" ("_s + check.error->toString() + u')';
    return line;
}

} // namespace souffleur::ui
