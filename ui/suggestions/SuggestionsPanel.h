// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Conversation.h"
#include "domain/Polish.h"
#include "domain/Suggestion.h"
#include "ui/common/Controls.h"
#include "ui/common/UiContext.h"

#include <QHash>
#include <QSet>
#include <QWidget>

class QLineEdit;
class QVBoxLayout;

namespace souffleur::ui {

class MessageBar;
class NoneFitsForm;
class PolishView;
class SuggestionCard;

//! What the bot whispers for the selected conversation: at most three answers, frozen once shown. Its height
//! follows its content; it belongs into a column that scrolls.
class SuggestionsPanel : public QWidget {
    Q_OBJECT
public:
    explicit SuggestionsPanel(UiContext& context, QWidget* parent = nullptr);
    ~SuggestionsPanel() override;

    void setConversation(const std::optional<Conversation>& conversation);
    //! A newer customer message offers new suggestions; a public reply clears them.
    void conversationUpdated(const Conversation& conversation);
    void insert(int index); //!< 0-based
    //! In place of everything that was written.
    void replace(int index);
    //! The agent's word on a suggestion; the bot learns from it.
    void rate(int index, bool fits);
    //! Up to ten answers instead of three, and back.
    void showMore(bool more);
    //! The agent's latest reply becomes a draft for the FAQ.
    void proposeFaq();
    //! F8: opens it when it is collapsed, fetches newer suggestions, moves the focus to the first card.
    void focusPanel();
    void searchByHand();
    void noneFits();
    //! Asks for other words for a suggestion; they are shown beside it.
    void polish(int index); //!< 0-based

    static constexpr int AnswersAtFirst = 3; //!< answers at first sight

    const SuggestionSet& shownSet() const { return m_searching ? m_found : m_set; }
    bool hasNewer() const { return m_newer; }
    //! The answer for the selected conversation is still on its way.
    bool isRequesting() const { return m_requesting; }

signals:
    void insertRequested(const souffleur::SuggestionSet& set, int index);
    void replaceRequested(const souffleur::SuggestionSet& set, int index);

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum class State {
        Nothing, //!< no conversation, or nobody waits
        Looking,
        Shown,
        Silent,
        FaqEmpty,
        IndexBuilding,
        Failed,
    };
    void request();
    void received(const SuggestionSet& set);
    void setState(State state);
    void refresh();
    void refreshCards();
    void retranslate();
    void watchShown();
    void recordShown(const QList<Suggestion>& suggestions);
    //! The set that an insertion takes from; none: nothing can be taken now.
    std::optional<SuggestionSet> chosenSet(int index) const;
    void recordInserted(const SuggestionSet& set, int index);
    void reportGap(NoneFitsReason reason, const QString& words);
    bool canPropose() const;
    void say(const QString& text);
    void search(const QString& words);
    void endSearch();
    void moveFocus(int from, int by);
    void askWhetherPolishing();
    void endPolish();
    void takePolished(const Polished& polished);
    bool collapsed() const;
    QString tookText(qint64 microseconds) const;

    UiContext m_context;
    std::optional<Conversation> m_conversation;
    State m_state = State::Nothing;
    SuggestionSet m_set;         //!< as shown
    QList<Suggestion> m_answers; //!< all of the set; at most ten
    bool m_more = false;         //!< all of them are shown
    QHash<FaqEntryId, bool> m_verdicts;
    SuggestionSet m_found;
    Error m_error;
    int m_request = 0;
    bool m_requesting = false;
    bool m_slow = false;
    bool m_newer = false;
    bool m_opened = false; //!< by F8, in quiet mode
    bool m_searching = false;
    bool m_reported = false;
    bool m_said = false;                    //!< the bar holds an answer to what the agent did
    std::optional<qint64> m_proposedBefore; //!< replies up to this item were noted
    int m_searchRequest = 0;
    bool m_polishing = false; //!< an admin has switched it on
    int m_polishRequest = 0;
    int m_polished = 0;                  //!< the suggestion that is being polished
    SuggestionSet m_polishedSet;         //!< the set it belongs to
    int m_current = 0;                   //!< the card that had the focus last
    QSet<SuggestionSetId> m_recorded;    //!< as seen
    QSet<SuggestionSetId> m_recordedAll; //!< beyond the first three
    std::shared_ptr<void> m_lookTimer, m_slowTimer, m_giveUpTimer, m_shownTimer, m_searchTimer;

    QLabel* m_mark;
    QLabel* m_title;
    QLabel* m_info;
    KeyCap* m_openKey;
    QPushButton* m_newerChip;
    QLineEdit* m_search;
    MessageBar* m_bar;
    QLabel* m_words;
    QWidget* m_cards;
    QVBoxLayout* m_cardsLayout;
    std::vector<SuggestionCard*> m_list;
    std::vector<SuggestionCard*> m_spare; //!< hidden, for the next set
    NoneFitsForm* m_noneFits;
    QWidget* m_foot;
    QLabel* m_footText;
    QPushButton* m_searchLink;
    QPushButton* m_noneLink;
    QPushButton* m_moreLink;
    QPushButton* m_proposeLink;
    PolishView* m_polishView;
    QPushButton* m_polishLink;
};

} // namespace souffleur::ui
