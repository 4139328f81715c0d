// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/sample/SampleConnector.h"

#include "domain/Rules.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMimeDatabase>
#include <QPointer>

namespace souffleur::channels::sample {
namespace {

constexpr qint64 MaxMediaBytes = 20 * 1024 * 1024;
//! Between two messages of one step.
constexpr Milliseconds Gap{1500};
constexpr Milliseconds RetryAfter{5000};

Milliseconds fromSeconds(double seconds) {
    return Milliseconds(qint64(seconds * 1000));
}

//! One to three seconds, always the same for the same message.
Milliseconds readingTime(const QString& externalId, uint which) {
    return Milliseconds(1000 + qint64(qHash(externalId, which) % 2000));
}

Result<QByteArray> readFile(const QString& path, qint64 most) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return makeError(ErrorCode::NotFound, QFileInfo(path).fileName());
    if (file.size() > most)
        return makeError(ErrorCode::TooLarge, QFileInfo(path).fileName());
    return file.readAll();
}

AttachmentKind attachmentKind(MessageKind kind) {
    switch (kind) {
    case MessageKind::Image:
        return AttachmentKind::Image;
    case MessageKind::Voice:
        return AttachmentKind::Voice;
    case MessageKind::Audio:
        return AttachmentKind::Audio;
    case MessageKind::Video:
        return AttachmentKind::Video;
    default:
        return AttachmentKind::Document;
    }
}

QString keyedId(const QString& customer, const QString& key) {
    return customer + u":key:"_s + key;
}

} // namespace

SampleConnector::SampleConnector(ConnectorContext context)
    : m_context(std::move(context)),
      m_time(m_context.clock, this, m_context.channel.settings[u"speed"].toDouble(1.0)) {
    m_health.channel = m_context.channel.id;
}

Result<Script> SampleConnector::load(const QJsonObject& settings) {
    const QString conversations = settings[u"conversations"].toString();
    if (!conversations.isEmpty()) {
        SOUFFLEUR_TRY(const QByteArray lines, readFile(conversations, MaxScriptBytes));
        return parseConversations(lines, settings[u"answer_itself"].toBool(true),
                                  settings[u"conversation_limit"].toInt(200),
                                  std::clamp(settings[u"conversation_gap_s"].toDouble(3), 0.0, 3600.0));
    }
    // Somebody else brings the customers' words (souffleurctl replay); replies are taken here.
    if (settings[u"replay"].toBool())
        return Script{};
    const QString path = settings[u"script"].toString();
    if (path.isEmpty())
        return makeError(ErrorCode::NotConfigured, u"script"_s);
    SOUFFLEUR_TRY(const QByteArray json, readFile(path, MaxScriptBytes));
    SOUFFLEUR_TRY(Script script, parseScript(json));
    script.mediaFolder = QFileInfo(path).path() + u"/media"_s;
    return script;
}

void SampleConnector::start() {
    if (m_running)
        return;
    if (!m_loaded) {
        setState(ChannelState::Connecting);
        auto script = load(m_context.channel.settings);
        if (!script)
            return setState(ChannelState::Failed, script.error());
        m_loaded = true;
        m_mediaFolder = script->mediaFolder;
        for (auto& customer : script->customers) {
            m_byId.insert(customer.sender.externalId, int(m_customers.size()));
            Customer added;
            added.script = std::move(customer);
            m_customers.push_back(std::move(added));
        }
        readCursor();
    }
    m_running = true;
    m_health.account = QString::number(m_customers.size());
    setState(ChannelState::Connected);
    m_time.run(true);
    for (int i = 0; i < int(m_customers.size()); ++i)
        plan(i);
}

void SampleConnector::stop() {
    m_running = false;
    m_time.run(false);
    for (Customer& customer : m_customers)
        customer.timers.clear();
    setState(ChannelState::Off);
}

void SampleConnector::setSpeed(double speed) {
    m_time.setSpeed(speed);
}

bool SampleConnector::isFinished() const {
    return m_loaded && std::all_of(m_customers.begin(), m_customers.end(),
                                   [](const Customer& c) { return c.step >= c.script.steps.size(); });
}

void SampleConnector::setState(ChannelState state, std::optional<Error> error) {
    m_health.state = state;
    m_health.error = std::move(error);
    emit healthChanged(m_health);
}

void SampleConnector::readCursor() {
    const QJsonObject saved = QJsonDocument::fromJson(m_context.cursor).object()[u"customers"].toObject();
    for (auto it = saved.begin(); it != saved.end(); ++it) {
        const int index = m_byId.value(it.key(), -1);
        if (index < 0) {
            m_strangers.insert(it.key(), it.value());
            continue;
        }
        Customer& customer = m_customers[size_t(index)];
        const QJsonArray at = it.value().toArray();
        customer.step = std::clamp(at[0].toInt(), 0, int(customer.script.steps.size()));
        const qsizetype messages =
            customer.step < customer.script.steps.size() ? customer.script.steps[customer.step].messages.size() : 0;
        customer.message = std::clamp(at[1].toInt(), 0, int(std::max<qsizetype>(0, messages - 1)));
        customer.replied = at[2].toBool();
    }
}

QByteArray SampleConnector::cursor() const {
    QJsonObject customers;
    for (auto it = m_strangers.begin(); it != m_strangers.end(); ++it)
        customers.insert(it.key(), it.value());
    for (const Customer& c : m_customers)
        if (c.step > 0 || c.message > 0 || c.replied)
            customers.insert(c.script.sender.externalId, QJsonArray{c.step, c.message, c.replied});
    return QJsonDocument(QJsonObject{{u"v"_s, 1}, {u"customers"_s, customers}}).toJson(QJsonDocument::Compact);
}

void SampleConnector::plan(int index) {
    Customer& c = m_customers[size_t(index)];
    c.timers.clear();
    if (!m_running || c.playing)
        return;
    // A reply came: nobody asks whether somebody is there. The reply still counts for the step behind.
    while (c.step < c.script.steps.size() && c.message == 0 && c.replied &&
           c.script.steps[c.step].when == ScriptStep::When::Silence)
        ++c.step;
    if (c.step >= c.script.steps.size())
        return;
    const ScriptStep& step = c.script.steps[c.step];
    const Milliseconds now = m_time.now();
    Milliseconds due = now + Gap;
    if (c.message == 0) {
        switch (step.when) {
        case ScriptStep::When::Start:
            due = std::max(now, fromSeconds(step.delaySeconds));
            break;
        case ScriptStep::When::Reply:
            if (!c.replied)
                return;
            [[fallthrough]];
        case ScriptStep::When::Silence:
        case ScriptStep::When::After:
            due = now + fromSeconds(step.delaySeconds);
            break;
        }
    }
    if (step.typingSeconds > 0 && c.message == 0)
        c.timers.push_back(m_time.callAt(std::max(now, due - fromSeconds(step.typingSeconds)), [this, index] {
            const QString id = m_customers[size_t(index)].script.sender.externalId;
            enqueue({[this, id] { return EventBatch{m_context.channel.id, {Typing{id}}, {}}; }, {}});
        }));
    c.timers.push_back(m_time.callAt(due, [this, index] { play(index); }));
}

Attachment SampleConnector::attachmentOf(const ScriptMessage& message) const {
    Attachment attachment;
    attachment.kind = attachmentKind(message.kind);
    attachment.fileName = message.file;
    attachment.mimeType = QMimeDatabase().mimeTypeForFile(message.file, QMimeDatabase::MatchExtension).name();
    attachment.size = QFileInfo(m_mediaFolder + u'/' + message.file).size();
    attachment.durationSeconds = message.durationSeconds;
    attachment.remoteRef = message.file;
    return attachment;
}

QList<ChannelEvent> SampleConnector::eventsOf(const Customer& c) const {
    const ScriptStep& step = c.script.steps[c.step];
    const QString customer = c.script.sender.externalId;
    QList<ChannelEvent> events;
    if (c.message < step.messages.size()) {
        const ScriptMessage& m = step.messages[c.message];
        if (!m.edit.isEmpty()) {
            events += MessageEdited{keyedId(customer, m.edit), m.text, m_context.clock->now()};
        } else {
            InboundMessage inbound;
            inbound.externalId =
                m.key.isEmpty() ? u"%1:%2:%3"_s.arg(customer).arg(c.step).arg(c.message) : keyedId(customer, m.key);
            inbound.sender = c.script.sender;
            inbound.kind = m.kind;
            inbound.text = m.text;
            inbound.sentAt = m_context.clock->now();
            inbound.location = m.location;
            if (!m.file.isEmpty())
                inbound.attachments += attachmentOf(m);
            events += inbound;
        }
    }
    if (c.message + 1 >= step.messages.size() && step.rating > 0)
        events += Rated{c.script.sender, step.rating, u"%1:%2:rating"_s.arg(customer).arg(c.step)};
    return events;
}

void SampleConnector::play(int index) {
    struct Place {
        int step;
        int message;
        bool replied;
    };
    const auto before = std::make_shared<Place>();
    m_customers[size_t(index)].playing = true;
    enqueue({[this, index, before] {
                 Customer& c = m_customers[size_t(index)];
                 *before = {c.step, c.message, c.replied};
                 EventBatch batch{m_context.channel.id, eventsOf(c), {}};
                 if (c.message == 0)
                     c.replied = false;
                 if (++c.message >= c.script.steps[c.step].messages.size()) {
                     ++c.step;
                     c.message = 0;
                 }
                 batch.cursor = cursor();
                 return batch;
             },
             [this, index, before](bool stored) {
                 Customer& c = m_customers[size_t(index)];
                 c.playing = false;
                 if (stored) {
                     m_health.lastEventAt = m_context.clock->now();
                     if (m_running && m_health.state != ChannelState::Connected)
                         setState(ChannelState::Connected);
                     return plan(index);
                 }
                 c.step = before->step;
                 c.message = before->message;
                 c.replied = c.replied || before->replied;
                 c.timers.clear();
                 c.timers.push_back(m_time.callAt(m_time.now() + RetryAfter, [this, index] { play(index); }));
             }});
}

void SampleConnector::enqueue(Work work) {
    m_work.push_back(std::move(work));
    if (!m_working)
        workOn();
}

void SampleConnector::workOn() {
    if (m_work.empty())
        return;
    m_working = true;
    const Work work = std::move(m_work.front());
    m_work.pop_front();
    thenOn(m_context.sink->ingest(work.make()), this, [this, done = work.done](const Status& status) {
        m_working = false;
        if (!status && m_running)
            setState(ChannelState::Waiting, status.error());
        if (done)
            done(status.hasValue());
        if (!m_working)
            workOn();
    });
}

QFuture<Result<SendReceipt>> SampleConnector::send(const OutboundMessage& message) {
    using Sent = Result<SendReceipt>;
    const int index = m_byId.value(message.recipientExternalId, -1);
    if (index < 0 && !m_context.channel.settings[u"replay"].toBool())
        return readyFuture(Sent(makeError(ErrorCode::NotFound, u"nobody by this id"_s)));
    if (message.text.isEmpty() && message.files.isEmpty())
        return readyFuture(Sent(makeError(ErrorCode::InvalidInput, u"nothing to send"_s)));
    const QString id = u"agent:"_s + message.id.toString();
    if (index >= 0 && !m_customers[size_t(index)].replied) {
        Customer& customer = m_customers[size_t(index)];
        customer.replied = true;
        enqueue({[this] { return EventBatch{m_context.channel.id, {}, cursor()}; }, {}});
        // In the middle of a step the customer first says what is left.
        if (customer.message == 0 && customer.step < customer.script.steps.size() &&
            customer.script.steps[customer.step].when != ScriptStep::When::Start)
            plan(index);
    }
    const Milliseconds delivered = m_time.now() + readingTime(id, 1);
    m_receipts[id] = m_time.callAt(delivered, [this, id] {
        receipt(id, MessageStatus::Delivered);
        m_receipts[id] = m_time.callAt(m_time.now() + readingTime(id, 2), [this, id] {
            receipt(id, MessageStatus::Read);
            m_receipts.erase(id);
        });
    });
    return readyFuture(Sent(SendReceipt{{id}, m_context.clock->now()}));
}

void SampleConnector::receipt(const QString& externalId, MessageStatus status) {
    enqueue({[this, externalId, status] {
                 return EventBatch{m_context.channel.id, {StatusChanged{externalId, status, {}}}, {}};
             },
             {}});
}

QFuture<Result<QByteArray>> SampleConnector::fetch(const Attachment& attachment) {
    // Only names the script could hold; nothing outside the folder.
    if (attachment.remoteRef.isEmpty() || attachment.remoteRef != rules::cleanFileName(attachment.remoteRef))
        return readyFuture(Result<QByteArray>(makeError(ErrorCode::NotFound)));
    return readyFuture(readFile(m_mediaFolder + u'/' + attachment.remoteRef, MaxMediaBytes));
}

ChannelCapabilities SampleConnector::capabilities() {
    ChannelCapabilities c;
    c.kind = u"sample"_s;
    c.displayName = u"Sample customers"_s;
    c.shortName = u"SC"_s;
    c.colour = u"#6B7A8F"_s;
    c.maxTextLength = 4096;
    c.maxCaptionLength = 1024;
    c.maxUploadBytes = MaxMediaBytes;
    c.maxImageBytes = MaxMediaBytes;
    c.maxDownloadBytes = MaxMediaBytes;
    c.attachmentKinds = {AttachmentKind::Image, AttachmentKind::Document, AttachmentKind::Audio,
                         AttachmentKind::Video, AttachmentKind::Voice};
    c.canReplyTo = true;
    c.showsTyping = true;
    c.tellsDelivered = true;
    c.tellsRead = true;
    c.addable = false; // they come with the sample data
    return c;
}

std::shared_ptr<void> checkSample(const ConnectorContext& context, QObject* receiver,
                                  std::function<void(const ChannelCheck&)> report, std::function<void()> finished) {
    auto handle = std::make_shared<QObject>();
    const QPointer<QObject> guard(receiver);
    QMetaObject::invokeMethod(
        handle.get(),
        [settings = context.channel.settings, guard, report = std::move(report), finished = std::move(finished)] {
            if (!guard)
                return;
            const auto script = SampleConnector::load(settings);
            if (!script) {
                report({u"script"_s, CheckState::Failed, script.error(), {}});
                report({u"media"_s, CheckState::Skipped, {}, {}});
                return finished();
            }
            report({u"script"_s, CheckState::Passed, {}, QString::number(script->customers.size())});
            int files = 0;
            for (const auto& customer : script->customers)
                for (const auto& step : customer.steps)
                    for (const auto& message : step.messages) {
                        if (message.file.isEmpty())
                            continue;
                        ++files;
                        if (!QFileInfo::exists(script->mediaFolder + u'/' + message.file)) {
                            report(
                                {u"media"_s, CheckState::Failed, makeError(ErrorCode::NotFound, message.file), {}});
                            return finished();
                        }
                    }
            report({u"media"_s, CheckState::Passed, {}, QString::number(files)});
            finished();
        },
        Qt::QueuedConnection);
    return handle;
}

} // namespace souffleur::channels::sample
