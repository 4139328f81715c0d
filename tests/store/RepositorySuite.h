// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "StoreFixture.h"

namespace souffleur::store::test {

//! What every store must do, whatever lies below it; run against SQLCipher and against PostgreSQL.
class RepositorySuite : public souffleur::test::TestCase {
    Q_OBJECT
protected:
    //! An empty store of its own for each test function.
    virtual std::unique_ptr<Store> openEmpty() = 0;
    void initTest() override;

private slots:
    void cleanup();

    void contactsRoundTrip();
    void identitiesAreFoundAndBlocked();
    void conversationsRoundTrip();
    void countersEqualARecount();
    void pagesEqualASortedList_data();
    void pagesEqualASortedList();
    void nextWaitingIsTheMostUrgent();
    void snoozesWakeInOrder();

    void messagesRoundTrip();
    void messagesAreInsertedOnce();
    void threadPagesMergeAllKinds();
    void unansweredTurnsEndAtAReply();
    void attachmentsChange();
    void eventsWaitForTheirMessage();
    void timelineTellsEpisodes();

    void outboxKeepsTheOrder();
    void draftsBelongToConversationAndMode();
    void channelsAndSecrets();
    void faqVersionsAndConflict();
    void faqListFilters();
    void eventsAreListed();
    void settingsAndAgents();
    void commandsAreRemembered();
    void changesAreNumbered();

    void searchFindsWords_data();
    void searchFindsWords();
    void searchFilters();
    void searchFiltersByWait();
    void searchFiltersAmongMany();
    void searchFollowsEditsAndDeletions();
    void searchSurvivesHostileInput_data();
    void searchSurvivesHostileInput();
    void sampleDataLeavesNothing();
    void aFailedWriteLeavesItsNeighbours();

    void learnedPairsRoundTrip();
    void learnedPairsAreLimited();
    void theLatestVerdictCounts();
    void learnedPairsFollowTheirOwners();
    void customerTextsComeInSlices();
    void synonymsAreKept();
    void ratingsAreCredited();
    void reviewTasksAreOpenOnce();
    void gapsAreCollected();
    void deletedContactsLeaveNothing();
    void oldChangesArePruned();

protected:
    //! Runs fn as a write and gives its error, if any.
    template <class F>
    Status write(F fn) {
        return souffleur::test::await(m_storage->write([&](Store& store) -> Status { return fn(store); }));
    }
    Store& store() { return *m_store; }
    //! Channel, contact and conversation with one name.
    Conversation addConversation(const QString& name, std::function<void(Conversation&)> change = {});
    Message addMessage(const Conversation& c, qint64 sequence, const QString& text,
                       Direction direction = Direction::Inbound);
    FaqEntryId addEntry(const QString& question);
    bool learn(const LearnedPair& pair);
    QList<MessageId> searchIds(const SearchQuery& query);

    InlineExecutor m_executor;
    std::unique_ptr<Storage> m_storage;
    Store* m_store = nullptr; //!< owned by m_storage
    ChannelId m_channel;
    AgentId m_me;
};

} // namespace souffleur::store::test
