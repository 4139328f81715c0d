// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notify/TrayIcon.h"

#include "ui/common/UiSettings.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QEvent>
#include <QMenu>
#include <QPainter>
#include <QSystemTrayIcon>

namespace souffleur::ui {

QPixmap numberedIcon(const QIcon& icon, int number, int side, const QColor& back, const QColor& ink) {
    QPixmap pixmap(side, side);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    icon.paint(&painter, pixmap.rect());
    if (number > 0) {
        const QString text = number > 9 ? u"9+"_s : QString::number(number);
        const int disc = side * 5 / 8;
        const QRect place(side - disc, side - disc, disc, disc);
        painter.setPen(Qt::NoPen);
        painter.setBrush(back);
        painter.drawEllipse(place);
        QFont font = QApplication::font();
        font.setBold(true);
        font.setPixelSize(disc * (text.size() > 1 ? 6 : 8) / 10);
        painter.setFont(font);
        painter.setPen(ink);
        painter.drawText(place, Qt::AlignCenter, text);
    }
    return pixmap;
}

TrayIcon::TrayIcon(UiContext& context, QObject* parent)
    : QObject(parent), m_context(context), m_menu(std::make_unique<QMenu>()), m_icon(new QSystemTrayIcon(this)),
      m_open(m_menu->addAction(QString())), m_next(m_menu->addAction(QString())),
      m_quiet(m_menu->addAction(QString())), m_quit((m_menu->addSeparator(), m_menu->addAction(QString()))) {
    m_quiet->setCheckable(true);
    m_quiet->setChecked(context.settings.doNotDisturb());
    m_icon->setContextMenu(m_menu.get());
    connect(m_open, &QAction::triggered, this, &TrayIcon::openRequested);
    connect(m_next, &QAction::triggered, this, &TrayIcon::nextRequested);
    connect(m_quit, &QAction::triggered, this, &TrayIcon::quitRequested);
    connect(m_quiet, &QAction::triggered, this, [this](bool on) { m_context.settings.setDoNotDisturb(on); });
    connect(m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger)
            emit openRequested();
    });
    connect(&context.settings, &UiSettings::changed, this, [this](const QString& key) {
        if (key == u"notify/doNotDisturb")
            m_quiet->setChecked(m_context.settings.doNotDisturb());
    });
    connect(&context.theme, &Theme::changed, this, &TrayIcon::refresh);
    m_menu->installEventFilter(this); // widgets hear of a new language
    retranslate();
    if (QSystemTrayIcon::isSystemTrayAvailable())
        m_icon->show();
}

TrayIcon::~TrayIcon() = default;

bool TrayIcon::isVisible() const {
    return m_icon->isVisible() && QSystemTrayIcon::isSystemTrayAvailable();
}

void TrayIcon::setWaiting(int customers) {
    if (m_waiting == customers)
        return;
    m_waiting = customers;
    refresh();
}

void TrayIcon::refresh() {
    const Tokens& tokens = m_context.theme.tokens();
    const QIcon plain(u":/icons/souffleur.svg"_s);
    QIcon icon;
    for (const int side : {22, 24, 32, 48, 64})
        icon.addPixmap(numberedIcon(plain, m_waiting, side, tokens.bad, tokens.surface));
    m_icon->setIcon(icon);
    m_icon->setToolTip(m_waiting > 0 ? tr("Souffleur: %n customer(s) waiting", nullptr, m_waiting)
                                     : tr("Souffleur: nobody is waiting"));
}

void TrayIcon::retranslate() {
    m_open->setText(tr("Open Souffleur"));
    m_next->setText(tr("Next waiting customer"));
    m_quiet->setText(tr("Do not disturb"));
    m_quit->setText(tr("Quit"));
    refresh();
}

bool TrayIcon::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    return QObject::eventFilter(watched, event);
}

} // namespace souffleur::ui
