// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Channel.h"
#include "ui/common/Controls.h"
#include "ui/common/UiContext.h"

#include <QDialog>

class QLineEdit;
class QSlider;

namespace souffleur::ui {

class MessageBar;

//! Name and speed of the sample customers; the speed changes while the slider moves. Show it with open().
class SampleDialog : public QDialog {
    Q_OBJECT
public:
    SampleDialog(UiContext& context, const Channel& channel, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void save();

    UiContext m_context;
    Channel m_channel;
    QString m_shownName;
    bool m_tried = false; //!< another speed than the stored one
    QLabel* m_headline;
    QLabel* m_intro;
    MessageBar* m_bar;
    QLabel* m_nameLabel;
    QLineEdit* m_name;
    QLabel* m_speedLabel;
    QSlider* m_speed;
    QLabel* m_speedValue;
    QPushButton* m_cancel;
    QPushButton* m_save;
};

} // namespace souffleur::ui
