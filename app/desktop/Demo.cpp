// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Demo.h"

#include "DesktopApp.h"
#include "Pictures.h"

#include "domain/Rules.h"
#include "ui/main/MainWindow.h"

#include <QApplication>
#include <QTemporaryDir>
#include <QTextStream>

namespace souffleur::desktop {
namespace {

constexpr double Speed = 12; // customers write this much faster than in life
constexpr int RepliesToShow = 12;
constexpr auto Longest = 60s;

//! Plays the agent: takes the best draft when it is complete and good, as a person would with Ctrl+1 and Enter.
class Agent : public QObject {
public:
    Agent(DesktopApp& app, workspace::Workspace& workspace, std::function<void()> finished)
        : m_app(app), m_workspace(workspace), m_finished(std::move(finished)) {
        connect(&workspace, &workspace::Workspace::changed, this, &Agent::onChanged);
        m_end = m_clock.callAfter(Longest, this, [this] { finish(); });
    }

private:
    void say(const QString& line) { QTextStream(stdout) << line << Qt::endl; }

    void onChanged(const Changes& changes) {
        QHash<ConversationId, QList<qint64>> added;
        for (const Change& change : changes) {
            if (change.entity == EntityKind::Message && change.kind == ChangeKind::Added)
                added[change.conversation].append(change.sequence);
            else if (change.entity == EntityKind::Message && m_sent.contains(MessageId(change.id)))
                report(change);
        }
        for (auto it = added.cbegin(); it != added.cend(); ++it) {
            const ConversationId id = it.key();
            thenOn(m_workspace.threadItems(id, it.value()), this,
                   [this, id](const Result<QList<ThreadItem>>& items) {
                       if (!items)
                           return;
                       bool customerWrote = false;
                       for (const ThreadItem& item : *items) {
                           const auto* message = std::get_if<Message>(&item);
                           if (!message || message->direction != Direction::Inbound)
                               continue;
                           customerWrote = true;
                           const QString what = message->text.isEmpty() && !message->attachments.isEmpty()
                                                    ? u"["_s + message->attachments.first().fileName + u']'
                                                    : rules::oneLine(message->text, 100);
                           say(u"  %1 > %2"_s.arg(message->authorName.leftJustified(18), what));
                       }
                       if (customerWrote)
                           prompt(id);
                   });
        }
    }

    void prompt(ConversationId id) {
        thenOn(m_workspace.suggestions(id, 3), this, [this, id](const Result<SuggestionSet>& set) {
            if (!set || set->turnText.isEmpty())
                return;
            if (set->suggestions.isEmpty()) {
                say(u"      (the bot keeps quiet: nothing good in the FAQ)"_s);
                return;
            }
            static constexpr const char* Bands[] = {"very good", "good", "possible"};
            int rank = 0;
            for (const Suggestion& s : set->suggestions)
                say(u"      %1. [%2] FAQ-%3 %4"_s.arg(QString::number(++rank), QLatin1String(Bands[int(s.band)]),
                                                      QString::number(s.number), s.title));
            const Suggestion best = set->suggestions.first();
            if (best.band == ScoreBand::Possible || !rules::openPlaceholders(best.filled.text).isEmpty())
                return; // a person would adapt it first
            SendReply reply;
            reply.conversation = id;
            reply.message = MessageId::create();
            reply.text = best.filled.text;
            reply.seenSequence = set->upToSequence;
            reply.suggestion = SuggestionUse{set->id, best.entry, 1, best.filled.text};
            reply.holdSeconds = 1;
            m_sent.insert(reply.message, id);
            thenOn(m_workspace.run(reply), this, [this, reply](const Result<CommandReply>& done) {
                if (!done) {
                    m_sent.remove(reply.message);
                    say(u"      not sent: "_s + done.error().toString());
                }
            });
        });
    }

    void report(const Change& change) {
        const MessageId id(change.id);
        thenOn(m_workspace.threadItems(change.conversation, {change.sequence}), this,
               [this, id](const Result<QList<ThreadItem>>& items) {
                   if (!items || items->isEmpty() || !m_sent.contains(id))
                       return;
                   const auto* message = std::get_if<Message>(&items->first());
                   if (!message || !rules::isAccepted(message->status))
                       return;
                   m_sent.remove(id);
                   say(u"  %1 < %2"_s.arg(QString(18, u' '), rules::oneLine(message->text, 100)));
                   if (++m_replies >= RepliesToShow)
                       finish();
               });
    }

    void finish() {
        if (std::exchange(m_done, true))
            return;
        say(u"\n%1 replies went out. In the window a person decides; the bot only prompts."_s.arg(m_replies));
        m_finished();
    }

    DesktopApp& m_app;
    workspace::Workspace& m_workspace;
    SystemClock m_clock;
    std::function<void()> m_finished;
    std::shared_ptr<void> m_end;
    QHash<MessageId, ConversationId> m_sent;
    int m_replies = 0;
    bool m_done = false;
};

} // namespace

int runDemo(QApplication& application, const Options& given) {
    QTextStream out(stdout);
    QTemporaryDir directory;
    Options options = given;
    options.settingsFile = directory.filePath(u"souffleur.conf"_s);
    if (options.language.isEmpty())
        options.language = u"de"_s;
    DesktopApp app(application, options);
    app.settings().setLanguage(options.language);
    app.settings().setNotifications(false); // these customers are none of the desktop's business

    workspace::CreateOptions create;
    create.directory = directory.filePath(u"workspace"_s);
    create.passphrase = QUuid::createUuid().toString();
    create.agentName = u"Jana Vogt"_s;
    create.language = options.language;
    create.sampleFaq = true;
    create.sampleCustomers = true;
    out << "Souffleur: sample customers write to an encrypted workspace of its own; the bot prompts.\n"
        << "  name               > what the customer writes\n"
        << "                     < what goes out\n"
        << Qt::endl;
    std::unique_ptr<Agent> agent;
    std::unique_ptr<Photographer> photographer;
    int code = 0;
    thenOn(app.factory().create(create), &app, [&](const Result<workspace::Created>& created) {
        if (!created) {
            QTextStream(stderr) << "The workspace could not be made: " << created.error().toString() << Qt::endl;
            code = 1;
            QApplication::exit(1);
            return;
        }
        app.show(created->workspace);
        app.window()->resize(1440, 900);
        created->workspace->setSampleSpeed(Speed);
        agent = std::make_unique<Agent>(app, *created->workspace, [&, workspace = created->workspace.get()] {
            if (options.pictures.isEmpty()) {
                QApplication::quit();
                return;
            }
            workspace->setSampleSpeed(1);
            photographer = std::make_unique<Photographer>(app, options.pictures, options.allScreens,
                                                          [] { QApplication::quit(); });
        });
    });
    const int result = application.exec();
    photographer.reset();
    agent.reset();
    return code != 0 ? code : result;
}

} // namespace souffleur::desktop
