// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Result.h"
#include "support/TestCase.h"

#include <memory>

#include <QSet>

using namespace souffleur;

namespace {
constexpr int LastCode = int(ErrorCode::Bug);

Result<int> half(int n) {
    if (n % 2)
        return makeError(ErrorCode::InvalidInput, QString::number(n));
    return n / 2;
}

Result<int> quarter(int n) {
    SOUFFLEUR_TRY(const int once, half(n));
    SOUFFLEUR_TRY(const int twice, half(once));
    return twice;
}

Status needEven(int n, int& steps) {
    ++steps;
    SOUFFLEUR_CHECK(half(n));
    ++steps;
    return ok();
}
} // namespace

class tst_Result : public test::TestCase {
    Q_OBJECT
private slots:
    void valueOrError() {
        const auto good = half(8);
        QVERIFY(good.hasValue());
        QCOMPARE(*good, 4);
        const auto bad = half(7);
        QVERIFY(!bad);
        QCOMPARE(bad.error(), makeError(ErrorCode::InvalidInput, u"7"_s));
        QCOMPARE(bad.valueOr(-1), -1);
        QCOMPARE(good.valueOr(-1), 4);
    }

    void aDefaultResultIsNeverASuccess() {
        QVERIFY(!Result<int>());
        QCOMPARE(Result<QString>().error().code, ErrorCode::Bug);
        QVERIFY(Status());
    }

    void movesWhatCannotBeCopied() {
        Result<std::unique_ptr<int>> made = std::make_unique<int>(5);
        const std::unique_ptr<int> taken = std::move(made).value();
        QCOMPARE(*taken, 5);
        QVERIFY(!made.value());
    }

    void tryReturnsTheFirstError() {
        QCOMPARE(quarter(12).value(), 3);
        QCOMPARE(quarter(6).error().detail, u"3"_s);
        QCOMPARE(quarter(5).error().detail, u"5"_s);
    }

    void checkEvaluatesOnceAndStops() {
        int steps = 0;
        QVERIFY(needEven(2, steps));
        QCOMPARE(steps, 2);
        steps = 0;
        QCOMPARE(needEven(3, steps).error().code, ErrorCode::InvalidInput);
        QCOMPARE(steps, 1);
    }

    //! Names go into logs, JSON and the command line's output: one per code, and back again.
    void everyCodeHasItsOwnName() {
        QSet<QString> names;
        for (int i = 0; i <= LastCode; ++i) {
            const auto code = ErrorCode(i);
            const QString name = errorName(code);
            QVERIFY2(!names.contains(name), qPrintable(name));
            names += name;
            QVERIFY2(errorFromName(name) == code, qPrintable(name));
            QCOMPARE(name, name.toLower());
        }
        QVERIFY(!errorFromName(u"nothing_of_ours"_s));
        QVERIFY(!errorFromName(QString()));
    }

    void groups_data() {
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<ErrorGroup>("group");
        QTest::newRow("no network: try again") << ErrorCode::NetworkDown << ErrorGroup::Retryable;
        QTest::newRow("too fast: try again") << ErrorCode::RateLimited << ErrorGroup::Retryable;
        QTest::newRow("blocked by the customer: final") << ErrorCode::RecipientBlocked << ErrorGroup::Rejected;
        QTest::newRow("token revoked: denied") << ErrorCode::Unauthorized << ErrorGroup::Denied;
        QTest::newRow("no answer: never repeated by itself") << ErrorCode::Unclear << ErrorGroup::Unclear;
        QTest::newRow("newer schema: untouched") << ErrorCode::NewerSchema << ErrorGroup::Corrupt;
        QTest::newRow("disk full: the machine") << ErrorCode::DiskFull << ErrorGroup::Config;
        QTest::newRow("unknown number: a bug") << ErrorCode(LastCode + 1) << ErrorGroup::Bug;
    }
    void groups() {
        QFETCH(ErrorCode, code);
        QTEST(errorGroup(code), "group");
    }

    void textForLogs() {
        QCOMPARE(makeError(ErrorCode::DiskFull).toString(), u"disk_full"_s);
        QCOMPARE(makeError(ErrorCode::Rejected, u"chat not found"_s).toString(), u"rejected: chat not found"_s);
    }
};

SOUFFLEUR_TEST_MAIN(tst_Result)
#include "tst_Result.moc"
