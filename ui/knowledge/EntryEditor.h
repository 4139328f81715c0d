// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/Controls.h"
#include "ui/common/UiContext.h"
#include "ui/knowledge/EntryDraft.h"

#include <array>

#include <QPointer>
#include <QWidget>

class QButtonGroup;
class QComboBox;
class QGridLayout;
class QHBoxLayout;
class QLineEdit;
class QMenu;
class QSpinBox;
class QVBoxLayout;

namespace souffleur::ui {

class AnswerEdit;
class MessageBar;
class TagEdit;
class VariantList;

//! One entry of the FAQ in all its languages, forms of address and lengths. Edits go to the draft at once; whoever
//! owns the drafts stores them.
class EntryEditor : public QWidget {
    Q_OBJECT
public:
    explicit EntryEditor(UiContext& context, QWidget* parent = nullptr);
    void setDraft(EntryDraft* draft);
    EntryDraft* draft() const { return m_draft; }
    MessageBar& bar() { return *m_bar; }
    void focusQuestion();
    QString language() const { return m_language; }
    //! Empty: both columns have room, no button.
    void setOtherColumn(const QString& name);

signals:
    //! The edits shall be stored with this status.
    void saveRequested(souffleur::FaqStatus status);
    void historyRequested();
    void duplicateRequested();
    //! The column beside the editor that has no room (list or test bench).
    void otherColumnRequested();
    void forgetRequested(const QList<souffleur::LearnedPairId>& pairs);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void buildHead(QVBoxLayout* column);
    void buildAnswer(QVBoxLayout* column);
    void buildFacts(QVBoxLayout* column);
    //! In the next cell of two columns; what stands beside is on the label's line.
    void addField(QGridLayout* grid, QLabel*& label, QWidget* field, QWidget* beside = nullptr);
    void change(const QString& field, const std::function<void(FaqEntry&)>& fn);
    void setAnswer(const QString& body);
    const FaqAnswer* answer(AnswerLength length, FormOfAddress address) const;
    void chooseFirstAnswer();
    void setLanguage(const QString& language);
    void refresh();
    void refreshHead();
    void refreshLanguages();
    void refreshAnswer();
    void refreshFacts();
    void refreshFigures();
    void refreshPreview();
    void fillMoreMenu();
    void showLanguageMenu();
    void showChannelMenu();
    void showPlaceholderMenu();
    bool undoKey(QKeyEvent* event);
    QDate today() const;
    void retranslate();

    UiContext m_context;
    QPointer<EntryDraft> m_draft;
    QString m_language;
    AnswerLength m_length = AnswerLength::Chat;
    FormOfAddress m_address = FormOfAddress::Unknown;
    QString m_channel;
    bool m_filling = false;

    MessageBar* m_bar;
    QLabel* m_title;
    QLabel* m_status;
    QPushButton* m_other;
    QPushButton* m_history;
    QPushButton* m_save;
    QPushButton* m_publish;
    IconButton* m_more;
    QMenu* m_moreMenu;
    QHBoxLayout* m_languageRow;
    QButtonGroup* m_languages;
    QPushButton* m_addLanguage;
    QLabel* m_questionLabel;
    QLineEdit* m_question;
    QLabel* m_variantsLabel;
    VariantList* m_variants;
    QLabel* m_answerLabel;
    QButtonGroup* m_addresses;
    QButtonGroup* m_lengths;
    QPushButton* m_channelChoice;
    QLabel* m_counter;
    IconButton* m_placeholder;
    IconButton* m_showPreview;
    AnswerEdit* m_answer;
    QFrame* m_previewBox;
    QLabel* m_preview;
    QLabel* m_tagsLabel;
    TagEdit* m_tags;
    QLabel* m_phaseLabel;
    QComboBox* m_phase;
    QLabel* m_validLabel;
    QLineEdit* m_from;
    QLineEdit* m_until;
    QLabel* m_audienceLabel;
    QComboBox* m_audience;
    QLabel* m_ownerLabel;
    QLineEdit* m_owner;
    QLabel* m_reviewLabel;
    QSpinBox* m_reviewDays;
    QPushButton* m_reviewed;
    QFrame* m_figures;
    std::array<QLabel*, 4> m_figureLabels{};
    std::array<QLabel*, 4> m_figureValues{};
};

} // namespace souffleur::ui
