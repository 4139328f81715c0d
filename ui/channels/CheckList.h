// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Channel.h"
#include "ui/common/UiContext.h"

#include <QFrame>

class QVBoxLayout;

namespace souffleur::ui {

//! The live checks of channel setup, one row each: sign, name, what was found or what to do.
class CheckList : public QFrame {
    Q_OBJECT
public:
    explicit CheckList(UiContext& context, QWidget* parent = nullptr);
    struct Row {
        ChannelCheck check;
        QString name; //!< as people read it
        QString text; //!< empty: by the state
    };
    //! hint stands there as long as there are no rows.
    void showRows(const QList<Row>& rows, const QString& hint);

private:
    UiContext m_context;
    QVBoxLayout* m_layout;
};

//! "name: state (error)" for a support report; never a value, never a secret.
QString reportLine(const ChannelCheck& check);

} // namespace souffleur::ui
