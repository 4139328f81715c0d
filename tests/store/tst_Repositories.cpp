// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "RepositorySuite.h"

using namespace souffleur;
using namespace souffleur::store;

//! The suite against SQLCipher.
class tst_Repositories : public store::test::RepositorySuite {
    Q_OBJECT
protected:
    std::unique_ptr<Store> openEmpty() override {
        m_workspace = std::make_unique<store::test::TemporaryWorkspace>();
        return m_workspace->create();
    }

private:
    std::unique_ptr<store::test::TemporaryWorkspace> m_workspace;
};

SOUFFLEUR_TEST_MAIN(tst_Repositories)
#include "tst_Repositories.moc"
