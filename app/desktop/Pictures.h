// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "domain/Ids.h"
#include "ui/theme/Theme.h"

#include <QPointer>
#include <QSize>

class QWidget;

namespace souffleur::desktop {

class DesktopApp;

//! Grabs the window in every look, one after the other, giving it time to lay itself out.
class Photographer : public QObject {
public:
    //! allScreens: dialogs, settings and states too, not the inbox only.
    Photographer(DesktopApp& app, QString directory, bool allScreens, std::function<void()> finished);

private:
    struct Scene {
        QString name;
        //! Shows it; what it returns is photographed and closed afterwards. Null: the window.
        std::function<QWidget*()> show;
        std::function<void()> hide;
    };
    struct Shot {
        QSize size;
        QString language;
        ui::ColourMode mode;
        int scene = 0;
    };
    QList<Scene> scenes();
    void ageKnowledge();
    QList<Scene> knowledgeScenes();
    void next();
    void take(const Shot& shot);

    DesktopApp& m_app;
    QString m_directory;
    std::function<void()> m_finished;
    QList<Scene> m_scenes;
    QList<Shot> m_shots;
    QPointer<QWidget> m_shown;
    FaqEntryId m_entry; //!< the entry that is shown; null until ageKnowledge() has found it
    SystemClock m_clock;
    std::shared_ptr<void> m_timer;
};

} // namespace souffleur::desktop
