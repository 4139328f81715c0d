// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inbox/SearchResults.h"

#include "base/Executor.h"
#include "ui/common/Avatar.h"
#include "ui/common/Format.h"
#include "ui/common/Painting.h"
#include "ui/theme/Theme.h"
#include "workspace/Workspace.h"

#include <QPainter>
#include <QTextLayout>

namespace souffleur::ui {

namespace {

bool looksForNothing(const SearchQuery& query) {
    return query.words.trimmed().isEmpty() && query.channels.isEmpty() && !query.direction &&
           query.from.isEmpty() && query.tags.isEmpty() && !query.state && !query.assignee && !query.waiting &&
           !query.dueBefore && !query.unread && !query.since && !query.before && !query.withAttachment;
}

} // namespace

SearchResultsModel::SearchResultsModel(UiContext& context, QObject* parent)
    : QAbstractListModel(parent), m_context(context) {}

void SearchResultsModel::search(const QString& typed, const SearchNames& names) {
    const quint64 generation = ++m_generation;
    m_error.reset();
    const SearchInput input = parseSearch(typed, names);
    m_problems = input.problems;
    m_idle = m_problems.isEmpty() && looksForNothing(input.query);
    if (m_idle || !m_problems.isEmpty()) {
        m_running = false;
        beginResetModel();
        m_hits.clear();
        endResetModel();
        return;
    }
    m_running = true;
    thenOn(m_context.workspace.search(input.query), this, [this, generation](const Result<QList<SearchHit>>& hits) {
        if (generation != m_generation)
            return;
        m_running = false;
        beginResetModel();
        m_hits = hits ? *hits : QList<SearchHit>();
        endResetModel();
        if (!hits)
            m_error = hits.error();
        emit finished();
    });
}

const SearchHit* SearchResultsModel::at(int row) const {
    return row >= 0 && row < m_hits.size() ? &m_hits.at(row) : nullptr;
}

int SearchResultsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_hits.size());
}

QVariant SearchResultsModel::data(const QModelIndex& index, int role) const {
    const SearchHit* hit = index.isValid() ? at(index.row()) : nullptr;
    if (!hit)
        return {};
    if (role == Qt::DisplayRole)
        return hit->snippet;
    if (role == Qt::AccessibleTextRole)
        return u"%1, %2, %3"_s.arg(hit->contactName, Format::absolute(hit->at), hit->snippet);
    return {};
}

SearchResultsDelegate::SearchResultsDelegate(UiContext& context, const SearchResultsModel& model, QObject* parent)
    : QStyledItemDelegate(parent), m_context(context), m_model(model) {}

QSize SearchResultsDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    const QFontMetrics metrics(m_context.theme.font(TextRole::Body));
    return {m_context.theme.px(120), 3 * metrics.height() + m_context.theme.px(24)};
}

void SearchResultsDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                                  const QModelIndex& index) const {
    const SearchHit* hit = m_model.at(index.row());
    if (!hit)
        return;
    const Theme& theme = m_context.theme;
    const Tokens& t = theme.tokens();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    painter->fillRect(option.rect, selected ? t.accentWeak : t.surface);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), t.line);
    const QRect inner = option.rect.adjusted(theme.px(12), theme.px(10), -theme.px(12), -theme.px(10));
    painter->setRenderHint(QPainter::Antialiasing);

    const QString when = Format::listTime(hit->at, m_context.workspace.clock().now());
    painter->setFont(theme.font(TextRole::Caption));
    const int whenWidth = int(std::ceil(tabularWidth(painter->font(), when)));
    const QFontMetrics strong(theme.font(TextRole::Strong));
    const QRect head(inner.left(), inner.top(), inner.width(), strong.height());
    painter->setPen(selected ? t.muted : t.faint);
    drawTabular(painter, head, Qt::AlignRight, when);
    const int dot = theme.px(8);
    painter->setPen(Qt::NoPen);
    painter->setBrush(badgeOf(m_context.workspace.capabilities(hit->channelKind)).colour);
    painter->drawEllipse(QRect(head.left(), head.center().y() - dot / 2, dot, dot));
    painter->setFont(theme.font(TextRole::Strong));
    painter->setPen(t.text);
    const int nameLeft = head.left() + dot + theme.px(8);
    painter->drawText(
        QRect(nameLeft, head.top(), head.right() - whenWidth - theme.px(10) - nameLeft, head.height()),
        Qt::AlignLeft | Qt::AlignVCenter,
        strong.elidedText(hit->contactName, Qt::ElideRight, head.right() - whenWidth - theme.px(10) - nameLeft));

    QTextLayout layout(hit->snippet, theme.font(TextRole::Body));
    QTextOption wrap(Qt::AlignLeft);
    wrap.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    wrap.setTextDirection(Qt::LayoutDirectionAuto);
    layout.setTextOption(wrap);
    QList<QTextLayout::FormatRange> formats;
    for (const auto& range : hit->highlights) {
        QTextLayout::FormatRange format;
        format.start = range.start;
        format.length = range.length;
        format.format.setForeground(t.accent);
        format.format.setFontWeight(QFont::DemiBold);
        formats += format;
    }
    layout.setFormats(formats);
    layout.beginLayout();
    qreal y = 0;
    for (int line = 0; line < 2; ++line) {
        QTextLine textLine = layout.createLine();
        if (!textLine.isValid())
            break;
        textLine.setLineWidth(inner.width());
        textLine.setPosition(QPointF(0, y));
        y += textLine.height();
    }
    layout.endLayout();
    painter->setPen(t.muted);
    painter->setClipRect(inner);
    layout.draw(painter, QPointF(inner.left(), head.bottom() + theme.px(4)));
    painter->restore();
}

} // namespace souffleur::ui
