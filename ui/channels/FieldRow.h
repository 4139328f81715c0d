// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Channel.h"
#include "ui/common/Controls.h"

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLineEdit;

namespace souffleur::ui {

//! One field of channel set-up in a grid of two columns: label, the widget for its kind, "Where do I find this?"
//! and what is wrong with it. Owned by its parent.
class FieldRow : public QObject {
    Q_OBJECT
public:
    FieldRow(Theme& theme, const QString& kind, const ChannelField& field, QGridLayout* grid, QWidget* parent);

    const ChannelField& field() const { return m_field; }
    //! What was entered, in the form of domain/ChannelSetup.
    QString text() const;
    void setText(const QString& text);
    //! A secret that is already kept: the empty field leaves it.
    void setKept(bool kept);
    bool isKept() const { return m_kept; }
    void setShown(bool shown);
    void showProblem(const QString& words); //!< empty: none
    QWidget* input() const;
    QList<QWidget*> tabs() const; //!< what the keyboard reaches, in its order
    void retranslate();

signals:
    void edited();
    //! The field was left, or its choice made.
    void finished();
    //! More or less to show than before.
    void arranged();

private:
    void arrange();

    const QString m_kind;
    const ChannelField m_field;
    bool m_shown = true;
    bool m_kept = false;
    bool m_helpShown = false;
    QLabel* m_label;
    QLineEdit* m_edit = nullptr;
    IconButton* m_eye = nullptr;
    QComboBox* m_box = nullptr;
    QCheckBox* m_switch = nullptr;
    QPushButton* m_where;
    QLabel* m_help;
    QLabel* m_problem;
};

} // namespace souffleur::ui
