// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Executor.h"
#include "base/Result.h"

#include <QObject>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

namespace souffleur::test {

//! Base of all tests: any unexpected qWarning fails the running test function.
class TestCase : public QObject {
    Q_OBJECT
private slots:
    void init() {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        initTest();
    }

protected:
    virtual void initTest() {}
};

//! Waits (processing events) until the future is ready, 30 s at most.
template <class T>
T await(QFuture<T> future) {
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 30'000))
        qFatal("await: the future was never finished");
    return future.result();
}

//! A home of its own, so that no test reads or writes the user's files. Called by the main macros.
void prepareEnvironment();

} // namespace souffleur::test

//! QVERIFY for a Result, printing its error.
#define VERIFY_OK(expression)                                                                                      \
    do {                                                                                                           \
        const auto& verifyResult = (expression);                                                                   \
        QVERIFY2(verifyResult, verifyResult ? "" : qPrintable(verifyResult.error().toString()));                   \
    } while (false)

#define SOUFFLEUR_TEST_MAIN(Class)                                                                                 \
    int main(int argc, char** argv) {                                                                              \
        souffleur::test::prepareEnvironment();                                                                     \
        QCoreApplication app(argc, argv);                                                                          \
        Class test;                                                                                                \
        return QTest::qExec(&test, argc, argv);                                                                    \
    }
//! For tests with widgets; include <QApplication>.
#define SOUFFLEUR_UI_TEST_MAIN(Class)                                                                              \
    int main(int argc, char** argv) {                                                                              \
        souffleur::test::prepareEnvironment();                                                                     \
        QApplication app(argc, argv);                                                                              \
        Class test;                                                                                                \
        return QTest::qExec(&test, argc, argv);                                                                    \
    }
