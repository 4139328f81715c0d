// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/UiContext.h"

#include <QObject>

class QAction;
class QMenu;
class QSystemTrayIcon;

namespace souffleur::ui {

//! The program in the desktop's tray, with the number of customers who wait. Some desktops have no tray: nothing
//! can be reached through it alone.
class TrayIcon : public QObject {
    Q_OBJECT
public:
    explicit TrayIcon(UiContext& context, QObject* parent = nullptr);
    ~TrayIcon() override;
    void setWaiting(int customers);
    bool isVisible() const;
    QMenu& menu() { return *m_menu; }

signals:
    void openRequested();
    void nextRequested();
    void quitRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void retranslate();
    void refresh();

    UiContext m_context;
    std::unique_ptr<QMenu> m_menu;
    QSystemTrayIcon* m_icon;
    QAction* m_open;
    QAction* m_next;
    QAction* m_quiet;
    QAction* m_quit;
    int m_waiting = 0;
};

//! The icon with a number over it; none for 0, "9+" above nine.
QPixmap numberedIcon(const QIcon& icon, int number, int side, const QColor& back, const QColor& ink);

} // namespace souffleur::ui
