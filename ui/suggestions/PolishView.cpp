// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/suggestions/PolishView.h"

#include "ui/common/ErrorText.h"

#include <QBoxLayout>
#include <QEvent>
#include <QKeyEvent>

namespace souffleur::ui {

PolishView::PolishView(Theme& theme, QWidget* parent)
    : QFrame(parent), m_title(makeLabel(LabelRole::Strong, Tone::Text, {}, this)),
      m_text(makeLabel(LabelRole::Body, Tone::Text, {}, this)), m_take(makeButton(ButtonKind::Primary, {}, this)),
      m_drop(makeButton(ButtonKind::Normal, {}, this)) {
    setPane(this, Pane::Card);
    m_title->setWordWrap(true);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::RichText);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_drop);
    buttons->addWidget(m_take);
    layout->addLayout(buttons);
    connect(m_take, &QPushButton::clicked, this, [this] {
        if (m_result)
            emit taken(Polished(*m_result));
    });
    connect(m_drop, &QPushButton::clicked, this, &PolishView::dropped);
    connect(&theme, &Theme::changed, this, &PolishView::refresh);
    refresh();
}

void PolishView::waitFor(const QString& title) {
    m_of = title;
    m_result.reset();
    m_error.reset();
    refresh();
    show();
}

void PolishView::showResult(const Polished& polished) {
    m_result = polished;
    m_error.reset();
    refresh();
    show();
}

void PolishView::showFailure(const Error& error) {
    m_error = error;
    m_result.reset();
    refresh();
    show();
}

QString PolishView::marked(const QList<DiffPart>& changes) {
    QString html;
    for (const DiffPart& part : changes) {
        const QString text = part.text.toHtmlEscaped().replace(u'\n', u"<br>"_s);
        if (part.kind == DiffKind::Removed)
            html += u"<s>"_s + text + u"</s>"_s;
        else if (part.kind == DiffKind::Added)
            html += u"<u><b>"_s + text + u"</b></u>"_s;
        else
            html += text;
    }
    return html;
}

QString PolishView::spoken(const QList<DiffPart>& changes) {
    QStringList parts;
    for (const DiffPart& part : changes) {
        if (part.kind == DiffKind::Removed)
            parts += tr("removed: %1").arg(part.text.simplified());
        else if (part.kind == DiffKind::Added)
            parts += tr("added: %1").arg(part.text.simplified());
    }
    return parts.join(u"; "_s);
}

QString PolishView::failureText(const Error& error) {
    if (error.code == ErrorCode::Rejected) {
        if (error.detail.startsWith(u"facts:"_s))
            return tr("Refused: it would have changed a fact (%1). The draft stays as it is.")
                .arg(error.detail.mid(6).simplified());
        return tr("Refused: the answer is no plain, short text. The draft stays as it is.");
    }
    if (error.code == ErrorCode::Damaged)
        return tr("The server's answer cannot be read. The draft stays as it is.");
    if (error.code == ErrorCode::NotConfigured || error.code == ErrorCode::InvalidInput)
        return tr("The server's address is missing or not allowed. Check it under Settings, Suggestions.");
    if (error.code == ErrorCode::Unauthorized)
        return tr("The server refuses the key. Check it under Settings, Suggestions.");
    return tr("There is no better wording: %1. The draft stays as it is.").arg(ErrorText::brief(error));
}

void PolishView::refresh() {
    m_drop->setText(m_result ? tr("Drop") : tr("Close"));
    m_take->setText(tr("Insert this wording"));
    m_take->setVisible(m_result.has_value());
    if (m_result) {
        const bool same = std::all_of(m_result->changes.cbegin(), m_result->changes.cend(),
                                      [](const DiffPart& part) { return part.kind == DiffKind::Same; });
        m_title->setText(tr("Other words for \"%1\"").arg(m_of));
        m_text->setText(same ? tr("Nothing to improve.") : marked(m_result->changes));
        m_text->setAccessibleName(same ? m_text->text() : spoken(m_result->changes));
        m_take->setVisible(!same);
    } else if (m_error) {
        m_title->setText(tr("No other words"));
        m_text->setText(failureText(*m_error).toHtmlEscaped());
        m_text->setAccessibleName(failureText(*m_error));
    } else {
        m_title->setText(tr("Looking for better words …"));
        m_text->setText(tr("Only the FAQ's text and the question without personal data are sent."));
        m_text->setAccessibleName(m_text->text());
    }
    setAccessibleName(m_title->text());
}

void PolishView::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        emit dropped();
        return;
    }
    QFrame::keyPressEvent(event);
}

void PolishView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QFrame::changeEvent(event);
}

} // namespace souffleur::ui
