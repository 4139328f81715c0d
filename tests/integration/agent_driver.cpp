// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Plays the agent on a workspace until it is killed or everything is answered: each customer who waits gets one
// reply. Usage: agent_driver WORKSPACE EXPECTED_INBOUND (key from SOUFFLEUR_PASSPHRASE). Exit 0: all messages are
// in, nobody waits, the outbox is empty.
#include "store/Storage.h"
#include "store/Store.h"
#include "workspace/local/LocalFactory.h"

#include <cstdio>

#include <QCoreApplication>
#include <QSet>

using namespace souffleur;

namespace {

class Driver : public QObject {
public:
    Driver(std::shared_ptr<workspace::LocalWorkspace> workspace, qint64 expected)
        : m_workspace(std::move(workspace)), m_expected(expected) {
        connect(m_workspace.get(), &workspace::Workspace::changed, this, [this] { look(); });
        tick();
    }

private:
    void tick() {
        look();
        m_timer = m_clock.callAfter(250ms, this, [this] { tick(); });
    }

    void look() {
        if (m_looking)
            return;
        m_looking = true;
        ConversationQuery query;
        query.limit = 1000;
        thenOn(m_workspace->conversations(query), this, [this](const Result<ConversationPage>& page) {
            m_looking = false;
            if (!page)
                return;
            bool waiting = false;
            for (const Conversation& c : page->conversations) {
                if (!c.waitingSince || c.blocked)
                    continue;
                waiting = true;
                answer(c);
            }
            m_waiting = waiting;
            finishIfDone();
        });
    }

    void answer(const Conversation& c) {
        if (m_busy.contains(c.id))
            return;
        m_busy.insert(c.id);
        SendReply reply;
        reply.conversation = c.id;
        reply.message = MessageId::create();
        reply.text = u"reply "_s + reply.message.toString();
        reply.seenSequence = c.lastSequence;
        reply.holdSeconds = 0;
        thenOn(m_workspace->run(reply), this,
               [this, id = c.id](const Result<CommandReply>&) { m_busy.remove(id); });
    }

    void finishIfDone() {
        if (std::exchange(m_counting, true))
            return;
        struct State {
            qint64 inbound = 0;
            bool outboxEmpty = false;
            int sending = 0;
            OptionalTimestamp due;
        };
        auto state = m_workspace->storage().read([](store::Store& s) -> Result<State> {
            State now;
            SOUFFLEUR_TRY(const OptionalTimestamp due, s.outbox().nextDue());
            SOUFFLEUR_TRY(const QList<store::OutboxItem> sending, s.outbox().sending());
            now.outboxEmpty = !due && sending.isEmpty();
            now.sending = int(sending.size());
            now.due = due;
            ConversationQuery query;
            query.limit = 1000;
            SOUFFLEUR_TRY(const ConversationPage page, s.conversations().page(query, {}));
            for (const Conversation& c : page.conversations) {
                SOUFFLEUR_TRY(const ThreadPage thread, s.messages().pageBefore(c.id, 0, 1000));
                for (const ThreadItem& item : thread.items)
                    if (const auto* m = std::get_if<Message>(&item))
                        now.inbound += m->direction == Direction::Inbound ? 1 : 0;
            }
            return now;
        });
        thenOn(state, this, [this](const Result<State>& now) {
            m_counting = false;
            if (!now)
                return;
            if (!m_waiting && now->outboxEmpty && now->inbound >= m_expected)
                return QCoreApplication::exit(0);
            // The test prints it when it gives up.
            const QString due = now->due ? QString::number((*now->due - m_clock.now()).count() / 10'000) : u"-"_s;
            const QString state =
                u"%1 of %2 messages, waiting %3, sending %4, next due in %5 x 10 s"_s.arg(now->inbound)
                    .arg(m_expected)
                    .arg(int(m_waiting))
                    .arg(now->sending)
                    .arg(due);
            if (std::exchange(m_state, state) != state)
                std::fprintf(stderr, "agent_driver: %s\n", qPrintable(state));
        });
    }

    std::shared_ptr<workspace::LocalWorkspace> m_workspace;
    qint64 m_expected;
    SystemClock m_clock;
    std::shared_ptr<void> m_timer;
    QSet<ConversationId> m_busy;
    QString m_state;
    bool m_looking = false;
    bool m_waiting = false;
    bool m_counting = false;
};

} // namespace

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    if (arguments.size() != 3)
        return 2;
    workspace::LocalFactory factory({});
    std::unique_ptr<Driver> driver;
    QObject context;
    thenOn(factory.openLocal({arguments.at(1), qEnvironmentVariable("SOUFFLEUR_PASSPHRASE"), {}}), &context,
           [&](const workspace::LocalWorkspace::Opened& opened) {
               if (!opened) {
                   std::fprintf(stderr, "%s\n", qPrintable(opened.error().toString()));
                   QCoreApplication::exit(1);
                   return;
               }
               driver = std::make_unique<Driver>(*opened, arguments.at(2).toLongLong());
           });
    const int code = app.exec();
    driver.reset();
    return code;
}
