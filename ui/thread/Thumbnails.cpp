// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/thread/Thumbnails.h"

#include "base/Executor.h"
#include "workspace/Workspace.h"

#include <QBuffer>
#include <QImageReader>

namespace souffleur::ui {

namespace {
constexpr int MaxSide = 20'000;
constexpr qint64 MaxPixels = 60'000'000;
} // namespace

QImage decodePicture(const QByteArray& content, const QSize& box) {
    QBuffer buffer;
    buffer.setData(content);
    if (!buffer.open(QIODevice::ReadOnly))
        return {};
    QImageReader reader(&buffer);
    // By content, not by name; and nothing that can refer to other files (SVG).
    reader.setDecideFormatFromContent(true);
    static const QList<QByteArray> formats = {"png", "jpeg", "jpg", "gif", "webp", "bmp"};
    if (!formats.contains(reader.format()))
        return {};
    const QSize size = reader.size();
    if (size.isEmpty() || size.width() > MaxSide || size.height() > MaxSide ||
        qint64(size.width()) * size.height() > MaxPixels)
        return {};
    reader.setAutoTransform(true);
    const bool turned = reader.transformation() & QImageIOHandler::TransformationRotate90;
    const QSize room = turned ? box.transposed() : box;
    if (size.width() > room.width() || size.height() > room.height())
        reader.setScaledSize(size.scaled(room, Qt::KeepAspectRatio).expandedTo(QSize(1, 1)));
    return reader.read();
}

Thumbnails::Thumbnails(workspace::Workspace& workspace, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_cache(48 * 1024) {
    m_pool.setMaxThreadCount(1);
}

Thumbnails::~Thumbnails() {
    m_pool.clear();
    m_pool.waitForDone();
}

void Thumbnails::forget(AttachmentId id) {
    m_failed.remove(id);
    m_cache.remove(id);
}

QPixmap Thumbnails::get(const Attachment& attachment, const QSize& devicePixels) {
    if (const QPixmap* known = m_cache.object(attachment.id))
        return *known;
    const AttachmentId id = attachment.id;
    if (id.isNull() || devicePixels.isEmpty() || m_loading.contains(id) || m_failed.contains(id) ||
        attachment.state == AttachmentState::Refused)
        return {};
    m_loading += id;
    thenOn(m_workspace.attachment(id), this, [this, id, devicePixels](const Result<QByteArray>& content) {
        if (!content) {
            m_loading -= id;
            m_failed += id;
            emit ready(id);
            return;
        }
        auto promise = std::make_shared<QPromise<QImage>>();
        const auto future = promise->future();
        promise->start();
        m_pool.start([promise, bytes = *content, devicePixels] {
            promise->addResult(decodePicture(bytes, devicePixels));
            promise->finish();
        });
        thenOn(future, this, [this, id](const QImage& image) {
            m_loading -= id;
            if (image.isNull())
                m_failed += id;
            else
                m_cache.insert(id, new QPixmap(QPixmap::fromImage(image)),
                               std::max<qsizetype>(1, image.sizeInBytes() / 1024));
            emit ready(id);
        });
    });
    return {};
}

} // namespace souffleur::ui
