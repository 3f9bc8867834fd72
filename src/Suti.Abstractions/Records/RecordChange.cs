// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Suti;

/// <summary>One change of a transaction.</summary>
public sealed record RecordChange
{
    private RecordChange(RecordKind kind, string key, RecordContent? content, long? expectedVersion)
    {
        ArgumentNullException.ThrowIfNull(kind);
        CheckKey(key);
        Kind = kind;
        Key = key;
        Content = content;
        ExpectedVersion = expectedVersion;
    }

    /// <summary>The longest key, in UTF-8 bytes.</summary>
    public const int MaxKeyLength = 2048;

    /// <summary>The kind.</summary>
    public RecordKind Kind { get; }

    /// <summary>The key.</summary>
    public string Key { get; }

    /// <summary>What the record shall hold; null when it shall be gone, or is only looked at.</summary>
    public RecordContent? Content { get; }

    /// <summary>The version that the record must have; 0 for none, null for whatever it is.</summary>
    public long? ExpectedVersion { get; }

    /// <summary>Whether nothing changes: the version is checked, and that is all.</summary>
    public bool IsCheck { get; private init; }

    /// <summary>
    /// Writes a record. Its fields are put in the order of the columns, the values of one column in their own order.
    /// </summary>
    /// <exception cref="ArgumentException">The key or a field does not fit the kind.</exception>
    public static RecordChange Put(RecordKind kind, string key, RecordContent content, long? expectedVersion = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(kind);
        var fields = RecordFields.Arrange(kind, content.Fields);
        return new(kind, key, ReferenceEquals(fields, content.Fields) ? content : content with { Fields = fields }, expectedVersion);
    }

    /// <summary>Deletes a record. Without an expected version it may be gone already.</summary>
    public static RecordChange Delete(RecordKind kind, string key, long? expectedVersion = null) =>
        new(kind, key, null, expectedVersion);

    /// <summary>Requires that a record still has a version, or with 0 that there is none.</summary>
    public static RecordChange Check(RecordKind kind, string key, long expectedVersion) =>
        new(kind, key, null, expectedVersion) { IsCheck = true };

    private static void CheckKey(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (!RecordValue.IsWellFormed(key) || Encoding.UTF8.GetByteCount(key) > MaxKeyLength)
        {
            throw new ArgumentException($"A key is text of at most {MaxKeyLength} bytes of UTF-8.", nameof(key));
        }
    }
}
