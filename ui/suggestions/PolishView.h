// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "domain/Polish.h"
#include "ui/common/Controls.h"

#include <QFrame>

namespace souffleur::ui {

//! A draft in other words beside the draft: what goes is struck out, what comes is underlined. The agent takes it
//! or drops it; nothing is inserted by itself.
class PolishView : public QFrame {
    Q_OBJECT
public:
    explicit PolishView(Theme& theme, QWidget* parent = nullptr);
    void waitFor(const QString& title); //!< asked, no answer yet
    void showResult(const Polished& polished);
    void showFailure(const Error& error);
    const std::optional<Polished>& result() const { return m_result; }

    //! Escaped, with the changes marked; for QLabel.
    static QString marked(const QList<DiffPart>& changes);
    //! The same for a screen reader: "removed: ...; added: ...".
    static QString spoken(const QList<DiffPart>& changes);
    static QString failureText(const Error& error);

signals:
    void taken(const souffleur::Polished& polished);
    void dropped();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refresh();

    QString m_of;
    std::optional<Polished> m_result;
    std::optional<Error> m_error;
    QLabel* m_title;
    QLabel* m_text;
    QPushButton* m_take;
    QPushButton* m_drop;
};

} // namespace souffleur::ui
