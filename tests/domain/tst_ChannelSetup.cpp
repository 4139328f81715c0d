// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/ChannelSetup.h"
#include "support/TestCase.h"

#include <QJsonArray>

using namespace souffleur;
using Kind = ChannelField::Kind;

Q_DECLARE_METATYPE(souffleur::ChannelField)

class tst_ChannelSetup : public test::TestCase {
    Q_OBJECT
private slots:
    void typedBecomesAValue_data() {
        QTest::addColumn<ChannelField>("field");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QJsonValue>("value"); // null: refused
        const ChannelField text{.key = u"room"_s};
        const ChannelField address{.key = u"base_url"_s, .kind = Kind::Address};
        const ChannelField number{.key = u"seconds"_s, .kind = Kind::Number, .least = 5, .most = 50};
        const ChannelField choice{.key = u"mode"_s, .kind = Kind::Choice, .choices = {u"tcp"_s, u"unix"_s}};
        const ChannelField onOff{.key = u"mark"_s, .kind = Kind::Switch};
        const ChannelField list{.key = u"rooms"_s, .kind = Kind::List};
        const QJsonValue undefined(QJsonValue::Undefined);
        QTest::newRow("text is trimmed") << text << u"  a b "_s << QJsonValue(u"a b"_s);
        QTest::newRow("nothing") << text << u"  "_s << undefined;
        QTest::newRow("two lines") << text << u"a\nb"_s << QJsonValue();
        QTest::newRow("nul") << text << u"a"_s + QChar(0) << QJsonValue();
        QTest::newRow("endless") << text << QString(setup::MaxEntry + 1, u'a') << QJsonValue();
        QTest::newRow("address") << address << u"https://a.test/x"_s << QJsonValue(u"https://a.test/x"_s);
        QTest::newRow("address with a gap") << address << u"https://a test"_s << QJsonValue();
        QTest::newRow("number") << number << u"5"_s << QJsonValue(5);
        QTest::newRow("number too small") << number << u"4"_s << QJsonValue();
        QTest::newRow("number too large") << number << u"51"_s << QJsonValue();
        QTest::newRow("no number") << number << u"5s"_s << QJsonValue();
        QTest::newRow("choice") << choice << u"unix"_s << QJsonValue(u"unix"_s);
        QTest::newRow("no such choice") << choice << u"udp"_s << QJsonValue();
        QTest::newRow("switch") << onOff << u"true"_s << QJsonValue(true);
        QTest::newRow("no switch") << onOff << u"1"_s << QJsonValue();
        QTest::newRow("list") << list << u"a, b,,a "_s << QJsonValue(QJsonArray{u"a"_s, u"b"_s});
        QTest::newRow("list of nothing") << list << u""_s << undefined;
    }

    void typedBecomesAValue() {
        QFETCH(ChannelField, field);
        QFETCH(QString, typed);
        QFETCH(QJsonValue, value);
        const auto result = setup::valueOf(field, typed);
        if (value.isNull()) {
            QVERIFY(!result);
            QCOMPARE(result.error(), makeError(ErrorCode::InvalidInput, field.key));
            return;
        }
        VERIFY_OK(result);
        QCOMPARE(*result, value);
        // And back: what a dialog shows gives the same value again.
        QCOMPARE(setup::valueOf(field, setup::textOf(field, *result)).value(), value);
    }

    void emptyTakesASettingButNoSecret() {
        const ChannelField secret{.key = u"token"_s, .kind = Kind::Secret, .required = true};
        const ChannelField room{.key = u"room"_s};
        QJsonObject settings{{u"room"_s, u"a"_s}, {u"other"_s, 1}};
        QJsonObject secrets;
        QCOMPARE(setup::missing({secret, room}, settings, secrets), QStringList{u"token"_s});
        VERIFY_OK(setup::enter(secret, u" x "_s, settings, secrets));
        VERIFY_OK(setup::enter(secret, {}, settings, secrets));
        VERIFY_OK(setup::enter(room, {}, settings, secrets));
        QCOMPARE(settings, (QJsonObject{{u"other"_s, 1}}));
        QCOMPARE(secrets, (QJsonObject{{u"token"_s, u"x"_s}}));
        QVERIFY(setup::missing({secret, room}, settings, secrets).isEmpty());
    }
};

SOUFFLEUR_TEST_MAIN(tst_ChannelSetup)
#include "tst_ChannelSetup.moc"
