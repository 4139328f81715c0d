// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/HoldingReply.h"
#include "ui/common/FlowLayout.h"
#include "ui/composer/Composer.h"
#include "ui/composer/ComposerEdit.h"
#include "workspace/Workspace.h"

#include <QBoxLayout>
#include <QLocale>
#include <QMenu>

namespace souffleur::ui {

QDateTime Composer::localNow() const {
    return toDateTime(m_context.workspace.clock().now()).toLocalTime();
}

void Composer::insertHoldingReply() {
    promise(rules::promiseTimes(localNow()).first());
}

void Composer::promise(const QDateTime& by) {
    if (!m_conversation || !m_buffer || !m_edit->isVisible())
        return;
    if (m_buffer->mode == DraftMode::Note) {
        inform(tr("A holding reply goes to the customer; this is an internal note."));
        return;
    }
    const rules::HoldingReply reply =
        rules::holdingReply(writtenLanguage(), m_conversation->address, by, localNow());
    const QString text = m_buffer->text.text();
    QTextCursor cursor = m_edit->textCursor();
    QString words = reply.text;
    if (text.trimmed().isEmpty() || m_buffer->isUntouchedSuggestion()) {
        cursor.select(QTextCursor::Document);
        m_buffer->suggestion.reset();
    } else {
        cursor.setPosition(cursor.position()); // what is selected was typed and stays
        // Behind "Hallo Frau Weber," German goes on with a small letter.
        if (text.left(cursor.position()).trimmed().endsWith(u',') && words.startsWith(u"Ich "_s))
            words[0] = u'i';
        if (cursor.position() > 0 && !text.at(cursor.position() - 1).isSpace())
            words.prepend(u' ');
    }
    m_buffer->promise = Promise{fromDateTime(by), reply.time};
    m_buffer->text.insertPlain(cursor, words);
    m_book.touch(*m_buffer);
    m_edit->setFocus();
    m_edit->ensureCursorVisible();
    refreshChips();
    refreshFoot();
}

void Composer::showPromiseMenu() {
    if (!m_buffer)
        return;
    auto* menu = new QMenu(m_holding);
    menu->setObjectName(u"promiseMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QDateTime now = localNow();
    menu->addSection(tr("I will get back to you by …"));
    for (const QDateTime& by : rules::promiseTimes(now)) {
        const QString time = QLocale().toString(by.time(), QLocale::ShortFormat);
        const QString text =
            by.date() == now.date() ? tr("Today, %1", "a time").arg(time)
            : by.date() == now.date().addDays(1)
                ? tr("Tomorrow, %1", "a time").arg(time)
                : tr("%1, %2", "day of the week, time").arg(QLocale().dayName(by.date().dayOfWeek()), time);
        connect(menu->addAction(text), &QAction::triggered, this, [this, by] { promise(by); });
    }
    menu->popup(m_holding->mapToGlobal(QPoint(0, -menu->sizeHint().height() - 4)));
}

void Composer::addPromiseChip() {
    auto* chip = new QFrame(m_chips);
    chip->setObjectName(u"promiseChip"_s);
    setPane(chip, Pane::Info);
    const Timestamp now = m_context.workspace.clock().now();
    const QDateTime back = toDateTime(rules::followUpAt(m_buffer->promise->at, now)).toLocalTime();
    const QString time = QLocale().toString(back.time(), QLocale::ShortFormat);
    const QString when =
        back.date() == localNow().date() ? time : QLocale().toString(back.date(), u"ddd "_s) + time;
    auto* label = makeLabel(LabelRole::Caption, Tone::Text,
                            tr("Put back after sending, returns %1", "a time").arg(when), chip);
    auto* drop = new IconButton(m_context.theme, u"close"_s, {}, chip);
    drop->setIconSide(12);
    drop->setLabel(tr("Do not put the conversation back"));
    connect(drop, &QToolButton::clicked, this, [this] {
        if (m_buffer)
            m_buffer->promise.reset();
        refreshChips();
        m_edit->setFocus();
    });
    auto* layout = new QHBoxLayout(chip);
    layout->setContentsMargins(8, 0, 2, 0);
    layout->setSpacing(4);
    layout->addWidget(label);
    layout->addWidget(drop);
    m_chipLayout->addWidget(chip);
}

} // namespace souffleur::ui
