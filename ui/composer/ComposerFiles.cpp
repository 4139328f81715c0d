// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/Composer.h"

#include "base/Executor.h"
#include "ui/common/ErrorText.h"
#include "ui/common/Format.h"
#include "ui/common/MessageBar.h"
#include "ui/composer/ComposerEdit.h"
#include "workspace/Workspace.h"

#include <QBuffer>
#include <QDragEnterEvent>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QImage>
#include <QMimeData>
#include <QThreadPool>
#include <QUrl>

namespace souffleur::ui {
namespace {

//! Runs fn in the background; reading and packing files takes longer than a frame.
QFuture<Result<QByteArray>> inBackground(std::function<Result<QByteArray>()> fn) {
    auto promise = std::make_shared<QPromise<Result<QByteArray>>>();
    promise->start();
    QFuture<Result<QByteArray>> future = promise->future();
    QThreadPool::globalInstance()->start([promise, fn = std::move(fn)] {
        promise->addResult(fn());
        promise->finish();
    });
    return future;
}

} // namespace

void Composer::chooseFiles() {
    if (!m_conversation || mode() == DraftMode::Note || channel().maxUploadBytes <= 0)
        return;
    auto* dialog = new QFileDialog(this, tr("Attach files"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    const ConversationId conversation = m_conversation->id;
    connect(dialog, &QFileDialog::filesSelected, this, [this, conversation](const QStringList& paths) {
        if (m_conversation && m_conversation->id == conversation)
            addFiles(paths);
    });
    dialog->open();
}

bool Composer::takeMimeData(const QMimeData* data) {
    if (!m_conversation)
        return false;
    QStringList paths;
    for (const QUrl& url : data->urls()) {
        if (url.isLocalFile())
            paths += url.toLocalFile();
    }
    const QImage image = paths.isEmpty() && data->hasImage() ? qvariant_cast<QImage>(data->imageData()) : QImage();
    if (paths.isEmpty() && image.isNull())
        return false;
    if (mode() == DraftMode::Note) {
        inform(tr("Internal notes take text only. Switch to the reply to attach files."));
        return true;
    }
    if (!image.isNull()) {
        const QString name =
            tr("image") + u'-' +
            toDateTime(m_context.workspace.clock().now()).toLocalTime().toString(u"yyyyMMdd-HHmmss"_s) + u".png"_s;
        store(inBackground([image]() -> Result<QByteArray> {
                  QByteArray bytes;
                  QBuffer buffer(&bytes);
                  buffer.open(QIODevice::WriteOnly);
                  if (!image.save(&buffer, "PNG"))
                      return makeError(ErrorCode::InvalidInput, u"image"_s);
                  return bytes;
              }),
              name);
        return true;
    }
    addFiles(paths);
    return true;
}

void Composer::addFiles(const QStringList& paths) {
    const ChannelCapabilities can = channel();
    for (const QString& path : paths) {
        const QFileInfo info(path);
        if (!info.isFile()) {
            warn(tr("“%1” is not a file that can be attached.").arg(info.fileName()));
            continue;
        }
        if (info.size() > can.maxUploadBytes) {
            warn(tr("“%1” (%2) is larger than %3 allows (%4).")
                     .arg(info.fileName(), Format::fileSize(info.size()), Format::channelName(can),
                          Format::fileSize(can.maxUploadBytes)));
            continue;
        }
        store(inBackground([path]() -> Result<QByteArray> {
                  QFile file(path);
                  if (!file.open(QIODevice::ReadOnly))
                      return makeError(ErrorCode::IoError, file.errorString());
                  return file.readAll();
              }),
              info.fileName());
    }
}

void Composer::store(const QFuture<Result<QByteArray>>& content, const QString& fileName) {
    // The draft it belongs to is fixed now; by the time the file is stored another conversation may be shown.
    DraftBuffer* const buffer = m_buffer;
    ++buffer->storing;
    refreshChips();
    const auto done = [this, buffer] {
        --buffer->storing;
        if (buffer == m_buffer)
            refreshChips();
    };
    thenOn(content, buffer, [this, buffer, fileName, done](const Result<QByteArray>& bytes) {
        if (!bytes) {
            done();
            m_notice->showError(bytes.error());
            return;
        }
        thenOn(m_context.workspace.storeAttachment(fileName, *bytes), buffer,
               [this, buffer, done](const Result<Attachment>& stored) {
                   if (!stored) {
                       done();
                       m_notice->showError(stored.error());
                       return;
                   }
                   buffer->attachments += *stored;
                   m_book.touch(*buffer);
                   done();
               });
    });
}

void Composer::removeAttachment(AttachmentId id) {
    if (!m_buffer)
        return;
    m_buffer->attachments.removeIf([&](const Attachment& attachment) { return attachment.id == id; });
    m_book.touch(*m_buffer);
    refreshChips();
    m_edit->setFocus();
}

void Composer::dragEnterEvent(QDragEnterEvent* event) {
    if (m_conversation && (event->mimeData()->hasUrls() || event->mimeData()->hasImage()))
        event->acceptProposedAction();
}

void Composer::dropEvent(QDropEvent* event) {
    if (takeMimeData(event->mimeData()))
        event->acceptProposedAction();
}

} // namespace souffleur::ui
