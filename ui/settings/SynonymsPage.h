// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Learning.h"
#include "ui/settings/SettingsPage.h"

class QComboBox;
class QLineEdit;

namespace souffleur::ui {

class MessageBar;

//! Words that mean the same to this team's customers; one line for each group. A change applies when the line is
//! left.
class SynonymsPage final : public SettingsPage {
    Q_OBJECT
public:
    SynonymsPage(UiContext& context, QWidget* parent);
    QString title() const override { return tr("Synonyms"); }
    bool filter(const QString& words) override;

    //! "Gutschein, Voucher" as words: trimmed, each once whatever its case, at most 20.
    static QStringList wordsOf(const QString& line);

private:
    struct Line {
        QWidget* box = nullptr;
        QComboBox* language = nullptr;
        QLineEdit* words = nullptr;
        IconButton* remove = nullptr;
    };
    void retranslate() override;
    void load();
    Line& addLine(const SynonymGroup& group);
    void removeLine(QWidget* box);
    QList<SynonymGroup> groups() const;
    void save();

    MessageBar* m_bar;
    QLabel* m_hint;
    QVBoxLayout* m_layout;
    QPushButton* m_add;
    std::vector<Line> m_lines;
    QList<SynonymGroup> m_saved;
    bool m_loaded = false;
};

} // namespace souffleur::ui
