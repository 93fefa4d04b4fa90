"""Explained refusals: every error the product raises on purpose.

    MinerError
    ├── UnreadableSource          the bytes cannot be turned into text
    │   ├── EmptySource           nothing in it
    │   ├── BinarySource          a program, picture or archive, whatever its name says
    │   ├── EncryptedSource       needs a password
    │   ├── CorruptSource         broken, cut off or hostile
    │   ├── NoTextLayer           a scan: pages without text
    │   ├── UndecodableSource     text in no encoding that makes sense, or not in the one asked for
    │   ├── UnsupportedFormat     a known format without a reader here
    │   └── OversizedSource       beyond a limit of size, pages or expansion
    ├── SettingError              a setting is unknown or has an impossible value
    ├── ModelError                a model cannot be used
    │   ├── ModelMissing          no artefact at the place
    │   └── ModelMismatch         the artefact fails its manifest
    ├── StoreError                the store cannot do what was asked
    │   ├── NotStored             no such document, report or sentence
    │   └── StoreVersion          written by a newer version
    ├── QueryError                a search cannot be understood
    │   └── CursorError           a page cursor that is not ours
    └── GoldError                 a corpus file breaks its notation

The message of each says what was wrong, where, and what to do about it, in Chinese, since it is read on screen. `code` is the
machine-readable name that never changes; the service maps classes to HTTP statuses in one table of its own. What the system
refuses is said in the same words everywhere by `trouble`.
"""

import errno

TROUBLES = {
    errno.ENOENT: "不存在",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ENOTDIR: "的上一级不是文件夹",
    errno.EEXIST: "已存在",
    errno.ENAMETOOLONG: "名字太长",
    errno.ENOSPC: "所在的磁盘已满",
    errno.EROFS: "所在的磁盘只读",
    errno.ELOOP: "是绕圈的链接",
    errno.EADDRINUSE: "已被别的程序占用",
    errno.EADDRNOTAVAIL: "不是本机的地址",
    errno.EMFILE: "打不开，因为同时打开的文件太多",
    errno.EIO: "所在的磁盘读写出错",
    errno.EBUSY: "正被别的程序使用",
}


class MinerError(Exception):
    """Base of all refusals; `str(error)` is the sentence for the user."""

    code = "error"
    title = "处理失败"


class UnreadableSource(MinerError):
    code = "unreadable"
    title = "文件读不出文字"


class EmptySource(UnreadableSource):
    code = "empty"
    title = "文件是空的"


class BinarySource(UnreadableSource):
    code = "binary"
    title = "不是文字文件"


class EncryptedSource(UnreadableSource):
    code = "encrypted"
    title = "文件有密码"


class CorruptSource(UnreadableSource):
    code = "corrupt"
    title = "文件已损坏"


class NoTextLayer(UnreadableSource):
    code = "no-text-layer"
    title = "扫描件没有文字层"


class UndecodableSource(UnreadableSource):
    code = "undecodable"
    title = "文字编码无法识别"


class UnsupportedFormat(UnreadableSource):
    code = "unsupported"
    title = "暂不支持的格式"


class OversizedSource(UnreadableSource):
    code = "too-large"
    title = "文件过大"


class SettingError(MinerError):
    code = "setting"
    title = "设置有误"


class ModelError(MinerError):
    code = "model"
    title = "模型不可用"


class ModelMissing(ModelError):
    code = "model-missing"
    title = "找不到模型"


class ModelMismatch(ModelError):
    code = "model-mismatch"
    title = "模型与清单不符"


class StoreError(MinerError):
    code = "store"
    title = "资料库出错"


class NotStored(StoreError):
    code = "not-stored"
    title = "资料库中没有"


class StoreVersion(StoreError):
    code = "store-version"
    title = "资料库版本不符"


class QueryError(MinerError):
    code = "query"
    title = "检索式有误"


class CursorError(QueryError):
    code = "cursor"
    title = "翻页标记无效"


class GoldError(MinerError):
    code = "gold"
    title = "语料格式有误"


def trouble(error: OSError) -> str:
    """What the system found wrong with a file or an address, as what follows its name; its own number where we have no words."""
    number = error.errno or 0
    return TROUBLES.get(number, f"出错（系统错误 {number} {errno.errorcode.get(number, '')}".rstrip() + "）")
