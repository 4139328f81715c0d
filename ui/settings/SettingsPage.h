// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/Controls.h"
#include "ui/common/UiContext.h"

#include <QWidget>

class QVBoxLayout;

namespace souffleur::ui {

//! One category of the settings: rows of a name, a control and a hint. Changes apply at once.
class SettingsPage : public QWidget {
    Q_OBJECT
public:
    SettingsPage(UiContext& context, const QString& icon, QWidget* parent);
    virtual QString title() const = 0;
    QString iconName() const { return m_icon; }
    //! Hides rows none of whose words match; true when any is left. Empty: all.
    virtual bool filter(const QString& words);

protected:
    UiContext m_context;
    //! Takes the row's texts again on a language change. Override, and call the base at the end.
    virtual void retranslate();
    void changeEvent(QEvent* event) override;

    struct Row {
        QWidget* box = nullptr;
        QLabel* name = nullptr;
        QLabel* hint = nullptr;
        QWidget* control = nullptr;
    };
    //! A labelled control; setTexts() gives the words.
    Row addRow(QWidget* control, bool wide = false);
    static void setTexts(const Row& row, const QString& name, const QString& hint = {});
    QVBoxLayout* content() { return m_content; }

private:
    QString m_icon;
    QLabel* m_headline;
    QVBoxLayout* m_content;
    QList<Row> m_rows;
};

} // namespace souffleur::ui
