// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/HelpCard.h"

#include "ui/common/Controls.h"
#include "ui/main/ActionRegistry.h"

#include <QApplication>
#include <QGridLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace souffleur::ui {

HelpCard::HelpCard(Theme& theme, const ActionRegistry& registry, QWidget* window)
    : QFrame(window), m_theme(theme), m_registry(registry),
      m_title(makeLabel(LabelRole::Title, Tone::Text, {}, this)),
      m_text(makeLabel(LabelRole::Body, Tone::Muted, {}, this)),
      m_more(makeLabel(LabelRole::Small, Tone::Faint, {}, this)) {
    setObjectName(u"helpCard"_s);
    setPane(this, Pane::Card);
    setFocusPolicy(Qt::StrongFocus);
    m_text->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 12);
    column->setSpacing(10);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addWidget(m_more);
    hide();
}

HelpCard::Content HelpCard::contentOf(Topic topic) {
    switch (topic) {
    case Topic::Views:
        return {
            tr("Views and channels"),
            tr("What the list shows: your conversations, those nobody has taken yet, or one channel. The numbers "
               "count open conversations."),
            {u"go.inbox"_s, u"go.channels"_s, u"settings"_s, u"region.next"_s}};
    case Topic::List:
        return {
            tr("Conversations"),
            tr("Who waits longest stands on top. Rows stay where they are while you are in the list; new ones wait "
               "in a bar above. Search with words, or with operators like status: or from:."),
            {u"next"_s, u"row.next"_s, u"row.previous"_s, u"refresh"_s, u"search"_s}};
    case Topic::Thread:
        return {tr("Messages"),
                tr("Everything with this customer in one thread. Read is not answered: the customer waits until a "
                   "reply went out."),
                {u"find"_s, u"quote"_s, u"resolve"_s, u"snooze"_s, u"assign"_s, u"visited.back"_s}};
    case Topic::Composer:
        return {
            tr("Writing"),
            tr("A reply can be taken back for some seconds. Notes are seen by the team only. What you write stays "
               "with its conversation until you send it."),
            {u"note"_s, u"insert.1"_s, u"quote"_s, u"next"_s}};
    case Topic::Suggestions:
        return {
            tr("Suggestions"),
            tr("Drafts out of your FAQ, the best on top, with the words they were chosen for. One key takes one "
               "into the editor; nothing is sent by itself."),
            {u"insert.1"_s, u"insert.2"_s, u"insert.3"_s, u"faq.search"_s, u"faq.none"_s}};
    case Topic::Customer:
        return {
            tr("Customer"),
            tr("Who writes, on which channels, and what was before. Changes here count for all conversations with "
               "this person."),
            {u"panel.customer"_s, u"tags"_s, u"priority"_s}};
    case Topic::Knowledge:
        return {tr("Knowledge"),
                tr("Everything the bot may answer with. Edits stay with their entry until you save them; several "
                   "entries "
                   "chosen in the list are changed together. On the right you try out what it would offer."),
                {u"knowledge.new"_s, u"knowledge.search"_s, u"knowledge.save"_s, u"knowledge.publish"_s,
                 u"knowledge.try"_s, u"knowledge.history"_s}};
    }
    return {};
}

void HelpCard::show(Topic topic) {
    const Content content = contentOf(topic);
    m_title->setText(content.title);
    m_text->setText(content.text);
    delete m_keys;
    m_keys = new QWidget(this);
    auto* grid = new QGridLayout(m_keys);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(0, 1);
    QString spoken = content.title + u". "_s + content.text;
    for (const QString& id : content.actions) {
        const QKeySequence key = m_registry.key(id);
        const QString words = m_registry.action(id)->text();
        const int row = grid->rowCount();
        grid->addWidget(makeLabel(LabelRole::Body, Tone::Text, words, m_keys), row, 0);
        if (!key.isEmpty())
            grid->addWidget(new KeyCap(m_theme, key, m_keys), row, 1, Qt::AlignRight);
        spoken += u' ' + words + u": "_s + key.toString(QKeySequence::NativeText) + u'.';
    }
    qobject_cast<QVBoxLayout*>(layout())->insertWidget(2, m_keys);
    m_more->setText(
        tr("%1 again: all keys. Esc: close.").arg(m_registry.key(u"help"_s).toString(QKeySequence::NativeText)));
    setAccessibleName(spoken);
    m_back = QApplication::focusWidget();
    const QWidget* window = parentWidget();
    const int width = std::min(m_theme.px(420), window->width() - 32);
    setFixedWidth(width);
    resize(width, layout()->heightForWidth(width));
    move((window->width() - width) / 2, m_theme.px(72));
    QFrame::show();
    raise();
    setFocus(Qt::PopupFocusReason);
}

void HelpCard::dismiss() {
    if (!isVisible())
        return;
    const QPointer<QWidget> back = m_back;
    hide();
    if (back)
        back->setFocus(Qt::OtherFocusReason);
}

void HelpCard::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        dismiss();
    else
        QFrame::keyPressEvent(event);
}

void HelpCard::focusOutEvent(QFocusEvent* event) {
    hide();
    QFrame::focusOutEvent(event);
}

} // namespace souffleur::ui
