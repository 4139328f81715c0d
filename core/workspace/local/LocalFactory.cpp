// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/local/LocalFactory.h"

#include "base/Log.h"
#include "store/StoreKey.h"

#include <QDir>
#include <QFile>

namespace souffleur::workspace {
namespace {

template <class T>
struct Answer {
    std::shared_ptr<QPromise<T>> promise = std::make_shared<QPromise<T>>();
    Answer() { promise->start(); }
    void operator()(T value) const {
        promise->addResult(std::move(value));
        promise->finish();
    }
};

//! Only what createDirectory and opening made; whatever else lies in the folder is somebody's.
void removeUnused(const QString& directory) {
    const store::WorkspacePaths paths{directory};
    for (const QString& file : {paths.database(), paths.database() + u"-wal"_s, paths.database() + u"-shm"_s,
                                paths.keyFile(), paths.index(), paths.workspaceFile(), paths.lockFile()})
        QFile::remove(file);
    QDir(paths.attachments()).removeRecursively();
    QDir().rmdir(directory); // when it is empty
}

QByteArray readFile(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

LocalFactory::LocalFactory(Samples samples, LocalWorkspace::Parts parts)
    : m_samples(std::move(samples)), m_parts(std::move(parts)), m_keys(u"keys"_s) {}

LocalFactory::~LocalFactory() = default;

bool LocalFactory::exists(const QString& directory) const {
    return QFile::exists(store::WorkspacePaths{directory}.workspaceFile());
}

QFuture<Result<Created>> LocalFactory::create(const CreateOptions& options) {
    struct Made {
        std::shared_ptr<store::StoreKey> key;
        QString recoveryCode;
        QString workspaceId;
    };
    const Answer<Result<Created>> answer;
    auto made = m_keys.run([options]() -> Result<Made> {
        const store::WorkspacePaths paths{options.directory};
        if (options.passphrase.isEmpty())
            return makeError(ErrorCode::InvalidInput, u"passphrase"_s);
        if (QFile::exists(paths.database()))
            return makeError(ErrorCode::Conflict, u"workspace exists"_s);
        Made result;
        SOUFFLEUR_TRY(result.workspaceId, store::StoreOpener::createDirectory(paths));
        result.key = std::make_shared<store::StoreKey>(store::StoreKey::generate());
        SOUFFLEUR_TRY(result.recoveryCode,
                      store::KeyFile::create(paths.keyFile(), *result.key, options.passphrase));
        return result;
    });
    thenOn(made, &m_context, [this, options, answer](const Result<Made>& made) {
        if (!made) {
            answer(made.error());
            return;
        }
        LocalWorkspace::Parts parts = m_parts;
        parts.paths.directory = options.directory;
        parts.create = true;
        parts.agent = Agent{AgentId::create(), rules::oneLine(options.agentName, 100)};
        thenOn(LocalWorkspace::open(parts, made->key), &m_context,
               [this, options, answer, made = *made](const LocalWorkspace::Opened& opened) {
                   if (!opened) {
                       answer(opened.error());
                       return;
                   }
                   Created created;
                   created.workspace = *opened;
                   created.recoveryCode = made.recoveryCode;
                   fill(*opened, options, [this, options, answer, created, made](const Status& filled) mutable {
                       if (!filled) {
                           // Nobody has seen this workspace's recovery code: it must not stay behind. Its files can
                           // go when its threads have ended.
                           QObject::connect(created.workspace.get(), &QObject::destroyed, &m_context,
                                            [answer, directory = options.directory, error = filled.error()] {
                                                removeUnused(directory);
                                                answer(error);
                                            });
                           created.workspace.reset();
                           return;
                       }
                       if (!options.rememberInKeychain) {
                           answer(created);
                           return;
                       }
                       thenOn(store::keychain::write(made.workspaceId, *made.key), &m_context,
                              [answer, created](const Status& kept) mutable {
                                  created.keychainFailed = !kept;
                                  answer(created);
                              });
                   });
               });
    });
    return answer.promise->future();
}

void LocalFactory::fill(const std::shared_ptr<LocalWorkspace>& workspace, const CreateOptions& options,
                        std::function<void(Status)> done) {
    QList<Command> commands;
    const AgentId me = workspace->me().id;
    commands += makeCommand(me, SetSetting{u"team_language"_s, options.language});
    if (options.sampleCustomers) {
        Channel channel;
        channel.id = ChannelId::create();
        channel.kind = u"sample"_s;
        channel.name = options.language == u"de" ? u"Beispielkunden"_s : u"Sample customers"_s;
        channel.settings = QJsonObject{{u"script"_s, m_samples.customersFile}};
        channel.sample = true;
        commands += makeCommand(me, SaveChannel{channel, std::nullopt});
    }
    // The FAQ first: the first customer must find the bot prepared.
    const QByteArray faq = options.sampleFaq ? readFile(m_samples.faqFile) : options.importedFaq;
    if (faq.isEmpty()) {
        runAll(workspace, commands, done);
        return;
    }
    thenOn(workspace->planImport(faq), &m_context,
           [this, workspace, commands, me, done](const Result<ImportPlan>& plan) {
               if (!plan) {
                   done(plan.error());
                   return;
               }
               QList<Command> all{makeCommand(me, CommitImport{*plan})};
               all += commands;
               runAll(workspace, all, done);
           });
}

void LocalFactory::runAll(const std::shared_ptr<LocalWorkspace>& workspace, QList<Command> commands,
                          const std::function<void(Status)>& done) {
    if (commands.isEmpty()) {
        done(ok());
        return;
    }
    const Command first = commands.takeFirst();
    thenOn(workspace->execute(first), &m_context,
           [this, workspace, commands, done](const Result<CommandReply>& reply) {
               if (reply)
                   runAll(workspace, commands, done);
               else
                   done(reply.error());
           });
}

QFuture<Result<std::shared_ptr<store::StoreKey>>> LocalFactory::unlock(const OpenOptions& options) {
    using KeyResult = Result<std::shared_ptr<store::StoreKey>>;
    const store::WorkspacePaths paths{options.directory};
    if (options.passphrase.isEmpty() && options.recoveryCode.isEmpty()) {
        const Result<QString> id = store::StoreOpener::workspaceId(paths);
        if (!id)
            return readyFuture(KeyResult(id.error()));
        return store::keychain::read(*id);
    }
    return m_keys.run([options, paths]() -> KeyResult {
        if (!options.recoveryCode.isEmpty()) {
            SOUFFLEUR_TRY(store::StoreKey key,
                          store::KeyFile::unlockWithRecoveryCode(paths.keyFile(), options.recoveryCode));
            return std::make_shared<store::StoreKey>(std::move(key));
        }
        SOUFFLEUR_TRY(store::StoreKey key, store::KeyFile::unlock(paths.keyFile(), options.passphrase));
        return std::make_shared<store::StoreKey>(std::move(key));
    });
}

QFuture<LocalWorkspace::Opened> LocalFactory::openLocal(const OpenOptions& options) {
    const Answer<LocalWorkspace::Opened> answer;
    thenOn(unlock(options), &m_context,
           [this, options, answer](const Result<std::shared_ptr<store::StoreKey>>& key) {
               if (!key) {
                   answer(key.error());
                   return;
               }
               LocalWorkspace::Parts parts = m_parts;
               parts.paths.directory = options.directory;
               thenOn(LocalWorkspace::open(parts, *key), &m_context,
                      [answer](const LocalWorkspace::Opened& opened) { answer(opened); });
           });
    return answer.promise->future();
}

QFuture<Result<std::shared_ptr<Workspace>>> LocalFactory::open(const OpenOptions& options) {
    const Answer<Result<std::shared_ptr<Workspace>>> answer;
    thenOn(openLocal(options), &m_context, [answer](const LocalWorkspace::Opened& opened) {
        answer(opened ? Result<std::shared_ptr<Workspace>>(*opened)
                      : Result<std::shared_ptr<Workspace>>(opened.error()));
    });
    return answer.promise->future();
}

} // namespace souffleur::workspace
