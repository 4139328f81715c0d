// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What an agent does with the suggestions.
#include "base/Executor.h"
#include "ui/common/MessageBar.h"
#include "ui/common/UiSettings.h"
#include "ui/suggestions/NoneFitsForm.h"
#include "ui/suggestions/PolishView.h"
#include "ui/suggestions/SuggestionCard.h"
#include "ui/suggestions/SuggestionsPanel.h"
#include "workspace/Workspace.h"

#include <QLineEdit>

namespace souffleur::ui {
namespace {
constexpr auto SeenAfter = 1s;

//! All entries of the suggestions, each once, those of joined drafts included.
QList<FaqEntryId> entriesOf(const QList<Suggestion>& suggestions) {
    QList<FaqEntryId> entries;
    for (const Suggestion& suggestion : suggestions) {
        for (const FaqEntryId& id : QList<FaqEntryId>{suggestion.entry} + suggestion.joined) {
            if (!entries.contains(id))
                entries += id;
        }
    }
    return entries;
}
} // namespace

void SuggestionsPanel::watchShown() {
    if (m_state != State::Shown || collapsed() || !isVisible() || m_recorded.contains(m_set.id))
        return;
    m_shownTimer = m_context.workspace.clock().callAfter(SeenAfter, this, [this, id = m_set.id] {
        if (m_state != State::Shown || m_set.id != id || !isVisible() || collapsed() || !m_conversation)
            return;
        m_recorded.insert(id);
        recordShown(m_answers.mid(0, AnswersAtFirst));
    });
}

std::optional<SuggestionSet> SuggestionsPanel::chosenSet(int index) const {
    const SuggestionSet& set = shownSet();
    if (!m_conversation || index < 0 || index >= set.suggestions.size() ||
        (!m_searching && m_state != State::Shown))
        return {};
    return set;
}

void SuggestionsPanel::recordInserted(const SuggestionSet& set, int index) {
    m_context.workspace.run(RecordInserted{m_conversation->id, set.id, set.suggestions.at(index).entry, index + 1});
    if (m_searching)
        endSearch();
}

void SuggestionsPanel::insert(int index) {
    if (const auto chosen = chosenSet(index)) {
        endPolish();
        emit insertRequested(*chosen, index);
        recordInserted(*chosen, index);
    }
}

void SuggestionsPanel::replace(int index) {
    if (const auto chosen = chosenSet(index)) {
        endPolish();
        emit replaceRequested(*chosen, index);
        recordInserted(*chosen, index);
    }
}

void SuggestionsPanel::rate(int index, bool fits) {
    if (m_searching || !chosenSet(index))
        return;
    const FaqEntryId entry = m_set.suggestions.at(index).entry;
    const auto known = m_verdicts.constFind(entry);
    if (known != m_verdicts.cend() && *known == fits)
        return;
    const auto done = [this, entry, set = m_set.id, fits](const Result<CommandReply>& result) {
        if (!result) {
            m_said = true;
            m_bar->showError(result.error());
        } else if (m_set.id == set) {
            m_verdicts.insert(entry, fits);
            refresh();
        }
    };
    if (fits)
        thenOn(m_context.workspace.run(RecordRight{m_conversation->id, m_set.id, entry, m_set.upToSequence}), this,
               done);
    else
        thenOn(m_context.workspace.run(RecordWrong{m_conversation->id, m_set.id, entry, m_set.upToSequence}), this,
               done);
}

void SuggestionsPanel::showMore(bool more) {
    if (more == m_more || m_state != State::Shown)
        return;
    m_more = more;
    const qsizetype before = m_set.suggestions.size();
    m_set.suggestions = more ? m_answers : m_answers.mid(0, AnswersAtFirst);
    if (more && !m_recordedAll.contains(m_set.id)) {
        m_recordedAll.insert(m_set.id);
        recordShown(m_answers.mid(before));
    }
    refresh();
    if (more && size_t(before) < m_list.size())
        m_list.at(size_t(before))->setFocus(Qt::OtherFocusReason);
}

void SuggestionsPanel::recordShown(const QList<Suggestion>& suggestions) {
    RecordShown record;
    record.conversation = m_conversation->id;
    record.set = m_set.id;
    record.upToSequence = m_set.upToSequence;
    record.entries = entriesOf(suggestions);
    m_context.workspace.run(record);
}

void SuggestionsPanel::say(const QString& text) {
    m_said = true;
    m_bar->showMessage(MessageBar::Level::Info, text);
    m_bar->setClosable(true);
}

void SuggestionsPanel::reportGap(NoneFitsReason reason, const QString& words) {
    if (!m_conversation)
        return;
    RecordNoneFits record;
    record.conversation = m_conversation->id;
    record.set = m_set.id;
    record.reason = reason;
    record.words = words;
    record.question = m_set.turnText;
    record.entries = entriesOf(m_set.suggestions);
    thenOn(m_context.workspace.run(record), this, [this](const Result<CommandReply>& result) {
        if (result) {
            m_reported = true;
            say(tr("Noted as a gap in the knowledge. Thank you."));
        } else {
            m_bar->showError(result.error());
        }
    });
}

bool SuggestionsPanel::canPropose() const {
    // Whether the reply is this agent's and answered something, the command knows.
    return m_conversation && m_conversation->previewDirection == Direction::Outbound &&
           m_conversation->previewStatus != MessageStatus::Cancelled &&
           m_conversation->previewStatus != MessageStatus::Failed &&
           (!m_proposedBefore || m_conversation->lastSequence > *m_proposedBefore);
}

void SuggestionsPanel::proposeFaq() {
    if (!m_conversation || m_context.settings.assistLevel() == AssistLevel::Off)
        return;
    m_opened = true;
    const auto done = [this, id = m_conversation->id,
                       upTo = m_conversation->lastSequence](const Result<CommandReply>& result) {
        if (!m_conversation || m_conversation->id != id)
            return;
        if (result) {
            m_proposedBefore = upTo;
            say(tr("Your reply is now a draft for the FAQ. It is used once somebody has reviewed it."));
        } else if (result.error().code == ErrorCode::NotFound) {
            say(tr("You have not answered a question of this customer yet; your reply can be noted afterwards."));
        } else {
            m_said = true;
            m_bar->showError(result.error());
        }
        refresh();
    };
    thenOn(m_context.workspace.run(ProposeFaq{m_conversation->id}), this, done);
}

void SuggestionsPanel::searchByHand() {
    if (!m_conversation)
        return;
    m_searching = true;
    m_noneFits->hide();
    m_found = {};
    refresh();
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
    if (!m_search->text().trimmed().isEmpty())
        search(m_search->text());
}

void SuggestionsPanel::endSearch() {
    ++m_searchRequest;
    m_searchTimer.reset();
    if (!m_searching)
        return;
    m_searching = false;
    m_found = {};
    m_search->clear();
    m_searchTimer.reset();
    refresh();
}

void SuggestionsPanel::search(const QString& words) {
    m_searchTimer.reset();
    const int number = ++m_searchRequest;
    if (!m_searching || !m_conversation)
        return;
    if (words.trimmed().isEmpty()) {
        m_found = {};
        refresh();
        return;
    }
    thenOn(m_context.workspace.searchFaq(words, m_conversation->id), this,
           [this, number](const Result<SuggestionSet>& result) {
               if (number != m_searchRequest || !m_searching)
                   return;
               if (result) {
                   m_found = *result;
                   m_bar->hide();
               } else {
                   m_bar->showError(result.error());
               }
               refresh();
           });
}

void SuggestionsPanel::noneFits() {
    if (!m_conversation)
        return;
    m_opened = true;
    refresh();
    m_noneFits->ask();
}

void SuggestionsPanel::askWhetherPolishing() {
    thenOn(m_context.workspace.setting(QLatin1String(polishsettings::Enabled)), this,
           [this](const Result<QJsonValue>& value) {
               m_polishing = value && value->toBool();
               if (!m_polishing)
                   endPolish();
               refresh();
           });
}

void SuggestionsPanel::polish(int index) {
    const SuggestionSet& set = shownSet();
    if (!m_conversation || !m_polishing || index < 0 || index >= set.suggestions.size())
        return;
    const int number = ++m_polishRequest;
    m_polished = index;
    m_polishedSet = set;
    m_polishView->waitFor(set.suggestions.at(index).title);
    thenOn(m_context.workspace.polish(m_conversation->id, set.suggestions.at(index)), this,
           [this, number](const Result<Polished>& result) {
               if (number != m_polishRequest)
                   return; // dropped, or the conversation has moved on
               if (result)
                   m_polishView->showResult(*result);
               else
                   m_polishView->showFailure(result.error());
           });
}

void SuggestionsPanel::endPolish() {
    ++m_polishRequest;
    m_polishedSet = {};
    m_polishView->hide();
}

void SuggestionsPanel::takePolished(const Polished& polished) {
    if (!m_conversation || m_polished >= m_polishedSet.suggestions.size())
        return;
    SuggestionSet chosen = m_polishedSet;
    chosen.suggestions[m_polished].filled = polished.filled;
    const int index = m_polished;
    endPolish();
    emit insertRequested(chosen, index);
    recordInserted(chosen, index);
}

} // namespace souffleur::ui
