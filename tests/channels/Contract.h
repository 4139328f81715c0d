// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/Connector.h"
#include "MemorySink.h"
#include "net/HttpClient.h"
#include "support/ManualClock.h"
#include "support/TestCase.h"

#include <random>

//! What every connector must hold, whatever its channel: one set of cases over an abstract peer. A channel joins
//! with a ContractPeer around its double, and SOUFFLEUR_CONTRACT_MAIN(ItsPeer) in tst_NameContract.cpp.
namespace souffleur::test {

//! The channel's server and its customers. Everything goes through a real loopback socket; the double behind it is
//! as strict as the real server.
class ContractPeer {
public:
    //! What happens to the next request or delivery of that kind.
    enum class Fault {
        None,
        ServerError, //!< 500
        BadGateway,  //!< somebody in between answers, with HTML
        Garbage,     //!< status 200, but no answer of the channel's
        RateLimited, //!< 429; seconds in `rateLimitSeconds`
        Reset,       //!< TCP reset instead of handling
        LostAnswer,  //!< handled, and then TCP reset instead of the answer
        Revoked,     //!< the token, or what stands for it, does not hold any more
    };
    static constexpr int RateLimitSeconds = 7;

    //! How a send whose answer was lost must end (CHANNELS 0.3).
    enum class LostAnswer {
        Unclear,   //!< a person has to look
        FoundOut,  //!< looked up, and reported as sent
        SafeAgain, //!< a repetition with the same key is the same message
        AskedAgain //!< the same, but for a short while: the send itself repeats, and nobody else may
    };

    struct Sent {
        QString recipient;
        QString externalId;
        QString text;
        QStringList fileNames;
        QList<QByteArray> contents;
        QString replyTo;
    };

    virtual ~ContractPeer() = default;
    virtual ChannelCapabilities capabilities() const = 0;
    virtual std::unique_ptr<channels::Connector> make(const channels::ConnectorContext& context) = 0;
    virtual void configure(Channel& channel, QJsonObject& secrets) = 0;
    virtual LostAnswer lostAnswer() const = 0;
    //! What a connector says whose access has ended.
    virtual ErrorCode revoked() const { return ErrorCode::Unauthorized; }
    //! Then a restart of the server may take a send with it that was on its way.
    virtual bool sendsOverItsConnection() const { return false; }
    //! What was handed over and not stored when the program is killed does not come again.
    virtual bool handsOverOnce() const { return false; }

    // Customers. `who` is a small number; each returns the external id that the connector must give it.
    virtual QString recipient(int who) const = 0;
    virtual QString writes(int who, const QString& text, const QString& replyTo = {}) = 0;
    virtual QString sendsFile(int who, const QString& name, const QByteArray& content, const QString& caption) = 0;
    //! As the channel's own apps make it. Empty: the channel has no such kind.
    virtual QString sendsKind(int, MessageKind, const QByteArray&) { return {}; }
    //! A message that is delivered behind its own changes: they are made with its id before it is written. Empty,
    //! and nothing done: the channel's server keeps the order.
    using Changes = std::function<void(const QString& externalId)>;
    virtual QString writesAfter(int, const QString&, const Changes&) { return {}; }
    //! False: the channel has no such thing.
    virtual bool edits(int who, const QString& externalId, const QString& text) = 0;
    virtual bool deletes(int, const QString&) { return false; }
    virtual bool reacts(int, const QString&) { return false; }
    virtual bool readsOurs(int, const QString&) { return false; }

    // The server's bad days.
    virtual void deliversUnknownKind() = 0;
    //! Two good messages with one between them that cannot be read. Returns the ids of the good ones.
    virtual QStringList deliversBroken(int who) = 0;
    //! What was delivered and not confirmed comes once more.
    virtual void repeats() = 0;
    virtual void failNextSend(Fault fault, int times = 1) = 0;
    virtual void failNextReceive(Fault fault) = 0;
    //! Connections break; the next ones are fine.
    virtual void restarts() = 0;
    //! What is connected now stays so, but nothing goes through it any more.
    virtual void goesSilent() = 0;

    virtual bool isListening() const = 0; //!< the connector is there to be delivered to
    virtual qsizetype unconfirmed() const = 0;
    virtual QList<Sent> sent() const = 0;
};

class ContractSuite : public TestCase {
    Q_OBJECT
public:
    using Factory = std::function<std::unique_ptr<ContractPeer>()>;
    explicit ContractSuite(Factory factory) : m_factory(std::move(factory)) {}

private slots:
    void capabilitiesAreWhole();
    void textComesAndGoes();
    void textsSurvive_data();
    void textsSurvive();
    void filesComeAndGo();
    void everyKindComes_data();
    void everyKindComes();
    void everyKindGoes();
    void repliesPointToTheirMessage();
    void changesOfMessagesSeenAndUnseen();
    void changesOvertakeTheirMessage();
    void aReceiptOvertakesTheAnswer();
    void nothingIsConfirmedBeforeItIsStored();
    void aFailedCommitComesAgain();
    void aCrashAfterTheCommitDoublesNothing();
    void repeatedDeliveriesAreOne();
    void unknownKindsArePassedOver();
    void oneBadEventKeepsItsNeighbours();
    void aBodyOfTenMegabytes();
    void longTextsAreSplitAndWhole();
    void sendFaults_data();
    void sendFaults();
    void receiveFaults_data();
    void receiveFaults();
    void aRevokedTokenNeedsAPerson();
    void aHalfOpenConnectionIsNoticed();
    void theServerRestarts();
    void aClockADayOff_data();
    void aClockADayOff();
    void nobodyWaitsForEver();
    void manySeeds_data();
    void manySeeds();

private:
    struct Bench;
    Factory m_factory;
};

} // namespace souffleur::test

#define SOUFFLEUR_CONTRACT_MAIN(Peer)                                                                              \
    int main(int argc, char** argv) {                                                                              \
        souffleur::test::prepareEnvironment();                                                                     \
        QCoreApplication app(argc, argv);                                                                          \
        souffleur::test::ContractSuite suite([] { return std::make_unique<Peer>(); });                             \
        return QTest::qExec(&suite, argc, argv);                                                                   \
    }
