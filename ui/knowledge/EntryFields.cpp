// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/knowledge/EntryFields.h"

#include "domain/Rules.h"
#include "ui/common/FlowLayout.h"
#include "ui/common/Format.h"

#include <algorithm>

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QRegularExpression>
#include <QResizeEvent>
#include <QSyntaxHighlighter>
#include <QTextBlock>

namespace souffleur::ui {

namespace {
constexpr qsizetype FewVariants = 4;

//! First and last places at which two texts differ: [start, endOld) became [start, endNew).
struct Difference {
    qsizetype start = 0;
    qsizetype endOld = 0;
    qsizetype endNew = 0;
};

Difference differenceOf(const QString& before, const QString& after) {
    Difference d;
    const qsizetype shorter = std::min(before.size(), after.size());
    while (d.start < shorter && before.at(d.start) == after.at(d.start))
        ++d.start;
    qsizetype same = 0;
    while (same < shorter - d.start && before.at(before.size() - 1 - same) == after.at(after.size() - 1 - same))
        ++same;
    d.endOld = before.size() - same;
    d.endNew = after.size() - same;
    return d;
}

class PlaceholderTint final : public QSyntaxHighlighter {
public:
    PlaceholderTint(Theme& theme, QTextDocument* document) : QSyntaxHighlighter(document), m_theme(theme) {
        connect(&theme, &Theme::changed, this, &QSyntaxHighlighter::rehighlight);
    }

protected:
    void highlightBlock(const QString& text) override {
        static const QRegularExpression placeholder(u"\\{\\{[^{}]*\\}\\}"_s);
        QTextCharFormat format;
        format.setForeground(m_theme.tokens().accent);
        format.setBackground(m_theme.tokens().accentWeak);
        format.setFontWeight(QFont::DemiBold);
        for (auto it = placeholder.globalMatch(text); it.hasNext();) {
            const auto match = it.next();
            setFormat(int(match.capturedStart()), int(match.capturedLength()), format);
        }
    }

private:
    Theme& m_theme;
};

void clear(QLayout* layout) {
    while (QLayoutItem* item = layout->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
}
} // namespace

void setTextKeepingCursor(QPlainTextEdit& edit, const QString& text) {
    const QString before = edit.toPlainText();
    if (before == text)
        return;
    const Difference d = differenceOf(before, text);
    QTextCursor cursor(edit.document());
    cursor.setPosition(int(d.start));
    cursor.setPosition(int(d.endOld), QTextCursor::KeepAnchor);
    cursor.insertText(text.mid(d.start, d.endNew - d.start));
    if (edit.hasFocus())
        edit.setTextCursor(cursor);
}

void setTextKeepingCursor(QLineEdit& edit, const QString& text) {
    if (edit.text() == text)
        return;
    const Difference d = differenceOf(edit.text(), text);
    edit.setText(text);
    edit.setCursorPosition(edit.hasFocus() ? int(d.endNew) : 0);
}

AnswerEdit::AnswerEdit(Theme& theme, QWidget* parent) : QPlainTextEdit(parent), m_theme(theme) {
    setTabChangesFocus(true);
    setUndoRedoEnabled(false); // the entry as a whole has one way back
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    new PlaceholderTint(theme, document());
    connect(this, &QPlainTextEdit::textChanged, this, &QWidget::updateGeometry);
    connect(&theme, &Theme::changed, this, &QWidget::updateGeometry);
}

QSize AnswerEdit::sizeHint() const {
    // A plain text edit's document is laid out in lines.
    int lines = 0;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next())
        lines += std::max(1, block.lineCount());
    const int wanted = lines * fontMetrics().lineSpacing() + m_theme.px(24);
    return {m_theme.px(200), std::clamp(wanted, m_theme.px(112), m_theme.px(300))};
}

void AnswerEdit::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        updateGeometry(); // lines break elsewhere
}

void AnswerEdit::insertPlaceholder(const QString& name) {
    textCursor().insertText(u"{{"_s + name + u"}}"_s);
    setFocus();
}

VariantList::VariantList(UiContext& context, QWidget* parent)
    : QFrame(parent), m_context(context), m_more(makeButton(ButtonKind::Link, {}, this)),
      m_new(new QLineEdit(this)) {
    setPane(this, Pane::Card);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 6, 6, 8);
    layout->setSpacing(2);
    m_rows = new QVBoxLayout;
    m_rows->setSpacing(0);
    layout->addLayout(m_rows);
    layout->addWidget(m_more, 0, Qt::AlignLeft);
    m_new->setProperty("look", u"plain"_s);
    m_new->setMaxLength(300);
    m_new->setFrame(false);
    layout->addWidget(m_new);
    connect(m_new, &QLineEdit::returnPressed, this, [this] {
        const QString text = m_new->text().simplified();
        m_new->clear();
        if (!text.isEmpty())
            emit added(text);
    });
    connect(m_more, &QPushButton::clicked, this, [this] { setShownAll(!m_all); });
    refresh();
}

void VariantList::setVariants(const QStringList& written, const QList<LearnedWording>& learned) {
    if (m_written == written && m_learned == learned)
        return;
    m_written = written;
    m_learned = learned;
    refresh();
}

void VariantList::setShownAll(bool all) {
    m_all = all;
    refresh();
}

void VariantList::refresh() {
    clear(m_rows);
    const qsizetype whole = m_written.size() + m_learned.size();
    const qsizetype shown = m_all ? whole : std::min(whole, FewVariants);
    const auto addRow = [this](const QString& text, const QString& note, const QString& removeLabel,
                               const std::function<void()>& remove) {
        auto* row = new QWidget(this);
        auto* line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(6);
        auto* label = new ElidedLabel(rules::oneLine(text, 300), row);
        line->addWidget(label, note.isEmpty() ? 1 : 0);
        if (!note.isEmpty()) {
            label->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
            line->addWidget(makeLabel(LabelRole::Small, Tone::Faint, note, row), 1);
        }
        auto* button = new IconButton(m_context.theme, u"close"_s, removeLabel, row);
        button->setIconSide(11);
        button->setAccessibleName(u"%1: %2"_s.arg(removeLabel, label->fullText()));
        connect(button, &QToolButton::clicked, this, remove);
        line->addWidget(button);
        m_rows->addWidget(row);
    };
    for (qsizetype i = 0; i < shown; ++i) {
        if (i < m_written.size()) {
            const QString text = m_written.at(i);
            addRow(text, {}, tr("Remove this wording"), [this, text] { emit removed(text); });
            continue;
        }
        const LearnedWording learned = m_learned.at(i - m_written.size());
        addRow(learned.text, u"· "_s + tr("learned, %1×").arg(Format::count(learned.pairs.size())),
               tr("Forget this wording"), [this, learned] { emit forgotten(learned.pairs); });
    }
    m_more->setVisible(whole > FewVariants);
    m_more->setText(m_all ? tr("Show fewer") : tr("Show %n more", nullptr, int(whole - shown)));
    m_new->setPlaceholderText(tr("Add another wording …"));
    m_new->setAccessibleName(tr("Another wording"));
}

void VariantList::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QFrame::changeEvent(event);
}

TagEdit::TagEdit(Theme& theme, QWidget* parent) : QFrame(parent), m_theme(theme), m_new(new QLineEdit(this)) {
    setPane(this, Pane::Card);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(4);
    auto* chips = new QWidget(this);
    m_flow = new FlowLayout(chips, 6, 4);
    layout->addWidget(chips);
    m_new->setProperty("look", u"plain"_s);
    m_new->setFrame(false);
    m_new->setMaxLength(40);
    layout->addWidget(m_new);
    connect(m_new, &QLineEdit::textChanged, this, &TagEdit::typedChanged);
    connect(m_new, &QLineEdit::returnPressed, this, [this] {
        const QString tag = typed();
        m_new->clear();
        if (!tag.isEmpty() && !m_tags.contains(tag, Qt::CaseInsensitive))
            emit edited(m_tags + QStringList{tag});
    });
    refresh();
}

QString TagEdit::typed() const {
    return m_new->text().simplified();
}

void TagEdit::clearTyped() {
    m_new->clear();
}

void TagEdit::setTags(const QStringList& tags) {
    if (m_tags == tags)
        return;
    m_tags = tags;
    refresh();
}

void TagEdit::refresh() {
    clear(m_flow);
    for (const QString& tag : std::as_const(m_tags)) {
        auto* chip = new QFrame(m_flow->parentWidget());
        setPane(chip, Pane::Info);
        auto* inside = new QHBoxLayout(chip);
        inside->setContentsMargins(8, 0, 0, 0);
        inside->setSpacing(0);
        inside->addWidget(makeLabel(LabelRole::Small, Tone::Accent, tag, chip));
        auto* remove = new IconButton(m_theme, u"close"_s, tr("Remove the tag “%1”").arg(tag), chip);
        remove->setIconSide(9);
        connect(remove, &QToolButton::clicked, this, [this, tag] {
            QStringList left = m_tags;
            left.removeAll(tag);
            emit edited(left);
        });
        inside->addWidget(remove);
        m_flow->addWidget(chip);
        chip->show();
    }
    m_flow->parentWidget()->setVisible(!m_tags.isEmpty());
    m_new->setPlaceholderText(tr("Add a tag …"));
    m_new->setAccessibleName(tr("Add a tag"));
}

void TagEdit::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QFrame::changeEvent(event);
}

} // namespace souffleur::ui
