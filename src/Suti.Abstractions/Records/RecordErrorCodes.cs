// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>The codes of <see cref="SutiException"/> about records and stores.</summary>
public static class RecordErrorCodes
{
    /// <summary>There is no such record in this space.</summary>
    public const string NotFound = "record.not-found";

    /// <summary>The record changed since it was read, or exists already. Read it again and decide again.</summary>
    public const string Conflict = "record.conflict";

    /// <summary>What is stored cannot be read, or is not what was stored.</summary>
    public const string Corrupted = "record.corrupted";

    /// <summary>The store holds data of a newer version of the program.</summary>
    public const string SchemaNewer = "record.schema-newer";

    /// <summary>The store does not answer. Try again later.</summary>
    public const string StoreUnavailable = "record.store-unavailable";

    /// <summary>A column, an operator or a value of a query does not fit.</summary>
    public const string InvalidQuery = "record.invalid-query";

    /// <summary>The root key or passphrase is not the one this store was sealed with.</summary>
    public const string WrongRootKey = "record.wrong-root-key";

    /// <summary>Sealed records are there, or are to be written, and no root key is configured.</summary>
    public const string RootKeyMissing = "record.root-key-missing";

    /// <summary>The root key that is configured cannot be used: it has another form, or others can read its file.</summary>
    public const string RootKeyInvalid = "record.root-key-invalid";

    /// <summary>An archive is cut off, was changed, or the passphrase is not its own.</summary>
    public const string ArchiveInvalid = "record.archive-invalid";
}
