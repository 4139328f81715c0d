<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>souffleur::ui::BulkPage</name>
    <message numerus="yes">
        <source>Change %n entry(ies)</source>
        <translation>
            <numerusform>Change %n entry</numerusform>
            <numerusform>Change %n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Taken back in %n entry(ies).</source>
        <translation>
            <numerusform>Taken back in %n entry.</numerusform>
            <numerusform>Taken back in %n entries.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changed %n entry(ies).</source>
        <translation>
            <numerusform>Changed %n entry.</numerusform>
            <numerusform>Changed %n entries.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n there was nothing to change.</source>
        <translation>
            <numerusform>In %n there was nothing to change.</numerusform>
            <numerusform>In %n there was nothing to change.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not published: the question or the answer is missing.</source>
        <translation>
            <numerusform>%n not published: the question or the answer is missing.</numerusform>
            <numerusform>%n not published: the question or the answer is missing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not changed: it would end before it begins.</source>
        <translation>
            <numerusform>%n not changed: it would end before it begins.</numerusform>
            <numerusform>%n not changed: they would end before they begin.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not changed: somebody else saved it meanwhile.</source>
        <translation>
            <numerusform>%n not changed: somebody else saved it meanwhile.</numerusform>
            <numerusform>%n not changed: somebody else saved them meanwhile.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) chosen</source>
        <translation>
            <numerusform>%n entry chosen</numerusform>
            <numerusform>%n entries chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them with changes that are not saved; left out here.</source>
        <translation>
            <numerusform>%n of them has changes that are not saved and is left out here.</numerusform>
            <numerusform>%n of them have changes that are not saved and are left out here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>souffleur::ui::ChannelDialog</name>
    <message numerus="yes">
        <source>free replies for %n hour(s) after the customer wrote</source>
        <translation>
            <numerusform>free replies for %n hour after the customer wrote</numerusform>
            <numerusform>free replies for %n hours after the customer wrote</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>souffleur::ui::ChatStrip</name>
    <message numerus="yes">
        <source>%n more open chat(s)</source>
        <translation>
            <numerusform>%n more open chat</numerusform>
            <numerusform>%n more open chats</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>souffleur::ui::ChatTab</name>
    <message numerus="yes">
        <source>%n unread message(s)</source>
        <translation>
            <numerusform>%n unread message</numerusform>
            <numerusform>%n unread messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>souffleur::ui::Composer</name>
    <message numerus="yes">
        <source>Storing %n file(s) …</source>
        <translation>
            <numerusform>Storing %n file …</numerusform>
            <numerusform>Storing %n files …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n character(s) too long</source>
        <translation>
            <numerusform>%n character too long</numerusform>
            <numerusform>%n characters too long</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sending in %n second(s).</source>
        <translation>
            <numerusform>Sending in %n second.</numerusform>
            <numerusform>Sending in %n seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sending to %1 in %n second(s).</source>
        <translation>
            <numerusform>Sending to %1 in %n second.</numerusform>
            <numerusform>Sending to %1 in %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>souffleur::ui::ConversationListModel</name>
    <message numerus="yes">
        <source>%n unread message(s)</source>
        <translation>
            <numerusform>%n unread message</numerusform>
            <numerusform>%n unread messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>souffleur::ui::CustomerPanel</name>
    <message numerus="yes">
        <source>Rated %n star(s)</source>
        <translation>
            <numerusform>Rated %n star</numerusform>
            <numerusform>Rated %n stars</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>souffleur::ui::DuplicatePage</name>
    <message numerus="yes">
        <source>sent %n time(s)</source>
        <translation>
            <numerusform>sent once</numerusform>
            <numerusform>sent %n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wording(s)</source>
        <translation>
            <numerusform>%n wording</numerusform>
            <numerusform>%n wordings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>souffleur::ui::EntryDiff</name>
    <message numerus="yes">
        <source>Review every %n day(s)</source>
        <translation>
            <numerusform>Review every day</numerusform>
            <numerusform>Review every %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>souffleur::ui::EntryEditor</name>
    <message numerus="yes">
        <source>%n character(s) too long</source>
        <translation>
            <numerusform>%n character too long</numerusform>
            <numerusform>%n characters too long</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>souffleur::ui::EntryListModel</name>
    <message numerus="yes">
        <source>sent %n time(s)</source>
        <translation>
            <numerusform>sent once</numerusform>
            <numerusform>sent %n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>souffleur::ui::FaqTransfer</name>
    <message numerus="yes">
        <source>%n answer(s) imported.</source>
        <translation>
            <numerusform>%n answer imported.</numerusform>
            <numerusform>%n answers imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %n answer(s)</source>
        <translation>
            <numerusform>Import %n answer</numerusform>
            <numerusform>Import %n answers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>souffleur::ui::GapPage</name>
    <message numerus="yes">
        <source>%n customer(s) in 90 days</source>
        <translation>
            <numerusform>%n customer in 90 days</numerusform>
            <numerusform>%n customers in 90 days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting now</source>
        <translation>
            <numerusform>%n waiting now</numerusform>
            <numerusform>%n waiting now</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“none fits” said %n time(s)</source>
        <translation>
            <numerusform>“none fits” said once</numerusform>
            <numerusform>“none fits” said %n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the bot was silent %n time(s)</source>
        <translation>
            <numerusform>the bot was silent once</numerusform>
            <numerusform>the bot was silent %n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>souffleur::ui::GuardText</name>
    <message numerus="yes">
        <source>%n character(s) too long for %1.</source>
        <translation>
            <numerusform>%n character too long for %1.</numerusform>
            <numerusform>%n characters too long for %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>souffleur::ui::InboxPanel</name>
    <message numerus="yes">
        <source>%n new – show (F5)</source>
        <translation>
            <numerusform>%n new – show (F5)</numerusform>
            <numerusform>%n new – show (F5)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>souffleur::ui::KnowledgeList</name>
    <message numerus="yes">
        <source>%n customer(s)</source>
        <translation>
            <numerusform>%n customer</numerusform>
            <numerusform>%n customers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting now</source>
        <translation>
            <numerusform>%n waiting now</numerusform>
            <numerusform>%n waiting now</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>souffleur::ui::KnowledgePage</name>
    <message numerus="yes">
        <source>%n entry(ies) of the FAQ with changes that are not saved.</source>
        <translation>
            <numerusform>%n entry of the FAQ has changes that are not saved.</numerusform>
            <numerusform>%n entries of the FAQ have changes that are not saved.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>souffleur::ui::MailDialog</name>
    <message numerus="yes">
        <source>%n mail(s) in the inbox</source>
        <translation>
            <numerusform>%n mail in the inbox</numerusform>
            <numerusform>%n mails in the inbox</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>souffleur::ui::MainWindow</name>
    <message numerus="yes">
        <source>Souffleur closed unexpectedly. %n draft(s) restored, nothing was sent twice.</source>
        <translation>
            <numerusform>Souffleur closed unexpectedly. %n draft restored, nothing was sent twice.</numerusform>
            <numerusform>Souffleur closed unexpectedly. %n drafts restored, nothing was sent twice.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>souffleur::ui::Notifier</name>
    <message numerus="yes">
        <source>%n new message(s), %1</source>
        <translation>
            <numerusform>%n new message, %1</numerusform>
            <numerusform>%n new messages, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n customer(s) wrote</source>
        <translation>
            <numerusform>%n customer wrote</numerusform>
            <numerusform>%n customers wrote</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>souffleur::ui::ProtectPage</name>
    <message numerus="yes">
        <source>The password is too short. It needs at least %n character(s).</source>
        <translation>
            <numerusform>The password is too short. It needs at least %n character.</numerusform>
            <numerusform>The password is too short. It needs at least %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n character(s) or more, best several words.</source>
        <translation>
            <numerusform>%n character or more, best several words.</numerusform>
            <numerusform>%n characters or more, best several words.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Too short: at least %n character(s).</source>
        <translation>
            <numerusform>Too short: at least %n character.</numerusform>
            <numerusform>Too short: at least %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Weak: take %n different character(s) or more, best several words.</source>
        <translation>
            <numerusform>Weak: take %n different character or more, best several words.</numerusform>
            <numerusform>Weak: take %n different characters or more, best several words.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>souffleur::ui::SendingPage</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>souffleur::ui::SuggestionCard</name>
    <message numerus="yes">
        <source>Sent %n time(s), %1 % hardly changed</source>
        <translation>
            <numerusform>Sent %n time, %1 % hardly changed</numerusform>
            <numerusform>Sent %n times, %1 % hardly changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reviewed %n day(s) ago</source>
        <translation>
            <numerusform>Reviewed %n day ago</numerusform>
            <numerusform>Reviewed %n days ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>souffleur::ui::SuggestionsPanel</name>
    <message numerus="yes">
        <source>%n suggestion(s), best: %1</source>
        <translation>
            <numerusform>%n suggestion: %1</numerusform>
            <numerusform>%n suggestions, best: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more answer(s)</source>
        <translation>
            <numerusform>%n more answer</numerusform>
            <numerusform>%n more answers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>souffleur::ui::TestBench</name>
    <message numerus="yes">
        <source>Run %n test case(s)</source>
        <translation>
            <numerusform>Run %n test case</numerusform>
            <numerusform>Run %n test cases</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>souffleur::ui::ThreadPanel</name>
    <message numerus="yes">
        <source>%n new message(s)</source>
        <translation>
            <numerusform>%n new message</numerusform>
            <numerusform>%n new messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>souffleur::ui::TrayIcon</name>
    <message numerus="yes">
        <source>Souffleur: %n customer(s) waiting</source>
        <translation>
            <numerusform>Souffleur: %n customer waiting</numerusform>
            <numerusform>Souffleur: %n customers waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>souffleur::ui::VariantList</name>
    <message numerus="yes">
        <source>Show %n more</source>
        <translation>
            <numerusform>Show %n more</numerusform>
            <numerusform>Show %n more</numerusform>
        </translation>
    </message>
</context>
</TS>
