// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Suti;

/// <summary>A kind of records whose bodies are the JSON of a type.</summary>
/// <typeparam name="T">The type.</typeparam>
public sealed class RecordKind<T> : RecordKind
    where T : class
{
    private readonly Func<T, string> _key;
    private readonly List<RecordColumn> _columns = [];
    private readonly List<Action<T, List<RecordField>>> _fields = [];
    private readonly Dictionary<int, Func<JsonObject, JsonObject>> _migrations = [];

    /// <summary>Declares a kind. Add its columns at once, before it is used.</summary>
    /// <param name="name">The name.</param>
    /// <param name="json">The JSON form of a record.</param>
    /// <param name="key">The key of a record.</param>
    /// <param name="version">The version of its shape.</param>
    /// <param name="isSealed">Whether bodies are sealed. Columns are not: never index a secret.</param>
    public RecordKind(string name, JsonTypeInfo<T> json, Func<T, string> key, int version = 1, bool isSealed = false)
        : base(name, version, isSealed)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(key);
        Json = json;
        _key = key;
    }

    /// <summary>The JSON form of a record.</summary>
    public JsonTypeInfo<T> Json { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<RecordColumn> Columns => _columns;

    /// <summary>The column of a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public RecordColumn this[string column] => FindColumn(column)
        ?? throw new ArgumentException($"The record kind \"{Name}\" has no column \"{column}\".", nameof(column));

    /// <summary>The key of a record.</summary>
    public string GetKey(T record) => _key(record);

    /// <summary>Adds a text column. A null value is none.</summary>
    public RecordKind<T> WithText(string name, Func<T, string?> value, bool isIndexed = true) =>
        With(new(name, RecordColumnType.Text) { IsIndexed = isIndexed }, record => value(record) is { } text ? RecordValue.Of(text) : null);

    /// <summary>Adds a text column whose value no other record of the space has: a second name. A null value is none.</summary>
    public RecordKind<T> WithUniqueText(string name, Func<T, string?> value) =>
        With(new(name, RecordColumnType.Text) { IsUnique = true }, record => value(record) is { } text ? RecordValue.Of(text) : null);

    /// <summary>Adds an integer column. A null value is none.</summary>
    public RecordKind<T> WithInteger(string name, Func<T, long?> value, bool isIndexed = true) =>
        With(new(name, RecordColumnType.Integer) { IsIndexed = isIndexed }, record => value(record) is { } number ? RecordValue.Of(number) : null);

    /// <summary>Adds a column of moments. A null value is none.</summary>
    public RecordKind<T> WithTime(string name, Func<T, DateTimeOffset?> value, bool isIndexed = true) =>
        With(new(name, RecordColumnType.Time) { IsIndexed = isIndexed }, record => value(record) is { } time ? RecordValue.Of(time) : null);

    /// <summary>Adds a text column with any number of values.</summary>
    public RecordKind<T> WithTexts(string name, Func<T, IEnumerable<string>?> values)
    {
        var column = AddColumn(new(name, RecordColumnType.Text, IsMultiValued: true));
        _fields.Add((record, fields) =>
        {
            foreach (var value in (values(record) ?? []).Distinct(StringComparer.Ordinal))
            {
                fields.Add(new(column, RecordValue.Of(value)));
            }
        });
        return this;
    }

    /// <summary>Adds the step from one version to the next, on the JSON of a record. A kind that is sealed has none.</summary>
    public RecordKind<T> WithMigration(int fromVersion, Func<JsonObject, JsonObject> step)
    {
        if (IsSealed)
        {
            throw new InvalidOperationException($"The records of \"{Name}\" are sealed: a store cannot migrate them.");
        }

        _migrations.Add(fromVersion, step);
        return this;
    }

    /// <summary>The content of a record. The body is not sealed yet.</summary>
    public RecordContent ToContent(T record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return new(JsonSerializer.SerializeToUtf8Bytes(record, Json), GetFields(record));
    }

    /// <summary>Reads a body that is not sealed, or no more.</summary>
    /// <exception cref="SutiException">The body is not a record of this kind (<see cref="RecordErrorCodes.Corrupted"/>).</exception>
    public T FromBody(ReadOnlySpan<byte> body)
    {
        T? record;
        try
        {
            record = JsonSerializer.Deserialize(body, Json);
        }
        catch (JsonException)
        {
            record = null;
        }

        // The serializer's message is not passed on: it may quote the body.
        return record ?? throw Unreadable();
    }

    /// <inheritdoc/>
    public override RecordContent Migrate(int fromVersion, StoredRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (IsSealed)
        {
            return new(record.Body, record.Fields ?? []);
        }

        JsonObject? json;
        try
        {
            json = JsonNode.Parse(record.Body.Span) as JsonObject;
        }
        catch (JsonException)
        {
            json = null;
        }

        if (json is null)
        {
            throw Unreadable();
        }

        for (var version = fromVersion; version < Version; version++)
        {
            json = _migrations.TryGetValue(version, out var step) ? step(json) : json;
        }

        using var body = new MemoryStream();
        using (var writer = new Utf8JsonWriter(body))
        {
            json.WriteTo(writer);
        }

        return ToContent(FromBody(body.GetBuffer().AsSpan(0, (int)body.Length)));
    }

    private SutiException Unreadable() =>
        new(RecordErrorCodes.Corrupted, $"A stored record of the kind \"{Name}\" cannot be read.");

    private List<RecordField> GetFields(T record)
    {
        var fields = new List<RecordField>(_columns.Count);
        foreach (var add in _fields)
        {
            add(record, fields);
        }

        return fields;
    }

    private RecordKind<T> With(RecordColumn declared, Func<T, RecordValue?> value)
    {
        var column = AddColumn(declared);
        _fields.Add((record, fields) =>
        {
            if (value(record) is { } found)
            {
                fields.Add(new(column, found));
            }
        });
        return this;
    }

    private RecordColumn AddColumn(RecordColumn column)
    {
        CheckName(column.Name);
        if (FindColumn(column.Name) is not null)
        {
            throw new ArgumentException($"The record kind \"{Name}\" has a column \"{column.Name}\" already.", nameof(column));
        }

        _columns.Add(column);
        return column;
    }
}
