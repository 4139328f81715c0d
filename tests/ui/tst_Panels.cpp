// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "DeskWorkspace.h"
#include "support/TestCase.h"
#include "ui/common/FlowLayout.h"
#include "ui/common/MessageBar.h"
#include "ui/common/UiSettings.h"
#include "ui/customer/ContactDialog.h"
#include "ui/customer/CustomerPanel.h"
#include "ui/customer/DeleteContactDialog.h"
#include "ui/settings/KeyboardPage.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/settings/SynonymsPage.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPointer>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableWidget>

using namespace souffleur;
using namespace souffleur::ui;
using namespace souffleur::test;

namespace {

void settle() {
    for (int i = 0; i < 5; ++i)
        QCoreApplication::processEvents();
}

struct Desk {
    QTemporaryDir directory;
    UiSettings settings{directory.filePath(u"settings.ini"_s)};
    Theme theme;
    DeskWorkspace workspace;
    UiContext context{workspace, theme, settings};
    ConversationId id = workspace.add(u"Miriam Kessler"_s, u"Hallo"_s, 5min);
};

QString wordsOf(const QWidget& widget) {
    QStringList texts;
    for (auto* label : widget.findChildren<QLabel*>()) {
        if (label->isVisibleTo(&widget))
            texts += label->text();
    }
    return texts.join(u'\n');
}

QPushButton* buttonOf(const QWidget& widget, const QString& text) {
    for (auto* button : widget.findChildren<QPushButton*>()) {
        if (button->text() == text && button->isVisibleTo(&widget))
            return button;
    }
    return nullptr;
}

void checkNames(const QWidget& widget) {
    for (auto* child : widget.findChildren<QWidget*>()) {
        if (child->focusPolicy() == Qt::NoFocus || !child->isVisibleTo(&widget) ||
            qobject_cast<QScrollArea*>(child) || qobject_cast<QLabel*>(child) || qobject_cast<QScrollBar*>(child) ||
            child->objectName().startsWith(u"qt_"_s) || qobject_cast<QAbstractSpinBox*>(child->parentWidget()) ||
            qobject_cast<QComboBox*>(child->parentWidget()) ||
            child->parentWidget()->inherits("QKeySequenceEdit") || qobject_cast<QLineEdit*>(child->parentWidget()))
            continue;
        const auto* button = qobject_cast<QAbstractButton*>(child);
        QVERIFY2(!child->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                 qPrintable(QString::fromLatin1(child->metaObject()->className()) + u' ' + child->objectName()));
    }
}

} // namespace

class TestPanels : public TestCase {
    Q_OBJECT
private slots:
    void customerShowsAndTags() {
        Desk desk;
        desk.workspace.person.displayName = u"Miriam Kessler"_s;
        desk.workspace.person.language = u"de"_s;
        desk.workspace.person.address = FormOfAddress::Informal;
        desk.workspace.person.fields = {{u"order"_s, u"#20418"_s}};
        desk.workspace.conversation(desk.id).tags = {u"return"_s, u"vip"_s};
        desk.workspace.history = {
            {TimelineItem::Kind::EpisodeOpened, desk.workspace.manualClock.now(), u"telegram"_s, u"Size?"_s, 0},
            {TimelineItem::Kind::Rated, desk.workspace.manualClock.now(), {}, {}, 5}};
        CustomerPanel panel(desk.context);
        panel.setConversation(desk.workspace.conversation(desk.id));
        settle();
        const QString words = wordsOf(panel);
        for (const QString& expected : {u"Miriam Kessler"_s, u"#20418"_s, u"(du)"_s, u"#return"_s})
            QVERIFY2(words.contains(expected), qPrintable(words));
        checkNames(panel);
        for (auto* button : panel.findChildren<IconButton*>()) {
            if (button->accessibleName() == u"Remove tag vip")
                button->click();
        }
        QCOMPARE(desk.workspace.sent<SetTags>().size(), 1);
        QCOMPARE(desk.workspace.sent<SetTags>().first().tags, QStringList{u"return"_s});
        buttonOf(panel, u"+ Tag"_s)->click();
        auto* field = panel.findChild<QLineEdit*>();
        field->setText(u"  big   order "_s);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(desk.workspace.sent<SetTags>().last().tags, (QStringList{u"return"_s, u"vip"_s, u"big order"_s}));
        panel.setConversation(std::nullopt);
        QVERIFY(wordsOf(panel).isEmpty());
    }

    void contactIsEdited() {
        Desk desk;
        Contact contact;
        contact.id = ContactId::create();
        contact.displayName = u"Miriam"_s;
        contact.fields = {{u"order"_s, u"1"_s}};
        Identity identity;
        identity.handle = u"@miri"_s;
        contact.identities = {identity};
        QPointer<ContactDialog> dialog = new ContactDialog(desk.context, contact);
        checkNames(*dialog);
        auto* name = dialog->findChild<QLineEdit*>();
        name->clear();
        buttonOf(*dialog, u"Save"_s)->click();
        QVERIFY(desk.workspace.sent<UpdateContact>().isEmpty());
        name->setText(u"Miriam Kessler"_s);
        dialog->findChild<QTableWidget*>()->item(0, 1)->setText(u"20418"_s);
        dialog->findChild<QPlainTextEdit*>()->setPlainText(u"likes short answers"_s);
        buttonOf(*dialog, u"Save"_s)->click();
        settle();
        QCOMPARE(desk.workspace.sent<UpdateContact>().size(), 1);
        const Contact saved = desk.workspace.sent<UpdateContact>().first().contact;
        QCOMPARE(saved.displayName, u"Miriam Kessler"_s);
        QCOMPARE(saved.fields.value(u"order"_s), u"20418"_s);
        QCOMPARE(saved.remark, u"likes short answers"_s);
        QCOMPARE(saved.identities, contact.identities);
        QVERIFY(!dialog); // closed and gone
    }

    void customersAreForgottenAfterOneQuestion() {
        Desk desk;
        desk.workspace.conversation(desk.id).contact = ContactId::create();
        desk.workspace.person.displayName = u"Miriam Kessler"_s;
        CustomerPanel panel(desk.context);
        QSignalSpy gone(&panel, &CustomerPanel::contactDeleted);
        panel.setConversation(desk.workspace.conversation(desk.id));
        settle();
        IconButton* more = nullptr;
        for (auto* button : panel.findChildren<IconButton*>()) {
            if (button->accessibleName() == u"More actions")
                more = button;
        }
        QVERIFY(more && more->menu());
        const auto ask = [&] {
            QTest::ignoreMessage(QtWarningMsg, "This plugin does not support propagateSizeHints()");
            more->menu()->actions().first()->trigger();
            return QPointer(panel.findChild<DeleteContactDialog*>());
        };
        auto dialog = ask();
        QVERIFY(dialog);
        const QString words = wordsOf(*dialog);
        for (const QString& expected :
             {u"Miriam Kessler"_s, u"conversations"_s, u"learned"_s, u"cannot be undone"_s})
            QVERIFY2(words.contains(expected), qPrintable(words));
        // Enter keeps; who deletes has to mean it.
        QVERIFY(buttonOf(*dialog, u"Keep the customer"_s)->isDefault());
        buttonOf(*dialog, u"Keep the customer"_s)->click();
        QVERIFY(desk.workspace.sent<DeleteContact>().isEmpty());
        settle();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        // What fails keeps the question open, with a bar that says so.
        dialog = ask();
        QTest::ignoreMessage(QtWarningMsg, "This plugin does not support propagateSizeHints()");
        desk.workspace.refusal = makeError(ErrorCode::Busy);
        buttonOf(*dialog, u"Delete for good"_s)->click();
        settle();
        QVERIFY(dialog && dialog->isVisible());
        QVERIFY(gone.isEmpty());
        desk.workspace.refusal.reset();
        buttonOf(*dialog, u"Delete for good"_s)->click();
        settle();
        QCOMPARE(desk.workspace.sent<DeleteContact>().last().contact, desk.workspace.conversation(desk.id).contact);
        QCOMPARE(gone.size(), 1);
    }

    void settingsApplyAtOnce() {
        Desk desk;
        SettingsDialog dialog(desk.context);
        checkNames(dialog);
        const auto choose = [&](const QString& name, const QVariant& value) {
            for (auto* box : dialog.findChildren<QComboBox*>()) {
                if (box->accessibleName() == name) {
                    box->setCurrentIndex(box->findData(value));
                    emit box->activated(box->currentIndex());
                    return;
                }
            }
            QFAIL(qPrintable(name));
        };
        choose(u"Colours"_s, int(ColourMode::Dark));
        QVERIFY(desk.theme.tokens().dark);
        QCOMPARE(desk.settings.colourMode(), int(ColourMode::Dark));
        choose(u"Text size"_s, 150);
        QCOMPARE(desk.theme.scale(), 150);
        choose(u"Send key in chats"_s, false);
        QVERIFY(!desk.settings.enterSends());
        choose(u"Hold before sending"_s, 20);
        QCOMPARE(desk.settings.holdSeconds(), 20);
        choose(u"Suggestions"_s, int(AssistLevel::Quiet));
        QCOMPARE(desk.settings.assistLevel(), AssistLevel::Quiet);
        auto* target = dialog.findChild<QSpinBox*>();
        QTRY_VERIFY(target->isEnabled());
        target->setValue(45);
        QCOMPARE(desk.workspace.sent<SetSetting>().size(), 1);
        QCOMPARE(desk.workspace.sent<SetSetting>().first().key, u"reply_target_minutes"_s);
        QCOMPARE(desk.workspace.sent<SetSetting>().first().value.toInt(), 45);
    }

    void polishingIsSetUp() {
        Desk desk;
        desk.workspace.values.insert(QLatin1String(polishsettings::Url), u"http://localhost:8080/v1"_s);
        desk.workspace.values.insert(QLatin1String(polishsettings::Key), true);
        SettingsDialog dialog(desk.context);
        settle();
        auto* enabled = dialog.findChild<QCheckBox*>(u"polishEnabled"_s);
        auto* url = dialog.findChild<QLineEdit*>(u"polishUrl"_s);
        auto* key = dialog.findChild<QLineEdit*>(u"polishKey"_s);
        QVERIFY(enabled->isEnabled());
        QVERIFY(!enabled->isChecked());
        QVERIFY(!url->isEnabled());
        QCOMPARE(url->text(), u"http://localhost:8080/v1"_s);
        QVERIFY(key->text().isEmpty()); // a key is never shown
        QVERIFY(desk.workspace.sent<SetSetting>().isEmpty());
        enabled->setChecked(true);
        QVERIFY(url->isEnabled());
        key->setText(u"geheim"_s);
        key->setModified(true);
        emit key->editingFinished();
        const auto settings = desk.workspace.sent<SetSetting>();
        QCOMPARE(settings.size(), 2);
        QCOMPARE(settings.at(0).key, QLatin1String(polishsettings::Enabled));
        QCOMPARE(settings.at(0).value, QJsonValue(true));
        QCOMPARE(settings.at(1).key, QLatin1String(polishsettings::Key));
        QCOMPARE(settings.at(1).value, QJsonValue(u"geheim"_s));
        QVERIFY(key->text().isEmpty());
    }

    void internalWordsAreEdited() {
        Desk desk;
        SettingsDialog dialog(desk.context);
        settle();
        auto* words = dialog.findChild<QLineEdit*>(u"internalWords"_s);
        QVERIFY(words && words->isEnabled());
        QCOMPARE(words->text(), rules::defaultInternalWords().join(u", "_s));
        words->setText(u" Marge ,, Einkaufs preis, Marge"_s);
        words->setModified(true);
        emit words->editingFinished();
        const auto settings = desk.workspace.sent<SetSetting>();
        QCOMPARE(settings.size(), 1);
        QCOMPARE(settings.first().key, QLatin1String(rules::InternalWordsSetting));
        QCOMPARE(settings.first().value, QJsonValue(QJsonArray{u"Marge"_s, u"Einkaufs preis"_s}));
        emit words->editingFinished(); // nothing new
        QCOMPARE(desk.workspace.sent<SetSetting>().size(), 1);
    }

    void synonymsAreEdited() {
        Desk desk;
        desk.workspace.synonymGroups = {{u"de"_s, {u"Gutschein"_s, u"Voucher"_s}}};
        SynonymsPage page(desk.context, nullptr);
        settle();
        const auto lines = [&] {
            QList<QLineEdit*> shown;
            for (auto* edit : page.findChildren<QLineEdit*>()) {
                if (!edit->parentWidget()->isHidden())
                    shown += edit;
            }
            return shown;
        };
        QCOMPARE(lines().size(), 1);
        QCOMPARE(lines().first()->text(), u"Gutschein, Voucher"_s);
        emit lines().first()->editingFinished(); // nothing changed, nothing saved
        QVERIFY(desk.workspace.sent<SaveSynonyms>().isEmpty());
        page.findChild<QPushButton*>(u"synonymAdd"_s)->click();
        QCOMPARE(lines().size(), 2);
        lines().at(1)->setText(u" Paket ,, Sendung, paket, "_s);
        emit lines().at(1)->editingFinished();
        auto saved = desk.workspace.sent<SaveSynonyms>();
        QCOMPARE(saved.size(), 1);
        QCOMPARE(saved.first().groups, (QList<SynonymGroup>{{u"de"_s, {u"Gutschein"_s, u"Voucher"_s}},
                                                            {u"de"_s, {u"Paket"_s, u"Sendung"_s}}}));
        // One word alone means nothing; it is said and not saved.
        lines().at(1)->setText(u"Paket"_s);
        emit lines().at(1)->editingFinished();
        saved = desk.workspace.sent<SaveSynonyms>();
        QCOMPARE(saved.constLast().groups.size(), 1);
        QVERIFY(!page.findChild<MessageBar*>()->isHidden());
        for (auto* button : page.findChildren<IconButton*>()) {
            if (button->accessibleName() == u"Remove group 1"_s)
                button->click();
        }
        QVERIFY(desk.workspace.sent<SaveSynonyms>().constLast().groups.isEmpty());
        QCOMPARE(SynonymsPage::wordsOf(u"a,b,"_s.repeated(3)), (QStringList{u"a"_s, u"b"_s}));
    }

    void settingsAreFound() {
        Desk desk;
        SettingsDialog dialog(desk.context);
        auto* list = dialog.findChild<QListWidget*>(u"settingsCategories"_s);
        auto* search = dialog.findChild<QLineEdit*>(u"settingsSearch"_s);
        const auto shown = [&] {
            QStringList names;
            for (int i = 0; i < list->count(); ++i) {
                if (!list->item(i)->isHidden())
                    names += list->item(i)->text();
            }
            return names;
        };
        QCOMPARE(shown().size(), 9);
        search->setText(u"hold before"_s); // "holding" is a key, too
        QCOMPARE(shown(), QStringList{u"Sending"_s});
        QCOMPARE(list->currentItem()->text(), u"Sending"_s);
        search->setText(u"no such thing"_s);
        QVERIFY(shown().isEmpty());
        search->clear();
        QCOMPARE(shown().size(), 9);
    }

    void keysConflictsAreSaid() {
        Desk desk;
        KeyboardPage page(desk.context, nullptr);
        QCOMPARE(page.conflict(u"search"_s, QKeySequence(Qt::CTRL | Qt::Key_K)), u"palette"_s);
        QVERIFY(page.conflict(u"palette"_s, QKeySequence(Qt::CTRL | Qt::Key_K)).isEmpty());
        desk.settings.setShortcut(u"palette"_s, u"none"_s);
        QVERIFY(page.conflict(u"search"_s, QKeySequence(Qt::CTRL | Qt::Key_K)).isEmpty());
        QVERIFY(KeyboardPage::isForbidden(QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_E)));
        QVERIFY(KeyboardPage::isForbidden(QKeySequence(Qt::ALT | Qt::Key_L)));
        QVERIFY(KeyboardPage::isForbidden(QKeySequence(Qt::Key_A)));
        QVERIFY(KeyboardPage::isForbidden(QKeySequence(Qt::SHIFT | Qt::Key_A)));
        QVERIFY(!KeyboardPage::isForbidden(QKeySequence(Qt::ALT | Qt::Key_Down)));
        QVERIFY(!KeyboardPage::isForbidden(QKeySequence(Qt::ALT | Qt::Key_3)));
        QVERIFY(!KeyboardPage::isForbidden(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D)));
        QVERIFY(!KeyboardPage::isForbidden(QKeySequence(Qt::Key_F8)));
    }

    void flowLayoutWraps() {
        QWidget host;
        auto* flow = new FlowLayout(&host, 10, 5);
        for (int i = 0; i < 3; ++i) {
            auto* box = new QWidget(&host);
            box->setFixedSize(100, i == 1 ? 40 : 20);
            flow->addWidget(box);
        }
        QCOMPARE(flow->heightForWidth(400), 40);
        QCOMPARE(flow->heightForWidth(215), 65);
        QCOMPARE(flow->heightForWidth(100), 90);
        flow->setGeometry({0, 0, 215, 65});
        QCOMPARE(flow->itemAt(0)->geometry(), QRect(0, 10, 100, 20)); // centred in its row
        QCOMPARE(flow->itemAt(1)->geometry(), QRect(110, 0, 100, 40));
        QCOMPARE(flow->itemAt(2)->geometry(), QRect(0, 45, 100, 20));
    }
};

SOUFFLEUR_UI_TEST_MAIN(TestPanels)
#include "tst_Panels.moc"
