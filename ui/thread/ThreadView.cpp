// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/thread/ThreadView.h"

#include "ui/common/Format.h"
#include "ui/thread/ThreadModel.h"
#include "ui/thread/ThreadText.h"
#include "ui/thread/Thumbnails.h"
#include "workspace/Workspace.h"

#include <QApplication>
#include <QClipboard>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QTimer>
#include <QToolTip>

namespace souffleur::ui {

ThreadView::ThreadView(UiContext& context, ThreadModel& model, QWidget* parent)
    : QListView(parent), m_context(context), m_model(model), m_thumbnails(new Thumbnails(context.workspace, this)),
      m_delegate(new ThreadDelegate(context, model, *m_thumbnails, this)) {
    setObjectName(u"threadView"_s);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setMouseTracking(true);
    setAutoScroll(false);
    setItemDelegate(m_delegate);
    setModel(&model);
    setAccessibleName(tr("Messages"));
    verticalScrollBar()->setSingleStep(24);
    const auto paper = [this] {
        setStyleSheet(u"QListView { background: %1; }"_s.arg(m_context.theme.tokens().bg.name()));
        m_delegate->layout().clear();
        relayout();
    };
    connect(&context.theme, &Theme::changed, this, paper);
    paper();
    connect(m_thumbnails, &Thumbnails::ready, viewport(), qOverload<>(&QWidget::update));
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this] {
        m_stickToEnd = isAtEnd();
        emit endReached(m_stickToEnd);
        fetchIfNeeded();
    });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        m_delegate->layout().clear();
        m_delegate->setSelection({});
        relayout();
    });
    connect(&model, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex& from, const QModelIndex& to) {
        const bool end = m_stickToEnd;
        for (int row = from.row(); row <= to.row(); ++row) {
            if (const ThreadItem* item = m_model.at(row))
                m_delegate->layout().forget(sequenceOf(*item));
        }
        keepPlace();
        doItemsLayout();
        if (end)
            scrollToEnd();
        else
            restorePlace();
    });
    connect(&model, &QAbstractItemModel::rowsAboutToBeInserted, this, &ThreadView::keepPlace);
    connect(&model, &QAbstractItemModel::rowsAboutToBeRemoved, this, &ThreadView::keepPlace);
    const auto moved = [this](const QModelIndex&, int first) {
        const bool end = m_stickToEnd && first > 0;
        doItemsLayout();
        if (end)
            scrollToEnd();
        else
            restorePlace();
        fetchIfNeeded();
    };
    connect(&model, &QAbstractItemModel::rowsInserted, this, moved);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, moved);
}

void ThreadView::relayout() {
    m_delegate->layout().setWidth(rowWidth());
    doItemsLayout();
}

int ThreadView::rowWidth() const {
    return contentsRect().width() - verticalScrollBar()->sizeHint().width();
}

void ThreadView::keepPlace() {
    m_anchor = indexAt(QPoint(viewport()->width() / 2, 2));
    m_anchorTop = m_anchor.isValid() ? visualRect(m_anchor).top() : 0;
}

void ThreadView::restorePlace() {
    if (!m_anchor.isValid())
        return;
    const int shift = visualRect(m_anchor).top() - m_anchorTop;
    if (shift != 0)
        verticalScrollBar()->setValue(verticalScrollBar()->value() + shift);
}

bool ThreadView::isAtEnd() const {
    return !m_model.hasNewer() && verticalScrollBar()->value() >= verticalScrollBar()->maximum() - 8;
}

void ThreadView::scrollToEnd() {
    executeDelayedItemsLayout();
    verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    m_stickToEnd = true;
    emit endReached(true);
}

void ThreadView::showSequence(qint64 sequence) {
    const int row = m_model.rowOf(sequence);
    if (row < 0)
        return;
    executeDelayedItemsLayout();
    m_stickToEnd = false;
    setCurrentIndex(m_model.index(row));
    scrollTo(m_model.index(row), PositionAtCenter);
    m_delegate->setHighlighted(sequence);
    viewport()->update();
    QTimer::singleShot(1600, this, [this, sequence] {
        m_delegate->setHighlighted(0);
        Q_UNUSED(sequence)
        viewport()->update();
    });
}

qint64 ThreadView::lastVisibleSequence() const {
    if (m_model.rowCount() == 0)
        return 0;
    QModelIndex last = indexAt(QPoint(viewport()->width() / 2, viewport()->height() - 2));
    if (!last.isValid())
        last = m_model.index(m_model.rowCount() - 1);
    const ThreadItem* item = m_model.at(last.row());
    return item ? sequenceOf(*item) : 0;
}

void ThreadView::fetchIfNeeded() {
    const auto* bar = verticalScrollBar();
    if (bar->value() < 600)
        m_model.loadOlder();
    if (bar->maximum() - bar->value() < 600)
        m_model.loadNewer();
}

void ThreadView::resizeEvent(QResizeEvent* event) {
    const bool end = m_stickToEnd;
    keepPlace();
    QListView::resizeEvent(event);
    if (m_delegate->layout().width() != rowWidth())
        relayout();
    if (end)
        scrollToEnd();
    else
        restorePlace();
    fetchIfNeeded();
}

void ThreadView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange) {
        setAccessibleName(tr("Messages"));
        m_delegate->layout().clear();
        scheduleDelayedItemsLayout();
    }
    QListView::changeEvent(event);
}

const Message* ThreadView::selectedMessage() const {
    return m_model.messageAt(currentIndex().row());
}

QString ThreadView::copyText() const {
    const TextSelection& marked = m_delegate->selection();
    if (!marked.isEmpty()) {
        if (const ThreadRow* row = m_delegate->row(m_model.rowOf(marked.sequence)); row && row->textLayout) {
            QString text = row->textLayout->text().mid(marked.range().start, marked.range().length);
            return text.replace(QChar(QChar::LineSeparator), u'\n');
        }
    }
    const ThreadItem* item = m_model.at(currentIndex().row());
    if (!item)
        return {};
    if (const auto* message = std::get_if<Message>(item))
        return message->text;
    if (const auto* note = std::get_if<Note>(item))
        return note->text;
    return ThreadText::mark(std::get<ThreadMark>(*item));
}

void ThreadView::copy(const QString& text) const {
    if (!text.isEmpty())
        QApplication::clipboard()->setText(text);
}

void ThreadView::activate(const ThreadSpot& spot, int row) {
    const ThreadItem* item = m_model.at(row);
    if (!item)
        return;
    if (spot.action == SpotAction::ShowAll) {
        if (const auto* note = std::get_if<Note>(item))
            emit showAllRequested(note->text);
        else if (const auto* message = std::get_if<Message>(item))
            emit showAllRequested(message->text);
        return;
    }
    if (const auto* message = std::get_if<Message>(item)) {
        const Message copy = *message; // what follows may reset the model
        emit spotRequested(spot.action, copy, spot.number);
    }
}

void ThreadView::mousePressEvent(QMouseEvent* event) {
    const QModelIndex index = indexAt(event->pos());
    const ThreadRow* row = m_delegate->row(index.row());
    m_marking = false;
    m_pressedOnSpot = false;
    if (row && event->button() == Qt::LeftButton) {
        const QPoint inside = event->pos() - visualRect(index).topLeft();
        m_pressedOnSpot = row->spotAt(inside) || row->linkAt(inside);
        if (row->text.contains(inside)) {
            const int at = row->cursorAt(inside);
            m_delegate->setSelection({sequenceOf(*m_model.at(index.row())), at, at});
            m_marking = true;
        } else {
            m_delegate->setSelection({});
        }
        viewport()->update();
    }
    QListView::mousePressEvent(event);
}

void ThreadView::mouseMoveEvent(QMouseEvent* event) {
    if (m_marking && event->buttons().testFlag(Qt::LeftButton)) {
        TextSelection marked = m_delegate->selection();
        const int at = m_model.rowOf(marked.sequence);
        if (const ThreadRow* row = m_delegate->row(at)) {
            const QPoint inside = event->pos() - visualRect(m_model.index(at)).topLeft();
            marked.to = std::max(0, row->cursorAt(inside));
            if (marked.to != marked.from)
                m_pressedOnSpot = false;
            m_delegate->setSelection(marked);
            viewport()->update();
        }
        return;
    }
    const QModelIndex index = indexAt(event->pos());
    Qt::CursorShape shape = Qt::ArrowCursor;
    if (const ThreadRow* row = m_delegate->row(index.row())) {
        const QPoint inside = event->pos() - visualRect(index).topLeft();
        if (row->spotAt(inside) || row->linkAt(inside))
            shape = Qt::PointingHandCursor;
        else if (row->text.contains(inside))
            shape = Qt::IBeamCursor;
    }
    viewport()->setCursor(shape);
}

void ThreadView::mouseReleaseEvent(QMouseEvent* event) {
    QListView::mouseReleaseEvent(event);
    const bool clicked = m_pressedOnSpot && m_delegate->selection().isEmpty();
    m_marking = false;
    m_pressedOnSpot = false;
    if (!clicked || event->button() != Qt::LeftButton)
        return;
    const QModelIndex index = indexAt(event->pos());
    const ThreadRow* row = m_delegate->row(index.row());
    if (!row)
        return;
    const QPoint inside = event->pos() - visualRect(index).topLeft();
    if (const ThreadSpot* spot = row->spotAt(inside)) {
        activate(ThreadSpot(*spot), index.row());
    } else if (const TextLink* link = row->linkAt(inside)) {
        emit linkRequested(QUrl(link->url));
    }
}

void ThreadView::mouseDoubleClickEvent(QMouseEvent* event) {
    const QModelIndex index = indexAt(event->pos());
    const ThreadRow* row = m_delegate->row(index.row());
    const QPoint inside = event->pos() - visualRect(index).topLeft();
    if (!row || !row->text.contains(inside)) {
        QListView::mouseDoubleClickEvent(event);
        return;
    }
    const int at = row->cursorAt(inside);
    int from = at;
    int to = at;
    const QString text = row->textLayout->text();
    while (from > 0 && text.at(from - 1).isLetterOrNumber())
        --from;
    while (to < text.size() && text.at(to).isLetterOrNumber())
        ++to;
    m_delegate->setSelection({sequenceOf(*m_model.at(index.row())), from, to});
    viewport()->update();
}

void ThreadView::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) {
        copy(copyText());
        return;
    }
    if (event->key() == Qt::Key_Home && event->modifiers() == Qt::NoModifier) {
        verticalScrollBar()->setValue(0);
        return;
    }
    if (event->key() == Qt::Key_End && event->modifiers() == Qt::NoModifier) {
        if (m_model.hasNewer())
            m_model.jumpToLatest();
        else
            scrollToEnd();
        return;
    }
    QListView::keyPressEvent(event);
}

void ThreadView::fillMenu(QMenu* menu, int row, const QPoint& inside) {
    const ThreadItem* item = m_model.at(row);
    const ThreadRow* laidOut = m_delegate->row(row);
    if (!item || !laidOut)
        return;
    const auto* message = std::get_if<Message>(item);
    if (!m_delegate->selection().isEmpty()) {
        connect(menu->addAction(m_context.theme.icon(u"copy"_s), tr("Copy marked text")), &QAction::triggered, this,
                [this] { copy(copyText()); });
    }
    const QString whole = message                               ? message->text
                          : std::holds_alternative<Note>(*item) ? std::get<Note>(*item).text
                                                                : ThreadText::mark(std::get<ThreadMark>(*item));
    if (!whole.isEmpty())
        connect(menu->addAction(m_context.theme.icon(u"copy"_s), tr("Copy message")), &QAction::triggered, this,
                [this, whole] { copy(whole); });
    if (message && !message->deleted && m_context.workspace.capabilities(message->channelKind).canReplyTo)
        connect(menu->addAction(m_context.theme.icon(u"quote"_s), tr("Quote in reply")), &QAction::triggered, this,
                [this, quoted = *message] { emit quoteRequested(quoted); });
    const TextLink* link = laidOut->linkAt(inside);
    QList<TextLink> links = laidOut->links;
    if (link)
        links = {*link};
    for (const auto& each : links.mid(0, 5)) {
        QString target = linkTarget(each.url).left(60);
        target.replace(u'&', u"&&"_s);
        connect(menu->addAction(m_context.theme.icon(u"link"_s), tr("Open %1").arg(target)), &QAction::triggered,
                this, [this, url = each.url] { emit linkRequested(url); });
        connect(menu->addAction(m_context.theme.icon(u"copy"_s), tr("Copy %1").arg(target)), &QAction::triggered,
                this, [this, url = each.url] { copy(linkTarget(url)); });
    }
    for (const auto& spot : laidOut->spots) {
        QString label = spot.label;
        if (spot.action == SpotAction::OpenAttachment)
            label = tr("Open or save %1").arg(spot.label);
        else if (spot.action == SpotAction::OpenLocation)
            label = tr("Copy coordinates of %1").arg(spot.label);
        label.replace(u'&', u"&&"_s);
        connect(menu->addAction(label), &QAction::triggered, this, [this, spot, row] { activate(spot, row); });
    }
}

void ThreadView::contextMenuEvent(QContextMenuEvent* event) {
    QModelIndex index = indexAt(event->pos());
    QPoint at = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard) {
        index = currentIndex();
        at = viewport()->mapToGlobal(visualRect(index).center());
    }
    if (!index.isValid())
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(menu, index.row(), viewport()->mapFromGlobal(at) - visualRect(index).topLeft());
    if (menu->isEmpty())
        menu->deleteLater();
    else
        menu->popup(at);
}

QString ThreadView::tooltipAt(int row, const QPoint& inside) const {
    const ThreadRow* laidOut = m_delegate->row(row);
    const ThreadItem* item = m_model.at(row);
    if (!laidOut || !item)
        return {};
    if (const TextLink* link = laidOut->linkAt(inside))
        return linkTarget(link->url);
    if (!laidOut->meta.united(laidOut->status).adjusted(-4, -4, 4, 4).contains(inside))
        return {};
    QStringList lines = {Format::absolute(timeOf(*item))};
    if (const auto* message = std::get_if<Message>(item)) {
        if (message->direction == Direction::Outbound)
            lines += ThreadText::status(message->status);
        if (message->editedAt)
            lines += tr("Edited at %1").arg(Format::absolute(*message->editedAt));
    }
    return lines.join(u'\n');
}

bool ThreadView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const QModelIndex index = indexAt(help->pos());
        const QString text = tooltipAt(index.row(), help->pos() - visualRect(index).topLeft());
        if (text.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(),
                               u"<qt>"_s + text.toHtmlEscaped().replace(u'\n', u"<br>"_s) + u"</qt>"_s, this);
        return true;
    }
    return QListView::viewportEvent(event);
}

} // namespace souffleur::ui
