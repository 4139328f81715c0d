// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "StudioWorkspace.h"
#include "ui/common/MessageBar.h"
#include "ui/common/UiSettings.h"
#include "ui/knowledge/KnowledgeList.h"
#include "ui/knowledge/KnowledgePage.h"
#include "ui/knowledge/TestBench.h"

#include <QCoreApplication>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

namespace souffleur::test {

//! The knowledge page on a workspace in memory, with two published entries.
struct Studio {
    explicit Studio(ui::Theme& theme)
        : settings(directory.filePath(u"ui.conf"_s)), context{workspace, theme, settings} {
        parcel = workspace.addEntry(u"Wo ist mein Paket?"_s, u"Hallo {{name}}, es ist unterwegs."_s);
        size = workspace.addEntry(u"Welche Größe passt mir?"_s);
    }
    void show() {
        window = std::make_unique<QWidget>();
        page = new ui::KnowledgePage(context, window.get());
        window->resize(1240, 860);
        page->resize(window->size());
        window->show();
        settle();
    }
    void open() {
        show();
        openEntry(parcel);
    }
    //! Answers come through the event loop, as everywhere.
    void settle() const {
        for (int i = 0; i < 10; ++i)
            QCoreApplication::processEvents();
    }
    void openEntry(FaqEntryId id) const {
        page->openEntry(id);
        settle();
    }
    void newEntry() const {
        page->newEntry();
        settle();
    }
    void save() const {
        page->save();
        settle();
    }
    void publish() const {
        page->publish();
        settle();
    }
    void tryText(const QString& text) const {
        page->bench().tryText(text);
        settle();
    }
    QListView& list(ui::KnowledgeTab tab, const QString& name) const {
        page->list().setTab(tab);
        settle();
        return *page->list().findChild<QListView*>(name);
    }
    void choose(QListView& list, int row) const {
        list.setCurrentIndex(list.model()->index(row, 0));
        settle();
    }
    QLineEdit& question() { return *page->findChild<QLineEdit*>(u"question"_s); }
    QPlainTextEdit& answer() { return *page->findChild<QPlainTextEdit*>(u"answer"_s); }
    void click(const QString& text) {
        settle();
        for (auto* button : page->findChildren<QPushButton*>()) {
            if (button->isVisible() && button->text() == text) {
                button->click();
                settle();
                return;
            }
        }
        QFAIL(qPrintable(u"no button "_s + text));
    }
    QString said() const {
        settle();
        QString words;
        for (const auto* bar : page->findChildren<ui::MessageBar*>()) {
            if (bar->isVisible())
                words += bar->text();
        }
        return words;
    }
    void type(QLineEdit& edit, const QString& text) {
        edit.selectAll();
        QTest::keyClicks(&edit, text);
        settle();
    }

    QTemporaryDir directory;
    StudioWorkspace workspace;
    ui::UiSettings settings;
    ui::UiContext context;
    FaqEntryId parcel;
    FaqEntryId size;
    std::unique_ptr<QWidget> window; // without a layout: the page's wishes are none of the platform's
    ui::KnowledgePage* page = nullptr;
};

} // namespace souffleur::test
