// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/TestCase.h"
#include "ui/common/ErrorText.h"
#include "ui/common/MessageBar.h"
#include "ui/common/UiContext.h"
#include "ui/common/UiSettings.h"
#include "ui/composer/ComposerEdit.h"
#include "ui/main/MainWindow.h"
#include "ui/theme/Theme.h"
#include "workspace/local/LocalFactory.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

using namespace souffleur;

namespace {

//! Why there is no small disk; empty: there is one.
QString problem;

void writeLine(const char* path, const QByteArray& line) {
    if (const int file = ::open(path, O_WRONLY); file >= 0) {
        [[maybe_unused]] const auto written = ::write(file, line.constData(), size_t(line.size()));
        ::close(file);
    }
}

//! A name space in which this process may mount; before any thread is started.
void prepareMounting() {
    const uid_t user = getuid();
    const gid_t group = getgid();
    if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0 && unshare(CLONE_NEWNS) != 0) {
        problem = u"this system lets no test mount a file system"_s;
        return;
    }
    writeLine("/proc/self/setgroups", "deny");
    writeLine("/proc/self/uid_map", "0 " + QByteArray::number(user) + " 1");
    writeLine("/proc/self/gid_map", "0 " + QByteArray::number(group) + " 1");
    // Nothing of this may be seen outside.
    if (::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
        problem = u"this system lets no test change its mounts"_s;
}

//! 24 MB that can be filled to the last byte.
struct SmallDisk {
    QTemporaryDir point;
    SmallDisk() {
        if (problem.isEmpty() &&
            ::mount("tmpfs", QFile::encodeName(point.path()).constData(), "tmpfs", 0, "size=24m") != 0)
            problem = u"no tmpfs could be mounted"_s;
    }
    ~SmallDisk() { ::umount2(QFile::encodeName(point.path()).constData(), MNT_DETACH); }
    void fill() {
        QFile ballast(point.filePath(u"ballast"_s));
        if (!ballast.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
            return;
        const QByteArray block(64 * 1024, 'x');
        while (ballast.write(block) == block.size()) {
        }
        while (ballast.write("x", 1) == 1) {
        }
    }
    void free() { QFile::remove(point.filePath(u"ballast"_s)); }
};

} // namespace

class tst_FullDisk : public test::TestCase {
    Q_OBJECT
private slots:
    void theAgentIsToldAndNothingIsLost() {
        SmallDisk disk;
        if (!problem.isEmpty())
            QSKIP(qPrintable(problem));
        QTemporaryDir settingsDirectory;
        ui::Theme theme;
        theme.apply(*qApp);
        workspace::LocalFactory factory({});
        workspace::CreateOptions options;
        options.directory = disk.point.filePath(u"w"_s);
        options.passphrase = u"geheim"_s;
        options.agentName = u"Jana"_s;
        const auto created = test::await(factory.create(options));
        VERIFY_OK(created);
        const auto workspace = std::static_pointer_cast<workspace::LocalWorkspace>(created->workspace);
        Channel channel;
        channel.id = ChannelId::create();
        channel.kind = u"sample"_s;
        channel.name = u"By hand"_s;
        channel.settings = QJsonObject{{u"replay"_s, true}};
        VERIFY_OK(test::await(workspace->run(SaveChannel{channel, std::nullopt})));
        int number = 0;
        const auto arrives = [&](const QString& text) {
            InboundMessage m;
            m.externalId = u"kim:%1"_s.arg(++number);
            m.sender = Sender{u"kim"_s, {}, u"Kim Berger"_s, {}, {}};
            m.text = text;
            return test::await(workspace->ingest({channel.id, {m}, {}}));
        };
        VERIFY_OK(arrives(u"Wo ist mein Paket?"_s));

        ui::UiSettings settings(settingsDirectory.filePath(u"ui.conf"_s));
        settings.setHoldSeconds(0);
        ui::UiContext context{*workspace, theme, settings};
        ui::MainWindow window(context);
        window.resize(1300, 850);
        window.show();
        window.selectFirst();
        QTRY_VERIFY(window.current());
        const ConversationId id = *window.current();
        auto* edit = window.findChild<ui::ComposerEdit*>();
        const auto words = [&] {
            QStringList all;
            for (const auto* bar : window.findChildren<ui::MessageBar*>())
                if (bar->isVisible())
                    all += bar->text();
            return all.join(u'\n');
        };
        QTest::qWait(50);

        // What follows is said in the log as well.
        const QRegularExpression expected(u"commit failed|could not|full"_s);
        disk.fill();
        Status refused = ok();
        QString huge;
        for (int i = 0; i < 3000; ++i)
            huge += QString::number(i * 7919) + u' ';
        for (int i = 0; refused && i < 50; ++i) {
            QTest::ignoreMessage(QtWarningMsg, expected);
            refused = arrives(huge);
        }
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::DiskFull);
        const QString sentence = ui::errorText(makeError(ErrorCode::DiskFull));
        QVERIFY(!sentence.isEmpty());
        QTRY_VERIFY2(words().contains(sentence), qPrintable(words()));

        // The reply is refused as well, and its text is back in the editor.
        edit->setFocus();
        const QString reply = u"Guten Tag, es ist unterwegs. "_s + huge.left(3000);
        edit->insertPlainText(reply);
        QTest::ignoreMessage(QtWarningMsg, expected);
        QTest::ignoreMessage(QtWarningMsg, expected);
        QTest::keyClick(edit, Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(words().count(sentence) >= 2 || edit->toPlainText() == reply);
        QTRY_COMPARE(edit->toPlainText(), reply);
        const auto outbound = [&] {
            int found = 0;
            const auto page = test::await(workspace->threadBefore(id, 0, 1000));
            for (const ThreadItem& item : page->items)
                if (const auto* m = std::get_if<Message>(&item); m && m->direction == Direction::Outbound)
                    ++found;
            return found;
        };
        QCOMPARE(outbound(), 0);

        // Reading works all the time; with room again, everything does.
        QCOMPARE(test::await(workspace->conversations({}))->conversations.size(), 1);
        disk.free();
        VERIFY_OK(arrives(u"Hallo?"_s));
        QTRY_VERIFY_WITH_TIMEOUT(!edit->toPlainText().isEmpty(), 2000);
        QTest::qWait(100); // the window has seen the new message
        QTest::keyClick(edit, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(outbound(), 1);
        QCOMPARE(*test::await(workspace->check()), QStringList());
    }
};

int main(int argc, char** argv) {
    prepareMounting();
    souffleur::test::prepareEnvironment();
    QApplication app(argc, argv);
    tst_FullDisk test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_FullDisk.moc"
