<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>QShortcut</name>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Umschalt</translation>
    </message>
    <message>
        <source>Alt</source>
        <translation>Alt</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Return</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>Ins</source>
        <translation>Einfg</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>Backspace</source>
        <translation>Rücktaste</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Runter</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Pos1</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>PgUp</source>
        <translation>Bild auf</translation>
    </message>
    <message>
        <source>PgDown</source>
        <translation>Bild ab</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::ActionRegistry</name>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Posteingang</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>Vorschläge</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Commands and quick switch</source>
        <translation>Befehle und Schnellwechsel</translation>
    </message>
    <message>
        <source>Next area</source>
        <translation>Nächster Bereich</translation>
    </message>
    <message>
        <source>Previous area</source>
        <translation>Vorheriger Bereich</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Search everything</source>
        <translation>Alles durchsuchen</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Größere Schrift</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Kleinere Schrift</translation>
    </message>
    <message>
        <source>Normal text size</source>
        <translation>Normale Schriftgröße</translation>
    </message>
    <message>
        <source>Customer and suggestions column</source>
        <translation>Spalte mit Kundendaten und Vorschlägen</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Refresh, show new rows</source>
        <translation>Aktualisieren, neue Zeilen zeigen</translation>
    </message>
    <message>
        <source>Next waiting customer</source>
        <translation>Nächstes wartendes Gespräch</translation>
    </message>
    <message>
        <source>Back to the one before</source>
        <translation>Zurück zum Gespräch davor</translation>
    </message>
    <message>
        <source>Next conversation in the list</source>
        <translation>Nächstes Gespräch in der Liste</translation>
    </message>
    <message>
        <source>Previous conversation in the list</source>
        <translation>Vorheriges Gespräch in der Liste</translation>
    </message>
    <message>
        <source>Resolve or reopen</source>
        <translation>Abschließen oder wieder öffnen</translation>
    </message>
    <message>
        <source>Snooze …</source>
        <translation>Zurückstellen …</translation>
    </message>
    <message>
        <source>Assign …</source>
        <translation>Zuweisen …</translation>
    </message>
    <message>
        <source>Assign to me</source>
        <translation>Mir zuweisen</translation>
    </message>
    <message>
        <source>Tags …</source>
        <translation>Tags …</translation>
    </message>
    <message>
        <source>Priority …</source>
        <translation>Priorität …</translation>
    </message>
    <message>
        <source>Mark as read or unread</source>
        <translation>Als gelesen oder ungelesen markieren</translation>
    </message>
    <message>
        <source>Reply or internal note</source>
        <translation>Antwort oder interne Notiz</translation>
    </message>
    <message>
        <source>Quote selected or latest message</source>
        <translation>Gewählte oder neueste Nachricht zitieren</translation>
    </message>
    <message>
        <source>Insert suggestion 1</source>
        <translation>Vorschlag 1 einfügen</translation>
    </message>
    <message>
        <source>Insert suggestion 2</source>
        <translation>Vorschlag 2 einfügen</translation>
    </message>
    <message>
        <source>Insert suggestion 3</source>
        <translation>Vorschlag 3 einfügen</translation>
    </message>
    <message>
        <source>To the suggestions</source>
        <translation>Zu den Vorschlägen</translation>
    </message>
    <message>
        <source>Search the FAQ by hand</source>
        <translation>FAQ selbst durchsuchen</translation>
    </message>
    <message>
        <source>No suggestion fits</source>
        <translation>Kein Vorschlag passt</translation>
    </message>
    <message>
        <source>Chat used before</source>
        <translation>Zuletzt benutztes Gespräch</translation>
    </message>
    <message>
        <source>Back through the used chats</source>
        <translation>Zurück durch die benutzten Gespräche</translation>
    </message>
    <message>
        <source>Move the chat to the left</source>
        <translation>Gespräch nach links schieben</translation>
    </message>
    <message>
        <source>Move the chat to the right</source>
        <translation>Gespräch nach rechts schieben</translation>
    </message>
    <message>
        <source>Close the chat</source>
        <translation>Gespräch aus der Leiste nehmen</translation>
    </message>
    <message>
        <source>Open chat 1</source>
        <translation>Offenes Gespräch 1</translation>
    </message>
    <message>
        <source>Open chat 2</source>
        <translation>Offenes Gespräch 2</translation>
    </message>
    <message>
        <source>Open chat 3</source>
        <translation>Offenes Gespräch 3</translation>
    </message>
    <message>
        <source>Open chat 4</source>
        <translation>Offenes Gespräch 4</translation>
    </message>
    <message>
        <source>Open chat 5</source>
        <translation>Offenes Gespräch 5</translation>
    </message>
    <message>
        <source>Open chat 6</source>
        <translation>Offenes Gespräch 6</translation>
    </message>
    <message>
        <source>Open chat 7</source>
        <translation>Offenes Gespräch 7</translation>
    </message>
    <message>
        <source>Open chat 8</source>
        <translation>Offenes Gespräch 8</translation>
    </message>
    <message>
        <source>Open chat 9</source>
        <translation>Offenes Gespräch 9</translation>
    </message>
    <message>
        <source>Find in this conversation</source>
        <translation>In diesem Gespräch suchen</translation>
    </message>
    <message>
        <source>Next older hit</source>
        <translation>Nächster älterer Treffer</translation>
    </message>
    <message>
        <source>Next newer hit</source>
        <translation>Nächster neuerer Treffer</translation>
    </message>
    <message>
        <source>Holding reply with a promised time</source>
        <translation>Zwischenbescheid mit zugesagter Zeit</translation>
    </message>
    <message>
        <source>Next spelling mistake</source>
        <translation>Nächster Rechtschreibfehler</translation>
    </message>
    <message>
        <source>Note my reply for the FAQ</source>
        <translation>Als FAQ vormerken</translation>
    </message>
    <message>
        <source>Knowledge</source>
        <translation>Wissen</translation>
    </message>
    <message>
        <source>Go to the inbox</source>
        <translation>Zum Posteingang</translation>
    </message>
    <message>
        <source>Go to the knowledge</source>
        <translation>Zum Wissen</translation>
    </message>
    <message>
        <source>New entry</source>
        <translation>Neuer Eintrag</translation>
    </message>
    <message>
        <source>Save the entry</source>
        <translation>Eintrag speichern</translation>
    </message>
    <message>
        <source>Publish the entry</source>
        <translation>Eintrag veröffentlichen</translation>
    </message>
    <message>
        <source>Search the knowledge</source>
        <translation>Wissen durchsuchen</translation>
    </message>
    <message>
        <source>Try a question out</source>
        <translation>Eine Frage ausprobieren</translation>
    </message>
    <message>
        <source>Edit the question</source>
        <translation>Frage bearbeiten</translation>
    </message>
    <message>
        <source>History of the entry</source>
        <translation>Verlauf des Eintrags</translation>
    </message>
    <message>
        <source>Help for this view, then all keys</source>
        <translation>Hilfe zu dieser Ansicht, dann alle Tasten</translation>
    </message>
    <message>
        <source>Go to the channels</source>
        <translation>Zu den Kanälen</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Back in the visited chats</source>
        <translation>Zurück in den besuchten Gesprächen</translation>
    </message>
    <message>
        <source>Forward in the visited chats</source>
        <translation>Vor in den besuchten Gesprächen</translation>
    </message>
    <message>
        <source>New conversation …</source>
        <translation>Neues Gespräch …</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::AppearancePage</name>
    <message>
        <source>Like the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>Everything grows with it.</source>
        <translation>Alles andere wächst mit.</translation>
    </message>
    <message>
        <source>Compact rows</source>
        <translation>Kompakte Zeilen</translation>
    </message>
    <message>
        <source>More conversations on the screen.</source>
        <translation>Mehr Gespräche auf dem Bildschirm.</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>Bewegung reduzieren</translation>
    </message>
    <message>
        <source>Nothing slides or fades.</source>
        <translation>Nichts gleitet oder blendet über.</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::AssistPage</name>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Quiet: opened with %1</source>
        <translation>Zurückhaltend: mit %1 öffnen</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>Vorschläge</translation>
    </message>
    <message>
        <source>Answers out of the FAQ, beside the conversation. Nothing is ever sent by itself.</source>
        <translation>Antworten aus der FAQ neben dem Gespräch. Es wird nie etwas von selbst gesendet.</translation>
    </message>
    <message>
        <source>Other words by a language model</source>
        <translation>Andere Worte durch ein Sprachmodell</translation>
    </message>
    <message>
        <source>Off unless you want it. The server below gets the FAQ&apos;s text and the customer&apos;s question without names, numbers and addresses, and nothing else. What comes back is shown as a change to take or to drop; it is refused when a number, date, amount or link differs.</source>
        <translation>Aus, solange Sie es nicht wollen. Der Server unten bekommt den Text der FAQ und die Frage des Kunden ohne Namen, Zahlen und Adressen, sonst nichts. Was zurückkommt, wird als Änderung gezeigt, die Sie annehmen oder verwerfen; weicht eine Zahl, ein Datum, ein Betrag oder ein Link ab, wird es abgelehnt.</translation>
    </message>
    <message>
        <source>Server address</source>
        <translation>Adresse des Servers</translation>
    </message>
    <message>
        <source>OpenAI-compatible, for instance llama.cpp or Ollama on your own machine. Elsewhere only with https.</source>
        <translation>OpenAI-kompatibel, zum Beispiel llama.cpp oder Ollama auf dem eigenen Rechner. Anderswo nur mit https.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>As the server calls it; empty: its own choice.</source>
        <translation>Wie der Server es nennt; leer: seine eigene Wahl.</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>A key is kept. Type a new one to replace it.</source>
        <translation>Ein Schlüssel ist hinterlegt. Geben Sie einen neuen ein, um ihn zu ersetzen.</translation>
    </message>
    <message>
        <source>Only if the server wants one. It is kept encrypted.</source>
        <translation>Nur wenn der Server einen verlangt. Er wird verschlüsselt aufbewahrt.</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::AttachmentChip</name>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Attachment %1</source>
        <translation>Anhang %1</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::BulkPage</name>
    <message>
        <source>Changing %1 of %2 …</source>
        <translation>%1 von %2 werden geändert …</translation>
    </message>
    <message numerus="yes">
        <source>Change %n entry(ies)</source>
        <translation>
            <numerusform>%n Eintrag ändern</numerusform>
            <numerusform>%n Einträge ändern</numerusform>
        </translation>
    </message>
    <message>
        <source>A date cannot be read.</source>
        <translation>Ein Datum ist nicht lesbar.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>a tag, number of entries</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message numerus="yes">
        <source>Taken back in %n entry(ies).</source>
        <translation>
            <numerusform>In %n Eintrag zurückgenommen.</numerusform>
            <numerusform>In %n Einträgen zurückgenommen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changed %n entry(ies).</source>
        <translation>
            <numerusform>%n Eintrag geändert.</numerusform>
            <numerusform>%n Einträge geändert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n there was nothing to change.</source>
        <translation>
            <numerusform>In %n gab es nichts zu ändern.</numerusform>
            <numerusform>In %n gab es nichts zu ändern.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not published: the question or the answer is missing.</source>
        <translation>
            <numerusform>%n nicht veröffentlicht: Die Frage oder die Antwort fehlt.</numerusform>
            <numerusform>%n nicht veröffentlicht: Die Frage oder die Antwort fehlt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not changed: it would end before it begins.</source>
        <translation>
            <numerusform>%n nicht geändert: Er würde enden, bevor er beginnt.</numerusform>
            <numerusform>%n nicht geändert: Sie würden enden, bevor sie beginnen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not changed: somebody else saved it meanwhile.</source>
        <translation>
            <numerusform>%n nicht geändert: Jemand anderes hat ihn inzwischen gespeichert.</numerusform>
            <numerusform>%n nicht geändert: Jemand anderes hat sie inzwischen gespeichert.</numerusform>
        </translation>
    </message>
    <message>
        <source>The rest was left alone.</source>
        <translation>Die übrigen blieben, wie sie waren.</translation>
    </message>
    <message>
        <source>Several entries</source>
        <translation>Mehrere Einträge</translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation>Unverändert lassen</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) chosen</source>
        <translation>
            <numerusform>%n Eintrag ausgewählt</numerusform>
            <numerusform>%n Einträge ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>What you set here is changed in all of them. Everything else stays as it is.</source>
        <translation>Was Sie hier festlegen, ändert sich in allen. Alles andere bleibt, wie es ist.</translation>
    </message>
    <message numerus="yes">
        <source>%n of them with changes that are not saved; left out here.</source>
        <translation>
            <numerusform>%n davon hat ungespeicherte Änderungen und bleibt hier außen vor.</numerusform>
            <numerusform>%n davon haben ungespeicherte Änderungen und bleiben hier außen vor.</numerusform>
        </translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Veröffentlichen</translation>
    </message>
    <message>
        <source>Submit for review</source>
        <translation>Zur Prüfung geben</translation>
    </message>
    <message>
        <source>Back to a draft</source>
        <translation>Zurück zum Entwurf</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archivieren</translation>
    </message>
    <message>
        <source>Audience</source>
        <translation>Sichtbar</translation>
    </message>
    <message>
        <source>Add tags</source>
        <translation>Schlagworte hinzufügen</translation>
    </message>
    <message>
        <source>Remove tags</source>
        <translation>Schlagworte entfernen</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Gültig</translation>
    </message>
    <message>
        <source>from</source>
        <translation>ab</translation>
    </message>
    <message>
        <source>Change from when they are valid</source>
        <translation>Gültigkeitsbeginn ändern</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>ab sofort</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>Gültig ab</translation>
    </message>
    <message>
        <source>until</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>Change until when they are valid</source>
        <translation>Gültigkeitsende ändern</translation>
    </message>
    <message>
        <source>no end</source>
        <translation>ohne Ende</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Gültig bis</translation>
    </message>
    <message>
        <source>Clear the selection</source>
        <translation>Auswahl aufheben</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::ChannelDialog</name>
    <message>
        <source>The report is in the clipboard. It holds no secrets.</source>
        <translation>Der Bericht ist in der Zwischenablage. Er enthält keine Geheimnisse.</translation>
    </message>
    <message>
        <source>Checking …</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>text up to %1 characters</source>
        <translation>Text bis %1 Zeichen</translation>
    </message>
    <message>
        <source>files up to %1</source>
        <translation>Dateien bis %1</translation>
    </message>
    <message>
        <source>quotes</source>
        <translation>Zitate</translation>
    </message>
    <message>
        <source>reactions</source>
        <translation>Reaktionen</translation>
    </message>
    <message>
        <source>typing sign</source>
        <translation>Tippanzeige</translation>
    </message>
    <message>
        <source>read receipts</source>
        <translation>Lesebestätigungen</translation>
    </message>
    <message numerus="yes">
        <source>free replies for %n hour(s) after the customer wrote</source>
        <translation>
            <numerusform>freie Antworten bis %n Stunde nach der Kundennachricht</numerusform>
            <numerusform>freie Antworten bis %n Stunden nach der Kundennachricht</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 can: %2.</source>
        <translation>%1 kann: %2.</translation>
    </message>
    <message>
        <source>Channel settings</source>
        <translation>Kanaleinstellungen</translation>
    </message>
    <message>
        <source>Add a channel</source>
        <translation>Kanal hinzufügen</translation>
    </message>
    <message>
        <source>%1 channel</source>
        <translation>Kanal %1</translation>
    </message>
    <message>
        <source>Connect %1</source>
        <translation>%1 verbinden</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name of the channel</source>
        <translation>Name des Kanals</translation>
    </message>
    <message>
        <source>Hide advanced settings</source>
        <translation>Erweiterte Einstellungen ausblenden</translation>
    </message>
    <message>
        <source>Advanced settings</source>
        <translation>Erweiterte Einstellungen</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>You left this half-way; here is what you had entered.</source>
        <translation>Sie haben dies nicht abgeschlossen; hier sind Ihre bisherigen Eingaben.</translation>
    </message>
    <message>
        <source>Start anew</source>
        <translation>Neu beginnen</translation>
    </message>
    <message>
        <source>“%1” is a number between %2 and %3.</source>
        <translation>„%1“ ist eine Zahl zwischen %2 und %3.</translation>
    </message>
    <message>
        <source>“%1” cannot be used as it is. Please check it.</source>
        <translation>„%1“ ist so nicht verwendbar. Bitte prüfen Sie die Eingabe.</translation>
    </message>
    <message>
        <source>“%1” is missing.</source>
        <translation>„%1“ fehlt.</translation>
    </message>
    <message>
        <source>“Test” checks what is stored. Enter something else to replace it.</source>
        <translation>„Testen“ prüft, was gespeichert ist. Geben Sie etwas anderes ein, um es zu ersetzen.</translation>
    </message>
    <message>
        <source>Fill in the fields; the checks start by themselves. Nothing is sent or changed.</source>
        <translation>Füllen Sie die Felder aus; die Prüfungen starten von selbst. Es wird nichts gesendet oder geändert.</translation>
    </message>
    <message>
        <source>Secrets are kept encrypted and never shown in logs or reports.</source>
        <translation>Geheimnisse werden verschlüsselt aufbewahrt und nie in Protokollen oder Berichten gezeigt.</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::ChannelsPage</name>
    <message>
        <source>Switched off</source>
        <translation>Ausgeschaltet</translation>
    </message>
    <message>
        <source>Connecting …</source>
        <translation>Wird verbunden …</translation>
    </message>
    <message>
        <source>Connected · last message %1</source>
        <translation>Verbunden · letzte Nachricht %1</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>connection lost</source>
        <translation>Verbindung verloren</translation>
    </message>
    <message>
        <source>Interrupted: %1. Next attempt at %2.</source>
        <translation>Unterbrochen: %1. Nächster Versuch um %2.</translation>
    </message>
    <message>
        <source>Interrupted: %1.</source>
        <translation>Unterbrochen: %1.</translation>
    </message>
    <message>
        <source>Needs your help</source>
        <translation>Braucht Ihre Hilfe</translation>
    </message>
    <message>
        <source>Reconnect</source>
        <translation>Neu verbinden</translation>
    </message>
    <message>
        <source>Reconnect %1</source>
        <translation>%1 neu verbinden</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>%1 bearbeiten</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>No channel connected yet.</source>
        <translation>Noch kein Kanal verbunden.</translation>
    </message>
    <message>
        <source>Remove “%1”? Its conversations stay, but nobody can be answered there any more.</source>
        <translation>„%1“ entfernen? Die Gespräche bleiben erhalten, aber Antworten sind dort nicht mehr möglich.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Remove the channel</source>
        <translation>Kanal entfernen</translation>
    </message>
    <message>
        <source>Add a channel</source>
        <translation>Kanal hinzufügen</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::ChatStrip</name>
    <message>
        <source>Open chats</source>
        <translation>Offene Gespräche</translation>
    </message>
    <message numerus="yes">
        <source>%n more open chat(s)</source>
        <translation>
            <numerusform>%n weiteres offenes Gespräch</numerusform>
            <numerusform>%n weitere offene Gespräche</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>souffleur::ui::ChatTab</name>
    <message numerus="yes">
        <source>%n unread message(s)</source>
        <translation>
            <numerusform>%n ungelesene Nachricht</numerusform>
            <numerusform>%n ungelesene Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>a draft waits</source>
        <translation>ein Entwurf wartet</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::CheckList</name>
    <message>
        <source>checking …</source>
        <translation>wird geprüft …</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>übersprungen</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::CommandPalette</name>
    <message>
        <source>Commands and quick switch</source>
        <translation>Befehle und Schnellwechsel</translation>
    </message>
    <message>
        <source>Command or name …</source>
        <translation>Befehl oder Name …</translation>
    </message>
    <message>
        <source>Command or name</source>
        <translation>Befehl oder Name</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>Treffer</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::Composer</name>
    <message>
        <source>%1 cannot refer to an earlier message.</source>
        <translation>%1 kann sich nicht auf eine frühere Nachricht beziehen.</translation>
    </message>
    <message>
        <source>The message is quoted in your reply. You are still writing an internal note.</source>
        <translation>Die Nachricht ist in Ihrer Antwort zitiert. Sie schreiben weiterhin eine interne Notiz.</translation>
    </message>
    <message>
        <source>Reply via %1</source>
        <translation>Antwort über %1</translation>
    </message>
    <message>
        <source>Internal note – customers do not see this</source>
        <translation>Interne Notiz – der Kunde sieht das nicht</translation>
    </message>
    <message>
        <source>Reply to %1 via %2</source>
        <translation>Antwort an %1 über %2</translation>
    </message>
    <message>
        <source>Write to your colleagues …</source>
        <translation>Nachricht an das Team …</translation>
    </message>
    <message>
        <source>Write to %1 …</source>
        <translation>Nachricht an %1 …</translation>
    </message>
    <message>
        <source>Save note</source>
        <translation>Notiz speichern</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Write an internal note</source>
        <translation>Interne Notiz schreiben</translation>
    </message>
    <message>
        <source>Refers to an earlier message</source>
        <translation>Bezug: eine frühere Nachricht</translation>
    </message>
    <message>
        <source>Refers to “%1”</source>
        <translation>Bezug: „%1“</translation>
    </message>
    <message numerus="yes">
        <source>Storing %n file(s) …</source>
        <translation>
            <numerusform>%n Datei wird gespeichert …</numerusform>
            <numerusform>%n Dateien werden gespeichert …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n character(s) too long</source>
        <translation>
            <numerusform>%n Zeichen zu lang</numerusform>
            <numerusform>%n Zeichen zu lang</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <comment>characters written, characters allowed</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>from suggestion %1 · unchanged</source>
        <translation>aus Vorschlag %1 · unverändert</translation>
    </message>
    <message>
        <source>from a suggestion · unchanged</source>
        <translation>aus einem Vorschlag · unverändert</translation>
    </message>
    <message>
        <source>from suggestion %1 · %2 % adapted</source>
        <translation>aus Vorschlag %1 · %2 % angepasst</translation>
    </message>
    <message>
        <source>from a suggestion · %1 % adapted</source>
        <translation>aus einem Vorschlag · %1 % angepasst</translation>
    </message>
    <message>
        <source>Internal note</source>
        <translation>Interne Notiz</translation>
    </message>
    <message>
        <source>Do not refer to this message</source>
        <translation>Bezug auf diese Nachricht entfernen</translation>
    </message>
    <message>
        <source>Attach a file</source>
        <translation>Datei anhängen</translation>
    </message>
    <message>
        <source>Insert an emoji</source>
        <translation>Emoji einfügen</translation>
    </message>
    <message>
        <source>Send &amp;&amp; resolve</source>
        <translation>Senden &amp;&amp; abschließen</translation>
    </message>
    <message>
        <source>Send and resolve</source>
        <translation>Senden und abschließen</translation>
    </message>
    <message>
        <source>Write a message</source>
        <translation>Nachricht schreiben</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>Dateien anhängen</translation>
    </message>
    <message>
        <source>Internal notes take text only. Switch to the reply to attach files.</source>
        <translation>Interne Notizen enthalten nur Text. Wechseln Sie zur Antwort, um Dateien anzuhängen.</translation>
    </message>
    <message>
        <source>image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>“%1” is not a file that can be attached.</source>
        <translation>„%1“ ist keine Datei, die sich anhängen lässt.</translation>
    </message>
    <message>
        <source>“%1” (%2) is larger than %3 allows (%4).</source>
        <translation>„%1“ (%2) ist größer, als %3 erlaubt (%4).</translation>
    </message>
    <message>
        <source>A file is still being stored. Send once it is there.</source>
        <translation>Eine Datei wird noch gespeichert. Senden Sie, sobald sie da ist.</translation>
    </message>
    <message>
        <source>Your reply to %1 was not sent; it waits there as a draft.</source>
        <translation>Ihre Antwort an %1 wurde nicht gesendet; sie liegt dort als Entwurf.</translation>
    </message>
    <message>
        <source>Please check before sending: %1</source>
        <translation>Bitte vor dem Senden prüfen: %1</translation>
    </message>
    <message>
        <source>Back to text</source>
        <translation>Zurück zum Text</translation>
    </message>
    <message>
        <source>Send anyway</source>
        <translation>Trotzdem senden</translation>
    </message>
    <message numerus="yes">
        <source>Sending in %n second(s).</source>
        <translation>
            <numerusform>Wird in %n Sekunde gesendet.</numerusform>
            <numerusform>Wird in %n Sekunden gesendet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sending to %1 in %n second(s).</source>
        <translation>
            <numerusform>Wird in %n Sekunde an %1 gesendet.</numerusform>
            <numerusform>Wird in %n Sekunden an %1 gesendet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo sending to %1</source>
        <translation>Senden an %1 rückgängig machen</translation>
    </message>
    <message>
        <source>Too late: the message to %1 is already on its way.</source>
        <translation>Zu spät: Die Nachricht an %1 ist schon unterwegs.</translation>
    </message>
    <message>
        <source>Not sent. Your text is back in the editor.</source>
        <translation>Nicht gesendet. Ihr Text steht wieder im Eingabefeld.</translation>
    </message>
    <message>
        <source>Not sent. Your text waits as a draft for %1.</source>
        <translation>Nicht gesendet. Ihr Text liegt als Entwurf bei %1.</translation>
    </message>
    <message>
        <source>The text is back in your reply. You are still writing an internal note.</source>
        <translation>Der Text steht wieder in Ihrer Antwort. Sie schreiben weiterhin eine interne Notiz.</translation>
    </message>
    <message>
        <source>Free replies possible for another %1.</source>
        <translation>Freie Antworten noch %1 möglich.</translation>
    </message>
    <message>
        <source>%1 does not let a sent message be changed from here. Send a correction instead.</source>
        <translation>Über %1 lässt sich eine gesendete Nachricht von hier aus nicht ändern. Senden Sie stattdessen eine Berichtigung.</translation>
    </message>
    <message>
        <source>Holding reply</source>
        <translation>Zwischenbescheid</translation>
    </message>
    <message>
        <source>Text modules</source>
        <translation>Bausteine</translation>
    </message>
    <message>
        <source>Emoji</source>
        <translation>Emoji</translation>
    </message>
    <message>
        <source>A holding reply goes to the customer; this is an internal note.</source>
        <translation>Ein Zwischenbescheid geht an den Kunden; dies ist eine interne Notiz.</translation>
    </message>
    <message>
        <source>I will get back to you by …</source>
        <translation>Ich melde mich bis …</translation>
    </message>
    <message>
        <source>Today, %1</source>
        <comment>a time</comment>
        <translation>Heute, %1</translation>
    </message>
    <message>
        <source>Tomorrow, %1</source>
        <comment>a time</comment>
        <translation>Morgen, %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>day of the week, time</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Put back after sending, returns %1</source>
        <comment>a time</comment>
        <translation>Nach dem Senden zurückgestellt, kommt %1 wieder</translation>
    </message>
    <message>
        <source>Do not put the conversation back</source>
        <translation>Gespräch nicht zurückstellen</translation>
    </message>
    <message>
        <source>Spelling off</source>
        <translation>Rechtschreibung aus</translation>
    </message>
    <message>
        <source>Spelling is not checked</source>
        <translation>Die Rechtschreibung wird nicht geprüft</translation>
    </message>
    <message>
        <source>%1: no dictionary</source>
        <comment>a language</comment>
        <translation>%1: kein Wörterbuch</translation>
    </message>
    <message>
        <source>No Hunspell dictionary for this language is installed; nothing is checked.</source>
        <translation>Für diese Sprache ist kein Hunspell-Wörterbuch installiert; geprüft wird nichts.</translation>
    </message>
    <message>
        <source>Spelling: %1. Next mistake: %2</source>
        <comment>a dictionary, a key</comment>
        <translation>Rechtschreibung: %1. Nächster Fehler: %2</translation>
    </message>
    <message>
        <source>Spelling: %1</source>
        <translation>Rechtschreibung: %1</translation>
    </message>
    <message>
        <source>As in this window: %1</source>
        <comment>a language</comment>
        <translation>Wie in diesem Fenster: %1</translation>
    </message>
    <message>
        <source>As the customer writes: %1</source>
        <comment>a language</comment>
        <translation>Wie der Kunde schreibt: %1</translation>
    </message>
    <message>
        <source>No dictionaries are installed</source>
        <translation>Keine Wörterbücher installiert</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>No dictionary for this language is installed.</source>
        <translation>Für diese Sprache ist kein Wörterbuch installiert.</translation>
    </message>
    <message>
        <source>Spelling is switched off for now.</source>
        <translation>Die Rechtschreibprüfung ist zurzeit ausgeschaltet.</translation>
    </message>
    <message>
        <source>No spelling mistakes found.</source>
        <translation>Keine Rechtschreibfehler gefunden.</translation>
    </message>
    <message>
        <source>No corrections found</source>
        <translation>Keine Verbesserungen gefunden</translation>
    </message>
    <message>
        <source>Remove “%1” from the dictionary</source>
        <translation>„%1“ aus dem Wörterbuch entfernen</translation>
    </message>
    <message>
        <source>Add “%1” to the dictionary</source>
        <translation>„%1“ ins Wörterbuch aufnehmen</translation>
    </message>
    <message>
        <source>Draft from %1 restored.</source>
        <comment>a date and time</comment>
        <translation>Entwurf vom %1 wiederhergestellt.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::ContactDialog</name>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Edit contact</source>
        <translation>Kontakt bearbeiten</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>formal (Sie)</source>
        <translation>förmlich (Sie)</translation>
    </message>
    <message>
        <source>informal (du)</source>
        <translation>persönlich (du)</translation>
    </message>
    <message>
        <source>separated by commas</source>
        <translation>durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Further facts</source>
        <translation>Weitere Angaben</translation>
    </message>
    <message>
        <source>Add a field</source>
        <translation>Feld hinzufügen</translation>
    </message>
    <message>
        <source>Remove the field</source>
        <translation>Feld entfernen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Form of address</source>
        <translation>Anrede</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Bemerkung</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>A contact needs a name.</source>
        <translation>Ein Kontakt braucht einen Namen.</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::ConversationActions</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Snooze until</source>
        <translation>Zurückstellen bis</translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation>Zurückstellen</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Separate several tags with commas.</source>
        <translation>Trennen Sie mehrere Tags durch Kommas.</translation>
    </message>
    <message>
        <source>Save tags</source>
        <translation>Tags speichern</translation>
    </message>
    <message>
        <source>Me (%1)</source>
        <translation>Ich (%1)</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Niemand</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>snooze menu: words (time)</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>In 3 hours</source>
        <translation>In 3 Stunden</translation>
    </message>
    <message>
        <source>Tomorrow morning</source>
        <translation>Morgen früh</translation>
    </message>
    <message>
        <source>Next week</source>
        <translation>Nächste Woche</translation>
    </message>
    <message>
        <source>Until the customer writes</source>
        <translation>Bis zur nächsten Kundennachricht</translation>
    </message>
    <message>
        <source>Choose a time …</source>
        <translation>Zeitpunkt wählen …</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Niedrig</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>Dringend</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::ConversationDelegate</name>
    <message>
        <source>Assigned to %1</source>
        <translation>Zugewiesen an %1</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::ConversationListModel</name>
    <message>
        <source>Draft: %1</source>
        <translation>Entwurf: %1</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>Audio</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Voice message</source>
        <translation>Sprachnachricht</translation>
    </message>
    <message>
        <source>Sticker</source>
        <translation>Sticker</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Standort</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Kontakt</translation>
    </message>
    <message>
        <source>Message of a kind that cannot be shown</source>
        <translation>Nachricht, die nicht angezeigt werden kann</translation>
    </message>
    <message>
        <source>You: %1</source>
        <comment>preview of our own message</comment>
        <translation>Sie: %1</translation>
    </message>
    <message>
        <source>waiting for %1</source>
        <translation>wartet seit %1</translation>
    </message>
    <message numerus="yes">
        <source>%n unread message(s)</source>
        <translation>
            <numerusform>%n ungelesene Nachricht</numerusform>
            <numerusform>%n ungelesene Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>snoozed until %1</source>
        <translation>zurückgestellt bis %1</translation>
    </message>
    <message>
        <source>snoozed until the customer writes</source>
        <translation>zurückgestellt bis zur nächsten Kundennachricht</translation>
    </message>
    <message>
        <source>resolved</source>
        <translation>abgeschlossen</translation>
    </message>
    <message>
        <source>last message not delivered</source>
        <translation>letzte Nachricht nicht zugestellt</translation>
    </message>
    <message>
        <source>not known whether the last message arrived</source>
        <translation>unklar, ob die letzte Nachricht angekommen ist</translation>
    </message>
    <message>
        <source>assigned to %1</source>
        <translation>zugewiesen an %1</translation>
    </message>
    <message>
        <source>Encrypted, cannot be read</source>
        <translation>Verschlüsselt, nicht lesbar</translation>
    </message>
    <message>
        <source>Invitation to a room</source>
        <translation>Einladung in einen Raum</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::CustomerPanel</name>
    <message>
        <source>Customer</source>
        <translation>Kundendaten</translation>
    </message>
    <message>
        <source>Journey</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Edit contact</source>
        <translation>Kontakt bearbeiten</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>New tag</source>
        <translation>Neuer Tag</translation>
    </message>
    <message>
        <source>+ Tag</source>
        <translation>+ Tag</translation>
    </message>
    <message>
        <source>Add a tag</source>
        <translation>Tag hinzufügen</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>blockiert</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>language, form of address</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Bestellung</translation>
    </message>
    <message>
        <source>Tracking</source>
        <translation>Sendung</translation>
    </message>
    <message>
        <source>Customer no.</source>
        <translation>Kundennr.</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Bemerkung</translation>
    </message>
    <message>
        <source>Remove tag %1</source>
        <translation>Tag %1 entfernen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>channel, first words</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Abgeschlossen</translation>
    </message>
    <message numerus="yes">
        <source>Rated %n star(s)</source>
        <translation>
            <numerusform>Bewertet mit %n Stern</numerusform>
            <numerusform>Bewertet mit %n Sternen</numerusform>
        </translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>Weitere Aktionen</translation>
    </message>
    <message>
        <source>Delete the customer …</source>
        <translation>Kunden löschen …</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::DataPage</name>
    <message>
        <source>Import a FAQ</source>
        <translation>FAQ importieren</translation>
    </message>
    <message>
        <source>Export the FAQ</source>
        <translation>FAQ exportieren</translation>
    </message>
    <message>
        <source>Remove the made-up customers and their conversations? This cannot be undone.</source>
        <translation>Erfundene Kontakte und ihre Gespräche entfernen? Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Remove sample data</source>
        <translation>Beispieldaten entfernen</translation>
    </message>
    <message>
        <source>The sample data is gone.</source>
        <translation>Die Beispieldaten sind entfernt.</translation>
    </message>
    <message>
        <source>Import …</source>
        <translation>Importieren …</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Remove …</source>
        <translation>Entfernen …</translation>
    </message>
    <message>
        <source>CSV or JSON; you see first what would happen.</source>
        <translation>CSV oder JSON; Sie sehen vorher, was geschehen würde.</translation>
    </message>
    <message>
        <source>All questions and answers in one file.</source>
        <translation>Alle Fragen und Antworten in einer Datei.</translation>
    </message>
    <message>
        <source>Sample data</source>
        <translation>Beispieldaten</translation>
    </message>
    <message>
        <source>Removes made-up customers, their channel and conversations.</source>
        <translation>Entfernt erfundene Kontakte, ihren Kanal und ihre Gespräche.</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::DeleteContactDialog</name>
    <message>
        <source>Keep the customer</source>
        <translation>Kunden behalten</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>Endgültig löschen</translation>
    </message>
    <message>
        <source>Delete the customer</source>
        <translation>Kunden löschen</translation>
    </message>
    <message>
        <source>this customer</source>
        <translation>diesen Kunden</translation>
    </message>
    <message>
        <source>Delete %1 and everything they wrote?</source>
        <translation>%1 und alles Geschriebene löschen?</translation>
    </message>
    <message>
        <source>This goes, on this computer and at once:</source>
        <translation>Das wird auf diesem Computer sofort gelöscht:</translation>
    </message>
    <message>
        <source>all conversations with all messages, notes, drafts and files</source>
        <translation>alle Gespräche mit allen Nachrichten, Notizen, Entwürfen und Dateien</translation>
    </message>
    <message>
        <source>name, addresses, tags, remarks and ratings with their words</source>
        <translation>Name, Adressen, Schlagworte, Bemerkungen und Bewertungen samt Text</translation>
    </message>
    <message>
        <source>what the bot learned from these messages; it trains anew without them</source>
        <translation>was der Bot aus diesen Nachrichten gelernt hat; er lernt ohne sie neu</translation>
    </message>
    <message>
        <source>The stars stay counted for the answers of the FAQ. What the customer has on their own device, and what the channel&apos;s provider keeps, is out of reach.</source>
        <translation>Die Sterne bleiben für die Antworten der FAQ gezählt. Was der Kunde auf dem eigenen Gerät hat und was der Anbieter des Kanals aufbewahrt, ist von hier aus nicht erreichbar.</translation>
    </message>
    <message>
        <source>This cannot be undone.</source>
        <translation>Das lässt sich nicht rückgängig machen.</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::DonePage</name>
    <message>
        <source>Everything is ready</source>
        <translation>Alles ist bereit</translation>
    </message>
    <message>
        <source>Three keys that save you the most time:</source>
        <translation>Drei Tasten, die am meisten Zeit sparen:</translation>
    </message>
    <message>
        <source>finds every command, conversation and customer.</source>
        <translation>findet jeden Befehl, jedes Gespräch und jeden Kontakt.</translation>
    </message>
    <message>
        <source>takes you to the customer who has waited longest.</source>
        <translation>führt Sie zum Gespräch, das am längsten wartet.</translation>
    </message>
    <message>
        <source>puts the first suggestion into your reply. You read it, change it, send it.</source>
        <translation>setzt den ersten Vorschlag in Ihre Antwort. Sie lesen, ändern und senden ihn.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::DuplicatePage</name>
    <message>
        <source>Duplicate</source>
        <translation>Dublette</translation>
    </message>
    <message>
        <source>Two entries with the same question</source>
        <translation>Zwei Einträge mit derselben Frage</translation>
    </message>
    <message>
        <source>Two entries that seem to say the same</source>
        <translation>Zwei Einträge, die dasselbe zu sagen scheinen</translation>
    </message>
    <message>
        <source>The entry you keep takes over the other&apos;s wordings, missing answers, tags, figures and what was learned from conversations. The other one is archived.</source>
        <translation>Der Eintrag, den Sie behalten, übernimmt vom anderen Formulierungen, fehlende Antworten, Schlagworte, Zahlen und was aus Gesprächen gelernt wurde. Der andere wird archiviert.</translation>
    </message>
    <message>
        <source>These are two different questions</source>
        <translation>Das sind zwei verschiedene Fragen</translation>
    </message>
    <message>
        <source>Keep this one</source>
        <translation>Diesen behalten</translation>
    </message>
    <message>
        <source>Loading …</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>Open FAQ-%1</source>
        <translation>FAQ-%1 öffnen</translation>
    </message>
    <message>
        <source>Keep FAQ-%1</source>
        <translation>FAQ-%1 behalten</translation>
    </message>
    <message numerus="yes">
        <source>sent %n time(s)</source>
        <translation>
            <numerusform>%n-mal gesendet</numerusform>
            <numerusform>%n-mal gesendet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wording(s)</source>
        <translation>
            <numerusform>%n Formulierung</numerusform>
            <numerusform>%n Formulierungen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>souffleur::ui::EmojiPopup</name>
    <message>
        <source>Search emoji</source>
        <translation>Emoji suchen</translation>
    </message>
    <message>
        <source>Emoji</source>
        <translation>Emoji</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::EntryDiff</name>
    <message>
        <source>Question (%1): %2</source>
        <translation>Frage (%1): %2</translation>
    </message>
    <message>
        <source>Wording (%1): %2</source>
        <translation>Formulierung (%1): %2</translation>
    </message>
    <message>
        <source>Answer (%1, %2, %3):</source>
        <translation>Antwort (%1, %2, %3):</translation>
    </message>
    <message>
        <source>Status: %1</source>
        <translation>Status: %1</translation>
    </message>
    <message>
        <source>Audience: %1</source>
        <translation>Sichtbar: %1</translation>
    </message>
    <message>
        <source>Tags: %1</source>
        <translation>Schlagworte: %1</translation>
    </message>
    <message>
        <source>Phase: %1</source>
        <translation>Phase: %1</translation>
    </message>
    <message>
        <source>Valid from: %1</source>
        <translation>Gültig ab: %1</translation>
    </message>
    <message>
        <source>Valid until: %1</source>
        <translation>Gültig bis: %1</translation>
    </message>
    <message>
        <source>Owner: %1</source>
        <translation>Zuständig: %1</translation>
    </message>
    <message>
        <source>Only on: %1</source>
        <translation>Nur auf: %1</translation>
    </message>
    <message numerus="yes">
        <source>Review every %n day(s)</source>
        <translation>
            <numerusform>Prüfung jeden Tag</numerusform>
            <numerusform>Prüfung alle %n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>No review</source>
        <translation>Keine Prüfung</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::EntryEditor</name>
    <message>
        <source>“%1” is no date. Write it like %2.</source>
        <translation>„%1“ ist kein Datum. Schreiben Sie es wie %2.</translation>
    </message>
    <message>
        <source>Other wordings (%1, %2 of them learned from conversations)</source>
        <translation>Weitere Formulierungen (%1, davon %2 aus Gesprächen gelernt)</translation>
    </message>
    <message>
        <source>Other wordings (%1)</source>
        <translation>Weitere Formulierungen (%1)</translation>
    </message>
    <message>
        <source>New entry</source>
        <translation>Neuer Eintrag</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>History (%1)</source>
        <translation>Verlauf (%1)</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Veröffentlichen</translation>
    </message>
    <message>
        <source>No answer of this kind yet</source>
        <translation>Noch keine solche Antwort</translation>
    </message>
    <message>
        <source>Lena</source>
        <comment>a customer&apos;s first name</comment>
        <translation>Lena</translation>
    </message>
    <message>
        <source>Ms Sommer</source>
        <comment>how a customer is addressed</comment>
        <translation>Frau Sommer</translation>
    </message>
    <message>
        <source>Preview for %1</source>
        <translation>Vorschau für %1</translation>
    </message>
    <message numerus="yes">
        <source>%n character(s) too long</source>
        <translation>
            <numerusform>%n Zeichen zu lang</numerusform>
            <numerusform>%n Zeichen zu lang</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 characters</source>
        <translation>%1 von %2 Zeichen</translation>
    </message>
    <message>
        <source>There is no answer of this kind yet.</source>
        <translation>Eine solche Antwort gibt es noch nicht.</translation>
    </message>
    <message>
        <source>checked today</source>
        <translation>heute geprüft</translation>
    </message>
    <message>
        <source>Checked today</source>
        <translation>Heute geprüft</translation>
    </message>
    <message>
        <source>Last checked on %1</source>
        <translation>Zuletzt geprüft am %1</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>Noch nicht geprüft</translation>
    </message>
    <message>
        <source>%1×</source>
        <comment>times</comment>
        <translation>%1×</translation>
    </message>
    <message>
        <source>%1 of the replies</source>
        <translation>%1 der Antworten</translation>
    </message>
    <message>
        <source>★ %1 out of %2</source>
        <comment>mean stars, number of ratings</comment>
        <translation>★ %1 aus %2</translation>
    </message>
    <message>
        <source>Discard the changes</source>
        <translation>Änderungen verwerfen</translation>
    </message>
    <message>
        <source>Submit for review</source>
        <translation>Zur Prüfung geben</translation>
    </message>
    <message>
        <source>Back to a draft</source>
        <translation>Zurück zum Entwurf</translation>
    </message>
    <message>
        <source>Copy as a new entry</source>
        <translation>Als neuen Eintrag kopieren</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archivieren</translation>
    </message>
    <message>
        <source>Only on these channels</source>
        <translation>Nur auf diesen Kanälen</translation>
    </message>
    <message>
        <source>The customer&apos;s name</source>
        <translation>Name des Kunden</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ihr Name</translation>
    </message>
    <message>
        <source>Order number</source>
        <translation>Bestellnummer</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>Weitere Aktionen</translation>
    </message>
    <message>
        <source>+ Language</source>
        <translation>+ Sprache</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>As a customer would ask it</source>
        <translation>Wie ein Kunde sie stellen würde</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>What the customer shall read. {{name}} becomes their name.</source>
        <translation>Was der Kunde lesen soll. {{name}} wird zu seinem Namen.</translation>
    </message>
    <message>
        <source>Insert a placeholder</source>
        <translation>Platzhalter einfügen</translation>
    </message>
    <message>
        <source>Show it as the customer reads it</source>
        <translation>Zeigen, wie der Kunde es liest</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagworte</translation>
    </message>
    <message>
        <source>Phase of the journey</source>
        <translation>Phase der Reise</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Gültig</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>ab sofort</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>Gültig ab</translation>
    </message>
    <message>
        <source>no end</source>
        <translation>ohne Ende</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Gültig bis</translation>
    </message>
    <message>
        <source>Audience</source>
        <translation>Sichtbar</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Zuständig</translation>
    </message>
    <message>
        <source>Who keeps it right</source>
        <translation>Wer ihn aktuell hält</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>every </source>
        <comment>every n days</comment>
        <translation>alle </translation>
    </message>
    <message>
        <source> days</source>
        <translation> Tage</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Suggested</source>
        <translation>Vorgeschlagen</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Edited before sending</source>
        <translation>Danach angepasst</translation>
    </message>
    <message>
        <source>Rated afterwards</source>
        <translation>Bewertung danach</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::EntryFilterBar</name>
    <message>
        <source>All entries</source>
        <translation>Alle Einträge</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Veröffentlicht</translation>
    </message>
    <message>
        <source>Drafts and in review</source>
        <translation>Entwürfe und in Prüfung</translation>
    </message>
    <message>
        <source>Review due or ending</source>
        <translation>Prüfung fällig oder bald abgelaufen</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>Archiviert</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Any language</source>
        <translation>Jede Sprache</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Schlagwort</translation>
    </message>
    <message>
        <source>Any tag</source>
        <translation>Jedes Schlagwort</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>Any phase</source>
        <translation>Jede Phase</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Any channel</source>
        <translation>Jeder Kanal</translation>
    </message>
    <message>
        <source>Audience</source>
        <translation>Sichtbar</translation>
    </message>
    <message>
        <source>Any audience</source>
        <translation>Egal für wen</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Zuständig</translation>
    </message>
    <message>
        <source>Any owner</source>
        <translation>Alle Zuständigen</translation>
    </message>
    <message>
        <source>By number</source>
        <translation>Nach Nummer</translation>
    </message>
    <message>
        <source>By alphabet</source>
        <translation>Nach Alphabet</translation>
    </message>
    <message>
        <source>Most sent first</source>
        <translation>Meistgesendete zuerst</translation>
    </message>
    <message>
        <source>Worst rated first</source>
        <translation>Schlecht bewertete zuerst</translation>
    </message>
    <message>
        <source>Drop the filter “%1”</source>
        <translation>Filter „%1“ aufheben</translation>
    </message>
    <message>
        <source>Tag: %1</source>
        <translation>Schlagwort: %1</translation>
    </message>
    <message>
        <source>Owner: %1</source>
        <translation>Zuständig: %1</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::EntryListModel</name>
    <message>
        <source>%1×</source>
        <comment>times</comment>
        <translation>%1×</translation>
    </message>
    <message>
        <source>Without a question</source>
        <translation>Ohne Frage</translation>
    </message>
    <message>
        <source>%1 stars</source>
        <translation>%1 Sterne</translation>
    </message>
    <message numerus="yes">
        <source>sent %n time(s)</source>
        <translation>
            <numerusform>%n-mal gesendet</numerusform>
            <numerusform>%n-mal gesendet</numerusform>
        </translation>
    </message>
    <message>
        <source>changed, not saved</source>
        <translation>geändert, nicht gespeichert</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::ErrorText</name>
    <message>
        <source>The server did not answer in time. Nothing is lost; try again in a moment.</source>
        <translation>Der Server hat nicht rechtzeitig geantwortet. Nichts ist verloren; versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>There is no connection. Souffleur keeps trying; check the network if this lasts.</source>
        <translation>Es besteht keine Verbindung. Souffleur versucht es weiter; prüfen Sie das Netzwerk, wenn es länger dauert.</translation>
    </message>
    <message>
        <source>The channel asks us to slow down. Souffleur goes on by itself in %1.</source>
        <translation>Der Kanal verlangt eine Pause. Souffleur macht in %1 von selbst weiter.</translation>
    </message>
    <message>
        <source>The channel asks us to slow down. Souffleur goes on by itself.</source>
        <translation>Der Kanal verlangt eine Pause. Souffleur macht von selbst weiter.</translation>
    </message>
    <message>
        <source>The channel&apos;s server has a problem of its own. Souffleur tries again by itself.</source>
        <translation>Der Server des Kanals hat selbst eine Störung. Souffleur versucht es von allein wieder.</translation>
    </message>
    <message>
        <source>Something else is still at work here. Try again in a moment.</source>
        <translation>Hier läuft noch ein anderer Vorgang. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>This cannot be used as it is (%1). Please check what you entered.</source>
        <translation>So ist das nicht verwendbar (%1). Bitte prüfen Sie Ihre Eingabe.</translation>
    </message>
    <message>
        <source>This cannot be used as it is. Please check what you entered.</source>
        <translation>So ist das nicht verwendbar. Bitte prüfen Sie Ihre Eingabe.</translation>
    </message>
    <message>
        <source>The channel refused it: %1. Change it and send it anew.</source>
        <translation>Der Kanal hat es abgelehnt: %1. Ändern Sie die Nachricht und senden Sie sie neu.</translation>
    </message>
    <message>
        <source>The channel refused it without a reason. Change it and send it anew.</source>
        <translation>Der Kanal hat es ohne Begründung abgelehnt. Ändern Sie die Nachricht und senden Sie sie neu.</translation>
    </message>
    <message>
        <source>The file is larger than allowed here. Choose a smaller one or send a link.</source>
        <translation>Die Datei ist größer als hier erlaubt. Wählen Sie eine kleinere oder senden Sie einen Link.</translation>
    </message>
    <message>
        <source>The text is too long for this channel. Shorten it or send it in parts.</source>
        <translation>Der Text ist zu lang für diesen Kanal. Kürzen Sie ihn oder senden Sie ihn in Teilen.</translation>
    </message>
    <message>
        <source>The time for free replies has passed on this channel. It opens again when the customer writes.</source>
        <translation>Die Frist für freie Antworten ist auf diesem Kanal abgelaufen. Sie beginnt mit der nächsten Kundennachricht neu.</translation>
    </message>
    <message>
        <source>The customer has blocked us or closed the account. Messages do not arrive; use another channel.</source>
        <translation>Der Kontakt ist blockiert oder das Konto wurde geschlossen. Nachrichten kommen nicht an; nutzen Sie einen anderen Kanal.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is still empty. Fill it in or remove it.</source>
        <translation>„%1“ ist noch leer. Füllen Sie das Feld aus oder entfernen Sie es.</translation>
    </message>
    <message>
        <source>Not sent: the conversation has changed in the meantime. Read the latest messages first.</source>
        <translation>Nicht gesendet: Das Gespräch hat sich inzwischen geändert. Lesen Sie zuerst die neuesten Nachrichten.</translation>
    </message>
    <message>
        <source>This channel cannot do that. Nothing was changed.</source>
        <translation>Dieser Kanal kann das nicht. Es wurde nichts verändert.</translation>
    </message>
    <message>
        <source>Somebody else changed this at the same time. Look at the new version and repeat your change.</source>
        <translation>Das wurde gleichzeitig an anderer Stelle geändert. Sehen Sie sich die neue Fassung an und wiederholen Sie Ihre Änderung.</translation>
    </message>
    <message>
        <source>This password does not open the database. Nothing was changed; try again or use the recovery code.</source>
        <translation>Dieses Passwort öffnet die Datenbank nicht. Es wurde nichts verändert; versuchen Sie es noch einmal oder verwenden Sie den Wiederherstellungscode.</translation>
    </message>
    <message>
        <source>The system does not allow this. Check the rights of the file or folder.</source>
        <translation>Das System erlaubt das nicht. Prüfen Sie die Rechte der Datei oder des Ordners.</translation>
    </message>
    <message>
        <source>This no longer exists. It was probably removed; refresh the view (F5).</source>
        <translation>Das gibt es nicht mehr. Vermutlich wurde es entfernt; aktualisieren Sie die Ansicht (F5).</translation>
    </message>
    <message>
        <source>Some data cannot be read, it seems damaged. Nothing was overwritten; restore it from a backup.</source>
        <translation>Einige Daten sind nicht lesbar und offenbar beschädigt. Es wurde nichts überschrieben; stellen Sie sie aus einer Sicherung wieder her.</translation>
    </message>
    <message>
        <source>These data were written by a newer Souffleur. Nothing was changed; please update the program.</source>
        <translation>Diese Daten stammen von einem neueren Souffleur. Es wurde nichts verändert; bitte aktualisieren Sie das Programm.</translation>
    </message>
    <message>
        <source>This file is not an encrypted Souffleur database. It was not opened; choose another one.</source>
        <translation>Diese Datei ist keine verschlüsselte Souffleur-Datenbank. Sie wurde nicht geöffnet; wählen Sie eine andere.</translation>
    </message>
    <message>
        <source>There is not enough space to save. New messages stay on the server; free some space.</source>
        <translation>Zu wenig Speicherplatz. Neue Nachrichten bleiben auf dem Server; schaffen Sie Platz.</translation>
    </message>
    <message>
        <source>Reading or writing a file failed. Check the disk, then try again.</source>
        <translation>Eine Datei ließ sich nicht lesen oder schreiben. Prüfen Sie den Datenträger und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>The system&apos;s keychain cannot be reached. Enter the password by hand; everything else works.</source>
        <translation>Der Schlüsselbund des Systems ist nicht erreichbar. Geben Sie das Passwort von Hand ein; alles andere funktioniert.</translation>
    </message>
    <message>
        <source>Souffleur is already open with these conversations. Use that window or close it first.</source>
        <translation>Souffleur ist mit diesen Gesprächen bereits geöffnet. Nutzen Sie jenes Fenster oder schließen Sie es zuerst.</translation>
    </message>
    <message>
        <source>This is not set up yet. Complete it in the settings.</source>
        <translation>Das ist noch nicht eingerichtet. Vervollständigen Sie es in den Einstellungen.</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was changed.</source>
        <translation>Abgebrochen. Es wurde nichts verändert.</translation>
    </message>
    <message>
        <source>The connection broke while sending: the message may have arrived or not. Check with the customer or on the channel before sending it again.</source>
        <translation>Die Verbindung brach beim Senden ab: Die Nachricht ist vielleicht angekommen, vielleicht nicht. Fragen Sie nach oder sehen Sie im Kanal nach, bevor Sie sie noch einmal senden.</translation>
    </message>
    <message>
        <source>Something went wrong inside Souffleur. Your data are safe; please report it with the details.</source>
        <translation>In Souffleur ist etwas schiefgegangen. Ihre Daten sind sicher; bitte melden Sie es mit den Einzelheiten.</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>keine rechtzeitige Antwort</translation>
    </message>
    <message>
        <source>no connection</source>
        <translation>keine Verbindung</translation>
    </message>
    <message>
        <source>too many messages at once</source>
        <translation>zu viele Nachrichten auf einmal</translation>
    </message>
    <message>
        <source>problem at the channel&apos;s server</source>
        <translation>Störung beim Server des Kanals</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>beschäftigt</translation>
    </message>
    <message>
        <source>not usable as it is</source>
        <translation>so nicht verwendbar</translation>
    </message>
    <message>
        <source>refused by the channel</source>
        <translation>vom Kanal abgelehnt</translation>
    </message>
    <message>
        <source>file too large</source>
        <translation>Datei zu groß</translation>
    </message>
    <message>
        <source>text too long</source>
        <translation>Text zu lang</translation>
    </message>
    <message>
        <source>reply window closed</source>
        <translation>Antwortfrist abgelaufen</translation>
    </message>
    <message>
        <source>blocked by the customer</source>
        <translation>vom Kontakt blockiert</translation>
    </message>
    <message>
        <source>a placeholder is still empty</source>
        <translation>ein Platzhalter ist noch leer</translation>
    </message>
    <message>
        <source>the conversation has changed</source>
        <translation>das Gespräch hat sich geändert</translation>
    </message>
    <message>
        <source>not possible on this channel</source>
        <translation>auf diesem Kanal nicht möglich</translation>
    </message>
    <message>
        <source>changed by somebody else</source>
        <translation>anderweitig geändert</translation>
    </message>
    <message>
        <source>wrong password</source>
        <translation>falsches Passwort</translation>
    </message>
    <message>
        <source>sign-in expired</source>
        <translation>Anmeldung abgelaufen</translation>
    </message>
    <message>
        <source>not permitted</source>
        <translation>nicht erlaubt</translation>
    </message>
    <message>
        <source>no longer there</source>
        <translation>nicht mehr vorhanden</translation>
    </message>
    <message>
        <source>data damaged</source>
        <translation>Daten beschädigt</translation>
    </message>
    <message>
        <source>written by a newer version</source>
        <translation>von einer neueren Version geschrieben</translation>
    </message>
    <message>
        <source>not an encrypted database</source>
        <translation>keine verschlüsselte Datenbank</translation>
    </message>
    <message>
        <source>disk full</source>
        <translation>Datenträger voll</translation>
    </message>
    <message>
        <source>file error</source>
        <translation>Dateifehler</translation>
    </message>
    <message>
        <source>keychain not available</source>
        <translation>Schlüsselbund nicht verfügbar</translation>
    </message>
    <message>
        <source>already open</source>
        <translation>bereits geöffnet</translation>
    </message>
    <message>
        <source>not set up</source>
        <translation>nicht eingerichtet</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>not known whether it arrived</source>
        <translation>unklar, ob angekommen</translation>
    </message>
    <message>
        <source>internal error</source>
        <translation>interner Fehler</translation>
    </message>
    <message>
        <source>The channel does not accept our credentials any more. Enter new ones in the channel&apos;s settings.</source>
        <translation>Der Kanal nimmt unsere Zugangsdaten nicht mehr an. Geben Sie in den Einstellungen des Kanals neue ein.</translation>
    </message>
    <message>
        <source>There is no secure connection to the server, so nothing was sent to it. Check the server&apos;s name in the channel&apos;s settings.</source>
        <translation>Es gibt keine sichere Verbindung zum Server, daher wurde nichts an ihn gesendet. Prüfen Sie den Namen des Servers in den Einstellungen des Kanals.</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::FaqTransfer</name>
    <message>
        <source>Import a FAQ</source>
        <translation>FAQ importieren</translation>
    </message>
    <message>
        <source>FAQ files (*.csv *.json)</source>
        <translation>FAQ-Dateien (*.csv *.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Reading the file …</source>
        <translation>Die Datei wird gelesen …</translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) imported.</source>
        <translation>
            <numerusform>%n Antwort importiert.</numerusform>
            <numerusform>%n Antworten importiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Export the FAQ</source>
        <translation>FAQ exportieren</translation>
    </message>
    <message>
        <source>Lossless, for Souffleur (*.json)</source>
        <translation>Verlustfrei, für Souffleur (*.json)</translation>
    </message>
    <message>
        <source>Table, for spreadsheets (*.csv)</source>
        <translation>Tabelle, für Tabellenkalkulationen (*.csv)</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>Gespeichert: %1</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message numerus="yes">
        <source>Import %n answer(s)</source>
        <translation>
            <numerusform>%n Antwort importieren</numerusform>
            <numerusform>%n Antworten importieren</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>souffleur::ui::FieldRow</name>
    <message>
        <source>unchanged</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>Hide “%1”</source>
        <translation>„%1“ verbergen</translation>
    </message>
    <message>
        <source>Show “%1”</source>
        <translation>„%1“ anzeigen</translation>
    </message>
    <message>
        <source>What is this?</source>
        <translation>Was ist das?</translation>
    </message>
    <message>
        <source>Where do I find this?</source>
        <translation>Wo finde ich das?</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::FindBar</name>
    <message>
        <source>%1 of %2</source>
        <comment>number of the hit, hits</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>more than %1</source>
        <translation>mehr als %1</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>Nichts gefunden.</translation>
    </message>
    <message>
        <source>Find in this conversation</source>
        <translation>In diesem Gespräch suchen</translation>
    </message>
    <message>
        <source>Next older hit</source>
        <translation>Nächster älterer Treffer</translation>
    </message>
    <message>
        <source>Next newer hit</source>
        <translation>Nächster neuerer Treffer</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>Suche schließen</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::FirstFaqPage</name>
    <message>
        <source>The file is still being read.</source>
        <translation>Die Datei wird noch gelesen.</translation>
    </message>
    <message>
        <source>Please choose the file to import.</source>
        <translation>Bitte wählen Sie die Datei für den Import.</translation>
    </message>
    <message>
        <source>Import questions and answers</source>
        <translation>Fragen und Antworten importieren</translation>
    </message>
    <message>
        <source>Questions and answers (*.csv *.json);;All files (*)</source>
        <translation>Fragen und Antworten (*.csv *.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Reading %1 …</source>
        <translation>%1 wird gelesen …</translation>
    </message>
    <message>
        <source>No file chosen</source>
        <translation>Keine Datei gewählt</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>What shall Souffleur know?</source>
        <translation>Was soll Souffleur wissen?</translation>
    </message>
    <message>
        <source>Suggestions come out of your questions and answers. They grow with every reply you give.</source>
        <translation>Vorschläge kommen aus Ihren Fragen und Antworten. Mit jeder Antwort, die Sie geben, werden es mehr.</translation>
    </message>
    <message>
        <source>Sample FAQ of an online shop</source>
        <translation>Beispiel-FAQ Onlineshop</translation>
    </message>
    <message>
        <source>Returns, shipping, payment and more, in German and English; change what does not fit.</source>
        <translation>Rücksendung, Versand, Zahlung und mehr, auf Deutsch und Englisch; ändern Sie, was nicht passt.</translation>
    </message>
    <message>
        <source>Import a file</source>
        <translation>Datei importieren</translation>
    </message>
    <message>
        <source>CSV or JSON with questions and answers, up to %1.</source>
        <translation>CSV oder JSON mit Fragen und Antworten, bis %1.</translation>
    </message>
    <message>
        <source>Start empty</source>
        <translation>Leer beginnen</translation>
    </message>
    <message>
        <source>Your replies become the FAQ, one after the other.</source>
        <translation>Ihre Antworten werden nach und nach zur FAQ.</translation>
    </message>
    <message>
        <source>Choose a file …</source>
        <translation>Datei wählen …</translation>
    </message>
    <message>
        <source>Knowledge</source>
        <translation>Wissen</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::FirstRunWizard</name>
    <message>
        <source>This takes only a moment more and cannot be stopped now.</source>
        <translation>Das dauert nur noch einen Moment und lässt sich jetzt nicht abbrechen.</translation>
    </message>
    <message>
        <source>Please note the code first and say so with the check mark. It is never shown again.</source>
        <translation>Bitte notieren Sie zuerst den Code und bestätigen Sie das mit dem Häkchen. Er wird nie wieder angezeigt.</translation>
    </message>
    <message>
        <source>Set up Souffleur</source>
        <translation>Souffleur einrichten</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Connect Telegram</source>
        <translation>Telegram verbinden</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Loslegen</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Creating the encrypted database …</source>
        <translation>Verschlüsselte Datenbank wird angelegt …</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::Format</name>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>vor %1 Min</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>gestern</translation>
    </message>
    <message>
        <source>d MMM</source>
        <extracomment>Short date without a year, as a QDate format</extracomment>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <extracomment>Short date with a year, as a QDate format</extracomment>
        <translation>d. MMM yyyy</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>d MMMM</source>
        <extracomment>Date without a year, as a QDate format</extracomment>
        <translation>d. MMMM</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <extracomment>Date with a year, as a QDate format</extracomment>
        <translation>d. MMMM yyyy</translation>
    </message>
    <message>
        <source>%1:%2 h</source>
        <comment>hours:minutes</comment>
        <translation>%1:%2 h</translation>
    </message>
    <message>
        <source>%1 d</source>
        <comment>days</comment>
        <translation>%1 T</translation>
    </message>
    <message>
        <source>Overdue by %1</source>
        <translation>Überfällig seit %1</translation>
    </message>
    <message>
        <source>Reply due in %1</source>
        <translation>Antwort fällig in %1</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <comment>minutes</comment>
        <translation>%1 Min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <comment>hours</comment>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 Min</translation>
    </message>
    <message>
        <source>Arabic</source>
        <translation>Arabisch</translation>
    </message>
    <message>
        <source>Bulgarian</source>
        <translation>Bulgarisch</translation>
    </message>
    <message>
        <source>Czech</source>
        <translation>Tschechisch</translation>
    </message>
    <message>
        <source>Danish</source>
        <translation>Dänisch</translation>
    </message>
    <message>
        <source>German</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>Greek</source>
        <translation>Griechisch</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Englisch</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>Spanisch</translation>
    </message>
    <message>
        <source>Persian</source>
        <translation>Persisch</translation>
    </message>
    <message>
        <source>Finnish</source>
        <translation>Finnisch</translation>
    </message>
    <message>
        <source>French</source>
        <translation>Französisch</translation>
    </message>
    <message>
        <source>Hebrew</source>
        <translation>Hebräisch</translation>
    </message>
    <message>
        <source>Hindi</source>
        <translation>Hindi</translation>
    </message>
    <message>
        <source>Croatian</source>
        <translation>Kroatisch</translation>
    </message>
    <message>
        <source>Hungarian</source>
        <translation>Ungarisch</translation>
    </message>
    <message>
        <source>Italian</source>
        <translation>Italienisch</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>Japanisch</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>Koreanisch</translation>
    </message>
    <message>
        <source>Dutch</source>
        <translation>Niederländisch</translation>
    </message>
    <message>
        <source>Norwegian</source>
        <translation>Norwegisch</translation>
    </message>
    <message>
        <source>Polish</source>
        <translation>Polnisch</translation>
    </message>
    <message>
        <source>Portuguese</source>
        <translation>Portugiesisch</translation>
    </message>
    <message>
        <source>Romanian</source>
        <translation>Rumänisch</translation>
    </message>
    <message>
        <source>Russian</source>
        <translation>Russisch</translation>
    </message>
    <message>
        <source>Slovak</source>
        <translation>Slowakisch</translation>
    </message>
    <message>
        <source>Slovenian</source>
        <translation>Slowenisch</translation>
    </message>
    <message>
        <source>Serbian</source>
        <translation>Serbisch</translation>
    </message>
    <message>
        <source>Swedish</source>
        <translation>Schwedisch</translation>
    </message>
    <message>
        <source>Turkish</source>
        <translation>Türkisch</translation>
    </message>
    <message>
        <source>Ukrainian</source>
        <translation>Ukrainisch</translation>
    </message>
    <message>
        <source>Vietnamese</source>
        <translation>Vietnamesisch</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>Chinesisch</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>Audio</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Voice message</source>
        <translation>Sprachnachricht</translation>
    </message>
    <message>
        <source>Sticker</source>
        <translation>Sticker</translation>
    </message>
    <message>
        <source>Sample customers</source>
        <translation>Beispielkunden</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::GapPage</name>
    <message>
        <source>Gap in the knowledge</source>
        <translation>Wissenslücke</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message numerus="yes">
        <source>%n customer(s) in 90 days</source>
        <translation>
            <numerusform>%n Kunde in 90 Tagen</numerusform>
            <numerusform>%n Kunden in 90 Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 wait on average</source>
        <translation>im Mittel %1 Wartezeit</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting now</source>
        <translation>
            <numerusform>%n wartet gerade</numerusform>
            <numerusform>%n warten gerade</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“none fits” said %n time(s)</source>
        <translation>
            <numerusform>%n-mal „Keiner passt“</numerusform>
            <numerusform>%n-mal „Keiner passt“</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the bot was silent %n time(s)</source>
        <translation>
            <numerusform>%n-mal schwieg der Bot</numerusform>
            <numerusform>%n-mal schwieg der Bot</numerusform>
        </translation>
    </message>
    <message>
        <source>Write an entry</source>
        <translation>Eintrag schreiben</translation>
    </message>
    <message>
        <source>Make an entry of the best answer</source>
        <translation>Eintrag aus bester Antwort anlegen</translation>
    </message>
    <message>
        <source>Add to an entry …</source>
        <translation>Eintrag zuordnen …</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>Ignorieren</translation>
    </message>
    <message>
        <source>It will not be reported again.</source>
        <translation>Die Lücke wird nicht wieder gemeldet.</translation>
    </message>
    <message>
        <source>How customers put it</source>
        <translation>So fragen Kunden</translation>
    </message>
    <message>
        <source>What agents answered</source>
        <translation>Was geantwortet wurde</translation>
    </message>
    <message>
        <source>Nobody has answered yet.</source>
        <translation>Noch hat niemand geantwortet.</translation>
    </message>
    <message>
        <source>Names, numbers and addresses are masked. An entry made of it is a draft until you publish it.</source>
        <translation>Namen, Nummern und Adressen sind unkenntlich. Ein Eintrag daraus bleibt ein Entwurf, bis Sie ihn veröffentlichen.</translation>
    </message>
    <message>
        <source>Add to an entry</source>
        <translation>Einem Eintrag zuordnen</translation>
    </message>
    <message>
        <source>Search the knowledge …</source>
        <translation>Wissen durchsuchen …</translation>
    </message>
    <message>
        <source>Search the knowledge</source>
        <translation>Wissen durchsuchen</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>Add the wordings</source>
        <translation>Formulierungen übernehmen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::GeneralPage</name>
    <message>
        <source>Like the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Of the program; answers follow the customer.</source>
        <translation>Gilt für das Programm; Antworten richten sich nach der Sprache im Gespräch.</translation>
    </message>
    <message>
        <source> min</source>
        <translation> Min</translation>
    </message>
    <message>
        <source>Reply target</source>
        <translation>Antwortziel</translation>
    </message>
    <message>
        <source>A customer shall have an answer after this time.</source>
        <translation>Nach dieser Zeit soll eine Antwort vorliegen.</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Keep running in the tray</source>
        <translation>Im Infobereich weiterlaufen</translation>
    </message>
    <message>
        <source>Closing the window leaves Souffleur in the tray, where the desktop has one. Quitting ends it.</source>
        <translation>Beim Schließen des Fensters bleibt Souffleur im Infobereich, wenn die Arbeitsumgebung einen hat. „Beenden“ beendet es.</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::GuardText</name>
    <message>
        <source>Somebody replied in the meantime. Read it before you send.</source>
        <translation>Inzwischen hat jemand geantwortet. Lesen Sie die Antwort vor dem Senden.</translation>
    </message>
    <message>
        <source>%1 replied in the meantime. Read it before you send.</source>
        <translation>%1 hat inzwischen geantwortet. Lesen Sie die Antwort vor dem Senden.</translation>
    </message>
    <message>
        <source>%1 has written again while you were typing.</source>
        <translation>%1 hat während Ihrer Eingabe noch einmal geschrieben.</translation>
    </message>
    <message>
        <source>“%1” is still empty. Fill it in or remove it.</source>
        <translation>„%1“ ist noch leer. Füllen Sie das Feld aus oder entfernen Sie es.</translation>
    </message>
    <message numerus="yes">
        <source>%n character(s) too long for %1.</source>
        <translation>
            <numerusform>%n Zeichen zu lang für %1.</numerusform>
            <numerusform>%n Zeichen zu lang für %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>The reply window is closed. %1 takes your text again once the customer has written.</source>
        <translation>Das Antwortfenster ist geschlossen. %1 nimmt Ihren Text wieder an, sobald der Kunde geschrieben hat.</translation>
    </message>
    <message>
        <source>%1 cannot be reached here any more: the account is blocked or gone.</source>
        <translation>%1 ist hier nicht mehr erreichbar: Das Konto ist blockiert oder gelöscht.</translation>
    </message>
    <message>
        <source>There is nothing to send yet.</source>
        <translation>Es gibt noch nichts zu senden.</translation>
    </message>
    <message>
        <source>“%1” looks like a word to a colleague. Is this meant as an internal note?</source>
        <translation>„%1“ klingt wie ein Wort an Kollegen. Soll das eine interne Notiz sein?</translation>
    </message>
    <message>
        <source>The text begins like an internal note.</source>
        <translation>Der Text beginnt wie eine interne Notiz.</translation>
    </message>
    <message>
        <source>This customer has received the same text before.</source>
        <translation>Dieser Kunde hat denselben Text schon einmal bekommen.</translation>
    </message>
    <message>
        <source>“%1” is larger than %2 allows.</source>
        <translation>„%1“ ist größer, als %2 erlaubt.</translation>
    </message>
    <message>
        <source>%2 cannot carry files like “%1”.</source>
        <translation>%2 kann Dateien wie „%1“ nicht übertragen.</translation>
    </message>
    <message>
        <source>“%1” is another customer; this one is %2.</source>
        <translation>„%1“ ist jemand anderes; hier schreiben Sie an %2.</translation>
    </message>
    <message>
        <source>“%1” belongs to another customer.</source>
        <translation>„%1“ gehört zu einem anderen Kunden.</translation>
    </message>
    <message>
        <source>“%1” is an internal word.</source>
        <translation>„%1“ ist ein internes Wort.</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::HelpCard</name>
    <message>
        <source>Views and channels</source>
        <translation>Ansichten und Kanäle</translation>
    </message>
    <message>
        <source>What the list shows: your conversations, those nobody has taken yet, or one channel. The numbers count open conversations.</source>
        <translation>Was die Liste zeigt: Ihre Gespräche, noch nicht zugewiesene oder einen Kanal. Die Zahlen zählen offene Gespräche.</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>Who waits longest stands on top. Rows stay where they are while you are in the list; new ones wait in a bar above. Search with words, or with operators like status: or from:.</source>
        <translation>Wer am längsten wartet, steht oben. Solange Sie in der Liste sind, bleiben die Zeilen, wo sie sind; neue warten in einer Leiste darüber. Suchen Sie mit Wörtern oder mit Operatoren wie status: oder von:.</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Everything with this customer in one thread. Read is not answered: the customer waits until a reply went out.</source>
        <translation>Alles mit dieser Person in einem Verlauf. Gelesen ist nicht beantwortet: Die Wartezeit läuft, bis eine Antwort hinausgegangen ist.</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>A reply can be taken back for some seconds. Notes are seen by the team only. What you write stays with its conversation until you send it.</source>
        <translation>Eine Antwort lässt sich einige Sekunden lang zurückholen. Notizen sieht nur das Team. Was Sie schreiben, bleibt bei seinem Gespräch, bis Sie es senden.</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>Vorschläge</translation>
    </message>
    <message>
        <source>Drafts out of your FAQ, the best on top, with the words they were chosen for. One key takes one into the editor; nothing is sent by itself.</source>
        <translation>Entwürfe aus Ihrer FAQ, der beste oben, mit den Wörtern, die zu ihnen geführt haben. Eine Taste holt einen ins Eingabefeld; von allein wird nichts gesendet.</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kundendaten</translation>
    </message>
    <message>
        <source>Who writes, on which channels, and what was before. Changes here count for all conversations with this person.</source>
        <translation>Wer schreibt, auf welchen Kanälen, und was vorher war. Änderungen gelten für alle Gespräche mit dieser Person.</translation>
    </message>
    <message>
        <source>%1 again: all keys. Esc: close.</source>
        <translation>Noch einmal %1: alle Tasten. Esc: schließen.</translation>
    </message>
    <message>
        <source>Knowledge</source>
        <translation>Wissen</translation>
    </message>
    <message>
        <source>Everything the bot may answer with. Edits stay with their entry until you save them; several entries chosen in the list are changed together. On the right you try out what it would offer.</source>
        <translation>Alles, womit der Bot antworten darf. Änderungen bleiben bei ihrem Eintrag, bis Sie sie speichern; mehrere in der Liste ausgewählte Einträge ändern Sie gemeinsam. Rechts probieren Sie aus, was er vorschlagen würde.</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::HistoryDialog</name>
    <message>
        <source>Restore this version</source>
        <translation>Diese Fassung wiederherstellen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Fassung %1</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importiert</translation>
    </message>
    <message>
        <source>merged</source>
        <translation>zusammengeführt</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Fassungen</translation>
    </message>
    <message>
        <source>What this version changed</source>
        <translation>Was diese Fassung geändert hat</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::ImportPreview</name>
    <message>
        <source>The answer is missing.</source>
        <translation>Die Antwort fehlt.</translation>
    </message>
    <message>
        <source>The question is missing.</source>
        <translation>Die Frage fehlt.</translation>
    </message>
    <message>
        <source>This is not a date.</source>
        <translation>Das ist kein Datum.</translation>
    </message>
    <message>
        <source>This row cannot be read (%1).</source>
        <translation>Diese Zeile ist nicht lesbar (%1).</translation>
    </message>
    <message>
        <source>%1 Found: “%2”</source>
        <translation>%1 Gefunden: „%2“</translation>
    </message>
    <message>
        <source>%1 new, %2 changed, %3 duplicates, %4 with errors. Nothing has been changed yet.</source>
        <translation>%1 neu, %2 geändert, %3 Dubletten, %4 mit Fehlern. Noch wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Was geschieht</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Rows of the import</source>
        <translation>Zeilen des Imports</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>already there</source>
        <translation>schon vorhanden</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>ausgelassen</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::InboxPanel</name>
    <message>
        <source>Clear search</source>
        <translation>Suche leeren</translation>
    </message>
    <message numerus="yes">
        <source>%n new – show (F5)</source>
        <translation>
            <numerusform>%n neu – anzeigen (F5)</numerusform>
            <numerusform>%n neue – anzeigen (F5)</numerusform>
        </translation>
    </message>
    <message>
        <source>The search did not work.</source>
        <translation>Die Suche hat nicht geklappt.</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>Nichts gefunden.</translation>
    </message>
    <message>
        <source>Try fewer or other words.</source>
        <translation>Versuchen Sie es mit weniger oder anderen Wörtern.</translation>
    </message>
    <message>
        <source>Loading conversations …</source>
        <translation>Gespräche werden geladen …</translation>
    </message>
    <message>
        <source>The conversations could not be loaded.</source>
        <translation>Die Gespräche konnten nicht geladen werden.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>No channel connected yet.</source>
        <translation>Noch kein Kanal verbunden.</translation>
    </message>
    <message>
        <source>Connect one or look around with sample data.</source>
        <translation>Verbinden Sie einen Kanal oder sehen Sie sich Beispieldaten an.</translation>
    </message>
    <message>
        <source>Connect channel</source>
        <translation>Kanal verbinden</translation>
    </message>
    <message>
        <source>Nobody is waiting.</source>
        <translation>Niemand wartet.</translation>
    </message>
    <message>
        <source>Last reply: %1.</source>
        <translation>Letzte Antwort: %1</translation>
    </message>
    <message>
        <source>Show all open</source>
        <translation>Alle offenen anzeigen</translation>
    </message>
    <message>
        <source>No conversations match this view.</source>
        <translation>Keine Gespräche in dieser Ansicht.</translation>
    </message>
    <message>
        <source>Reset filter</source>
        <translation>Filter zurücksetzen</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>Search results</source>
        <translation>Suchergebnisse</translation>
    </message>
    <message>
        <source>Search or jump …</source>
        <translation>Suchen oder springen …</translation>
    </message>
    <message>
        <source>Search all conversations</source>
        <translation>Alle Gespräche durchsuchen</translation>
    </message>
    <message>
        <source>Longest waiting</source>
        <translation>Am längsten wartend</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Neueste</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>This cannot be searched for.</source>
        <translation>Danach lässt sich nicht suchen.</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::KeyboardPage</name>
    <message>
        <source>%1 writes a character on some keyboards. Please choose a combination with Ctrl, or a function key.</source>
        <translation>%1 schreibt auf manchen Tastaturen ein Zeichen. Bitte wählen Sie eine Kombination mit Strg oder eine Funktionstaste.</translation>
    </message>
    <message>
        <source>%1 already belongs to “%2”.</source>
        <translation>%1 gehört schon zu „%2“.</translation>
    </message>
    <message>
        <source>Take it over</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Taste</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>Aktionen und ihre Tasten</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Neue Taste</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>Zuweisen</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>All keys back to their defaults</source>
        <translation>Alle Tasten auf Standard</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Tastatur</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::KnowledgeList</name>
    <message numerus="yes">
        <source>%n customer(s)</source>
        <translation>
            <numerusform>%n Kunde</numerusform>
            <numerusform>%n Kunden</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 wait on average</source>
        <translation>im Mittel %1 Wartezeit</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting now</source>
        <translation>
            <numerusform>%n wartet gerade</numerusform>
            <numerusform>%n warten gerade</numerusform>
        </translation>
    </message>
    <message>
        <source>same question</source>
        <translation>gleiche Frage</translation>
    </message>
    <message>
        <source>alike</source>
        <translation>ähnlich</translation>
    </message>
    <message>
        <source>An entry of the FAQ</source>
        <translation>Ein FAQ-Eintrag</translation>
    </message>
    <message>
        <source>badly rated</source>
        <translation>schlecht bewertet</translation>
    </message>
    <message>
        <source>reported as outdated</source>
        <translation>als veraltet gemeldet</translation>
    </message>
    <message>
        <source>often refused</source>
        <translation>oft abgelehnt</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>Lücken</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>Doppelte</translation>
    </message>
    <message>
        <source>Reviews</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>This could not be loaded.</source>
        <translation>Das konnte nicht geladen werden.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Loading the FAQ …</source>
        <translation>Die FAQ wird geladen …</translation>
    </message>
    <message>
        <source>No entry has these words.</source>
        <translation>Kein Eintrag enthält diese Wörter.</translation>
    </message>
    <message>
        <source>Try fewer or other words.</source>
        <translation>Versuchen Sie weniger oder andere Wörter.</translation>
    </message>
    <message>
        <source>Clear search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>No entry matches this filter.</source>
        <translation>Kein Eintrag passt zu diesem Filter.</translation>
    </message>
    <message>
        <source>Show all entries</source>
        <translation>Alle Einträge zeigen</translation>
    </message>
    <message>
        <source>The FAQ is empty.</source>
        <translation>Die FAQ ist leer.</translation>
    </message>
    <message>
        <source>Import or write the first answer.</source>
        <translation>Importieren Sie Antworten oder schreiben Sie die erste.</translation>
    </message>
    <message>
        <source>Import …</source>
        <translation>Import …</translation>
    </message>
    <message>
        <source>New entry</source>
        <translation>Neuer Eintrag</translation>
    </message>
    <message>
        <source>Looking …</source>
        <translation>Wird gesucht …</translation>
    </message>
    <message>
        <source>No gaps.</source>
        <translation>Keine Lücken.</translation>
    </message>
    <message>
        <source>Whatever several customers asked lately, the FAQ answers.</source>
        <translation>Was mehrere Kunden zuletzt gefragt haben, beantwortet die FAQ.</translation>
    </message>
    <message>
        <source>No duplicates.</source>
        <translation>Keine Dubletten.</translation>
    </message>
    <message>
        <source>No two entries say the same.</source>
        <translation>Keine zwei Einträge sagen dasselbe.</translation>
    </message>
    <message>
        <source>Nothing to review.</source>
        <translation>Nichts zu prüfen.</translation>
    </message>
    <message>
        <source>Entries that are rated badly or reported by agents appear here.</source>
        <translation>Hier erscheinen Einträge, die schlecht bewertet oder gemeldet wurden.</translation>
    </message>
    <message>
        <source>Knowledge</source>
        <translation>Wissen</translation>
    </message>
    <message>
        <source>Search the knowledge …</source>
        <translation>Wissen durchsuchen …</translation>
    </message>
    <message>
        <source>Search the knowledge</source>
        <translation>Wissen durchsuchen</translation>
    </message>
    <message>
        <source>Filter and order</source>
        <translation>Filter und Reihenfolge</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>Export …</translation>
    </message>
    <message>
        <source>Select all that are shown</source>
        <translation>Alle angezeigten auswählen</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::KnowledgePage</name>
    <message>
        <source>Knowledge</source>
        <translation>Wissen</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Write the question first; it is what the entry is found by.</source>
        <translation>Schreiben Sie zuerst die Frage; über sie wird der Eintrag gefunden.</translation>
    </message>
    <message>
        <source>Write an answer before you publish the entry.</source>
        <translation>Schreiben Sie eine Antwort, bevor Sie den Eintrag veröffentlichen.</translation>
    </message>
    <message>
        <source>The entry would end before it begins.</source>
        <translation>Der Eintrag würde enden, bevor er beginnt.</translation>
    </message>
    <message>
        <source>Archived. It is not offered any more.</source>
        <translation>Archiviert. Der Eintrag wird nicht mehr vorgeschlagen.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Saved; the entry is %1 now.</source>
        <translation>Gespeichert; der Eintrag ist jetzt: %1.</translation>
    </message>
    <message>
        <source>Somebody saved a newer version meanwhile.</source>
        <translation>Inzwischen wurde eine neuere Fassung gespeichert.</translation>
    </message>
    <message>
        <source>%1 saved a newer version meanwhile.</source>
        <translation>%1 hat inzwischen eine neuere Fassung gespeichert.</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Take the newer one</source>
        <translation>Neuere übernehmen</translation>
    </message>
    <message>
        <source>Save mine over it</source>
        <translation>Meine darüber speichern</translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation>Ohne Speichern schließen</translation>
    </message>
    <message>
        <source>Version %1 is in the editor. Save to make it the current one.</source>
        <translation>Fassung %1 steht im Editor. Speichern Sie, damit sie gilt.</translation>
    </message>
    <message>
        <source>One of the two has edits that are not saved. Save or discard them first.</source>
        <translation>Einer der beiden hat ungespeicherte Änderungen. Speichern oder verwerfen Sie sie zuerst.</translation>
    </message>
    <message>
        <source>%1 (copy)</source>
        <translation>%1 (Kopie)</translation>
    </message>
    <message>
        <source>To the list</source>
        <translation>Zur Liste</translation>
    </message>
    <message>
        <source>Try it out</source>
        <translation>Ausprobieren</translation>
    </message>
    <message>
        <source>Nothing is open.</source>
        <translation>Nichts geöffnet.</translation>
    </message>
    <message>
        <source>Choose an entry, or write a new one.</source>
        <translation>Wählen Sie einen Eintrag oder schreiben Sie einen neuen.</translation>
    </message>
    <message>
        <source>New entry</source>
        <translation>Neuer Eintrag</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) of the FAQ with changes that are not saved.</source>
        <translation>
            <numerusform>%n FAQ-Eintrag hat ungespeicherte Änderungen.</numerusform>
            <numerusform>%n FAQ-Einträge haben ungespeicherte Änderungen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>souffleur::ui::KnowledgeText</name>
    <message>
        <source>draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>in review</source>
        <translation>in Prüfung</translation>
    </message>
    <message>
        <source>published</source>
        <translation>veröffentlicht</translation>
    </message>
    <message>
        <source>archived</source>
        <translation>archiviert</translation>
    </message>
    <message>
        <source>For customers</source>
        <translation>Für Kunden</translation>
    </message>
    <message>
        <source>Internal, for agents only</source>
        <translation>Intern, nur für Agenten</translation>
    </message>
    <message>
        <source>Instruction for agents</source>
        <translation>Anweisung für Agenten</translation>
    </message>
    <message>
        <source>No phase</source>
        <translation>Keine Phase</translation>
    </message>
    <message>
        <source>Awareness</source>
        <translation>Aufmerksamkeit</translation>
    </message>
    <message>
        <source>Consideration</source>
        <translation>Erwägung</translation>
    </message>
    <message>
        <source>Decision and purchase</source>
        <translation>Entscheidung und Kauf</translation>
    </message>
    <message>
        <source>Service and loyalty</source>
        <translation>Service und Bindung</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>kurz</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>still a draft</source>
        <translation>noch Entwurf</translation>
    </message>
    <message>
        <source>still in review</source>
        <translation>noch in Prüfung</translation>
    </message>
    <message>
        <source>internal</source>
        <translation>intern</translation>
    </message>
    <message>
        <source>an instruction for agents</source>
        <translation>Anweisung für Agenten</translation>
    </message>
    <message>
        <source>not valid yet</source>
        <translation>noch nicht gültig</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>not for this channel</source>
        <translation>nicht für diesen Kanal</translation>
    </message>
    <message>
        <source>no answer in this language</source>
        <translation>keine Antwort in dieser Sprache</translation>
    </message>
    <message>
        <source>%1 of the latest %2 ratings after this answer were bad. It is offered behind others until somebody has looked at it.</source>
        <translation>%1 der letzten %2 Bewertungen nach dieser Antwort waren schlecht. Bis jemand sie geprüft hat, steht sie hinter anderen.</translation>
    </message>
    <message>
        <source>An agent says that this answer is outdated.</source>
        <translation>Diese Antwort wurde als veraltet gemeldet.</translation>
    </message>
    <message>
        <source>Agents refused this answer %1 times and sent it %2 times. Do its wordings promise more than the answer holds?</source>
        <translation>Diese Antwort wurde %1-mal abgelehnt und %2-mal gesendet. Versprechen ihre Formulierungen mehr, als die Antwort hält?</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>ab %1</translation>
    </message>
    <message>
        <source>review due</source>
        <translation>Prüfung fällig</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>percentage</comment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>informal</source>
        <comment>form of address</comment>
        <translation>du</translation>
    </message>
    <message>
        <source>formal</source>
        <comment>form of address</comment>
        <translation>Sie</translation>
    </message>
    <message>
        <source>neutral</source>
        <comment>form of address</comment>
        <translation>neutral</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::MailDialog</name>
    <message>
        <source>The report is in the clipboard. It holds no secrets.</source>
        <translation>Der Bericht liegt in der Zwischenablage. Er enthält keine Zugangsdaten.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Receiving</source>
        <translation>Empfang</translation>
    </message>
    <message>
        <source>Mailboxes</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>New mail arrives at once</source>
        <translation>Neue Mails kommen sofort an</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Versand</translation>
    </message>
    <message>
        <source>Copies of sent mail</source>
        <translation>Kopien gesendeter Mails</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Server for receiving</source>
        <translation>Server für den Empfang</translation>
    </message>
    <message>
        <source>Server for sending</source>
        <translation>Server für den Versand</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Client ID</source>
        <translation>Client-ID</translation>
    </message>
    <message>
        <source>Refresh token</source>
        <translation>Refresh-Token</translation>
    </message>
    <message>
        <source>yes, the server tells us</source>
        <translation>ja, der Server meldet sie</translation>
    </message>
    <message>
        <source>no, the server is asked every minute</source>
        <translation>nein, der Server wird jede Minute gefragt</translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) in the inbox</source>
        <translation>
            <numerusform>%n Mail im Posteingang</numerusform>
            <numerusform>%n Mails im Posteingang</numerusform>
        </translation>
    </message>
    <message>
        <source>the server keeps them itself</source>
        <translation>der Server legt sie selbst ab</translation>
    </message>
    <message>
        <source>“%1” is missing or not usable. Please check it.</source>
        <translation>„%1“ fehlt oder ist nicht verwendbar. Bitte prüfen Sie die Angabe.</translation>
    </message>
    <message>
        <source>No secure connection: the certificate does not belong to this server, or encryption is refused. No password was sent. Check the name of the server.</source>
        <translation>Keine sichere Verbindung: Das Zertifikat gehört nicht zu diesem Server, oder Verschlüsselung wird abgelehnt. Es wurde kein Passwort gesendet. Prüfen Sie den Namen des Servers.</translation>
    </message>
    <message>
        <source>The server does not accept this login. Check user name and password; some providers want an app password, or IMAP switched on in their settings.</source>
        <translation>Der Server nimmt diese Anmeldung nicht an. Prüfen Sie Benutzername und Passwort; manche Anbieter verlangen ein App-Passwort oder dass IMAP in deren Einstellungen eingeschaltet ist.</translation>
    </message>
    <message>
        <source>The server cannot be reached. Check its name, its port and the network.</source>
        <translation>Der Server ist nicht erreichbar. Prüfen Sie Name, Port und Netzwerk.</translation>
    </message>
    <message>
        <source>There is no mailbox “%1” on the server.</source>
        <translation>Auf dem Server gibt es keinen Ordner „%1“.</translation>
    </message>
    <message>
        <source>The server does not offer this way to sign in (%1).</source>
        <translation>Der Server bietet diese Art der Anmeldung nicht an (%1).</translation>
    </message>
    <message>
        <source>Checking …</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>Enter address and password, then test. Nothing is sent or changed.</source>
        <translation>Geben Sie Adresse und Passwort ein und prüfen Sie dann. Es wird nichts gesendet oder verändert.</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>“%1” is missing.</source>
        <translation>„%1“ fehlt.</translation>
    </message>
    <message>
        <source>Channel settings</source>
        <translation>Kanaleinstellungen</translation>
    </message>
    <message>
        <source>Add a channel</source>
        <translation>Kanal hinzufügen</translation>
    </message>
    <message>
        <source>E-mail account</source>
        <translation>E-Mail-Konto</translation>
    </message>
    <message>
        <source>Connect an e-mail account</source>
        <translation>E-Mail-Konto verbinden</translation>
    </message>
    <message>
        <source>Mail to this address arrives in your inbox, and replies go out from it. Nothing is deleted on the server.</source>
        <translation>Mails an diese Adresse kommen in Ihrem Posteingang an, Antworten gehen von ihr aus. Auf dem Server wird nichts gelöscht.</translation>
    </message>
    <message>
        <source>Name shown to customers</source>
        <translation>Name, den Kunden sehen</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Another provider</source>
        <translation>Anderer Anbieter</translation>
    </message>
    <message>
        <source>Sign in with</source>
        <translation>Anmelden mit</translation>
    </message>
    <message>
        <source>Password or app password</source>
        <translation>Passwort oder App-Passwort</translation>
    </message>
    <message>
        <source>OAuth 2 token</source>
        <translation>OAuth-2-Token</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>Client secret</source>
        <translation>Clientgeheimnis</translation>
    </message>
    <message>
        <source>It is kept encrypted and never shown in logs or reports.</source>
        <translation>Es wird verschlüsselt aufbewahrt und erscheint nie in Protokollen oder Berichten.</translation>
    </message>
    <message>
        <source>Hide advanced settings</source>
        <translation>Erweiterte Einstellungen ausblenden</translation>
    </message>
    <message>
        <source>Advanced settings</source>
        <translation>Erweiterte Einstellungen</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>the address</source>
        <translation>die Adresse</translation>
    </message>
    <message>
        <source>Encryption when receiving</source>
        <translation>Verschlüsselung beim Empfang</translation>
    </message>
    <message>
        <source>Encryption when sending</source>
        <translation>Verschlüsselung beim Versand</translation>
    </message>
    <message>
        <source>TLS (recommended)</source>
        <translation>TLS (empfohlen)</translation>
    </message>
    <message>
        <source>Further own addresses</source>
        <translation>Weitere eigene Adressen</translation>
    </message>
    <message>
        <source>Mark mail as read on the server once it is stored here</source>
        <translation>Mails auf dem Server als gelesen markieren, sobald sie hier gespeichert sind</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>“Test” checks with the stored password. Enter another one to replace it.</source>
        <translation>„Prüfen“ verwendet das gespeicherte Passwort. Geben Sie ein anderes ein, um es zu ersetzen.</translation>
    </message>
    <message>
        <source>Token address</source>
        <translation>Token-Adresse</translation>
    </message>
    <message>
        <source>Microsoft 365 takes no passwords for mail any more. Register an app in Entra ID; one for a single organization needs its token address (advanced settings). IDs and tokens are kept encrypted.</source>
        <translation>Microsoft 365 nimmt für E-Mail keine Passwörter mehr an. Registrieren Sie eine App in Entra ID; eine App für eine einzige Organisation braucht deren Token-Adresse (erweiterte Einstellungen). IDs und Token werden verschlüsselt aufbewahrt.</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::MainWindow</name>
    <message>
        <source>Nobody else is waiting. Last reply: %1.</source>
        <translation>Niemand wartet mehr. Letzte Antwort: %1</translation>
    </message>
    <message>
        <source>Nobody else is waiting.</source>
        <translation>Niemand wartet mehr.</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>Abschließen</translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation>Zurückstellen</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>Zuweisen</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Tags …</source>
        <translation>Tags …</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>Als gelesen markieren</translation>
    </message>
    <message>
        <source>Mark as unread</source>
        <translation>Als ungelesen markieren</translation>
    </message>
    <message>
        <source>(%1) Souffleur – Inbox</source>
        <translation>(%1) Souffleur – Posteingang</translation>
    </message>
    <message>
        <source>Souffleur – Inbox</source>
        <translation>Souffleur – Posteingang</translation>
    </message>
    <message>
        <source>Suggestions and customer</source>
        <translation>Vorschläge und Kundendaten</translation>
    </message>
    <message>
        <source>(%1) Souffleur – Knowledge</source>
        <translation>(%1) Souffleur – Wissen</translation>
    </message>
    <message>
        <source>Souffleur – Knowledge</source>
        <translation>Souffleur – Wissen</translation>
    </message>
    <message>
        <source>Your reply was not sent. It stands in the editor; please look at the conversation and send it from here.</source>
        <translation>Ihre Antwort wurde nicht gesendet. Sie steht im Eingabefeld; bitte sehen Sie sich das Gespräch an und senden Sie sie von hier.</translation>
    </message>
    <message numerus="yes">
        <source>Souffleur closed unexpectedly. %n draft(s) restored, nothing was sent twice.</source>
        <translation>
            <numerusform>Souffleur wurde unerwartet beendet. %n Entwurf wiederhergestellt, nichts wurde doppelt gesendet.</numerusform>
            <numerusform>Souffleur wurde unerwartet beendet. %n Entwürfe wiederhergestellt, nichts wurde doppelt gesendet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>souffleur::ui::MessageBar</name>
    <message>
        <source>Close message</source>
        <translation>Meldung schließen</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::NewConversationDialog</name>
    <message>
        <source>Add channel</source>
        <translation>Kanal hinzufügen</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Neues Gespräch</translation>
    </message>
    <message>
        <source>Name or e-mail address</source>
        <translation>Name oder E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Known customers</source>
        <translation>Bekannte Kundschaft</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>As you will see it in the list</source>
        <translation>So steht er dann in der Liste</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>On %1 only the customer can begin: the service lets nobody write to people who have not written first.</source>
        <translation>Bei %1 kann nur die Kundin oder der Kunde beginnen: Der Dienst lässt nur Nachrichten an Personen zu, die zuerst geschrieben haben.</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>This is not a complete address. It looks like name@example.org.</source>
        <translation>Das ist keine vollständige Adresse. Sie sieht aus wie name@example.org.</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::NoneFitsForm</name>
    <message>
        <source>Why does nothing fit?</source>
        <translation>Warum passt nichts?</translation>
    </message>
    <message>
        <source>Answer is missing</source>
        <translation>Antwort fehlt</translation>
    </message>
    <message>
        <source>Wrong topic</source>
        <translation>Falsches Thema</translation>
    </message>
    <message>
        <source>Outdated</source>
        <translation>Veraltet</translation>
    </message>
    <message>
        <source>Wrong tone</source>
        <translation>Ton passt nicht</translation>
    </message>
    <message>
        <source>In your words (optional)</source>
        <translation>In Ihren Worten (freiwillig)</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Melden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::NotificationsPage</name>
    <message>
        <source>Tell the desktop when a customer writes</source>
        <translation>Melden, wenn jemand schreibt</translation>
    </message>
    <message>
        <source>Only of customers who wait for you or for nobody yet. Gone once read or answered.</source>
        <translation>Nur für Gespräche, die auf Sie oder noch auf niemanden warten. Verschwindet, sobald gelesen oder beantwortet.</translation>
    </message>
    <message>
        <source>Show the customer&apos;s words</source>
        <translation>Text der Nachricht zeigen</translation>
    </message>
    <message>
        <source>Otherwise only the name, as others may see the screen.</source>
        <translation>Sonst nur den Namen, denn andere können den Bildschirm sehen.</translation>
    </message>
    <message>
        <source>With a sound</source>
        <translation>Mit Ton</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>Bitte nicht stören</translation>
    </message>
    <message>
        <source>Nothing is told until you switch it off; the numbers go on.</source>
        <translation>Keine Mitteilungen, bis Sie es ausschalten; die Zahlen laufen weiter.</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Ruhezeiten</translation>
    </message>
    <message>
        <source>Every day between the times below.</source>
        <translation>Jeden Tag zwischen den folgenden Uhrzeiten.</translation>
    </message>
    <message>
        <source>Quiet from and to</source>
        <translation>Ruhe von und bis</translation>
    </message>
    <message>
        <source>to</source>
        <comment>between two times</comment>
        <translation>bis</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>Ruhe von</translation>
    </message>
    <message>
        <source>Quiet to</source>
        <translation>Ruhe bis</translation>
    </message>
    <message>
        <source>Tell of %1</source>
        <translation>Mitteilungen für %1</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Mitteilungen</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::Notifier</name>
    <message numerus="yes">
        <source>%n new message(s), %1</source>
        <translation>
            <numerusform>%n neue Nachricht, %1</numerusform>
            <numerusform>%n neue Nachrichten, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Reply to %1</source>
        <translation>Antwort an %1</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message numerus="yes">
        <source>%n customer(s) wrote</source>
        <translation>
            <numerusform>%n Person hat geschrieben</numerusform>
            <numerusform>%n Personen haben geschrieben</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 and more</source>
        <comment>names of customers</comment>
        <translation>%1 und weitere</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::PasswordField</name>
    <message>
        <source>Hide the password</source>
        <translation>Passwort verbergen</translation>
    </message>
    <message>
        <source>Show the password</source>
        <translation>Passwort anzeigen</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::PictureDialog</name>
    <message>
        <source>This picture cannot be shown.</source>
        <translation>Dieses Bild kann nicht angezeigt werden.</translation>
    </message>
    <message>
        <source>A stranger sent this file. Save it only if you expect it.</source>
        <translation>Diese Datei kommt von außen. Speichern Sie sie nur, wenn Sie sie erwarten.</translation>
    </message>
    <message>
        <source>Save as …</source>
        <translation>Speichern unter …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Save file</source>
        <translation>Datei speichern</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::PolishView</name>
    <message>
        <source>removed: %1</source>
        <translation>entfernt: %1</translation>
    </message>
    <message>
        <source>added: %1</source>
        <translation>neu: %1</translation>
    </message>
    <message>
        <source>Refused: it would have changed a fact (%1). The draft stays as it is.</source>
        <translation>Abgelehnt: Eine Angabe wäre verändert worden (%1). Der Entwurf bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>Refused: the answer is no plain, short text. The draft stays as it is.</source>
        <translation>Abgelehnt: Die Antwort ist kein einfacher, kurzer Text. Der Entwurf bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>The server&apos;s answer cannot be read. The draft stays as it is.</source>
        <translation>Die Antwort des Servers ist nicht lesbar. Der Entwurf bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>The server&apos;s address is missing or not allowed. Check it under Settings, Suggestions.</source>
        <translation>Die Adresse des Servers fehlt oder ist nicht erlaubt. Prüfen Sie sie unter Einstellungen, Vorschläge.</translation>
    </message>
    <message>
        <source>The server refuses the key. Check it under Settings, Suggestions.</source>
        <translation>Der Server lehnt den Schlüssel ab. Prüfen Sie ihn unter Einstellungen, Vorschläge.</translation>
    </message>
    <message>
        <source>There is no better wording: %1. The draft stays as it is.</source>
        <translation>Es gibt keine bessere Formulierung: %1. Der Entwurf bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Insert this wording</source>
        <translation>Diese Fassung einfügen</translation>
    </message>
    <message>
        <source>Other words for &quot;%1&quot;</source>
        <translation>Andere Worte für „%1“</translation>
    </message>
    <message>
        <source>Nothing to improve.</source>
        <translation>Nichts zu verbessern.</translation>
    </message>
    <message>
        <source>No other words</source>
        <translation>Keine anderen Worte</translation>
    </message>
    <message>
        <source>Looking for better words …</source>
        <translation>Sucht bessere Worte …</translation>
    </message>
    <message>
        <source>Only the FAQ&apos;s text and the question without personal data are sent.</source>
        <translation>Gesendet werden nur der Text der FAQ und die Frage ohne persönliche Angaben.</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::ProtectPage</name>
    <message>
        <source>Please enter your name.</source>
        <translation>Bitte geben Sie Ihren Namen ein.</translation>
    </message>
    <message>
        <source>Please choose a password.</source>
        <translation>Bitte wählen Sie ein Passwort.</translation>
    </message>
    <message numerus="yes">
        <source>The password is too short. It needs at least %n character(s).</source>
        <translation>
            <numerusform>Das Passwort ist zu kurz. Es braucht mindestens %n Zeichen.</numerusform>
            <numerusform>Das Passwort ist zu kurz. Es braucht mindestens %n Zeichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The two passwords are not the same. Please type the second one again.</source>
        <translation>Die beiden Passwörter stimmen nicht überein. Bitte geben Sie das zweite noch einmal ein.</translation>
    </message>
    <message numerus="yes">
        <source>%n character(s) or more, best several words.</source>
        <translation>
            <numerusform>Mindestens %n Zeichen, am besten mehrere Wörter.</numerusform>
            <numerusform>Mindestens %n Zeichen, am besten mehrere Wörter.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Too short: at least %n character(s).</source>
        <translation>
            <numerusform>Zu kurz: mindestens %n Zeichen.</numerusform>
            <numerusform>Zu kurz: mindestens %n Zeichen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Weak: take %n different character(s) or more, best several words.</source>
        <translation>
            <numerusform>Schwach: mindestens %n verschiedenes Zeichen, am besten mehrere Wörter.</numerusform>
            <numerusform>Schwach: mindestens %n verschiedene Zeichen, am besten mehrere Wörter.</numerusform>
        </translation>
    </message>
    <message>
        <source>Fair: another word makes it better.</source>
        <translation>Mittel: Ein weiteres Wort macht es besser.</translation>
    </message>
    <message>
        <source>Good password.</source>
        <translation>Gutes Passwort.</translation>
    </message>
    <message>
        <source>Strong password.</source>
        <translation>Starkes Passwort.</translation>
    </message>
    <message>
        <source>Both are the same.</source>
        <translation>Beide stimmen überein.</translation>
    </message>
    <message>
        <source>Not the same yet.</source>
        <translation>Noch nicht gleich.</translation>
    </message>
    <message>
        <source>Protect your data</source>
        <translation>Daten schützen</translation>
    </message>
    <message>
        <source>Your conversations are encrypted on this computer. The password opens them; nobody can reset it, we neither.</source>
        <translation>Ihre Gespräche liegen verschlüsselt auf diesem Rechner. Das Passwort öffnet sie; niemand kann es zurücksetzen, auch wir nicht.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ihr Name</translation>
    </message>
    <message>
        <source>As it stands beside your replies</source>
        <translation>Wie er neben Ihren Antworten steht</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Password again</source>
        <translation>Passwort wiederholen</translation>
    </message>
    <message>
        <source>Remember in the system&apos;s keychain</source>
        <translation>Im Schlüsselbund des Systems merken</translation>
    </message>
    <message>
        <source>Souffleur then opens without asking while you are logged in to this computer.</source>
        <translation>Souffleur öffnet sich dann ohne Nachfrage, solange Sie an diesem Rechner angemeldet sind.</translation>
    </message>
    <message>
        <source>Protection</source>
        <translation>Schutz</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::RecoveryPage</name>
    <message>
        <source>The code is in the clipboard. Paste it into a safe place now.</source>
        <translation>Der Code ist in der Zwischenablage. Fügen Sie ihn jetzt an einem sicheren Ort ein.</translation>
    </message>
    <message>
        <source>Recovery code: %1</source>
        <translation>Wiederherstellungscode: %1</translation>
    </message>
    <message>
        <source>Save the recovery code</source>
        <translation>Wiederherstellungscode speichern</translation>
    </message>
    <message>
        <source>Text files (*.txt)</source>
        <translation>Textdateien (*.txt)</translation>
    </message>
    <message>
        <source>souffleur-recovery-code</source>
        <comment>file name</comment>
        <translation>souffleur-wiederherstellungscode</translation>
    </message>
    <message>
        <source>Souffleur recovery code</source>
        <translation>Wiederherstellungscode für Souffleur</translation>
    </message>
    <message>
        <source>It opens the conversations when the password is lost. Keep it apart from the computer.</source>
        <translation>Er öffnet die Gespräche, wenn das Passwort verloren ist. Bewahren Sie ihn getrennt vom Rechner auf.</translation>
    </message>
    <message>
        <source>Saved: %1. Move it to a place other than this computer.</source>
        <translation>Gespeichert: %1. Legen Sie die Datei anderswo als auf diesem Rechner ab.</translation>
    </message>
    <message>
        <source>Your recovery code</source>
        <translation>Ihr Wiederherstellungscode</translation>
    </message>
    <message>
        <source>If you forget the password, this code opens your conversations; without both they are lost. It is shown only now.</source>
        <translation>Wenn Sie das Passwort vergessen, öffnet dieser Code Ihre Gespräche; ohne beides sind sie verloren. Er wird nur jetzt angezeigt.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the recovery code</source>
        <translation>Wiederherstellungscode kopieren</translation>
    </message>
    <message>
        <source>Save as text file …</source>
        <translation>Als Textdatei speichern …</translation>
    </message>
    <message>
        <source>I have noted the code</source>
        <translation>Ich habe den Code notiert</translation>
    </message>
    <message>
        <source>The system&apos;s keychain could not be reached, so the password was not remembered. Souffleur asks for it at every start.</source>
        <translation>Der Schlüsselbund des Systems war nicht erreichbar, daher wurde das Passwort nicht gemerkt. Souffleur fragt bei jedem Start danach.</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Wiederherstellungscode</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::SampleDialog</name>
    <message>
        <source>Give the channel a name.</source>
        <translation>Geben Sie dem Kanal einen Namen.</translation>
    </message>
    <message>
        <source>Channel settings</source>
        <translation>Kanaleinstellungen</translation>
    </message>
    <message>
        <source>Sample customers</source>
        <translation>Beispielkunden</translation>
    </message>
    <message>
        <source>Made-up customers who write to you, for trying things out.</source>
        <translation>Erfundene Kundenanfragen zum Ausprobieren.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name of the channel</source>
        <translation>Name des Kanals</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Speed of the sample customers</source>
        <translation>Tempo der Beispielanfragen</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>real time</source>
        <translation>Echtzeit</translation>
    </message>
    <message>
        <source>%1 times as fast</source>
        <translation>%1-mal so schnell</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::SearchCompleter</name>
    <message>
        <source>who wrote it</source>
        <translation>von wem die Nachricht ist</translation>
    </message>
    <message>
        <source>whom we wrote to</source>
        <translation>an wen wir geschrieben haben</translation>
    </message>
    <message>
        <source>a tag of the conversation</source>
        <translation>ein Tag des Gesprächs</translation>
    </message>
    <message>
        <source>where it came in</source>
        <translation>auf welchem Kanal</translation>
    </message>
    <message>
        <source>open, waiting, overdue …</source>
        <translation>offen, wartend, überfällig …</translation>
    </message>
    <message>
        <source>who takes care of it</source>
        <translation>wem es zugewiesen ist</translation>
    </message>
    <message>
        <source>a day, or 7d for the last week</source>
        <translation>ein Tag, oder 7t für die letzte Woche</translation>
    </message>
    <message>
        <source>for longer than, as in &gt;1h</source>
        <translation>länger als, etwa &gt;1h</translation>
    </message>
    <message>
        <source>with a file</source>
        <translation>mit einer Datei</translation>
    </message>
    <message>
        <source>Search operators</source>
        <translation>Suchoperatoren</translation>
    </message>
    <message>
        <source>“%1:” needs a value behind it.</source>
        <translation>Hinter „%1:“ fehlt ein Wert.</translation>
    </message>
    <message>
        <source>There is no channel “%1”. The names stand in the sidebar.</source>
        <translation>Es gibt keinen Kanal „%1“. Die Namen stehen in der Seitenleiste.</translation>
    </message>
    <message>
        <source>“%1” is no status. There are open, waiting, overdue, unread, snoozed and resolved.</source>
        <translation>„%1“ ist kein Status. Es gibt offen, wartend, überfällig, ungelesen, zurückgestellt und abgeschlossen.</translation>
    </message>
    <message>
        <source>Nobody in the team is called “%1”.</source>
        <translation>Im Team heißt niemand „%1“.</translation>
    </message>
    <message>
        <source>More than one in the team is called “%1”. Write the whole name in quotes.</source>
        <translation>Im Team heißen mehrere „%1“. Schreiben Sie den ganzen Namen in Anführungszeichen.</translation>
    </message>
    <message>
        <source>“%1” is no day. Write it like 2026-11-28 or 28.11., or 7d for the last seven days.</source>
        <translation>„%1“ ist kein Tag. Schreiben Sie ihn wie 28.11.2026 oder 28.11., oder 7t für die letzten sieben Tage.</translation>
    </message>
    <message>
        <source>“%1” is no length of time. Write it like &gt;30min, &gt;1h or &gt;2d.</source>
        <translation>„%1“ ist keine Zeitspanne. Schreiben Sie sie wie &gt;30min, &gt;1h oder &gt;2t.</translation>
    </message>
    <message>
        <source>“%1” cannot be searched for. Messages can have an attachment.</source>
        <translation>Nach „%1“ lässt sich nicht suchen. Nachrichten können einen Anhang haben.</translation>
    </message>
    <message>
        <source>“%1:%2” contradicts what stands before it.</source>
        <translation>„%1:%2“ widerspricht dem, was davor steht.</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::SendingPage</name>
    <message>
        <source>Enter</source>
        <comment>the key</comment>
        <translation>Enter</translation>
    </message>
    <message>
        <source>%1 sends</source>
        <translation>%1 sendet</translation>
    </message>
    <message>
        <source>As the channel suggests</source>
        <translation>Wie vom Kanal vorgeschlagen</translation>
    </message>
    <message>
        <source>Send at once</source>
        <translation>Sofort senden</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n Sekunde</numerusform>
            <numerusform>%n Sekunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Send key in chats</source>
        <translation>Sendetaste in Chats</translation>
    </message>
    <message>
        <source>E-mail is always sent with %1. The other one makes a new line.</source>
        <translation>E-Mails werden immer mit %1 gesendet. Die andere Taste beginnt eine neue Zeile.</translation>
    </message>
    <message>
        <source>Hold before sending</source>
        <translation>Wartezeit vor dem Senden</translation>
    </message>
    <message>
        <source>So long a message can be taken back.</source>
        <translation>So lange lässt sich eine Nachricht zurücknehmen.</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Internal words</source>
        <translation>Interne Wörter</translation>
    </message>
    <message>
        <source>Words with commas between. A reply that holds one of them is only sent when you say so again.</source>
        <translation>Wörter, mit Kommas getrennt. Eine Antwort, in der eines davon steht, wird erst nach Rückfrage gesendet.</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Search the settings</source>
        <translation>Einstellungen durchsuchen</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>Kategorien</translation>
    </message>
    <message>
        <source>No setting matches these words.</source>
        <translation>Keine Einstellung passt zu diesen Wörtern.</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::SetupTexts</name>
    <message>
        <source>Create a bot with @BotFather in Telegram and paste its token here. Customers write to the bot; their messages arrive in your inbox.</source>
        <translation>Legen Sie mit @BotFather in Telegram einen Bot an und fügen Sie dessen Token hier ein. Was dem Bot geschrieben wird, kommt in Ihrem Posteingang an.</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Write /newbot to @BotFather in Telegram and answer its questions; it ends with the token. For a bot that exists, write /token.</source>
        <translation>Schreiben Sie @BotFather in Telegram „/newbot“ und beantworten Sie die Fragen; am Ende steht das Token. Für einen vorhandenen Bot schreiben Sie „/token“.</translation>
    </message>
    <message>
        <source>Seconds per request</source>
        <translation>Sekunden je Anfrage</translation>
    </message>
    <message>
        <source>How long a request for new messages stays open. Less is only needed behind proxies that cut it off.</source>
        <translation>So lange bleibt eine Anfrage nach neuen Nachrichten offen. Weniger ist nur hinter Proxys nötig, die sie abbrechen.</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>Adresse des Servers</translation>
    </message>
    <message>
        <source>No other program fetches the messages</source>
        <translation>Kein anderes Programm ruft die Nachrichten ab</translation>
    </message>
    <message>
        <source>Receiving messages</source>
        <translation>Empfang von Nachrichten</translation>
    </message>
    <message>
        <source>Another program has set a webhook for this bot, so Telegram sends the messages there. Remove the webhook, or create a bot of its own for Souffleur.</source>
        <translation>Ein anderes Programm hat für diesen Bot einen Webhook gesetzt; Telegram sendet die Nachrichten dorthin. Entfernen Sie den Webhook oder legen Sie für Souffleur einen eigenen Bot an.</translation>
    </message>
    <message>
        <source>Another program fetches this bot&apos;s messages. Stop it, or create a bot of its own for Souffleur.</source>
        <translation>Ein anderes Programm ruft die Nachrichten dieses Bots ab. Beenden Sie es oder legen Sie für Souffleur einen eigenen Bot an.</translation>
    </message>
    <message>
        <source>Telegram does not know this token. Copy it again from @BotFather; a revoked token has to be replaced by the new one.</source>
        <translation>Telegram kennt dieses Token nicht. Kopieren Sie es noch einmal von @BotFather; ein widerrufenes Token ist durch das neue zu ersetzen.</translation>
    </message>
    <message>
        <source>The server cannot be reached. Check its address and the network, then test again.</source>
        <translation>Der Server ist nicht erreichbar. Prüfen Sie Adresse und Netzwerk und testen Sie erneut.</translation>
    </message>
    <message>
        <source>Create an application in Discord&apos;s developer portal and paste its bot token here. Direct messages to the bot arrive in your inbox, and those in the channels you choose.</source>
        <translation>Legen Sie im Entwicklerportal von Discord eine Anwendung an und fügen Sie deren Bot-Token hier ein. Direktnachrichten an den Bot kommen in Ihrem Posteingang an, ebenso die aus den gewählten Kanälen.</translation>
    </message>
    <message>
        <source>Bot token</source>
        <translation>Bot-Token</translation>
    </message>
    <message>
        <source>discord.com/developers, “New Application”, then “Bot” and “Reset Token”. Under “OAuth2” choose the scope “bot” and open the link that is made there, to invite the bot to your server.</source>
        <translation>discord.com/developers, „New Application“, dann „Bot“ und „Reset Token“. Wählen Sie unter „OAuth2“ den Bereich „bot“ und öffnen Sie den dort erzeugten Link, um den Bot auf Ihren Server einzuladen.</translation>
    </message>
    <message>
        <source>Channels of your server</source>
        <translation>Kanäle Ihres Servers</translation>
    </message>
    <message>
        <source>Leave it empty for direct messages only. Otherwise the ids, with commas between them: switch on “Developer Mode” in Discord under “Advanced”, right-click the channel and choose “Copy Channel ID”. Everybody in such a channel reads your answers.</source>
        <translation>Lassen Sie das Feld leer, wenn nur Direktnachrichten ankommen sollen. Sonst tragen Sie die IDs ein, durch Kommas getrennt: Schalten Sie in Discord unter „Erweitert“ den „Entwicklermodus“ ein, klicken Sie mit der rechten Maustaste auf den Kanal und wählen Sie „Kanal-ID kopieren“. In einem solchen Kanal lesen alle Ihre Antworten mit.</translation>
    </message>
    <message>
        <source>works; %1 more sign-ins today</source>
        <translation>funktioniert; heute noch %1 Anmeldungen</translation>
    </message>
    <message>
        <source>Reading what is written in channels</source>
        <translation>Lesen des Geschriebenen in Kanälen</translation>
    </message>
    <message>
        <source>Discord does not know this token. Make a new one in the developer portal under “Bot” and paste it here; the old one ends with that.</source>
        <translation>Discord kennt dieses Token nicht. Erzeugen Sie im Entwicklerportal unter „Bot“ ein neues und fügen Sie es hier ein; das alte wird damit ungültig.</translation>
    </message>
    <message>
        <source>The bot may not read what is written in channels. Switch on “Message Content Intent” in the developer portal under “Bot”, then test again. Direct messages alone work without it.</source>
        <translation>Der Bot darf nicht lesen, was in Kanälen geschrieben wird. Schalten Sie im Entwicklerportal unter „Bot“ den „Message Content Intent“ ein und testen Sie erneut. Direktnachrichten allein funktionieren auch ohne ihn.</translation>
    </message>
    <message>
        <source>The bot has signed in too often today; Discord lets it in again tomorrow. See whether another program uses the same token.</source>
        <translation>Der Bot hat sich heute zu oft angemeldet; Discord lässt ihn morgen wieder zu. Prüfen Sie, ob ein anderes Programm dasselbe Token verwendet.</translation>
    </message>
    <message>
        <source>The bot has no access. Invite it to the server and allow it to see the channel, to read its history and to write there.</source>
        <translation>Der Bot hat keinen Zugang. Laden Sie ihn auf den Server ein und erlauben Sie ihm, den Kanal zu sehen, dessen Verlauf zu lesen und dort zu schreiben.</translation>
    </message>
    <message>
        <source>There is no such channel, or the bot is not on its server. Copy the channel&apos;s id again and invite the bot.</source>
        <translation>Diesen Kanal gibt es nicht, oder der Bot ist nicht auf dessen Server. Kopieren Sie die Kanal-ID noch einmal und laden Sie den Bot ein.</translation>
    </message>
    <message>
        <source>This is not a channel&apos;s id: it has digits only. Copy it with “Copy Channel ID” in Discord.</source>
        <translation>Das ist keine Kanal-ID: Sie besteht nur aus Ziffern. Kopieren Sie sie in Discord mit „Kanal-ID kopieren“.</translation>
    </message>
    <message>
        <source>Discord asks for something this version cannot do (%1). Please look for a newer version.</source>
        <translation>Discord verlangt etwas, das diese Version nicht kann (%1). Bitte sehen Sie nach einer neueren Version.</translation>
    </message>
    <message>
        <source>Signal has no interface for companies. A program named signal-cli on this computer speaks for a number of your own; it is made by others and Signal may lock a number that is used this way.</source>
        <translation>Signal hat keine Schnittstelle für Unternehmen. Das Programm signal-cli auf diesem Computer spricht für eine eigene Nummer; es stammt von anderen, und Signal kann eine so genutzte Nummer sperren.</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>The number that signal-cli is registered for, with its country. It may be left out where signal-cli was started for one number only.</source>
        <translation>Die Nummer, für die signal-cli angemeldet ist, mit Landesvorwahl. Sie kann fehlen, wenn signal-cli nur für eine Nummer gestartet wurde.</translation>
    </message>
    <message>
        <source>Address of signal-cli</source>
        <translation>Adresse von signal-cli</translation>
    </message>
    <message>
        <source>Start it with: signal-cli -a NUMBER daemon --tcp localhost:7583 --receive-mode=manual. The path of a socket works as well. Only this computer is allowed, as nothing is encrypted on this way.</source>
        <translation>Starten Sie es mit: signal-cli -a NUMMER daemon --tcp localhost:7583 --receive-mode=manual. Auch der Pfad eines Sockets ist möglich. Erlaubt ist nur dieser Computer, denn auf diesem Weg ist nichts verschlüsselt.</translation>
    </message>
    <message>
        <source>signal-cli</source>
        <translation>signal-cli</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>signal-cli does not answer at this address. Start it as the help says, then test again.</source>
        <translation>Unter dieser Adresse antwortet signal-cli nicht. Starten Sie es wie in der Hilfe beschrieben und testen Sie erneut.</translation>
    </message>
    <message>
        <source>Only this computer is allowed, for instance localhost:7583, as nothing is encrypted on this way.</source>
        <translation>Erlaubt ist nur dieser Computer, zum Beispiel localhost:7583, denn auf diesem Weg ist nichts verschlüsselt.</translation>
    </message>
    <message>
        <source>This is neither an address like localhost:7583 nor the path of a socket.</source>
        <translation>Das ist weder eine Adresse wie localhost:7583 noch der Pfad eines Sockets.</translation>
    </message>
    <message>
        <source>Another program answers at this address, not signal-cli.</source>
        <translation>Unter dieser Adresse antwortet ein anderes Programm, nicht signal-cli.</translation>
    </message>
    <message>
        <source>signal-cli does not serve this number. Register or link it there, or choose one of its numbers.</source>
        <translation>signal-cli bedient diese Nummer nicht. Melden Sie sie dort an oder verknüpfen Sie sie, oder wählen Sie eine seiner Nummern.</translation>
    </message>
    <message>
        <source>The address of signal-cli cannot be used. Correct it in the channel&apos;s settings.</source>
        <translation>Die Adresse von signal-cli ist nicht verwendbar. Korrigieren Sie sie in den Einstellungen des Kanals.</translation>
    </message>
    <message>
        <source>Signal asks whether a person is writing. Solve its question with signal-cli (submitRateLimitChallenge), then send again.</source>
        <translation>Signal fragt, ob ein Mensch schreibt. Lösen Sie die Aufgabe mit signal-cli (submitRateLimitChallenge) und senden Sie erneut.</translation>
    </message>
    <message>
        <source>Create an app at api.slack.com/apps, switch on Socket Mode and add it to your workspace. Customers write to it directly or in shared channels.</source>
        <translation>Legen Sie unter api.slack.com/apps eine App an, schalten Sie Socket Mode ein und fügen Sie die App Ihrem Workspace hinzu. Kunden schreiben ihr direkt oder in geteilten Kanälen.</translation>
    </message>
    <message>
        <source>In the app&apos;s settings under &quot;OAuth &amp; Permissions&quot;, after you installed it to the workspace. It needs the permissions chat:write, im:history, users:read, users:read.email, reactions:read, files:read and files:write, and channels:history for shared channels.</source>
        <translation>In den Einstellungen der App unter „OAuth &amp; Permissions“, nachdem Sie sie im Workspace installiert haben. Es braucht die Berechtigungen chat:write, im:history, users:read, users:read.email, reactions:read, files:read und files:write, für geteilte Kanäle auch channels:history.</translation>
    </message>
    <message>
        <source>App token</source>
        <translation>App-Token</translation>
    </message>
    <message>
        <source>In the app&apos;s settings under &quot;Basic Information&quot;, &quot;App-Level Tokens&quot;: create one with the permission connections:write. Then subscribe to message.im, reaction_added and reaction_removed under &quot;Event Subscriptions&quot;, and to message.channels for shared channels.</source>
        <translation>In den Einstellungen der App unter „Basic Information“, „App-Level Tokens“: Legen Sie eines mit der Berechtigung connections:write an. Abonnieren Sie dann unter „Event Subscriptions“ message.im, reaction_added und reaction_removed, für geteilte Kanäle auch message.channels.</translation>
    </message>
    <message>
        <source>Shared channels</source>
        <translation>Geteilte Kanäle</translation>
    </message>
    <message>
        <source>Ids of the channels whose messages shall arrive too, with commas between them. The id stands at the end of a channel&apos;s details in Slack. Direct messages arrive always.</source>
        <translation>Kennungen der Kanäle, deren Nachrichten auch ankommen sollen, durch Kommas getrennt. Die Kennung steht in Slack am Ende der Details eines Kanals. Direktnachrichten kommen immer an.</translation>
    </message>
    <message>
        <source>App token and Socket Mode</source>
        <translation>App-Token und Socket Mode</translation>
    </message>
    <message>
        <source>This is not a bot token: it begins with xoxb-. You find it under &quot;OAuth &amp; Permissions&quot;.</source>
        <translation>Das ist kein Bot-Token: Es beginnt mit xoxb-. Sie finden es unter „OAuth &amp; Permissions“.</translation>
    </message>
    <message>
        <source>This is not an app token: it begins with xapp-. You find it under &quot;Basic Information&quot;.</source>
        <translation>Das ist kein App-Token: Es beginnt mit xapp-. Sie finden es unter „Basic Information“.</translation>
    </message>
    <message>
        <source>Slack does not know this token. Copy it again from the app&apos;s settings; after the app was reinstalled it is a new one.</source>
        <translation>Slack kennt dieses Token nicht. Kopieren Sie es erneut aus den Einstellungen der App; nachdem die App neu installiert wurde, ist es ein anderes.</translation>
    </message>
    <message>
        <source>The app lacks a permission. Add the missing one under &quot;OAuth &amp; Permissions&quot; and install the app to the workspace again.</source>
        <translation>Der App fehlt eine Berechtigung. Fügen Sie die fehlende unter „OAuth &amp; Permissions“ hinzu und installieren Sie die App erneut im Workspace.</translation>
    </message>
    <message>
        <source>Socket Mode is switched off. Switch it on in the app&apos;s settings under &quot;Socket Mode&quot;.</source>
        <translation>Socket Mode ist ausgeschaltet. Schalten Sie ihn in den Einstellungen der App unter „Socket Mode“ ein.</translation>
    </message>
    <message>
        <source>Customers write to an account of yours on any Matrix server. Rooms with end-to-end encryption cannot be read here; the inbox says so where somebody writes in one.</source>
        <translation>Ihre Kunden schreiben an ein Konto von Ihnen auf einem beliebigen Matrix-Server. Räume mit Ende-zu-Ende-Verschlüsselung können hier nicht gelesen werden; der Posteingang sagt es, wo jemand in einem schreibt.</translation>
    </message>
    <message>
        <source>Direct messages to a bot on your Mattermost server arrive in your inbox, and what is written in channels that you choose.</source>
        <translation>Direktnachrichten an einen Bot auf Ihrem Mattermost-Server kommen in Ihren Posteingang, dazu, was in Kanälen Ihrer Wahl geschrieben wird.</translation>
    </message>
    <message>
        <source>Address of the homeserver</source>
        <translation>Adresse des Homeservers</translation>
    </message>
    <message>
        <source>The server on which your account lives. In Element: Settings, Help and About.</source>
        <translation>Der Server, auf dem Ihr Konto liegt. In Element: Einstellungen, Hilfe und Info.</translation>
    </message>
    <message>
        <source>Access token</source>
        <translation>Zugriffstoken</translation>
    </message>
    <message>
        <source>In Element: Settings, Help and About, Access Token. Sign in once only for this, and close the window without signing out: signing out ends the token.</source>
        <translation>In Element: Einstellungen, Hilfe und Info, Zugriffstoken. Melden Sie sich nur dafür einmal an und schließen Sie das Fenster, ohne sich abzumelden: Mit der Abmeldung endet das Token.</translation>
    </message>
    <message>
        <source>Accept invitations</source>
        <translation>Einladungen annehmen</translation>
    </message>
    <message>
        <source>Customers begin a conversation by inviting you. What is not accepted is shown in the inbox.</source>
        <translation>Ein Gespräch beginnt damit, dass jemand Sie einlädt. Was nicht angenommen wird, steht im Posteingang.</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Only with a password, instead of an access token.</source>
        <translation>Nur mit Passwort, statt eines Zugriffstokens.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Only without an access token. Souffleur signs in with it at each start.</source>
        <translation>Nur ohne Zugriffstoken. Souffleur meldet sich damit bei jedem Start an.</translation>
    </message>
    <message>
        <source>An administrator adds a bot account under Integrations, Bot Accounts, and gets its token there. A personal access token works too.</source>
        <translation>Administratoren legen unter Integrationen, Bot-Konten ein Bot-Konto an und erhalten dort sein Token. Ein persönliches Zugriffstoken geht auch.</translation>
    </message>
    <message>
        <source>Further channels</source>
        <translation>Weitere Kanäle</translation>
    </message>
    <message>
        <source>Ids of channels besides direct messages, with commas between them. A channel&apos;s id stands under View Info; the bot has to be a member.</source>
        <translation>IDs von Kanälen neben den Direktnachrichten, mit Kommas dazwischen. Die ID eines Kanals steht unter „Info anzeigen“; der Bot muss Mitglied sein.</translation>
    </message>
    <message>
        <source>To conversations of two</source>
        <translation>Zu Gesprächen zu zweit</translation>
    </message>
    <message>
        <source>To all rooms</source>
        <translation>Zu allen Räumen</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>There is no Matrix server at this address. Often it has a name of its own, such as matrix.example.org.</source>
        <translation>Unter dieser Adresse ist kein Matrix-Server. Oft hat er einen eigenen Namen, etwa matrix.example.org.</translation>
    </message>
    <message>
        <source>The server does not know this access token any more. Get a new one and do not sign out of the session it belongs to.</source>
        <translation>Der Server kennt dieses Zugriffstoken nicht mehr. Holen Sie ein neues und melden Sie die Sitzung, zu der es gehört, nicht ab.</translation>
    </message>
    <message>
        <source>The server refuses user name and password. Check both, or use an access token.</source>
        <translation>Der Server lehnt Benutzername und Passwort ab. Prüfen Sie beides oder nehmen Sie ein Zugriffstoken.</translation>
    </message>
    <message>
        <source>Enter an access token, or a user name and a password.</source>
        <translation>Geben Sie ein Zugriffstoken ein oder Benutzername und Passwort.</translation>
    </message>
    <message>
        <source>There is no Mattermost server at this address.</source>
        <translation>Unter dieser Adresse ist kein Mattermost-Server.</translation>
    </message>
    <message>
        <source>The server does not know this token. Create a new one for the bot.</source>
        <translation>Der Server kennt dieses Token nicht. Erstellen Sie ein neues für den Bot.</translation>
    </message>
    <message>
        <source>The bot is not a member of one of these channels. Add it there, or remove the channel&apos;s id.</source>
        <translation>Der Bot ist in einem dieser Kanäle nicht Mitglied. Fügen Sie ihn dort hinzu oder entfernen Sie die ID des Kanals.</translation>
    </message>
    <message>
        <source>What stands in the browser when you use Mattermost, up to the first single slash.</source>
        <translation>Was im Browser steht, wenn Sie Mattermost benutzen, bis zum ersten einfachen Schrägstrich.</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::ShortcutDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Filter …</source>
        <translation>Filtern …</translation>
    </message>
    <message>
        <source>Filter shortcuts</source>
        <translation>Tastenkürzel filtern</translation>
    </message>
    <message>
        <source>Editor</source>
        <translation>Eingabefeld</translation>
    </message>
    <message>
        <source>Send (see settings)</source>
        <translation>Senden (siehe Einstellungen)</translation>
    </message>
    <message>
        <source>New line</source>
        <translation>Neue Zeile</translation>
    </message>
    <message>
        <source>Send and go to the next</source>
        <translation>Senden und weiter zum nächsten Gespräch</translation>
    </message>
    <message>
        <source>Undo sending (empty editor)</source>
        <translation>Senden rückgängig (leeres Eingabefeld)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::Sidebar</name>
    <message>
        <source>Add channel</source>
        <translation>Kanal hinzufügen</translation>
    </message>
    <message>
        <source>My conversations</source>
        <translation>Meine Gespräche</translation>
    </message>
    <message>
        <source>Unassigned</source>
        <translation>Nicht zugewiesen</translation>
    </message>
    <message>
        <source>Mentions</source>
        <translation>Erwähnungen</translation>
    </message>
    <message>
        <source>Snoozed</source>
        <translation>Zurückgestellt</translation>
    </message>
    <message>
        <source>All open</source>
        <translation>Alle offenen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>This channel is not connected.</source>
        <translation>Dieser Kanal ist nicht verbunden.</translation>
    </message>
    <message>
        <source>Next attempt at %1.</source>
        <translation>Nächster Versuch um %1.</translation>
    </message>
    <message>
        <source>Views and channels</source>
        <translation>Ansichten und Kanäle</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Support</translation>
    </message>
    <message>
        <source>Workspaces</source>
        <translation>Arbeitsbereiche</translation>
    </message>
    <message>
        <source>Knowledge</source>
        <translation>Wissen</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::StepHeader</name>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>Schritt %1 von %2: %3</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::SuggestionCard</name>
    <message>
        <source>very good</source>
        <comment>how well a suggestion fits</comment>
        <translation>sehr gut</translation>
    </message>
    <message>
        <source>good</source>
        <comment>how well a suggestion fits</comment>
        <translation>gut</translation>
    </message>
    <message>
        <source>possible</source>
        <comment>how well a suggestion fits</comment>
        <translation>möglich</translation>
    </message>
    <message>
        <source>matches %1</source>
        <comment>words of the customer</comment>
        <translation>passt zu %1</translation>
    </message>
    <message>
        <source>new, not rated yet</source>
        <translation>neu, noch keine Bewertung</translation>
    </message>
    <message>
        <source>★ %1 of %2</source>
        <comment>mean rating, number of ratings</comment>
        <translation>★ %1 von %2</translation>
    </message>
    <message>
        <source>%1× sent</source>
        <translation>%1× gesendet</translation>
    </message>
    <message>
        <source>Suggestion %1: %2</source>
        <translation>Vorschlag %1: %2</translation>
    </message>
    <message>
        <source>Hide the reasons</source>
        <translation>Gründe ausblenden</translation>
    </message>
    <message>
        <source>Why this suggestion?</source>
        <translation>Warum dieser Vorschlag?</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>“%1” ≈ “%2”</source>
        <comment>customer&apos;s word, word of the FAQ</comment>
        <translation>„%1“ ≈ „%2“</translation>
    </message>
    <message>
        <source>Met: %1</source>
        <translation>Treffer: %1</translation>
    </message>
    <message numerus="yes">
        <source>Sent %n time(s), %1 % hardly changed</source>
        <translation>
            <numerusform>%n-mal gesendet, %1 % kaum geändert</numerusform>
            <numerusform>%n-mal gesendet, %1 % kaum geändert</numerusform>
        </translation>
    </message>
    <message>
        <source>⚠ The review of this answer is due.</source>
        <translation>⚠ Die Prüfung dieser Antwort ist fällig.</translation>
    </message>
    <message>
        <source>Reviewed today</source>
        <translation>Heute geprüft</translation>
    </message>
    <message numerus="yes">
        <source>Reviewed %n day(s) ago</source>
        <translation>
            <numerusform>Vor %n Tag geprüft</numerusform>
            <numerusform>Vor %n Tagen geprüft</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · looked after by %2</source>
        <comment>reviewed when</comment>
        <translation>%1 · betreut von %2</translation>
    </message>
    <message>
        <source>Not reviewed yet</source>
        <translation>Noch nicht geprüft</translation>
    </message>
    <message>
        <source>Valid until %1</source>
        <translation>Gültig bis %1</translation>
    </message>
    <message>
        <source>Source: FAQ-%1</source>
        <translation>Quelle: FAQ-%1</translation>
    </message>
    <message>
        <source>✓ fits</source>
        <comment>an agent&apos;s verdict</comment>
        <translation>✓ passt</translation>
    </message>
    <message>
        <source>✗ does not fit</source>
        <comment>an agent&apos;s verdict</comment>
        <translation>✗ passt nicht</translation>
    </message>
    <message>
        <source>Fits</source>
        <translation>Passt</translation>
    </message>
    <message>
        <source>Does not fit</source>
        <translation>Passt nicht</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::SuggestionsPanel</name>
    <message>
        <source>Noted as a gap in the knowledge. Thank you.</source>
        <translation>Als Wissenslücke vermerkt. Vielen Dank.</translation>
    </message>
    <message numerus="yes">
        <source>%n suggestion(s), best: %1</source>
        <translation>
            <numerusform>%n Vorschlag: %1</numerusform>
            <numerusform>%n Vorschläge, bester: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <comment>milliseconds</comment>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 of %2 · %3</source>
        <comment>suggestions shown, candidates, time taken</comment>
        <translation>%1 von %2 · %3</translation>
    </message>
    <message>
        <source>Search all questions and answers. Enter inserts the first.</source>
        <translation>Alle Fragen und Antworten durchsuchen. Enter fügt die erste ein.</translation>
    </message>
    <message>
        <source>Nothing found for these words.</source>
        <translation>Nichts zu diesen Wörtern gefunden.</translation>
    </message>
    <message>
        <source>Nobody is waiting for an answer here.</source>
        <translation>Hier wartet niemand auf Antwort.</translation>
    </message>
    <message>
        <source>Still searching – you can just keep writing.</source>
        <translation>Die Suche dauert noch – Sie können einfach weiterschreiben.</translation>
    </message>
    <message>
        <source>Looking for answers …</source>
        <translation>Suche passende Antworten …</translation>
    </message>
    <message>
        <source>No good answer in the FAQ yet. Your reply can become one.</source>
        <translation>Noch keine passende Antwort in der FAQ. Ihre Antwort kann eine werden.</translation>
    </message>
    <message>
        <source>The FAQ is empty. Import or write the first answer.</source>
        <translation>Die FAQ ist leer. Importieren Sie Antworten oder schreiben Sie die erste.</translation>
    </message>
    <message>
        <source>Building the index: %1 of %2. Suggestions may be incomplete.</source>
        <translation>Index wird aufgebaut: %1 von %2. Vorschläge können unvollständig sein.</translation>
    </message>
    <message>
        <source>Suggestions are unavailable: %1. Writing and sending still work.</source>
        <translation>Vorschläge sind gerade nicht verfügbar: %1. Schreiben und Senden funktionieren weiter.</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Back to the suggestions</source>
        <translation>Zurück zu den Vorschlägen</translation>
    </message>
    <message>
        <source>Search the knowledge</source>
        <translation>Wissen durchsuchen</translation>
    </message>
    <message>
        <source>Report as a gap</source>
        <translation>Lücke melden</translation>
    </message>
    <message>
        <source>Report the question as a gap</source>
        <translation>Frage als Wissenslücke melden</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>Vorschläge</translation>
    </message>
    <message>
        <source>New suggestions – %1</source>
        <comment>a key</comment>
        <translation>Neue Vorschläge – %1</translation>
    </message>
    <message>
        <source>New suggestions for the latest message</source>
        <translation>Neue Vorschläge zur neuesten Nachricht</translation>
    </message>
    <message>
        <source>Nothing that fits?</source>
        <translation>Nichts dabei?</translation>
    </message>
    <message>
        <source>Other words for answer %1</source>
        <translation>Andere Worte für Antwort %1</translation>
    </message>
    <message>
        <source>Your reply is now a draft for the FAQ. It is used once somebody has reviewed it.</source>
        <translation>Ihre Antwort ist jetzt als FAQ-Entwurf vorgemerkt. Verwendet wird sie, sobald sie geprüft ist.</translation>
    </message>
    <message>
        <source>You have not answered a question of this customer yet; your reply can be noted afterwards.</source>
        <translation>Sie haben hier noch keine Frage beantwortet; Ihre Antwort können Sie danach vormerken.</translation>
    </message>
    <message>
        <source>Fewer answers</source>
        <translation>Weniger Antworten</translation>
    </message>
    <message numerus="yes">
        <source>%n more answer(s)</source>
        <translation>
            <numerusform>%n weitere Antwort</numerusform>
            <numerusform>%n weitere Antworten</numerusform>
        </translation>
    </message>
    <message>
        <source>Note my reply for the FAQ</source>
        <translation>Als FAQ vormerken</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::SynonymsPage</name>
    <message>
        <source>A group needs at least two words, with commas between.</source>
        <translation>Eine Gruppe braucht mindestens zwei Wörter, mit Kommas dazwischen.</translation>
    </message>
    <message>
        <source>Words that mean the same to your customers, with commas between: voucher, gift card, coupon. The bot finds an entry by any of them.</source>
        <translation>Wörter, die für Ihre Kunden dasselbe bedeuten, mit Kommas dazwischen: Gutschein, Voucher, Rabattcode. Der Souffleur findet einen Eintrag mit jedem davon.</translation>
    </message>
    <message>
        <source>Add a group</source>
        <translation>Gruppe hinzufügen</translation>
    </message>
    <message>
        <source>Language of group %1</source>
        <translation>Sprache der Gruppe %1</translation>
    </message>
    <message>
        <source>Words of group %1</source>
        <translation>Wörter der Gruppe %1</translation>
    </message>
    <message>
        <source>voucher, gift card, coupon</source>
        <translation>Gutschein, Voucher, Rabattcode</translation>
    </message>
    <message>
        <source>Remove group %1</source>
        <translation>Gruppe %1 entfernen</translation>
    </message>
    <message>
        <source>Synonyms</source>
        <translation>Synonyme</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::TagEdit</name>
    <message>
        <source>Remove the tag “%1”</source>
        <translation>Schlagwort „%1“ entfernen</translation>
    </message>
    <message>
        <source>Add a tag …</source>
        <translation>Schlagwort …</translation>
    </message>
    <message>
        <source>Add a tag</source>
        <translation>Schlagwort hinzufügen</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::TestBench</name>
    <message>
        <source>Open “%1”</source>
        <translation>„%1“ öffnen</translation>
    </message>
    <message>
        <source>would not be shown</source>
        <translation>würde nicht gezeigt</translation>
    </message>
    <message>
        <source>words %1</source>
        <translation>Wörter %1</translation>
    </message>
    <message>
        <source>learned %1</source>
        <translation>Gelerntes %1</translation>
    </message>
    <message>
        <source>rating %1</source>
        <translation>Bewertung %1</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>not offered: %1</source>
        <translation>nicht vorgeschlagen: %1</translation>
    </message>
    <message>
        <source>The FAQ is empty. Import or write the first answer.</source>
        <translation>Die FAQ ist leer. Importieren Sie Antworten oder schreiben Sie die erste.</translation>
    </message>
    <message>
        <source>The bot would keep quiet: nothing is good enough.</source>
        <translation>Der Souffleur bliebe still: Nichts ist gut genug.</translation>
    </message>
    <message>
        <source>Below %1 the bot keeps quiet.</source>
        <translation>Unter %1 bleibt der Souffleur still.</translation>
    </message>
    <message>
        <source>%1×</source>
        <comment>times</comment>
        <translation>%1×</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>Show the gap %1</source>
        <translation>Lücke %1 zeigen</translation>
    </message>
    <message>
        <source>None: whatever several customers asked lately, the FAQ answers.</source>
        <translation>Keine: Was mehrere Kunden zuletzt gefragt haben, beantwortet die FAQ.</translation>
    </message>
    <message>
        <source>Save as a test case for this entry</source>
        <translation>Als Testfall für diesen Eintrag speichern</translation>
    </message>
    <message numerus="yes">
        <source>Run %n test case(s)</source>
        <translation>
            <numerusform>%n Testfall ausführen</numerusform>
            <numerusform>%n Testfälle ausführen</numerusform>
        </translation>
    </message>
    <message>
        <source>Save questions whose right entry you know. After each change they show whether the bot still finds it.</source>
        <translation>Speichern Sie Fragen, deren richtigen Eintrag Sie kennen. Nach jeder Änderung zeigen sie, ob der Bot ihn noch findet.</translation>
    </message>
    <message>
        <source>Trying …</source>
        <translation>Wird probiert …</translation>
    </message>
    <message>
        <source>Not tried yet.</source>
        <translation>Noch nicht probiert.</translation>
    </message>
    <message>
        <source>First in %1 of %3, among three in %2 of %3.</source>
        <translation>In %1 von %3 auf Platz 1, in %2 von %3 unter den ersten drei.</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
    <message>
        <source>place %1</source>
        <translation>Platz %1</translation>
    </message>
    <message>
        <source>Try “%1”</source>
        <translation>„%1“ ausprobieren</translation>
    </message>
    <message>
        <source>Remove this test case</source>
        <translation>Testfall entfernen</translation>
    </message>
    <message>
        <source>Try it out</source>
        <translation>Ausprobieren</translation>
    </message>
    <message>
        <source>Write as a customer would …</source>
        <translation>Schreiben Sie wie ein Kunde …</translation>
    </message>
    <message>
        <source>A customer&apos;s question</source>
        <translation>Frage eines Kunden</translation>
    </message>
    <message>
        <source>Test cases</source>
        <translation>Testfälle</translation>
    </message>
    <message>
        <source>Gaps in the knowledge</source>
        <translation>Lücken im Wissen</translation>
    </message>
    <message>
        <source>Make an entry of the best answer</source>
        <translation>Eintrag aus bester Antwort anlegen</translation>
    </message>
    <message>
        <source>You see which entries the bot would offer, in which order and why.</source>
        <translation>Sie sehen, welche Einträge der Bot vorschlagen würde, in welcher Reihenfolge und warum.</translation>
    </message>
    <message>
        <source>the very same words</source>
        <translation>genau dieselben Wörter</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::ThreadDelegate</name>
    <message>
        <source>Cannot be shown</source>
        <translation>Nicht darstellbar</translation>
    </message>
    <message>
        <source>Too large or not available</source>
        <translation>Zu groß oder nicht verfügbar</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::ThreadHeader</name>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation>Zurückstellen</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>Zuweisen</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Tags …</source>
        <translation>Tags …</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>Als gelesen markieren</translation>
    </message>
    <message>
        <source>Mark as unread</source>
        <translation>Als ungelesen markieren</translation>
    </message>
    <message>
        <source>Suggestions and customer</source>
        <translation>Vorschläge und Kundendaten</translation>
    </message>
    <message>
        <source>customer since %1</source>
        <translation>Kontakt seit %1</translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <translation>MMMM yyyy</translation>
    </message>
    <message>
        <source>Priority: %1</source>
        <translation>Priorität: %1</translation>
    </message>
    <message>
        <source>Assign, nobody is assigned</source>
        <translation>Zuweisen, niemand ist zugewiesen</translation>
    </message>
    <message>
        <source>Assigned to %1, change</source>
        <translation>Zugewiesen an %1, ändern</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>Abschließen</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::ThreadPanel</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>%1 is typing …</source>
        <translation>%1 schreibt …</translation>
    </message>
    <message numerus="yes">
        <source>%n new message(s)</source>
        <translation>
            <numerusform>%n neue Nachricht</numerusform>
            <numerusform>%n neue Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>To the latest</source>
        <translation>Zur neuesten</translation>
    </message>
    <message>
        <source>The coordinates are on the clipboard.</source>
        <translation>Die Koordinaten sind in der Zwischenablage.</translation>
    </message>
    <message>
        <source>This file is larger than the channel lets us fetch. Ask the customer for a smaller one.</source>
        <translation>Diese Datei ist größer, als der Kanal zum Abruf erlaubt. Bitten Sie um eine kleinere.</translation>
    </message>
    <message>
        <source>Whole text</source>
        <translation>Ganzer Text</translation>
    </message>
    <message>
        <source>The first %1 of %2 characters. &quot;Copy message&quot; takes them all.</source>
        <translation>Die ersten %1 von %2 Zeichen. „Nachricht kopieren“ nimmt alle.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>The system has no program for this address. Copy it through the context menu.</source>
        <translation>Das System hat kein Programm für diese Adresse. Kopieren Sie sie über das Kontextmenü.</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Nothing selected</source>
        <translation>Nichts ausgewählt</translation>
    </message>
    <message>
        <source>Select a conversation.</source>
        <translation>Wählen Sie ein Gespräch.</translation>
    </message>
    <message>
        <source>Select a conversation, or press %1 for the most urgent one.</source>
        <translation>Wählen Sie ein Gespräch oder drücken Sie %1 für das dringendste.</translation>
    </message>
    <message>
        <source>Open the most urgent</source>
        <translation>Das dringendste öffnen</translation>
    </message>
    <message>
        <source>The quoted message is too far up or no longer there.</source>
        <translation>Die zitierte Nachricht liegt zu weit oben oder ist nicht mehr da.</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::ThreadText</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Edit and resend</source>
        <translation>Bearbeiten und erneut senden</translation>
    </message>
    <message>
        <source>It was sent</source>
        <translation>Wurde gesendet</translation>
    </message>
    <message>
        <source>It was not sent</source>
        <translation>Wurde nicht gesendet</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Note by %1</source>
        <translation>Notiz von %1</translation>
    </message>
    <message>
        <source>Earlier message</source>
        <translation>Frühere Nachricht</translation>
    </message>
    <message>
        <source>Go to quoted message</source>
        <translation>Zur zitierten Nachricht</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Standort</translation>
    </message>
    <message>
        <source>No visible text</source>
        <translation>Kein sichtbarer Text</translation>
    </message>
    <message>
        <source>Show all (%1 characters)</source>
        <translation>Alles anzeigen (%1 Zeichen)</translation>
    </message>
    <message>
        <source>internal only</source>
        <translation>nur intern</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>bearbeitet</translation>
    </message>
    <message>
        <source>received</source>
        <translation>empfangen</translation>
    </message>
    <message>
        <source>waits to be sent, can be undone</source>
        <translation>wartet auf das Senden, kann zurückgenommen werden</translation>
    </message>
    <message>
        <source>waits to be sent</source>
        <translation>wartet auf das Senden</translation>
    </message>
    <message>
        <source>being sent</source>
        <translation>wird gesendet</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>zugestellt</translation>
    </message>
    <message>
        <source>read</source>
        <translation>gelesen</translation>
    </message>
    <message>
        <source>not delivered</source>
        <translation>nicht zugestellt</translation>
    </message>
    <message>
        <source>not known whether it arrived</source>
        <translation>unklar, ob angekommen</translation>
    </message>
    <message>
        <source>not sent, undone</source>
        <translation>nicht gesendet, zurückgenommen</translation>
    </message>
    <message>
        <source>Not delivered: %1.</source>
        <translation>Nicht zugestellt: %1.</translation>
    </message>
    <message>
        <source>Not delivered.</source>
        <translation>Nicht zugestellt.</translation>
    </message>
    <message>
        <source>The connection broke while sending. Was this message sent? Please check on the channel.</source>
        <translation>Die Verbindung brach beim Senden ab. Wurde diese Nachricht gesendet? Bitte sehen Sie im Kanal nach.</translation>
    </message>
    <message>
        <source>Not delivered yet: %1. Trying again at %2.</source>
        <translation>Noch nicht zugestellt: %1. Nächster Versuch um %2.</translation>
    </message>
    <message>
        <source>Not delivered yet: %1.</source>
        <translation>Noch nicht zugestellt: %1.</translation>
    </message>
    <message>
        <source>Conversation opened</source>
        <translation>Gespräch eröffnet</translation>
    </message>
    <message>
        <source>Resolved by %1</source>
        <translation>Abgeschlossen von %1</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Abgeschlossen</translation>
    </message>
    <message>
        <source>Reopened by %1</source>
        <translation>Wieder geöffnet von %1</translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation>Wieder geöffnet</translation>
    </message>
    <message>
        <source>%1 removed the assignment</source>
        <translation>%1 hat die Zuweisung aufgehoben</translation>
    </message>
    <message>
        <source>Not assigned any more</source>
        <translation>Nicht mehr zugewiesen</translation>
    </message>
    <message>
        <source>%1 assigned this to %2</source>
        <translation>%1 hat an %2 zugewiesen</translation>
    </message>
    <message>
        <source>Assigned to %1</source>
        <translation>Zugewiesen an %1</translation>
    </message>
    <message>
        <source>Snoozed by %1</source>
        <translation>Zurückgestellt von %1</translation>
    </message>
    <message>
        <source>Snoozed</source>
        <translation>Zurückgestellt</translation>
    </message>
    <message>
        <source>Back from snooze</source>
        <translation>Wieder vorgelegt</translation>
    </message>
    <message>
        <source>Rated %1 of 5</source>
        <translation>Bewertet mit %1 von 5</translation>
    </message>
    <message>
        <source>The customer has blocked us</source>
        <translation>Der Kontakt hat uns blockiert</translation>
    </message>
    <message>
        <source>The customer can be reached again</source>
        <translation>Der Kontakt ist wieder erreichbar</translation>
    </message>
    <message>
        <source>This message was deleted.</source>
        <translation>Diese Nachricht wurde gelöscht.</translation>
    </message>
    <message>
        <source>A message of a kind that cannot be shown yet. It is kept.</source>
        <translation>Diese Art von Nachricht kann noch nicht angezeigt werden. Sie bleibt erhalten.</translation>
    </message>
    <message>
        <source>A contact card</source>
        <translation>Eine Kontaktkarte</translation>
    </message>
    <message>
        <source>A button was pressed</source>
        <translation>Eine Schaltfläche wurde gedrückt</translation>
    </message>
    <message>
        <source>An empty message</source>
        <translation>Eine leere Nachricht</translation>
    </message>
    <message>
        <source>Internal note by %1</source>
        <translation>Interne Notiz von %1</translation>
    </message>
    <message>
        <source>We</source>
        <translation>Wir</translation>
    </message>
    <message>
        <source>in reply to: %1</source>
        <translation>als Antwort auf: %1</translation>
    </message>
    <message>
        <source>reaction %1</source>
        <translation>Reaktion %1</translation>
    </message>
    <message>
        <source>The customer writes in a room with end-to-end encryption, which Souffleur cannot read. Further messages there stay hidden, and nothing is sent to it. Ask for a conversation without encryption.</source>
        <translation>Hier wird in einem Raum mit Ende-zu-Ende-Verschlüsselung geschrieben, den Souffleur nicht lesen kann. Weitere Nachrichten dort bleiben verborgen, und es wird nichts dorthin gesendet. Bitten Sie um ein Gespräch ohne Verschlüsselung.</translation>
    </message>
    <message>
        <source>An invitation to a room. The channel&apos;s settings say that it is not accepted by itself.</source>
        <translation>Eine Einladung in einen Raum. Nach den Einstellungen des Kanals wird sie nicht von selbst angenommen.</translation>
    </message>
    <message>
        <source>Conversation begun by %1</source>
        <translation>Gespräch begonnen von %1</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::ThreadView</name>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Copy marked text</source>
        <translation>Markierten Text kopieren</translation>
    </message>
    <message>
        <source>Copy message</source>
        <translation>Nachricht kopieren</translation>
    </message>
    <message>
        <source>Quote in reply</source>
        <translation>In Antwort zitieren</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>%1 kopieren</translation>
    </message>
    <message>
        <source>Open or save %1</source>
        <translation>%1 öffnen oder speichern</translation>
    </message>
    <message>
        <source>Copy coordinates of %1</source>
        <translation>Koordinaten von %1 kopieren</translation>
    </message>
    <message>
        <source>Edited at %1</source>
        <translation>Bearbeitet: %1</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::TrayIcon</name>
    <message numerus="yes">
        <source>Souffleur: %n customer(s) waiting</source>
        <translation>
            <numerusform>Souffleur: %n Gespräch wartet</numerusform>
            <numerusform>Souffleur: %n Gespräche warten</numerusform>
        </translation>
    </message>
    <message>
        <source>Souffleur: nobody is waiting</source>
        <translation>Souffleur: Niemand wartet</translation>
    </message>
    <message>
        <source>Open Souffleur</source>
        <translation>Souffleur öffnen</translation>
    </message>
    <message>
        <source>Next waiting customer</source>
        <translation>Nächstes wartendes Gespräch</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>Bitte nicht stören</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::UnlockDialog</name>
    <message>
        <source>This recovery code does not open the database. Nothing was changed.</source>
        <translation>Dieser Wiederherstellungscode öffnet die Datenbank nicht. Es wurde nichts verändert.</translation>
    </message>
    <message>
        <source>This password does not open the database. Nothing was changed.</source>
        <translation>Dieses Passwort öffnet die Datenbank nicht. Es wurde nichts verändert.</translation>
    </message>
    <message>
        <source>Open Souffleur</source>
        <translation>Souffleur öffnen</translation>
    </message>
    <message>
        <source>Enter the recovery code you noted when you set up Souffleur.</source>
        <translation>Geben Sie den Wiederherstellungscode ein, den Sie beim Einrichten von Souffleur notiert haben.</translation>
    </message>
    <message>
        <source>Enter the password to open your conversations.</source>
        <translation>Geben Sie das Passwort ein, um Ihre Gespräche zu öffnen.</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Wiederherstellungscode</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Use the password</source>
        <translation>Passwort verwenden</translation>
    </message>
    <message>
        <source>Use recovery code</source>
        <translation>Wiederherstellungscode verwenden</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Opening …</source>
        <translation>Wird geöffnet …</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::VariantList</name>
    <message>
        <source>Remove this wording</source>
        <translation>Formulierung entfernen</translation>
    </message>
    <message>
        <source>learned, %1×</source>
        <translation>gelernt, %1×</translation>
    </message>
    <message>
        <source>Forget this wording</source>
        <translation>Formulierung vergessen</translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation>Weniger anzeigen</translation>
    </message>
    <message numerus="yes">
        <source>Show %n more</source>
        <translation>
            <numerusform>%n weitere anzeigen</numerusform>
            <numerusform>%n weitere anzeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>Add another wording …</source>
        <translation>Weitere Formulierung …</translation>
    </message>
    <message>
        <source>Another wording</source>
        <translation>Weitere Formulierung</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::WelcomePage</name>
    <message>
        <source>Welcome to Souffleur</source>
        <translation>Willkommen bei Souffleur</translation>
    </message>
    <message>
        <source>All conversations with your customers in one inbox, with good answers whispered to you while you write. A few questions, then you can start; it takes about two minutes.</source>
        <translation>Alle Kundengespräche in einem Posteingang, und beim Schreiben flüstert Ihnen Souffleur gute Antworten zu. Nach ein paar Fragen kann es losgehen; das dauert etwa zwei Minuten.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
</context>
<context>
    <name>souffleur::ui::WorkPage</name>
    <message>
        <source>How do you work?</source>
        <translation>Wie arbeiten Sie?</translation>
    </message>
    <message>
        <source>You can change your mind later.</source>
        <translation>Sie können sich später anders entscheiden.</translation>
    </message>
    <message>
        <source>Alone on this computer</source>
        <translation>Allein auf diesem Rechner</translation>
    </message>
    <message>
        <source>Everything stays on this computer, encrypted. You connect your own channels.</source>
        <translation>Alles bleibt verschlüsselt auf diesem Rechner. Sie verbinden Ihre eigenen Kanäle.</translation>
    </message>
    <message>
        <source>Just look around first</source>
        <translation>Erst einmal ansehen</translation>
    </message>
    <message>
        <source>Made-up customers write to you and an online shop&apos;s FAQ is filled in. One click in the settings removes them again.</source>
        <translation>Sie erhalten erfundene Kundenanfragen und die FAQ eines Onlineshops. Ein Klick in den Einstellungen entfernt sie wieder.</translation>
    </message>
    <message>
        <source>Working with a team comes in a later version. Your data come along then.</source>
        <translation>Die Arbeit im Team kommt in einer späteren Version. Ihre Daten kommen dann mit.</translation>
    </message>
    <message>
        <source>Your work</source>
        <translation>Arbeitsweise</translation>
    </message>
</context>
</TS>
