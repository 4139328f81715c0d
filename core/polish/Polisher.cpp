// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "polish/Polisher.h"

#include "polish/PolishText.h"

namespace souffleur::polish {

namespace {
QString instruction(const PolishTask& task) {
    QString text =
        u"You improve the wording of a customer service reply. Keep its language (%1), its meaning and every fact. "
        "Copy every number, date, amount, link, e-mail address and every {{placeholder}} exactly as it is, each as "
        "often as before, and add none. Do not answer anything the reply does not answer. Write plain text without "
        "markup, about as long as before, and give the reply only."_s.arg(task.language.isEmpty() ? u"as it is"_s
                                                                                                  : task.language);
    if (task.language == u"de"_s && task.address != FormOfAddress::Unknown)
        text += task.address == FormOfAddress::Formal ? u" Address the customer with \"Sie\"."_s
                                                      : u" Address the customer with \"du\"."_s;
    return text;
}

Result<Polished> errorOfStatus(int status) {
    switch (status) {
    case 401:
    case 403:
        return makeError(ErrorCode::Unauthorized, QString::number(status));
    case 404:
        return makeError(ErrorCode::NotFound, QString::number(status));
    case 429:
        return makeError(ErrorCode::RateLimited, QString::number(status));
    default:
        return makeError(status >= 500 ? ErrorCode::ServerError : ErrorCode::Damaged, QString::number(status));
    }
}

QUrl endpoint(const QUrl& base) {
    QUrl url = base;
    QString path = base.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    static const QString tail = u"/chat/completions"_s;
    url.setPath(path.endsWith(tail) ? path : path + tail);
    url.setFragment({});
    return url;
}
} // namespace

Status checkAddress(const QUrl& baseUrl) {
    if (!baseUrl.isValid() || baseUrl.host().isEmpty())
        return makeError(ErrorCode::InvalidInput, u"host"_s);
    if (!baseUrl.userInfo().isEmpty())
        return makeError(ErrorCode::InvalidInput, u"credentials"_s);
    const QString scheme = baseUrl.scheme();
    if (scheme != u"https"_s && !(scheme == u"http"_s && net::isLocalHost(baseUrl.host())))
        return makeError(ErrorCode::InvalidInput, u"scheme"_s);
    return ok();
}

Polisher::Polisher(net::HttpClient& http, Clock& clock, QObject* parent)
    : QObject(parent), m_http(http), m_clock(clock) {}
Polisher::~Polisher() = default;

QByteArray Polisher::requestBody(const QString& model, const PolishTask& task) {
    const QString source = templateOf(task.draft);
    QString user = u"Reply:\n"_s + source;
    if (!task.question.isEmpty())
        user = u"The customer asked:\n"_s + task.question + u"\n\n"_s + user;
    QJsonObject body{
        {u"messages"_s, QJsonArray{QJsonObject{{u"role"_s, u"system"_s}, {u"content"_s, instruction(task)}},
                                   QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, user}}}},
        {u"temperature"_s, 0.2},
        // A token is a letter at worst; the objection decides, this only ends what runs away.
        {u"max_tokens"_s, int(std::min<qsizetype>(4096, 256 + source.size()))},
        {u"stream"_s, false}};
    if (!model.isEmpty())
        body.insert(u"model"_s, model);
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

Result<Polished> Polisher::readAnswer(const net::HttpResponse& response, const PolishTask& task) {
    if (response.status != 200)
        return errorOfStatus(response.status);
    const QJsonObject choice =
        QJsonDocument::fromJson(response.body).object().value(u"choices"_s).toArray().at(0).toObject();
    const QJsonValue content = choice.value(u"message"_s).toObject().value(u"content"_s);
    if (!content.isString())
        return makeError(ErrorCode::Damaged, u"no content"_s);
    if (choice.value(u"finish_reason"_s).toString() == u"length"_s)
        return makeError(ErrorCode::Damaged, u"cut off"_s);
    const QString source = templateOf(task.draft);
    const QString text = unwrapped(content.toString(), source);
    if (const QString reason = objection(source, text); !reason.isEmpty())
        return makeError(ErrorCode::Rejected, reason);
    Polished polished;
    polished.filled = refill(text, task.draft);
    polished.changes = wordDiff(task.draft.text, polished.filled.text);
    return polished;
}

void Polisher::polish(const PolishConfig& config, const PolishTask& task, Done done) {
    const int number = ++m_last;
    Call& call = m_calls[number];
    call.done = std::move(done);
    if (const Status address = checkAddress(config.baseUrl); !address) {
        call.timer =
            m_clock.callAfter(0ms, this, [this, number, error = address.error()] { finish(number, error); });
        return;
    }
    net::HttpRequest request;
    request.method = "POST";
    request.url = endpoint(config.baseUrl);
    request.contentType = "application/json";
    request.body = requestBody(config.model, task);
    request.timeout = Limit;
    request.maxResponseBytes = MaxAnswerBytes;
    if (!config.key.isEmpty())
        request.headers.append({"Authorization", "Bearer " + config.key.toUtf8()});
    call.timer = m_clock.callAfter(Limit, this, [this, number] { finish(number, makeError(ErrorCode::Timeout)); });
    call.request = m_http.send(request, [this, number, task](net::HttpOutcome outcome) {
        if (const auto* response = std::get_if<net::HttpResponse>(&outcome))
            finish(number, readAnswer(*response, task));
        else
            finish(number, std::get<net::HttpError>(outcome).error);
    });
}

void Polisher::finish(int number, const Result<Polished>& result) {
    const auto it = m_calls.find(number);
    if (it == m_calls.end())
        return;
    // The handles go last: this may run inside the request's own callback.
    const Call call = std::move(it->second);
    m_calls.erase(it);
    call.done(result);
}

} // namespace souffleur::polish
