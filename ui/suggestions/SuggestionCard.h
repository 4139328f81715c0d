// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Suggestion.h"
#include "ui/common/Controls.h"

#include <QWidget>

class QVBoxLayout;

namespace souffleur::ui {

class FlowLayout;

//! A few lines of text that end in "…"; the height is that of the lines needed, at most `lines`.
class ClampedLabel : public QWidget {
    Q_OBJECT
public:
    ClampedLabel(Theme& theme, int lines, QWidget* parent = nullptr);
    void setText(const QString& text);
    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    qreal lineHeight() const;
    Theme& m_theme;
    int m_lines;
    QString m_text;
};

//! The band as four bars; the word beside them says the same.
class BandBars : public QWidget {
    Q_OBJECT
public:
    explicit BandBars(Theme& theme, QWidget* parent = nullptr) : QWidget(parent), m_theme(theme) {}
    void setFilled(int bars);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme& m_theme;
    int m_filled = 0;
};

//! One suggestion. A click or Enter inserts it, Shift+Enter puts it in place of what was written, Right opens the
//! reasons, + and - say whether it fits.
class SuggestionCard : public QWidget {
    Q_OBJECT
public:
    SuggestionCard(Theme& theme, QWidget* parent = nullptr);
    //! position: 0-based; the key cap is shown for the first three. today: for "reviewed n days ago".
    void setSuggestion(const Suggestion& suggestion, int position, const QDate& today);
    void setReasonsShown(bool shown);
    bool reasonsShown() const { return m_reasonsShown; }
    //! What the agent said about it; none: nothing yet. Not ratable: nobody is asked.
    void setVerdict(bool ratable, std::optional<bool> fits);

    static QString bandWord(ScoreBand band);

signals:
    void chosen();
    void replaceRequested();
    void rated(bool fits);
    void moveRequested(int by);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void refreshReasons();
    void placeWhy();
    void addRating();
    void refreshVerdict();
    void addReason(const QString& text, Tone tone = Tone::Muted);

    Theme& m_theme;
    Suggestion m_suggestion;
    int m_position = 0;
    QDate m_today;
    bool m_reasonsShown = false;
    bool m_pressed = false;
    bool m_ratable = false;
    std::optional<bool> m_fits;
    KeyCap* m_key;
    QLabel* m_title;
    BandBars* m_bars;
    QLabel* m_band;
    ClampedLabel* m_body;
    QWidget* m_facts;
    QLabel* m_matches;
    QLabel* m_rating;
    QLabel* m_sent;
    QLabel* m_verdict;
    IconButton* m_why;
    QWidget* m_reasons;
    QVBoxLayout* m_reasonsLayout;
};

} // namespace souffleur::ui
