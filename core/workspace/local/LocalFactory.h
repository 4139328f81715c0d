// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/local/LocalWorkspace.h"

namespace souffleur::workspace {

//! Creates and opens workspaces on this machine. Lives in the UI thread; key derivation (Argon2id, about a second)
//! runs in a thread of its own.
class LocalFactory final : public WorkspaceFactory {
public:
    struct Samples {
        QString faqFile;       //!< "souffleur-faq" JSON; file or Qt resource
        QString customersFile; //!< "souffleur-customers" JSON
    };
    explicit LocalFactory(Samples samples, LocalWorkspace::Parts parts = {});
    ~LocalFactory() override;

    bool exists(const QString& directory) const override;
    QFuture<Result<Created>> create(const CreateOptions& options) override;
    QFuture<Result<std::shared_ptr<Workspace>>> open(const OpenOptions& options) override;
    //! The same, as what it is.
    QFuture<LocalWorkspace::Opened> openLocal(const OpenOptions& options);

private:
    QFuture<Result<std::shared_ptr<store::StoreKey>>> unlock(const OpenOptions& options);
    void fill(const std::shared_ptr<LocalWorkspace>& workspace, const CreateOptions& options,
              std::function<void(Status)> done);
    void runAll(const std::shared_ptr<LocalWorkspace>& workspace, QList<Command> commands,
                const std::function<void(Status)>& done);

    Samples m_samples;
    LocalWorkspace::Parts m_parts;
    QObject m_context;
    ThreadExecutor m_keys;
};

} // namespace souffleur::workspace
