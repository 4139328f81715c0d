// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/StyleSheet.h"

#include <QPalette>
#include <QRegularExpression>

namespace souffleur::ui {

namespace {

// Selectors by property, set by ui/common/Controls.h: kind (buttons), role and tone (labels), pane (areas).
const char* const Sheet = R"(
QToolTip { background: $raised; color: $text; border: 1px solid $line; padding: 4px 6px; }
QMenu { background: $raised; color: $text; border: 1px solid $line; border-radius: 8px; padding: 5px; }
QMenu::item { padding: 5px 22px 5px 10px; border-radius: 5px; }
QMenu::item:selected { background: $accentWeak; color: $text; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: 4px 6px; }
QMenu::icon { padding-left: 8px; }
QMenuBar { background: $bg; color: $text; border-bottom: 1px solid $line; }
QMenuBar::item { padding: 4px 9px; background: transparent; border-radius: 5px; }
QMenuBar::item:selected { background: $accentWeak; }

QPushButton { background: $surface; color: $text; border: 1px solid $control; border-radius: 7px; padding: 5px 11px; min-height: 18px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $accentWeak; }
QPushButton:focus { border: 2px solid $accent; padding: 4px 10px; }
QPushButton:disabled { color: $faint; border-color: $line; background: transparent; }
QPushButton::menu-indicator { width: 0; image: none; }
QPushButton[kind="primary"] { background: $accent; color: $onAccent; border: 1px solid $accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $accentHover; border-color: $accentHover; }
QPushButton[kind="primary"]:pressed { background: $accentPress; border-color: $accentPress; }
QPushButton[kind="primary"]:focus { border: 2px solid $focusOnAccent; padding: 4px 10px; }
QPushButton[kind="primary"]:disabled { background: $line; border-color: $line; color: $muted; }
QPushButton[kind="danger"] { color: $bad; }
QPushButton[kind="quiet"] { background: transparent; border: 1px solid transparent; color: $muted; }
QPushButton[kind="quiet"]:hover { background: $hover; color: $text; }
QPushButton[kind="quiet"]:focus { border: 2px solid $accent; }
QPushButton[kind="quiet"]:disabled { color: $faint; }
QPushButton[kind="link"] { background: transparent; border: 1px solid transparent; border-radius: 4px; color: $accent; padding: 2px 3px; min-height: 16px; text-align: left; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 2px solid $accent; padding: 1px 2px; }
QPushButton[kind="link"]:disabled { color: $faint; }
QPushButton[kind="link"][look="heading"] { color: $text; font-weight: 600; border-width: 0; padding: 2px 0; }
QPushButton[kind="link"][look="heading"]:focus { color: $accent; text-decoration: underline; }
QPushButton[kind="tab"] { background: transparent; border: none; border-bottom: 2px solid transparent; border-radius: 0; color: $muted; padding: 2px 0 3px 0; min-height: 18px; }
QPushButton[kind="tab"]:hover { color: $text; }
QPushButton[kind="tab"]:checked { color: $text; font-weight: 600; border-bottom: 2px solid $accent; }
QPushButton[kind="tab"]:focus { color: $accent; padding: 2px 0 3px 0; }
QPushButton[kind="tab"]:disabled { color: $faint; }

QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 3px; color: $muted; }
QToolButton:hover { background: $hover; color: $text; }
QToolButton:pressed, QToolButton:checked { background: $accentWeak; color: $accent; }
QToolButton:focus { border: 2px solid $accent; padding: 2px; }
QToolButton:disabled { color: $faint; }
QToolButton::menu-indicator { width: 0; image: none; }

QLineEdit, QPlainTextEdit, QTextEdit {
  background: $surface; color: $text; border: 1px solid $control; border-radius: 7px; padding: 4px 8px;
  selection-background-color: $accent; selection-color: $onAccent; }
QLineEdit { min-height: 19px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; padding: 3px 7px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled { background: $bg; color: $muted; border-color: $line; }
QLineEdit[look="search"] { background: $bg; }
QLineEdit[look="plain"] { border: none; border-radius: 0; padding: 2px 0; background: transparent; }
QLineEdit[look="plain"]:focus { border: none; border-bottom: 2px solid $accent; padding: 2px 0 0 0; }
QPlainTextEdit[look="plain"], QTextEdit[look="plain"] { border: none; padding: 0; background: transparent; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 0; border: none; }
QScrollBar::handle:vertical { background: $handle; border-radius: 3px; min-height: 28px; margin: 2px 2px 2px 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; border: none; }
QScrollBar::handle:horizontal { background: $handle; border-radius: 3px; min-width: 28px; margin: 2px 2px 2px 2px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }

QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }

QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $muted; border: none; border-bottom: 2px solid transparent; padding: 6px 2px; margin-right: 16px; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; font-weight: 600; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { color: $accent; }

QListView, QTreeView, QTableView, QListWidget { background: $surface; color: $text; border: none; outline: 0; selection-background-color: $accentWeak; selection-color: $text; }
QAbstractItemView[look="boxed"] { border: 1px solid $control; border-radius: 7px; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $muted; border: none; border-bottom: 1px solid $line; padding: 5px 8px; }
QGroupBox { border: 1px solid $line; border-radius: 8px; margin-top: 10px; padding: 10px; }
QGroupBox::title { subcontrol-origin: margin; left: 10px; padding: 0 4px; color: $muted; }
QProgressBar { background: $line; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; text-align: center; color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QLabel { background: transparent; }
QLabel[role="title"] { font-size: 15px; font-weight: 600; }
QLabel[role="headline"] { font-size: 20px; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="small"] { font-size: 12px; }
QLabel[role="caption"] { font-size: 11px; }
QLabel[tone="muted"] { color: $muted; }
QLabel[tone="faint"] { color: $faint; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="ok"] { color: $ok; }
QLabel[tone="warn"] { color: $warn; }
QLabel[tone="bad"] { color: $bad; }
QWidget[pane="surface"] { background: $surface; }
QWidget[pane="bg"] { background: $bg; }
QFrame[pane="card"] { background: $surface; border: 1px solid $line; border-radius: 10px; }
QFrame[pane="whisper"] { background: $whisper; border: 1px solid $whisperLine; border-radius: 10px; }
QFrame[pane="note"] { background: $note; border: 1px solid $noteLine; border-radius: 9px; }
QFrame[pane="info"] { background: $accentWeak; border: none; border-radius: 8px; }
QFrame[pane="warn"] { background: $warnBg; border: none; border-radius: 8px; }
QFrame[pane="bad"] { background: $badBg; border: none; border-radius: 8px; }
QFrame[pane="line"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QDialog, QWizard, QMainWindow, QMessageBox { background: $bg; }
)";

QColor mix(const QColor& a, const QColor& b, double share) {
    return QColor::fromRgbF(float(a.redF() + (b.redF() - a.redF()) * share),
                            float(a.greenF() + (b.greenF() - a.greenF()) * share),
                            float(a.blueF() + (b.blueF() - a.blueF()) * share));
}

} // namespace

QString makeStyleSheet(const Tokens& t, int percent) {
    const QList<std::pair<QString, QColor>> colours = {
        // Longer names first, so that $accentWeak is not read as $accent.
        {u"accentHover"_s, mix(t.accent, t.dark ? QColor(Qt::white) : QColor(Qt::black), 0.10)},
        {u"accentPress"_s, mix(t.accent, t.dark ? QColor(Qt::white) : QColor(Qt::black), 0.20)},
        {u"focusOnAccent"_s, t.text},
        {u"accentWeak"_s, t.accentWeak},
        {u"onAccent"_s, t.onAccent},
        {u"accent"_s, t.accent},
        {u"whisperLine"_s, t.whisperLine},
        {u"whisper"_s, t.whisper},
        {u"noteLine"_s, t.noteLine},
        {u"note"_s, t.note},
        {u"surface"_s, t.surface},
        {u"raised"_s, t.raised},
        // The line alone is too faint to be the only boundary of a control.
        {u"control"_s, mix(t.line, t.faint, 0.35)},
        {u"handle"_s, mix(t.line, t.faint, 0.45)},
        {u"hover"_s, mix(t.surface, t.text, 0.05)},
        {u"muted"_s, t.muted},
        {u"faint"_s, t.faint},
        {u"line"_s, t.line},
        {u"text"_s, t.text},
        {u"warnBg"_s, t.warnBg},
        {u"warn"_s, t.warn},
        {u"badBg"_s, t.badBg},
        {u"bad"_s, t.bad},
        {u"bg"_s, t.bg},
        {u"ok"_s, t.ok},
    };
    QString sheet = QString::fromLatin1(Sheet);
    for (const auto& [name, colour] : colours)
        sheet.replace(u"$"_s + name, colour.name());
    static const QRegularExpression lengths(u"(\\d+)px"_s);
    QString scaled;
    qsizetype at = 0;
    for (auto it = lengths.globalMatch(sheet); it.hasNext();) {
        const auto match = it.next();
        const int length = match.captured(1).toInt();
        scaled += sheet.mid(at, match.capturedStart() - at);
        scaled += QString::number(length <= 1 ? length : std::max(1, qRound(length * percent / 100.0))) + u"px"_s;
        at = match.capturedEnd();
    }
    return scaled + sheet.mid(at);
}

QPalette makePalette(const Tokens& t) {
    QPalette p;
    p.setColor(QPalette::Window, t.bg);
    p.setColor(QPalette::WindowText, t.text);
    p.setColor(QPalette::Base, t.surface);
    p.setColor(QPalette::AlternateBase, t.bg);
    p.setColor(QPalette::Text, t.text);
    p.setColor(QPalette::PlaceholderText, t.faint);
    p.setColor(QPalette::Button, t.surface);
    p.setColor(QPalette::ButtonText, t.text);
    p.setColor(QPalette::BrightText, t.bad);
    p.setColor(QPalette::ToolTipBase, t.raised);
    p.setColor(QPalette::ToolTipText, t.text);
    p.setColor(QPalette::Highlight, t.accent);
    p.setColor(QPalette::HighlightedText, t.onAccent);
    p.setColor(QPalette::Link, t.accent);
    p.setColor(QPalette::LinkVisited, t.accent);
    p.setColor(QPalette::Light, t.raised);
    p.setColor(QPalette::Midlight, t.surface);
    p.setColor(QPalette::Mid, t.line);
    p.setColor(QPalette::Dark, mix(t.line, t.faint, 0.35));
    p.setColor(QPalette::Shadow, t.dark ? QColor(Qt::black) : t.faint);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        p.setColor(QPalette::Disabled, role, t.faint);
    p.setColor(QPalette::Disabled, QPalette::Highlight, t.line);
    return p;
}

} // namespace souffleur::ui
