// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/Controls.h"

class QLineEdit;

namespace souffleur::ui {

enum class PasswordStrength {
    None,     //!< nothing typed
    TooShort, //!< below MinimumPasswordLength; refused
    Weak,
    Fair,
    Good,
    Strong,
};
constexpr int MinimumPasswordLength = 8;
constexpr int AdvisedPasswordLength = 10;

//! A rough judgement by length, kinds and variety of characters; advice, not a proof.
PasswordStrength passwordStrength(const QString& password);

//! A field for a password with an eye that shows it. Pasting works, so that password managers do.
class PasswordField : public QWidget {
    Q_OBJECT
public:
    explicit PasswordField(Theme& theme, QWidget* parent = nullptr);
    QString text() const;
    void clear();
    void selectAll();
    //! For screen readers; a visible label uses the field as its buddy.
    void setName(const QString& name);
    QLineEdit* edit() const { return m_edit; }

signals:
    void edited();

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    QLineEdit* m_edit;
    IconButton* m_eye;
};

} // namespace souffleur::ui
