// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/suggestions/SuggestionCard.h"

#include "ui/common/FlowLayout.h"
#include "ui/common/Format.h"
#include "ui/common/LayoutPause.h"

#include <algorithm>

#include <QBoxLayout>
#include <QEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QTextLayout>

namespace souffleur::ui {
namespace {
constexpr int MaxWords = 4;
constexpr qsizetype MaxLength = 32;

int barsOf(ScoreBand band) {
    switch (band) {
    case ScoreBand::VeryGood:
        return 4;
    case ScoreBand::Good:
        return 3;
    case ScoreBand::Possible:
        break;
    }
    return 2;
}

} // namespace

// --- ClampedLabel

ClampedLabel::ClampedLabel(Theme& theme, int lines, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_lines(lines) {
    // Not Fixed: that would hold it to the height of the hint, whatever the width needs.
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ClampedLabel::setText(const QString& text) {
    m_text = text.simplified();
    updateGeometry();
    update();
}

qreal ClampedLabel::lineHeight() const {
    return m_theme.px(19);
}

QSize ClampedLabel::sizeHint() const {
    return {m_theme.px(280), heightForWidth(m_theme.px(280))};
}

int ClampedLabel::heightForWidth(int width) const {
    QTextLayout layout(m_text, m_theme.font(TextRole::Body));
    int lines = 0;
    layout.beginLayout();
    while (lines < m_lines) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(width);
        ++lines;
    }
    layout.endLayout();
    return qCeil(std::max(1, lines) * lineHeight());
}

void ClampedLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setPen(m_theme.tokens().text);
    const QFont font = m_theme.font(TextRole::Body);
    painter.setFont(font);
    const QFontMetricsF metrics(font);
    QTextLayout layout(m_text, font);
    layout.beginLayout();
    const qreal drop = (lineHeight() - metrics.height()) / 2;
    for (int i = 0; i < m_lines; ++i) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(width());
        const qreal y = i * lineHeight() + drop;
        const bool more = line.textStart() + line.textLength() < m_text.size();
        if (i + 1 == m_lines && more) {
            const QString rest = metrics.elidedText(m_text.mid(line.textStart()), Qt::ElideRight, width());
            painter.drawText(QRectF(0, y, width(), metrics.height()),
                             int((m_text.isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft) | Qt::TextSingleLine),
                             rest);
            break;
        }
        line.setPosition({0, y});
        line.draw(&painter, {0, 0});
    }
    layout.endLayout();
}

// --- BandBars

void BandBars::setFilled(int bars) {
    m_filled = bars;
    update();
}

QSize BandBars::sizeHint() const {
    return {m_theme.px(4 * 5 + 3 * 2), m_theme.px(12)};
}

void BandBars::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const qreal width = m_theme.px(5);
    const qreal gap = m_theme.px(2);
    const qreal top = (height() - m_theme.px(12)) / 2.0;
    for (int i = 0; i < 4; ++i) {
        painter.setBrush(i < m_filled ? m_theme.tokens().accent : m_theme.tokens().whisperLine);
        painter.drawRoundedRect(QRectF(i * (width + gap), top, width, m_theme.px(12)), 2, 2);
    }
}

// --- SuggestionCard

SuggestionCard::SuggestionCard(Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_key(new KeyCap(theme, {}, this)),
      m_title(makeLabel(LabelRole::Strong, Tone::Text, {}, this)), m_bars(new BandBars(theme, this)),
      m_band(makeLabel(LabelRole::Caption, Tone::Muted, {}, this)), m_body(new ClampedLabel(theme, 3, this)),
      m_facts(new QWidget(this)), m_matches(new QLabel(m_facts)),
      m_rating(makeLabel(LabelRole::Caption, Tone::Muted, {}, m_facts)),
      m_sent(makeLabel(LabelRole::Caption, Tone::Muted, {}, m_facts)),
      m_verdict(makeLabel(LabelRole::Caption, Tone::Accent, {}, m_facts)),
      m_why(new IconButton(theme, u"chevron-right"_s, {}, this)), m_reasons(new QWidget(this)),
      m_reasonsLayout(new QVBoxLayout(m_reasons)) {
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    m_key->setAccented(true);
    m_title->setWordWrap(true);
    m_matches->setTextFormat(Qt::RichText);
    setLook(m_matches, LabelRole::Caption, Tone::Muted);
    m_why->setIconSide(14);
    m_why->setFocusPolicy(Qt::NoFocus); // Right does the same from the card
    m_reasonsLayout->setContentsMargins(0, 2, 0, 0);
    m_reasonsLayout->setSpacing(2);
    m_reasons->hide();
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_key, 0, Qt::AlignVCenter);
    head->addWidget(m_title, 1);
    auto* band = new QHBoxLayout;
    band->setSpacing(5);
    band->addWidget(m_bars, 0, Qt::AlignVCenter);
    band->addWidget(m_band, 0, Qt::AlignVCenter);
    head->addLayout(band);
    auto* facts = new FlowLayout(m_facts, 10, 2);
    facts->addWidget(m_matches);
    facts->addWidget(m_rating);
    facts->addWidget(m_sent);
    facts->addWidget(m_verdict);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(0, 0, 24, 0); // the button in the corner
    foot->addWidget(m_facts, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 6, 10);
    layout->setSpacing(5);
    head->setContentsMargins(0, 0, 6, 0);
    layout->addLayout(head);
    auto* body = new QHBoxLayout;
    body->setContentsMargins(0, 0, 6, 0);
    body->addWidget(m_body);
    layout->addLayout(body);
    layout->addLayout(foot);
    layout->addWidget(m_reasons);
    connect(m_why, &QToolButton::clicked, this, [this] { setReasonsShown(!m_reasonsShown); });
    connect(&theme, &Theme::changed, this, &SuggestionCard::refresh);
}

QString SuggestionCard::bandWord(ScoreBand band) {
    switch (band) {
    case ScoreBand::VeryGood:
        return tr("very good", "how well a suggestion fits");
    case ScoreBand::Good:
        return tr("good", "how well a suggestion fits");
    case ScoreBand::Possible:
        break;
    }
    return tr("possible", "how well a suggestion fits");
}

void SuggestionCard::setSuggestion(const Suggestion& suggestion, int position, const QDate& today) {
    // What was opened stays open while it is about the same answer.
    m_reasonsShown = m_reasonsShown && suggestion.entry == m_suggestion.entry;
    m_suggestion = suggestion;
    m_position = position;
    m_today = today;
    refresh();
}

void SuggestionCard::setVerdict(bool ratable, std::optional<bool> fits) {
    m_ratable = ratable;
    m_fits = fits;
    refreshVerdict();
    refreshReasons();
}

void SuggestionCard::refreshVerdict() {
    m_verdict->setVisible(m_fits.has_value());
    if (m_fits)
        m_verdict->setText(*m_fits ? tr("✓ fits", "an agent's verdict")
                                   : tr("✗ does not fit", "an agent's verdict"));
    setLook(m_verdict, LabelRole::Caption, m_fits && !*m_fits ? Tone::Warn : Tone::Ok);
    const QString name = tr("Suggestion %1: %2").arg(QString::number(m_position + 1), m_suggestion.title) +
                         u", "_s + bandWord(m_suggestion.band);
    setAccessibleName(m_fits ? name + u", "_s + m_verdict->text() : name);
}

void SuggestionCard::setReasonsShown(bool shown) {
    m_reasonsShown = shown;
    refreshReasons();
}

void SuggestionCard::refresh() {
    const LayoutPause pause(layout());
    const LayoutPause pauseInside(m_facts->layout());
    const Suggestion& s = m_suggestion;
    m_key->setVisible(m_position < 3);
    if (m_position < 3)
        m_key->setKey(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + m_position)));
    m_title->setText(s.title);
    m_bars->setFilled(barsOf(s.band));
    m_band->setText(bandWord(s.band));
    m_body->setText(s.filled.text);
    QStringList words;
    qsizetype length = 0;
    for (const QString& word : s.matchedWords.mid(0, MaxWords)) {
        // One line; all of them stand among the reasons.
        length += word.size() + 2;
        if (!words.isEmpty() && length > MaxLength)
            break;
        words += u"<b style=\"color:%1\">%2</b>"_s.arg(m_theme.tokens().accent.name(), word.toHtmlEscaped());
    }
    m_matches->setVisible(!words.isEmpty());
    m_matches->setText(tr("matches %1", "words of the customer").arg(words.join(u", "_s)));
    const QString rating = s.rating.count < 5
                               ? tr("new, not rated yet")
                               : tr("★ %1 of %2", "mean rating, number of ratings")
                                     .arg(QLocale().toString(s.rating.mean, 'f', 1), Format::count(s.rating.count));
    m_rating->setText(rating);
    m_sent->setVisible(s.timesSent > 0);
    m_sent->setText(tr("%1× sent").arg(Format::count(s.timesSent)));
    refreshVerdict();
    setAccessibleDescription(s.filled.text);
    refreshReasons();
    updateGeometry();
}

void SuggestionCard::addReason(const QString& text, Tone tone) {
    auto* label = makeLabel(LabelRole::Caption, tone, text, m_reasons);
    label->setWordWrap(true);
    m_reasonsLayout->addWidget(label);
}

void SuggestionCard::refreshReasons() {
    while (QLayoutItem* item = m_reasonsLayout->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    m_why->setIconName(m_reasonsShown ? u"chevron-down"_s : u"chevron-right"_s);
    m_why->setLabel(m_reasonsShown ? tr("Hide the reasons") : tr("Why this suggestion?"));
    m_reasons->setVisible(m_reasonsShown);
    if (!m_reasonsShown)
        return;
    const Suggestion& s = m_suggestion;
    QStringList met;
    for (qsizetype i = 0; i < s.matchedWords.size(); ++i) {
        const QString word = s.matchedWords.at(i);
        const QString term = s.matchedTerms.value(i);
        met += term.isEmpty() || term.compare(word, Qt::CaseInsensitive) == 0
                   ? tr("“%1”").arg(word)
                   : tr("“%1” ≈ “%2”", "customer's word, word of the FAQ").arg(word, term);
    }
    if (!met.isEmpty())
        addReason(tr("Met: %1").arg(met.join(u", "_s)));
    if (s.timesSent > 0)
        addReason(tr("Sent %n time(s), %1 % hardly changed", nullptr, s.timesSent)
                      .arg(QLocale().toString(qRound(100 * s.keptShare))));
    if (s.reviewDue)
        addReason(tr("⚠ The review of this answer is due."), Tone::Warn);
    if (s.reviewedAt.isValid()) {
        const int days = int(s.reviewedAt.daysTo(m_today));
        const QString when = days <= 0 ? tr("Reviewed today") : tr("Reviewed %n day(s) ago", nullptr, days);
        addReason(s.owner.isEmpty() ? when : tr("%1 · looked after by %2", "reviewed when").arg(when, s.owner));
    } else {
        addReason(tr("Not reviewed yet"));
    }
    if (s.validUntil.isValid())
        addReason(tr("Valid until %1").arg(QLocale().toString(s.validUntil, QLocale::ShortFormat)));
    addReason(tr("Source: FAQ-%1").arg(s.number));
    if (m_ratable)
        addRating();
}

void SuggestionCard::addRating() {
    auto* row = new QWidget(m_reasons);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 24, 0);
    layout->setSpacing(8);
    const auto add = [&](const QString& text, const QKeySequence& key, bool fits) {
        auto* button = makeButton(ButtonKind::Link, text, row);
        button->setFont(m_theme.font(TextRole::Caption));
        button->setToolTip(key.toString(QKeySequence::NativeText));
        button->setEnabled(m_fits != fits);
        // The row is made anew by the answer: not before the click is through.
        connect(
            button, &QPushButton::clicked, this, [this, fits] { emit rated(fits); }, Qt::QueuedConnection);
        layout->addWidget(button);
    };
    add(tr("Fits"), QKeySequence(Qt::Key_Plus), true);
    add(tr("Does not fit"), QKeySequence(Qt::Key_Minus), false);
    layout->addStretch(1);
    m_reasonsLayout->addWidget(row);
}

void SuggestionCard::placeWhy() {
    const QSize size = m_why->sizeHint().expandedTo({24, 24});
    const int x = layoutDirection() == Qt::RightToLeft ? 4 : width() - size.width() - 4;
    m_why->setGeometry({{x, m_facts->geometry().bottom() - size.height() + 5}, size});
    m_why->raise();
}

bool SuggestionCard::event(QEvent* event) {
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)
        placeWhy();
    return done;
}

void SuggestionCard::paintEvent(QPaintEvent*) {
    const Tokens& tokens = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool strong = hasFocus() || underMouse();
    const qreal line = hasFocus() ? 2 : 1;
    painter.setPen(QPen(strong ? tokens.accent : tokens.whisperLine, line));
    painter.setBrush(tokens.whisper);
    const qreal round = m_theme.px(10);
    painter.drawRoundedRect(QRectF(rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2), round, round);
}

void SuggestionCard::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (event->modifiers() & Qt::ShiftModifier)
            emit replaceRequested();
        else
            emit chosen();
        return;
    case Qt::Key_Space:
        emit chosen();
        return;
    case Qt::Key_Plus:
    case Qt::Key_Minus:
        if (m_ratable && !event->isAutoRepeat())
            emit rated(event->key() == Qt::Key_Plus);
        return;
    case Qt::Key_Right:
        setReasonsShown(true);
        return;
    case Qt::Key_Left:
        setReasonsShown(false);
        return;
    case Qt::Key_Down:
        emit moveRequested(1);
        return;
    case Qt::Key_Up:
        emit moveRequested(-1);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void SuggestionCard::mousePressEvent(QMouseEvent* event) {
    m_pressed = event->button() == Qt::LeftButton;
}

void SuggestionCard::mouseReleaseEvent(QMouseEvent* event) {
    if (std::exchange(m_pressed, false) && rect().contains(event->pos()))
        emit chosen();
}

void SuggestionCard::enterEvent(QEnterEvent* event) {
    QWidget::enterEvent(event);
    update();
}

void SuggestionCard::leaveEvent(QEvent* event) {
    QWidget::leaveEvent(event);
    update();
}

void SuggestionCard::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}

void SuggestionCard::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    update();
}

void SuggestionCard::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace souffleur::ui
