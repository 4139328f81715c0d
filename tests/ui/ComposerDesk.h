// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "DeskWorkspace.h"
#include "ui/common/MessageBar.h"
#include "ui/common/UiContext.h"
#include "ui/common/UiSettings.h"
#include "ui/composer/Composer.h"
#include "ui/composer/ComposerEdit.h"
#include "ui/theme/Theme.h"

#include <QCoreApplication>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

namespace souffleur::test {

inline void settle() {
    for (int i = 0; i < 5; ++i)
        QCoreApplication::processEvents();
}

//! Before a menu opens: the offscreen platform has no windows to raise and no keyboard to grab.
inline void expectMenu() {
    QTest::ignoreMessage(QtWarningMsg, "This plugin does not support raise()");
    QTest::ignoreMessage(QtWarningMsg, "This plugin does not support grabbing the keyboard");
}

//! A composer on a workspace in memory, with two conversations.
struct Desk {
    QTemporaryDir directory;
    ui::UiSettings settings{directory.filePath(u"settings.ini"_s)};
    ui::Theme theme;
    DeskWorkspace workspace;
    ui::UiContext context{workspace, theme, settings};
    ConversationId first = workspace.add(u"Miriam Kessler"_s, u"Hallo"_s, 5min);
    ConversationId second = workspace.add(u"Tobias Brandt"_s, u"Hallo"_s, 9min);
    QWidget host; // a window that does not ask for sizes: the offscreen platform warns about it
    ui::Composer composer{context, &host};
    ui::ComposerEdit* edit = composer.findChild<ui::ComposerEdit*>();

    Desk() {
        host.resize(600, 500);
        composer.resize(560, 400);
        host.show();
        open(first);
    }
    void open(ConversationId id) {
        composer.setConversation(workspace.conversation(id));
        edit->setFocus();
        settle();
    }
    void type(const QString& text) { QTest::keyClicks(edit, text); }
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(edit, Qt::Key(key), modifiers);
        settle();
    }
    QString text() const { return edit->toPlainText(); }
    SendReply lastReply() const { return workspace.sent<SendReply>().constLast(); }
    QPushButton* button(const QString& text) const {
        for (auto* button : composer.findChildren<QPushButton*>()) {
            if (button->text() == text && button->isVisible())
                return button;
        }
        return nullptr;
    }
    QString notices() const {
        QStringList texts;
        for (auto* bar : composer.findChildren<ui::MessageBar*>()) {
            if (bar->isVisible())
                texts += bar->text();
        }
        return texts.join(u'\n');
    }
};

} // namespace souffleur::test
