// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/knowledge/RowDelegate.h"

#include "ui/common/Controls.h"
#include "ui/knowledge/EntryListModel.h"

#include <QPainter>

namespace souffleur::ui {

namespace {
QColor colourOf(Tone tone, const Tokens& t) {
    switch (tone) {
    case Tone::Ok:
        return t.ok;
    case Tone::Warn:
        return t.warn;
    case Tone::Bad:
        return t.bad;
    case Tone::Accent:
        return t.accent;
    default:
        return t.muted;
    }
}
} // namespace

QSize RowDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {m_theme.px(120), QFontMetrics(m_theme.font(TextRole::Strong)).height() +
                                 QFontMetrics(m_theme.font(TextRole::Caption)).height() + m_theme.px(24)};
}

void RowDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Tokens& t = m_theme.tokens();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QRect& rect = option.rect;
    painter->save();
    painter->fillRect(rect, selected ? t.accentWeak : t.surface);
    if (!selected && option.state.testFlag(QStyle::State_MouseOver)) {
        QColor hover = t.text;
        hover.setAlphaF(0.03F);
        painter->fillRect(rect, hover);
    }
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), t.line);
    if (selected)
        painter->fillRect(QRect(rect.left(), rect.top(), m_theme.px(3), rect.height()), t.accent);
    if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        painter->setPen(QPen(t.accent, 2));
        painter->drawRect(rect.adjusted(1, 1, -1, -2));
    }
    const QRect inner = rect.adjusted(m_theme.px(14), m_theme.px(10), -m_theme.px(12), -m_theme.px(10));
    const QFontMetrics strong(m_theme.font(TextRole::Strong));
    int right = inner.right();
    if (index.data(EditedRole).toBool()) {
        const int dot = m_theme.px(7);
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(t.accent);
        painter->drawEllipse(QRect(right - dot, inner.top() + (strong.height() - dot) / 2, dot, dot));
        right -= dot + m_theme.px(8);
    }
    painter->setFont(m_theme.font(TextRole::Strong));
    painter->setPen(t.text);
    painter->drawText(QRect(inner.left(), inner.top(), right - inner.left(), strong.height()),
                      Qt::AlignLeft | Qt::AlignVCenter,
                      strong.elidedText(index.data(TitleRole).toString(), Qt::ElideRight, right - inner.left()));

    painter->setFont(m_theme.font(TextRole::Caption));
    const QFontMetrics small = painter->fontMetrics();
    const int top = inner.bottom() - small.height() + 1;
    const QString side = index.data(SideRole).toString();
    const int sideWidth = small.horizontalAdvance(side);
    painter->setPen(t.muted);
    painter->drawText(QRect(inner.right() - sideWidth, top, sideWidth + 1, small.height()), Qt::AlignRight, side);
    int left = inner.left();
    const int end = inner.right() - sideWidth - m_theme.px(8);
    QColor colour = colourOf(Tone(index.data(ToneRole).toInt()), t);
    for (const QString& fact : index.data(FactsRole).toStringList()) {
        if (left >= end)
            break;
        painter->setPen(colour);
        painter->drawText(QRect(left, top, end - left, small.height()), Qt::AlignLeft,
                          small.elidedText(fact, Qt::ElideRight, end - left));
        left += small.horizontalAdvance(fact) + m_theme.px(10);
        colour = t.muted;
    }
    painter->restore();
}

void FindingModel::setRows(const QList<Row>& rows) {
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

int FindingModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant FindingModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const Row& row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case TitleRole:
        return row.title;
    case FactsRole:
        return row.facts;
    case SideRole:
        return row.side;
    case ToneRole:
        return row.tone;
    case Qt::AccessibleTextRole:
        return (QStringList{row.title} + row.facts + QStringList{row.side}).join(u", "_s);
    default:
        return {};
    }
}

QListView* makeRowList(Theme& theme, QWidget* parent) {
    auto* list = new QListView(parent);
    list->setFrameShape(QFrame::NoFrame);
    list->setUniformItemSizes(true);
    list->setMouseTracking(true);
    list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list->setItemDelegate(new RowDelegate(theme, list));
    QObject::connect(&theme, &Theme::changed, list, [list] { list->doItemsLayout(); });
    return list;
}

} // namespace souffleur::ui
