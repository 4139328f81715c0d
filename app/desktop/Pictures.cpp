// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Pictures.h"

#include "DesktopApp.h"

#include "ui/channels/ChannelDialogs.h"
#include "ui/composer/ComposerEdit.h"
#include "ui/firstrun/FirstRunWizard.h"
#include "ui/firstrun/UnlockDialog.h"
#include "ui/main/ActionRegistry.h"
#include "ui/main/CommandPalette.h"
#include "ui/main/HelpCard.h"
#include "ui/main/MainWindow.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/suggestions/SuggestionCard.h"
#include "workspace/Workspace.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QTextStream>

namespace souffleur::desktop {

Photographer::Photographer(DesktopApp& app, QString directory, bool allScreens, std::function<void()> finished)
    : m_app(app), m_directory(std::move(directory)), m_finished(std::move(finished)), m_scenes(scenes()) {
    QDir().mkpath(m_directory);
    for (const QSize& size : {QSize(1440, 900), QSize(1100, 700)}) {
        for (const QString& language : {u"de"_s, u"en"_s}) {
            for (const auto mode : {ui::ColourMode::Light, ui::ColourMode::Dark}) {
                for (int scene = 0; scene < (allScreens ? m_scenes.size() : 1); ++scene)
                    m_shots.append({size, language, mode, scene});
            }
        }
    }
    if (allScreens)
        ageKnowledge();
    m_app.window()->selectFirst();
    // A few open chats, as on a working day.
    for (const QString& id : {u"row.next"_s, u"row.next"_s, u"row.previous"_s, u"row.previous"_s})
        m_app.window()->actions().action(id)->trigger();
    next();
}

QList<Photographer::Scene> Photographer::scenes() {
    ui::MainWindow* window = m_app.window();
    const auto trigger = [window](const QString& id) {
        return [window, id]() -> QWidget* {
            window->actions().action(id)->trigger();
            return nullptr;
        };
    };
    const auto search = [window](const QString& german, const QString& english) {
        return [=]() -> QWidget* {
            window->actions().action(u"search"_s)->trigger();
            auto* field = window->findChild<QLineEdit*>(u"inboxSearch"_s);
            field->clear();
            // As typed, so that the field offers how it may go on.
            const QString words = QLocale().language() == QLocale::German ? german : english;
            for (const QChar c : words) {
                QKeyEvent press(QEvent::KeyPress, 0, Qt::NoModifier, c);
                QApplication::sendEvent(field, &press);
            }
            return nullptr;
        };
    };
    const auto clearSearch = [window] {
        window->findChild<QLineEdit*>(u"inboxSearch"_s)->clear();
        window->setFocus();
    };
    const auto nothing = [] {};
    QList<Scene> list{{u"inbox"_s, [] { return nullptr; }, nothing}};
    list += {u"search"_s, search(u"wo status:offen "_s, u"wo status:open "_s), clearSearch};
    list += {u"search-operators"_s, search(u"status:"_s, u"status:"_s), clearSearch};
    list += {u"search-nothing"_s, search(u"xylophon "_s, u"xylophone "_s), clearSearch};
    list += {u"search-problem"_s, search(u"seit:bald "_s, u"since:soon "_s), clearSearch};
    // Hidden by hand: without a display the focus does not always leave them.
    list += {u"palette"_s, trigger(u"palette"_s), [window] { window->findChild<ui::CommandPalette*>()->hide(); }};
    list += {u"help"_s, trigger(u"help"_s), [window] { window->findChild<ui::HelpCard*>()->hide(); }};
    list += {u"drawer"_s, trigger(u"panel.customer"_s), [trigger] { trigger(u"panel.customer"_s)(); }};
    // A reply being written: with a mistake, with emoji offered, with a promise.
    const auto emptyEditor = [window] {
        auto* edit = window->findChild<ui::ComposerEdit*>();
        edit->selectAll();
        edit->textCursor().removeSelectedText();
    };
    const auto write = [window, emptyEditor](const QString& text) {
        return [window, emptyEditor, text]() -> QWidget* {
            emptyEditor();
            auto* edit = window->findChild<ui::ComposerEdit*>();
            edit->setFocus();
            for (const QChar c : text) {
                QKeyEvent press(QEvent::KeyPress, 0, Qt::NoModifier, c);
                QApplication::sendEvent(edit, &press);
            }
            return nullptr;
        };
    };
    list += {u"composer-spelling"_s, write(u"Das Rücksendeetiket schicken wir Ihnen gleichh. "_s), emptyEditor};
    list += {u"composer-emoji"_s, write(u"Sehr gern :herz"_s), emptyEditor};
    list += {u"composer-holding"_s,
             [emptyEditor, trigger] {
                 emptyEditor();
                 return trigger(u"reply.holding"_s)();
             },
             emptyEditor};
    list += {u"composer-languages"_s,
             [window]() -> QWidget* {
                 window->findChild<QPushButton*>(u"spellingLanguage"_s)->click();
                 return window->findChild<QMenu*>(u"spellingMenu"_s);
             },
             nothing};
    const auto showReasons = [window](bool shown) {
        for (auto* card : window->findChildren<ui::SuggestionCard*>()) {
            if (card->isVisible()) {
                card->setReasonsShown(shown);
                return;
            }
        }
    };
    list += {u"suggestions-why"_s,
             [showReasons]() -> QWidget* {
                 showReasons(true);
                 return nullptr;
             },
             [showReasons] { showReasons(false); }};
    const auto dialog = [this, window](auto make) {
        return [this, window, make]() -> QWidget* {
            QDialog* dialog = make(window);
            dialog->open();
            return dialog;
        };
    };
    list += {u"keys"_s,
             [window]() -> QWidget* {
                 window->actions().action(u"help.shortcuts"_s)->trigger();
                 return window->findChild<QDialog*>();
             },
             nothing};
    // One picture for each category.
    const int pages = ui::SettingsDialog(m_app.context()).findChild<QListWidget*>()->count();
    for (int page = 0; page < pages; ++page)
        list += {u"settings-%1"_s.arg(page + 1), dialog([this, page](QWidget* parent) {
                     auto* settings = new ui::SettingsDialog(m_app.context(), parent);
                     settings->findChild<QListWidget*>(u"settingsCategories"_s)->setCurrentRow(page);
                     return settings;
                 }),
                 nothing};
    for (const ChannelCapabilities& kind : m_app.context().workspace.channelKinds()) {
        list += {u"channel-"_s + kind.kind,
                 [this, window, id = kind.kind]() -> QWidget* {
                     ui::openChannelDialog(m_app.context(), std::nullopt, id, window);
                     return window->findChild<QDialog*>();
                 },
                 nothing};
    }
    list += {u"new-conversation"_s,
             [window]() -> QWidget* {
                 window->actions().action(u"new"_s)->trigger();
                 return window->findChild<QDialog*>();
             },
             nothing};
    for (int step = 0; step < 3; ++step)
        list += {u"first-run-%1"_s.arg(step + 1), dialog([this, step](QWidget* parent) {
                     auto* wizard =
                         new ui::FirstRunWizard(m_app.factory(), m_app.theme(), m_app.settings(), parent);
                     for (int i = 0; i < step; ++i) {
                         for (auto* button : wizard->findChildren<QPushButton*>()) {
                             if (button->isDefault())
                                 button->click();
                         }
                     }
                     return wizard;
                 }),
                 nothing};
    list += {u"unlock"_s, dialog([this](QWidget* parent) {
                 return new ui::UnlockDialog(m_app.factory(), m_app.theme(), m_app.settings(), parent);
             }),
             nothing};
    list += knowledgeScenes();
    return list;
}

void Photographer::next() {
    if (m_shots.isEmpty()) {
        m_finished();
        return;
    }
    const Shot shot = m_shots.takeFirst();
    m_app.settings().setLanguage(shot.language);
    m_app.settings().setColourMode(int(shot.mode));
    m_app.window()->resize(shot.size);
    m_timer = m_clock.callAfter(shot.scene == 0 ? 1200ms : 100ms, this, [this, shot] {
        m_shown = m_scenes.at(shot.scene).show();
        m_timer = m_clock.callAfter(shot.scene == 0 ? 10ms : 500ms, this, [this, shot] { take(shot); });
    });
}

void Photographer::take(const Shot& shot) {
    const QString name = u"%1/%2-%3-%4-%5x%6.png"_s.arg(
        m_directory, m_scenes.at(shot.scene).name, shot.mode == ui::ColourMode::Dark ? u"dark"_s : u"light"_s,
        shot.language, QString::number(shot.size.width()), QString::number(shot.size.height()));
    const bool saved = (m_shown ? m_shown.data() : m_app.window())->grab().save(name);
    QTextStream(stdout) << (saved ? u"saved "_s : u"could not save "_s) << name << Qt::endl;
    m_scenes.at(shot.scene).hide();
    delete m_shown.data();
    next();
}

} // namespace souffleur::desktop
