// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/thread/FindBar.h"

#include "base/Executor.h"
#include "ui/common/ErrorText.h"
#include "ui/common/Format.h"
#include "workspace/Workspace.h"

#include <algorithm>

#include <QBoxLayout>
#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>

namespace souffleur::ui {

namespace {
constexpr auto SearchDelay = 150ms;
constexpr int MaxHits = 500;
} // namespace

FindBar::FindBar(UiContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_words(new QLineEdit(this)),
      m_count(makeLabel(LabelRole::Small, Tone::Muted, {}, this)),
      m_older(makeButton(ButtonKind::Quiet, u"↑"_s, this)), m_newer(makeButton(ButtonKind::Quiet, u"↓"_s, this)),
      m_close(new IconButton(context.theme, u"close"_s, {}, this)) {
    setObjectName(u"findBar"_s);
    setPane(this, Pane::Surface);
    setAttribute(Qt::WA_StyledBackground);
    m_words->setMaxLength(200);
    m_words->setProperty("look", u"search"_s);
    m_close->setIconSide(12);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 6, 12, 6);
    layout->setSpacing(8);
    layout->addWidget(m_words, 1);
    layout->addWidget(m_count);
    layout->addWidget(m_older);
    layout->addWidget(m_newer);
    layout->addWidget(m_close);
    connect(m_words, &QLineEdit::textChanged, this, [this] {
        m_done = false;
        m_delay = m_context.workspace.clock().callAfter(SearchDelay, this, [this] { search(); });
    });
    connect(m_older, &QPushButton::clicked, this, [this] { step(1); });
    connect(m_newer, &QPushButton::clicked, this, [this] { step(-1); });
    connect(m_close, &QToolButton::clicked, this, [this] {
        hide();
        emit dismissed();
    });
    hide();
    retranslate();
}

void FindBar::setConversation(std::optional<ConversationId> id) {
    if (m_id == id)
        return;
    m_id = id;
    ++m_request;
    m_delay.reset();
    m_hits.clear();
    m_done = false;
    m_at = -1;
    hide();
    refresh();
}

void FindBar::popUp() {
    if (!m_id)
        return;
    show();
    m_words->setFocus(Qt::ShortcutFocusReason);
    m_words->selectAll();
    refresh();
}

void FindBar::search() {
    m_delay.reset();
    const int request = ++m_request;
    m_hits.clear();
    m_at = -1;
    m_more = false;
    if (!m_id || m_words->text().trimmed().isEmpty()) {
        refresh();
        return;
    }
    SearchQuery query;
    query.words = m_words->text();
    query.conversation = m_id;
    query.newestFirst = true;
    query.limit = MaxHits;
    thenOn(m_context.workspace.search(query), this, [this, request](const Result<QList<SearchHit>>& found) {
        if (request != m_request)
            return;
        m_done = true;
        if (!found) {
            m_count->setText(ErrorText::brief(found.error()));
            return;
        }
        for (const SearchHit& hit : *found)
            m_hits += hit.sequence;
        std::sort(m_hits.begin(), m_hits.end(), std::greater<>());
        m_more = m_hits.size() >= MaxHits;
        if (m_hits.isEmpty())
            refresh();
        else
            showHit(0);
    });
}

void FindBar::step(int by) {
    if (!isVisible()) {
        popUp();
        return;
    }
    if (!m_done) {
        search(); // Enter does not wait for the delay
        return;
    }
    if (m_hits.isEmpty())
        return;
    const int count = int(m_hits.size());
    showHit((m_at + by + count) % count);
}

void FindBar::showHit(int hit) {
    m_at = hit;
    refresh();
    emit hitRequested(m_hits.at(hit));
}

void FindBar::refresh() {
    const bool any = !m_hits.isEmpty();
    m_older->setEnabled(any);
    m_newer->setEnabled(any);
    if (any)
        m_count->setText(
            tr("%1 of %2", "number of the hit, hits")
                .arg(Format::count(m_at + 1),
                     m_more ? tr("more than %1").arg(Format::count(m_hits.size())) : Format::count(m_hits.size())));
    else
        m_count->setText(m_done && !m_words->text().trimmed().isEmpty() ? tr("Nothing found.") : QString());
}

void FindBar::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Escape:
        m_close->click();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        step(event->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
        return;
    case Qt::Key_Up:
        step(1);
        return;
    case Qt::Key_Down:
        step(-1);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void FindBar::retranslate() {
    m_words->setPlaceholderText(tr("Find in this conversation"));
    m_words->setAccessibleName(tr("Find in this conversation"));
    m_older->setAccessibleName(tr("Next older hit"));
    m_older->setToolTip(tr("Next older hit"));
    m_newer->setAccessibleName(tr("Next newer hit"));
    m_newer->setToolTip(tr("Next newer hit"));
    m_close->setLabel(tr("Close the search"));
    setAccessibleName(tr("Find in this conversation"));
    refresh();
}

void FindBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace souffleur::ui
